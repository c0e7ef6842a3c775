--
-- tagquery against tagset: @@ and tag_matches()
--
-- 1000 words. tech.ai: 3 mentions and 2 of narrower concepts, one of force 1 and one of 4;
-- tech.5g: 2, one of them prohibited; tech.iot: 1; place.CN-GZ: 9 and 3, read without force.
CREATE TEMP TABLE doc (tags tagset);
INSERT INTO doc VALUES ('{1000} tech.ai:4.5/3+2^1,0,0,1,0,0 tech.5g:2/2^0,0,0,0,0,1 tech.iot place.CN-GZ:12/9+3 ''odd.it''''s a key''');
CREATE FUNCTION pg_temp.answers(VARIADIC queries text[]) RETURNS TABLE (query text, matches boolean) LANGUAGE sql AS
'SELECT q, tags @@ q::tagquery FROM unnest(queries) WITH ORDINALITY AS t (q, n), doc ORDER BY n';

-- keys
SELECT * FROM pg_temp.answers('tech.ai', 'tech.quantum', 'tech.a', 'tech.ai.x', 'TECH.ai', 'place.CN-GZ', '''odd.it''''s a key''');
-- facets: the whole name, and only a facet
SELECT * FROM pg_temp.answers('tech.*', 'place.*', 'odd.*', 'sector.*', 'tec.*', 'technology.*', '''tech.*''');
-- operators
SELECT * FROM pg_temp.answers('tech.ai & tech.iot', 'tech.ai & tech.quantum', 'tech.quantum & tech.ai', 'tech.quantum | tech.ai',
	'tech.quantum | sector.x', '!tech.quantum', '!tech.ai', '!!tech.ai', '!(tech.ai & tech.quantum)', '!tech.ai | tech.iot',
	'!(tech.ai | tech.iot)', '!sector.*');
-- precedence: each of these would differ if read the other way
SELECT * FROM pg_temp.answers('tech.ai | tech.iot & tech.quantum', '(tech.ai | tech.iot) & tech.quantum',
	'tech.quantum & tech.ai | tech.iot', 'tech.quantum & (tech.ai | tech.iot)', '!tech.quantum | tech.ai', '!(tech.quantum | tech.ai)',
	'!tech.quantum & tech.sector', '!(tech.quantum & tech.sector)');
-- an operand that decides is followed by operands that are skipped, of every shape
SELECT * FROM pg_temp.answers('(tech.ai | !(tech.x & tech.y>=0.1#2^3) | sector.*) & tech.quantum',
	'(tech.quantum & !(tech.x | tech.y>=0.1#2^3) & sector.*) | tech.ai', '(tech.x & (a.b | c.d & e.f) & g.h | i.j) & k.l | tech.5g');
-- mentions: narrower concepts count; for a facet, of one key
SELECT * FROM pg_temp.answers('tech.ai#1', 'tech.ai#5', 'tech.ai#6', 'tech.iot#1', 'tech.iot#2', 'tech.*#5', 'tech.*#6', 'tech.quantum#1',
	'place.CN-GZ#9223372036854775807');
-- force: that or more; a prohibition is no force, and no reading is none
SELECT * FROM pg_temp.answers('tech.ai^1', 'tech.ai^2', 'tech.ai^4', 'tech.ai^5', 'tech.5g^1', 'place.CN-GZ^1', 'tech.*^4', 'tech.*^5', 'tech.quantum^1');
-- scores; an absent key satisfies none
SELECT * FROM pg_temp.answers('tech.ai>=0.1', 'tech.ai>=1', 'tech.ai>=0', 'tech.quantum>=0', '!tech.quantum>=0', 'sector.*>=0', 'tech.*>=0.1', 'tech.*>=1');
-- several conditions hold together, and of one and the same key
SELECT * FROM pg_temp.answers('tech.ai>=0.1#5^4', 'tech.ai>=0.1#5^5', 'tech.ai>=0.1#6^4', 'tech.ai>=1#5^4', 'place.*#12', 'tech.*#5^4',
	'tech.*#2>=0.1', '(tech.*#5) & (tech.*^1)');
-- the empty query, alone, matches nothing
SELECT tags @@ '' AS empty FROM doc;
SELECT '' @@ ''::tagquery AS empty_tags, '' @@ '!tech.ai'::tagquery AS none_at_all, '{100}' @@ 'tech.*'::tagquery AS only_words;

-- at the threshold a score agrees with the operator ->
SELECT bool_and(tags @@ format('%s>=%s', key, (tags -> key)::float8)::tagquery) AS reached,
	bool_or(tags @@ format('%s>=%s', key, (tags -> key)::float8 + 1e-15)::tagquery) AS passed
FROM (SELECT format('{%s} tech.ai:%s', words, evidence)::tagset, 'tech.ai'
	FROM generate_series(0, 5000, 250) words, generate_series(1, 20) evidence) AS t (tags, key);

-- more keys than are looked up one by one: the same answers
SELECT q, tags @@ q::tagquery AS alone, tags @@ (repeat('(x.y | z.z) & x.y | ', 20) || q)::tagquery AS among_many
FROM doc, unnest('{tech.ai,tech.quantum,tech.*,place.*,sector.*,tec.*,a.*,zz.*,zz.z,a.a,tech.ai>=0.1#5^4,tech.*#6,tech.*^4,tech.ai>=1,place.CN-GZ,odd.*,tech.5g}'::text[]) q;
SELECT tags @@ (string_agg('x.k' || i, ' | ') || ' | tech.ai')::tagquery AS ten_thousand,
	tags @@ (string_agg('!x.k' || i, ' & ') || ' & tech.quantum')::tagquery AS ten_thousand_not
FROM doc, generate_series(1, 10000) i GROUP BY tags;
SELECT ''::tagset @@ (repeat('x.y | ', 20) || '!x.y')::tagquery AS empty_tags;
-- as deep as a query can be
SELECT tags @@ (repeat('a.b|tech.ai&(', 1000) || 'tech.iot' || repeat(')', 1000))::tagquery AS deep,
	tags @@ (repeat('!', 1000) || 'tech.ai')::tagquery AS even FROM doc;

--
-- The ways to write it
--
-- an untyped literal is a tagquery, on either side
SELECT tags @@ 'tech.ai & !tech.quantum' AS tags_first, 'tech.ai & !tech.quantum' @@ tags AS query_first FROM doc;
PREPARE matching AS SELECT tags @@ $1 FROM doc;
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'matching';
EXECUTE matching('tech.ai');
DEALLOCATE matching;
-- text is not: cast it, or call tag_matches()
\set VERBOSITY sqlstate
SELECT tags @@ 'tech.ai'::text FROM doc;
\set VERBOSITY default
SELECT tags @@ 'tech.ai'::text::tagquery AS cast_text, tag_matches(tags, 'tech.ai'::text) AS called, tag_matches(tags, 'tech.quantum') FROM doc;
SELECT tag_matches(tags, 'tech.ai &') FROM doc;
-- a query that changes from row to row, and comes again
SELECT q, tag_matches(tags, q) FROM doc, unnest('{tech.ai,tech.ai,tech.quantum,"",tech.ai,tech.*,NULL}'::text[]) q;
-- NULL
SELECT tags @@ NULL::tagquery AS a, NULL::tagquery @@ tags AS b, tag_matches(tags, NULL) AS c, NULL::tagset @@ 'tech.ai' AS d FROM doc;
-- full-text search is not disturbed
SELECT to_tsvector('simple', 'fat cats') @@ 'fat & cats' AS tsvector, 'fat cats' @@ 'fat' AS plain;

-- stored queries, of short and long header, compressed and not
CREATE TEMP TABLE stored (q tagquery);
INSERT INTO stored VALUES ('tech.ai'), ((repeat('x.y | ', 3000) || 'tech.ai')::tagquery), ((repeat('x.y & ', 3000) || 'tech.ai')::tagquery);
SELECT left(q::text, 20) AS query, tags @@ q AS matches FROM stored, doc ORDER BY q;

DROP TABLE doc, stored;
