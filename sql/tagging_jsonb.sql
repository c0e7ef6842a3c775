--
-- to_tagset of jsonb: zones, and fields with a map of zones
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('zones');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('zones', 'tech'), ('zones', 'place');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('zones', 'tech.ai'), ('zones', 'tech.chip'), ('zones', 'place.CN');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, weight, requires) VALUES
	('zones', 'tech.ai', 'en', 'AI', 1, NULL), ('zones', 'place.CN', 'en', 'China', 0.333, NULL),
	('zones', 'tech.chip', 'en', 'chips', 1, 'tech.ai');
SELECT taxonomy_publish('zones');
SET policyscope.taxonomy = 'zones';

CREATE FUNCTION pg_temp.refusal(statement text, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;

-- A weighs 4, B 2, C 1.5, D 1; each contribution is rounded once
SELECT zone, to_tagset(jsonb_build_object(zone, 'AI in China')) FROM unnest('{A,B,C,D,a,b,c,d}'::text[]) zone;
SELECT to_tagset('{"A": "AI", "B": "AI", "C": "AI", "D": "AI"}'::jsonb);
-- all of it is one document: words add, and a requires looks at all zones
SELECT to_tagset('{"A": "AI", "D": "three chips here"}'::jsonb), to_tagset('{"D": "three chips here"}'::jsonb);
-- but no label runs over from one text into the next
SELECT to_tagset('zones', '{"D": ["A", "I", "AI"]}'::jsonb);
SELECT to_tagset('{"D": ["AI", null, "China", "AI"], "A": null, "B": [], "C": [""]}'::jsonb);
SELECT to_tagset('{}'::jsonb), to_tagset('zones', '{}'::jsonb), to_tagset('{"A": ""}'::jsonb);

-- named fields
SELECT to_tagset('zones', '{"title": "AI", "body": "China", "url": "AI"}'::jsonb, '{"title": "A", "body": "d"}');
SELECT to_tagset('zones', '{"title": "AI", "parts": ["AI", "China"]}'::jsonb, zones => '{"title": "B", "parts": "D", "absent": "A"}');
SELECT to_tagset('zones', '{"A": "AI", "title": "AI"}'::jsonb, '{"title": "B"}') AS a_is_not_named;
-- what the map does not name may be anything
SELECT to_tagset('zones', '{"id": 17, "nested": {"title": ["AI", {"title": "AI"}]}, "list": [1, [2]], "flag": true, "title": "AI"}'::jsonb, '{"title": "D"}');
SELECT to_tagset('zones', '{"title": "AI"}'::jsonb, '{}'), to_tagset('zones', '{"D": "AI"}'::jsonb, NULL);
-- keys of any script and length
SELECT to_tagset('zones', jsonb_build_object('标题', 'AI', repeat('k', 300), 'AI'), jsonb_build_object('标题', 'A', repeat('k', 300), 'C'));

-- NULL
SELECT to_tagset(NULL::jsonb) IS NULL AS alone, to_tagset('zones', NULL::jsonb) IS NULL AS document,
	to_tagset(NULL, '{"A": "AI"}'::jsonb) IS NULL AS taxonomy, to_tagset('zones', NULL::jsonb, '{"x": "Z"}') IS NULL AS map,
	to_tagset(NULL, NULL::jsonb, NULL) IS NULL AS all;

-- errors
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"title": "AI"}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"A": "AI", "": "AI"}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"E": "AI"}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"AB": "AI"}'::jsonb, NULL) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('["AI"]'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('"AI"'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('null'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"A": 1}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"A": {"B": "AI"}}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"A": ["AI", 1]}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"A": ["AI", ["AI"]]}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('{"A": ["AI", {"A": "AI"}]}'::jsonb) $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"title": "AI"}'::jsonb, '{"title": "title"}') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"title": "AI"}'::jsonb, '{"title": 1}') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"title": "AI"}'::jsonb, '{"title": null}') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"title": true}'::jsonb, '{"title": "A"}') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"title": "AI"}'::jsonb, '["A"]') $$);
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"title": "AI"}'::jsonb, '"A"') $$);
SELECT state, message FROM pg_temp.refusal($$ SELECT to_tagset('nowhere', '{"A": "AI"}'::jsonb) $$);
-- the map itself is checked, also where the document does not have the field
SELECT * FROM pg_temp.refusal($$ SELECT to_tagset('zones', '{"body": "AI"}'::jsonb, '{"title": "Z", "body": "D"}') $$);
-- untyped: a literal could be text or jsonb, and is text
SELECT to_tagset('{"A": "AI"}');

RESET policyscope.taxonomy;
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'zones';
