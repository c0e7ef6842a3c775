--
-- Which of the labels that stand in a text are mentions (resolve.c), and what tag_explain says of the others
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('resolve');
-- l and m: leftmost-longest; a: every label
INSERT INTO policyscope.facet (taxonomy, facet, overlap) VALUES ('resolve', 'l', 'longest'), ('resolve', 'm', 'longest'), ('resolve', 'a', 'all');
CREATE FUNCTION pg_temp.add(key text, label text, kind text DEFAULT 'alt', weight numeric DEFAULT 1) RETURNS void LANGUAGE sql AS $$
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('resolve', key) ON CONFLICT DO NOTHING;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, weight) VALUES ('resolve', key, 'en', label, kind, weight) $$;
-- Each document with its mentions.
CREATE FUNCTION pg_temp.find(VARIADIC documents text[]) RETURNS TABLE (document text, mentions text) LANGUAGE sql AS $$
	SELECT d, (SELECT coalesce(string_agg(surface || '=' || concept, ', ' ORDER BY n), '-') FROM tag_mentions('resolve', d)
			WITH ORDINALITY AS m (facet, concept, label, lang, surface, start_char, char_length, evidence, inside, kind, n))
	FROM unnest(documents) WITH ORDINALITY AS given (d, i) ORDER BY i $$;
-- Each document with its mentions of a facet.
CREATE FUNCTION pg_temp.find_in(facet text, VARIADIC documents text[]) RETURNS TABLE (document text, mentions text) LANGUAGE sql AS $$
	SELECT d, (SELECT coalesce(string_agg(surface || '=' || substr(concept, 3), ', ' ORDER BY n), '-') FROM tag_mentions('resolve', d)
			WITH ORDINALITY AS m (f, concept, label, lang, surface, start_char, char_length, evidence, inside, kind, n) WHERE f = facet)
	FROM unnest(documents) WITH ORDINALITY AS given (d, i) ORDER BY i $$;

-- leftmost-longest within a facet
SELECT pg_temp.add('l.data', 'data'), pg_temp.add('l.big_data', 'big data'), pg_temp.add('l.centre', 'data centre'), pg_temp.add('l.big', 'big'),
	pg_temp.add('l.alpha', 'alpha alpha beta'), pg_temp.add('l.distributed', 'distributed super computer network'), pg_temp.add('l.super', 'super computer'), pg_temp.add('l.game', 'computer game');
SELECT pg_temp.add('l.quantum', '量子'), pg_temp.add('l.communication', '量子通信'), pg_temp.add('l.network', '通信网络'), pg_temp.add('l.net', '网络');
-- another facet
SELECT pg_temp.add('m.data', 'data'), pg_temp.add('m.game', 'computer game');
-- every label of a facet
SELECT pg_temp.add('a.data', 'data'), pg_temp.add('a.big_data', 'big data'), pg_temp.add('a.centre', 'data centre'), pg_temp.add('a.big', 'big');
-- negative labels: longer, of the same tokens, shorter
SELECT pg_temp.add('l.cloud', 'cloud'), pg_temp.add('l.cloud', 'cloud cover', 'negative'), pg_temp.add('l.apple', 'apple'), pg_temp.add('l.apple', 'Apple', 'negative'), pg_temp.add('l.mouse', 'computer mouse'),
	pg_temp.add('l.mouse', 'mouse', 'negative'), pg_temp.add('l.cover', 'cover story'), pg_temp.add('l.wind', 'wind farm'), pg_temp.add('l.wind', 'of wind', 'negative'), pg_temp.add('m.cloud', 'cloud'), pg_temp.add('m.wind', 'wind');
SELECT pg_temp.add('a.cloud', 'cloud'), pg_temp.add('a.cover', 'cover'), pg_temp.add('a.cloud', 'cloud cover', 'negative'), pg_temp.add('a.story', 'cover story'), pg_temp.add('a.pear', 'pear'), pg_temp.add('a.pear', 'Pear', 'negative'),
	pg_temp.add('a.red_pear', 'red pear'), pg_temp.add('a.green_pear', 'green pear'), pg_temp.add('a.no_pear', 'green pear', 'negative');
-- labels of the same tokens: matched capitals decide
SELECT pg_temp.add('l.it', 'IT'), pg_temp.add('l.pronoun', 'it'), pg_temp.add('l.title', 'It'), pg_temp.add('l.article', 'it'), pg_temp.add('l.polish', 'polish'), pg_temp.add('l.poland', 'Polish'), pg_temp.add('a.it', 'IT'), pg_temp.add('a.pronoun', 'it');
-- a label of several concepts, and labels of one concept that are equal after folding
SELECT pg_temp.add('l.georgia_us', 'Georgia'), pg_temp.add('l.georgia', 'Georgia'), pg_temp.add('m.georgia', 'Georgia'), pg_temp.add('l.robot', 'industrial robot', 'pref', 0.5), pg_temp.add('l.robot', 'industrial-robot', 'alt', 2),
	pg_temp.add('l.robot', 'Industrial Robot', 'alt', 1), pg_temp.add('a.robot', 'industrial robot', 'pref', 1), pg_temp.add('a.robot', 'Industrial Robot', 'alt', 3);
SELECT taxonomy_publish('resolve');

-- the longest of those that begin first; what overlaps it is gone
SELECT * FROM pg_temp.find_in('l', 'data', 'big data', 'big data centre', 'big, data centre', 'data centre', 'data data', 'big big data', '量子通信', '量子通信网络', '量子网络', '量子量子通信');
-- no longest match is lost because an earlier partial one failed
SELECT * FROM pg_temp.find_in('l', 'alpha alpha beta', 'alpha alpha alpha beta', 'alpha alpha alpha alpha beta gamma', 'alpha beta', 'distributed super computer network', 'distributed super computer', 'distributed super computer game',
	'distributed super distributed super computer network');
-- the facets do not see each other
SELECT * FROM pg_temp.find('big data centre', 'super computer game');
-- overlap = all: every one
SELECT * FROM pg_temp.find_in('a', 'big data centre', 'data', 'big data big data centre');

-- a negative label takes its span and reports nothing; it wins a tie, loses to what is longer or earlier
SELECT * FROM pg_temp.find_in('l', 'cloud', 'cloud cover', 'cloud cover story', 'cloud, cover', 'apple', 'Apple', 'an apple a day from Apple', 'mouse', 'computer mouse', 'wind farm', 'of wind farm', 'a wind farm');
SELECT * FROM pg_temp.find_in('m', 'cloud cover', 'of wind farm');
SELECT * FROM pg_temp.find_in('a', 'cloud', 'cloud cover', 'cloud cover story', 'pear', 'Pear', 'red Pear', 'green pear');

-- of the same tokens the label with more matched capitals, at each place
SELECT * FROM pg_temp.find_in('l', 'we use IT', 'we use it', 'It is', 'the polish is bad', 'the Polish are good', 'POLISH');
SELECT * FROM pg_temp.find_in('a', 'we use IT', 'we use it');
-- each concept of a label gets the mention, in every facet; the span counts once for each
SELECT * FROM pg_temp.find('in Georgia');
SELECT to_tagset('resolve', 'in Georgia, Georgia');
-- equal labels of one concept: one mention, and the heaviest label counts
SELECT concept, label, surface, evidence FROM tag_mentions('resolve', 'an industrial robot, an Industrial Robot') ORDER BY start_char, concept;

-- tag_explain names the rule that decided, and who took the place
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'big data centre', 'l.data');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'big data centre', 'l.centre');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'big data centre', 'a.data');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'cloud cover', 'l.cloud');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'Apple and apple', 'l.apple');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'cloud cover', 'a.cover');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'we use IT, use it', 'l.it');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'we use IT, use it', 'l.pronoun');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'we use IT, use it', 'l.article');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'HOW IT WORKS', 'l.it');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'industrial, robot; industrial. robot; industrial/robot', 'l.robot');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'Industrial Robot', 'l.robot');
SELECT accepted, rule, label, kind, replace(surface, E'\n', '<a>') AS surface, start_char, detail FROM tag_explain('resolve', E'big\n\ndata, big — data', 'l.big_data');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('resolve', 'nothing of it here', 'l.big_data');

DELETE FROM policyscope.taxonomy WHERE NOT shipped;
