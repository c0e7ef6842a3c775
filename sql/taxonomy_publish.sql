--
-- From draft to version: taxonomy_publish, _source, _diff, _lint, _copy,
-- _forget, _rebuild, and what each refuses
--
-- The size of an image is a DETAIL that depends on ICU.
\set VERBOSITY terse

INSERT INTO policyscope.taxonomy (taxonomy, title) VALUES ('tx', 'Test');
SELECT taxonomy_publish('tx');

INSERT INTO policyscope.facet (taxonomy, facet, title, inside) VALUES ('tx', 'tech', 'Technology', 1.0), ('tx', 'place', NULL, 0.250);
INSERT INTO policyscope.concept (taxonomy, concept, definition) VALUES
	('tx', 'tech.quantum', E'tab\there, back\\slash,\nline'), ('tx', 'tech.computing', NULL), ('tx', 'tech.qc', ''), ('tx', 'place.CN', NULL), ('tx', 'place.GZ', NULL);
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('tx', 'tech.qc', 'tech.quantum', 0.50), ('tx', 'tech.qc', 'tech.computing', 1), ('tx', 'place.GZ', 'place.CN', 0.3);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, weight, caps, requires, requires_scope) VALUES
	('tx', 'tech.quantum', 'en', 'quantum', 'pref', 1.00, 'label', NULL, 'document'),
	('tx', 'tech.qc', 'en', 'quantum computing', 'pref', 2, 'label', NULL, 'document'),
	('tx', 'tech.qc', 'en', 'QC', 'alt', 0.5, 'label', 'tech.* & !place.CN | tech.quantum', 'sentence'),
	('tx', 'place.GZ', 'en', 'Guizhou', 'pref', 1, 'ignore', NULL, 'document');
SELECT taxonomy_publish('tx', note => 'four labels');
SELECT taxonomy, version, note, policyscope = policyscope_version() AS release, digest = sha256(convert_to(source, 'UTF8')) AS digest
FROM policyscope.version WHERE taxonomy = 'tx' ORDER BY version;
SELECT version, format, length(image) > 0 AS image FROM policyscope.image WHERE taxonomy = 'tx' ORDER BY version;

--
-- the canonical source
--
SELECT taxonomy_source('tx') = taxonomy_source('tx', 2) AS draft_is_version_2,
	taxonomy_source('tx', 1) = (SELECT source FROM policyscope.version WHERE (taxonomy, version) = ('tx', 1)) AS version_1;
SELECT * FROM regexp_split_to_table(replace(taxonomy_source('tx'), E'\t', ' | '), E'\n');
SELECT taxonomy_source(NULL), taxonomy_source(NULL, 1);

--
-- roll-up: products along a path, the largest over the paths; weights and
-- zones are exact, rounded once
--
SELECT to_tagset('tx', 'quantum computing in Guizhou');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('tx', 'tech.top'), ('tx', 'tech.l'), ('tx', 'tech.r'), ('tx', 'tech.bottom');
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('tx', 'tech.bottom', 'tech.l', 0.5), ('tx', 'tech.bottom', 'tech.r', 0.9),
	('tx', 'tech.l', 'tech.top', 1), ('tx', 'tech.r', 'tech.top', 0.7), ('tx', 'tech.top', 'tech.quantum', 0.1);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight) VALUES ('tx', 'tech.bottom', 'en', 'bottom', 0.0555);
SELECT taxonomy_publish('tx');
-- bottom 55.5 thousandths; l 27.75, r 49.95; top max(0.5, 0.63) of it = 34.965; quantum 3.4965
SELECT to_tagset('tx', 'bottom'), to_tagset('tx', '{"A": "bottom"}'::jsonb);

--
-- errors, each naming what is wrong
--
CREATE FUNCTION pg_temp.refusal(statement text, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
-- what publishing says after a change, which is taken back
CREATE FUNCTION pg_temp.publish_after(change text, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE change;
	PERFORM taxonomy_publish('tx');
	RAISE EXCEPTION 'published';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
\x on
SELECT * FROM pg_temp.publish_after($$INSERT INTO policyscope.broader VALUES ('tx', 'tech.quantum', 'tech.l')$$);
SELECT * FROM pg_temp.publish_after($$INSERT INTO policyscope.broader VALUES ('tx', 'tech.quantum', 'tech.qc'), ('tx', 'tech.top', 'tech.bottom')$$);
SELECT * FROM pg_temp.publish_after($$INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'tech.l', 'en', ' -- ')$$);
SELECT * FROM pg_temp.publish_after(format($$INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'tech.l', 'en', %L)$$, repeat('量', 65)));
SELECT * FROM pg_temp.publish_after($$UPDATE policyscope.label SET requires = 'tech.nope & tech.l' WHERE taxonomy = 'tx' AND label = 'QC'$$);
SELECT * FROM pg_temp.publish_after($$UPDATE policyscope.label SET requires = 'nope.*' WHERE taxonomy = 'tx' AND label = 'QC'$$);
SELECT * FROM pg_temp.publish_after($$UPDATE policyscope.label SET requires = 'tech.l#2' WHERE taxonomy = 'tx' AND label = 'QC'$$);
SELECT * FROM pg_temp.publish_after($$UPDATE policyscope.label SET requires = 'tech.*>=0.5' WHERE taxonomy = 'tx' AND label = 'QC'$$);
SELECT * FROM pg_temp.publish_after($$UPDATE policyscope.label SET requires = '' WHERE taxonomy = 'tx' AND label = 'QC'$$);
SELECT * FROM pg_temp.publish_after(format($$UPDATE policyscope.label SET requires = %L WHERE taxonomy = 'tx' AND label = 'QC'$$,
	repeat('tech.l | (tech.r & (', 32) || 'tech.l' || repeat('))', 32)));
-- a chain, however long and however bracketed, is not deep
SELECT * FROM pg_temp.publish_after(format($$UPDATE policyscope.label SET requires = %L WHERE taxonomy = 'tx' AND label = 'QC'$$,
	repeat('tech.l | ', 1000) || repeat('(tech.l | ', 100) || '!tech.l' || repeat(')', 100)));
-- the concept a requires names goes away
SELECT * FROM pg_temp.publish_after($$DELETE FROM policyscope.concept WHERE taxonomy = 'tx' AND concept = 'place.CN'$$);
SELECT * FROM pg_temp.refusal($$SELECT taxonomy_publish('nope')$$);
SELECT * FROM pg_temp.refusal($$SELECT taxonomy_source('nope')$$);
SELECT * FROM pg_temp.refusal($$SELECT taxonomy_source('tx', 9)$$);
SELECT * FROM pg_temp.refusal($$SELECT to_tagset('nope', 'x')$$);
SELECT * FROM pg_temp.refusal($$SELECT to_tagset('tx@9', 'x')$$);
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('new');
SELECT * FROM pg_temp.refusal($$SELECT to_tagset('new', 'x')$$);
SELECT * FROM pg_temp.refusal($$SELECT to_tagset('new@1', 'x')$$);
\x off
SELECT name, state, message FROM unnest(ARRAY['', '@', '@1', 'tx@', 'tx@0', 'tx@01', 'tx@-1', 'tx@1 ', 'tx@1@1', 'tx@2147483648', 'TX', 'tx@x']) AS name,
	pg_temp.refusal(format('SELECT to_tagset(%L, ''x'')', name));

--
-- numbers, notices
--
SELECT taxonomy_publish('tx') AS "4, after all that was taken back";
INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight) VALUES
	('tx', 'tech.l', 'en', 'same thing', 1), ('tx', 'tech.l', 'de', 'Same Thing', 2), ('tx', 'tech.l', 'fr', 'same-thing', 2),
	('tx', 'tech.l', 'en', 'a; b', 1);
SELECT taxonomy_publish('tx') \gset
INSERT INTO policyscope.label (taxonomy, concept, lang, label)
SELECT 'tx', 'tech.r', 'en', 'x; ' || n FROM generate_series(10, 30) AS n;
SELECT taxonomy_publish('tx');
DELETE FROM policyscope.label WHERE taxonomy = 'tx' AND concept IN ('tech.l', 'tech.r');

--
-- diff
--
SELECT change, kind, concept, detail FROM taxonomy_diff('tx', 1, 2);
UPDATE policyscope.label SET weight = 3, requires = NULL WHERE taxonomy = 'tx' AND label = 'QC';
UPDATE policyscope.taxonomy SET title = 'Changed', acronyms = true WHERE taxonomy = 'tx';
DELETE FROM policyscope.concept WHERE taxonomy = 'tx' AND concept = 'tech.top';
INSERT INTO policyscope.property VALUES ('tx', 'place.GZ', 'iso3166_2', 'CN-GZ');
INSERT INTO policyscope.mapping VALUES ('tx', 'place.GZ', 'exactMatch', 'gbt2260:520000');
SELECT * FROM taxonomy_diff('tx', 4);
SELECT * FROM taxonomy_diff('tx', 4, 4);
SELECT count(*) FROM taxonomy_diff('tx', NULL, NULL);
SELECT * FROM taxonomy_diff(NULL, 1, 2);
SELECT * FROM taxonomy_diff('tx', 1, 99);
SELECT * FROM taxonomy_diff('nope', 1, 2);

--
-- lint
--
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, caps, requires) VALUES
	('tx', 'tech.l', 'en', 'shared name', 'alt', 'label', NULL), ('tx', 'tech.r', 'en', 'shared-name', 'alt', 'label', NULL),
	('tx', 'place.CN', 'en', 'shared name', 'alt', 'label', NULL),
	('tx', 'tech.l', 'en', 'told apart', 'alt', 'label', 'tech.quantum'), ('tx', 'tech.r', 'en', 'told apart', 'alt', 'label', NULL),
	('tx', 'tech.l', 'en', 'never seen', 'alt', 'label', NULL), ('tx', 'tech.r', 'en', 'never seen', 'negative', 'label', NULL),
	('tx', 'tech.l', 'en', 'Now Seen', 'alt', 'label', NULL), ('tx', 'tech.r', 'en', 'now seen', 'negative', 'label', NULL),
	('tx', 'tech.l', 'en', 'Q', 'alt', 'label', NULL), ('tx', 'tech.l', 'zh', '量', 'alt', 'label', NULL),
	('tx', 'tech.l', 'en', 'it', 'alt', 'label', NULL), ('tx', 'tech.r', 'en', 'IT', 'alt', 'label', NULL), ('tx', 'tech.r', 'en', 'WHO', 'alt', 'ignore', NULL),
	('tx', 'tech.l', 'en', 'how it is', 'alt', 'label', NULL),
	('tx', 'tech.r', 'en', 'a; b', 'alt', 'label', NULL),
	('tx', 'tech.r', 'en', 'one label', 'alt', 'label', NULL), ('tx', 'tech.r', 'en', 'One label', 'alt', 'label', NULL);
SELECT * FROM taxonomy_lint('tx');
SELECT * FROM taxonomy_lint('new');
SELECT * FROM taxonomy_lint(NULL);
SELECT * FROM taxonomy_lint('nope');

--
-- copy
--
SELECT taxonomy_copy('tx', 'ty', 'A copy');
SELECT replace(taxonomy_source('tx'), 'Changed', 'A copy') = taxonomy_source('ty') AS same;
SELECT title, shipped, last_version FROM policyscope.taxonomy WHERE taxonomy = 'ty';
SELECT taxonomy_copy(source => 'policy', target => 'own');
SELECT taxonomy_source('own') = taxonomy_source('policy') AS same,
	taxonomy_source('own') = taxonomy_source('policy', 1) AS as_published,
	(SELECT shipped FROM policyscope.taxonomy WHERE taxonomy = 'own') AS shipped;
SELECT taxonomy_copy('nope', 'tz');
SELECT taxonomy_copy('tx', 'ty');
SELECT taxonomy_copy('tx', 'T@');
SELECT taxonomy_copy(NULL, 'tz'), taxonomy_copy('tx', NULL);

--
-- versions are immutable, numbers are used once
--
UPDATE policyscope.version SET note = 'other' WHERE taxonomy = 'tx';
SELECT taxonomy_publish('ty');
SELECT taxonomy_publish('ty');
SELECT taxonomy_forget('ty', 2);
SELECT taxonomy_forget('ty', 3);
SELECT taxonomy_forget('ty', 0);
SELECT taxonomy_forget('nope', 1);
SELECT taxonomy_forget('ty', 1);
SELECT to_tagset('ty@1', 'quantum');
SELECT to_tagset('ty@2', 'quantum');
DELETE FROM policyscope.version WHERE taxonomy = 'ty' AND version = 2;
SELECT to_tagset('ty', 'quantum');
SELECT taxonomy_publish('ty');

--
-- images: missing ones are compiled for the session; damaged ones are an
-- error, and taxonomy_rebuild() is the remedy
--
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('img');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('img', 'f');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('img', 'f.a');
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('img', 'f.a', 'en', 'word');
SELECT taxonomy_publish('img');
SELECT taxonomy_rebuild('img') AS none, taxonomy_rebuild() AS none_at_all;
UPDATE policyscope.image SET image = set_byte(image, 300, get_byte(image, 300) # 255) WHERE taxonomy = 'img';
\set VERBOSITY default
SELECT to_tagset('img', 'word');
\set VERBOSITY terse
SELECT taxonomy_rebuild('img');
SELECT to_tagset('img', 'word');
-- another format, as an older release would have left it
\c -
\set VERBOSITY terse
SELECT get_byte(image, 12) AS format FROM policyscope.image WHERE taxonomy = 'img';
UPDATE policyscope.image SET image = set_byte(image, 12, 99) WHERE taxonomy = 'img';
SELECT to_tagset('img', 'word');
SELECT taxonomy_rebuild('img'), taxonomy_rebuild('img') AS again;
\c -
\set VERBOSITY terse
DELETE FROM policyscope.image WHERE taxonomy = 'img';
SELECT to_tagset('img', 'word');
SELECT taxonomy_rebuild('img');
-- cut off; of another source
UPDATE policyscope.image SET image = substr(image, 1, n) FROM (VALUES (0)) AS v (n) WHERE taxonomy = 'img';
\c -
\set VERBOSITY terse
SELECT to_tagset('img', 'word');
UPDATE policyscope.image AS i SET image = o.image FROM policyscope.image AS o
WHERE i.taxonomy = 'img' AND (o.taxonomy, o.version) = ('policy', 1);
SELECT to_tagset('img', 'word');
SELECT taxonomy_rebuild('img');
SELECT to_tagset('img', 'word');
SELECT taxonomy_rebuild('nope');
SELECT taxonomy_rebuild('new');

--
-- versions that come without an image: checked and built at commit
--
INSERT INTO policyscope.version (taxonomy, version, digest, source)
SELECT 'img', 7, digest, source FROM policyscope.version WHERE taxonomy = 'img' AND version = 1;
SELECT count(*) FROM policyscope.image WHERE (taxonomy, version) = ('img', 7);
SELECT taxonomy_publish('img') AS "the number after";
INSERT INTO policyscope.version (taxonomy, version, digest, source) VALUES ('img', 20, sha256('other'), 'text');
CREATE FUNCTION pg_temp.damaged(source text, OUT state text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
	SET CONSTRAINTS ALL IMMEDIATE;
	INSERT INTO policyscope.version (taxonomy, version, digest, source)
	VALUES ('img', 30, sha256(convert_to(damaged.source, 'UTF8')), damaged.source);
	RAISE EXCEPTION 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
END $$;
SELECT replace(replace(body, E'\t', '|'), E'\n', '/') AS body, d.*
FROM unnest(ARRAY[
	NULL,
	'',
	E'taxonomy\t\\N\t\\N\tfalse\tfalse\tfalse',
	E'taxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\nnonsense\tx\n',
	E'taxonomy\t\\N\t\\N\tfalse\tfalse\n',
	E'taxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\tx\n',
	E'taxonomy\t\\N\t\\N\tfalse\tfalse\tmaybe\n',
	E'taxonomy\t\\q\t\\N\tfalse\tfalse\tfalse\n',
	E'taxonomy\t\\x0\t\\N\tfalse\tfalse\tfalse\n',
	E'taxonomy\t\\\t\\N\tfalse\tfalse\tfalse\n',
	E'facet\tf\t\\N\tlongest\t2\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'facet\tf\t\\N\tlongest\t1e0\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'facet\tf\t\\N\tlongest\t1\nfacet\tf\t\\N\tlongest\t1\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'concept\tf.a\t\\N\t\\N\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'concept\tfa\t\\N\t\\N\nfacet\tf\t\\N\tlongest\t1\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'concept\t\\N\t\\N\t\\N\nfacet\tf\t\\N\tlongest\t1\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'concept\tf.a\t\\N\t\\N\nconcept\tf.a\t\\N\tx\nfacet\tf\t\\N\tlongest\t1\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'broader\tf.a\tf.b\t1\nconcept\tf.a\t\\N\t\\N\nfacet\tf\t\\N\tlongest\t1\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'concept\tf.a\t\\N\t\\N\nfacet\tf\t\\N\tlongest\t1\nlabel\tf.a\ten\tx\talt\t0\ttrue\tlabel\t\\N\tdocument\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'concept\tf.a\t\\N\t\\N\nfacet\tf\t\\N\tlongest\t1\nlabel\tf.a\ten\tx\talt\t1\ttrue\tlabel\tf.a &\tdocument\ntaxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n',
	E'taxonomy\t\\N\t\\N\tfalse\tfalse\tfalse\n'
	]) AS body, pg_temp.damaged(COALESCE(E'policyscope-source\t1\n' || body, E'policyscope-source\t2\n')) AS d;

DELETE FROM policyscope.taxonomy WHERE taxonomy IN ('tx', 'ty', 'own', 'new', 'img');
SELECT taxonomy, version FROM policyscope.image WHERE taxonomy IN ('tx', 'ty', 'own', 'new', 'img');
