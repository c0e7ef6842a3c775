--
-- Inflection and spelling: what a label matches beside the way it is written
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('inflect');
-- every label a concept of its own, so that none hides another
INSERT INTO policyscope.facet (taxonomy, facet, overlap) VALUES ('inflect', 'all', 'all'), ('inflect', 'one', 'longest');

-- Publishes these labels, "lang: label" each, and tells which of them each text has.
CREATE FUNCTION pg_temp.labels(VARIADIC labels text[]) RETURNS void LANGUAGE sql AS $$
	DELETE FROM policyscope.concept WHERE taxonomy = 'inflect';
	INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'inflect', 'all.c' || i FROM generate_series(1, cardinality(labels)) AS i;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label)
		SELECT 'inflect', 'all.c' || i, split_part(l, ': ', 1), split_part(l, ': ', 2) FROM unnest(labels) WITH ORDINALITY AS given (l, i);
	SELECT taxonomy_publish('inflect') $$;
CREATE FUNCTION pg_temp.found(VARIADIC texts text[]) RETURNS TABLE (text text, found text) LANGUAGE sql AS $$
	SELECT t, COALESCE((SELECT string_agg(m.surface || '=' || m.label, ', ' ORDER BY m.start_char, m.label COLLATE "C") FROM tag_mentions('inflect', t) AS m), '-')
	FROM unnest(texts) WITH ORDINALITY AS given (t, i) ORDER BY i $$;

-- the last word, in singular and plural, both directions
SELECT pg_temp.labels('en: data policy', 'en: semiconductors', 'en: gas turbine', 'en: box', 'en: research institutes', 'en: approaches to risk', 'en: start-up', 'en: business');
SELECT * FROM pg_temp.found('data policies', 'Data Policies', 'data-policies', 'datas policy', 'a semiconductor', 'semiconductors', 'semiconductored', 'gas turbines', 'gases turbine', 'boxes', 'research institute', 'researches institutes', 'approaches to risks', 'approach to risk', 'start-ups', 'businesses');
-- irregular nouns
SELECT pg_temp.labels('en: analysis', 'en: neural matrix', 'en: women', 'en: vertex', 'en: leaf', 'en: axe', 'en: axis', 'en: phenomenon', 'en: aircraft', 'en: quiz', 'en: spokesperson');
SELECT * FROM pg_temp.found('analyses', 'neural matrices', 'neural matrixes', 'woman', 'women', 'vertices', 'leaves', 'axes', 'axe', 'axis', 'phenomena', 'aircraft', 'aircrafts', 'quizzes', 'spokespersons', 'spokespeople');
-- no other number, or one with another meaning
SELECT pg_temp.labels('en: news', 'en: robotics', 'en: physics', 'en: goods', 'en: security', 'en: customs', 'en: plan 2025', 'en: vitamin b', 'en: Adams', 'en: Adam', 'en: U.S.', 'en: C++', 'en: COVID-19', 'en: doe');
SELECT * FROM pg_temp.found('new', 'news', 'robotic', 'physic', 'good', 'goods', 'securities', 'custom', 'plan 2025s', 'vitamin bs', 'Adam', 'Adams', 'U.S.s', 'C++s', 'COVID-19s', 'doe', 'does');

-- acronyms: the capitals stay capitals, and the s is small where the line has small letters
SELECT pg_temp.labels('en: LLM', 'en: PCs', 'en: IoT', 'en: GP', 'en: AI', 'en: PhD');
SELECT * FROM pg_temp.found('LLMs', 'LLM''s', 'LLM’s', 'the LLMS', 'LLMS FOR ALL', 'llms', 'Llms', 'PC', 'PCs', 'PC''s', 'pcs', 'IoTs', 'a GPS receiver', 'two GPs', 'AIs', 'the AIS', 'PhDs');

-- spelling, anywhere in the label
SELECT pg_temp.labels('en: industrialisation programme', 'en: behavioral analyzer', 'en: defence', 'en: modelling', 'en: fibre network', 'en: organizations', 'en: tyre', 'en: Harbour', 'en: paediatrics', 'en: colourising');
SELECT * FROM pg_temp.found('industrialization programs', 'industrialization programme', 'industrialisation programmes', 'behavioural analysers', 'behavioral analyser', 'defense', 'defences', 'modeling', 'fiber networks', 'microfiber network', 'organisation', 'Organisations', 'tires', 'Harbor', 'harbor', 'pediatrics', 'colorizing', 'colourizing');
-- words that are not a pair of spellings
SELECT pg_temp.labels('en: advertising', 'en: enterprise', 'en: size', 'en: four', 'en: hour', 'en: seize', 'en: promise', 'en: check');
SELECT * FROM pg_temp.found('enterprize', 'sise', 'for', 'hor', 'seise', 'promize', 'cheque');
-- that is a cheque, but no check is
SELECT pg_temp.labels('en: cheque', 'en: story');
SELECT * FROM pg_temp.found('check', 'cheques', 'checks', 'storeys');

-- compounds of the list, closed, hyphenated and open, in either spelling and number
SELECT pg_temp.labels('en: data centre', 'en: cybersecurity law', 'en: e-commerce', 'en: Blockchain', 'en: cryptocurrencies', 'en: Cyber Attack', 'en: keyboard');
SELECT * FROM pg_temp.found('datacentre', 'data-centres', 'data center', 'datacenters', 'DataCenters', 'data, centre', 'cyber security laws', 'cyber-security law', 'ecommerce', 'e commerce', 'Block chain', 'Block chains', 'block chain', 'crypto currency', 'crypto-currencies', 'Cyberattacks', 'CyberAttack', 'cyberattack', 'key board');

-- German: the last word; Spanish and French: the head and what agrees with it
SELECT pg_temp.labels('de: künstliche Intelligenz', 'de: Batterie', 'de: Netzwerke', 'de: Bank', 'de: Land', 'de: Quantencomputer', 'de: Gesetze');
SELECT * FROM pg_temp.found('künstliche Intelligenzen', 'künstlichen Intelligenz', 'Batterien', 'Netzwerk', 'Netzwerken', 'Banken', 'Banker', 'Lander', 'Quantencomputern', 'Quantencomputers', 'Gesetz', 'gesetz');
SELECT pg_temp.labels('fr: énergie renouvelable', 'fr: réseau national', 'fr: centres de données', 'fr: technicien', 'fr: port', 'fr: véhicule électrique autonome', 'fr: accès', 'fr: loi', 'fr-CA: brevet');
SELECT * FROM pg_temp.found('énergies renouvelables', 'energies renouvelables', 'énergies renouvelable', 'réseaux nationaux', 'centre de données', 'centres de donnée', 'technicienne', 'techniciennes', 'ports', 'porte', 'véhicules électriques autonomes', 'accès', 'lois', 'brevets', 'accè');
SELECT pg_temp.labels('es: energía renovable', 'es: sensor', 'es: investigador', 'es: ley de datos', 'es: puerto', 'es: información');
SELECT * FROM pg_temp.found('energías renovables', 'sensores', 'investigadora', 'investigadoras', 'leyes de datos', 'ley de dato', 'puertos', 'puerta', 'informaciones');
-- other languages, and English in another, match as they are written
SELECT pg_temp.labels('zh: semiconductor', 'it: sensore', 'eng: sensor', 'en-GB: labour market');
SELECT * FROM pg_temp.found('semiconductors', 'sensori', 'sensors', 'labor markets');

-- inflect = false
SELECT pg_temp.labels('en: data centre', 'en: LLM', 'fr: loi', 'de: Gesetz', 'en: law');
UPDATE policyscope.label SET inflect = false WHERE taxonomy = 'inflect' AND label <> 'law';
SELECT taxonomy_publish('inflect');
SELECT * FROM pg_temp.found('data centres', 'datacentre', 'data center', 'data centre', 'LLMs', 'LLM', 'lois', 'loi', 'Gesetze', 'laws');

-- what is written goes before what is inflected, within a facet and without a condition
DELETE FROM policyscope.concept WHERE taxonomy = 'inflect';
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('inflect', 'one.arm'), ('inflect', 'one.arms'), ('inflect', 'all.arm'), ('inflect', 'one.chip'), ('inflect', 'one.bar'), ('inflect', 'one.bars');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, requires) VALUES
	('inflect', 'one.arm', 'en', 'arm', 'pref', NULL), ('inflect', 'one.arms', 'en', 'arms', 'pref', NULL), ('inflect', 'all.arm', 'en', 'arm', 'pref', NULL),
	('inflect', 'one.chip', 'en', 'chips', 'pref', NULL), ('inflect', 'one.chip', 'en', 'chip', 'negative', NULL),
	('inflect', 'one.bar', 'en', 'bar', 'pref', NULL), ('inflect', 'one.bars', 'en', 'bars', 'pref', 'one.chip');
SELECT taxonomy_publish('inflect');
SELECT t, m.concept, m.label FROM unnest(ARRAY['arm', 'arms', 'chip', 'chips', 'bars']) WITH ORDINALITY AS given (t, i), tag_mentions('inflect', t) AS m ORDER BY i, m.concept;

-- a label and its plural in one concept are nothing to be told of
SELECT pg_temp.labels('en: network');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight) VALUES ('inflect', 'all.c1', 'en', 'networks', 1), ('inflect', 'all.c1', 'en', 'Networks', 0.5);
SELECT taxonomy_publish('inflect');
SELECT * FROM taxonomy_lint('inflect');
SELECT to_tagset('inflect', 'network and networks');

-- without a stemmer: as they are written, and it is said
SELECT pg_temp.labels('fr: loi', 'de: Gesetz', 'en: law');
BEGIN;
ALTER TEXT SEARCH DICTIONARY pg_catalog.french_stem RENAME TO stem_of_french;
\set VERBOSITY default
DO $$ BEGIN PERFORM pg_temp.labels('fr: loi', 'fr: décret', 'de: Gesetz', 'en: law'); END $$;
\set VERBOSITY terse
SELECT * FROM pg_temp.found('loi', 'lois', 'Gesetze', 'laws');
ROLLBACK;
SELECT * FROM pg_temp.found('loi', 'lois');
-- whatever the search path: a dictionary of that name elsewhere is none of ours
CREATE SCHEMA elsewhere;
CREATE TEXT SEARCH DICTIONARY elsewhere.french_stem (TEMPLATE = pg_catalog.simple);
SET search_path = elsewhere, public, pg_catalog;
SELECT pg_temp.labels('fr: loi');
SELECT * FROM pg_temp.found('lois');
RESET search_path;
DROP SCHEMA elsewhere CASCADE;

-- no label has more than 32 forms, however many spellings it could have
SELECT pg_temp.labels('en: ' || repeat('colour behaviour organisation ', 8) || 'data centre');
SELECT f.t AS text, to_tagset('inflect', f.t) @@ 'all.c1'::tagquery AS found
FROM (VALUES (repeat('colour behaviour organisation ', 8) || 'data centre'), (repeat('colour behaviour organisation ', 8) || 'data centres')) AS f (t);

DELETE FROM policyscope.taxonomy WHERE taxonomy = 'inflect';
