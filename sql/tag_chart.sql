--
-- tag_chart_bars, tag_chart_lines: drawings as text, the same everywhere
--
SET client_min_messages = warning;
CREATE FUNCTION pg_temp.refusal(statement text, OUT state text, OUT message text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END $$;
-- an element a line
CREATE FUNCTION pg_temp.lines(svg text) RETURNS SETOF text LANGUAGE sql AS
$$ SELECT regexp_split_to_table(svg, '(?<=>)(?=<[a-z])') $$;

--
-- Bars
--
SELECT pg_temp.lines(tag_chart_bars('{one,two,"<b>&\"''"}', '{1,NULL,-0.5}'));
SELECT pg_temp.lines(tag_chart_bars('{人工智能}', '{0.3333333}', 'Title="AI & <i>", Description="x > y", Lang=zh, Width=300, Decimals=2, Max=1'));
SELECT tag_chart_bars('{}', '{}') AS empty, tag_chart_bars('{NULL}', '{NULL}', NULL) AS nothing;
-- a label that is too long loses its end, but not in the titles
SELECT tag_chart_bars(ARRAY[repeat('long ', 20)], '{1}', 'Width=200') ~ ('<title>' || repeat('long ', 20) || '</title>') AS whole,
       substring(tag_chart_bars(ARRAY[repeat('long ', 20)], '{1}', 'Width=200') FROM '[^>]*…') AS cut;
-- decimals: as many as needed, up to three; rounded half away from zero
SELECT v, substring(tag_chart_bars('{x}', ARRAY[v]) FROM '<desc>(.*)</desc>') AS auto,
       substring(tag_chart_bars('{x}', ARRAY[v], 'Decimals=1') FROM '<desc>(.*)</desc>') AS one,
       substring(tag_chart_bars('{x}', ARRAY[v], 'Decimals=6') FROM '<desc>(.*)</desc>') AS six
FROM unnest('{0,-0,7,0.5,0.25,-0.25,0.35,2.125,0.1234567,999999999999.5,-1e12,1e-9}'::float8[]) AS v;

--
-- Lines
--
SELECT pg_temp.lines(tag_chart_lines('{2023,2024,2025,2026}', '{{1,NULL,3,4},{0.5,2,NULL,1}}', '{"A & B",b}', 'Title=Growth, Width=300, Height=120'));
SELECT pg_temp.lines(tag_chart_lines('{a}', '{-3}'));
SELECT tag_chart_lines('{}', '{}') ~ '^<svg .*</svg>$' AS empty;
-- the ticks, from small to large
SELECT v, (SELECT string_agg(m[1], ' ') FROM regexp_matches(tag_chart_lines('{x}', ARRAY[v]), 'text-anchor="end"[^>]*>([^<]*)<', 'g') m) AS ticks
FROM unnest('{0,0.000002,0.07,1,9,49.9,50,123456,1e12,-8}'::float8[]) AS v;
-- labels that have no room are left out
SELECT count(*) FROM generate_series(1, 1000) g, regexp_matches(tag_chart_lines(
	(SELECT array_agg('label ' || i) FROM generate_series(1, 1000) i), (SELECT array_agg(i) FROM generate_series(1, 1000) i)), 'label [0-9]+</text>', 'g') WHERE g = 1;

--
-- NULL, errors, limits
--
SELECT tag_chart_bars(NULL, '{1}') IS NULL AND tag_chart_bars('{a}', NULL) IS NULL AND tag_chart_lines(NULL, '{1}') IS NULL
	AND tag_chart_lines('{a}', NULL) IS NULL AS nulls;
SELECT statement, (pg_temp.refusal('SELECT ' || statement)).* FROM (VALUES
	($$tag_chart_bars('{a}', '{1,2}')$$), ($$tag_chart_bars('{{a},{b}}', '{1,2}')$$), ($$tag_chart_bars('{a}', '{{1}}')$$), ($$tag_chart_bars('{a,b}', '{{1,2},{3,4}}')$$),
	($$tag_chart_bars('{a}', '{NaN}')$$), ($$tag_chart_bars('{a}', '{-Infinity}')$$), ($$tag_chart_bars('{a}', '{1.1e12}')$$),
	($$tag_chart_bars('{a}', '{1}', 'Colour=red')$$), ($$tag_chart_bars('{a}', '{1}', 'Width=10')$$), ($$tag_chart_bars('{a}', '{1}', 'Decimals=7')$$),
	($$tag_chart_bars('{a}', '{1}', 'Max=-1')$$), ($$tag_chart_bars('{a}', '{1}', 'Max=NaN')$$), ($$tag_chart_bars('{a}', '{1}', 'Max=x')$$), ($$tag_chart_bars('{a}', '{1}', 'Title')$$),
	($$tag_chart_bars(array_fill('a'::text, '{1001}'), array_fill(1::float8, '{1001}'))$$),
	($$tag_chart_lines('{a,b}', '{{1,2},{3,4}}', '{x}')$$), ($$tag_chart_lines('{a}', '{{{1}}}')$$),
	($$tag_chart_lines('{a}', array_fill(1::float8, '{21,1}'))$$), ($$tag_chart_lines(array_fill('a'::text, '{10001}'), array_fill(1::float8, '{10001}'))$$)) AS s(statement);
