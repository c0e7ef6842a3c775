-- Periods, targets and profiles of the same text in another writing: the values stay, and every span lies where it says.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;

BEGIN;
SELECT plan(52);

-- ---- documents: the clauses of the gold, forty each, and clauses made for this test ----

CREATE TEMP TABLE clause (id text, lang text, doctype text, body text);
\copy clause FROM 'test/gold/clauses.en.tsv'
\copy clause FROM 'test/gold/clauses.zh.tsv'
\copy clause FROM 'test/gold/clauses.second.tsv'
\copy clause FROM 'test/gold/clauses.third.tsv'
\copy clause FROM 'test/gold/clauses.fourth.tsv'
CREATE TEMP TABLE document AS
	SELECT lang, lang || ' ' || n / 40 AS name, string_agg(replace(replace(body, '[[', ''), ']]', ''), E'\n\n' ORDER BY n) AS body
	FROM (SELECT lang, body, row_number() OVER (PARTITION BY lang ORDER BY id COLLATE "C") AS n FROM clause) AS c GROUP BY lang, n / 40;
INSERT INTO document VALUES
	('en', 'made 1', 'By 30 June 2027, at least 12.5% of the 3,400 MW of solar power, 20MW of batteries and 5 m² of "wind power" will be built; up from 8.2 percent (2019). The 14th Five-Year Plan (2021-25): US$1.5bn.'),
	('en', 'made 2', E'In fiscal year 2026,\nthe city''s 1990s plan, FY2027/28 and Q3 2025: 250 GWh, 300 Gb, 4 GB, 5 km2; approx. 20 parks on Jan. 5, 2026.\nIt ranked first for six consecutive years.\n\nArtificial intelligence grew two-fold, by 2035-12-31.'),
	('en', 'made 3', 'Over the next five years €2.5 million, £3m, A$40 million and 5 % to 7 % of research go to semiconductors; a one-third cut from 2005 levels by 2030. The 18th meeting was in mid-2024. 36365 AERORUTAS; 12 GPUs; 7 parks.'),
	('zh-Hans', 'made 4', E'到2025年底前，人工智能产业规模超过1.2万亿元人民币；二〇二五年，算力达到10EFLOPS以上。\n“十四五”以来，增长5%左右，翻一番，居全国第二；2021—2025年新建5G基站3万个，降低3个百分点。\n\n3月15日前，建成20%至30%，第三季度。'),
	('zh-Hant', 'made 5', '民國114年起，人工智慧產值達新臺幣1.5兆元；2030年前再生能源占比逾三成，減少20％。二十世紀九十年代以來，連續六年居首位。'),
	('en', 'made 6', 'Le café naïve: 5 établissements, Señor Núñez''s £45 million by März 2030; in 2023¹ growth of 10² parks, 6 km² and CO₂ fell by 3 t.');

-- Traditional and Simplified: each character and what it folds to.
CREATE TEMP TABLE han AS
	SELECT c AS traditional, f AS simplified FROM (SELECT chr(i) AS c, (SELECT folded FROM tag_debug(chr(i))) AS f FROM generate_series(19968, 40959) AS i) AS t WHERE c <> f;
CREATE FUNCTION pg_temp.simplified(body text) RETURNS text LANGUAGE sql AS
	$$ SELECT translate(body, string_agg(traditional, '' ORDER BY traditional), string_agg(simplified, '' ORDER BY traditional)) FROM han $$;
CREATE FUNCTION pg_temp.traditional(body text) RETURNS text LANGUAGE sql AS
	$$ SELECT translate(body, string_agg(simplified, '' ORDER BY simplified), string_agg(traditional, '' ORDER BY simplified))
		FROM (SELECT simplified, min(traditional) AS traditional FROM han GROUP BY simplified) AS h $$;

-- Full width: every sign of ASCII, with its space or without; and back.
CREATE FUNCTION pg_temp.wide(body text) RETURNS text LANGUAGE sql AS
	$$ SELECT translate(body, string_agg(chr(i), '' ORDER BY i), string_agg(chr(i + 65248), '' ORDER BY i)) FROM generate_series(33, 126) AS i $$;
CREATE FUNCTION pg_temp.narrow(body text) RETURNS text LANGUAGE sql AS
	$$ SELECT translate(body, string_agg(chr(i + 65248), '' ORDER BY i), string_agg(chr(i), '' ORDER BY i)) FROM generate_series(33, 126) AS i $$;

-- ---- what must stay: the values, and the surface but for its writing ----

CREATE FUNCTION pg_temp.plain(surface text) RETURNS text LANGUAGE sql AS
	$$ SELECT pg_temp.simplified(regexp_replace(regexp_replace(normalize(translate(surface, '’‑–', '''--'), NFKD),
		'[\u0300-\u036F\u00AD\u200B\u200C\u200D\u2060\uFEFF]', '', 'g'), '\s+', ' ', 'g')) $$;
CREATE FUNCTION pg_temp.periods(body text) RETURNS SETOF text LANGUAGE sql AS
	$$ SELECT concat_ws(' ', period, duration, anchor, precision, kind, sentence, '"' || pg_temp.plain(surface) || '"') FROM tag_periods(body) $$;
CREATE FUNCTION pg_temp.targets(body text) RETURNS SETOF text LANGUAGE sql AS
	$$ SELECT concat_ws(' ', concept, status, measure, quantity, unit_code, comparator, direction, base_year, deadline, responsible, sentence, '"' || pg_temp.plain(surface) || '"')
		FROM tag_targets('policy', body) $$;
CREATE FUNCTION pg_temp.figures(body text) RETURNS SETOF text LANGUAGE sql AS
	$$ SELECT pg_temp.periods(body) UNION ALL SELECT pg_temp.targets(body) $$;
-- A profile is made of them, of sentences and of places.
CREATE FUNCTION pg_temp.all_figures(body text) RETURNS SETOF text LANGUAGE sql AS
	$$ SELECT pg_temp.figures(body) UNION ALL SELECT p::text FROM tag_profile('policy', body) AS p $$;
CREATE TEMP TABLE figure AS SELECT name, f FROM document, pg_temp.all_figures(body) AS f;
SELECT cmp_ok((SELECT count(*) FROM figure), '>', 1000::bigint, 'the documents name many periods and quantities');

-- A writing of the documents; rows that it changes, and spans that are not where they say.
CREATE TEMP TABLE writing (name text, body text);
CREATE FUNCTION pg_temp.changed(form text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM writing;
	EXECUTE format('INSERT INTO writing SELECT name, %s FROM document', form);
	RETURN QUERY WITH now AS MATERIALIZED (SELECT name, f FROM writing, pg_temp.all_figures(body) AS f)
		SELECT '- ' || name || ': ' || f FROM (TABLE figure EXCEPT ALL TABLE now) AS gone
		UNION ALL SELECT '+ ' || name || ': ' || f FROM (TABLE now EXCEPT ALL TABLE figure) AS new ORDER BY 1;
END $$;
CREATE FUNCTION pg_temp.astray() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT name || ': ' || surface FROM writing, LATERAL (SELECT surface, start_char, char_length FROM tag_periods(body)
		UNION ALL SELECT surface, start_char, char_length FROM tag_periods('policy', body, '2024-05-01')
		UNION ALL SELECT surface, start_char, char_length FROM tag_targets('policy', body)) AS s WHERE substr(body, start_char, char_length) IS DISTINCT FROM surface OR surface = ''
$$;

CREATE TEMP TABLE form AS SELECT * FROM (VALUES
	('composed', 'normalize(body, NFC)'),
	('decomposed', 'normalize(body, NFD)'),
	('accents on Latin letters', $$translate(body, 'aeiounc', 'áêïõúñç')$$),
	('the same, decomposed', $$normalize(translate(body, 'aeiounc', 'áêïõúñç'), NFD)$$),
	('ASCII of full width', 'pg_temp.wide(body)'),
	('with spaces of full width', $$translate(pg_temp.wide(body), ' ', chr(12288))$$),
	('digits and their signs of full width', $$translate(body, '0123456789.,%', '０１２３４５６７８９．，％')$$),
	('no full width', 'pg_temp.narrow(body)'),
	('no-break spaces', $$translate(body, ' ', chr(160))$$),
	('thin spaces', $$translate(body, ' ', chr(8201))$$),
	('narrow no-break spaces', $$translate(body, ' ', chr(8239))$$),
	('hyphens that do not break', $$translate(body, '-', chr(8209))$$),
	('en dashes', $$translate(body, '-', chr(8211))$$),
	('curly apostrophes', $$translate(body, '''', '’')$$),
	('line ends CRLF', $$replace(body, E'\n', E'\r\n')$$),
	('line ends CR', $$replace(body, E'\n', E'\r')$$),
	('line separators', $$translate(body, E'\n', chr(8232))$$),
	('paragraph separators', $$replace(body, E'\n\n', chr(8233))$$),
	('soft hyphens', $$regexp_replace(body, '(\w)', '\1' || chr(173), 'g')$$),
	('joiners', $$regexp_replace(body, '(\w)', '\1' || chr(8205), 'g')$$),
	('spaces without width', $$regexp_replace(body, '(\w)', '\1' || chr(8203), 'g')$$),
	('word joiners before all but space', $$regexp_replace(body, '(\S)', chr(8288) || '\1', 'g')$$),
	('a byte order mark behind everything', $$regexp_replace(body, '(.)', '\1' || chr(65279), 'g')$$),
	('decomposed, of full width, CRLF', $$replace(pg_temp.wide(normalize(body, NFD)), E'\n', E'\r\n')$$)
) AS f (name, form);
SELECT t FROM form CROSS JOIN LATERAL (SELECT is_empty(format('SELECT pg_temp.changed(%L)', form), name)
	UNION ALL SELECT is_empty('SELECT pg_temp.astray()', 'every span of it is where it says')) AS tests (t);

-- ---- Simplified and Traditional ----

-- Two readings use the script as evidence, on purpose: a yuan in Traditional characters is not the mainland's, and years 80 to 150
-- without an era are those of the Republic of China.  All else is the same.
DELETE FROM document WHERE lang NOT LIKE 'zh%';
INSERT INTO document SELECT lang, id, replace(replace(body, '[[', ''), ']]', '') FROM clause WHERE lang LIKE 'zh%';
DELETE FROM document WHERE body ~ '(^|[^0-9])1[0-4][0-9][年至]';
CREATE TEMP TABLE writing_of_han AS SELECT name, s.form, s.body FROM document,
	LATERAL (VALUES ('as it is', body), ('Simplified', pg_temp.simplified(body)), ('Traditional', pg_temp.traditional(body))) AS s (form, body);
CREATE TEMP TABLE figure_of_han AS SELECT name, form, regexp_replace(f, 'TWD|HKD|XXX', 'CNY') AS f FROM writing_of_han, pg_temp.figures(body) AS f;
SELECT cmp_ok((SELECT count(*) FROM document), '>', 400::bigint, 'clauses in Han characters');
SELECT is_empty(format($$ (SELECT name, f FROM figure_of_han WHERE form = 'as it is' EXCEPT ALL SELECT name, f FROM figure_of_han WHERE form = %L)
	UNION ALL (SELECT name, f FROM figure_of_han WHERE form = %L EXCEPT ALL SELECT name, f FROM figure_of_han WHERE form = 'as it is') $$, other, other), other)
	FROM unnest(ARRAY['Simplified', 'Traditional']) AS other;
SELECT * FROM finish();
ROLLBACK;
