-- The aggregates tagset_sum and tagset_agg.

-- tagset_sum merges; NULL rows do not count.
SELECT tagset_sum(tags) FROM (VALUES
	('{100} tech.ai:4.5/3+2 tech.quantum'::tagset),
	(NULL),
	('{50.5} tech.ai:0.5/1^0,0,0,1,0,0 place.CN:2/2'),
	('')
) v(tags);
SELECT tagset_sum(tags) IS NULL AS null FROM (VALUES (NULL::tagset)) v(tags);
SELECT tagset_sum(tags) IS NULL AS null FROM (VALUES (''::tagset)) v(tags) WHERE false;
SELECT tagset_sum(tags) AS empty FROM (VALUES (''::tagset)) v(tags);
SELECT g, tagset_sum(tags) FROM (VALUES (1, 'a.b'::tagset), (2, '{1} c.d'), (1, '{2} a.b e.f'), (3, NULL)) v(g, tags)
GROUP BY g ORDER BY g;
SELECT tagset_sum(DISTINCT tags), tagset_sum(tags) FILTER (WHERE tags ? 'c.d') FROM unnest('{a.b,a.b,c.d}'::tagset[]) tags;

-- As a window function: the state is read and goes on.
SELECT n, tagset_sum(tags) OVER (ORDER BY n), tagset_sum(tags) OVER (ORDER BY n ROWS 1 PRECEDING) AS two
FROM (VALUES (1, '{1} a.b'::tagset), (2, '{2} c.d'), (3, '{3} a.b:2/2')) v(n, tags);

-- A counter that passes 64 bits is an error.
SELECT tagset_sum(tags) FROM unnest('{"a.b:9223372036854775.807","a.b:0.001"}'::tagset[]) tags;

-- tagset_agg: each row is one direct mention; words are not counted.
SELECT tagset_agg(concept) FROM unnest(ARRAY['tech.quantum', 'tech.ai', NULL, 'tech.quantum']) concept;
SELECT tagset_agg(concept, evidence) FROM (VALUES
	('tech.quantum', 2.5), ('tech.ai', 0.001), ('tech.quantum', 1), ('tech.ai', NULL), (NULL, 1)
) v(concept, evidence);
SELECT tagset_agg(concept) IS NULL AS null FROM (VALUES (NULL)) v(concept);
SELECT tagset_agg('a.b', NULL) IS NULL AS null;

-- Evidence is rounded to thousandths, half away from zero.
SELECT evidence, tagset_agg('a.b', evidence)
FROM unnest(ARRAY[0.0005, 0.0625, 0.1875, 0.3125, 2.0004, 2.0006, 9007199254740.992]::float8[]) evidence GROUP BY evidence ORDER BY evidence;
SELECT tagset_agg('a.b', 0.0004);
SELECT tagset_agg('a.b', 0);
SELECT tagset_agg('a.b', -1);
SELECT tagset_agg('a.b', 'NaN');
SELECT tagset_agg('a.b', 'Infinity');
SELECT tagset_agg('a.b', 1e16);
SELECT tagset_agg('tech');
\set VERBOSITY sqlstate
SELECT tagset_agg('a.b', 0);
SELECT tagset_agg('a.b', 1e16);
SELECT tagset_agg('tech');
SELECT tagset_agg('a.b', 9223372036854774) FROM generate_series(1, 2);
\set VERBOSITY default

-- A roll-up, and a roll-up of roll-ups
CREATE TABLE tagset_docs (n int, g int, tags tagset);
INSERT INTO tagset_docs
SELECT n, n % 7, format('{%s.%s} key.n%s:%s/%s+%s^%s,0,0,0,0,%s key.n%s place.x', n, n % 1000, n % 11, n, n, n % 3, n, n % 2, n % 13)::tagset
FROM generate_series(1, 2000) n;
SELECT tag_word_count(tagset_sum(tags)) FROM tagset_docs;
SELECT concept, evidence, mentions_direct, mentions FROM tag_entries((SELECT tagset_sum(tags) FROM tagset_docs));
SELECT (SELECT tagset_sum(tags) FROM tagset_docs) = (SELECT tagset_sum(s) FROM (SELECT tagset_sum(tags) s FROM tagset_docs GROUP BY g) x) AS same;

-- A parallel plan gives the same bytes.
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
SET LOCAL parallel_leader_participation = off;
ALTER TABLE tagset_docs SET (parallel_workers = 3);
EXPLAIN (COSTS off) SELECT tagset_sum(tags), tagset_agg('a.b'), tagset_agg('a.b', n) FROM tagset_docs;
CREATE TEMP TABLE parallel_result AS SELECT tagset_sum(tags), tagset_agg('key.m' || n % 5) AS agg, tagset_agg('key.m' || n % 5, n / 8.0) AS weighted FROM tagset_docs;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT tagset_send(p.tagset_sum) = tagset_send(s.tagset_sum) AS sum, tagset_send(p.agg) = tagset_send(s.agg) AS agg, tagset_send(p.weighted) = tagset_send(s.weighted) AS weighted
FROM parallel_result p, (SELECT tagset_sum(tags), tagset_agg('key.m' || n % 5) AS agg, tagset_agg('key.m' || n % 5, n / 8.0) AS weighted FROM tagset_docs) s;
COMMIT;
DROP TABLE tagset_docs;

-- Only the executor may call the support functions; SQL cannot make an
-- "internal", and a function that lends their symbols another signature is
-- refused.
\set VERBOSITY sqlstate
SELECT tagset_aggregate_final(NULL::internal);
\set VERBOSITY default
SELECT probin FROM pg_proc WHERE oid = 'tag_has(tagset,text)'::regprocedure \gset
CREATE FUNCTION pg_temp.sum_transition(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_sum_transition' LANGUAGE C;
CREATE FUNCTION pg_temp.agg_transition(bigint, text) RETURNS bigint AS :'probin', 'tagset_agg_transition' LANGUAGE C;
CREATE FUNCTION pg_temp.combine(bigint, bigint) RETURNS bigint AS :'probin', 'tagset_aggregate_combine' LANGUAGE C;
CREATE FUNCTION pg_temp.serialize(bigint) RETURNS bytea AS :'probin', 'tagset_aggregate_serialize' LANGUAGE C;
CREATE FUNCTION pg_temp.deserialize(bytea, bigint) RETURNS bigint AS :'probin', 'tagset_aggregate_deserialize' LANGUAGE C;
CREATE FUNCTION pg_temp.final(bigint) RETURNS tagset AS :'probin', 'tagset_aggregate_final' LANGUAGE C;
SELECT pg_temp.sum_transition(NULL, 'a.b');
SELECT pg_temp.agg_transition(NULL, 'a.b');
SELECT pg_temp.combine(NULL, NULL);
SELECT pg_temp.serialize(1);
SELECT pg_temp.deserialize('\x01000000', 1);
SELECT pg_temp.final(1);
