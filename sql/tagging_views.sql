--
-- tag_label, taxonomy_facets, taxonomy_concepts, taxonomy_properties, tag_create_views
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('views');
INSERT INTO policyscope.facet (taxonomy, facet, title) VALUES ('views', 'tech', 'Technology'), ('views', 'place', NULL);
INSERT INTO policyscope.concept (taxonomy, concept, definition, uri) VALUES
	('views', 'tech.ai', 'Machines that reason.', 'urn:ai'), ('views', 'tech.chip', NULL, NULL), ('views', 'tech.bare', NULL, NULL),
	('views', 'place.CN', NULL, NULL), ('views', 'place.CN-GZ', NULL, NULL), ('views', 'place.GBA', NULL, NULL);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES
	('views', 'tech.ai', 'en', 'artificial intelligence', 'pref'), ('views', 'tech.ai', 'en', 'AI', 'alt'),
	('views', 'tech.ai', 'en-GB', 'artificial intelligence (British)', 'pref'),
	('views', 'tech.ai', 'zh-Hans', '人工智能', 'pref'), ('views', 'tech.ai', 'zh-Hant', '人工智慧', 'pref'), ('views', 'tech.ai', 'zh', '智', 'pref'),
	('views', 'tech.chip', 'zh-Hans', '芯片', 'pref'), ('views', 'tech.chip', 'de', 'Chip', 'pref'), ('views', 'tech.chip', 'en', 'chips', 'alt'),
	('views', 'tech.bare', 'en', 'bare', 'alt'),
	('views', 'place.CN', 'en', 'China', 'pref'), ('views', 'place.CN-GZ', 'en', 'Guizhou', 'pref');
INSERT INTO policyscope.broader (taxonomy, concept, broader) VALUES
	('views', 'place.CN-GZ', 'place.CN'), ('views', 'tech.chip', 'tech.bare'), ('views', 'tech.bare', 'tech.ai');
INSERT INTO policyscope.property (taxonomy, concept, name, value) VALUES
	('views', 'place.CN', 'iso3166_1', 'CN'), ('views', 'place.CN', 'level', 'country'),
	('views', 'place.CN-GZ', 'iso3166_2', 'CN-GZ'), ('views', 'place.CN-GZ', 'gbt2260', '520000'), ('views', 'place.CN-GZ', 'level', 'province'),
	('views', 'place.CN-GZ', 'other', E'tab\tand \\ line\n');
SELECT taxonomy_publish('views');
-- the draft goes on; nothing below may see it
UPDATE policyscope.label SET label = 'DRAFT' WHERE taxonomy = 'views' AND kind = 'pref' AND lang = 'en';
UPDATE policyscope.facet SET title = 'DRAFT' WHERE taxonomy = 'views';
DELETE FROM policyscope.property WHERE taxonomy = 'views';

-- languages: as asked, without last subtags, another variety, English, any
SELECT lang, tag_label('views', 'tech.ai', lang) AS ai, tag_label('views', 'tech.chip', lang) AS chip
FROM unnest('{en,EN,en-GB,en-gb-oed,en-US,zh-Hans,zh-hans-CN,zh-Hant,zh-Hant-HK,zh-TW,zh-HK,zh-MO,zh-CN,zh,de,fr,"",-,x-y}'::text[]) AS lang;
SELECT tag_label('views', 'tech.bare', 'en') AS no_preferred_label, tag_label('views', 'tech.none', 'en') AS no_concept,
	tag_label('views', '', 'en') AS no_key, tag_label('views', NULL, 'en') AS null_key, tag_label(NULL, 'tech.ai', 'en') AS null_taxonomy;
SELECT tag_label('tech.ai', 'zh-Hans') AS policy, tag_label('views@1', 'tech.ai', 'en') AS pinned;
SET policyscope.taxonomy = 'views';
SELECT tag_label('tech.bare', 'en'), tag_label('tech.ai', 'de');
RESET policyscope.taxonomy;
SELECT tag_label('nowhere', 'tech.ai', 'en');
SELECT tag_label('views@9', 'tech.ai', 'en');
-- the published label of every concept is that of its own language
SELECT count(*) AS wrong FROM policyscope.label
WHERE taxonomy = 'policy' AND kind = 'pref' AND tag_label('policy', concept, lang) IS DISTINCT FROM label;
SELECT count(*) > 500 AS some FROM policyscope.label WHERE taxonomy = 'policy' AND kind = 'pref';

-- rows of a version
SELECT * FROM taxonomy_facets('views');
SELECT * FROM taxonomy_concepts('views');
SELECT * FROM taxonomy_properties('views');
SELECT * FROM taxonomy_ancestors('views') WHERE concept <> broader;
SELECT * FROM taxonomy_properties('views@2');
SELECT * FROM taxonomy_facets('nowhere');
SELECT * FROM taxonomy_facets(NULL);
-- an edge into another facet is the concept's own: what is narrower does not have it
WITH RECURSIVE up(concept, broader) AS (
	SELECT concept, concept FROM policyscope.concept WHERE taxonomy = 'policy'
	UNION SELECT up.concept, b.broader FROM up JOIN policyscope.broader AS b ON b.taxonomy = 'policy' AND b.concept = up.broader
	WHERE up.concept = up.broader OR split_part(b.concept, '.', 1) = split_part(b.broader, '.', 1))
SELECT (SELECT count(*) FROM (TABLE up EXCEPT SELECT * FROM taxonomy_ancestors('policy')) AS t) AS pairs_missing,
	(SELECT count(*) FROM (SELECT * FROM taxonomy_ancestors('policy') EXCEPT ALL TABLE up) AS t) AS pairs_more;
SELECT (SELECT count(*) FROM (SELECT concept, definition, uri FROM taxonomy_concepts('policy') EXCEPT ALL SELECT concept, definition, uri FROM policyscope.concept WHERE taxonomy = 'policy') AS t) AS concepts_more,
	(SELECT count(*) FROM (SELECT concept, name, value FROM policyscope.property WHERE taxonomy = 'policy' EXCEPT ALL SELECT * FROM taxonomy_properties('policy')) AS t) AS properties_missing;

-- a table and its views
CREATE SCHEMA desk;
CREATE TABLE desk.docs (id int PRIMARY KEY, title text, tags tagset, old_tags tagset[], find tagquery, dropped int, word_count text);
ALTER TABLE desk.docs DROP COLUMN dropped;
COMMENT ON COLUMN desk.docs.title IS 'The title''s text.';
INSERT INTO desk.docs (id, title, tags) VALUES (1, 'one', '{100} tech.ai:2/1+1 place.CN-GZ:1 gone.away:1'), (2, 'two', NULL), (3, 'three', '');
SELECT * FROM tag_create_views('desk.docs', 'id', 'tags', taxonomy => 'views');
SELECT * FROM desk.docs_documents ORDER BY 1;
SELECT * FROM desk.docs_facets ORDER BY facet COLLATE "C";
SELECT * FROM desk.docs_concepts ORDER BY concept COLLATE "C";
SELECT * FROM desk.docs_document_concepts ORDER BY document_id, concept COLLATE "C";
SELECT * FROM desk.docs_places ORDER BY concept COLLATE "C";
-- facts are the entries of the tags, and nothing else
SELECT count(*) AS wrong FROM (SELECT d.id, e.concept, e.mentions FROM desk.docs AS d, tag_entries(d.tags) AS e
	EXCEPT ALL SELECT document_id, concept, mentions FROM desk.docs_document_concepts) AS t;
-- no view shows a type of ours, every view and column has a comment
CREATE VIEW made AS SELECT c.oid, c.relname, a.attname, a.attnum, a.atttypid FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
WHERE c.relnamespace = 'desk'::regnamespace AND c.relkind = 'v' AND a.attnum > 0;
SELECT relname, attname, format_type(atttypid, NULL) AS type, col_description(oid, attnum) AS comment FROM made ORDER BY relname, attnum;
SELECT DISTINCT relname, obj_description(oid, 'pg_class') FROM made ORDER BY relname;
SELECT count(*) AS own_types FROM made AS m JOIN pg_type AS t ON t.oid = m.atttypid WHERE t.typnamespace <> 'pg_catalog'::regnamespace;

-- commitments: the forces of the tags
UPDATE desk.docs SET tags = '{100} tech.ai:3/1+2^0,1,0,1,1,0 place.CN-GZ:1' WHERE id = 1;
SELECT document_id, facet, concept, label, mentions, force_5, force_4, force_3, force_2, force_1, prohibited,
	round(firm_share::numeric, 3) AS share, round(firm_low::numeric, 3) AS low, round(firm_high::numeric, 3) AS high FROM desk.docs_commitments ORDER BY concept COLLATE "C";

-- views that read texts: only where the column is named, and only of a taxonomy that reads
CREATE TABLE desk.plans (id int PRIMARY KEY, "the body" varchar, issued_on date, tags tagset);
SELECT tag_create_views('desk.plans', 'id', 'tags', 'views', document => 'the body');
SELECT taxonomy_copy('views', 'firm_views');
INSERT INTO policyscope.cue SELECT 'firm_views', lang, text, axis, value, doctype, direction, scope, terminators FROM policyscope.cue WHERE taxonomy = 'policy' AND doctype = '';
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('firm_views', 'actor');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('firm_views', 'actor.county');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES ('firm_views', 'actor.county', 'en', 'county', 'pref'), ('firm_views', 'actor.county', 'zh-Hans', '县', 'pref');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES ('firm_views', 'tech.chip', 'en', 'chip', 'alt');
UPDATE policyscope.label SET label = 'Guizhou' WHERE taxonomy = 'firm_views' AND label = 'DRAFT' AND concept = 'place.CN-GZ';
UPDATE policyscope.taxonomy SET reading = true WHERE taxonomy = 'firm_views';
SELECT taxonomy_publish('firm_views');
INSERT INTO desk.plans (id, "the body", issued_on) VALUES
	(1, 'The county must build 30 AI centres by June 2027. AI may be tested. Chips are forbidden in Guizhou.', '2025-01-01'), (2, NULL, NULL), (3, 'In the next two years, AI.', '2025-01-01'), (4, 'In the next two years, AI.', NULL);
UPDATE desk.plans SET tags = to_tagset('firm_views', "the body");
SELECT * FROM tag_create_views('desk.plans', 'id', 'tags', 'firm_views', lang => 'zh-Hans', document => 'the body', issued => 'issued_on');
SELECT document_id, concept, label, clauses, force_5, force_1, prohibited, firm_share, highest, sentence, start_char, char_length, responsible, responsible_label
FROM desk.plans_commitment_sentences ORDER BY document_id, concept COLLATE "C";
SELECT document_id, concept, label, status, measure, low, high, comparator, unit_code, due_from, due_by, responsible, responsible_label, surface, sentence FROM desk.plans_targets;
SELECT document_id, first_day, last_day, duration, anchor, kind, surface, start_char FROM desk.plans_periods ORDER BY 1;
-- the counts of the tags and of the texts agree where a clause has one mention, but for what is narrower: chips are AI here
SELECT concept, c.mentions, s.clauses FROM desk.plans_commitments AS c JOIN desk.plans_commitment_sentences AS s USING (document_id, concept)
WHERE (c.force_5, c.force_4, c.force_1, c.prohibited) IS DISTINCT FROM (s.force_5::bigint, s.force_4::bigint, s.force_1::bigint, s.prohibited::bigint);
SELECT count(*) FROM tag_create_views('desk.plans', 'id', 'tags', 'firm_views', prefix => 'undated_', document => 'the body');
SELECT document_id, first_day, last_day, duration FROM desk.undated_periods ORDER BY 1;
SELECT tag_create_views('desk.plans', 'id', 'tags', 'firm_views', prefix => 'x_', document => 'none');
SELECT tag_create_views('desk.plans', 'id', 'tags', 'firm_views', prefix => 'x_', document => 'id');
SELECT tag_create_views('desk.plans', 'id', 'tags', 'firm_views', prefix => 'x_', document => 'the body', issued => 'id');
SELECT tag_create_views('desk.plans', 'id', 'tags', 'firm_views', prefix => 'x_', issued => 'issued_on');

-- again: refused, replaced
SELECT tag_create_views('desk.docs', 'id', 'tags', taxonomy => 'views');
ALTER TABLE desk.docs ADD COLUMN issued_on date;
SELECT count(*) FROM tag_create_views('desk.docs', 'id', 'tags', taxonomy => 'views', lang => 'zh-Hant', replace => true);
SELECT document_id, issued_on FROM desk.docs_documents WHERE document_id = 1;
SELECT label FROM desk.docs_concepts WHERE concept = 'tech.ai';
-- a version published later is read by the same views
SELECT taxonomy_publish('views');
SELECT tag_label('views', 'tech.ai', 'en') AS was_draft, tag_label('views@1', 'tech.ai', 'en') AS version_1;
SELECT label, level FROM desk.docs_places WHERE concept = 'place.CN';

-- odd names, in a schema, a table, columns, a taxonomy's language and a prefix
CREATE SCHEMA "odd "" schema";
CREATE TABLE "odd "" schema"."a.b'c" ("the %i ""id""" uuid, "tags' %t" tagset, "document_id" int, "document_id_" int, "select" text);
INSERT INTO "odd "" schema"."a.b'c" VALUES ('00000000-0000-0000-0000-000000000001', 'tech.ai', 1, 2, 'x');
SELECT tag_create_views('"odd "" schema"."a.b''c"', 'the %i "id"', 'tags'' %t', 'views@1', lang => E'e''n\\"%l');
SELECT * FROM "odd "" schema"."a.b'c_documents";
SELECT document_id, concept, label FROM "odd "" schema"."a.b'c_document_concepts";
SELECT col_description('"odd "" schema"."a.b''c_documents"'::regclass, 1) AS key, col_description('"odd "" schema"."a.b''c_concepts"'::regclass, 3) AS label;
SELECT tag_create_views('"odd "" schema"."a.b''c"', 'the %i "id"', 'tags'' %t', 'views', schema => 'desk', prefix => '"; DROP TABLE desk.docs; --');
SELECT count(*) FROM desk."""; DROP TABLE desk.docs; --documents";

-- a view, a partitioned and a temporary table will do; the key may be named document_id
CREATE VIEW desk.chosen AS SELECT id AS document_id, tags FROM desk.docs;
SELECT tag_create_views('desk.chosen', 'document_id', 'tags', 'views');
SELECT document_id, word_count FROM desk.chosen_documents ORDER BY 1;
CREATE TABLE desk.parts (id int, tags tagset) PARTITION BY RANGE (id);
SELECT count(*) FROM tag_create_views('desk.parts', 'id', 'tags', 'views', prefix => '');
SELECT * FROM desk.document_concepts;
CREATE DOMAIN checked AS tagset;
CREATE TEMP TABLE passing (id int, tags checked);
SELECT count(*) FROM tag_create_views('passing', 'id', 'tags', 'views');
SELECT * FROM passing_documents;

-- refused
SELECT tag_create_views('desk.docs', 'none', 'tags', prefix => 'x_');
SELECT tag_create_views('desk.docs', 'id', 'none', prefix => 'x_');
SELECT tag_create_views('desk.docs', 'id', 'title', prefix => 'x_');
SELECT tag_create_views('desk.docs', 'id', 'tags', 'nowhere', prefix => 'x_');
SELECT tag_create_views('desk.docs', 'id', 'tags', schema => 'nowhere');
SELECT tag_create_views('desk.docs', 'id', 'tags', prefix => repeat('x', 50));
SELECT tag_create_views('desk.docs', 'id', NULL);
SELECT tag_create_views('desk.docs', 'id', 'tags', lang => NULL);
SELECT tag_create_views(NULL, 'id', 'tags');
SELECT tag_create_views(0, 'id', 'tags');
SELECT tag_create_views('desk.docs_pkey', 'id', 'tags');
-- and nothing was left behind
SELECT count(*) FROM pg_class WHERE relname LIKE 'x\_%';

-- with the privileges of the caller
CREATE ROLE regress_views_reader;
GRANT USAGE ON SCHEMA desk TO regress_views_reader;
SET ROLE regress_views_reader;
SELECT tag_create_views('desk.docs', 'id', 'tags', 'views', prefix => 'mine_');
CREATE TEMP TABLE own (id int, tags tagset);
INSERT INTO own VALUES (1, 'tech.ai');
SELECT count(*) FROM tag_create_views('own', 'id', 'tags', 'views');
SELECT label FROM own_document_concepts;
RESET ROLE;
CREATE SCHEMA regress_views AUTHORIZATION regress_views_reader;
SET ROLE regress_views_reader;
SELECT count(*) FROM tag_create_views('desk.docs', 'id', 'tags', 'views', schema => 'regress_views', prefix => 'mine_');
SELECT count(*) FROM regress_views.mine_places;
SELECT count(*) FROM regress_views.mine_documents;
RESET ROLE;
DROP OWNED BY regress_views_reader;
DROP ROLE regress_views_reader;

SET client_min_messages = error;
-- the comments and types of the views that read texts
SELECT relname, attname, format_type(atttypid, NULL) AS type, col_description(oid, attnum) AS comment FROM made WHERE relname ~ '^plans_(commitment_sentences|targets|periods)' ORDER BY relname, attnum;
SELECT count(*) AS without FROM made WHERE relname ~ '^plans_' AND (col_description(oid, attnum) IS NULL OR obj_description(oid, 'pg_class') IS NULL);
DROP VIEW made;
DROP SCHEMA desk CASCADE;
DROP SCHEMA "odd "" schema" CASCADE;
DROP DOMAIN checked CASCADE;
DELETE FROM policyscope.taxonomy WHERE taxonomy IN ('views', 'firm_views');
