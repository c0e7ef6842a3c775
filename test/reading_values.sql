-- Numbers and dates, random ones, written in every form: each must be read back as the same value.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;

BEGIN;
SELECT plan(12);
SELECT setseed(0.25);

-- ---- numbers ----

-- Han numerals below 10^4, then by groups of four
CREATE FUNCTION pg_temp.han_section(n int) RETURNS text LANGUAGE sql AS $$
	SELECT regexp_replace(regexp_replace(
		(SELECT string_agg(CASE WHEN d = 0 THEN '零' ELSE substr('一二三四五六七八九', d, 1) || (ARRAY['千', '百', '十', ''])[p] END, '' ORDER BY p)
			FROM (SELECT p, (n / (10 ^ (4 - p))::int) % 10 AS d FROM generate_series(1, 4) AS p) AS digits),
		'零+', '零', 'g'), '零$', '') $$;
CREATE FUNCTION pg_temp.han(n bigint) RETURNS text LANGUAGE sql AS $$
	SELECT regexp_replace(regexp_replace(
		CASE WHEN n >= 100000000 THEN pg_temp.han_section((n / 100000000)::int) || '亿' ELSE '' END ||
		CASE WHEN n / 10000 % 10000 > 0 THEN pg_temp.han_section((n / 10000 % 10000)::int) || '万' ELSE '零' END ||
		pg_temp.han_section((n % 10000)::int), '零+', '零', 'g'), '^零|零$', '', 'g') $$;
CREATE FUNCTION pg_temp.words_section(n int) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' and ', CASE WHEN n >= 100 THEN (ARRAY['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])[n / 100] || ' hundred' END,
		CASE WHEN n % 100 = 0 THEN NULL
			WHEN n % 100 < 20 THEN (ARRAY['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
				'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'])[n % 100]
			ELSE concat_ws('-', (ARRAY['ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'])[n / 10 % 10],
				(ARRAY['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])[nullif(n % 10, 0)]) END) $$;
CREATE FUNCTION pg_temp.words(n bigint) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', CASE WHEN n >= 1000000 THEN pg_temp.words_section((n / 1000000)::int) || ' million' END,
		CASE WHEN n / 1000 % 1000 > 0 THEN pg_temp.words_section((n / 1000 % 1000)::int) || ' thousand' END,
		CASE WHEN n % 1000 > 0 THEN pg_temp.words_section((n % 1000)::int) END) $$;
CREATE FUNCTION pg_temp.wide(written text) RETURNS text LANGUAGE sql AS
	$$ SELECT translate(written, '0123456789', '０１２３４５６７８９') $$;
CREATE FUNCTION pg_temp.traditional(written text) RETURNS text LANGUAGE sql AS $$ SELECT translate(written, '万亿', '萬億') $$;
-- What is read of "N MW", or NULL.
CREATE FUNCTION pg_temp.value(written text, unit text DEFAULT ' MW') RETURNS numeric LANGUAGE sql AS
	$$ SELECT CASE WHEN lower(quantity) = upper(quantity) THEN lower(quantity) END FROM tag_targets('policy', 'It is ' || written || unit || '.') $$;

CREATE TEMP TABLE number AS SELECT (random() * 10 ^ (random() * 8.9))::bigint + 2 AS n FROM generate_series(1, 1500);

SELECT cmp_ok((SELECT count(DISTINCT length(n::text)) FROM number), '>=', 8::bigint, 'numbers of every length');
SELECT is_empty($$ SELECT n FROM number WHERE pg_temp.value(n::text) IS DISTINCT FROM n $$, 'digits');
SELECT is_empty($$ SELECT n FROM number WHERE pg_temp.value(pg_temp.wide(n::text)) IS DISTINCT FROM n $$, 'full width');
SELECT is_empty($$ SELECT n FROM number WHERE pg_temp.value(trim(to_char(n, '999,999,999,999'))) IS DISTINCT FROM n $$, 'thousands by commas');
SELECT is_empty($$ SELECT n FROM number WHERE n >= 1000 AND pg_temp.value(trim(translate(to_char(n + 0.25, '999,999,999,999.99'), ',.', '.,'))) IS DISTINCT FROM n + 0.25 $$, 'European separators');
SELECT is_empty($$ SELECT n FROM number WHERE pg_temp.value(trim(replace(to_char(n, '999,999,999,999'), ',', ' '))) IS DISTINCT FROM n $$, 'thousands by spaces');
SELECT is_empty($$ SELECT n, pg_temp.han(n) FROM number WHERE pg_temp.value(pg_temp.han(n), '兆瓦') IS DISTINCT FROM n $$, 'Han numerals');
SELECT is_empty($$ SELECT n FROM number WHERE pg_temp.value(pg_temp.traditional(pg_temp.han(n)), '兆瓦') IS DISTINCT FROM n $$, 'Han numerals, Traditional');
SELECT is_empty($$ SELECT n, pg_temp.words(n) FROM number WHERE pg_temp.value(pg_temp.words(n)) IS DISTINCT FROM n $$, 'English words');
SELECT is_empty($$ SELECT n FROM number WHERE pg_temp.value(n / 100.0 || '亿', '千瓦') IS DISTINCT FROM n * 1000000 OR pg_temp.value(n || ' million') IS DISTINCT FROM n * 1000000 $$, 'magnitudes');

-- ---- dates ----

CREATE TEMP TABLE day AS SELECT date '1912-01-01' + (random() * 65000)::int AS d FROM generate_series(1, 800);
CREATE FUNCTION pg_temp.small(n int) RETURNS text LANGUAGE sql AS
	$$ SELECT (ARRAY['', '十', '二十', '三十'])[n / 10 + 1] || CASE WHEN n % 10 > 0 THEN substr('一二三四五六七八九', n % 10, 1) ELSE '' END $$;
CREATE FUNCTION pg_temp.forms(d date) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT to_char(d, f) FROM unnest(ARRAY['YYYY-MM-DD', 'YYYY/FMMM/FMDD', 'YYYY.MM.DD', 'DD.MM.YYYY', 'FMDD FMMonth YYYY', 'FMMonth FMDD, YYYY', 'Mon. FMDD, YYYY',
		'FMDDth "of" FMMonth YYYY', 'YYYY"年"FMMM"月"FMDD"日"', 'YYYY "年" MM "月" DD "日"']) AS f
	UNION ALL SELECT pg_temp.wide(to_char(d, 'YYYY"年"FMMM"月"FMDD"日"'))
	UNION ALL SELECT translate(extract(year FROM d)::text, '0123456789', '〇一二三四五六七八九') || '年' || pg_temp.small(extract(month FROM d)::int) || '月' || pg_temp.small(extract(day FROM d)::int) || '日'
	UNION ALL SELECT '民國' || extract(year FROM d) - 1911 || '年' || extract(month FROM d) || '月' || extract(day FROM d) || '日'
	UNION ALL SELECT '令和' || extract(year FROM d) - 2018 || '年' || extract(month FROM d) || '月' || extract(day FROM d) || '日' WHERE d >= '2019-05-01' $$;

SELECT is_empty($$ SELECT d, form FROM day, pg_temp.forms(d) AS form
	WHERE (SELECT array_agg(period) FROM tag_periods('It was ' || form || ' then')) IS DISTINCT FROM ARRAY[daterange(d, d + 1)] $$, 'a day in every form');
SELECT is_empty($$ SELECT d, form FROM day, LATERAL (SELECT extract(year FROM d)::int AS y) AS year,
		unnest(ARRAY['from ' || y || ' to ' || y + 3, y || '-' || y + 3, y || '–' || y + 3, y || '年至' || y + 3 || '年', y || '—' || y + 3 || '年', 'between ' || y || ' and ' || y + 3]) AS form
	WHERE y + 3 < 2100 AND (SELECT array_agg(period) FROM tag_periods('It was ' || form || '.')) IS DISTINCT FROM ARRAY[daterange(make_date(y, 1, 1), make_date(y + 4, 1, 1))] $$, 'a range in every form');
SELECT * FROM finish();
ROLLBACK;
