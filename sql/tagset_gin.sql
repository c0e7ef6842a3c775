--
-- GIN operator class of tagset: which queries use an index, and what they find
--
-- 20,000 rows. tech.common in eight of nine, tech.rare in 20, place.rare in 25, rare keys of tech
-- together with place.rare in one; odd names; a row of all keys; empty and NULL.
CREATE TABLE gin_doc (id int PRIMARY KEY, tags tagset) WITH (autovacuum_enabled = off);
INSERT INTO gin_doc
SELECT n, tagset(array_remove(ARRAY[
	'doc.every',
	CASE WHEN n % 9 <> 0 THEN 'tech.common' END,
	CASE WHEN n % 1000 = 0 THEN 'tech.rare' END,
	CASE WHEN n % 800 = 0 THEN 'place.rare' END], NULL))
FROM generate_series(1, 20000) n;
INSERT INTO gin_doc VALUES
	(20001, '{600} tech.scored:9/9^0,0,0,2,0,0 tech.rare:2/1+1'), (20002, '{600} tech.scored:0.5/1'),
	(20003, '''odd.it''''s a key'' ''odd.é'' ''odd.z'' ''odd.量子'''), (20004, tagset(ARRAY['long.' || repeat('x', 250)])),
	(20005, ''), (20006, '{100}'), (20007, NULL);
CREATE INDEX gin_doc_tags ON gin_doc USING gin (tags);
VACUUM ANALYZE gin_doc;

-- one line a plan: the index, or the table read from its beginning
CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	result text := 'neither';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		result := coalesce(substring(line FROM 'gin_doc_\w+'), substring(line FROM 'Seq Scan'), result);
	END LOOP;
	RETURN result;
END $$;
CREATE FUNCTION pg_temp.plans(VARIADIC conditions text[]) RETURNS TABLE (condition text, plan text, rows bigint) LANGUAGE plpgsql AS $$
BEGIN
	FOREACH condition IN ARRAY conditions LOOP
		plan := pg_temp.plan('SELECT id FROM gin_doc WHERE ' || condition);
		EXECUTE 'SELECT count(*) FROM gin_doc WHERE ' || condition INTO rows;
		RETURN NEXT;
	END LOOP;
END $$;

-- a whole plan, once
EXPLAIN (COSTS OFF) SELECT id FROM gin_doc WHERE tags @@ 'tech.rare & !place.rare';

-- each operator, where the index pays
SELECT * FROM pg_temp.plans('tags @@ ''tech.rare''', '''tech.rare'' @@ tags', 'tags ? ''tech.rare''', 'tags ?| ''{tech.rare,place.rare}''',
	'tags ?& ''{tech.common,place.rare}''', 'tags @> ''tech.rare place.rare''', '''tech.rare'' <@ tags', 'tags && ''tech.rare place.rare''',
	'''tech.rare'' && tags', 'tag_matches(tags, ''tech.rare | place.rare'')', 'tag_has(tags, ''tech.rare'')');
-- queries of every kind
SELECT * FROM pg_temp.plans('tags @@ ''place.*''', 'tags @@ ''place.* & tech.*''', 'tags @@ ''odd.*''', 'tags @@ ''tech.rare & !place.rare''',
	'tags @@ ''tech.rare & !tech.*''', 'tags @@ ''!tech.common & (place.rare | tech.rare)''', 'tags @@ ''!!tech.rare''', 'tags @@ ''!(!tech.rare | !place.rare)''',
	'tags @@ ''tech.rare | place.rare & doc.every''', 'tags @@ ''tech.rare & tech.rare''', 'tags @@ ''no.key''', 'tags @@ ''no.*''', 'tags @@ ''''');
-- conditions are rechecked
SELECT * FROM pg_temp.plans('tags @@ ''tech.scored''', 'tags @@ ''tech.scored>=0.5''', 'tags @@ ''tech.rare#2''', 'tags @@ ''tech.scored^4''',
	'tags @@ ''tech.scored^5''', 'tags @@ ''tech.scored & !tech.scored>=0.5''', 'tags @@ ''place.*#2''', 'tags @@ ''tech.rare#2 & !tech.scored>=0.9''');
-- names are compared by bytes
SELECT * FROM pg_temp.plans('tags ? ''odd.it''''s a key''', 'tags ? ''odd.é''', 'tags ? ''odd.量子''', 'tags ?& ''{odd.z,odd.é}''', 'tags ? (''long.'' || repeat(''x'', 250))',
	'tags ? ''no key''', 'tags ? ''tech.''', 'tags ? ''''', 'tags ? repeat(''long.x'', 1000)');
-- NULL elements do not count; nothing is in an empty list, all of it is in every row
SELECT * FROM pg_temp.plans('tags ?| ''{NULL,tech.rare}''', 'tags ?& ''{NULL,tech.rare,tech.rare}''', 'tags ?| ''{}''', 'tags ?& ''{}''', 'tags @> ''''', 'tags && ''''');

-- where most rows are found, the table is read
SELECT * FROM pg_temp.plans('tags @@ ''tech.common''', 'tags @@ ''tech.*''', 'tags @@ ''!tech.rare''', 'tags @@ ''doc.every & !place.rare''',
	'tags ? ''doc.every''', 'tags ?| ''{tech.rare,tech.common}''', 'tags @> ''doc.every''', 'tags <@ ''doc.every''', 'tag_matches(tags, ''tech.common'')', 'tag_has(tags, ''tech.common'')');
-- though it could be done with the index
SET enable_seqscan = off;
SELECT * FROM pg_temp.plans('tags @@ ''tech.common''', 'tags @@ ''!tech.rare''', 'tags @@ ''!(tech.rare & place.*)''', 'tags @@ ''!tech.* | tech.rare''', 'tags ?& ''{}''', 'tags @> ''''',
	'tags @@ ''!tech.scored>=0.5''');
RESET enable_seqscan;

--
-- Parameters and joins
--
SET plan_cache_mode = force_generic_plan;
PREPARE by_query(tagquery) AS SELECT id FROM gin_doc WHERE tags @@ $1;
EXPLAIN (COSTS OFF) EXECUTE by_query('tech.rare');
PREPARE by_text(text) AS SELECT count(*) FROM gin_doc WHERE tag_matches(tags, $1);
EXPLAIN (COSTS OFF) EXECUTE by_text('tech.rare');
EXECUTE by_text('tech.rare');
EXECUTE by_text('tech.rare & place.rare');
EXECUTE by_text(NULL);
EXECUTE by_text('tech.rare &');
PREPARE by_key(text) AS SELECT count(*) FROM gin_doc WHERE tag_has(tags, $1);
EXPLAIN (COSTS OFF) EXECUTE by_key('tech.rare');
EXECUTE by_key('tech.rare');
RESET plan_cache_mode;
DEALLOCATE ALL;
-- a query from another table
CREATE TABLE gin_search (words text);
INSERT INTO gin_search VALUES ('tech.rare'), ('place.* & tech.rare'), ('no.key');
ANALYZE gin_search;
EXPLAIN (COSTS OFF) SELECT count(*) FROM gin_search JOIN gin_doc ON tag_matches(tags, words);
SELECT words, count(*) FROM gin_search JOIN gin_doc ON tag_matches(tags, words) GROUP BY words ORDER BY words;
SELECT words, count(*) FROM gin_search JOIN gin_doc ON tags @@ words::tagquery GROUP BY words ORDER BY words;
SELECT words, count(*) FROM gin_search JOIN gin_doc ON tag_has(tags, words) GROUP BY words ORDER BY words;
-- not where the text comes from the same table, or changes from call to call
SELECT pg_temp.plan('SELECT id FROM gin_doc WHERE tag_matches(tags, ''tech.id'' || id)') AS same_table,
	pg_temp.plan('SELECT id FROM gin_doc WHERE tag_has(tags, ''tech.id'' || random())') AS volatile;
-- a malformed constant is refused as it is anywhere else
SELECT id FROM gin_doc WHERE tag_matches(tags, 'tech.rare &');

--
-- Rows that come later: they wait in the pending list, then in the index
--
INSERT INTO gin_doc SELECT 30000 + n, 'late.key' FROM generate_series(1, 100) n;
DELETE FROM gin_doc WHERE id = 30001;
SET enable_seqscan = off;
SELECT * FROM pg_temp.plans('tags @@ ''late.key''', 'tags @@ ''late.* & !tech.rare''', 'tags ? ''late.key''', 'tags @@ ''late.key#2''');
VACUUM gin_doc;
SELECT * FROM pg_temp.plans('tags @@ ''late.key''', 'tags @@ ''late.* & !tech.rare''', 'tags ? ''late.key''', 'tags @@ ''late.key#2''');
RESET enable_seqscan;

--
-- Long and deep queries
--
SET enable_seqscan = off;
SELECT count(*) AS ten_thousand FROM gin_doc
WHERE tags @@ (SELECT string_agg('x.k' || i, ' | ') || ' | tech.rare' FROM generate_series(1, 10000) i)::tagquery;
SELECT count(*) AS ten_thousand_not FROM gin_doc
WHERE tags @@ (SELECT string_agg('!x.k' || i, ' & ') || ' & tech.rare' FROM generate_series(1, 10000) i)::tagquery;
SELECT count(*) AS deep FROM gin_doc WHERE tags @@ (repeat('a.b|doc.every&(', 1000) || 'tech.rare' || repeat(')', 1000))::tagquery;
SELECT count(*) AS odd FROM gin_doc WHERE tags @@ (repeat('!', 999) || 'doc.every')::tagquery;
SELECT count(*) AS ten_thousand_keys FROM gin_doc
WHERE tags ?| (SELECT array_agg('x.k' || i) || '{tech.rare}'::text[] FROM generate_series(1, 10000) i);
RESET enable_seqscan;

--
-- Other columns: of a domain, of several columns, of an expression
--
CREATE DOMAIN gin_tags AS tagset;
CREATE TABLE gin_other (a gin_tags, b tagset);
INSERT INTO gin_other SELECT tags, tags - 'doc.every' FROM gin_doc;
CREATE INDEX gin_doc_domain ON gin_other USING gin (a, b);
CREATE INDEX gin_doc_expression ON gin_other USING gin (tag_filter(b, 'place'));
ANALYZE gin_other;
SELECT pg_temp.plan('SELECT FROM gin_other WHERE a @@ ''tech.rare''') AS domain, pg_temp.plan('SELECT FROM gin_other WHERE a ? ''doc.every'' AND b @@ ''place.*''') AS two,
	pg_temp.plan('SELECT FROM gin_other WHERE tag_filter(b, ''place'') @@ ''place.rare''') AS expression;
SELECT count(*) AS domain FROM gin_other WHERE a @@ 'tech.rare';
SELECT count(*) AS two FROM gin_other WHERE a ? 'doc.every' AND b @@ 'place.*';
SELECT count(*) AS expression FROM gin_other WHERE tag_filter(b, 'place') @@ 'place.rare';

--
-- Estimators given what is not theirs answer with a constant
--
CREATE FUNCTION gin_any(tagset, int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN true; END';
CREATE FUNCTION gin_any(int, tagquery) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN true; END';
CREATE FUNCTION gin_any(tagset, bytea) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN true; END';
CREATE OPERATOR ~~~ (LEFTARG = tagset, RIGHTARG = bytea, FUNCTION = gin_any, RESTRICT = tagset_matchsel, JOIN = tagset_joinsel);
CREATE OPERATOR ~~~ (LEFTARG = tagset, RIGHTARG = int, FUNCTION = gin_any, RESTRICT = tagset_matchsel, JOIN = tagset_joinsel);
CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = tagquery, FUNCTION = gin_any, RESTRICT = tagset_matchsel, JOIN = tagset_joinsel);
CREATE OPERATOR ~~! (LEFTARG = tagset, RIGHTARG = int, FUNCTION = gin_any, RESTRICT = tagset_anysel);
CREATE OPERATOR ~~& (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq, RESTRICT = tagset_allsel, JOIN = tagset_joinsel);
CREATE OPERATOR ~~| (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, RESTRICT = tagset_containedsel, JOIN = tagset_joinsel);
CREATE FUNCTION pg_temp.estimate(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT pg_temp.estimate('SELECT FROM gin_doc WHERE tags ~~~ 7') AS a, pg_temp.estimate('SELECT FROM gin_doc WHERE id ~~~ ''a.b''::tagquery') AS b,
	pg_temp.estimate('SELECT FROM gin_doc WHERE tags ~~~ ''\xffffffff''::bytea') AS g,
	pg_temp.estimate('SELECT FROM gin_doc WHERE tags ~~! 7') AS c, pg_temp.estimate('SELECT FROM gin_doc WHERE id::text ~~& ''x''') AS d,
	pg_temp.estimate('SELECT FROM gin_doc WHERE id ~~| 7') AS e, pg_temp.estimate('SELECT FROM gin_doc a, gin_search b WHERE a.id::text ~~& b.words') > 0 AS f;

DROP TABLE gin_doc, gin_search, gin_other;
DROP DOMAIN gin_tags;
SET client_min_messages = warning;
DROP FUNCTION gin_any(tagset, int), gin_any(int, tagquery), gin_any(tagset, bytea) CASCADE;
RESET client_min_messages;
DROP OPERATOR ~~& (text, text);
DROP OPERATOR ~~| (int, int);
