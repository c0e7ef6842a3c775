-- Two tagsets side by side: tag_lift, tagset_diff, tag_keyness.

-- tag_lift: (e + 1) / (E + 1), E what the baseline gives so many words:
-- of 10 in 1000 words, 1 in 100. A row a key of either.
SELECT * FROM tag_lift('{100} tech.ai:2/2 tech.quantum place.CN:0.5/1', '{1000} tech.ai:10/10 tech.5g:30/30 place.CN:5/5');
SELECT concept, expected, lift = (evidence + 1) / (expected + 1) AS by_sql FROM tag_lift('{120} a.b:2/2', '{7000} a.b:11/11');
-- Few mentions do not make a large lift: once in a short text, of a rare concept
SELECT round(lift::numeric, 3) AS lift FROM tag_lift('{50} a.b', '{10000000} a.b');
-- Without words nothing can be expected.
SELECT * FROM tag_lift('a.b', '{1000} a.b c.d');
SELECT * FROM tag_lift('{10} a.b', 'a.b');
SELECT count(*) AS no_row FROM tag_lift('', '{10}');
SELECT count(*) AS no_row FROM tag_lift(NULL, 'a.b');
SELECT count(*) AS no_row FROM tag_lift('a.b', NULL);
-- Of counts: which concepts more documents of 2025 have
SELECT concept, evidence, expected, lift FROM tag_lift('{5} tech.ai:4/4', '{20} tech.ai:8/8');

-- tagset_diff: draft against final
SELECT concept, change, evidence_before, evidence_after, mentions_before, mentions_after, force_before, force_after
FROM tagset_diff('{100} a.added_not:1/1 b.less:3/3 c.more:1/1 d.same:2/2^0,0,1,0,0,0 e.direct:2/1+1 f.force:2/2^0,0,0,1,1,0 g.read:1/1 i.mentions:2/2',
	'{200} b.less:2/3 c.more:1.001/1 d.same:2/2^0,0,1,0,0,0 e.direct:2/2 f.force:2/2^0,0,1,1,0,0 g.read:1/1^0,0,0,0,0,0 h.added i.mentions:2/3');
SELECT concept, change, score_before, score_after, density_before, density_after FROM tagset_diff('{600} a.b c.d', 'c.d:2.4/2');
SELECT d.score_before = '{77} a.b:3/3'::tagset -> 'a.b' AS score, d.density_after = (SELECT density FROM tag_entries('{78} a.b:2/2')) AS density
FROM tagset_diff('{77} a.b:3/3', '{78} a.b:2/2') d;
-- Equal, but for words; empty; NULL
SELECT count(*) AS no_row FROM tagset_diff('{100} a.b c.d', '{200} a.b c.d');
SELECT count(*) AS no_row FROM tagset_diff('', '');
SELECT count(*) AS no_row FROM tagset_diff(NULL, 'a.b');
SELECT change, count(*) FROM tagset_diff('', 'a.b c.d') GROUP BY change;
SELECT change, count(*) FROM tagset_diff('a.b c.d', '') GROUP BY change;

-- tag_keyness, beside Dunning's G2 of the four cells and Hardie's log ratio in SQL
CREATE FUNCTION pg_temp.g2(a float8, c float8, b float8, d float8) RETURNS float8 LANGUAGE sql AS $$
	SELECT 2 * sum(CASE WHEN o = 0 THEN 0 ELSE o * ln(o / e) END) FROM (VALUES
		(a, c * (a + b) / (c + d)), (b, d * (a + b) / (c + d)),
		(c - a, c * (c + d - a - b) / (c + d)), (d - b, d * (c + d - a - b) / (c + d))) v(o, e)
$$;
SELECT k.concept, target_mentions, reference_mentions, target_rate, reference_rate, round(g2::numeric, 6) AS g2, round(log_ratio::numeric, 6) AS log_ratio,
	abs(g2 - pg_temp.g2(target_mentions, 1000, reference_mentions, 5000)) < 1e-9 AS g2_by_sql,
	abs(log_ratio - ln((coalesce(nullif(target_mentions, 0), 0.5)::float8 / 1000) / (coalesce(nullif(reference_mentions, 0), 0.5)::float8 / 5000)) / ln(2::float8)) < 1e-14 AS log_ratio_by_sql
FROM tag_keyness('{1000} a.more:20/20 b.same:10/10 c.less:1/1 d.only_here:8/8 f.all:1000/1000',
	'{5000} a.more:50/50 b.same:50/50 c.less:50/50 e.only_there:8/8 f.all:5000/5000') k;
-- 9 of 10 and 1 of 10, where 5 are expected: 2 * (2 * 9 ln 1.8 + 2 * 1 ln 0.2) = 14.7226; log2 9 = 3.1699
SELECT round(g2::numeric, 4) AS g2, round(log_ratio::numeric, 4) AS log_ratio FROM tag_keyness('{10} a.b:9/9', '{10} a.b:1/1');
-- Of counts: documents for words
SELECT concept, target_mentions, target_rate, round(g2::numeric, 4) AS g2
FROM tag_keyness((SELECT tagset_count(tags) FROM unnest('{a.b,a.b,a.b c.d}'::tagset[]) tags), (SELECT tagset_count(tags) FROM unnest('{c.d,"",c.d}'::tagset[]) tags));
-- No words, or fewer than mentions: no statistic
SELECT * FROM tag_keyness('a.b', '{10} a.b');
SELECT * FROM tag_keyness('{10} a.b', '');
SELECT * FROM tag_keyness('{1} a.b:2/2', '{10} a.b');
SELECT count(*) AS no_row FROM tag_keyness('{10}', '');
SELECT count(*) AS no_row FROM tag_keyness(NULL, 'a.b');

-- The same bits on every machine
SELECT concept, float8send(g2) AS g2, float8send(log_ratio) AS log_ratio FROM tag_keyness('{1234.567} a.b:13/13 c.d:7/7', '{98765.432} a.b:1013/1013 e.f:3/3');
SELECT float8send(wilson_lo) AS lo, float8send(wilson_hi) AS hi FROM tag_shares('{263} a.b:81/81');
SELECT concept, float8send(lift) AS lift FROM tag_lift('{1234.567} a.b:13.1/13 c.d:7/7', '{98765.432} a.b:1013/1013 e.f:3/3');
SELECT concept_b, float8send(pmi) AS pmi FROM unnest((SELECT tagset_pairs(tags) FROM unnest('{a.b a.c a.d,a.b a.c,a.d,a.c a.d,a.c a.d,a.b}'::tagset[]) tags));
