-- An edge into another facet is the concept's own: within a facet all ancestors count, across facets
-- only what the mentioned concept itself has.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(4);

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('facets');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('facets', 'actor'), ('facets', 'place'), ('facets', 'level');
INSERT INTO policyscope.concept (taxonomy, concept)
SELECT 'facets', c FROM unnest('{actor.office,place.district,place.city,place.country,level.county,level.prefecture,level.local}'::text[]) AS c;
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES
	('facets', 'actor.office', 'en', 'office'), ('facets', 'place.district', 'en', 'district'), ('facets', 'place.city', 'en', 'city'),
	('facets', 'level.prefecture', 'en', 'prefecture');
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('facets', 'actor.office', 'place.city', 0.5), ('facets', 'place.district', 'place.city', 0.5), ('facets', 'place.city', 'place.country', 0.5),
	('facets', 'place.district', 'level.county', 0.5), ('facets', 'place.city', 'level.prefecture', 0.5),
	('facets', 'level.county', 'level.local', 0.5), ('facets', 'level.prefecture', 'level.local', 0.5);
DO $$ BEGIN PERFORM taxonomy_publish('facets'); END $$;

CREATE FUNCTION pg_temp.entries(document text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concept || ' ' || evidence::numeric, ', ' ORDER BY concept) FROM tag_entries(to_tagset('facets', document)) $$;
SELECT is(pg_temp.entries('city'), 'level.local 0.25, level.prefecture 0.5, place.city 1, place.country 0.5',
	'a concept''s edge into another facet, and what is broader there');
SELECT is(pg_temp.entries('district'), 'level.county 0.5, level.local 0.25, place.city 0.5, place.country 0.25, place.district 1',
	'a narrower concept has its own, not the one above it');
SELECT is(pg_temp.entries('office'), 'actor.office 1, place.city 0.5, place.country 0.25',
	'after such an edge only the other facet''s own ancestors follow');
SELECT is(pg_temp.entries('prefecture'), 'level.local 0.5, level.prefecture 1', 'and nothing goes back');

SELECT * FROM finish();
ROLLBACK;
