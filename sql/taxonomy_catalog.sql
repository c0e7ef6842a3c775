--
-- The tables of policyscope: what each constraint refuses, the guards of what
-- is shipped, and what cascades
--
\set VERBOSITY terse

-- What a statement is refused with: SQLSTATE and constraint or message.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text;
	name text;
	message text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, name = CONSTRAINT_NAME,
		message = MESSAGE_TEXT;
	RETURN state || ' ' || COALESCE(NULLIF(name, ''), message);
END $$;

INSERT INTO policyscope.taxonomy (taxonomy, title) VALUES ('tx', 'Test');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('tx', 'tech'), ('tx', 'place');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('tx', 'tech.a'), ('tx', 'tech.b'), ('tx', 'place.CN');

-- taxonomy
SELECT name, pg_temp.refusal(format('INSERT INTO policyscope.taxonomy (taxonomy) VALUES (%L)', name))
FROM unnest(ARRAY['', 'T', '1x', 'a b', 'a@b', 'a.b', 'é', E'a\n', NULL, 'tx', 'a-1_b']) AS name;
SELECT pg_temp.refusal(format('INSERT INTO policyscope.taxonomy (taxonomy) VALUES (%L)', repeat('a', n))) AS "63, 64 bytes"
FROM unnest(ARRAY[63, 64]) AS n;
SELECT pg_temp.refusal($$INSERT INTO policyscope.taxonomy (taxonomy, last_version) VALUES ('neg', -1)$$) AS last_version;

-- facet
SELECT name, pg_temp.refusal(format('INSERT INTO policyscope.facet (taxonomy, facet) VALUES (''tx'', %L)', name))
FROM unnest(ARRAY['', 'Tech', 'a-b', 'a.b', '_a', 'tech', NULL, 'f_1']) AS name;
SELECT pg_temp.refusal($$INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('nope', 'a')$$) AS taxonomy;
SELECT overlap, pg_temp.refusal(format('UPDATE policyscope.facet SET overlap = %L WHERE taxonomy = ''tx'' AND facet = ''place''', overlap))
FROM unnest(ARRAY['longest', 'all', 'none', NULL]) AS overlap;
SELECT inside, pg_temp.refusal(format('UPDATE policyscope.facet SET inside = %L WHERE taxonomy = ''tx'' AND facet = ''place''', inside))
FROM unnest('{0,0.25,1,-0.1,1.001,NaN,Infinity,NULL}'::numeric[]) AS inside;

-- concept
SELECT key, pg_temp.refusal(format('INSERT INTO policyscope.concept (taxonomy, concept) VALUES (''tx'', %L)', key))
FROM unnest(ARRAY['', 'tech', 'tech.', '.a', 'Tech.a', 'other.a', E'tech.a\tb', E'tech.\u0085', 'tech.a', NULL,
	'tech.a.b', 'place.CN-GZ', 'tech.量子', 'tech.it''s a key']) AS key;
SELECT pg_temp.refusal(format('INSERT INTO policyscope.concept (taxonomy, concept) VALUES (''tx'', %L)', 'tech.' || repeat('a', n))) AS "255, 256 bytes"
FROM unnest(ARRAY[250, 251]) AS n;
SELECT concept, facet FROM policyscope.concept WHERE taxonomy = 'tx' AND length(concept) < 20 ORDER BY concept;

-- broader
SELECT rollup, pg_temp.refusal(format($$INSERT INTO policyscope.broader VALUES ('tx', 'tech.b', 'tech.a', %L)$$, rollup))
FROM unnest('{-0.1,1.1,NaN,Infinity,NULL,0,1}'::numeric[]) AS rollup;
SELECT pg_temp.refusal($$INSERT INTO policyscope.broader VALUES ('tx', 'tech.a', 'tech.a')$$) AS itself,
	pg_temp.refusal($$INSERT INTO policyscope.broader VALUES ('tx', 'tech.a', 'tech.x')$$) AS unknown_broader,
	pg_temp.refusal($$INSERT INTO policyscope.broader VALUES ('tx', 'tech.x', 'tech.a')$$) AS unknown_concept;

-- label
SELECT field, pg_temp.refusal('INSERT INTO policyscope.label (taxonomy, concept, lang, label, ' || field || ')')
FROM unnest(ARRAY[
	'kind) VALUES (''tx'', ''tech.a'', ''en'', ''x'', ''best''',
	'caps) VALUES (''tx'', ''tech.a'', ''en'', ''x'', ''none''',
	'requires_scope) VALUES (''tx'', ''tech.a'', ''en'', ''x'', ''clause''',
	'requires) VALUES (''tx'', ''tech.a'', ''en'', ''x'', ''tech.a &''',
	'inflect) VALUES (''tx'', ''tech.a'', ''en'', ''x'', NULL']) AS field;
SELECT weight, pg_temp.refusal(format($$INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight) VALUES ('tx', 'tech.a', 'en', %L, %L)$$, 'w' || weight, weight))
FROM unnest('{0,-1,1000.001,NaN,Infinity,0.0001,1000}'::numeric[]) AS weight;
SELECT lang, pg_temp.refusal(format($$INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'tech.a', %L, 'l')$$, lang))
FROM unnest(ARRAY['', 'EN', 'e', 'en_GB', 'en-', 'en', 'zh-Hans', 'und', 'en-GB-oxendict']) AS lang;
SELECT n AS bytes, pg_temp.refusal(format($$INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'tech.a', 'fr', %L)$$, repeat('x', n)))
FROM unnest(ARRAY[0, 1, 1024, 1025]) AS n;
SELECT pg_temp.refusal($$INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'tech.x', 'en', 'x')$$) AS unknown_concept,
	pg_temp.refusal($$INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind)
		VALUES ('tx', 'tech.a', 'de', 'x', 'pref'), ('tx', 'tech.a', 'de', 'y', 'pref')$$) AS two_preferred;
SELECT kind, weight, inflect, caps, requires, requires_scope
FROM policyscope.label WHERE taxonomy = 'tx' AND concept = 'tech.a' AND lang = 'en' AND label = 'l';

-- property, mapping
SELECT pg_temp.refusal($$INSERT INTO policyscope.property VALUES ('tx', 'tech.a', 'a b', 'x')$$) AS name,
	pg_temp.refusal($$INSERT INTO policyscope.property VALUES ('tx', 'tech.a', 'level', '')$$) AS value,
	pg_temp.refusal($$INSERT INTO policyscope.property VALUES ('tx', 'tech.x', 'level', '1')$$) AS concept,
	pg_temp.refusal($$INSERT INTO policyscope.property VALUES ('tx', 'tech.a', 'level', '1')$$) AS good;
SELECT pg_temp.refusal($$INSERT INTO policyscope.mapping VALUES ('tx', 'tech.a', '', 'x')$$) AS relation,
	pg_temp.refusal($$INSERT INTO policyscope.mapping VALUES ('tx', 'tech.a', 'exactMatch', '')$$) AS target,
	pg_temp.refusal($$INSERT INTO policyscope.mapping VALUES ('tx', 'tech.x', 'exactMatch', 'x')$$) AS concept,
	pg_temp.refusal($$INSERT INTO policyscope.mapping VALUES ('tx', 'tech.a', 'exactMatch', 'x:1')$$) AS good;

-- version, image
SELECT pg_temp.refusal($$INSERT INTO policyscope.version (taxonomy, version, digest, source) VALUES ('tx', 0, sha256(''), '')$$) AS version,
	pg_temp.refusal($$INSERT INTO policyscope.version (taxonomy, version, digest, source) VALUES ('tx', 1, '\x00', '')$$) AS digest,
	pg_temp.refusal($$INSERT INTO policyscope.version (taxonomy, version, digest, source) VALUES ('nope', 1, sha256(''), '')$$) AS taxonomy,
	pg_temp.refusal($$INSERT INTO policyscope.image VALUES ('tx', 9, '', 1, 'little', '', '')$$) AS image;

-- what is shipped refuses all change
SET client_min_messages = warning;
SELECT statement, pg_temp.refusal(statement) FROM unnest(ARRAY[
	'INSERT INTO policyscope.taxonomy (taxonomy, shipped) VALUES (''ty'', true)',
	'UPDATE policyscope.taxonomy SET shipped = true WHERE taxonomy = ''tx''',
	'UPDATE policyscope.taxonomy SET shipped = false WHERE taxonomy = ''policy''',
	'DELETE FROM policyscope.taxonomy WHERE taxonomy = ''policy''',
	'INSERT INTO policyscope.facet (taxonomy, facet) VALUES (''policy'', ''extra'')',
	'UPDATE policyscope.facet SET inside = 0.5 WHERE taxonomy = ''policy''',
	'UPDATE policyscope.concept SET taxonomy = ''policy'' WHERE taxonomy = ''tx'' AND concept = ''tech.a.b''',
	'DELETE FROM policyscope.concept WHERE taxonomy = ''policy'' AND concept = ''tech.ai''',
	'UPDATE policyscope.broader SET rollup = 0 WHERE taxonomy = ''policy''',
	'DELETE FROM policyscope.label WHERE taxonomy = ''policy''',
	'INSERT INTO policyscope.property VALUES (''policy'', ''tech.ai'', ''x'', ''y'')',
	'INSERT INTO policyscope.mapping VALUES (''policy'', ''tech.ai'', ''x'', ''y'')',
	'DELETE FROM policyscope.version WHERE taxonomy = ''policy''',
	'UPDATE policyscope.version SET note = ''x'' WHERE taxonomy = ''policy''',
	'TRUNCATE policyscope.taxonomy CASCADE',
	'TRUNCATE policyscope.label',
	'TRUNCATE policyscope.version CASCADE',
	'SELECT taxonomy_publish(''policy'')',
	'SELECT taxonomy_forget(''policy'', 1)']) AS statement;

RESET client_min_messages;

-- guards and triggers are no functions for others
SELECT taxonomy_guard_trigger();
CREATE TEMP TABLE stranger (n integer);
CREATE TRIGGER guard BEFORE INSERT ON stranger FOR EACH ROW EXECUTE FUNCTION taxonomy_guard_trigger();
INSERT INTO stranger VALUES (1);
DROP TRIGGER guard ON stranger;
CREATE TRIGGER image AFTER INSERT ON stranger FOR EACH ROW EXECUTE FUNCTION taxonomy_image_trigger();
INSERT INTO stranger VALUES (1);
DROP TRIGGER image ON stranger;
CREATE TRIGGER changed AFTER INSERT ON stranger FOR EACH ROW EXECUTE FUNCTION taxonomy_changed_trigger();
INSERT INTO stranger VALUES (1);

-- deleting goes down: facet, concept and all about it; taxonomy and all
DELETE FROM policyscope.facet WHERE taxonomy = 'tx' AND facet = 'tech';
SELECT (SELECT count(*) FROM policyscope.concept WHERE taxonomy = 'tx') AS concepts,
	(SELECT count(*) FROM policyscope.broader WHERE taxonomy = 'tx') AS broader,
	(SELECT count(*) FROM policyscope.label WHERE taxonomy = 'tx') AS labels,
	(SELECT count(*) FROM policyscope.property WHERE taxonomy = 'tx') AS properties,
	(SELECT count(*) FROM policyscope.mapping WHERE taxonomy = 'tx') AS mappings;
DELETE FROM policyscope.taxonomy WHERE taxonomy IN ('tx', 'a-1_b', repeat('a', 63));
SELECT (SELECT count(*) FROM policyscope.facet WHERE taxonomy = 'tx') AS facets,
	(SELECT count(*) FROM policyscope.concept WHERE taxonomy = 'tx') AS concepts;

-- every object has a comment, and everything belongs to the one who installed it
SELECT c.relname, a.attname
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
WHERE n.nspname = 'policyscope' AND c.relkind = 'r' AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL);
SELECT p.oid::regprocedure
FROM pg_proc AS p JOIN pg_depend AS d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'policyscope'
WHERE obj_description(p.oid, 'pg_proc') IS NULL AND p.proname LIKE 'taxonomy%';
SELECT DISTINCT pg_get_userbyid(c.relowner) = pg_get_userbyid(e.extowner) AS "owner of all tables"
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace, pg_extension AS e
WHERE n.nspname = 'policyscope' AND c.relkind = 'r' AND e.extname = 'policyscope';
