-- Laws of tagset over generated values: merging, order, both forms, and what
-- damaged input may do.  Needs a superuser (COPY FROM PROGRAM is the way into
-- the binary form, and symbols are lent another signature at the end).
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(36);

SELECT setseed(0.271828);

CREATE FUNCTION pg_temp.below(n bigint) RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT floor(random() * n)::bigint';

-- An entry of a literal; quote_literal doubles what a quoted key doubles.
CREATE FUNCTION pg_temp.random_entry() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	keys text[] := '{tech.ai,tech.ai.x,tech.a,tech.big_data,place.CN-GZ,place.CN,plan.cn_fyp14,技术.人工智能,théâtre.é}'::text[]
		|| ARRAY['tech.r&d', 'o''neill.x', 'back\slash.\', 'a b. c', 'tech.c++', 'a.' || repeat('x', 253)];
	entry text := ltrim(quote_literal(keys[1 + pg_temp.below(cardinality(keys))]), ' E');
BEGIN
	IF random() < 0.9 THEN
		entry := format('%s:%s/%s+%s', entry,
			round((1 + pg_temp.below(CASE WHEN random() < 0.2 THEN 10 ELSE 100000000 END))::numeric / 1000, 3),
			pg_temp.below(300),
			1 + pg_temp.below(CASE WHEN random() < 0.1 THEN 1000000000000 ELSE 5 END));
	END IF;
	IF random() < 0.3 THEN
		entry := entry || '^' || array_to_string(ARRAY(SELECT pg_temp.below(2) FROM generate_series(1, 6)), ',');
	END IF;
	RETURN entry;
END
$$;

CREATE FUNCTION pg_temp.random_tagset() RETURNS tagset LANGUAGE sql VOLATILE AS $$
	SELECT ((CASE WHEN random() < 0.2 THEN '' ELSE format('{%s.%s}', pg_temp.below(5000), pg_temp.below(1000)) END)
		|| coalesce((SELECT string_agg(' ' || pg_temp.random_entry(), '') FROM generate_series(1, pg_temp.below(13))), ''))::tagset
$$;

CREATE TABLE samples (n int, part int, tags tagset);
INSERT INTO samples SELECT n, n % 5, pg_temp.random_tagset() FROM generate_series(1, 400) n;
CREATE TEMP TABLE triples AS
SELECT x.tags AS a, y.tags AS b, z.tags AS c FROM samples x
JOIN samples y ON y.n = x.n % 400 + 1 JOIN samples z ON z.n = (x.n + 7) % 400 + 1;

SELECT cmp_ok((SELECT count(DISTINCT tags) FROM samples), '>', 300::bigint, 'the samples differ');
SELECT cmp_ok((SELECT count(*) FROM triples WHERE a && b), '>', 100::bigint, 'and overlap');

-- Merging
SELECT is_empty($$ SELECT a, b FROM triples WHERE tagset_send(a || b) <> tagset_send(b || a) $$, '|| is commutative bit for bit');
SELECT is_empty($$ SELECT a, b, c FROM triples WHERE tagset_send((a || b) || c) <> tagset_send(a || (b || c)) $$, '|| is associative bit for bit');
SELECT is_empty($$ SELECT a FROM triples WHERE tagset_send(a || '') <> tagset_send(a) $$, 'the empty tagset is neutral');
SELECT is_empty($$ SELECT a, b FROM triples WHERE NOT (a || b) @> a OR NOT b <@ (a || b) $$, 'a merge has the keys of both');
SELECT is_empty($$ SELECT a, b FROM triples
	WHERE tag_word_count(a || b)::numeric(20, 3) <> tag_word_count(a)::numeric(20, 3) + tag_word_count(b)::numeric(20, 3) $$, 'words add');

-- The same sums in the server's own numerics
CREATE TEMP VIEW sums AS
SELECT key, sum((entry->>'evidence')::numeric) AS evidence, sum((entry->>'mentions_direct')::numeric) AS direct,
	sum((entry->>'mentions')::numeric) AS mentions
FROM samples, jsonb_each(tags::jsonb->'tags') AS e(key, entry) GROUP BY key;
CREATE TEMP VIEW tagset_sums AS
SELECT key, (entry->>'evidence')::numeric AS evidence, (entry->>'mentions_direct')::numeric AS direct, (entry->>'mentions')::numeric AS mentions
FROM (SELECT tagset_sum(tags)::jsonb AS total FROM samples) s, jsonb_each(total->'tags') AS e(key, entry);
SELECT set_eq('SELECT * FROM tagset_sums', 'SELECT * FROM sums', 'tagset_sum adds every counter exactly');
SELECT is((SELECT (tagset_sum(tags)::jsonb->>'words')::numeric FROM samples),
	(SELECT sum((tags::jsonb->>'words')::numeric) FROM samples), 'tagset_sum adds the words exactly');

CREATE FUNCTION pg_temp.fold() RETURNS tagset LANGUAGE plpgsql AS $$
DECLARE
	result tagset := '';
	next tagset;
BEGIN
	FOR next IN SELECT tags FROM samples ORDER BY n LOOP
		result := result || next;
	END LOOP;
	RETURN result;
END
$$;
CREATE TEMP TABLE expected AS SELECT tagset_send(pg_temp.fold()) AS bytes;
SELECT is((SELECT tagset_send(tagset_sum(tags)) FROM samples), bytes, 'tagset_sum is || over the rows') FROM expected;
SELECT is_empty($$
	SELECT seed FROM generate_series(1, 8) seed, expected
	WHERE bytes <> (SELECT tagset_send(tagset_sum(tags ORDER BY hashint8extended(n, seed))) FROM samples) $$, 'in any order');
SELECT is((SELECT tagset_send(tagset_sum(s)) FROM (SELECT tagset_sum(tags) AS s FROM samples GROUP BY part) x), bytes,
	'in groups first') FROM expected;

-- Plans
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	result text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP
		result := result || line || E'\n';
	END LOOP;
	RETURN result;
END
$$;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 4;
SET LOCAL parallel_leader_participation = off;
ALTER TABLE samples SET (parallel_workers = 4);
SELECT matches(pg_temp.plan_of('SELECT tagset_sum(tags) FROM samples'), 'Gather(.|\n)*Partial Aggregate', 'tagset_sum is planned in parallel');
SELECT is((SELECT tagset_send(tagset_sum(tags)) FROM samples), bytes, 'and gives the same bytes') FROM expected;
CREATE TEMP TABLE parallel_groups AS SELECT part, tagset_sum(tags) AS tags, tagset_agg('part.p' || n % 7, n / 8.0) AS agg FROM samples GROUP BY part;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT is_empty($$
	SELECT * FROM parallel_groups p
	JOIN (SELECT part, tagset_sum(tags) AS tags, tagset_agg('part.p' || n % 7, n / 8.0) AS agg FROM samples GROUP BY part) s USING (part)
	WHERE tagset_send(p.tags) <> tagset_send(s.tags) OR tagset_send(p.agg) <> tagset_send(s.agg) $$, 'and in groups, tagset_agg too');

CREATE TABLE divided (LIKE samples) PARTITION BY LIST (part);
CREATE TABLE divided_0 PARTITION OF divided FOR VALUES IN (0, 1);
CREATE TABLE divided_1 PARTITION OF divided FOR VALUES IN (2, 3, 4);
INSERT INTO divided SELECT * FROM samples;
SET LOCAL enable_partitionwise_aggregate = on;
SELECT matches(pg_temp.plan_of('SELECT n % 2, tagset_sum(tags) FROM divided GROUP BY 1'), 'Append(.|\n)*Partial', 'a partitioned table is aggregated in parts');
SELECT is_empty($$
	SELECT * FROM (SELECT n % 2 AS g, tagset_sum(tags) AS s FROM divided GROUP BY 1) d
	JOIN (SELECT n % 2 AS g, tagset_sum(tags) AS s FROM samples GROUP BY 1) s USING (g) WHERE tagset_send(d.s) <> tagset_send(s.s) $$, 'and gives the same bytes');
RESET enable_partitionwise_aggregate;

-- Keys
SELECT is_empty($$ SELECT a, b FROM triples WHERE (a @> b) <> (tag_keys(a) @> tag_keys(b)) OR (b <@ a) <> (a @> b) $$, '@> and <@ are those of the keys');
SELECT is_empty($$ SELECT a, b FROM triples WHERE (a && b) <> (tag_keys(a) && tag_keys(b)) $$, '&& is that of the keys');
SELECT is_empty($$ SELECT a, b FROM triples WHERE (a ?| tag_keys(b)) <> (a && b) OR (a ?& tag_keys(b)) <> (a @> b) $$, '?| and ?& agree with && and @>');
SELECT is_empty($$ SELECT a, key FROM triples, unnest(tag_keys(b)) key
	WHERE (a ? key) <> (key = ANY (tag_keys(a))) OR (a - key) ? key OR ((a - key) = a) = (a ? key) $$, '? finds what - drops');
SELECT is_empty($$ SELECT a FROM triples WHERE tag_keys(a) <> ARRAY(SELECT key FROM unnest(tag_keys(a)) key ORDER BY key COLLATE "C") $$, 'keys are sorted by bytes');
SELECT is_empty($$ SELECT a FROM triples
	WHERE (SELECT coalesce(sum(cardinality(tag_keys(tag_filter(a, facet)))), 0) FROM (SELECT DISTINCT split_part(key, '.', 1) FROM unnest(tag_keys(a)) key) f(facet))
		<> cardinality(tag_keys(a)) $$, 'the facets divide a tagset');
SELECT is_empty($$ SELECT e.*, a FROM triples, tag_entries(a) e
	WHERE NOT (e.score >= 0 AND e.score < 1) OR e.score <> a -> e.concept OR e.evidence <= 0 OR e.mentions < e.mentions_direct
		OR e.density IS NULL <> (tag_word_count(a) = 0) OR e.facet <> split_part(e.concept, '.', 1) $$, 'entries keep their promises');
SELECT is_empty($$ SELECT a, b, key FROM triples, unnest(tag_keys(a)) key
	WHERE tag_score(a || b, key, b => 0) < tag_score(a, key, b => 0) OR tag_score(a || '{1000}', key) > tag_score(a || '{1}', key) $$,
	'more evidence never lowers a score, more words never raise it');

-- Order and equality
SELECT is_empty($$ SELECT a, b FROM triples
	WHERE (a = b) <> (tagset_send(a) = tagset_send(b)) OR (a = b) <> (tagset_cmp(a, b) = 0) OR (a = b AND tagset_hash(a) <> tagset_hash(b))
		OR sign(tagset_cmp(a, b)) <> -sign(tagset_cmp(b, a)) $$, 'equality, order and hash agree');
SELECT is_empty($$ SELECT x.n, y.n FROM (SELECT tags, row_number() OVER (ORDER BY tags) AS n FROM samples) x,
	(SELECT tags, row_number() OVER (ORDER BY tags) AS n FROM samples) y WHERE x.n < y.n AND x.tags > y.tags $$, 'the order is total');

-- Text form
SELECT is_empty($$ SELECT tags FROM samples WHERE tagset_send(tags::text::tagset) <> tagset_send(tags) $$, 'the text form comes back unchanged');

CREATE FUNCTION pg_temp.mutated(literal text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	alphabet text := $a$'\:/+^,{}. 	0019az_-é字;"$a$;
BEGIN
	FOR i IN 0..pg_temp.below(3) LOOP
		literal := overlay(literal PLACING substr(alphabet, 1 + pg_temp.below(length(alphabet))::int, pg_temp.below(2)::int)
			FROM 1 + pg_temp.below(length(literal) + 1)::int FOR pg_temp.below(3)::int);
	END LOOP;
	RETURN literal;
END
$$;
-- What a literal does: 'same' when it is a tagset that comes back, else its SQLSTATE.
CREATE FUNCTION pg_temp.text_outcome(literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	tags tagset;
BEGIN
	BEGIN
		tags := literal::tagset;
	EXCEPTION WHEN OTHERS THEN
		RETURN SQLSTATE || CASE WHEN SQLERRM LIKE '%tagset%' THEN '' ELSE ' without the name of the type' END;
	END;
	RETURN CASE WHEN tags::text::tagset = tags THEN 'same' ELSE 'other' END;
END
$$;
CREATE TEMP TABLE text_outcomes AS
SELECT literal, pg_temp.text_outcome(literal) AS outcome
FROM (SELECT pg_temp.mutated(tags::text) AS literal FROM samples, generate_series(1, 8)) m;
SELECT is_empty($$ SELECT * FROM text_outcomes WHERE outcome NOT IN ('same', '22P02', '22003') $$, 'a damaged literal is an error of its own or a tagset');
SELECT cmp_ok((SELECT count(*) FROM text_outcomes WHERE outcome = '22P02'), '>', 500::bigint, 'many were errors');

-- Binary form
CREATE TEMP TABLE received (tags tagset);
CREATE FUNCTION pg_temp.receive(bytes bytea) RETURNS tagset LANGUAGE plpgsql AS $$
DECLARE
	file bytea := '\x5047434f50590aff0d0a0000000000000000000001'::bytea || int4send(length(bytes)) || bytes || '\xffff'::bytea;
	escaped text;
	result tagset;
BEGIN
	SELECT string_agg('\' || (byte >> 6) || (byte >> 3 & 7) || (byte & 7), '' ORDER BY i) INTO escaped
	FROM generate_series(0, length(file) - 1) i, get_byte(file, i) byte;
	EXECUTE format('COPY received FROM PROGRAM %L (FORMAT binary)', 'printf ''' || escaped || '''');
	DELETE FROM received RETURNING tags INTO result;
	RETURN result;
END
$$;
SELECT is_empty($$ SELECT tags FROM samples WHERE n <= 100 AND tagset_send(pg_temp.receive(tagset_send(tags))) <> tagset_send(tags) $$, 'the binary form comes back unchanged');

CREATE FUNCTION pg_temp.mutated(bytes bytea) RETURNS bytea LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	at int := pg_temp.below(length(bytes));
BEGIN
	RETURN CASE pg_temp.below(4)
		WHEN 0 THEN substr(bytes, 1, at)
		WHEN 1 THEN set_byte(bytes, at, pg_temp.below(256)::int)
		WHEN 2 THEN substr(bytes, 1, at) || substr(bytes, at + 2)
		ELSE set_byte(bytes, at, get_byte(bytes, at) # (1 << pg_temp.below(8)::int))
	END;
END
$$;
CREATE FUNCTION pg_temp.binary_outcome(bytes bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	tags tagset;
BEGIN
	BEGIN
		tags := pg_temp.receive(bytes);
	EXCEPTION WHEN OTHERS THEN
		RETURN SQLSTATE || CASE WHEN SQLERRM LIKE '%tagset%' THEN '' ELSE ' without the name of the type' END;
	END;
	RETURN CASE WHEN tagset_send(tags) = bytes AND tags::text::tagset = tags THEN 'same' ELSE 'other' END;
END
$$;
CREATE TEMP TABLE binary_outcomes AS
SELECT bytes, pg_temp.binary_outcome(bytes) AS outcome
FROM (SELECT pg_temp.mutated(tagset_send(tags)) AS bytes FROM samples) m;
SELECT is_empty($$ SELECT * FROM binary_outcomes WHERE outcome NOT IN ('same', '22P03') $$, 'damaged bytes are an error of their own or a tagset');
SELECT cmp_ok((SELECT count(*) FROM binary_outcomes WHERE outcome = '22P03'), '>', 100::bigint, 'many were errors');

-- Support functions outside an aggregate
DO $$
DECLARE
	library text := (SELECT probin FROM pg_proc WHERE oid = 'tag_has(tagset,text)'::regprocedure);
BEGIN
	EXECUTE format('CREATE FUNCTION pg_temp.deserialize(bytea, bigint) RETURNS bigint AS %L, ''tagset_aggregate_deserialize'' LANGUAGE C', library);
	EXECUTE format('CREATE FUNCTION pg_temp.final(bigint) RETURNS tagset AS %L, ''tagset_aggregate_final'' LANGUAGE C', library);
	EXECUTE format('CREATE FUNCTION pg_temp.combine(bigint, bigint) RETURNS bigint AS %L, ''tagset_aggregate_combine'' LANGUAGE C', library);
END
$$;
SELECT throws_ok($$ SELECT pg_temp.deserialize('\x01000000', 1) $$, '0A000', NULL, 'deserialize is refused outside an aggregate');
SELECT throws_ok($$ SELECT pg_temp.final(1) $$, '0A000', NULL, 'the final function is refused outside an aggregate');
SELECT throws_ok($$ SELECT pg_temp.combine(1, 1) $$, '0A000', NULL, 'combine is refused outside an aggregate');

SELECT * FROM finish();
ROLLBACK;
