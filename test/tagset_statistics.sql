-- What the planner expects of a query, against what is there, on skewed data.
--
-- Of common keys (1 row in 100 and more) at most a factor of 2, of rare ones at most 10. The numbers
-- of rows are fixed; only the sample of ANALYZE is chance, and half the table is enough of it that
-- no bound here is within reach of bad luck.
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(25);

CREATE FUNCTION pg_temp.estimate(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;

CREATE FUNCTION pg_temp.number(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	result float8;
BEGIN
	EXECUTE replace(query, 'SELECT FROM', 'SELECT count(*) FROM') INTO result;
	RETURN result;
END $$;

-- How many times too much or too little; neither is taken below one row.
CREATE FUNCTION pg_temp.factor(query text) RETURNS float8 LANGUAGE sql AS
'SELECT greatest(greatest(e, 1) / greatest(n, 1), greatest(n, 1) / greatest(e, 1)) FROM (VALUES (pg_temp.estimate(query), pg_temp.number(query))) AS t (e, n)';

CREATE FUNCTION pg_temp.factors(relation text, VARIADIC conditions text[]) RETURNS TABLE (condition text, factor numeric) LANGUAGE sql AS
'SELECT c, round(pg_temp.factor(format(''SELECT FROM %s WHERE %s'', relation, c))::numeric, 1) FROM unnest(conditions) c';

-- ---- 60,000 rows; the key of each facet that ends in _n is in every nth row, spread by a stride ----

CREATE TABLE skewed (tags tagset);
INSERT INTO skewed
SELECT CASE WHEN m % 10 = 9 THEN NULL ELSE tagset(array_remove(ARRAY[
	CASE WHEN k % 2 = 0 THEN 'tech.k_2' END, CASE WHEN k % 5 = 0 THEN 'tech.k_5' END, CASE WHEN k % 50 = 0 THEN 'tech.k_50' END,
	CASE WHEN m % 3 = 0 THEN 'place.k_3' END, CASE WHEN m % 20 = 0 THEN 'place.k_20' END, CASE WHEN m % 100 = 0 THEN 'place.k_100' END,
	CASE WHEN m % 500 = 7 THEN 'rare.k_500' END, CASE WHEN m % 1000 = 7 THEN 'rare.k_1000' END, CASE WHEN m % 10000 = 7 THEN 'rare.k_10000' END,
	CASE WHEN m = 77 THEN 'single.k' END], NULL)) END
FROM generate_series(1, 60000) n, LATERAL (SELECT n::bigint * 7919 % 60000 AS k, n::bigint * 104729 % 59999 AS m) AS stride;
ANALYZE skewed;

SELECT is((SELECT count(*) FROM pg_stats WHERE tablename = 'skewed' AND attname = 'tags' AND most_common_elems IS NOT NULL), 1::bigint, 'keys are listed');
SELECT ok((SELECT most_common_elems::text::text[] @> '{tech.k_2,place.k_100,tech.,place.,rare.}' FROM pg_stats WHERE tablename = 'skewed' AND attname = 'tags'),
	'the keys, and the facets with their dot');
SELECT is((SELECT array_agg(e COLLATE "C" ORDER BY e COLLATE "C") FROM unnest((SELECT most_common_elems::text::text[] FROM pg_stats WHERE tablename = 'skewed')) e),
	(SELECT most_common_elems::text::text[] FROM pg_stats WHERE tablename = 'skewed'), 'in the order of their bytes');
SELECT is((SELECT cardinality(most_common_elem_freqs) - cardinality(most_common_elems::text::text[]) FROM pg_stats WHERE tablename = 'skewed'), 3,
	'three frequencies more than keys');
SELECT ok((SELECT n_distinct <> 0 FROM pg_stats WHERE tablename = 'skewed'), 'and the statistics of every type are there too');

SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags ? ''tech.k_2''', 'tags ? ''tech.k_5''', 'tags ? ''tech.k_50''', 'tags ? ''place.k_3''',
	'tags ? ''place.k_20''', 'tags ? ''place.k_100''', 'tag_has(tags, ''tech.k_5'')') WHERE factor > 2$$, 'has a common key');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ ''tech.k_2''', 'tags @@ ''place.k_100''', '''tech.k_50'' @@ tags', 'tag_matches(tags, ''tech.k_5'')')
	WHERE factor > 2$$, 'matches a common key');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags ? ''rare.k_500''', 'tags ? ''rare.k_1000''', 'tags ? ''rare.k_10000''', 'tags ? ''single.k''',
	'tags ? ''no.key''', 'tags @@ ''rare.k_1000''', 'tags @@ ''no.key''', 'tags @@ ''no.*''', 'tags @@ ''single.*''') WHERE factor > 10$$, 'a rare key, or none');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ ''tech.*''', 'tags @@ ''place.*''') WHERE factor > 2$$, 'a facet');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ ''rare.*''') WHERE factor > 10$$, 'a rare facet');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ ''!tech.k_2''', 'tags @@ ''!place.k_100''', 'tags @@ ''!no.key''', 'tags @@ ''!tech.*''') WHERE factor > 2$$, 'negation');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ ''tech.k_2 & place.k_3''', 'tags @@ ''tech.k_2 | place.k_3''', 'tags @@ ''(tech.k_5 | place.k_20) & !tech.k_50''',
	'tags @@ ''tech.k_2 & !place.*''', 'tags ?& ''{tech.k_2,place.k_3}''', 'tags ?| ''{tech.k_5,place.k_20,no.key}''', 'tags @> ''tech.k_2 place.k_3''',
	'tags && ''tech.k_5 place.k_20''', '''tech.k_2 place.k_3'' <@ tags') WHERE factor > 2$$, 'and, or, all and any of keys that have nothing to do with each other');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags <@ ''tech.k_2 tech.k_5 tech.k_50 place.k_3 place.k_20 place.k_100''', 'tags <@ ''''',
	'''tech.k_2'' @> tags') WHERE factor > 2$$, 'contained in');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags ?& ''{tech.k_2,tech.k_2}''', 'tags ?& ''{tech.k_2,NULL}''', 'tags ?& ''{}''', 'tags ?| ''{}''', 'tags @> ''''', 'tags && ''''',
	'tags @@ ''''') WHERE factor > 2$$, 'a key again, NULL, nothing at all');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ NULL::tagquery', 'tags ? NULL') WHERE factor > 1$$, 'NULL finds nothing');
SELECT is_empty($$SELECT * FROM pg_temp.factors('skewed', 'tags @@ ''tech.k_2#1''', 'tags @@ ''tech.k_2>=0''') WHERE factor > 2$$, 'conditions that hold of every key');
SELECT is_empty($$SELECT c FROM unnest('{tech.k_2#2,tech.k_2>=0.5,tech.k_2^1,tech.*#3}'::text[]) c
	WHERE pg_temp.estimate(format('SELECT FROM skewed WHERE tags @@ %L', c)) >= pg_temp.estimate(format('SELECT FROM skewed WHERE tags @@ %L', substring(c FROM '^[a-z._2*]+')))$$,
	'any other condition is expected to leave fewer rows');
SELECT cmp_ok(pg_temp.factor('SELECT FROM skewed, (VALUES (''tech.k_2''), (''tech.k_5''), (''tech.k_50''), (''place.k_3'')) AS k (key) WHERE tags ? key'), '<', 5::float8,
	'a join with a list of keys');

-- ---- more keys than are listed: 3,000 of them, Zipfian, and 400 listed ----

CREATE TABLE zipf (tags tagset);
SELECT setseed(0.5);
INSERT INTO zipf
SELECT tagset(ARRAY(SELECT 'z.k' || k FROM (SELECT DISTINCT floor(exp(random() * ln(3001)))::int AS k FROM generate_series(1, 6 + n % 5)) AS t))
FROM generate_series(1, 20000) n;
ALTER TABLE zipf ALTER tags SET STATISTICS 20;
ANALYZE zipf;
CREATE TEMP TABLE key_rows AS SELECT k, count(*) AS rows FROM zipf, unnest(tag_keys(tags)) k GROUP BY k;
CREATE TEMP TABLE key_factor AS
SELECT k, rows, greatest(e / rows, rows / e) AS factor
FROM (SELECT k, rows, greatest(pg_temp.estimate(format('SELECT FROM zipf WHERE tags ? %L', k)), 1) AS e FROM key_rows) AS t;
SELECT cmp_ok((SELECT count(*) FROM key_rows), '>', 2000::bigint, 'there are many keys');
SELECT cmp_ok((SELECT cardinality(most_common_elems::text::text[]) FROM pg_stats WHERE tablename = 'zipf'), '<=', 400, 'twenty times the statistics target are listed');
SELECT cmp_ok((SELECT max(factor) FROM key_factor WHERE rows >= 1000), '<=', 2::float8, 'common keys are estimated within 2');
SELECT cmp_ok((SELECT count(*) FILTER (WHERE factor > 10) FROM key_factor WHERE rows < 1000), '<=', (SELECT count(*) / 1000 FROM key_factor WHERE rows < 1000),
	'rare ones within 10, but for one in a thousand that the sample has by chance too often or too seldom');

-- ---- a lucky key: 600 keys of 10 rows each, a sample of one row in twenty ----

CREATE TABLE lucky (tags tagset);
INSERT INTO lucky SELECT tagset(ARRAY['z.k' || n % 600]) FROM generate_series(1, 6000) n;
ALTER TABLE lucky ALTER tags SET STATISTICS 1;
ANALYZE lucky;
SELECT is((SELECT round((most_common_elem_freqs[cardinality(most_common_elem_freqs) - 2] * 300)::numeric, 2) FROM pg_stats WHERE tablename = 'lucky'), 1.05,
	'two rows of the sample stand for one and what is not sampled of the other');

-- ---- nothing to count ----

CREATE TABLE nothing (tags tagset);
INSERT INTO nothing SELECT CASE WHEN n % 2 = 0 THEN '{7}'::tagset END FROM generate_series(1, 100) n;
ANALYZE nothing;
SELECT is((SELECT most_common_elems IS NULL AND null_frac = 0.5 FROM pg_stats WHERE tablename = 'nothing'), true, 'no key, no list');
SELECT is(pg_temp.estimate('SELECT FROM nothing WHERE tags @@ ''a.b | c.*'''), 3::float8, 'a constant then');

SELECT * FROM finish();
ROLLBACK;
