--
-- tag_by_list: a tagset rolled up by the items of a list
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('listed');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('listed', 't');
-- top > left, right; both > shared > deep; right > loose at half weight; apart stands alone
INSERT INTO policyscope.concept (taxonomy, concept)
	SELECT 'listed', 't.' || c FROM unnest('{top,left,right,shared,deep,loose,apart}'::text[]) c;
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('listed', 't.left', 't.top', 1), ('listed', 't.right', 't.top', 1),
	('listed', 't.shared', 't.left', 1), ('listed', 't.shared', 't.right', 1),
	('listed', 't.deep', 't.shared', 1), ('listed', 't.loose', 't.right', 0.5), ('listed', 't.loose', 't.left', 0.5);
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind)
	SELECT 'listed', concept, 'en', substr(concept, 3) || 'word', 'pref' FROM policyscope.concept WHERE taxonomy = 'listed';
INSERT INTO policyscope.mapping (taxonomy, concept, relation, target) VALUES
	('listed', 't.top', 'exactMatch', 'areas:All'), ('listed', 't.deep', 'broadMatch', 'areas:All'), ('listed', 't.left', 'closeMatch', 'areas:All'),
	('listed', 't.left', 'exactMatch', 'areas:Both'), ('listed', 't.right', 'exactMatch', 'areas:Both'),
	('listed', 't.left', 'exactMatch', 'areas:Left: and more'), ('listed', 't.left', 'closeMatch', 'areas:Left: and more'),
	('listed', 't.apart', 'narrowMatch', 'areas:Narrower'), ('listed', 't.apart', 'relatedMatch', 'areas:Narrower'),
	('listed', 't.apart', 'exactMatch', 'other:Apart'), ('listed', 't.apart', 'exactMatch', 'no list'), ('listed', 't.apart', 'exactMatch', 'http://example.org/x');
SELECT taxonomy_publish('listed');

CREATE FUNCTION pg_temp.refusal(statement text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
CREATE FUNCTION pg_temp.items(document text, list text, OUT item text, OUT concepts text[], OUT evidence float8, OUT mentions int8)
	RETURNS SETOF record LANGUAGE sql AS
	$$ SELECT item, concepts, evidence, mentions FROM tag_by_list('listed', to_tagset('listed', document), list) ORDER BY item COLLATE "C" $$;

-- a concept and its ancestor are one; what two members share is counted once
SELECT * FROM pg_temp.items('topword leftword rightword sharedword deepword', 'areas');
SELECT * FROM pg_temp.items('sharedword sharedword', 'areas');
SELECT * FROM pg_temp.items('deepword', 'areas');
-- a loose kinship: taken off whole, an item keeps what its strongest member has
SELECT * FROM pg_temp.items('looseword looseword', 'areas');
SELECT * FROM pg_temp.items('looseword leftword rightword', 'areas');
-- narrowMatch and relatedMatch do not count; a target without a list is none
SELECT * FROM pg_temp.items('apartword', 'areas');
SELECT * FROM pg_temp.items('apartword', 'other');

-- score and density as in tag_entries
SELECT l.item, l.score = e.score AS score, l.density = e.density AS density
	FROM to_tagset('listed', 'leftword and leftword, words and words') AS tags,
		tag_by_list('listed', tags, 'areas') AS l JOIN tag_entries(tags) AS e ON e.concept = l.concepts[1] ORDER BY 1;
SELECT item, density, mentions FROM tag_by_list('listed', '''t.left'':2/3', 'areas') ORDER BY 1;

-- every concept that an item holds counts once, whatever is mapped
SELECT count(*) AS documents, bool_and(coalesce(l.mentions, 0) = d.n) AS once
	FROM (SELECT string_agg(w || 'word', ' ') AS body, count(*) FILTER (WHERE w <> 'top' AND w <> 'apart') AS n
		FROM generate_series(1, 63) AS g, unnest('{top,left,right,shared,deep,apart}'::text[]) WITH ORDINALITY AS c(w, i)
		WHERE g & (1 << (i - 1)::int) <> 0 GROUP BY g) AS d
	LEFT JOIN LATERAL pg_temp.items(d.body, 'areas') AS l ON l.item = 'Both' WHERE d.n > 0;

-- the published version decides, not the draft; versions can be pinned
DELETE FROM policyscope.mapping WHERE taxonomy = 'listed' AND target = 'areas:Both';
SELECT count(*) FROM pg_temp.items('leftword', 'areas');
SELECT taxonomy_publish('listed');
SELECT count(*) FROM pg_temp.items('leftword', 'areas');
SELECT count(*) FROM tag_by_list('listed@1', '''t.left'':1/1', 'areas');

-- the taxonomy of the form without one; NULL; what does not exist
SET policyscope.taxonomy = 'listed';
SELECT item FROM tag_by_list('''t.apart'':1/1', 'other');
RESET policyscope.taxonomy;
SELECT count(*) FROM tag_by_list(NULL, '''t.apart'':1/1', 'other');
SELECT count(*) FROM tag_by_list('listed', NULL, 'other');
SELECT count(*) FROM tag_by_list('listed', '''t.apart'':1/1', NULL);
SELECT count(*) FROM tag_by_list('listed', '', 'areas');
SELECT * FROM pg_temp.refusal($$SELECT * FROM tag_by_list('listed', '', 'area')$$);
SELECT * FROM pg_temp.refusal($$SELECT * FROM tag_by_list('listed', '', '')$$);
SELECT * FROM pg_temp.refusal($$SELECT * FROM tag_by_list('unlisted', '', 'areas')$$);
SELECT * FROM pg_temp.refusal($$SELECT * FROM tag_by_list('listed@9', '', 'areas')$$);
SELECT state, message FROM pg_temp.refusal($$SELECT * FROM tag_by_list('listed@1', '''t.left'':9000000000000000 ''t.right'':9000000000000000', 'areas')$$);

-- shipped lists
SELECT item, concepts, mentions FROM tag_by_list(to_tagset('policy', 'machine learning and qubits'), 'us_cet_2024') ORDER BY 1;
SELECT item FROM tag_by_list(to_tagset('policy', '量子计算与类脑计算'), 'cn_fyp14_future') ORDER BY item COLLATE "C";

DELETE FROM policyscope.taxonomy WHERE taxonomy = 'listed';

-- an edge into another facet is not passed down: a narrower concept may have fewer ancestors, and lies in no item of that facet
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('crossing');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('crossing', 'place'), ('crossing', 'level');
INSERT INTO policyscope.concept (taxonomy, concept)
	SELECT 'crossing', c FROM unnest('{place.district,place.city,place.country,level.prefecture,level.capital,level.local}'::text[]) c;
INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup) VALUES
	('crossing', 'place.district', 'place.city', 1), ('crossing', 'place.city', 'place.country', 1),
	('crossing', 'place.city', 'level.prefecture', 1), ('crossing', 'level.prefecture', 'level.local', 1), ('crossing', 'place.city', 'level.capital', 1);
INSERT INTO policyscope.label (taxonomy, concept, lang, label)
	SELECT 'crossing', concept, 'en', substr(concept, 7) FROM policyscope.concept WHERE taxonomy = 'crossing';
INSERT INTO policyscope.mapping (taxonomy, concept, relation, target) VALUES
	('crossing', 'place.city', 'exactMatch', 'areas:City'), ('crossing', 'place.district', 'exactMatch', 'areas:District'),
	('crossing', 'level.prefecture', 'exactMatch', 'areas:Prefecture'),
	('crossing', 'level.prefecture', 'exactMatch', 'areas:Seat'), ('crossing', 'level.capital', 'exactMatch', 'areas:Seat'),
	('crossing', 'level.local', 'exactMatch', 'areas:Whole'), ('crossing', 'place.city', 'exactMatch', 'areas:Whole');
SELECT taxonomy_publish('crossing');
SELECT body, string_agg(format('%s %s/%s', item, evidence, mentions), ', ' ORDER BY item COLLATE "C") AS items
	FROM unnest('{district,city,district district city,prefecture,district city prefecture}'::text[]) WITH ORDINALITY AS d(body, i),
		tag_by_list('crossing', to_tagset('crossing', body), 'areas') GROUP BY i, body ORDER BY i;
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'crossing';
