--
-- to_tagset, tag_mentions, tag_explain and tag_debug of plain text
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('tagging');
INSERT INTO policyscope.facet (taxonomy, facet, overlap, inside) VALUES
	('tagging', 'tech', 'longest', 1), ('tagging', 'place', 'longest', 0.25),
	('tagging', 'actor', 'longest', 1), ('tagging', 'word', 'all', 1);
INSERT INTO policyscope.concept (taxonomy, concept) VALUES
	('tagging', 'tech.ai'), ('tagging', 'tech.ml'), ('tagging', 'tech.chip'), ('tagging', 'tech.data'),
	('tagging', 'place.CN'), ('tagging', 'place.CN-GZ'), ('tagging', 'actor.institute'), ('tagging', 'word.data');
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('tagging', 'tech.ml', 'tech.ai', 0.5), ('tagging', 'place.CN-GZ', 'place.CN', 0.3);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, weight, requires) VALUES
	('tagging', 'tech.ai', 'en', 'artificial intelligence', 'pref', 1, NULL),
	('tagging', 'tech.ai', 'en', 'AI', 'alt', 0.5, NULL),
	('tagging', 'tech.ai', 'zh-Hans', '人工智能', 'pref', 1, NULL),
	('tagging', 'tech.ml', 'en', 'machine learning', 'pref', 1, NULL),
	('tagging', 'tech.chip', 'en', 'chips', 'pref', 1, 'tech.ai'),
	('tagging', 'tech.data', 'en', 'big data', 'pref', 1, NULL),
	('tagging', 'tech.data', 'en', 'big data bang', 'negative', 1, NULL),
	('tagging', 'place.CN', 'en', 'China', 'pref', 1, NULL),
	('tagging', 'place.CN-GZ', 'en', 'Guizhou', 'pref', 1, NULL),
	('tagging', 'actor.institute', 'en', 'China Institute', 'pref', 1, NULL),
	('tagging', 'word.data', 'en', 'data', 'pref', 1, NULL),
	('tagging', 'word.data', 'en', 'big data', 'alt', 2, NULL);
SELECT taxonomy_publish('tagging');

CREATE FUNCTION pg_temp.refusal(statement text, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;

--
-- to_tagset
--
SELECT to_tagset('tagging', 'Guizhou: machine learning, AI and big data; AI again.');
SELECT to_tagset('tagging', 'in Guizhou 人工智能');
SELECT * FROM tag_entries(to_tagset('tagging', 'machine learning in China')) ORDER BY concept;
SELECT to_tagset('tagging', 'nothing of the kind'), to_tagset('tagging', ''), to_tagset('tagging', E' \t\n.,;'), to_tagset('tagging', '') = '' AS empty;
SELECT to_tagset('tagging', NULL) IS NULL AS document, to_tagset(NULL, 'x') IS NULL AS taxonomy, to_tagset(NULL::text) IS NULL AS alone;
-- untyped literals, varchar and char(n) resolve to text
SELECT pg_typeof(to_tagset('AI')), to_tagset('tagging', 'AI'::varchar(9)), to_tagset('tagging', 'AI'::char(9)), to_tagset('tagging'::name::text, 'AI');
SELECT to_tagset(taxonomy => 'tagging', document => 'AI'), to_tagset(document => 'AI') ? 'tech.ai' AS by_name;
-- a value that is compressed, stored apart or has a short header is one text all the same
CREATE TEMP TABLE stored (n int, body text);
INSERT INTO stored SELECT n, repeat('AI and chips. ', n) FROM unnest('{1,20,100000}'::int[]) n;
SELECT n, to_tagset('tagging', body) FROM stored ORDER BY n;
-- mentions of the same span add up once; of a label inside another facet's mention they weigh its facet's part
SELECT to_tagset('tagging', 'China Institute'), to_tagset('tagging', 'China'), to_tagset('tagging', 'big data');

--
-- the taxonomy of functions that are given none
--
SHOW policyscope.taxonomy;
SELECT to_tagset('machine learning') ? 'tech.machine_learning' AS policy;
SET policyscope.taxonomy = 'tagging';
SELECT to_tagset('machine learning'), to_tagset('{"D": "machine learning"}'::jsonb);
SELECT concept, surface FROM tag_mentions('machine learning');
SET policyscope.taxonomy = 'tagging@1';
SELECT to_tagset('machine learning');
SET policyscope.taxonomy = 'tagging@7';
SELECT to_tagset('machine learning');
SET policyscope.taxonomy = '';
SELECT to_tagset('machine learning');
RESET policyscope.taxonomy;

--
-- versions
--
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tagging', 'tech.ml', 'en', 'deep learning');
SELECT to_tagset('tagging', 'deep learning') AS not_published;
SELECT taxonomy_publish('tagging');
SELECT to_tagset('tagging', 'deep learning') AS newest, to_tagset('tagging@2', 'deep learning') AS two, to_tagset('tagging@1', 'deep learning') AS one;
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging@3', '') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging@0', '') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging@', '') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging@x', '') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging@1@2', '') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging@99999999999', '') $$);
SELECT state, message, hint ~ '^There are: .*\mpolicy\M' AS hint_has_policy, hint ~ '\mtagging\M' AS hint_has_tagging
	FROM pg_temp.refusal($$ SELECT to_tagset('nowhere', 'x') $$);
SELECT state, message, hint ~ '\mpolicy\M' AS hint FROM pg_temp.refusal($$ SELECT to_tagset('nowhere@2', 'x') $$);
SELECT state, message FROM pg_temp.refusal($$ SELECT to_tagset(repeat('x', 100), 'x') $$);
SELECT state, message, hint ~ '\mpolicy\M' AS hint FROM pg_temp.refusal($$ SELECT * FROM tag_mentions('nowhere', 'x') $$);
SELECT state, message, hint ~ '\mpolicy\M' AS hint FROM pg_temp.refusal($$ SELECT * FROM tag_explain('nowhere', 'x', 'tech.ai') $$);
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('tagging-draft');
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging-draft', 'x') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('tagging-draft@1', 'x') $$);
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'tagging-draft';
-- after an error all goes on
SELECT to_tagset('tagging', 'AI');

--
-- tag_mentions: in text order, the longest of those that start together first
--
SELECT * FROM tag_mentions('tagging', 'China Institute: 𠮷 big data, e' || U&'\0301' || '. 人工智能与AI');
SELECT concept, surface, substr(document, start_char, char_length) = surface AS law
	FROM (SELECT 'é 𠮷 AI' || E'\n\nartificial\nintelligence — Guizhou''s' AS document) d, tag_mentions('tagging', document);
SELECT * FROM tag_mentions('tagging', 'none');
SELECT count(*) FROM tag_mentions('tagging', '');
SELECT count(*) FROM tag_mentions('tagging', NULL);
SELECT count(*) FROM tag_mentions(NULL::text);
SELECT (tag_mentions('tagging', 'AI, AI')).start_char;
SELECT n, surface, start_char FROM stored, LATERAL tag_mentions('tagging', body) WHERE n = 1 ORDER BY n, start_char;

--
-- tag_explain: every candidate of a concept and of those below it
--
SELECT * FROM tag_explain('tagging', 'AI or ai. Artificial, intelligence; machine learning.', 'tech.ai');
SELECT accepted, rule, kind, surface, detail FROM tag_explain('tagging', 'big data; the big data bang', 'tech.data');
SELECT accepted, rule, label, surface, detail FROM tag_explain('tagging', 'big data', 'word.data');
SELECT accepted, rule, surface, detail FROM tag_explain('tagging', 'chips', 'tech.chip');
SELECT accepted, rule, surface, detail FROM tag_explain('tagging', 'chips for AI', 'tech.chip');
SELECT accepted, rule, surface, detail FROM tag_explain('tagging', 'China Institute', 'place.CN');
SELECT accepted, rule, surface, start_char, char_length FROM tag_explain('tagging', 'é Guizhou', 'place.CN');
SELECT count(*) FROM tag_explain('tagging', 'AI', 'place.CN');
SELECT count(*) FROM tag_explain('tagging', '', 'place.CN');
SELECT count(*) FROM tag_explain(NULL, 'AI', 'tech.ai'), tag_explain('tagging', NULL, 'tech.ai') a, tag_explain('tagging', 'AI', NULL) b;
SELECT * FROM pg_temp.refusal($$ SELECT * FROM tag_explain('tagging', 'AI', 'tech.nothing') $$);
SELECT * FROM pg_temp.refusal($$ SELECT * FROM tag_explain('tagging', 'AI', 'tech') $$);
SELECT * FROM pg_temp.refusal($$ SELECT * FROM tag_explain('tagging', 'AI', '') $$);
SELECT * FROM pg_temp.refusal($$ SELECT * FROM tag_explain('tagging@1', 'AI', 'tech.ai.x') $$);
-- and nothing of that stays behind for the next document
SELECT to_tagset('tagging', 'ai. Artificial, intelligence');

--
-- tag_debug
--
SELECT * FROM tag_debug('AI’s R&D: U.S.A. 1,000 CO₂ 人工 タイヤ, see www.example.org or me@example.org');
SELECT token, gap_before FROM tag_debug(E'a b\nc\n\nd-e-\nf, g (h');
SELECT count(*) FROM tag_debug('');
SELECT count(*) FROM tag_debug(NULL);
SELECT folded IS NULL AS unfolded, octet_length(token) FROM tag_debug(repeat('x', 70000));

DELETE FROM policyscope.taxonomy WHERE taxonomy = 'tagging';
