--
-- Mentions inside longer ones of other facets, and what every mention weighs (inside.c, score.c)
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('weights');
INSERT INTO policyscope.facet (taxonomy, facet, overlap, inside) VALUES ('weights', 'place', 'longest', 0.25), ('weights', 'actor', 'longest', 1), ('weights', 'plan', 'longest', 0), ('weights', 'tech', 'longest', 1), ('weights', 'all', 'all', 0.5);
CREATE FUNCTION pg_temp.add(key text, label text, weight numeric DEFAULT 1, kind text DEFAULT 'alt') RETURNS void LANGUAGE sql AS $$
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('weights', key) ON CONFLICT DO NOTHING;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight, kind) SELECT 'weights', key, 'en', label, weight, kind WHERE label IS NOT NULL $$;

SELECT pg_temp.add('place.asia', 'Asia'), pg_temp.add('place.china', 'China'), pg_temp.add('place.beijing', 'Beijing', 2), pg_temp.add('actor.opengov', 'OpenGov Asia'), pg_temp.add('actor.china_bank', 'Bank of China'), pg_temp.add('actor.branch', 'of China'),
	pg_temp.add('plan.mic2025', 'Made in China 2025'), pg_temp.add('plan.bank', 'Bank of China plan'), pg_temp.add('plan.china', 'China'), pg_temp.add('actor.none', 'Asia Games', 1, 'negative'), pg_temp.add('all.made', 'Made in China'), pg_temp.add('all.china', 'China');
SELECT taxonomy_publish('weights');
-- reported with the concept it lies in, and weighs its facet's factor
SELECT concept, surface, start_char, evidence, inside FROM tag_mentions('weights', 'OpenGov Asia in Asia');
SELECT to_tagset('weights', 'OpenGov Asia in Asia');
-- of several the longest; a mention of the same facet, and one of the same span, is none
SELECT concept, surface, start_char, evidence, inside FROM tag_mentions('weights', 'Made in China 2025');
SELECT concept, surface, start_char, evidence, inside FROM tag_mentions('weights', 'the Bank of China plan');
SELECT concept, surface, start_char, evidence, inside FROM tag_mentions('weights', 'China');
SELECT to_tagset('weights', 'Made in China 2025, the Bank of China plan, China');
-- a negative label is no mention: nothing lies inside it
SELECT concept, surface, start_char, evidence, inside FROM tag_mentions('weights', 'Asia Games');
SELECT rule, concept, surface, detail FROM tag_explain('weights', 'OpenGov Asia, Asia', 'place.asia');

-- weight: thousandths, rounded once, half away from zero
SELECT pg_temp.add('tech.half', 'half', 0.5), pg_temp.add('tech.round_up', 'roundup', 0.0005), pg_temp.add('tech.round_down', 'rounddown', 0.00049), pg_temp.add('tech.third', 'third', 0.3335), pg_temp.add('tech.heavy', 'heavy', 1000), pg_temp.add('tech.exact', 'exact', 2.5);
-- roll-up: the largest product over the paths, each contribution rounded by itself
SELECT pg_temp.add('tech.top', NULL), pg_temp.add('tech.left', NULL), pg_temp.add('tech.right', 'right'), pg_temp.add('tech.bottom', 'bottom'), pg_temp.add('tech.deep', 'deep'), pg_temp.add('tech.nothing', NULL), pg_temp.add('tech.faint', 'faint', 0.1),
	pg_temp.add('tech.sister', 'bottom'), pg_temp.add('tech.tiny', NULL), pg_temp.add('place.north', NULL);
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('weights', 'tech.left', 'tech.top', 0.5), ('weights', 'tech.right', 'tech.top', 0.9), ('weights', 'tech.bottom', 'tech.left', 1), ('weights', 'tech.bottom', 'tech.right', 0.7), ('weights', 'tech.deep', 'tech.bottom', 0.5),
	('weights', 'tech.right', 'tech.nothing', 0), ('weights', 'tech.faint', 'tech.tiny', 0.004), ('weights', 'tech.sister', 'tech.right', 0.2), ('weights', 'place.beijing', 'place.china', 0.3), ('weights', 'place.china', 'place.asia', 0.3), ('weights', 'place.china', 'place.north', 0.5);
-- inside: the factor, too, is in the product that is rounded
SELECT pg_temp.add('actor.beijing', 'Beijing Times'), pg_temp.add('actor.china_daily', 'China Daily');
SELECT taxonomy_publish('weights');
SELECT to_tagset('weights', 'half roundup rounddown third third heavy exact exact');
SELECT d, to_tagset('weights', d) FROM unnest(ARRAY['right', 'bottom', 'deep', 'faint', 'faint faint', 'bottom right', 'deep, bottom, right']) WITH ORDINALITY AS t (d, n) ORDER BY n;
SELECT d, to_tagset('weights', d) FROM unnest(ARRAY['Beijing', 'China', 'Asia', 'Beijing, China', 'Beijing Times', 'China Daily', 'China Daily and China']) WITH ORDINALITY AS t (d, n) ORDER BY n;
-- evidence of a mention is what it gives its own concept
SELECT concept, surface, evidence, inside FROM tag_mentions('weights', 'rounddown roundup third Beijing Times');
-- mentions: a span counts once for a concept, whatever it carries
SELECT concept, evidence, mentions_direct, mentions FROM tag_entries(to_tagset('weights', 'bottom, deep')) ORDER BY concept;
-- zones: A 4, B 2, C 1.5, D 1
SELECT z, to_tagset('weights', jsonb_build_object(z, 'half third bottom')) FROM unnest(ARRAY['A', 'B', 'C', 'D']) AS z;
SELECT to_tagset('weights', '{"A": "half", "D": "half half"}'::jsonb), to_tagset('weights', '{"A": "half"}'::jsonb) || to_tagset('weights', '{"D": "half half"}'::jsonb) AS merged;

-- words: 1 a word, number, Katakana run or address, 0.77 a character, nothing for the rest
SELECT d, to_tagset('weights', d) FROM unnest(ARRAY['', 'one', 'one two', '3.14', '人', '人工智能', 'AI芯片', 'データ', 'China''s', 'R&D', 'CO₂', 'http://a.b/c', '。，', '👩‍💻', '인도는', 'ไทย']) WITH ORDINALITY AS t (d, n) ORDER BY n;
SELECT tag_word_count(to_tagset('weights', repeat('word ', 100000))) AS words, tag_word_count(to_tagset('weights', repeat('字', 100000))) AS characters;

DELETE FROM policyscope.taxonomy WHERE NOT shipped;
