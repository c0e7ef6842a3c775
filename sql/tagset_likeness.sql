-- Likeness: the operator <=>, tag_distance, tag_sparsevec; best rows first by an index.

-- One concept each, the same or another
SELECT '{100} a.b:3/3'::tagset <=> '{100} a.b:3/3' AS same, '{100} a.b:3/3'::tagset <=> '{900} a.b:1/1' AS one_concept, 'a.b'::tagset <=> 'c.d' AS nothing_in_common;
-- Without words e = 1.2 scores 1/2 and e = 3.6 scores 3/4: 1 - (1/2 * 3/4) / sqrt((1/4 + 1/4) * 9/16) = 1 - sqrt(1/2)
SELECT abs(('a.b:1.2/1 c.d:1.2/1'::tagset <=> 'a.b:3.6/3') - (1 - sqrt(0.5::float8))) < 1e-15 AS by_hand;
-- Empty tagsets have nothing in common with any.
SELECT ''::tagset <=> 'a.b' AS empty, 'a.b'::tagset <=> '{10}' AS empty, ''::tagset <=> '' AS both;
SELECT NULL::tagset <=> 'a.b' IS NULL AS null, 'a.b'::tagset <=> NULL IS NULL AS null;
-- By facet
SELECT tag_distance('tech.ai tech.x place.CN', 'tech.ai tech.x place.FR') AS all_facets, tag_distance('tech.ai tech.x place.CN', 'tech.ai tech.x place.FR', 'tech') AS tech,
	tag_distance('tech.ai place.CN', 'tech.ai place.FR', facet => 'place') AS place, tag_distance('tech.ai', 'tech.ai', 'none') AS none,
	tag_distance('tech.ai', 'tech.ai', 'te') AS prefix;
SELECT tag_distance(NULL, 'a.b') IS NULL AS null, tag_distance('a.b', NULL, 'a') IS NULL AS null, tag_distance('a.b', 'a.b', NULL) AS all_facets;

-- The scores themselves, beside SQL
WITH v AS (SELECT '{212} tech.ai:4.5/3+2 tech.big_data:12/9 place.CN:0.3/0+1'::tagset AS a, '{1800} tech.ai:40/40 tech.5g place.CN:7/7'::tagset AS b)
SELECT abs((a <=> b) - (1 - dot / sqrt(a2 * b2))) < 1e-7 AS by_sql
FROM v, LATERAL (SELECT sum((a -> k)::float8 * (b -> k)) AS dot, sum((a -> k)::float8 ^ 2) AS a2, sum((b -> k)::float8 ^ 2) AS b2
	FROM unnest(tag_keys(a || b)) k) s;
-- The same bits on every machine
SELECT float8send('{212} tech.ai:4.5/3+2 tech.big_data:12/9 place.CN:0.3/0+1'::tagset <=> '{1800} tech.ai:40/40 tech.5g place.CN:7/7') AS bits;

-- Most alike first
SELECT n FROM (VALUES (1, 'tech.ai tech.5g'::tagset), (2, 'tech.ai tech.quantum'), (3, 'place.CN'), (4, 'tech.ai'), (5, NULL)) v(n, tags)
ORDER BY tags <=> 'tech.ai tech.quantum', n;

-- The text form of pgvector's sparsevec
SELECT tag_sparsevec('tech.ai:1.2/1 place.CN:3.6/1 tech.left_out', '{place.CN,place.FR,tech.ai}');
SELECT tag_sparsevec('{212} b.c:12/9 a.b', '{b.c,a.b,b.c}'), tag_sparsevec('', '{a.b,c.d}'), tag_sparsevec('a.b', '{no key}');
SELECT tag_sparsevec(NULL, '{a.b}') IS NULL AS null, tag_sparsevec('a.b', NULL) IS NULL AS null;
SET extra_float_digits = -15;
SELECT tag_sparsevec('{7} a.b:1/1', '{a.b}') AS all_digits;
RESET extra_float_digits;
SELECT tag_sparsevec('a.b', '{}');
SELECT tag_sparsevec('a.b', '{a.b,NULL}');

-- Best first by an expression index
CREATE TABLE ranked (n int, tags tagset);
INSERT INTO ranked SELECT n, format('{%s} tech.quantum:%s/1 key.n%s', 100 + n % 700, 1 + n % 50, n % 20)::tagset FROM generate_series(1, 5000) n;
INSERT INTO ranked SELECT n, 'tech.ai' FROM generate_series(5001, 10000) n;
CREATE INDEX ranked_quantum ON ranked ((tags -> 'tech.quantum') DESC);
VACUUM ANALYZE ranked;
EXPLAIN (COSTS off) SELECT n FROM ranked ORDER BY (tags -> 'tech.quantum') DESC LIMIT 5;
EXPLAIN (COSTS off) SELECT n FROM ranked WHERE tags -> 'tech.quantum' > 0.97 ORDER BY (tags -> 'tech.quantum') DESC;
EXPLAIN (COSTS off) SELECT n FROM ranked ORDER BY (tags -> 'tech.ai') DESC LIMIT 5;
SELECT array_agg(score) = (SELECT array_agg(score) FROM (SELECT +(tags -> 'tech.quantum') AS score FROM ranked ORDER BY 1 DESC LIMIT 20) s) AS same_as_sorted
FROM (SELECT tags -> 'tech.quantum' AS score FROM ranked ORDER BY (tags -> 'tech.quantum') DESC LIMIT 20) i;
SELECT count(*) AS with_the_key FROM ranked WHERE tags -> 'tech.quantum' > 0;
DROP TABLE ranked;
