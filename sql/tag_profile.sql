--
-- tag_profile: one row about a document
--
\pset format unaligned
\pset footer off
\pset null -
\set VERBOSITY terse
SET client_min_messages = warning;
SET extra_float_digits = 0;

-- a taxonomy of its own, so that nothing here hangs on the shipped one
INSERT INTO policyscope.taxonomy (taxonomy, reading, zoning) VALUES ('profiled', true, true), ('unzoned', true, false), ('unread', false, true);
INSERT INTO policyscope.facet (taxonomy, facet, overlap) SELECT 'profiled', unnest('{tech,tool,place,actor,doctype,scheme}'::text[]), 'longest';
INSERT INTO policyscope.facet (taxonomy, facet, overlap) SELECT 'unzoned', unnest('{topic}'::text[]), 'longest';
INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'profiled', unnest('{tech.ai,tech.vision,tech.robots,tech.quantum,tool.fund,place.oz,place.emerald,place.mu,place.sea,actor.council,doctype.plan,scheme.oz25}'::text[]);
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('unzoned', 'topic.ai');
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES ('profiled', 'tech.vision', 'tech.ai', 1), ('profiled', 'place.emerald', 'place.oz', 0.3), ('profiled', 'actor.council', 'place.oz', 0.3);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind)
	SELECT 'profiled', concept, lang, label, 'alt' FROM (VALUES ('tech.ai', 'en', 'AI'), ('tech.vision', 'en', 'computer vision'), ('tech.robots', 'en', 'robots'), ('tech.quantum', 'en', 'quantum computing'), ('tool.fund', 'en', 'fund'),
	('place.oz', 'en', 'Oz'), ('place.emerald', 'en', 'Emerald City'), ('place.mu', 'en', 'Mu'), ('place.sea', 'en', 'Sea of Oz'), ('actor.council', 'en', 'Council of Oz'), ('doctype.plan', 'en', 'plan'), ('scheme.oz25', 'en', 'Yellow Road scheme'),
	('tech.ai', 'zh-Hans', '人工智能'), ('place.oz', 'zh-Hans', '奥兹'), ('place.emerald', 'zh-Hans', '翡翠'), ('place.mu', 'zh-Hans', '姆大陆'), ('doctype.plan', 'zh-Hans', '规划')) v(concept, lang, label)
	UNION ALL VALUES ('unzoned', 'topic.ai', 'en', 'AI', 'alt');
INSERT INTO policyscope.property (taxonomy, concept, name, value) VALUES ('profiled', 'place.oz', 'level', 'country'), ('profiled', 'place.emerald', 'level', 'province'), ('profiled', 'place.mu', 'level', 'country'), ('profiled', 'scheme.oz25', 'period', '2021-2025');
INSERT INTO policyscope.cue (taxonomy, lang, text, axis, value, direction, scope) VALUES ('profiled', 'en', 'must', 'force', '5', 'both', 'sentence'), ('profiled', 'en', 'will', 'force', '4', 'both', 'sentence'), ('profiled', 'en', 'should', 'force', '3', 'both', 'sentence'),
	('profiled', 'en', 'has *ed', 'status', 'achieved', 'both', 'sentence'), ('profiled', 'en', 'must not', 'force', 'prohibited', 'both', 'sentence'), ('profiled', 'en', 'if', 'polarity', 'conditional', 'forward', 'clause'), ('profiled', 'en', 'according to', 'voice', 'reported', 'both', 'clause'),
	('profiled', 'zh-Hans', '将', 'force', '4', 'both', 'sentence');
SELECT taxonomy_publish('profiled'), taxonomy_publish('unzoned'), taxonomy_publish('unread');
RESET client_min_messages;

-- the whole row
CREATE TEMP TABLE document AS SELECT E'Oz builds robots and more\n\n'
	'The land of Oz has opened a school for AI and for robots in the Emerald City, and it is proud of what it has done there.\n\n'
	'Oz will fund 20 robots by 2030. AI should be safe. According to Mu, AI must be free. AI is new; computer vision too.' AS body;
\x on
SELECT * FROM document, tag_profile('profiled', body) p;
\x off

-- language: by characters, and by common words of English
SELECT language, document FROM (VALUES ('The council is to meet as it has before.'), ('人工智能是一门学科。'), ('人工智慧是一門學科，應該發展。'), ('AI人工智能'), ('Der Rat hat beschlossen, die Forschung und die Wirtschaft zu unterstützen.'), ('日本の政府は計画を発表した。'),
	('Совет принял решение.'), ('robots robots robots'), ('2025 100 %'), ('...'), ('')) v(document), tag_profile('profiled', document);

-- s4: clauses of tech; what is urged, reported, supposed or forbidden does not commit
SELECT clauses, round(s4::numeric, 3) AS s4, round(s4_low::numeric, 3) AS low, round(s4_high::numeric, 3) AS high, document FROM (VALUES ('Oz must test AI.'), ('Oz will test AI; Oz should test robots.'), ('According to Mu, Oz will test AI.'), ('If Oz will test AI, so be it.'), ('Oz must not sell AI.'),
	('AI is old. AI is new. AI must be safe.'), ('Oz will fund it.')) v(document), tag_profile('profiled', document);
-- the same counts and interval as tag_commitments, which has a row a concept
SELECT (p.clauses, p.s4, p.s4_low, p.s4_high) = (c.clauses, c.share[4], c.share_low[4], c.share_high[4]) FROM (VALUES ('Oz must test AI; Oz should sell AI. AI is new, and AI will stay.')) v(document), tag_profile('profiled', document) p, tag_commitments('profiled', document) c WHERE concept = 'tech.ai';

-- specificity: of clauses that commit, those with a quantity or a deadline, from five on
CREATE FUNCTION pg_temp.specific(document text) RETURNS text LANGUAGE sql AS $$ SELECT format('%s of %s', specificity, committed) FROM tag_profile('profiled', document) $$;
SELECT pg_temp.specific('Oz will fund AI. Oz will fund AI. Oz will fund AI. Oz will fund AI.') AS four, pg_temp.specific('Oz will fund AI. Oz will fund AI. Oz will fund AI. Oz will fund AI. Oz will fund AI.') AS none,
	pg_temp.specific('Oz will fund AI by 2030. Oz will fund 20 robots. Oz will fund AI. Oz will fund AI. Oz will fund AI.') AS two, pg_temp.specific('By 2030, Oz will fund AI. Oz will fund AI over the next five years. Oz will fund AI. Oz will fund AI. Oz will fund AI.') AS before;
-- each clause by itself: the quantity of one says nothing of the other; a deadline goes before all of its sentence
SELECT pg_temp.specific('Oz will fund 20 robots; Oz will fund AI; Mu will fund AI; Mu will fund robots; Mu will fund quantum computing.') AS one,
	pg_temp.specific('By 2030, Oz will fund robots; Oz will fund AI; Mu will fund AI; Mu will fund robots; Mu will fund quantum computing.') AS all,
	pg_temp.specific('Oz should fund 20 robots. Oz will fund AI. Oz will fund AI. Oz will fund AI. Oz will fund AI. Oz will fund AI.') AS urged;
SELECT pg_temp.specific('到2030年，奥兹将发展人工智能，奥兹将发展人工智能。奥兹将发展人工智能。奥兹将发展人工智能。奥兹将发展人工智能。') AS chinese;

-- breadth: equally many of each are as many as there are; a concept beside its narrower one does not count; one facet or another
SELECT breadth, document FROM (VALUES ('AI'), ('AI and AI'), ('AI, robots'), ('AI, robots, quantum computing'), ('computer vision, AI'), ('AI AI AI robots'), ('Oz')) v(document), tag_profile('profiled', document);
SELECT abs(breadth - exp(-(0.75 * ln(0.75) + 0.25 * ln(0.25)))) < 1e-14 AS formula FROM tag_profile('profiled', 'AI AI AI robots');
SELECT clauses, s4, breadth FROM tag_profile('profiled', 'Oz and Mu will fund AI', facet => 'place');

-- headline: title 4 and lead 2 against 1
SELECT headline, document FROM (VALUES ('AI and robots'), (E'Title about AI in it\n\nThe lead is about nothing, and says so at some length as it has to do.\n\nBody of robots.'),
	(E'Title about this here\n\nThe lead is about AI and robots, and says so at some length as it has to do.\n\nBody of AI and of robots.')) v(document), tag_profile('profiled', document);
SELECT headline, breadth, places FROM tag_profile('unzoned', 'AI', facet => 'topic');
SELECT clauses, breadth FROM tag_profile('unzoned', 'AI');

-- horizon: as tag_periods has the periods, a concept's own among them
SELECT horizon, document FROM (VALUES ('In 2014 and in 2020.'), ('By 2030.'), ('Since 2014.'), ('Since 2014, and by 2030.'), ('By 2010; since 2014.'), ('The Yellow Road scheme.'), ('The Yellow Road scheme, in 2014.'), ('Over the next five years.'), ('31 February 2020')) v(document), tag_profile('profiled', document);
SELECT horizon FROM tag_profile('profiled', 'Over the next five years.', issued => '2021-03-11');
SELECT p.horizon = (SELECT range_merge(range_agg(period)) FROM tag_periods('profiled', document, '2021-03-11')) FROM (VALUES ('In 2014, over the next five years, between 2018 and 2023; the Yellow Road scheme.')) v(document), tag_profile('profiled', document, issued => '2021-03-11') p;

-- targets: as tag_targets has them
SELECT targets, (SELECT count(*) FROM tag_targets('profiled', document) WHERE status = 'target') AS rows FROM (VALUES ('Oz will fund 20 robots by 2030. AI grew by 10%. Mu must have 30% of robots.'), ('')) v(document), tag_profile('profiled', document);

-- the type of the document, found or given
SELECT doctype FROM (VALUES (E'The plan of Oz\n\nThis is a text that says what it has to say of robots and of many other things.'), ('AI')) v(document), tag_profile('profiled', document);
SELECT doctype FROM tag_profile('profiled', 'AI', doctype => 'doctype.plan');

-- top: what is named itself, five of a facet, by score and then by key
SELECT jsonb_pretty(top) FROM tag_profile('profiled', 'AI, robots, robots; the Emerald City; computer vision');
SELECT count(*) AS rows, bool_and((c ->> 'score')::real = to_tagset('profiled', document) -> (c ->> 'concept')) AS as_tagset FROM (VALUES ('AI, robots, robots; the Emerald City; computer vision, Oz')) v(document), tag_profile('profiled', document), jsonb_each(top) f, jsonb_array_elements(f.value) c;

-- places by level; one without a level
SELECT (SELECT string_agg(format('%s %s', l.key, (SELECT string_agg(c ->> 'concept', ' ') FROM jsonb_array_elements(l.value) c)), '; ' ORDER BY l.key) FROM jsonb_each(places) l) FROM tag_profile('profiled', 'Mu, Oz, Oz, the Emerald City and the Sea of Oz.');

-- roles
CREATE FUNCTION pg_temp.roles(document text, doctype text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s %s', c ->> 'concept', coalesce(c ->> 'role', '?')), ', ' ORDER BY c ->> 'concept') FROM tag_profile('profiled', document, doctype), jsonb_each(places) l, jsonb_array_elements(l.value) c $$;
CREATE TEMP TABLE sample (number serial, document text);
INSERT INTO sample (document) VALUES
('The council met in Oz.'), ('The council convened in Oz.'), ('A summit was held last week in the Emerald City.'), ('They are holding the 18th meeting of the group on the reform of the system in Oz.'), ('The expo took place in Oz.'), ('The conference in Oz was long.'),
-- no venues
('The meeting decided to build a school in Oz.'), ('Firms hold half of the market in Oz.'), ('Robots are built in Oz.'),
-- comparators
('Unlike Mu, Oz will fund AI.'), ('Compared with Mu and the Emerald City, Oz has opened more.'), ('Oz is ahead of Mu.'), ('Robots are cheaper than in Mu.'), ('Oz lags behind Mu.'), ('In contrast to Mu, Oz is safe.'),
-- no comparators
('More than 100 firms of Oz.'), ('Somebody other than Oz.'), ('Less than Oz$5.'),
-- subjects: before the cue that governs them; not who is quoted
('Oz will fund AI in Mu.'), ('AI will be built in Oz.'), ('According to Mu, Oz must fund AI.'),
-- Chinese
('会议在奥兹召开。'), ('论坛于2021年5月在奥兹翡翠举行。'), ('与奥兹相比，姆大陆将发展人工智能。'), ('姆大陆高于奥兹。'), ('奥兹比翡翠大。'), ('同比翡翠增长。'), ('关于奥兹举办论坛的通知。'), ('在奥兹境内举办学校。'),
-- a mention inside another name has no role
('The Sea of Oz is ahead of the Council of Oz.');
SELECT pg_temp.roles(document), document FROM sample ORDER BY number;
-- most mentions decide
SELECT pg_temp.roles('Oz will fund AI. Oz will fund robots. A meeting was held in Oz.'), pg_temp.roles('Oz will fund AI. A meeting in Oz. The summit in Oz.');
-- the title: its places are subjects; of a document with a type it names the issuer
SELECT pg_temp.roles(title || E'\n\nThis is a text that says what it has to say of robots and of many other things.'), title FROM (VALUES ('School for robots opened in Oz'), ('The plan of Oz for robots'), ('Oz plan for robots and more'), ('Robots and more: plan for Oz and Mu'), ('Plan by the Council of Oz about Mu'), ('Council of Oz: a plan for Oz and Mu'), ('Plan for the government of Mu and Oz')) v(title);
SELECT pg_temp.roles(E'奥兹人民政府关于印发姆大陆人工智能发展规划的通知\n\n为贯彻落实国家大数据战略，加快推进产业发展，现将有关内容印发给你们，请认真贯彻执行。');

-- taxonomies by turns in one statement; a property changed is seen by the next
SELECT t, (SELECT string_agg(key, ' ') FROM jsonb_each(places)) AS levels FROM (VALUES ('profiled'), ('unzoned'), ('profiled')) v(t), tag_profile(t, 'AI in Oz');
UPDATE policyscope.property SET value = 'realm' WHERE taxonomy = 'profiled' AND concept = 'place.oz';
SELECT (SELECT string_agg(key, ' ') FROM jsonb_each(places)) AS levels FROM tag_profile('profiled', 'AI in Oz');
UPDATE policyscope.property SET value = 'country' WHERE taxonomy = 'profiled' AND concept = 'place.oz';
-- nothing to say
\x on
SELECT * FROM tag_profile('profiled', '');
SELECT * FROM tag_profile('profiled', E' \n\n ');
\x off
SELECT (SELECT count(*) FROM tag_profile(NULL, 'AI')) AS taxonomy, (SELECT count(*) FROM tag_profile('profiled', NULL)) AS document, (SELECT count(*) FROM tag_profile('profiled', 'AI', NULL, NULL, NULL)) AS rest;
-- furniture is no sentence and no language
SELECT sentences, words, language FROM tag_profile('profiled', E'人工智能将改变世界，也将改变我们所有人的生活和工作方式，这一点没有人会怀疑，所以我们写下这一句话。\n\nSend this to a friend');
-- the same whatever the session's settings
SET extra_float_digits = -10;
SELECT top, places FROM tag_profile('profiled', 'Oz has AI, robots and robots.');
RESET extra_float_digits;

-- hostile: long clauses, no clauses, nested brackets, broken numbers
SELECT sentences, words, breadth, clauses, committed, specificity FROM tag_profile('profiled', repeat('Oz must fund AI by 2030, and ', 20000));
SELECT sentences, words, places #>> '{country,0,mentions}' AS mentions FROM tag_profile('profiled', repeat('in Oz held meeting than Oz ', 20000));
SELECT sentences, words, places #>> '{country,0,role}' AS role FROM tag_profile('profiled', repeat('在奥兹、', 20000) || '召开');
SELECT horizon, targets FROM tag_profile('profiled', repeat('99999999999999999 亿 of 31 February 0000 by 9999 ', 100) || repeat('(((', 1000));

-- errors
SELECT * FROM tag_profile('profiled', 'AI', facet => 'nonsense');
SELECT * FROM tag_profile('profiled', 'AI', doctype => 'doctype.nonsense');
SELECT * FROM tag_profile('profiled', 'AI', doctype => 'tech.ai');
SELECT * FROM tag_profile('unread', 'AI');
SELECT * FROM tag_profile('nowhere', 'AI');
DELETE FROM policyscope.taxonomy WHERE taxonomy IN ('profiled', 'unzoned', 'unread');
