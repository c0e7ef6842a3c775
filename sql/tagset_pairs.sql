-- Co-occurrence: the aggregate tagset_pairs.

CREATE TABLE paired (n int, tags tagset);
INSERT INTO paired VALUES
	(1, 'tech.ai tech.quantum instrument.grant place.CN'),
	(2, '{10} tech.ai:3/3 instrument.grant:2/1'),
	(3, 'tech.quantum instrument.law'),
	(4, 'place.FR'),
	(5, ''),
	(6, NULL),
	(7, 'tech.ai instrument.law tech.quantum'),
	(8, 'place.CN');

-- Beside the same from plain SQL
CREATE VIEW paired_by_sql AS
WITH entry AS (SELECT n, concept FROM paired, unnest(tag_keys(tags)) concept),
	docs AS (SELECT concept, count(*) AS docs FROM entry GROUP BY concept),
	total AS (SELECT count(tags) AS n FROM paired)
SELECT a.concept AS concept_a, b.concept AS concept_b, da.docs AS docs_a, db.docs AS docs_b, count(*) AS docs_ab, total.n,
	ln(count(*)::float8 * total.n / (da.docs * db.docs)) / ln(2::float8) AS pmi
FROM entry a JOIN entry b ON a.n = b.n AND a.concept COLLATE "C" < b.concept COLLATE "C"
JOIN docs da ON da.concept = a.concept JOIN docs db ON db.concept = b.concept, total
GROUP BY 1, 2, 3, 4, total.n;
SELECT p.concept_a, p.concept_b, p.docs_a, p.docs_b, p.docs_ab, p.n, round(p.pmi::numeric, 6) AS pmi
FROM (SELECT tagset_pairs(tags) AS pairs FROM paired) x, unnest(pairs) p;
SELECT count(*) AS rows, count(*) FILTER (WHERE abs(p.pmi - s.pmi) < 1e-14) AS agree
FROM (SELECT tagset_pairs(tags) AS pairs FROM paired) x, unnest(pairs) p
FULL JOIN paired_by_sql s USING (concept_a, concept_b, docs_a, docs_b, docs_ab, n);

-- Of two facets: the first concept is of the first facet, whatever the order of keys.
SELECT p.concept_a, p.concept_b, p.docs_a, p.docs_b, p.docs_ab, p.n, round(p.pmi::numeric, 6) AS pmi
FROM (SELECT tagset_pairs(tags, 'tech', 'instrument') AS pairs FROM paired) x, unnest(pairs) p;
-- Of one facet with itself each pair comes once.
SELECT p.concept_a, p.concept_b, p.docs_ab FROM (SELECT tagset_pairs(tags, 'tech', 'tech') AS pairs FROM paired) x, unnest(pairs) p;
SELECT (SELECT tagset_pairs(tags, 'tech', 'tech') FROM paired) = (SELECT tagset_pairs(tag_filter(tags, 'tech')) FROM paired) AS same;
-- An unknown facet, the beginning of one, one that is longer
SELECT tagset_pairs(tags, 'tech', 'none'), tagset_pairs(tags, 'tec', 'instrument'), tagset_pairs(tags, 'techs', 'instrument') FROM paired;

-- No row, no pair, NULL
SELECT tagset_pairs(tags) IS NULL AS null FROM paired WHERE false;
SELECT tagset_pairs(tags) IS NULL AS null FROM paired WHERE n = 6;
SELECT tagset_pairs(tags, NULL, 'tech') IS NULL AS null FROM paired;
SELECT tagset_pairs(tags) FROM paired WHERE n = 4;
SELECT n, tagset_pairs(tags) FROM paired WHERE n IN (2, 3) GROUP BY n ORDER BY n;
-- Mutual information of independent concepts is 0: 2 of 4 and 2 of 4, 1 together.
SELECT p.pmi FROM (SELECT tagset_pairs(tags) AS pairs FROM unnest('{a.b a.c,a.b,a.c,a.d}'::tagset[]) tags) x, unnest(pairs) p;
-- As a window function the state goes on.
SELECT n, cardinality(tagset_pairs(tags) OVER (ORDER BY n)) AS pairs FROM paired ORDER BY n;

-- A parallel plan gives the same.
INSERT INTO paired SELECT n, tagset(ARRAY(SELECT 'key.n' || (n * k) % 17 FROM generate_series(1, n % 9) k)) FROM generate_series(9, 3000) n;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
SET LOCAL parallel_leader_participation = off;
ALTER TABLE paired SET (parallel_workers = 3);
EXPLAIN (COSTS off) SELECT tagset_pairs(tags), tagset_pairs(tags, 'key', 'key') FROM paired;
CREATE TEMP TABLE parallel_pairs AS SELECT tagset_pairs(tags) AS pairs, tagset_pairs(tags, 'key', 'key') AS in_facet FROM paired;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT p.pairs = s.pairs AS pairs, p.in_facet = s.in_facet AS in_facet, cardinality(s.pairs) AS number
FROM parallel_pairs p, (SELECT tagset_pairs(tags) AS pairs, tagset_pairs(tags, 'key', 'key') AS in_facet FROM paired) s;
SELECT count(*) AS rows, count(*) FILTER (WHERE abs(p.pmi - s.pmi) < 1e-14) AS agree
FROM (SELECT tagset_pairs(tags) AS pairs FROM paired) x, unnest(pairs) p
FULL JOIN paired_by_sql s USING (concept_a, concept_b, docs_a, docs_b, docs_ab, n);
COMMIT;
DROP TABLE paired CASCADE;

SELECT probin FROM pg_proc WHERE oid = 'tag_has(tagset,text)'::regprocedure \gset
CREATE FUNCTION pg_temp.transition(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_pairs_transition' LANGUAGE C;
CREATE FUNCTION pg_temp.combine(bigint, bigint) RETURNS bigint AS :'probin', 'tagset_pairs_combine' LANGUAGE C;
CREATE FUNCTION pg_temp.serialize(bigint) RETURNS bytea AS :'probin', 'tagset_pairs_serialize' LANGUAGE C;
CREATE FUNCTION pg_temp.deserialize(bytea, bigint) RETURNS bigint AS :'probin', 'tagset_pairs_deserialize' LANGUAGE C;
CREATE FUNCTION pg_temp.final(bigint) RETURNS tag_pair[] AS :'probin', 'tagset_pairs_final' LANGUAGE C;
\set VERBOSITY sqlstate
SELECT pg_temp.transition(NULL, 'a.b');
SELECT pg_temp.combine(NULL, NULL);
SELECT pg_temp.serialize(1);
SELECT pg_temp.deserialize('\x00', 1);
SELECT pg_temp.final(1);
\set VERBOSITY default
