--
-- tag_create_evidence, and tagset_update_trigger with evidence=
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('proof');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('proof', 'tech'), ('proof', 'topic');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('proof', 'tech.ai'), ('proof', 'tech.chip'), ('proof', 'topic.ai');
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES
	('proof', 'tech.ai', 'en', 'AI'), ('proof', 'tech.ai', 'zh-Hans', '人工智能'), ('proof', 'tech.chip', 'en', 'chips'), ('proof', 'topic.ai', 'en', 'AI');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, requires) VALUES ('proof', 'tech.chip', 'en', 'wafer', 'tech.ai');
SELECT taxonomy_publish('proof');

CREATE TABLE docs (id int PRIMARY KEY, title text, body text, tags tagset, tags_version int, length int GENERATED ALWAYS AS (length(body)) STORED);
SELECT tag_create_evidence('docs');
CREATE TRIGGER docs_tags BEFORE INSERT OR UPDATE OF title, body ON docs FOR EACH ROW
	EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'title:A', 'body', 'version=tags_version');
SELECT tag_create_evidence('docs');
\d docs_evidence
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'docs'::regclass AND NOT tgisinternal ORDER BY tgname;

INSERT INTO docs (id, title, body) VALUES
	(1, 'On AI', E'We buy chips. "AI" is next! (Chips, that is.)\n\nAnd 人工智能。“AI”也是。'),
	(2, NULL, 'A wafer. No company.'), (3, 'A wafer', 'AI'), (4, NULL, NULL), (5, '', 'nothing');
SELECT document_id AS id, field, concept, surface, start_char AS at, char_length AS long, sentence, sentence_start AS from_char
FROM docs_evidence ORDER BY 1, 2, at, concept;
-- what holds for every row: the words are there, in the document and in the sentence, and are what the tags count
CREATE VIEW wrong AS
SELECT e.* FROM docs_evidence AS e JOIN docs AS d ON d.id = e.document_id, LATERAL (SELECT CASE field WHEN 'title' THEN title ELSE body END) AS f(text)
WHERE substr(f.text, e.start_char, e.char_length) <> e.surface OR substr(f.text, e.sentence_start, length(e.sentence)) <> e.sentence
	OR substr(e.sentence, e.start_char - e.sentence_start + 1, e.char_length) <> e.surface;
CREATE VIEW uneven AS
SELECT d.id, t.concept FROM docs AS d, tag_entries(d.tags) AS t
WHERE t.mentions_direct <> (SELECT count(*) FROM docs_evidence AS e WHERE e.document_id = d.id AND e.concept = t.concept)
UNION ALL SELECT document_id, concept FROM docs_evidence AS e WHERE NOT (SELECT tags ? e.concept FROM docs WHERE id = e.document_id);
TABLE wrong; TABLE uneven;

-- UPDATE of a text, of something else, of the key, of both
UPDATE docs SET body = 'AI and AI' WHERE id = 2;
UPDATE docs SET tags_version = 9 WHERE id = 3;
UPDATE docs SET id = 30 WHERE id = 3;
UPDATE docs SET id = 40, body = 'chips' WHERE id = 4;
UPDATE docs SET id = 20, body = 'chips' WHERE id = 2;
UPDATE docs SET body = NULL WHERE id = 5;
UPDATE docs SET body = 'no longer' WHERE id = 40;
SELECT document_id AS id, field, concept, surface FROM docs_evidence WHERE document_id > 1 ORDER BY 1, 2, start_char, concept;
TABLE wrong; TABLE uneven;
-- keys that change places, in one statement
UPDATE docs SET id = 31 - id + 1, title = 'AI', body = 'chips' WHERE id IN (1, 30);
TABLE wrong; TABLE uneven;
-- DELETE, and what was rolled back
DELETE FROM docs WHERE id = 20;
BEGIN; INSERT INTO docs (id, body) VALUES (50, 'AI'); ROLLBACK;
SELECT document_id, count(*) FROM docs_evidence GROUP BY 1 ORDER BY 1;
-- COPY
COPY docs (id, body) FROM stdin;
60	AI, AI
61	\N
62	chips
\.
SELECT document_id AS id, surface, start_char FROM docs_evidence WHERE document_id >= 60 ORDER BY 1, 3, concept;
-- ON CONFLICT, and rows that another trigger skips or changes: what was not written leaves nothing
INSERT INTO docs (id, body) VALUES (60, 'chips'), (70, 'chips') ON CONFLICT (id) DO NOTHING;
INSERT INTO docs (id, body) VALUES (61, 'AI') ON CONFLICT (id) DO UPDATE SET body = 'chips, ' || excluded.body;
CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.body = 'skip AI' THEN RETURN NULL; END IF; new.id := new.id + 100; RETURN new; END $$;
CREATE TRIGGER zz_meddle BEFORE INSERT ON docs FOR EACH ROW EXECUTE FUNCTION meddle();
INSERT INTO docs (id, body) VALUES (80, 'skip AI'), (81, 'AI');
DROP TRIGGER zz_meddle ON docs;
SELECT document_id AS id, surface, start_char FROM docs_evidence WHERE document_id >= 60 ORDER BY 1, 3, concept;
TABLE wrong; TABLE uneven;
-- a constraint that waits
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
DELETE FROM docs WHERE id >= 60;
COMMIT;
SELECT count(*) FROM docs_evidence WHERE document_id >= 60;
-- a long stretch without a full stop is cut, at whole characters
INSERT INTO docs (id, body) VALUES (90, repeat('é ', 2000) || 'AI' || repeat(' 字', 2000));
SELECT octet_length(sentence), length(sentence), start_char - sentence_start AS before FROM docs_evidence WHERE document_id = 90 AND concept = 'tech.ai';
TABLE wrong; TABLE uneven;
-- random texts
INSERT INTO docs (id, title, body)
SELECT 1000 + n, part[1 + n % 7], string_agg(part[1 + (n * 7919 + k * 104729 + n * k) % 16], '')
FROM generate_series(1, 300) AS n, generate_series(1, 20) AS k,
	(SELECT ARRAY['AI', ' ', '. ', '人工智能', '。', '“', '”', E'\n', E'\n\n', 'chips', 'wafer', ', ', '! ', '(', ') ', 'the ']) AS p(part)
GROUP BY n, part;
TABLE wrong; TABLE uneven;
SELECT count(*) > 500 AS many FROM docs_evidence;

-- partitions: rows that move between them keep their evidence
CREATE TABLE parts (id int PRIMARY KEY, body text, tags tagset) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
CREATE TABLE parts_2 (tags tagset, dropped int, body text, id int NOT NULL);
ALTER TABLE parts_2 DROP COLUMN dropped;
ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES FROM (10) TO (20);
CREATE TRIGGER t BEFORE INSERT OR UPDATE OF body ON parts FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body');
SELECT tag_create_evidence('parts', 'parts evidence');
INSERT INTO parts VALUES (1, 'AI'), (11, 'chips');
INSERT INTO parts_2 (id, body) VALUES (12, 'AI');
UPDATE parts SET id = 13 WHERE id = 1;
UPDATE parts SET id = 2, body = 'chips, AI' WHERE id = 11;
SELECT document_id AS id, surface, concept FROM "parts evidence" ORDER BY 1, start_char, concept;
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'parts'::regclass AND tgname = 'parts evidence';
DELETE FROM parts WHERE id = 12;
SELECT count(*) FROM "parts evidence" WHERE document_id = 12;

-- keys of other types, names to be quoted
CREATE SCHEMA "odd schema";
CREATE TABLE "odd schema"."docs'""" ("the id" varchar(40) COLLATE "C" PRIMARY KEY, "the: text" text, tags tagset);
CREATE TRIGGER t BEFORE INSERT OR UPDATE ON "odd schema"."docs'""" FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'the: text:B');
SELECT tag_create_evidence('"odd schema"."docs''"""');
INSERT INTO "odd schema"."docs'""" VALUES ('a', 'AI'), ('b', 'chips');
UPDATE "odd schema"."docs'""" SET "the id" = 'c', "the: text" = 'AI, chips' WHERE "the id" = 'a';
SELECT document_id, field, surface FROM "odd schema"."docs'""_evidence" ORDER BY 1, start_char, concept;

-- a key that is generated, an identity, and no search path at all
CREATE TABLE made (a int, id int GENERATED ALWAYS AS (a * 2) STORED PRIMARY KEY, body text, tags tagset);
CREATE TABLE counted (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text, tags tagset);
CREATE TRIGGER t BEFORE INSERT OR UPDATE OF body ON made FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body');
CREATE TRIGGER t BEFORE INSERT OR UPDATE OF body ON counted FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body');
SELECT tag_create_evidence('made'), tag_create_evidence('counted');
SET search_path = '';
INSERT INTO public.made (a, body) VALUES (1, 'AI'), (2, 'chips');
UPDATE public.made SET a = 3 WHERE a = 2;
UPDATE public.made SET a = 5, body = 'chips' WHERE a = 1;
INSERT INTO public.counted (body) VALUES ('chips'), ('chips, chips');
RESET search_path;
SELECT 'made' AS from, document_id AS id, surface, start_char FROM made_evidence
UNION ALL SELECT 'counted', document_id, surface, start_char FROM counted_evidence ORDER BY 1, 2, 4;
DROP TABLE made, counted CASCADE;
DROP TABLE made_evidence, counted_evidence;

-- refused
SELECT tag_create_evidence('docs');
SELECT tag_create_evidence(NULL) IS NULL AS nothing;
SELECT tag_create_evidence('docs', repeat('x', 64));
CREATE TABLE keyless (body text, tags tagset);
CREATE TRIGGER t BEFORE INSERT ON keyless FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body');
SELECT tag_create_evidence('keyless');
CREATE TRIGGER u BEFORE UPDATE ON docs FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'title');
SELECT tag_create_evidence('docs', 'other');
DROP TRIGGER u ON docs;
CREATE TABLE wrongly (id int PRIMARY KEY, body text, tags tagset);
CREATE TRIGGER t BEFORE INSERT ON wrongly FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body', 'evidence=docs_evidence');
INSERT INTO wrongly VALUES (1, 'AI');
DROP TRIGGER t ON wrongly;
CREATE TRIGGER t AFTER INSERT ON wrongly FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body');
INSERT INTO wrongly VALUES (1, 'AI');
DROP TRIGGER t ON wrongly;
CREATE TRIGGER t AFTER INSERT ON wrongly FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body', 'evidence=nowhere');
INSERT INTO wrongly VALUES (1, 'AI');
DROP TRIGGER t ON wrongly;
CREATE TRIGGER t AFTER INSERT ON wrongly FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body', 'evidence=a', 'evidence=b');
INSERT INTO wrongly VALUES (1, 'AI');
DROP TRIGGER t ON wrongly;
CREATE TRIGGER t AFTER INSERT ON wrongly EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body', 'evidence=docs_evidence');
INSERT INTO wrongly VALUES (1, 'AI');
DROP TRIGGER t ON wrongly;
CREATE TRIGGER t BEFORE DELETE ON wrongly FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'proof', 'body');
ALTER TABLE wrongly DISABLE TRIGGER USER;
INSERT INTO wrongly VALUES (1, 'AI');
ALTER TABLE wrongly ENABLE TRIGGER USER;
DELETE FROM wrongly;

-- who writes documents writes evidence
CREATE ROLE regress_evidence_writer;
GRANT SELECT, INSERT ON docs TO regress_evidence_writer;
SET ROLE regress_evidence_writer;
INSERT INTO docs (id, body) VALUES (5000, 'AI');
RESET ROLE;
GRANT SELECT, INSERT, DELETE ON docs_evidence TO regress_evidence_writer;
SET ROLE regress_evidence_writer;
INSERT INTO docs (id, body) VALUES (5000, 'AI');
RESET ROLE;
SELECT count(*) FROM docs_evidence WHERE document_id = 5000;
DROP OWNED BY regress_evidence_writer;
DROP ROLE regress_evidence_writer;

SET client_min_messages = error;
DROP SCHEMA "odd schema" CASCADE;
DROP TABLE docs, parts, keyless, wrongly CASCADE;
DROP TABLE IF EXISTS docs_evidence, "parts evidence";
DROP FUNCTION meddle;
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'proof';
