-- Documents per key: tagset_count, tag_shares, tagset_mean, and moving frames.

CREATE TABLE counted (n int, year int, tags tagset);
INSERT INTO counted VALUES
	(1, 2024, '{100} tech.ai:2/2 tech.quantum:1/1 place.CN:0.3/0+1'),
	(2, 2024, '{200} tech.ai:4/1+3^1,0,0,2,0,0 place.FR'),
	(3, 2024, NULL),
	(4, 2025, ''),
	(5, 2025, '{50} tech.quantum tech.ai:1/0+1^0,0,0,1,0,0 place.CN'),
	(6, 2025, 'tech.ai');

-- tagset_count: a word a document, a mention for each document that has the
-- key, directly or not; force: documents with a mention of it. Empty counts,
-- NULL does not.
SELECT tagset_count(tags) FROM counted;
SELECT year, tagset_count(tags) FROM counted GROUP BY year ORDER BY year;
SELECT tagset_count(tags) IS NULL AS null FROM counted WHERE tags IS NULL;
SELECT tagset_count(tags) IS NULL AS null FROM counted WHERE false;
SELECT tagset_count(tags) AS one_empty FROM counted WHERE n = 4;
-- Counts of different documents add.
SELECT (SELECT tagset_count(tags) FROM counted) =
	(SELECT tagset_sum(c) FROM (SELECT tagset_count(tags) AS c FROM counted GROUP BY year) y) AS same;
-- So density is documents in a thousand: 2 of 5 is 400.
SELECT concept, density, mentions FROM tag_entries((SELECT tagset_count(tags) FROM counted)) WHERE concept = 'tech.quantum';

-- tag_shares, beside Wilson's formula in SQL
SELECT concept, docs, n, share, round(wilson_lo::numeric, 6) AS lo, round(wilson_hi::numeric, 6) AS hi,
	abs(wilson_lo - (share + z*z/(2*n) - z*sqrt(share*(1-share)/n + z*z/(4.0*n*n))) / (1 + z*z/n)) < 1e-15 AS lo_is_wilson,
	abs(wilson_hi - (share + z*z/(2*n) + z*sqrt(share*(1-share)/n + z*z/(4.0*n*n))) / (1 + z*z/n)) < 1e-15 AS hi_is_wilson
FROM tag_shares((SELECT tagset_count(tags) FROM counted)), (VALUES (1.96::float8)) v(z);
-- Published values (Newcombe, Statistics in Medicine 17, 1998, table I): 81 of 263 0.2553 to 0.3662,
-- 15 of 148 0.0624 to 0.1605, 1 of 29 0.0061 to 0.1718; below, 0 of 20 0 to 0.1611.
SELECT docs, n, round(wilson_lo::numeric, 4) AS lo, round(wilson_hi::numeric, 4) AS hi
FROM unnest('{"{263} a.b:81/81", "{148} a.b:15/15", "{29} a.b:1/1"}'::tagset[]) c, tag_shares(c, z => 1.959964);
SELECT * FROM tag_shares('{20} a.b:20/20', '{a.b,a.c}', 0);
SELECT concept, docs, wilson_lo, round(wilson_hi::numeric, 4) AS hi FROM tag_shares('{20}', '{a.b}');
-- Given keys: in their order, also those of no document; NULL and what is no key
SELECT concept, docs, n, share FROM tag_shares((SELECT tagset_count(tags) FROM counted), '{tech.quantum,NULL,tech.none,place.CN,"no key"}');
-- No document: no share
SELECT * FROM tag_shares('', '{a.b}');
SELECT count(*) AS no_row FROM tag_shares('');
SELECT count(*) AS no_row FROM tag_shares(NULL);
SELECT count(*) AS no_row FROM tag_shares('{1} a.b', z => NULL);
-- The share over all of each year, a row a year for a concept that not every year has
SELECT year, concept, docs, n, share
FROM (SELECT year, tagset_count(tags) AS counts FROM counted GROUP BY year) y, tag_shares(counts, '{place.FR}') ORDER BY year;
SELECT tag_shares('{1.5} a.b');
SELECT tag_shares('{1} a.b:2/2');
SELECT tag_shares('{10} a.b:2.5/2');
SELECT tag_shares('{1} a.b', z => -1);
SELECT tag_shares('{1} a.b', z => 'NaN');
SELECT tag_shares('{1} a.b', z => 'Infinity');

-- tagset_mean: each document brought to a million words. Evidence 2 in 100
-- words is 20000, 4 in 200 the same, 1 in 50 too: the mean density is 20.
-- Documents without words, the empty one and number 6, have no vote.
SELECT tagset_mean(tags) FROM counted;
SELECT e.concept, e.density, m.density AS by_sql
FROM tag_entries((SELECT tagset_mean(tags) FROM counted)) e
JOIN (SELECT concept, sum(density) / (SELECT count(*) FROM counted WHERE tag_word_count(tags) > 0) AS density
	FROM counted, tag_entries(tags) WHERE tag_word_count(tags) > 0 GROUP BY concept) m USING (concept) ORDER BY 1;
-- A long document has one vote as a short one; the merge of means is the mean of all.
SELECT tagset_mean(tags) AS mean, tagset_sum(tags) AS sum FROM unnest('{"{100000} a.b:1/1", "{100} a.b:1/1"}'::tagset[]) tags;
SELECT (SELECT tagset_mean(tags) FROM counted) =
	(SELECT tagset_sum(m) FROM (SELECT tagset_mean(tags) AS m FROM counted GROUP BY year) y) AS same;
-- Rounded once a document, half away from zero: 1/3, 2/3 and half a thousandth; never to 0.
SELECT tagset_mean(tags) FROM unnest('{"{3} a.b:1/1", "{3} c.d:2/1", "{2000000000} e.f:1/1", "{2000000000} g.h:3/1", "{900000000000} i.j:0.001/1"}'::tagset[]) tags;
SELECT tagset_mean(tags) AS whole FROM unnest('{"{9223372036854.775} a.b:1/1", "{1000000} a.b:9000000000000000/1"}'::tagset[]) tags;
SELECT tagset_mean(tags) IS NULL AS null FROM counted WHERE n IN (3, 4, 6);
\set VERBOSITY sqlstate
SELECT tagset_mean('{0.001} a.b:9223372036854775.807/1');
SELECT tagset_mean('{9223372036854775.807} a.b');
SELECT tagset_mean('{1} a.b:9223372036854/1') FROM generate_series(1, 2);
SELECT tagset_mean('{1} a.b:5000000000/1') FROM generate_series(1, 2);
\set VERBOSITY default

-- Moving frames: what leaves the frame is taken out, with its key and its force.
SELECT n, tagset_sum(tags) OVER w AS sum, tagset_count(tags) OVER w AS count FROM counted
WINDOW w AS (ORDER BY n ROWS 1 PRECEDING) ORDER BY n;
SELECT n, tagset_mean(tags) OVER (ORDER BY n ROWS 1 PRECEDING) AS mean FROM counted ORDER BY n;
-- A frame without rows is NULL, as is one of NULLs; before and after, too.
SELECT n, tagset_sum(tags) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 3 PRECEDING) AS sum FROM counted ORDER BY n;
-- Filters and exclusions
SELECT n, tagset_sum(tags) FILTER (WHERE n <> 2) OVER (ORDER BY n ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS sum FROM counted ORDER BY n;
SELECT n, tagset_count(tags) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS around FROM counted ORDER BY n;
-- A sum that only a wider frame would pass is no error.
SELECT tagset_sum(tags) OVER (ORDER BY n ROWS BETWEEN CURRENT ROW AND CURRENT ROW) FROM (VALUES
	(1, 'a.b:9223372036854775.807'::tagset), (2, 'a.b:9223372036854775.807')) v(n, tags);

-- Support functions are refused outside an aggregate.
SELECT probin FROM pg_proc WHERE oid = 'tag_has(tagset,text)'::regprocedure \gset
CREATE FUNCTION pg_temp.count_transition(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_count_transition' LANGUAGE C;
CREATE FUNCTION pg_temp.mean_transition(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_mean_transition' LANGUAGE C;
CREATE FUNCTION pg_temp.sum_inverse(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_sum_inverse' LANGUAGE C;
CREATE FUNCTION pg_temp.count_inverse(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_count_inverse' LANGUAGE C;
CREATE FUNCTION pg_temp.mean_inverse(bigint, tagset) RETURNS bigint AS :'probin', 'tagset_mean_inverse' LANGUAGE C;
\set VERBOSITY sqlstate
SELECT pg_temp.count_transition(NULL, 'a.b');
SELECT pg_temp.mean_transition(NULL, 'a.b');
SELECT pg_temp.sum_inverse(NULL, 'a.b');
SELECT pg_temp.count_inverse(NULL, 'a.b');
SELECT pg_temp.mean_inverse(NULL, 'a.b');
\set VERBOSITY default
DROP TABLE counted;
