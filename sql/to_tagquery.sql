--
-- Queries from plain words, and from queries
--
-- the example of the README, with the shipped taxonomy
SELECT to_tagquery('quantum computing in guizhou') AS english, to_tagquery('policy', '贵州的量子计算') AS chinese;

-- a taxonomy of its own: capitals, several words, two concepts for one word, requires, a name inside another
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('words');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('words', 'tech'), ('words', 'place'), ('words', 'actor');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('words', 'tech.ai'), ('words', 'tech.it'), ('words', 'tech.quantum'), ('words', 'tech.chip'),
	('words', 'place.cn'), ('words', 'place.us'), ('words', 'place.gz'), ('words', 'place.georgia'), ('words', 'place.georgia_us'),
	('words', 'actor.bank'), ('words', 'actor.hp'), ('words', 'actor.who'), ('words', 'tech.elan'), ('words', 'tech.openai');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, requires) VALUES
	('words', 'tech.ai', 'en', 'AI', NULL), ('words', 'tech.ai', 'en', 'artificial intelligence', NULL), ('words', 'tech.ai', 'zh-Hans', '人工智能', NULL),
	('words', 'tech.it', 'en', 'IT', NULL), ('words', 'tech.it', 'en', 'IT services', NULL),
	('words', 'tech.quantum', 'en', 'quantum computing', NULL), ('words', 'tech.quantum', 'zh-Hans', '量子计算', NULL),
	('words', 'tech.chip', 'en', 'chip', NULL), ('words', 'place.cn', 'en', 'China', NULL), ('words', 'place.us', 'en', 'US', NULL), ('words', 'place.us', 'en', 'U.S.', NULL),
	('words', 'place.gz', 'en', 'Guizhou', NULL), ('words', 'place.gz', 'zh-Hans', '贵州', NULL),
	('words', 'place.georgia', 'en', 'Georgia', NULL), ('words', 'place.georgia_us', 'en', 'Georgia', NULL),
	('words', 'actor.bank', 'en', 'Bank of China', NULL), ('words', 'actor.hp', 'en', 'HP', 'tech.chip'), ('words', 'actor.who', 'en', 'WHO', NULL),
	('words', 'tech.elan', 'fr', 'Élan vital', NULL), ('words', 'tech.openai', 'en', 'OpenAI', NULL);
SET client_min_messages = warning;
SELECT taxonomy_publish('words');
RESET client_min_messages;
SET policyscope.taxonomy = 'words';

-- capitals are not needed, nor do they hurt
SELECT to_tagquery('ai') AS lower, to_tagquery('AI') AS upper, to_tagquery('Ai') AS title, to_tagquery('GUIZHOU') AS place, to_tagquery('guizhou') AS place_lower,
	to_tagquery('openai') AS mixed, to_tagquery('élan VITAL') AS french, to_tagquery('u.s.') AS dots;
-- languages mix; the order is that of the words; nothing is said twice
SELECT to_tagquery('人工智能 in guizhou') AS mixed, to_tagquery('guizhou, 量子计算') AS ordered, to_tagquery('AI artificial intelligence 人工智能 chip ai') AS once;
-- operators are words like others
SELECT to_tagquery('ai and chip') AS "and", to_tagquery('ai or not chip') AS "or", to_tagquery('ai & !chip') AS symbols;
-- one word for two concepts; a longer name, and not the one inside it; a condition met elsewhere in the words
SELECT to_tagquery('chip georgia') AS alternatives, to_tagquery('bank of china') AS longer, to_tagquery('hp chip') AS condition_met, to_tagquery('it services') AS with_common;
-- what a longer name brings, though a part of it was understood before
SELECT to_tagquery('bank of China') AS part_in_capitals;

-- words left over
SELECT to_tagquery('blue ocean ai, 2025 and c++ for the 海洋');
SELECT to_tagquery('hp');
SELECT to_tagquery('www.example.org ai');
SELECT to_tagquery(string_agg('w' || i, ' ')) FROM generate_series(1, 25) i;
-- function words are not worth a notice, unless they would be a name in capitals
SELECT to_tagquery('in the of for; at AI''s') AS english, to_tagquery('在贵州的') AS chinese;
SELECT to_tagquery('us ai') AS us;
SELECT to_tagquery('US ai') AS "US", to_tagquery('WHO of chip') AS "WHO";
-- a run of characters is shown whole
SELECT to_tagquery('贵州的海洋');
SELECT to_tagquery(repeat('海洋', 1000));

-- nothing in it: the empty query, which matches nothing
SELECT to_tagquery('') = '' AS empty, to_tagquery('in the') = '' AS function_words, to_tagquery(NULL) IS NULL AS is_null, to_tagquery('words', NULL) IS NULL AS is_null_too;
SELECT to_tagquery('no_such_taxonomy', 'ai');
-- a whole document is only many words
SET client_min_messages = warning;
SELECT to_tagquery(repeat('AI und Wasser aus Guizhou und Georgien. ', 20000)) AS document;
RESET client_min_messages;
-- and the query finds what was tagged with the same words
SELECT to_tagset(w) @@ to_tagquery(lower(w)) AS found FROM (VALUES ('Quantum computing and AI in Guizhou, China')) AS t (w);
RESET policyscope.taxonomy;
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'words';

--
-- and, or, not
--
SELECT tagquery_and('a.b', 'c.d') AS a, tagquery_and('a.b & c.d', 'e.f & g.h') AS b, tagquery_and('a.b | c.d', 'e.f | g.h') AS c, tagquery_and('!a.b', 'c.*#2') AS d;
SELECT tagquery_or('a.b', 'c.d') AS a, tagquery_or('a.b | c.d', 'e.f | g.h') AS b, tagquery_or('a.b & c.d', 'e.f & g.h') AS c, tagquery_or('!a.b', 'c.*#2') AS d;
SELECT tagquery_not('a.b') AS a, tagquery_not('!a.b') AS b, tagquery_not('a.b & c.d') AS c, tagquery_not('a.b | c.d') AS d;
-- they are what is written with brackets
SELECT tagquery_and('a.b | c.d', 'e.f') = '(a.b | c.d) & e.f' AS a, tagquery_or('a.b | c.d', 'e.f | g.h') = 'a.b | c.d | e.f | g.h' AS b, tagquery_not('a.b & c.d') = '!(a.b & c.d)' AS c;
-- the empty query matches nothing, so "and" stays empty, "or" takes the other, and "not" has no answer
SELECT tagquery_and('', 'a.b') AS a, tagquery_and('a.b', '') AS b, tagquery_or('', 'a.b') AS c, tagquery_or('a.b', '') AS d, tagquery_not('') AS e, tagquery_or('', '') AS f;
SELECT tagquery_and(NULL, 'a.b') IS NULL AS a, tagquery_or('a.b', NULL) IS NULL AS b, tagquery_not(NULL) IS NULL AS c;
-- limits
SELECT length(tagquery_and(long, 'a.b')::text) > 100000 AS fits FROM (SELECT string_agg('a.k' || i, ' & ')::tagquery FROM generate_series(1, 32767) i) AS t (long);
SELECT tagquery_and(long, 'a.b & c.d') FROM (SELECT string_agg('a.k' || i, ' & ')::tagquery FROM generate_series(1, 32767) i) AS t (long);
SELECT tagquery_or(long, long) FROM (SELECT string_agg('a.k' || i, ' & ')::tagquery FROM generate_series(1, 32767) i) AS t (long);
SELECT tagquery_not((repeat('!', 1000) || 'a.b')::tagquery);
SELECT tagquery_or(deep, 'a.b') IS NOT NULL AS fits FROM (SELECT (repeat('a.b|a.b&(', 1000) || 'a.b|c.d' || repeat(')', 1000))::tagquery) AS t (deep);
SELECT tagquery_and(deep, 'a.b') FROM (SELECT (repeat('a.b|a.b&(', 1000) || 'a.b|c.d' || repeat(')', 1000))::tagquery) AS t (deep);
SELECT tagquery_and((repeat('!', 1000) || 'a.b')::tagquery, 'a.b') IS NOT NULL AS fits;
