-- Laws of tagquery over random queries and tagsets: printing, evaluation, errors.
--
-- The generator writes each query twice: as a literal, with needless brackets and spaces,
-- and as a plain SQL condition over the table entry of one document. The two must agree.
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(16);
SELECT setseed(0.5);

-- ---- random tagsets ----

CREATE FUNCTION pg_temp.pick(VARIADIC items text[]) RETURNS text LANGUAGE sql VOLATILE AS
'SELECT items[1 + floor(random() * cardinality(items))::int]';

CREATE FUNCTION pg_temp.random_facet() RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT pg_temp.pick('tech', 'tec', '技术', 'it''s odd')$$;

CREATE FUNCTION pg_temp.random_notation() RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT pg_temp.pick('ai', 'a', 'CN-GZ', 'x.y', '量子', 'b\c')$$;

CREATE FUNCTION pg_temp.quoted(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$SELECT '''' || replace(replace(name, '\', '\\'), '''', '''''') || ''''$$;

-- What the tagsets are written from; force is NULL where it was not read.
CREATE TEMP TABLE written AS
SELECT DISTINCT ON (doc, concept) doc, concept, (1 + floor(random() * 20))::int AS evidence,
	(6 + floor(random() * 4))::int AS direct, (floor(random() * 4))::int AS beyond,
	CASE WHEN random() < 0.67 THEN ARRAY[floor(random() * 2), floor(random() * 2), 0,
		floor(random() * 2), floor(random() * 1.2), floor(random() * 2)]::int[] END AS force
FROM (SELECT doc, pg_temp.random_facet() || '.' || pg_temp.random_notation() AS concept
	FROM generate_series(1, 40) doc, generate_series(1, 8) AS n WHERE n <= doc % 9) AS t
ORDER BY doc, concept;

CREATE TEMP TABLE doc AS
SELECT n AS doc, (format('{%s} ', n * 70) || coalesce(string_agg(pg_temp.quoted(concept) ||
	format(':%s/%s+%s', evidence, direct, beyond) || coalesce('^' || array_to_string(force, ','), ''), ' '), ''))::tagset AS tags
FROM generate_series(1, 40) n LEFT JOIN written ON doc = n GROUP BY n;

CREATE TEMP TABLE entry AS
SELECT doc, concept, facet, score, mentions, force
FROM doc CROSS JOIN tag_entries(tags) JOIN written USING (doc, concept);

SELECT is((SELECT count(*) FROM entry), (SELECT count(*) FROM written), 'every entry written is there');

-- ---- random queries ----

CREATE TYPE pg_temp.query AS (literal text, condition text);

CREATE FUNCTION pg_temp.space() RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT pg_temp.pick('', '', '', ' ', E'\n', E'\t ')$$;

-- A condition after a key: its sign and number, and what it means for an entry.
CREATE FUNCTION pg_temp.random_condition(sign text) RETURNS pg_temp.query LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	score float8 := CASE WHEN random() < 0.5 THEN random() ELSE (SELECT e.score FROM entry e ORDER BY random() LIMIT 1) END;
	mentions int := 1 + floor(random() * 14);
	force int := 1 + floor(random() * 5);
	meaning text := CASE sign WHEN '>=' THEN format('score >= %L::float8', score) WHEN '#' THEN format('mentions >= %s', mentions)
		ELSE format('(SELECT sum(f) FROM unnest(force[%s:5]) f) > 0', force) END;
	number text := CASE sign WHEN '>=' THEN score::text WHEN '#' THEN mentions::text ELSE force::text END;
BEGIN
	RETURN (pg_temp.space() || sign || pg_temp.space() || number, ' AND ' || meaning);
END $$;

CREATE FUNCTION pg_temp.random_leaf() RETURNS pg_temp.query LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	facet text := pg_temp.random_facet();
	concept text := facet || '.' || pg_temp.random_notation();
	is_key boolean := random() < 0.7;
	literal text := CASE WHEN is_key THEN pg_temp.quoted(concept) ELSE pg_temp.quoted(facet) || '.*' END;
	condition text := CASE WHEN is_key THEN format('concept = %L', concept) ELSE format('facet = %L', facet) END;
	sign text;
	more pg_temp.query;
BEGIN
	FOR sign IN SELECT s FROM unnest('{>=,#,^}'::text[]) s WHERE random() < 0.25 ORDER BY random() LOOP
		more := pg_temp.random_condition(sign);
		literal := literal || more.literal;
		condition := condition || more.condition;
	END LOOP;
	RETURN (literal, format('EXISTS (SELECT FROM entry WHERE doc = $1 AND %s)', condition));
END $$;

CREATE FUNCTION pg_temp.random_query(depth int) RETURNS pg_temp.query LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	shape float8 := random();
	a pg_temp.query;
	b pg_temp.query;
BEGIN
	IF depth = 0 OR shape < 0.15 THEN
		a := pg_temp.random_leaf();
		RETURN (pg_temp.space() || a.literal || pg_temp.space(), a.condition);
	END IF;
	a := pg_temp.random_query(depth - 1);
	IF shape < 0.3 THEN
		RETURN (format('!%s(%s)', pg_temp.space(), a.literal), format('NOT (%s)', a.condition));
	END IF;
	b := pg_temp.random_query(depth - 1);
	IF shape < 0.65 THEN
		RETURN (format('(%s)&(%s)', a.literal, b.literal), format('((%s) AND (%s))', a.condition, b.condition));
	END IF;
	RETURN (format('(%s)|(%s)', a.literal, b.literal), format('((%s) OR (%s))', a.condition, b.condition));
END $$;

CREATE FUNCTION pg_temp.answer(doc int, condition text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	result boolean;
BEGIN
	EXECUTE 'SELECT ' || condition INTO result USING doc;
	RETURN result;
END $$;

CREATE TEMP TABLE sample AS
SELECT n, 1 + n % 40 AS doc, (q).literal, (q).condition, (q).literal::tagquery AS query
FROM (SELECT n, pg_temp.random_query(n % 6) AS q FROM generate_series(1, 600) n OFFSET 0) AS t;

-- ---- the laws ----

SELECT is_empty('SELECT literal, query FROM sample WHERE query::text::tagquery <> query',
	'printed and read again, a query is the same');

SELECT is_empty('SELECT literal, query FROM sample WHERE tagquery_send(query::text::tagquery) <> tagquery_send(query)',
	'and has the same bytes');

SELECT is_empty($$SELECT literal, query FROM sample WHERE length(replace(query::text, ' ', '')) > length(replace(literal, ' ', ''))$$,
	'no more is printed than was written, but for spaces');

SELECT is_empty('SELECT doc, literal, condition FROM sample JOIN doc USING (doc)
	WHERE tags @@ query IS DISTINCT FROM pg_temp.answer(doc, condition)',
	'a query answers as its plain SQL condition');

SELECT cmp_ok((SELECT count(*) FROM sample JOIN doc USING (doc) WHERE tags @@ query), '>', 100::bigint, 'many queries match');
SELECT cmp_ok((SELECT count(*) FROM sample JOIN doc USING (doc) WHERE NOT tags @@ query), '>', 100::bigint, 'many do not');

SELECT is_empty('SELECT doc, literal FROM sample JOIN doc USING (doc)
	WHERE tags @@ query <> (query @@ tags) OR tags @@ query <> tag_matches(tags, literal)',
	'the commutator and tag_matches() answer alike');

SELECT is_empty($$SELECT doc, literal FROM sample JOIN doc USING (doc)
	WHERE tags @@ query <> tags @@ (repeat('(!z.z | z.z) & ', 10) || '(' || literal || ')')::tagquery$$,
	'an entry is found by binary search as from the front');

-- Two queries, in pairs.
CREATE TEMP TABLE pair AS
SELECT a.doc, tags, '(' || a.literal || ')' AS a, '(' || b.literal || ')' AS b
FROM sample a JOIN sample b ON b.n = 601 - a.n JOIN doc ON doc.doc = a.doc;

SELECT is_empty($$SELECT doc, a, b FROM pair
	WHERE tags @@ format('!(%s & %s)', a, b)::tagquery <> tags @@ format('!%s | !%s', a, b)::tagquery
	OR tags @@ format('!(%s | %s)', a, b)::tagquery <> tags @@ format('!%s & !%s', a, b)::tagquery$$,
	'De Morgan''s laws');

SELECT is_empty($$SELECT doc, a, b FROM pair
	WHERE tags @@ format('!!%s', a)::tagquery <> tags @@ a::tagquery
	OR tags @@ format('%s & !%s', a, a)::tagquery
	OR NOT tags @@ format('%s | !%s', a, a)::tagquery
	OR tags @@ format('%s & %s', a, b)::tagquery <> (tags @@ a::tagquery AND tags @@ b::tagquery)
	OR tags @@ format('%s | %s', a, b)::tagquery <> (tags @@ a::tagquery OR tags @@ b::tagquery)$$,
	'double negation, contradiction, the excluded middle, AND and OR');

SELECT is_empty($$SELECT a, b FROM pair
	WHERE format('(%s & %s) & %s', a, b, a)::tagquery <> format('%s & (%s & %s)', a, b, a)::tagquery
	OR format('(%s | %s) | %s', a, b, a)::tagquery <> format('%s | (%s | %s)', a, b, a)::tagquery
	OR format('%s & %s | %s', a, b, a)::tagquery <> format('(%s & %s) | %s', a, b, a)::tagquery$$,
	'brackets within a chain, or around the tighter operator, make no difference');

SELECT is_empty($$SELECT a, b FROM pair
	WHERE tagquery_and(a::tagquery, b::tagquery) <> format('%s & %s', a, b)::tagquery
	OR tagquery_or(a::tagquery, b::tagquery) <> format('%s | %s', a, b)::tagquery
	OR tagquery_not(a::tagquery) <> format('!%s', a)::tagquery$$,
	'tagquery_and, tagquery_or and tagquery_not make what is written with & | ! and brackets');

-- ---- mutated literals ----

CREATE FUNCTION pg_temp.mutated(literal text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	at int;
BEGIN
	FOR i IN 1 .. 1 + floor(random() * 3)::int LOOP
		at := 1 + floor(random() * length(literal));
		literal := left(literal, at - 1) ||
			pg_temp.pick('', '', '&', '|', '!', '(', ')', '''', '\', '.', '*', '.*', '>', '>=', '#', '^', '-', '+', '0', '9', '1e', 'é', '量', '&&', ' ', '"') ||
			substr(literal, at + floor(random() * 2)::int);
	END LOOP;
	RETURN literal;
END $$;

-- The SQLSTATE of the refusal; 'changed' when what is accepted does not survive printing.
CREATE FUNCTION pg_temp.outcome(literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	query tagquery;
BEGIN
	query := literal::tagquery;
	RETURN CASE WHEN query::text::tagquery = query THEN 'accepted' ELSE 'changed' END;
EXCEPTION WHEN others THEN
	RETURN SQLSTATE;
END $$;

CREATE TEMP TABLE mutant AS
SELECT literal, pg_temp.outcome(literal) AS outcome
FROM (SELECT pg_temp.mutated(query::text) AS literal FROM sample, generate_series(1, 5) OFFSET 0) AS t;

SELECT is_empty($$SELECT literal, outcome FROM mutant WHERE outcome NOT IN ('accepted', '22P02', '22003')$$,
	'a mutated literal is accepted or refused, with an expected SQLSTATE');
SELECT is((SELECT count(DISTINCT outcome) FROM mutant WHERE outcome IN ('accepted', '22P02', '22003')), 3::bigint, 'and all of these happen');

-- On 16 and later the same errors can be asked for without being raised.
CREATE FUNCTION pg_temp.soft_errors() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	differing text;
BEGIN
	EXECUTE $q$SELECT string_agg(literal, E'\n') FROM mutant, pg_input_error_info(literal, 'tagquery')
		WHERE coalesce(sql_error_code, 'accepted') <> outcome$q$ INTO differing;
	RETURN is(differing, NULL, 'soft errors are the same errors');
END $$;
SELECT CASE WHEN current_setting('server_version_num')::int >= 160000 THEN pg_temp.soft_errors()
	ELSE skip('soft errors begin with PostgreSQL 16', 1) END;

SELECT * FROM finish();
ROLLBACK;
