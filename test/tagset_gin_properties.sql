-- An index finds what reading the table finds: random queries over random tagsets.
--
-- Two tables hold the same rows. One has a GIN index, half of it made by CREATE INDEX and half waiting
-- in the pending list, and may not be read sequentially; the other has none. POLICYSCOPE_QUERIES is the
-- number of queries, 3000 by default.
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(8);
SELECT setseed(0.5);
\set queries 3000
\getenv queries POLICYSCOPE_QUERIES

-- ---- random tagsets: few keys often, odd names, no keys, NULL ----

CREATE FUNCTION pg_temp.pick(VARIADIC items text[]) RETURNS text LANGUAGE sql VOLATILE AS
'SELECT items[1 + floor(random() * cardinality(items))::int]';

CREATE FUNCTION pg_temp.random_facet() RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT pg_temp.pick('tech', 'tech', 'tec', 'techs', 'place', '技术', 'it''s odd', 'T')$$;

-- Short notations are common, as are small numbers.
CREATE FUNCTION pg_temp.random_key() RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT pg_temp.random_facet() || '.' || pg_temp.pick('a', 'a', 'a', 'ai', 'ai', 'A', 'CN-GZ', 'x.y', '量子', 'é', 'b\c', 'k' || floor(random() ^ 3 * 40))$$;

CREATE FUNCTION pg_temp.quoted(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$SELECT '''' || replace(replace(name, '\', '\\'), '''', '''''') || ''''$$;

CREATE FUNCTION pg_temp.random_tags(keys int) RETURNS tagset LANGUAGE sql VOLATILE AS
$$SELECT (format('{%s} ', floor(random() * 1000)) || coalesce(string_agg(pg_temp.quoted(pg_temp.random_key()) ||
	format(':%s/%s+%s', 1 + floor(random() * 20), 6 + floor(random() * 4), floor(random() * 4)) ||
	CASE WHEN random() < 0.5 THEN format('^%s,0,%s,0,%s,%s', floor(random() * 2), floor(random() * 2), floor(random() * 2), floor(random() * 2)) ELSE '' END, ' '), ''))::tagset
FROM generate_series(1, keys)$$;

CREATE TABLE plain (id int, tags tagset);
INSERT INTO plain
SELECT n, CASE WHEN n % 50 <> 0 THEN pg_temp.random_tags((n * 7 % 9)) END FROM generate_series(1, 1000) n;
CREATE TABLE indexed (id int, tags tagset) WITH (autovacuum_enabled = off);
INSERT INTO indexed SELECT * FROM plain WHERE id <= 500;
CREATE INDEX indexed_tags ON indexed USING gin (tags);
INSERT INTO indexed SELECT * FROM plain WHERE id > 500;
ANALYZE indexed;
ANALYZE plain;

SELECT cmp_ok((SELECT count(DISTINCT k) FROM plain, unnest(tag_keys(tags)) k), '>', 100::bigint, 'there are many keys');
SELECT cmp_ok((SELECT count(*) FROM plain WHERE tags = '' OR cardinality(tag_keys(tags)) = 0), '>', 50::bigint, 'and rows without any');

-- ---- random conditions ----

CREATE FUNCTION pg_temp.random_leaf() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	RETURN CASE WHEN random() < 0.75 THEN pg_temp.quoted(pg_temp.random_key()) ELSE pg_temp.quoted(pg_temp.random_facet()) || '.*' END ||
		CASE WHEN random() < 0.15 THEN format('>=%s', round(random()::numeric, 2)) ELSE '' END ||
		CASE WHEN random() < 0.15 THEN format('#%s', 1 + floor(random() * 12)) ELSE '' END ||
		CASE WHEN random() < 0.1 THEN format('^%s', 1 + floor(random() * 5)) ELSE '' END;
END $$;

CREATE FUNCTION pg_temp.random_query(depth int) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	shape float8 := random();
BEGIN
	IF depth = 0 OR shape < 0.15 THEN
		RETURN pg_temp.random_leaf();
	ELSIF shape < 0.35 THEN
		RETURN format('!(%s)', pg_temp.random_query(depth - 1));
	END IF;
	RETURN format('(%s %s %s)', pg_temp.random_query(depth - 1), CASE WHEN shape < 0.65 THEN '&' ELSE '|' END, pg_temp.random_query(depth - 1));
END $$;

CREATE FUNCTION pg_temp.random_keys() RETURNS text[] LANGUAGE sql VOLATILE AS
$$SELECT ARRAY(SELECT CASE WHEN random() < 0.95 THEN pg_temp.random_key() END FROM generate_series(1, floor(random() * 5)::int))$$;

CREATE FUNCTION pg_temp.random_condition(n int) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	RETURN CASE n % 12
		WHEN 0 THEN format('tags ? %L', pg_temp.random_key())
		WHEN 1 THEN format('tags ?| %L', pg_temp.random_keys())
		WHEN 2 THEN format('tags ?& %L', pg_temp.random_keys())
		WHEN 3 THEN format('tags @> %L', tagset(array_remove(pg_temp.random_keys(), NULL)))
		WHEN 4 THEN format('%L && tags', tagset(array_remove(pg_temp.random_keys(), NULL)))
		WHEN 5 THEN format('%L::tagquery @@ tags', pg_temp.random_query(n % 4))
		WHEN 6 THEN format('tag_matches(tags, %L)', pg_temp.random_query(n % 4))
		WHEN 7 THEN format('tag_has(tags, %L)', pg_temp.random_key())
		WHEN 8 THEN format('tags @@ %L AND tags ? %L', pg_temp.random_query(n % 3), pg_temp.random_key())
		ELSE format('tags @@ %L', pg_temp.random_query(n % 6)) END;
END $$;

-- ---- the two answers ----

CREATE FUNCTION pg_temp.rows_of(relation text, condition text, OUT ids int[]) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT array_agg(id ORDER BY id) FROM %s WHERE %s', relation, condition) INTO ids;
END $$;

CREATE FUNCTION pg_temp.uses_index(condition text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) SELECT id FROM indexed WHERE ' || condition INTO plan;
	RETURN plan::text ~ 'Bitmap Index Scan';
END $$;

SET LOCAL enable_seqscan = off;
SET LOCAL jit = off;		-- the cost of the forbidden scan would bring it in
CREATE TEMP TABLE answer AS
SELECT condition, pg_temp.rows_of('plain', condition) AS sequential, pg_temp.rows_of('indexed', condition) AS by_index
FROM (SELECT pg_temp.random_condition(n) AS condition FROM generate_series(1, :queries) n OFFSET 0) AS t;

SELECT is((SELECT count(*) FROM answer), :queries::bigint, 'all queries were asked');
SELECT is_empty('SELECT condition FROM answer WHERE sequential IS DISTINCT FROM by_index', 'the index finds what reading the table finds');
SELECT cmp_ok((SELECT count(*) FROM answer WHERE cardinality(sequential) BETWEEN 1 AND 900), '>', (:queries / 3)::bigint, 'many queries tell rows apart');
SELECT is_empty('SELECT condition FROM answer WHERE NOT pg_temp.uses_index(condition) LIMIT 10', 'the index was used');

-- ---- the same after the pending list was emptied ----

SELECT gin_clean_pending_list('indexed_tags') > 0 AS cleaned \gset
SELECT ok(:'cleaned', 'rows were waiting');
SELECT is_empty('SELECT condition FROM (SELECT * FROM answer LIMIT 1000) AS t WHERE sequential IS DISTINCT FROM pg_temp.rows_of(''indexed'', condition)',
	'the index finds the same when no row waits');

SELECT * FROM finish();
ROLLBACK;
