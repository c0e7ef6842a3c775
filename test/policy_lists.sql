-- The lists shipped with the taxonomy policy: whole, resolved, and found by their own names.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;

CREATE TEMP TABLE item AS
SELECT split_part(target, ':', 1) AS list, substr(target, strpos(target, ':') + 1) AS item,
	array_agg(concept) AS concepts, array_agg(DISTINCT relation) AS relations
FROM policyscope.mapping WHERE taxonomy = 'policy' GROUP BY 1, 2;

CREATE TEMP TABLE list (list, items) AS VALUES
	('aspi_ctt_2025', 74), ('cn_fyp13_equipment', 8), ('cn_fyp13_frontier', 6), ('cn_fyp13_industry', 10),
	('cn_fyp13_projects', 15), ('cn_fyp14_digital', 7), ('cn_fyp14_frontier', 7), ('cn_fyp14_future', 6),
	('cn_fyp14_industry', 9), ('cn_fyp14_manufacturing', 8), ('cn_fyp15_frontier', 6), ('cn_fyp15_future', 7),
	('cn_fyp15_industry', 4), ('cn_made_in_china_2025', 10), ('eu_critical_2023', 10),
	('eu_critical_2023_technologies', 42), ('us_cet_2024', 18), ('us_cet_2024_subfields', 119), ('wipo_35', 35);

SELECT plan(6 + (SELECT count(*)::int FROM item));

SELECT bag_eq('SELECT list, count(*)::int FROM item GROUP BY 1',
	$$ SELECT list, items FROM list UNION ALL SELECT list || '_en', items FROM list WHERE list ^@ 'cn_' $$,
	'the lists and the number of their items');
SELECT is_empty($$ SELECT list, item FROM item WHERE NOT relations && '{exactMatch,closeMatch,broadMatch}' $$,
	'every item has a concept that counts');
SELECT is_empty($$ SELECT list, item, c FROM item, unnest(concepts) AS c
	WHERE NOT EXISTS (SELECT FROM policyscope.concept WHERE taxonomy = 'policy' AND concept = c) $$,
	'every item resolves to concepts');
SELECT is_empty($$ SELECT list, item FROM item
	WHERE NOT EXISTS (SELECT FROM tag_by_list('policy', to_tagset('policy', item.item), item.list) AS t WHERE t.item = item.item) $$,
	'every item''s own name counts for the item');
SELECT is_empty($$ SELECT list, items FROM list, tag_by_list('policy', '', list) $$, 'every list can be asked for');
SELECT is((SELECT count(DISTINCT list) FROM item), 32::bigint, 'thirty-two lists, those in English among them');

SELECT ok(to_tagset('policy', item) ?| concepts, format('%s: %s is tagged with its concept', list, item)) FROM item ORDER BY list, item;

SELECT * FROM finish();
ROLLBACK;
