-- tag_rank: how well a tagset answers a query. Without words, evidence 1.2 scores 1/2, 3.6 scores 3/4, 0.4 scores 1/4.

-- A key ranks as its score; an absent one as 0.
SELECT tag_rank('a.b:3.6/3', 'a.b') AS key, tag_rank('a.b:3.6/3', 'c.d') AS absent, tag_rank('', 'a.b') AS empty, tag_rank('a.b', '') AS empty_query;
SELECT tag_rank('{212} tech.ai:4.5/3', 'tech.ai') = '{212} tech.ai:4.5/3'::tagset -> 'tech.ai' AS same_as_score;
-- or: sqrt((1/4 + 9/16) / 2); and: 1 - sqrt((1/4 + 1/16) / 2)
SELECT tag_rank('a.b:1.2/1 c.d:3.6/3', 'a.b | c.d') = sqrt(0.40625::float8)::real AS "or",
	tag_rank('a.b:1.2/1 c.d:3.6/3', 'a.b & c.d') = (1 - sqrt(0.15625::float8))::real AS "and";
-- More than two in one chain are one mean, not a mean of means.
SELECT tag_rank('a.b:1.2/1 c.d:3.6/3', 'a.b & c.d & e.f') = (1 - sqrt((0.25 + 0.0625 + 1)::float8 / 3))::real AS three,
	tag_rank('a.b:1.2/1 c.d:3.6/3', 'a.b & (c.d & e.f)') = tag_rank('a.b:1.2/1 c.d:3.6/3', '(a.b & c.d) & e.f') AS brackets,
	tag_rank('a.b:1.2/1 c.d:3.6/3', 'a.b & (c.d | e.f)') = (1 - sqrt((0.25 + (1 - sqrt(0.5625::float8 / 2)) ^ 2) / 2))::real AS nested;
-- What is under a negation is left out, alone or in company.
SELECT tag_rank('a.b:1.2/1 c.d:3.6/3', 'a.b & !c.d') AS "and not", tag_rank('a.b:1.2/1 c.d:3.6/3', '!c.d | a.b') AS "or not",
	tag_rank('a.b', '!a.b') AS "not", tag_rank('a.b', '!a.b & !(c.d | e.f)') AS "only not", tag_rank('a.b:1.2/1', '!(c.d & !a.b) & a.b & !(e.f | !a.b)') AS nested;
-- A facet ranks as the best of its keys, conditions met; the facet before it and behind it do not count.
SELECT tag_rank('a.b:1.2/1 a.c:3.6/3 ab.c:12/1', 'a.*') AS best, tag_rank('a.b:1.2/1 a.c:3.6/3', 'c.*') AS none, tag_rank('a.b:1.2/1 a.c:3.6/3', 'a.*#5') AS none;
-- Conditions: a key that does not meet them is as absent.
SELECT tag_rank('a.b:3.6/3^0,0,0,1,0,0', 'a.b#3>=0.75^4') AS met, tag_rank('a.b:3.6/3', 'a.b#4') AS mentions, tag_rank('a.b:3.6/3', 'a.b>=0.76') AS score, tag_rank('a.b:3.6/3', 'a.b^1') AS force;
-- Rows that do not match may rank above 0: filter with @@.
SELECT t @@ 'a.b & c.d' AS matches, tag_rank(t, 'a.b & c.d') > 0 AS ranks FROM (VALUES ('a.b'::tagset)) v(t);
SELECT tag_rank(NULL, 'a.b') IS NULL AS null, tag_rank('a.b', NULL) IS NULL AS null;
-- The same bits on every machine
SELECT float4send(tag_rank('{212} tech.ai:4.5/3 tech.big_data:12/9 place.CN', 'tech.ai & (place.CN | place.FR | tech.*) & !theme.x')) AS bits;
-- A long chain and a deep one
SELECT tag_rank('key.n7:3.6/3', string_agg('key.n' || n, ' | ')::tagquery) = sqrt(0.5625::float8 / 10000)::real AS long FROM generate_series(1, 10000) n;
SELECT tag_rank('a.b:3.6/3', (repeat('(c.d | a.b & ', 900) || 'a.b' || repeat(')', 900))::tagquery) BETWEEN 0 AND 1 AS deep;
-- Best first
SELECT n, round(tag_rank(tags, q)::numeric, 3) AS rank
FROM (VALUES (1, '{100} tech.ai:2/2 place.CN:1/1'::tagset), (2, '{100} tech.ai:9/9 place.CN:1/1'), (3, '{3000} tech.ai:9/9 place.CN:1/1'), (4, '{100} tech.ai:9/9')) v(n, tags),
	(VALUES ('tech.ai & place.CN'::tagquery)) p(q)
WHERE tags @@ q ORDER BY tag_rank(tags, q) DESC;
