--
-- tag_pairs: which concepts a document names together, in one clause, sentence or paragraph
--
\pset format unaligned
\pset footer off
\set VERBOSITY terse
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy, reading, zoning) VALUES ('pairing', true, true), ('unread', false, false);
INSERT INTO policyscope.facet (taxonomy, facet, overlap) VALUES ('pairing', 'tech', 'longest'), ('pairing', 'tool', 'longest'), ('pairing', 'place', 'longest'), ('pairing', 'empty', 'longest'), ('unread', 'tech', 'longest');
INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'pairing', unnest('{tech.ai,tech.robots,tech.data,tool.grant,tool.zone,place.oz,place.mu}'::text[]);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind)
	SELECT 'pairing', concept, lang, label, 'alt' FROM (VALUES ('tech.ai', 'en', 'AI'), ('tech.robots', 'en', 'robots'), ('tech.data', 'en', 'big data'), ('tool.grant', 'en', 'grant'), ('tool.zone', 'en', 'big data zone'), ('tool.zone', 'en', 'zone'),
	('place.oz', 'en', 'Oz'), ('place.mu', 'en', 'Mu'), ('tech.ai', 'zh-Hans', '人工智能'), ('tool.grant', 'zh-Hans', '补贴'), ('tech.robots', 'zh-Hans', '机器人'),
	-- two concepts of two facets share this one
	('tech.robots', 'en', 'cobot grant'), ('tool.grant', 'en', 'cobot grant')) v(concept, lang, label);
SELECT taxonomy_publish('pairing'), taxonomy_publish('unread');
RESET client_min_messages;

CREATE FUNCTION pg_temp.pairs(document text, within text DEFAULT 'clause', a text DEFAULT 'tool', b text DEFAULT 'tech') RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s + %s: %s of %s and %s', concept_a, concept_b, pairs, units_a, units_b), '; ') FROM tag_pairs('pairing', document, a, b, within) $$;

-- a clause, a sentence, a paragraph
CREATE TEMP TABLE document AS SELECT E'A grant is for AI; a zone is for robots. Oz has AI.\n\nThe zone is large. It has AI. Mu pays a grant for AI and for robots.' AS body;
SELECT within, pg_temp.pairs(body, within) FROM document, unnest('{clause,sentence,paragraph}'::text[]) within;
SELECT within, p.* FROM document, unnest('{clause,sentence,paragraph}'::text[]) within, tag_pairs('pairing', body, 'tool', 'tech', within) p WHERE concept_a = 'tool.zone' OR concept_b = 'tech.ai';
-- without within: clauses
SELECT pg_temp.pairs(body) = (SELECT string_agg(format('%s + %s: %s of %s and %s', concept_a, concept_b, pairs, units_a, units_b), '; ') FROM tag_pairs('pairing', body, 'tool', 'tech')) FROM document;

-- a unit counts once, however often it names the two
SELECT pg_temp.pairs('AI, AI and AI again: a grant, a grant for AI and a grant.');
-- the facets the other way round, and a facet with itself: each pair once, the lesser key first
SELECT pg_temp.pairs(body, 'sentence', 'tech', 'tool') FROM document;
SELECT pg_temp.pairs('robots, AI and big data; AI and robots.', 'sentence', 'tech', 'tech');
SELECT pg_temp.pairs('robots and AI. AI and robots.', 'clause', 'tech', 'tech');
SELECT pg_temp.pairs('AI and AI', 'clause', 'tech', 'tech');

-- what is part of a name is not beside it: nested, or one span of two concepts; a second mention is
SELECT pg_temp.pairs('the big data zone');
SELECT pg_temp.pairs('the big data zone has big data');
SELECT pg_temp.pairs('big data is in the big data zone');
SELECT pg_temp.pairs('the cobot grant');
SELECT pg_temp.pairs('a cobot grant for AI'), pg_temp.pairs('a cobot grant and robots');

-- Chinese commas part clauses, full stops sentences
SELECT within, pg_temp.pairs('政府提供补贴，支持人工智能。补贴机器人。', within) FROM unnest('{clause,sentence,paragraph}'::text[]) within;

-- paragraphs: blank lines, list items; each line where one is too long for a page; a wrapped sentence is one
SELECT pg_temp.pairs(E'The grant.\nThe AI.', 'paragraph'), pg_temp.pairs(E'The grant.\n\nThe AI.', 'paragraph') AS blank,
	pg_temp.pairs(E'The grant.\n- The AI.', 'paragraph') AS item, pg_temp.pairs(E'The grant.\n1. The AI.', 'paragraph') AS numbered;
SELECT pg_temp.pairs(E'The grant.\nThe AI.\n' || repeat('long ', 40), 'paragraph') AS long_line;
SELECT pg_temp.pairs(E'The ministry of Oz pays, as it says each year, a grant\nfor AI.\n' || repeat('long ', 40), 'paragraph') AS wrapped;

-- the sentence stands where the row says, with both mentions in it
CREATE TEMP TABLE long_document AS SELECT repeat('Œuvre. ', 3) || repeat('word ', 300) || 'grant ' || repeat('word ', 100) || 'AI ' || repeat('word ', 1000) || 'zone. ' || 'Mu: AI.' AS body;
SELECT concept_a, concept_b, start_char, char_length, left(sentence, 10), right(sentence, 10), substr(body, start_char, char_length) = sentence AS stands FROM long_document, tag_pairs('pairing', body, 'tool', 'tech');
SELECT bool_and(substr(body, start_char, char_length) = sentence), count(*) FROM document, unnest('{clause,sentence,paragraph}'::text[]) within, unnest('{tech,tool,place}'::text[]) a, unnest('{tech,tool,place}'::text[]) b, tag_pairs('pairing', body, a, b, within);
-- the wider the unit, the more pairs; no unit is counted that has not both
SELECT bool_and(pairs <= units_a AND pairs <= units_b AND pairs > 0) FROM document, unnest('{clause,sentence,paragraph}'::text[]) within, tag_pairs('pairing', body, 'tech', 'tool', within);
-- one way round and the other are the same pairs
SELECT count(*) FROM document, tag_pairs('pairing', body, 'tech', 'tool', 'paragraph') x FULL JOIN tag_pairs('pairing', (SELECT body FROM document), 'tool', 'tech', 'paragraph') y
	ON (x.concept_a, x.concept_b, x.pairs, x.units_a, x.sentence) = (y.concept_b, y.concept_a, y.pairs, y.units_b, y.sentence) WHERE x.concept_a IS NULL OR y.concept_a IS NULL;

-- nothing to pair
SELECT count(*) FROM tag_pairs('pairing', '', 'tech', 'tool');
SELECT count(*) FROM tag_pairs('pairing', 'nothing of it', 'tech', 'tool');
SELECT count(*) FROM tag_pairs('pairing', 'AI and a grant', 'tech', 'empty');
SELECT (SELECT count(*) FROM tag_pairs(NULL, 'AI, grant', 'tech', 'tool')) AS taxonomy, (SELECT count(*) FROM tag_pairs('pairing', NULL, 'tech', 'tool')) AS document,
	(SELECT count(*) FROM tag_pairs('pairing', 'AI, grant', NULL, 'tool')) AS facet, (SELECT count(*) FROM tag_pairs('pairing', 'AI, grant', 'tech', 'tool', NULL)) AS within;
-- furniture pairs nothing
SELECT pg_temp.pairs(body, 'paragraph') FROM (VALUES (E'Here is a sentence that says of robots what there is to say.\n\nAI | grant | zone | contact us')) v(body);

-- hostile: one clause of a hundred thousand mentions, as many paragraphs, no end of nesting
SELECT count(*), max(pairs), max(octet_length(sentence)) < 2001 AS short FROM tag_pairs('pairing', repeat('AI grant robots zone Oz ', 20000), 'tech', 'tool');
SELECT count(*), max(pairs) FROM tag_pairs('pairing', repeat(E'AI grant\n\n', 20000), 'tech', 'tool', 'paragraph');
SELECT count(*), max(pairs) FROM tag_pairs('pairing', repeat(E'\n\n \n', 20000) || 'AI grant' || repeat(E'\n', 20000), 'tech', 'tool', 'paragraph');
SELECT pg_temp.pairs(repeat('big data zone', 1000));

-- errors
SELECT * FROM tag_pairs('pairing', 'AI', 'tech', 'nonsense');
SELECT * FROM tag_pairs('pairing', 'AI', '', 'tech');
SELECT * FROM tag_pairs('nowhere', 'AI', 'tech', 'tech');
\set VERBOSITY default
SELECT * FROM tag_pairs('pairing', 'AI', 'nonsense', 'tech');
SELECT * FROM tag_pairs('pairing', 'AI', 'tech', 'tool', 'page');
SELECT * FROM tag_pairs('unread', 'AI', 'tech', 'tech');
DELETE FROM policyscope.taxonomy WHERE taxonomy IN ('pairing', 'unread');
