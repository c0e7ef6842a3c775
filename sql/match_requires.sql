--
-- Labels with requires: when they are admitted, and what follows (requires.c)
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('requires');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('requires', 't'), ('requires', 'p'), ('requires', 's');
CREATE FUNCTION pg_temp.add(key text, label text, requires tagquery DEFAULT NULL, scope text DEFAULT 'document', kind text DEFAULT 'alt') RETURNS void LANGUAGE sql AS $$
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('requires', key) ON CONFLICT DO NOTHING;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, requires, requires_scope, kind) VALUES ('requires', key, 'en', label, requires, scope, kind) $$;
-- Each document with its mentions.
CREATE FUNCTION pg_temp.find(VARIADIC documents text[]) RETURNS TABLE (document text, mentions text) LANGUAGE sql AS $$
	SELECT replace(d, E'\n', '<a>'), (SELECT coalesce(string_agg(surface || '=' || concept, ', ' ORDER BY n), '-') FROM tag_mentions('requires', d)
			WITH ORDINALITY AS m (facet, concept, label, lang, surface, start_char, char_length, evidence, inside, kind, n))
	FROM unnest(documents) WITH ORDINALITY AS given (d, i) ORDER BY i $$;

SELECT pg_temp.add('t.crop', 'plant'), pg_temp.add('t.energy', 'power'), pg_temp.add('t.nuclear', 'nuclear'), pg_temp.add('p.china', 'China'), pg_temp.add('p.guizhou', 'Guizhou'), pg_temp.add('p.asia', 'Asia');
INSERT INTO policyscope.broader (taxonomy, concept, broader) VALUES ('requires', 'p.guizhou', 'p.china'), ('requires', 'p.china', 'p.asia'), ('requires', 't.nuclear', 't.energy');
-- keys, and, or, not, facets
SELECT pg_temp.add('s.cell', 'cell', 't.energy'), pg_temp.add('s.both', 'both', 't.crop & t.nuclear'), pg_temp.add('s.either', 'either', 't.crop | t.nuclear'), pg_temp.add('s.without', 'without', '!t.crop'),
	pg_temp.add('s.mixed', 'mixed', '(t.crop | p.china) & !t.nuclear'), pg_temp.add('s.place', 'place', 'p.*'), pg_temp.add('s.noplace', 'noplace', '!p.*'), pg_temp.add('s.own', 'own', 's.own'),
	pg_temp.add('s.asian', 'asian', 'p.asia'), pg_temp.add('s.long', 'long', 't.crop & t.nuclear & p.china | !(t.crop | t.energy | p.*) & !s.own');
-- in the sentence
SELECT pg_temp.add('s.near', 'near', 't.crop', 'sentence'), pg_temp.add('s.nowhere', 'nowhere', '!t.crop', 'sentence'), pg_temp.add('s.here', 'here', 'p.*', 'sentence');
-- what an admitted label admits, in either order of names and of places
SELECT pg_temp.add('s.first', 'first', 's.second'), pg_temp.add('s.second', 'second', 't.crop'), pg_temp.add('s.third', 'third', 's.second');
-- an unconditional label beside a conditional one; two conditional ones
SELECT pg_temp.add('s.state', 'state'), pg_temp.add('s.state_grid', 'state grid', 't.energy'), pg_temp.add('s.grid', 'grid'), pg_temp.add('s.grid_code', 'grid code', 't.energy'), pg_temp.add('s.code', 'code');
SELECT pg_temp.add('s.model', 'model', 't.crop'), pg_temp.add('s.large_model', 'large model', 't.nuclear');
-- a negative label with requires, and one that a requires does not see
SELECT pg_temp.add('t.crop', 'plant manager', NULL, 'document', 'negative'), pg_temp.add('s.wave', 'wave'), pg_temp.add('s.no_wave', 'wave', 't.nuclear', 'document', 'negative');
-- the same requires twice, one of them with a label of its own that is unconditional
SELECT pg_temp.add('s.chip', 'chip', 't.energy'), pg_temp.add('s.chip', 'microchip'), pg_temp.add('s.snack', 'chip', 't.crop');
SELECT taxonomy_publish('requires');

-- keys and operators
SELECT * FROM pg_temp.find('cell', 'power cell', 'cell, power', 'plant cell', 'both plant', 'both plant nuclear', 'either', 'either plant', 'either nuclear', 'without', 'without plant', 'mixed', 'mixed plant', 'mixed China', 'mixed China nuclear', 'own');
-- a narrower concept is enough, a broader one is not
SELECT * FROM pg_temp.find('nuclear cell', 'Guizhou asian', 'China asian', 'asian', 'mixed Guizhou', 'mixed Asia', 'either power');
-- any concept of a facet
SELECT * FROM pg_temp.find('place', 'place Guizhou', 'noplace', 'noplace Asia', 'place plant');
SELECT * FROM pg_temp.find('long', 'long plant', 'long plant nuclear China', 'long plant nuclear Guizhou', 'long power', 'long Asia', 'long state');
-- the whole document, wherever it stands
SELECT * FROM pg_temp.find(E'A cell.\n\nAnother paragraph. It has power.', E'Power here!\n\nA cell.');
-- the sentence only
SELECT * FROM pg_temp.find('near a plant', 'plant near', 'near. A plant', 'A plant. It is near.', 'A plant! near', 'A plant? near', 'A plant… near', 'A plant, a plant; near', 'The U.S. plant is near', 'A plant e.g. near', 'In a plant. near', E'plant\nnear', E'plant\n\nnear',
	E'plant\n\n- near', '植物 plant。near', 'plant。 near', 'plant！near', 'A "plant." Near it', 'plant (3.5) near', 'nowhere', 'nowhere plant', 'Nowhere. A plant.', 'Here. China.', 'Here in China.', 'plant near. near', 'plant at 3. Near it');
-- what is admitted admits nothing further, whatever the order
SELECT * FROM pg_temp.find('plant first second third', 'third second first plant', 'second', 'first second');
-- admitted labels join and the facet resolves again
SELECT * FROM pg_temp.find('state grid code', 'state grid code power', 'grid code', 'grid code power', 'large model', 'large model plant', 'large model nuclear', 'large model plant nuclear', 'model plant');
-- a mention that a negative label takes is none for requires
SELECT * FROM pg_temp.find('either plant manager', 'either plant manager, plant', 'wave', 'wave nuclear');
-- one label of two concepts with different requires
SELECT * FROM pg_temp.find('chip', 'chip power', 'chip plant', 'chip plant power', 'microchip', 'microchip chip');
-- the parts of a document are one document, but not one sentence
SELECT to_tagset('requires', '{"A": "power", "D": "cell"}'::jsonb), to_tagset('requires', '{"A": "plant", "D": "near"}'::jsonb), to_tagset('requires', '{"A": "plant", "D": "near plant"}'::jsonb),
	to_tagset('requires', '{"D": ["plant", "near"]}'::jsonb);

-- tag_explain
SELECT accepted, rule, label, surface, start_char, detail FROM tag_explain('requires', 'cell', 's.cell');
SELECT accepted, rule, label, surface, start_char, detail FROM tag_explain('requires', 'cell power', 's.cell');
SELECT accepted, rule, label, surface, start_char, detail FROM tag_explain('requires', 'state grid code power', 's.grid');
SELECT accepted, rule, label, surface, start_char, detail FROM tag_explain('requires', 'state grid code power', 's.grid_code');
SELECT accepted, rule, label, surface, start_char, detail FROM tag_explain('requires', 'A plant. Near; near', 's.near');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('requires', 'wave', 's.no_wave');
SELECT accepted, rule, label, kind, surface, start_char, detail FROM tag_explain('requires', 'wave nuclear', 's.wave');

-- another order of the same labels: the same mentions
SELECT taxonomy_copy('requires', 'requires_2');
UPDATE policyscope.label SET lang = CASE WHEN label < 'm' THEN 'zz' ELSE 'aa' END WHERE taxonomy = 'requires_2';
SELECT taxonomy_publish('requires_2');
SELECT count(*) AS documents, bool_and(to_tagset('requires', d) = to_tagset('requires_2', d)) AS same
FROM unnest(ARRAY['plant first second third', 'third second first plant', 'large model plant nuclear', 'state grid code power', 'chip plant power', 'wave nuclear', 'long plant nuclear Guizhou']) AS d;

DELETE FROM policyscope.taxonomy WHERE NOT shipped;
