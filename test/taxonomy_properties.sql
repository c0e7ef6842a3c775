-- Laws of the taxonomy's way from draft to image, on random material.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(18);
SELECT setseed(0.25);

--
-- roll-up against the same worked out in SQL
--
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('dag');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('dag', 'f');
INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'dag', 'f.c' || n FROM generate_series(1, 60) AS n;
INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight)
SELECT 'dag', 'f.c' || n, 'en', 'word' || chr(96 + n / 26 + 1) || chr(97 + n % 26), round((random() * 5 + 0.001)::numeric, 4)
FROM generate_series(1, 60) AS n;
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup)
SELECT 'dag', 'f.c' || a, 'f.c' || b, round(random()::numeric, 3)
FROM generate_series(1, 60) AS a, generate_series(1, 60) AS b
WHERE b < a AND random() < 0.08;
SELECT is(taxonomy_publish('dag'), 1, 'a random hierarchy is published');

CREATE TEMP TABLE expected AS
WITH RECURSIVE path AS (
	SELECT concept, concept AS ancestor, 1::numeric AS product FROM policyscope.concept WHERE taxonomy = 'dag'
	UNION ALL
	SELECT p.concept, b.broader, p.product * b.rollup
	FROM path AS p JOIN policyscope.broader AS b ON b.taxonomy = 'dag' AND b.concept = p.ancestor)
SELECT l.concept, l.label, p.ancestor, max(p.product) AS product, l.weight, z.zone,
	round(max(p.product) * l.weight * z.factor, 3) AS evidence
FROM path AS p JOIN policyscope.label AS l ON l.taxonomy = 'dag' AND l.concept = p.concept,
	(VALUES ('A', 4), ('B', 2), ('C', 1.5), ('D', 1)) AS z (zone, factor)
GROUP BY l.concept, l.label, p.ancestor, l.weight, z.zone, z.factor;
SELECT cmp_ok((SELECT count(*) FROM expected WHERE concept <> ancestor), '>', 500::bigint, 'it has many ancestors');
SELECT is_empty($$
	SELECT e.label, e.ancestor, e.zone, e.evidence, t.evidence
	FROM (SELECT * FROM expected WHERE evidence > 0) AS e
		FULL JOIN (SELECT l.label, z.zone, t.concept, t.evidence
			FROM (SELECT DISTINCT label FROM expected) AS l, (SELECT DISTINCT zone FROM expected) AS z,
				tag_entries(to_tagset('dag', jsonb_build_object(z.zone, l.label))) AS t) AS t
		ON (t.label, t.concept, t.zone) = (e.label, e.ancestor, e.zone)
	WHERE e.evidence IS DISTINCT FROM t.evidence::numeric$$,
	'each ancestor gets the largest product, rounded once, in every zone');

--
-- the source is the whole truth
--
INSERT INTO policyscope.taxonomy (taxonomy, title, description, reading) SELECT 'odd', E'tab\t', E'\\N', true;
INSERT INTO policyscope.facet (taxonomy, facet, title, overlap, inside) VALUES ('odd', 'a', '', 'all', 0.5), ('odd', 'b', '\', 'longest', 0);
INSERT INTO policyscope.concept (taxonomy, concept, definition, uri)
SELECT 'odd', 'a.' || n, (SELECT string_agg(chr(1 + (random() * 126)::integer), '') FROM generate_series(1, n)), nullif(repeat('\', n % 3), '')
FROM generate_series(1, 50) AS n;
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, weight, inflect, caps, requires, requires_scope)
SELECT 'odd', 'a.' || n, 'en', 'label ' || n, (ARRAY['alt', 'hidden', 'negative'])[1 + n % 3], n, n % 2 = 0,
	(ARRAY['label', 'ignore'])[1 + n % 2], CASE WHEN n % 4 = 0 THEN 'a.1 & !b.*'::tagquery END, (ARRAY['document', 'sentence'])[1 + n % 2]
FROM generate_series(1, 50) AS n;
INSERT INTO policyscope.property SELECT 'odd', 'a.1', 'name', chr(n) || '''' FROM generate_series(1, 40) AS n;
INSERT INTO policyscope.mapping SELECT 'odd', 'a.2', 'closeMatch', chr(n) || '\t' FROM generate_series(1, 40) AS n;
SELECT is(taxonomy_publish('odd'), 1, 'odd characters are published');
SELECT is_empty($$SELECT * FROM taxonomy_diff('odd', 1)$$, 'and are read back as they were');
SELECT is(taxonomy_source('odd', 1), taxonomy_source('odd'), 'draft and version have one source');
SELECT is_empty($$
	SELECT * FROM (SELECT line, lag(line) OVER (ORDER BY n) AS before
		FROM regexp_split_to_table(rtrim(taxonomy_source('odd'), E'\n'), E'\n') WITH ORDINALITY AS l (line, n) WHERE n > 1) AS l
	WHERE before COLLATE "C" >= line COLLATE "C"$$, 'whose lines ascend bytewise');
DO $$ BEGIN PERFORM taxonomy_copy('odd', 'odd2'); PERFORM taxonomy_publish('odd2'); END $$;
SELECT is((SELECT count(DISTINCT digest) FROM policyscope.version WHERE taxonomy LIKE 'odd%'), 1::bigint, 'a copy has the same digest');
SELECT is((SELECT count(DISTINCT image) FROM policyscope.image WHERE taxonomy LIKE 'odd%'), 1::bigint, 'and the same image');

-- Random edits, then each diff against its reverse.
UPDATE policyscope.label SET weight = weight + 1 WHERE taxonomy = 'odd' AND random() < 0.3;
UPDATE policyscope.concept SET definition = NULL WHERE taxonomy = 'odd' AND random() < 0.3;
DELETE FROM policyscope.property WHERE taxonomy = 'odd' AND random() < 0.3;
DELETE FROM policyscope.concept WHERE taxonomy = 'odd' AND concept <> 'a.1' AND random() < 0.2;
INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'odd', 'b.' || n FROM generate_series(1, 9) AS n;
DO $$ BEGIN PERFORM taxonomy_publish('odd'); END $$;
SELECT cmp_ok((SELECT count(*) FROM taxonomy_diff('odd', 1, 2)), '>', 30::bigint, 'random edits');
SELECT bag_eq($$SELECT change, kind, concept FROM taxonomy_diff('odd', 1, 2)$$,
	$$SELECT CASE change WHEN 'added' THEN 'removed' WHEN 'removed' THEN 'added' ELSE change END, kind, concept FROM taxonomy_diff('odd', 2, 1)$$,
	'a diff and its reverse');

--
-- nothing that is damaged gets through, and nothing crashes
--
CREATE TEMP TABLE good AS SELECT image FROM policyscope.image WHERE (taxonomy, version) = ('odd', 2);
CREATE TEMP TABLE good_source AS SELECT source FROM policyscope.version WHERE (taxonomy, version) = ('odd', 2);

-- Tags with a version of its own digest and source, so that no cache knows it.
CREATE FUNCTION pg_temp.tag_with(damaged bytea, number integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	source text := (SELECT s.source FROM good_source AS s);
	state text;
BEGIN
	INSERT INTO policyscope.version (taxonomy, version, digest, source)
	VALUES ('odd', number, (SELECT substr(image, 33, 32) FROM good), source);
	INSERT INTO policyscope.image (taxonomy, version, image, format, byte_order, unicode_version, icu_version)
	VALUES ('odd', number, damaged, 1, '', '', '');
	PERFORM to_tagset('odd@' || number, 'label 1');
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
	RETURN state;
END $$;
SELECT is(pg_temp.tag_with(set_byte(image, 0, 0), 1000), 'XX001', 'magic') FROM good;
SELECT is((SELECT string_agg(DISTINCT pg_temp.tag_with(set_byte(image, at, get_byte(image, at) # (1 << (n % 8))), 2000 + n), ' ')
	FROM good, (SELECT n, 80 + (random() * 5000)::integer AS at FROM generate_series(1, 300) AS n) AS f), 'XX001', 'one bit flipped anywhere');
SELECT is((SELECT string_agg(DISTINCT pg_temp.tag_with(substr(image, 1, keep), 3000 + n), ' ')
	FROM good, (SELECT n, (random() * 5000)::integer AS keep FROM generate_series(1, 200) AS n) AS f), 'XX001', 'cut off anywhere');
SELECT is((SELECT string_agg(DISTINCT pg_temp.tag_with(image || '\x00'::bytea, 4000), ' ') FROM good), 'XX001', 'a byte too many');

-- A source with one character replaced, and the digest of that.
CREATE FUNCTION pg_temp.build(damaged text, number integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text;
BEGIN
	INSERT INTO policyscope.version (taxonomy, version, digest, source)
	VALUES ('odd', number, sha256(convert_to(damaged, 'UTF8')), damaged);
	SET CONSTRAINTS ALL IMMEDIATE;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
	RETURN state;
END $$;
SELECT ok(bool_and(state IN ('accepted', 'XX001', '22P02', '22003', '22023', '42P17')), 'a source with any character replaced: ' || string_agg(DISTINCT state, ' '))
FROM (SELECT pg_temp.build(overlay(source PLACING substr(E'\t\n\\x.0aZ-量', (1 + random() * 9)::integer, 1) FROM at FOR 1), 5000 + n) AS state
	FROM good_source, (SELECT n, (1 + random() * 8000)::integer AS at FROM generate_series(1, 500) AS n) AS f) AS x;
SELECT ok(bool_and(state IN ('accepted', 'XX001')), 'a source with any line left out: ' || string_agg(DISTINCT state, ' '))
FROM (SELECT pg_temp.build((SELECT string_agg(line, E'\n' ORDER BY n) FROM regexp_split_to_table(source, E'\n') WITH ORDINALITY AS l (line, n) WHERE n <> at), 6000 + at) AS state
	FROM good_source, generate_series(1, 100) AS at) AS x;
SELECT ok(to_tagset('odd@2', 'label 1') IS NOT NULL, 'the good one still works');

SELECT * FROM finish();
ROLLBACK;
