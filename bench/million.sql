-- A draft of any size, for measuring taxonomy_publish() and the first use of an image.
--
--   psql -v name=million -v concepts=100000 -f bench/million.sql
--
-- Makes ten facets, the concepts in a tree ten wide, and ten English labels of three
-- made-up words for each concept: 100000 concepts have a million labels, 3 million words.
\set ON_ERROR_STOP on
INSERT INTO policyscope.taxonomy (taxonomy) VALUES (:'name');
INSERT INTO policyscope.facet (taxonomy, facet)
SELECT :'name', 'f' || i FROM generate_series(0, 9) AS i;
INSERT INTO policyscope.concept (taxonomy, concept)
SELECT :'name', format('f%s.c%s', i % 10, i) FROM generate_series(1, :concepts) AS i;
INSERT INTO policyscope.broader (taxonomy, concept, broader)
SELECT :'name', format('f%s.c%s', i % 10, i), format('f%s.c%s', (i / 10) % 10, i / 10)
FROM generate_series(10, :concepts) AS i;
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, weight)
SELECT :'name', format('f%s.c%s', i % 10, i), 'en', format('%s %s %s',
		substr(translate(md5(format('%s a', i * 10 + k)), '0123456789', 'ghijklmnop'), 1, 3 + (i + k) % 5),
		substr(translate(md5(format('%s b', i * 7 + k * 13)), '0123456789', 'qrstuvwxyz'), 1, 4 + (i + k) % 6),
		substr(translate(md5(format('%s c', i * 10 + k)), '0123456789', 'ghijklmnop'), 1, 5 + i % 7)),
	CASE k WHEN 0 THEN 'pref' ELSE 'alt' END, 1 + (i % 4) * 0.25
FROM generate_series(1, :concepts) AS i, generate_series(0, 9) AS k;
ANALYZE policyscope.concept, policyscope.broader, policyscope.label;
