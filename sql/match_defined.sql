--
-- Short forms that a document defines (defined.c, definition.c)
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy, acronyms) VALUES ('defined', true);
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('defined', 't'), ('defined', 'p');
CREATE FUNCTION pg_temp.add(key text, lang text, label text, requires tagquery DEFAULT NULL, kind text DEFAULT 'pref', caps text DEFAULT 'label') RETURNS void LANGUAGE sql AS $$
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('defined', key) ON CONFLICT DO NOTHING;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, requires, kind, caps) VALUES ('defined', key, lang, label, requires, kind, caps) $$;
-- Each document with its mentions; = by a label, := defined.
CREATE FUNCTION pg_temp.find(VARIADIC documents text[]) RETURNS TABLE (document text, mentions text) LANGUAGE sql AS $$
	SELECT replace(d, E'\n', '<a>'), (SELECT coalesce(string_agg(surface || CASE kind WHEN 'defined' THEN ':=' ELSE '=' END || concept, ', ' ORDER BY start_char, concept), '-')
		FROM tag_mentions('defined', d))
	FROM unnest(documents) WITH ORDINALITY AS given (d, i) ORDER BY i $$;

SELECT pg_temp.add('t.ai', 'en', 'artificial intelligence'), pg_temp.add('t.ai', 'zh-Hans', '人工智能'), pg_temp.add('t.gen', 'en', 'generative artificial intelligence'), pg_temp.add('t.llm', 'en', 'large language model'),
	pg_temp.add('t.llm', 'en', 'LLM', 't.ai', 'alt'), pg_temp.add('t.llm', 'en', 'large language models', NULL, 'alt'), pg_temp.add('t.iot', 'en', 'Internet of Things'), pg_temp.add('t.mic', 'en', 'Made in China 2025'),
	pg_temp.add('t.agent', 'en', 'autonomous item', NULL, 'alt'), pg_temp.add('p.delta', 'zh-Hans', '长江三角洲'), pg_temp.add('p.zj', 'zh-Hans', '浙江省'), pg_temp.add('p.cn', 'en', 'China'),
	pg_temp.add('t.osi', 'en', 'operating system'), pg_temp.add('t.oss', 'en', 'OS', NULL, 'alt'), pg_temp.add('t.ram', 'en', 'random memory'), pg_temp.add('t.ram', 'en', 'RM', NULL, 'alt'),
	pg_temp.add('t.bad', 'en', 'bad thing'), pg_temp.add('t.bad', 'en', 'BT', NULL, 'negative'), pg_temp.add('t.low', 'en', 'lower case'), pg_temp.add('t.other', 'en', 'lc', NULL, 'alt', 'ignore'),
	pg_temp.add('p.eco', 'en', 'École nationale'), pg_temp.add('t.long', 'en', 'AI act', NULL, 'alt');
SELECT taxonomy_publish('defined');

-- from there on, whole words, the case as defined, a plural or a possessive
SELECT * FROM pg_temp.find('artificial intelligence (AI): AI', 'AI is artificial intelligence (AI).', 'artificial intelligence (AI). ai Ai AIs AI''s AIX XAI AI-driven 5AI AI2 a_AI', 'artificial intelligence (AIs): AI AIs',
	'Artificial Intelligence (AI) and AI', 'artificial intelligence AI (AI) AI', 'artificial intelligence. (AI) AI', 'artificial intelligence, (AI) AI');
-- the label would need a requires
SELECT * FROM pg_temp.find('LLM', 'large language model (LLM): LLM', 'large language models (LLMs): LLM LLMs', 'LLM artificial intelligence', 'large language model (LLM): LLM, artificial intelligence');
-- what fits
SELECT * FROM pg_temp.find('Internet of Things (IoT): IoT IOT', 'Made in China 2025 (MIC2025): MIC2025 MIC', 'École nationale (EN): EN', 'generative artificial intelligence (AI): AI', 'generative artificial intelligence (GenAI): GenAI',
	'artificial intelligence (XAI): XAI', 'artificial intelligence (IA): IA', 'artificial intelligence (A): A', 'artificial intelligence (ai): ai', 'artificial intelligence (artificial): artificial', 'China (PRC): PRC', 'Internet of Things (A.I.): A.I.');
-- how it is written
SELECT * FROM pg_temp.find('artificial intelligence  (AI) AI', E'artificial intelligence\n(AI) AI', 'artificial intelligence ("AI") AI', 'artificial intelligence (“AI”) AI', 'artificial intelligence (AI AI', 'artificial intelligence (AI, and more) AI',
	'artificial intelligence [AI] AI', 'artificial intelligence ( AI ) AI', 'artificial intelligence (AI', 'artificial intelligence (', 'artificial intelligence ()');
SELECT mentions FROM pg_temp.find(E'artificial intelligence\r\n(AI) AI');
-- of full width
SELECT * FROM pg_temp.find('artificial intelligence (ＡＩ): AI ＡＩ ＡＩｓ', 'artificial intelligence (ＡＩｓ): AI', 'artificial intelligence (ＸＡＩ): XAI', '人工智能（ＣｈａｔＧＰＴ）。ChatGPT', '人工智能（ｃｈａｔ）。chat');
-- Chinese
SELECT * FROM pg_temp.find('人工智能（AI）与AI技术', '人工智能(AI)，AI', '人工智能（Artificial Intelligence）AI', '人工智能（ChatGPT）。ChatGPT', '人工智能（以下简称AI）。AI', '人工智能（以下简称“智能”）。智能',
	'长江三角洲（以下简称长三角）。长三角', '長江三角洲（以下簡稱「長三角」）。長三角一体化', '浙江省（以下简称两省一市）。两省一市', '浙江省（简称浙）。浙', '浙江省（浙江）。浙江', '长江三角洲（以下简称为：三角）。三角形、三角洲、三角');
-- an existing label of the span is not shadowed, of its own concept not doubled; a negative one takes it
SELECT * FROM pg_temp.find('operating system (OS): OS', 'random memory (RM): RM', 'bad thing (BT): BT', 'lower case (LC): LC lc');
-- a longer mention of the facet shadows it
SELECT * FROM pg_temp.find('artificial intelligence (AI): the AI act, AI');
-- the later definition counts, facet by facet
SELECT * FROM pg_temp.find('artificial intelligence (AI), AI, autonomous item (AI), AI', 'autonomous item (AI), AI, artificial intelligence (AI), AI');
-- what it weighs, and its label
SELECT concept, label, lang, surface, start_char, char_length, evidence, inside, kind FROM tag_mentions('defined', '𠮷 人工智能（AI）。AI');
SELECT accepted, rule, label, kind, surface, start_char FROM tag_explain('defined', 'large language model (LLM), LLMs', 't.llm');
SELECT to_tagset('defined', 'artificial intelligence (AI), AI, AI');
-- parts of a document, in their order
SELECT to_tagset('defined', '{"A": "artificial intelligence (AI)", "D": ["AI", "AI"]}'::jsonb), to_tagset('defined', '{"A": "AI", "D": "artificial intelligence (AI)"}'::jsonb);
CREATE TEMP TABLE docs (title text, body text, tags tagset);
CREATE TRIGGER docs_tags BEFORE INSERT ON docs FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('tags', 'defined', 'title:A', 'body');
INSERT INTO docs VALUES ('artificial intelligence (AI)', 'AI') RETURNING tags;

-- switched off: nothing
UPDATE policyscope.taxonomy SET acronyms = false WHERE taxonomy = 'defined';
SELECT taxonomy_publish('defined');
SELECT * FROM pg_temp.find('artificial intelligence (AI): AI', '人工智能（AI）。AI');
UPDATE policyscope.taxonomy SET acronyms = true WHERE taxonomy = 'defined';
SELECT taxonomy_publish('defined');

-- the order of labels does not matter
CREATE TEMP TABLE sample AS SELECT n, string_agg(piece, ' ' ORDER BY md5(n || '/' || i)) AS body
	FROM generate_series(1, 300) n, LATERAL (VALUES ('artificial intelligence (AI)'), ('autonomous item (AI)'), ('人工智能（AI）'), ('AI'), ('AIs'), ('AI act'), ('LLM'), ('large language model (LLM)'), ('the LLMs'), ('operating system (OS)'), ('OS'),
		('长江三角洲（以下简称长三角）'), ('长三角'), ('generative artificial intelligence (GAI).'), ('GAI'), (E'\n\n')) p (piece), generate_series(1, 3) i
	WHERE ('x' || substr(md5(n || piece || i), 1, 2))::bit(8)::int < 120 GROUP BY n;
CREATE TEMP TABLE before AS SELECT n, m.* FROM sample, tag_mentions('defined', body) m;
SELECT kind, count(*) > 100 AS many FROM before GROUP BY kind ORDER BY kind;
CREATE TEMP TABLE labels AS SELECT * FROM policyscope.label WHERE taxonomy = 'defined';
DELETE FROM policyscope.label WHERE taxonomy = 'defined';
INSERT INTO policyscope.label SELECT * FROM labels ORDER BY md5(label);
SELECT taxonomy_publish('defined');
SELECT count(*) FROM ((SELECT * FROM before EXCEPT SELECT n, m.* FROM sample, tag_mentions('defined', body) m)
	UNION ALL (SELECT n, m.* FROM sample, tag_mentions('defined', body) m EXCEPT SELECT * FROM before)) AS other;
-- mentions are where they say; definitions act only forward, and only where the form stands
SELECT count(*) FROM before JOIN sample USING (n) WHERE substr(body, start_char, char_length) <> surface
	OR (kind = 'defined' AND left(body, start_char - 1) !~ ('[(（](以下简称)?' || regexp_replace(surface, 's$', '') || '[)）]'));
-- what stands before the first bracket is as without the switch
SELECT count(*) FROM before b JOIN sample USING (n) WHERE kind = 'defined' AND start_char < strpos(translate(body, '（', '('), '(');
-- without the defined ones the rest is what the labels give
UPDATE policyscope.taxonomy SET acronyms = false WHERE taxonomy = 'defined';
SELECT taxonomy_publish('defined');
SELECT count(*) FROM sample, tag_mentions('defined', body) m WHERE NOT EXISTS (SELECT 1 FROM before b WHERE b.n = sample.n AND b.concept = m.concept AND b.start_char = m.start_char);
SELECT count(*) FROM before b WHERE kind <> 'defined' AND NOT EXISTS (SELECT 1 FROM sample, tag_mentions('defined', body) m WHERE b.n = sample.n AND b.concept = m.concept AND b.start_char = m.start_char);

DELETE FROM policyscope.taxonomy WHERE taxonomy = 'defined';
