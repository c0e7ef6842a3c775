-- The operators of tagset and its operator classes.

-- || merges: words and every counter add; force is there if either has it.
SELECT '{100} tech.ai:4.5/3+2 tech.quantum'::tagset || '{50.5} tech.ai:0.5/1 place.CN:2/2';
SELECT 'a.b^1,0,0,0,0,0'::tagset || 'a.b';
SELECT 'a.b^1,0,0,0,0,0'::tagset || 'a.b^0,0,0,0,1,1';
SELECT ''::tagset || '';
SELECT '{3}'::tagset || 'a.b';
SELECT 'a.b'::tagset || NULL AS null;

-- A counter that passes 64 bits is an error.
\set VERBOSITY sqlstate
SELECT '{9223372036854775.807}'::tagset || '{0.001}';
SELECT 'a.b:9223372036854775.807'::tagset || 'a.b:0.001';
SELECT 'a.b:1/9223372036854775807'::tagset || 'a.b';
SELECT 'a.b:1/0+9223372036854775807'::tagset || 'a.b';
\set VERBOSITY default
SELECT '{9223372036854775.807}'::tagset || '{0.001}';

-- - drops a key and leaves the words.
SELECT tags - 'tech.ai' AS dropped, tags - 'tech' AS no_key, tags - '' AS empty, tags - NULL AS null
FROM (VALUES ('{7} tech.ai:2/2^0,0,0,1,0,0 tech.ai.x'::tagset)) v(tags);

-- There is no tagset - tagset.
\set VERBOSITY sqlstate
SELECT 'a.b'::tagset - 'a.b'::tagset;
\set VERBOSITY default

-- -> is the score, 0 when the key is absent.
SELECT tags -> 'tech.ai' AS there, tags -> 'tech.quantum' AS absent, tags -> 'tech' AS no_key, tags -> NULL AS null
FROM (VALUES ('{600} tech.ai:1.2/1'::tagset)) v(tags);
SELECT pg_typeof('a.b'::tagset -> 'a.b');

-- ?, ?| and ?& ask for keys; a NULL in the array does not count.
SELECT tags ? 'tech.ai' AS there, tags ? 'tech.a' AS prefix, tags ? 'tech.ai.x' AS longer, tags ? '' AS empty,
	tags ? 'z.z' AS after_all, tags ? NULL AS null
FROM (VALUES ('tech.ai tech.quantum'::tagset)) v(tags);
SELECT tags ?| '{tech.ai,x.y}' AS one, tags ?| '{x.y}' AS none, tags ?| '{}' AS empty, tags ?| '{NULL}' AS nulls,
	tags ?| '{{x.y},{tech.ai}}' AS two_dimensions, tags ?| NULL AS null
FROM (VALUES ('tech.ai tech.quantum'::tagset)) v(tags);
SELECT tags ?& '{tech.ai,tech.quantum}' AS all, tags ?& '{tech.ai,x.y}' AS one, tags ?& '{}' AS empty,
	tags ?& '{tech.ai,NULL}' AS nulls, tags ?& NULL AS null
FROM (VALUES ('tech.ai tech.quantum'::tagset)) v(tags);

-- @>, <@ and && look at keys only.
SELECT a, b, a @> b AS "@>", a <@ b AS "<@", a && b AS "&&"
FROM (VALUES
	(''::tagset, ''::tagset),
	('a.b', ''),
	('a.b', 'a.b'),
	('{5} a.b', '{6} a.b:7/7'),
	('a.b c.d', 'a.b'),
	('a.b c.d', 'c.d'),
	('a.b c.d', 'b.c'),
	('a.b c.d', 'a.b e.f'),
	('a.b c.d e.f', 'a.b e.f'),
	('a.b', 'a.bc'),
	('a.b', 'c.d'),
	('a.b', NULL)
) v(a, b);

-- Comparison is of the whole value.
SELECT a, b, a = b AS "=", a <> b AS "<>", a < b AS "<", a <= b AS "<=", a > b AS ">", a >= b AS ">=", sign(tagset_cmp(a, b)) AS cmp
FROM (VALUES
	('a.b'::tagset, 'a.b:1/1'::tagset),
	('a.b', '{1} a.b'),
	('a.b:1', 'a.b:1.001'),
	('a.b:1/1+1', 'a.b:1/2'),
	('a.b:1/1', 'a.b:1/1+1'),
	('a.b', 'a.b^0,0,0,0,0,0'),
	('a.b^0,0,0,0,0,1', 'a.b^0,0,0,0,1,0'),
	('a.b', 'a.bc'),
	('a.b', 'a.b c.d'),
	('{9}', 'a.b'),
	('a.b:9', 'a.c'),
	('', NULL)
) v(a, b);

-- btree: order, DISTINCT, unique index, merge join
CREATE TEMP TABLE sets (n int, tags tagset);
INSERT INTO sets SELECT n, tags::tagset FROM unnest(ARRAY[
	'c.d', '', 'a.b c.d', 'a.b:2/2', '{5} a.b', 'a.b', 'a.b a.c', '{1}', 'b.c', 'a.b', NULL
]) WITH ORDINALITY t(tags, n);
SELECT tags FROM sets ORDER BY tags;
SELECT tags FROM sets ORDER BY tags DESC NULLS LAST LIMIT 2;
SELECT count(DISTINCT tags) FROM sets;
CREATE UNIQUE INDEX sets_tags ON sets (tags);
DELETE FROM sets WHERE n = 10;
CREATE UNIQUE INDEX sets_tags ON sets (tags);
INSERT INTO sets VALUES (12, '{5} a.b:1/1');
BEGIN;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT n FROM sets WHERE tags = 'a.b:2/2';
SELECT count(*) FROM sets WHERE tags >= 'a.b' AND tags < 'b.c';
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_nestloop = off;
SELECT count(*) FROM sets x JOIN sets y USING (tags);
COMMIT;

-- hash: grouping, hash join, hash index, hash partitions
SELECT tagset_hash('a.b c.d') = tagset_hash('c.d a.b') AS same, tagset_hash('a.b') = tagset_hash('a.b:2') AS other;
SELECT tagset_hash_extended('a.b c.d', 42) = tagset_hash_extended('c.d a.b', 42) AS same,
	tagset_hash_extended('a.b', 0) = tagset_hash_extended('a.b', 1) AS other_seed,
	tagset_hash_extended('a.b', 0) & 4294967295 = tagset_hash('a.b')::bigint & 4294967295 AS low_bits_without_seed;
BEGIN;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_nestloop = off;
SET LOCAL enable_sort = off;
SELECT count(*) FROM sets x JOIN sets y USING (tags);
SELECT count(*) FROM (SELECT tags FROM sets GROUP BY tags) g;
COMMIT;
CREATE INDEX sets_hash ON sets USING hash (tags);
CREATE TEMP TABLE parts (tags tagset) PARTITION BY HASH (tags);
CREATE TEMP TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT tagset(ARRAY['key.n' || i]) FROM generate_series(1, 100) i;
SELECT count(*), count(DISTINCT tableoid) FROM parts;
SELECT tags FROM parts WHERE tags = 'key.n42';

-- Short and long headers, compressed and out of line: the same value
CREATE TEMP TABLE long (kind text, tags tagset);
INSERT INTO long SELECT 'compressed', tagset(array_agg('key.number_' || i)) FROM generate_series(1, 10000) i;
ALTER TABLE long ALTER tags SET STORAGE external;
INSERT INTO long SELECT 'external', tagset(array_agg('key.number_' || i)) FROM generate_series(1, 10000) i;
SELECT a.tags = b.tags AS same, tagset_hash(a.tags) = tagset_hash(b.tags) AS same_hash, a.tags ? 'key.number_77' AS found
FROM long a, long b WHERE a.kind = 'compressed' AND b.kind = 'external';

-- What the planner may assume
SELECT oprname, oprleft::regtype AS left, oprright::regtype AS right, oprcom <> 0 AS commutes, oprnegate <> 0 AS negates,
	oprcanhash AS hashes, oprcanmerge AS merges, oprrest, oprjoin
FROM pg_operator WHERE oprleft = 'tagset'::regtype AND oprright IN ('tagset'::regtype, 'text'::regtype, 'text[]'::regtype)
ORDER BY oprname COLLATE "C", 3;
SELECT amname, opcname, opcdefault, amvalidate(c.oid) FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE opcintype = 'tagset'::regtype AND amname IN ('btree', 'hash') ORDER BY 1;
