-- Laws of text and matching: writings that must get the same tags, offsets, and texts made to hurt.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;

BEGIN;
SELECT plan(61);

-- ---- a taxonomy with labels of every script and shape ----

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('laws');
INSERT INTO policyscope.facet (taxonomy, facet, overlap, inside) VALUES ('laws', 't', 'longest', 1), ('laws', 'x', 'all', 0.5);
CREATE TEMP TABLE labels AS SELECT n, l FROM unnest(ARRAY['AI', 'big data', 'artificial intelligence', 'semiconductor', 'e-commerce', 'COVID-19', '5G', 'CO₂', 'C++', 'R&D', 'U.S.A.', '.NET', 'C', 'People''s Bank of China',
	'China', 'Guizhou', 'Türkiye', 'İstanbul', 'Straße', 'finance', 'Chapter IV', 'café', 'naïve', 'район', 'йод', 'Ελλάδα', '人工智能', '大数据', '国家', '集成电路', '云计算', '量子', '芯片', '𠮷野家', 'データ', 'データセンター', 'タイ', 'ガバナンス', '한글', '인도',
	'인공지능', 'ไทย', 'भारत', 'hours', 'o''clock', 'state-owned enterprise']) WITH ORDINALITY AS t (l, n);
INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'laws', f || '.c' || n FROM labels, unnest(ARRAY['t', 'x']) AS f;
INSERT INTO policyscope.label (taxonomy, concept, lang, label) SELECT 'laws', f || '.c' || n, 'en', l FROM labels, unnest(ARRAY['t', 'x']) AS f;
SELECT taxonomy_publish('laws') \gset

-- ---- texts ----

CREATE TEMP TABLE sample (n int, body text);
INSERT INTO sample VALUES
	(1, 'AI and big data in Guizhou: artificial intelligence, semi' || E'-\n' || 'conductors, a semi' || E'-\n' || 'conductor, e-commerce, COVID-19 & COVID19, 5G, CO₂ and CO2, C++, R&D, the U.S.A. Next .NET and C.'),
	(2, 'China''s plan. The People''s Bank of China, People’s Bank of China; 6 o''clock, state-owned enterprise, state owned enterprises, https://China.example/AI, me@China.example'),
	(3, 'İstanbul, ISTANBUL, Istanbul; Straße, STRASSE; ﬁnance, FINANCE, finance; Chapter Ⅳ, Chapter IV; ＡＩ, AI, ai; cafe' || E'\u0301' || ', café, Café; naïve; Türkiye'),
	(4, 'район, раион; йод, иод; Ελλάδα, ΕΛΛΑΔΑ; भारत'),
	(5, '人工智能和大数据，国家集成电路；云计算、量子芯片。人工' || E'\n' || '智能 AI芯片5G 𠮷野家'),
	(6, 'データセンター、データ、タイ、タイヤ、ガバナンス。ﾃﾞｰﾀｾﾝﾀｰ ﾀｲ'),
	(7, '한글 한글은 인도 인도는 인도네시아 인공지능을 AI는 ไทย ประเทศไทย'),
	(8, '👩‍💻 AI 👩‍💻AI👩‍💻 5️⃣ 5G 🇨🇳China🇨🇳 ❤️‍🔥C++❤️‍🔥 𠮷野家𠮷'),
	(9, E'\uFEFFAI\u00AD big\u200B data\u200D, C++\u200D \u0301AI\u0301 5G\uFE0F 人\uFE00工智能'),
	(10, E'  \n\n AI\r\n\r\nbig\r\ndata\u2028\u3000big\u00A0data\t'),
	(11, '');
-- and a mixture of all of them, shuffled in a fixed way
INSERT INTO sample SELECT 12 + k, string_agg(w, (ARRAY[' ', E'\n', '', ', ', ' '])[1 + (k + i) % 5] ORDER BY (i * (7 + 2 * k)) % 211, i)
	FROM generate_series(0, 7) AS k, LATERAL (SELECT w, row_number() OVER (ORDER BY n, j) AS i FROM sample, regexp_split_to_table(body, ' ') WITH ORDINALITY AS s (w, j) WHERE n <> 2) AS words GROUP BY k;

CREATE FUNCTION pg_temp.tags(body text) RETURNS text LANGUAGE sql AS $$ SELECT to_tagset('laws', body)::text $$;
-- The mentions without places: what the same text in another writing must keep.
CREATE FUNCTION pg_temp.found(body text) RETURNS text LANGUAGE sql AS
	$$ SELECT coalesce(string_agg(concept || ' ' || evidence || ' ' || coalesce(inside, ''), E'\n' ORDER BY n), '') FROM tag_mentions('laws', body)
		WITH ORDINALITY AS m (facet, concept, label, lang, surface, start_char, char_length, evidence, inside, kind, n) $$;
-- The texts whose mentions a change of writing changes.
CREATE FUNCTION pg_temp.changed(form text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT n || '': '' || pg_temp.found(body) || '' / '' || pg_temp.found(%s) FROM sample WHERE pg_temp.found(body) <> pg_temp.found(%s) OR pg_temp.tags(body) <> pg_temp.tags(%s)', form, form, form);
END $$;

SELECT cmp_ok((SELECT count(DISTINCT concept) FROM sample, tag_mentions('laws', body) WHERE facet = 't'), '>=', 44::bigint, 'the texts hold nearly all labels');

-- ---- the same tags in another writing ----

SELECT is_empty($$ SELECT pg_temp.changed('normalize(body, NFD)') $$, 'NFD');
SELECT is_empty($$ SELECT pg_temp.changed('normalize(body, NFC)') $$, 'NFC');
SELECT is_empty($$ SELECT pg_temp.changed('normalize(normalize(body, NFC), NFD)') $$, 'NFC and then NFD');
-- ASCII letters and digits of full width; not in addresses, whose bytes must be ASCII
CREATE FUNCTION pg_temp.wide(body text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(CASE WHEN c ~ '[A-Za-z0-9]' AND body !~ '(://|@)' THEN chr(ascii(c) + 65248) ELSE c END, '' ORDER BY i), '') FROM regexp_split_to_table(body, '') WITH ORDINALITY AS s (c, i) $$;
SELECT is_empty($$ SELECT pg_temp.changed('pg_temp.wide(body)') $$, 'letters and digits of full width');
SELECT is_empty($$ SELECT pg_temp.changed('translate(body, ''+&'', ''＋＆'')') $$, 'symbols of full width');
SELECT is_empty($$ SELECT pg_temp.changed('replace(replace(replace(replace(replace(replace(body, ''データ'', ''ﾃﾞｰﾀ''), ''センター'', ''ｾﾝﾀｰ''), ''タイ'', ''ﾀｲ''), ''ヤ'', ''ﾔ''), ''ガバ'', ''ｶﾞﾊﾞ''), ''ナンス'', ''ﾅﾝｽ'')') $$, 'Katakana of half width');
SELECT is_empty($$ SELECT pg_temp.changed('translate(body, ''国电计云数据'', ''國電計雲數據'')') $$, 'Traditional characters');
SELECT is_empty($$ SELECT pg_temp.changed('replace(body, '''''''', ''’'')') $$, 'curly apostrophes');
SELECT is_empty($$ SELECT pg_temp.changed('replace(body, ''’'', '''''''')') $$, 'straight apostrophes');
SELECT is_empty(format($$ SELECT pg_temp.changed('replace(body, ''-'', chr(%s))') $$, c), 'hyphen U+' || to_hex(c)) FROM unnest(ARRAY[8208, 8209, 8210, 8211, 65123, 65293]) AS c;
SELECT is_empty($$ SELECT pg_temp.changed('replace(body, '' '', chr(160))') $$, 'no-break spaces');
SELECT is_empty($$ SELECT pg_temp.changed('replace(body, '' '', chr(12288))') $$, 'spaces of full width');
SELECT is_empty($$ SELECT pg_temp.changed('replace(replace(body, E''\r\n'', E''\n''), E''\n'', E''\r\n'')') $$, 'line ends CRLF');
-- a joiner after every letter takes the general path where ASCII has one of its own
SELECT is_empty($$ SELECT pg_temp.changed('CASE WHEN body ~ ''(://|@)'' THEN body ELSE regexp_replace(body, ''([A-Za-z0-9])'', ''\1'' || chr(8205), ''g'') END') $$, 'a joiner after each letter');

SELECT is_empty($$ SELECT pg_temp.changed('regexp_replace(body, ''([''''’])'', ''\1'' || chr(65279), ''g'')') $$, 'a mark without width after each apostrophe');

-- the fold of a character is the fold of its decomposition, and its own fold
CREATE FUNCTION pg_temp.fold(t text) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(folded, '' ORDER BY start_char) FROM tag_debug(t) $$;
CREATE TEMP TABLE characters AS SELECT i, chr(i) AS c FROM generate_series(161, 65535) AS i WHERE i NOT BETWEEN 55296 AND 63743 AND (i < 13312 OR i % 13 = 0 OR i >= 63744)
	UNION ALL SELECT i, chr(i) FROM generate_series(119808, 120831) AS i UNION ALL SELECT i, chr(i) FROM generate_series(194560, 195101) AS i;
SELECT is_empty($$ SELECT to_hex(i) FROM characters WHERE normalize(c, NFD) <> c AND pg_temp.fold(c) IS DISTINCT FROM pg_temp.fold(normalize(c, NFD)) $$, 'every character folds as its decomposition');
SELECT is_empty($$ SELECT to_hex(i) FROM characters WHERE pg_temp.fold(c) <> pg_temp.fold(pg_temp.fold(c)) AND pg_temp.fold(c) !~ '[ ·'']' $$, 'a fold folds to itself');

-- ---- offsets ----

CREATE TEMP TABLE writing AS
	SELECT n, body FROM sample UNION SELECT n, normalize(body, NFD) FROM sample UNION SELECT n, normalize(body, NFC) FROM sample UNION SELECT n, pg_temp.wide(body) FROM sample;
SELECT is_empty($$ SELECT n, m FROM writing, tag_mentions('laws', body) AS m WHERE substr(body, start_char, char_length) <> surface $$, 'mentions are where they say');
SELECT is_empty($$ SELECT n, t FROM writing, tag_debug(body) AS t WHERE substr(body, start_char, char_length) <> token $$, 'tokens are where they say');
SELECT is_empty($$ SELECT n, t FROM (SELECT n, start_char, lag(start_char + char_length) OVER (PARTITION BY n, body ORDER BY ord) AS before
	FROM writing, tag_debug(body) WITH ORDINALITY AS d (token, kind, folded, start_char, char_length, gap_before, ord)) AS t WHERE start_char < before $$, 'tokens stand in order and do not overlap');
-- a mark, a joiner, a variation selector, a vowel or final consonant of Hangul belongs to what stands before it
SELECT is_empty($$ SELECT n, m FROM writing, tag_mentions('laws', body) AS m, LATERAL (SELECT ascii(substr(body, start_char + char_length, 1)), ascii(surface)) AS edges (a, b),
	unnest(ARRAY[a, b]) AS c WHERE c BETWEEN 768 AND 879 OR c = 8205 OR c BETWEEN 65024 AND 65039 OR c BETWEEN 4448 AND 4607 OR c IN (12441, 12442, 65438, 65439) OR c BETWEEN 3633 AND 3642 AND c NOT IN (3634, 3635) $$, 'no mention ends or begins inside a character as readers see it');
-- tag_explain accepts what tag_mentions reports
SELECT is_empty($$ SELECT n, concept, start_char, char_length FROM writing, tag_mentions('laws', body) WHERE concept IN ('t.c1', 't.c2', 't.c9', 't.c13', 't.c27', 't.c40')
	EXCEPT SELECT n, e.concept, start_char, char_length FROM writing, unnest(ARRAY['t.c1', 't.c2', 't.c9', 't.c13', 't.c27', 't.c40']) AS k, tag_explain('laws', body, k) AS e WHERE accepted $$, 'what is a mention is explained');

-- a text far longer than the window of the tokeniser: nothing is lost or found twice at its borders
SELECT is((SELECT count(*) FROM tag_mentions('laws', repeat('big data ', 50000)) WHERE facet = 't'), 50000::bigint, 'a long text');
SELECT is_empty($$ SELECT n, concept FROM sample, LATERAL (SELECT repeat(body || E'\n\n', 2000) AS long, length(body) + 2 AS period) AS l, tag_mentions('laws', long)
	WHERE n IN (1, 5, 7, 9) GROUP BY n, concept, (start_char - 1) % period, char_length HAVING count(*) <> 2000 $$, 'in a text written 2000 times every mention is found 2000 times, in its place');
SELECT is_empty($$ SELECT k FROM generate_series(0, 60) AS k, tag_mentions('laws', repeat(' x', 4000 + k) || ' a.b.c.d.e.f@China.example artificial intelligence' || repeat(' y', 5000)) WHERE facet = 't' GROUP BY k HAVING count(*) <> 1 $$,
	'wherever a window ends');

-- ---- the sample documents and the shipped taxonomy ----

\set documents `cat data/samples/*.txt`
CREATE TEMP TABLE documents AS SELECT :'documents'::text AS body;
SELECT cmp_ok((SELECT count(*) FROM documents, tag_mentions('policy', body)), '>', 300::bigint, 'the sample documents have mentions');
SELECT is_empty($$ SELECT m FROM documents, tag_mentions('policy', body) AS m WHERE substr(body, start_char, char_length) <> surface $$, 'which are where they say');
SELECT is_empty($$ SELECT m FROM documents, normalize(body, NFD) AS d, tag_mentions('policy', d) AS m WHERE substr(d, start_char, char_length) <> surface $$, 'in NFD too');
SELECT is((SELECT to_tagset('policy', normalize(body, NFD))::text FROM documents), (SELECT to_tagset('policy', body)::text FROM documents), 'and are the same in NFD');
SELECT is((SELECT to_tagset('policy', replace(body, E'\n', E'\r\n'))::text FROM documents), (SELECT to_tagset('policy', body)::text FROM documents), 'with CRLF');
SELECT is((SELECT to_tagset('policy', replace(body, ' ', chr(160)))::text FROM documents), (SELECT to_tagset('policy', body)::text FROM documents), 'with no-break spaces');
SELECT is((SELECT to_tagset('policy', translate(body, '’-', '''‑'))::text FROM documents), (SELECT to_tagset('policy', body)::text FROM documents), 'with other apostrophes and hyphens');

-- ---- zones and force do not depend on the writing either ----

-- lines of every length around those at which a title, a heading or a sentence is told
CREATE TEMP TABLE page (n int, body text);
INSERT INTO page VALUES
	(1, E'Home | News | Contact\nSkip to content\n\nA national strategy for artificial intelligence and for quantum computing\n\nBy Jane Doe\n\n'
		'The ministry must fund artificial intelligence. It will not fund the robot’s makers, and should study 5G.\n\n1. Scope of the AI plan\n\n'
		'According to an article, regions may consider big data, although they have built data-centres - and well-known ones.\n\nAnnex I\n\nList of robots\n\nShare this article'),
	(2, E'首页\n关于加快人工智能发展的实施意见\n某政发〔2025〕12号\n\n各市、县人民政府：\n\n为加快人工智能发展，应当推动大数据；不得使用AI，鼓励5G（含6G）。\n\n'
		'一、量子计算目标\n\n（一）到2027年，应建成量子计算中心，\n支持集成电路；研究芯片！\n\n附件1\n\n打印本页'),
	(3, E'Stratégie nationale pour l’intelligence artificielle à l’école\n\nLe gouvernement présente la stratégie nationale à l’école et à l’université de Québec.\n\nMentions légales'),
	(4, E'データセンターとロボットの計画\n\nこの計画は、がんばるデータセンターのための計画であり、ロボットの開発を進めるものである。\n\nホーム'),
	(5, E'한국의 인공지능 산업 발전을 위한 국가 전략 계획\n\n대한민국 정부는 5G를 위한 계획을 발표하였다. 정부는 AI를 지원한다.\n\n공유하기');
INSERT INTO page SELECT 10 + k, repeat('é', k) || E' robotics\n\n' || repeat('ü', 2 * k) || ' must fund AI.' || E'\n' || repeat('ñ', k) || E' drones\n\n' || repeat('ö', k) || '. 5G' FROM generate_series(5, 130, 5) AS k;
INSERT INTO page SELECT 200 + k, repeat('字', k) || E'人工智能\n\n' || repeat('字', 2 * k) || '，应当发展机器人，' || E'\n' || repeat('字', k) || '5G。' FROM generate_series(2, 60, 2) AS k;
CREATE FUNCTION pg_temp.read(body text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(E'\n', (SELECT string_agg(zone, ' ' ORDER BY start_char) FROM tag_zones(body)), to_tagset('policy', body),
		(SELECT string_agg(concat_ws(' ', concept, zone, force, status, voice, polarity, pg_temp.fold(cue), pg_temp.fold(source)), E'\n' ORDER BY n)
			FROM tag_mentions('policy', body) WITH ORDINALITY AS m (facet, concept, label, lang, surface, start_char, char_length, evidence, inside, kind, sentence,
				zone, force, status, voice, polarity, cue, cue_start_char, source, source_start_char, n))) $$;
SELECT is((SELECT count(DISTINCT zone) FROM page, tag_zones(body)), 6::bigint, 'the pages have every zone');
SELECT cmp_ok((SELECT count(DISTINCT force) FROM page, tag_mentions('policy', body)), '>=', 5::bigint, 'and many a force');
SELECT is_empty(format($$ SELECT n, pg_temp.read(body), pg_temp.read(other) FROM page, LATERAL (SELECT %s AS other) AS o
	WHERE pg_temp.read(body) IS DISTINCT FROM pg_temp.read(other) $$, form), 'zones and force: ' || name)
FROM (VALUES
	('normalize(body, NFD)', 'NFD'),
	('normalize(body, NFC)', 'NFC'),
	('replace(body, '' '', chr(160))', 'no-break spaces'),
	('replace(body, '' '', chr(12288))', 'spaces of full width'),
	('pg_temp.wide(body)', 'letters and digits of full width'),
	('translate(body, ''.,;:!?()|'', ''．，；：！？（）｜'')', 'punctuation of full width'),
	('translate(body, ''．，；：！？（）｜'', ''.,;:!?()|'')', 'punctuation of half width'),
	('replace(body, ''’'', '''''''')', 'straight apostrophes'),
	('replace(body, ''-'', chr(8209))', 'other hyphens'),
	('replace(body, E''\n'', E''\r\n'')', 'line ends CRLF'),
	('replace(body, E''\n'', E''\r'')', 'line ends CR'),
	('regexp_replace(body, ''([a-z]{3})([a-z]{3})'', ''\1'' || chr(173) || ''\2'', ''g'')', 'soft hyphens')) AS f (form, name);
SELECT is_empty($$ SELECT n, m FROM (SELECT n, normalize(body, NFD) AS body FROM page UNION ALL SELECT n, pg_temp.wide(body) FROM page UNION ALL SELECT n, replace(body, E'\n', E'\r\n') FROM page) AS p,
	tag_mentions('policy', body) AS m WHERE substr(body, start_char, char_length) <> surface OR substr(body, cue_start_char, length(cue)) <> cue
		OR substr(body, source_start_char, length(source)) <> source OR strpos(body, sentence) = 0 OR strpos(sentence, surface) = 0 $$, 'what was read is where it says');
SELECT is_empty($$ SELECT n, z FROM (SELECT n, normalize(body, NFD) AS body FROM page UNION ALL SELECT n, pg_temp.wide(body) FROM page UNION ALL SELECT n, replace(body, E'\n', E'\r\n') FROM page) AS p,
	tag_zones(body) AS z WHERE substr(body, start_char, char_length) <> surface OR surface <> trim(E' \r\n' FROM surface) $$, 'and zones are');

-- ---- texts made to hurt: they end ----

SELECT lives_ok(format('SELECT to_tagset(%L, %s)', 'laws', t.body), t.name) FROM (VALUES
	('a million combining marks', $$ 'AI' || repeat(E'\u0301\u0323', 500000) $$),
	('a million letters', $$ repeat('a', 1000000) $$),
	('beginnings of labels', $$ repeat('state-owned People''s Bank of artificial ', 25000) || repeat('人工', 100000) || repeat('データ', 100000) $$),
	('hyphens, dots, at signs and colons', $$ repeat('a-', 200000) || repeat('a.', 200000) || repeat('a@', 200000) || repeat('a:', 200000) || repeat('://', 100000) || repeat('www.', 100000) $$),
	('broken words', $$ repeat(E'a-\n', 300000) || repeat(E'a\u00AD\n', 200000) $$)) AS t (name, body);
SELECT is((SELECT count(*) FROM tag_debug('x' || repeat(E'\u0301\u0323', 500000))), 1::bigint, 'a million marks are one token');

-- a trace passes one symbol, not any number of them in every combination
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('laws', 't.c1', 'zz', repeat('.', 60));
SELECT taxonomy_publish('laws') \gset
SELECT lives_ok($$ SELECT count(*) FROM tag_explain('laws', repeat('.', 200), 't.c1') $$, 'an explanation of many symbols ends');

SELECT * FROM finish();
ROLLBACK;
