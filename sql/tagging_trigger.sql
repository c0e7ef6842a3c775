--
-- tagset_update_trigger
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('trig');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('trig', 'tech');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('trig', 'tech.ai'), ('trig', 'tech.chip');
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('trig', 'tech.ai', 'en', 'AI'), ('trig', 'tech.chip', 'en', 'chips');
SELECT taxonomy_publish('trig');

CREATE TABLE docs (id int, title text, body text, "Note:B" text, tags tagset, tags_version int);
CREATE TRIGGER docs_tags BEFORE INSERT OR UPDATE OF title, body ON docs FOR EACH ROW
	EXECUTE FUNCTION tagset_update_trigger('tags', 'trig', 'title:A', 'body', 'version=tags_version');
INSERT INTO docs (id, title, body) VALUES
	(1, 'AI', 'AI and chips'), (2, NULL, 'AI'), (3, 'chips', NULL), (4, NULL, NULL), (5, '', '');
SELECT id, tags, tags_version FROM docs ORDER BY id;
-- what the user wrote into the column does not count
INSERT INTO docs (id, title, tags, tags_version) VALUES (6, 'AI', 'tech.chip', 99);
SELECT id, tags, tags_version FROM docs WHERE id = 6;
-- UPDATE OF: only then
UPDATE docs SET tags = '', tags_version = NULL WHERE id = 1;
SELECT id, tags, tags_version FROM docs WHERE id = 1;
UPDATE docs SET body = 'chips' WHERE id = 1;
SELECT id, tags, tags_version FROM docs WHERE id = 1;
UPDATE docs SET title = NULL WHERE id = 1;
SELECT id, tags, tags_version FROM docs WHERE id = 1;
-- the newest version from the next statement on; rows say which one they have
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('trig', 'tech.chip', 'en', 'wafers');
SELECT taxonomy_publish('trig');
INSERT INTO docs (id, body) VALUES (7, 'wafers');
UPDATE docs SET title = title WHERE id = 2;
SELECT id, tags, tags_version FROM docs ORDER BY id;
-- COPY and ON CONFLICT
COPY docs (id, body) FROM stdin;
8	AI, AI
9	\N
\.
SELECT id, tags FROM docs WHERE id >= 8 ORDER BY id;
CREATE UNIQUE INDEX ON docs (id);
INSERT INTO docs (id, body) SELECT 8, 'chips' ON CONFLICT (id) DO UPDATE SET body = excluded.body RETURNING id, tags;

-- zones in either case; a colon that names no zone is part of the column's name
CREATE TABLE zoned (a text, "b:x" text, "c:D" text, d text, tags tagset);
CREATE TRIGGER t BEFORE INSERT ON zoned FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger(tags, trig, 'a:b', 'b:x', 'c:D:C');
INSERT INTO zoned VALUES ('AI', 'AI', 'AI', 'AI') RETURNING tags;

-- varchar, char(n) and domains over them; the tags may have a domain too
CREATE DOMAIN prose AS text CHECK (length(value) < 100);
CREATE DOMAIN short_prose AS prose;
CREATE DOMAIN checked_tags AS tagset;
CREATE DOMAIN number AS int;
CREATE TABLE kinds (a varchar(20), b char(20), c prose, d short_prose, tags checked_tags, v number);
CREATE TRIGGER t BEFORE INSERT OR UPDATE ON kinds FOR EACH ROW
	EXECUTE FUNCTION tagset_update_trigger('tags', 'trig', 'a', 'b', 'c', 'd', 'version=v');
INSERT INTO kinds VALUES ('AI', 'AI', 'AI', 'chips') RETURNING tags, v;

-- partitions: the trigger of the parent, in columns of another order
CREATE TABLE parts (id int, body text, tags tagset) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
CREATE TABLE parts_2 (tags tagset, dropped int, body text, id int);
ALTER TABLE parts_2 DROP COLUMN dropped;
ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES FROM (10) TO (20);
CREATE TRIGGER t BEFORE INSERT OR UPDATE OF body ON parts FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'trig', 'body');
INSERT INTO parts VALUES (1, 'AI'), (11, 'chips');
UPDATE parts SET id = id + 10, body = 'chips, chips' WHERE id = 1;
SELECT tableoid::regclass, * FROM parts ORDER BY id, body;

-- a pinned version
CREATE TABLE pinned (body text, tags tagset, v int);
CREATE TRIGGER t BEFORE INSERT ON pinned FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'trig@1', 'body', 'version=v');
INSERT INTO pinned VALUES ('wafers and chips') RETURNING tags, v;

-- a generated column cannot: tagging reads tables
CREATE TABLE generated (body text, tags tagset GENERATED ALWAYS AS (to_tagset('trig', body)) STORED);
CREATE INDEX ON docs ((to_tagset('trig', body)));

--
-- wrong uses
--
CREATE TABLE wrong (body text, n int, tags tagset, v int, big bigint, gen text GENERATED ALWAYS AS (body || '!') STORED);
CREATE PROCEDURE try(arguments text, timing text DEFAULT 'BEFORE INSERT', level text DEFAULT 'ROW') LANGUAGE plpgsql AS $$
DECLARE
	state text; message text; hint text;
BEGIN
	EXECUTE format('CREATE TRIGGER t %s ON wrong FOR EACH %s EXECUTE FUNCTION tagset_update_trigger(%s)', timing, level, arguments);
	INSERT INTO wrong (body, n) VALUES ('AI', 1);
	UPDATE wrong SET body = 'chips';
	DELETE FROM wrong;
	DROP TRIGGER t ON wrong;
	RAISE WARNING 'nothing wrong with %', arguments;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
	RAISE WARNING '% %', state, message || coalesce(E'\n' || nullif(hint, ''), '');
END $$;
\set VERBOSITY terse
CALL try($$ 'tags', 'trig', 'body' $$);
CALL try('');
CALL try($$ 'tags' $$);
CALL try($$ 'tags', 'trig' $$);
CALL try($$ 'tags', 'trig', 'version=v' $$);
CALL try($$ 'absent', 'trig', 'body' $$);
CALL try($$ 'tags', 'trig', 'absent' $$);
CALL try($$ 'tags', 'trig', 'absent:A' $$);
CALL try($$ 'tags', 'trig', 'body', 'version=absent' $$);
CALL try($$ 'tags', 'trig', 'body', 'version=' $$);
CALL try($$ 'tags', 'trig', 'body', 'version=v', 'version=v' $$);
CALL try($$ 'tags', 'trig', '' $$);
CALL try($$ 'tags', 'trig', ':A' $$);
CALL try($$ '', 'trig', 'body' $$);
CALL try($$ 'ctid', 'trig', 'body' $$);
CALL try($$ 'tags', 'trig', 'n' $$);
CALL try($$ 'tags', 'trig', 'tags' $$);
CALL try($$ 'body', 'trig', 'body' $$);
CALL try($$ 'tags', 'trig', 'body', 'version=body' $$);
CALL try($$ 'tags', 'trig', 'body', 'version=big' $$);
CALL try($$ 'tags', 'trig', 'body', 'gen' $$);
CALL try($$ 'tags', 'trig@9', 'body' $$);
CALL try($$ 'tags', 'trig@x', 'body' $$);
CALL try($$ 'tags', 'trig', 'body' $$, 'AFTER INSERT');
CALL try($$ 'tags', 'trig', 'body' $$, 'BEFORE DELETE');
CALL try($$ 'tags', 'trig', 'body' $$, 'BEFORE INSERT', 'STATEMENT');
CALL try($$ 'tags', 'trig', 'body' $$, 'BEFORE INSERT OR UPDATE OR DELETE');
SELECT count(*) FROM wrong;
SELECT tagset_update_trigger();
\set VERBOSITY default

DROP PROCEDURE try;
DROP TABLE docs, zoned, kinds, parts, pinned, wrong;
DROP DOMAIN short_prose, prose, checked_tags, number;
-- the check of a domain holds
CREATE DOMAIN short_tags AS tagset CHECK (tag_word_count(VALUE) < 3);
CREATE TABLE checked (body text, tags short_tags);
CREATE TRIGGER checked_tags BEFORE INSERT OR UPDATE ON checked FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'trig', 'body');
INSERT INTO checked VALUES ('two words');
INSERT INTO checked VALUES ('three words now');
SELECT * FROM checked;
DROP TABLE checked;
DROP DOMAIN short_tags;
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'trig';
