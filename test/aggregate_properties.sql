-- Laws of the aggregates, and of what compares and ranks tagsets, over generated values:
-- the same answer from every plan and frame, and the same as plain SQL gives.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(46);

SELECT setseed(0.314159);

CREATE FUNCTION pg_temp.below(n bigint) RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT floor(random() * n)::bigint';

CREATE FUNCTION pg_temp.random_entry() RETURNS text LANGUAGE sql VOLATILE AS $$
	SELECT format('%s.n%s:%s/%s+%s', (ARRAY['tech', 'place', 'theme', '技术'])[1 + pg_temp.below(4)], pg_temp.below(6),
		round((1 + pg_temp.below(CASE WHEN random() < 0.2 THEN 10 ELSE 20000 END))::numeric / 1000, 3), pg_temp.below(30), 1 + pg_temp.below(5))
		|| CASE WHEN random() < 0.4 THEN '^' || array_to_string(ARRAY(SELECT pg_temp.below(2) FROM generate_series(1, 6)), ',') ELSE '' END
$$;

-- A tenth is NULL, some are empty, some have no words.
CREATE FUNCTION pg_temp.random_tagset() RETURNS tagset LANGUAGE sql VOLATILE AS $$
	SELECT CASE WHEN random() < 0.9 THEN ((CASE WHEN random() < 0.2 THEN '' ELSE format('{%s.%s}', 300 + pg_temp.below(5000), pg_temp.below(1000)) END)
		|| coalesce((SELECT string_agg(' ' || pg_temp.random_entry(), '') FROM generate_series(1, pg_temp.below(8))), ''))::tagset END
$$;

CREATE TABLE samples (n int, part int, tags tagset);
INSERT INTO samples SELECT n, n % 5, pg_temp.random_tagset() FROM generate_series(1, 500) n;
CREATE TEMP TABLE pairs AS SELECT x.tags AS a, y.tags AS b FROM samples x JOIN samples y ON y.n = x.n % 500 + 1
WHERE x.tags IS NOT NULL AND y.tags IS NOT NULL;
SELECT cmp_ok((SELECT count(*) FROM samples WHERE tags IS NULL), '>', 20::bigint, 'some samples are NULL');
SELECT cmp_ok((SELECT count(*) FROM pairs WHERE a && b), '>', 100::bigint, 'and many overlap');

-- An aggregate over the whole table, its bytes, by name
CREATE FUNCTION pg_temp.bytes_of(aggregate text, source text DEFAULT 'samples') RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	result bytea;
BEGIN
	EXECUTE format('SELECT tagset_send(%s(tags)) FROM %s', aggregate, source) INTO result;
	RETURN result;
END
$$;
CREATE TEMP TABLE aggregates AS SELECT name, pg_temp.bytes_of(name) AS bytes FROM unnest('{tagset_sum,tagset_count,tagset_mean}'::text[]) name;
CREATE TEMP TABLE pair_rows AS SELECT tagset_pairs(tags) AS all_pairs, tagset_pairs(tags, 'tech', 'place') AS of_facets FROM samples;

-- ---- what they are ----

CREATE TEMP VIEW entries AS
SELECT n, (tags::jsonb->>'words')::numeric AS words, key AS concept, (entry->>'evidence')::numeric AS evidence,
	(entry->>'mentions_direct')::bigint AS direct, (entry->>'mentions')::bigint AS mentions, entry->'force' AS force
FROM samples, jsonb_each(tags::jsonb->'tags') AS e(key, entry);

CREATE FUNCTION pg_temp.entries_of(tags tagset) RETURNS TABLE (concept text, evidence numeric, direct bigint, mentions bigint, force jsonb) LANGUAGE sql AS $$
	SELECT key, (entry->>'evidence')::numeric, (entry->>'mentions_direct')::bigint, (entry->>'mentions')::bigint, entry->'force'
	FROM jsonb_each(tags::jsonb->'tags') AS e(key, entry)
$$;
-- Documents with a mention of each force; NULL when none was read
CREATE TEMP VIEW force_documents AS
SELECT concept, jsonb_agg(docs ORDER BY i) AS force
FROM (SELECT concept, i, count(*) FILTER (WHERE count::bigint > 0) AS docs
	FROM entries, jsonb_array_elements_text(force) WITH ORDINALITY AS f(count, i) GROUP BY concept, i) x GROUP BY concept;
CREATE TEMP VIEW force_documents_with_words AS
SELECT concept, jsonb_agg(docs ORDER BY i) AS force
FROM (SELECT concept, i, count(*) FILTER (WHERE count::bigint > 0) AS docs
	FROM entries, jsonb_array_elements_text(force) WITH ORDINALITY AS f(count, i) WHERE words > 0 GROUP BY concept, i) x GROUP BY concept;

SELECT bag_eq('SELECT * FROM pg_temp.entries_of((SELECT tagset_count(tags) FROM samples))',
	$$ SELECT concept, count(*)::numeric AS evidence, count(*) FILTER (WHERE direct > 0) AS direct, count(*) AS mentions, f.force
	FROM entries LEFT JOIN force_documents f USING (concept) GROUP BY concept, f.force $$, 'tagset_count counts documents as SQL does');
SELECT is((SELECT tag_word_count(tagset_count(tags)) FROM samples), (SELECT count(tags)::float8 FROM samples), 'its words are the documents');
SELECT bag_eq('SELECT * FROM pg_temp.entries_of((SELECT tagset_mean(tags) FROM samples))',
	$$ SELECT concept, sum(greatest(round(evidence * 1000000 / words, 3), 0.001)) AS evidence, count(*) FILTER (WHERE direct > 0) AS direct, count(*) AS mentions, f.force
	FROM entries LEFT JOIN force_documents_with_words f USING (concept) WHERE words > 0 GROUP BY concept, f.force $$,
	'tagset_mean adds what a million words of each document would give, rounded by SQL');
SELECT is_empty($$ SELECT m.concept FROM tag_entries((SELECT tagset_mean(tags) FROM samples)) m
	JOIN (SELECT concept, sum(density) / (SELECT count(*) FROM samples WHERE tag_word_count(tags) > 0) AS density FROM samples, tag_entries(tags)
		WHERE tag_word_count(tags) > 0 GROUP BY concept) s USING (concept) WHERE abs(m.density - s.density) > 1e-5 * s.density $$,
	'so its density is the mean of the densities');

CREATE TEMP VIEW document_keys AS SELECT n, concept FROM samples, unnest(tag_keys(tags)) concept;
CREATE TEMP VIEW pairs_by_sql AS
WITH docs AS (SELECT concept, count(*) AS docs FROM document_keys GROUP BY concept)
SELECT a.concept AS concept_a, b.concept AS concept_b, da.docs AS docs_a, db.docs AS docs_b, count(*) AS docs_ab, (SELECT count(tags) FROM samples) AS n
FROM document_keys a JOIN document_keys b USING (n) JOIN docs da ON da.concept = a.concept JOIN docs db ON db.concept = b.concept
WHERE a.concept <> b.concept GROUP BY 1, 2, 3, 4;
SELECT bag_eq('SELECT concept_a, concept_b, docs_a, docs_b, docs_ab, n FROM pair_rows, unnest(all_pairs)',
	$$ SELECT * FROM pairs_by_sql WHERE concept_a COLLATE "C" < concept_b COLLATE "C" $$, 'tagset_pairs counts as a join does');
SELECT bag_eq('SELECT concept_a, concept_b, docs_a, docs_b, docs_ab, n FROM pair_rows, unnest(of_facets)',
	$$ SELECT * FROM pairs_by_sql WHERE concept_a LIKE 'tech.%' AND concept_b LIKE 'place.%' $$, 'and across facets');
SELECT is_empty($$ SELECT p FROM pair_rows, unnest(all_pairs) p
	WHERE abs(pmi - log(2.0, docs_ab::numeric * n / (docs_a * docs_b))) > 1e-12 $$, 'its pmi is the binary logarithm of the server''s numeric');
SELECT is((SELECT all_pairs FROM pair_rows),
	(SELECT array_agg(p ORDER BY p.concept_a COLLATE "C", p.concept_b COLLATE "C") FROM pair_rows, unnest(all_pairs) p), 'it comes in the order of the keys');

-- ---- the same from any order and any plan ----

SELECT is_empty($$ SELECT name, seed FROM aggregates, generate_series(1, 5) seed
	WHERE bytes <> pg_temp.bytes_of(name, format('(SELECT tags FROM samples ORDER BY hashint8extended(n, %s)) s', seed)) $$, 'the order of the rows does not matter');
SELECT is_empty($$ SELECT name FROM aggregates
	WHERE bytes <> pg_temp.bytes_of('tagset_sum', format('(SELECT %s(tags) AS tags FROM samples GROUP BY part) s', name)) $$, 'sums, counts and means of groups add up to those of all');
SELECT is((SELECT tagset_pairs(tags) FROM (SELECT tags FROM samples ORDER BY hashint8extended(n, 7)) s), all_pairs, 'nor for tagset_pairs') FROM pair_rows;

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
SELECT matches(pg_temp.plan_of('SELECT tagset_sum(tags), tagset_count(tags), tagset_mean(tags), tagset_pairs(tags), tagset_pairs(tags, ''tech'', ''place'') FROM samples'),
	'Gather(.|\n)*Partial Aggregate', 'all of them are planned in parallel');
CREATE TEMP TABLE parallel AS SELECT tagset_sum(tags) AS sum, tagset_count(tags) AS count, tagset_mean(tags) AS mean,
	tagset_pairs(tags) AS all_pairs, tagset_pairs(tags, 'tech', 'place') AS of_facets FROM samples;
SELECT bag_eq($$ SELECT 'tagset_sum', tagset_send(sum) FROM parallel UNION ALL SELECT 'tagset_count', tagset_send(count) FROM parallel
	UNION ALL SELECT 'tagset_mean', tagset_send(mean) FROM parallel $$, 'SELECT * FROM aggregates', 'and give the same bytes');
SELECT is(p.all_pairs, r.all_pairs, 'and pairs') FROM parallel p, pair_rows r;
SELECT is(p.of_facets, r.of_facets, 'and pairs across facets') FROM parallel p, pair_rows r;
-- Rows of one part only, NULL in the others: workers without a row
SELECT is((SELECT tagset_send(tagset_count(tags)) FROM (SELECT CASE WHEN n = 250 THEN 'a.b'::tagset END AS tags FROM samples) s),
	tagset_send('{1} a.b'), 'workers that have seen NULL only add nothing');
SELECT is((SELECT tagset_sum(tags) FROM (SELECT CASE WHEN n < 0 THEN 'a.b'::tagset END AS tags FROM samples) s), NULL, 'and none of them is NULL');
SELECT is((SELECT tagset_pairs(tags) FROM (SELECT CASE WHEN n < 0 THEN 'a.b'::tagset END AS tags FROM samples) s), NULL, 'nor pairs');
SET LOCAL max_parallel_workers_per_gather = 0;
RESET parallel_leader_participation;

-- A worker for every query: a setting under two names
SELECT CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'debug_parallel_query' ELSE 'force_parallel_mode' END AS always_parallel \gset
SET LOCAL :always_parallel = on;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT is_empty($$ SELECT name FROM aggregates WHERE bytes <> pg_temp.bytes_of(name) $$, 'the same bytes when every query goes through a worker');
SELECT is((SELECT array_agg(k.g2 ORDER BY concept) FROM tag_keyness((SELECT sum FROM parallel), (SELECT sum FROM parallel)) k),
	(SELECT array_agg(0::float8) FROM unnest(tag_keys((SELECT sum FROM parallel)))), 'functions work in a worker; nothing marks a corpus against itself');
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL :always_parallel = off;

CREATE TABLE divided (LIKE samples) PARTITION BY LIST (part);
CREATE TABLE divided_0 PARTITION OF divided FOR VALUES IN (0, 1);
CREATE TABLE divided_1 PARTITION OF divided FOR VALUES IN (2, 3, 4);
INSERT INTO divided SELECT * FROM samples;
SET LOCAL enable_partitionwise_aggregate = on;
SELECT matches(pg_temp.plan_of('SELECT n % 3, tagset_mean(tags), tagset_pairs(tags) FROM divided GROUP BY 1'), 'Append(.|\n)*Partial', 'a partitioned table is aggregated in parts');
CREATE TEMP TABLE in_parts AS SELECT n % 3 AS g, tagset_sum(tags) AS sum, tagset_count(tags) AS count, tagset_mean(tags) AS mean, tagset_pairs(tags) AS pairs FROM divided GROUP BY 1;
RESET enable_partitionwise_aggregate;
SELECT is_empty($$ SELECT * FROM in_parts p
	JOIN (SELECT n % 3 AS g, tagset_sum(tags) AS sum, tagset_count(tags) AS count, tagset_mean(tags) AS mean, tagset_pairs(tags) AS pairs FROM samples GROUP BY 1) s USING (g)
	WHERE tagset_send(p.sum) <> tagset_send(s.sum) OR tagset_send(p.count) <> tagset_send(s.count) OR tagset_send(p.mean) <> tagset_send(s.mean)
		OR p.pairs <> s.pairs $$, 'and gives the same');

-- ---- moving frames ----

-- Each frame of a window against the same rows aggregated by themselves
CREATE FUNCTION pg_temp.frames_that_differ(aggregate text, before int, after int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	result bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM (SELECT n, %1$s(tags) OVER (ORDER BY n ROWS BETWEEN %2$s PRECEDING AND %3$s FOLLOWING) AS moving FROM samples) w
		WHERE tagset_send(moving) IS DISTINCT FROM (SELECT tagset_send(%1$s(tags)) FROM samples s WHERE s.n BETWEEN w.n - %2$s AND w.n + %3$s)',
		aggregate, before, after) INTO result;
	RETURN result;
END
$$;
SELECT is(pg_temp.frames_that_differ(name, before, after), 0::bigint, format('%s over %s rows before and %s behind', name, before, after))
FROM aggregates, (VALUES (0, 0), (3, 0), (12, 5)) f(before, after);
SELECT is_empty($$ SELECT w.n FROM (SELECT n, part, tagset_sum(tags) OVER (PARTITION BY part ORDER BY n RANGE BETWEEN 40 PRECEDING AND 10 PRECEDING) AS moving FROM samples) w
	WHERE tagset_send(moving) IS DISTINCT FROM (SELECT tagset_send(tagset_sum(tags)) FROM samples s WHERE s.part = w.part AND s.n BETWEEN w.n - 40 AND w.n - 10) $$,
	'and by range in partitions');

-- ---- shares, lift, keyness, difference ----

SELECT is_empty($$ SELECT * FROM tag_shares((SELECT tagset_count(tags) FROM samples), z => 2.5) s, LATERAL (SELECT 2.5::float8 AS z, s.n::float8 AS m) v
	WHERE wilson_lo > share OR share > wilson_hi OR wilson_lo < 0 OR wilson_hi > 1
		-- the ends are where the share is z standard deviations away
		OR abs(abs(share - wilson_lo) - z * sqrt(wilson_lo * (1 - wilson_lo) / m)) > 1e-12
		OR abs(abs(share - wilson_hi) - z * sqrt(wilson_hi * (1 - wilson_hi) / m)) > 1e-12 $$, 'Wilson''s ends solve his equation');
SELECT is_empty($$ SELECT l FROM pairs, tag_lift(a, b) l
	WHERE l.evidence <> coalesce((SELECT e.evidence FROM tag_entries(a) e WHERE e.concept = l.concept), 0)
		OR (l.lift IS NULL) <> (tag_word_count(a) = 0 OR tag_word_count(b) = 0)
		OR abs(l.expected - coalesce((SELECT e.evidence FROM tag_entries(b) e WHERE e.concept = l.concept), 0) * tag_word_count(a) / nullif(tag_word_count(b), 0)) > 1e-9
		OR l.lift <> (l.evidence + 1) / (l.expected + 1) $$, 'lift is (evidence + 1) / (expected + 1)');
SELECT is_empty($$ SELECT a, b FROM pairs WHERE (SELECT count(*) FROM tagset_diff(a, b)) <> (SELECT count(*)
	FROM pg_temp.entries_of(a) x FULL JOIN pg_temp.entries_of(b) y USING (concept)
	WHERE (x.evidence, x.direct, x.mentions, x.force) IS DISTINCT FROM (y.evidence, y.direct, y.mentions, y.force)) $$, 'a row of tagset_diff is a key that differs');
SELECT is_empty($$ SELECT a, b FROM pairs WHERE (SELECT array_agg((concept, change, score_before, evidence_after, force_after)::text) FROM tagset_diff(a, b))
	IS DISTINCT FROM (SELECT array_agg((concept, CASE change WHEN 'added' THEN 'removed' WHEN 'removed' THEN 'added' WHEN 'increased' THEN 'decreased' WHEN 'decreased' THEN 'increased'
		ELSE change END, score_after, evidence_before, force_before)::text) FROM tagset_diff(b, a)) $$, 'and backwards it is the other way round');
SELECT is_empty($$ SELECT x, y FROM pairs, LATERAL (SELECT * FROM tag_keyness(a, b)) x JOIN LATERAL (SELECT * FROM tag_keyness(b, a)) y USING (concept)
	WHERE abs(x.g2 - y.g2) > 1e-9 OR abs(x.log_ratio + y.log_ratio) > 1e-12 OR x.g2 < 0
		OR (x.target_mentions > 0 AND x.reference_mentions > 0 AND sign(x.log_ratio) <> sign(x.target_rate - x.reference_rate)) $$, 'keyness is the same from either side, but for the sign');

-- ---- distance and rank ----

SELECT is_empty($$ SELECT a, b FROM pairs WHERE float8send(a <=> b) <> float8send(b <=> a) OR NOT (a <=> b) BETWEEN 0 AND 1
	OR (a <=> a) <> CASE WHEN tag_keys(a) = '{}' THEN 1 ELSE 0 END OR ((a <=> b) = 1) <> NOT (a && b) $$, '<=> is symmetric bit for bit, 0 for itself, 1 for nothing in common');
SELECT is_empty($$ SELECT a, b, facet FROM pairs, unnest('{tech,place,theme,none}'::text[]) facet
	WHERE tag_distance(a, b, facet) <> tag_filter(a, facet) <=> tag_filter(b, facet) OR tag_distance(a, b) <> a <=> b $$, 'by facet it is that of the filtered tagsets');
SELECT is_empty($$ SELECT a FROM pairs WHERE tag_keys(a) <> '{}' AND tag_sparsevec(a, tag_keys(a))
	<> (SELECT format('{%s}/%s', string_agg(format('%s:%s', i, a -> key), ',' ORDER BY i), count(*)) FROM unnest(tag_keys(a)) WITH ORDINALITY k(key, i)) $$,
	'tag_sparsevec has the scores');

CREATE TEMP TABLE queries AS SELECT q FROM unnest('{tech.n1,tech.n1 & tech.n2,tech.n1 | place.n2 | theme.n3,tech.* & (place.n1 | !place.n2),tech.n1#3 & place.*,!tech.n1,
	(tech.n1 | tech.n2) & (place.n1 | place.n2 | place.n3) & !theme.n1}'::tagquery[]) q;
SELECT is_empty($$ SELECT a, q FROM pairs, queries WHERE NOT tag_rank(a, q) BETWEEN 0 AND 1 $$, 'a rank is from 0 to 1');
SELECT is_empty($$ SELECT a, key FROM pairs, unnest(tag_keys(a)) key WHERE tag_rank(a, ('''' || key || '''')::tagquery) <> a -> key $$, 'a key ranks as its score');
SELECT is_empty($$ SELECT a, b, q FROM pairs, queries WHERE tag_rank(('{1}' || a) || tagset(tag_keys(a)), q) < tag_rank('{1}' || a, q) $$, 'more of what is there never ranks lower');
SELECT is_empty($$ SELECT a FROM pairs WHERE tag_rank(a, 'tech.n1 & place.n1 & tech.n2') > tag_rank(a, 'tech.n1 | place.n1 | tech.n2') $$, 'and ranks below or');

SELECT * FROM finish();
ROLLBACK;
