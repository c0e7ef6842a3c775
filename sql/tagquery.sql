--
-- tagquery: the literal, its errors and limits, printing, comparison, binary
--
-- What a literal is refused with.
CREATE FUNCTION pg_temp.refusal(literal text,
	OUT state text, OUT message text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM literal::tagquery;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE,
		message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END $$;

--
-- Malformed literals
--
SELECT 'tech.ai &'::tagquery;

-- an operand is missing
SELECT literal, state, detail
FROM (VALUES ('tech.ai &'), ('tech.ai | '), ('& tech.ai'), ('tech.ai & | tech.iot'), ('!'), ('tech.ai & !'),
	('()'), ('('), ('tech.ai & ()'), ('$'), ('% tech.ai'), ('>=0.5'), ('#3'), ('!^4'), ('*'), ('"tech.ai"')) AS t (literal),
	pg_temp.refusal(literal);

-- an operator is missing
SELECT literal, state, detail
FROM (VALUES ('tech.ai tech.iot'), ('tech.ai !tech.iot'), ('tech.ai (tech.iot)'), ('(tech.ai) tech.iot'), ('tech.*tech.ai'),
	('tech.it''s'), ('''tech.ai''x'), ('tech.ai, tech.iot'), ('tech.ai/3'), ('(tech.ai $)'), ('tech.ai＆tech.iot ，')) AS t (literal),
	pg_temp.refusal(literal);

-- brackets
SELECT literal, state, detail
FROM (VALUES ('(tech.ai'), ('tech.ai & (tech.iot | (tech.5g)'), ('tech.ai)'), (')'), ('tech.ai & (tech.iot))')) AS t (literal),
	pg_temp.refusal(literal);

-- keys and facets
SELECT literal, state, detail
FROM (VALUES ('ai'), ('tech.'), ('.ai'), ('.'), (''''''), ('''tech.ai'), ('''tech.ai'''''), ('''tech.ai\'), (E'''tech.a\tb'''),
	('tech*'), ('tech.ai*'), ('tech.ai.*'), ('.*'), ('''''.*'), ('''a.b''.*'), ('tech.**'), ('tech. *'), (E'''a\tb''.*'),
	('技术')) AS t (literal),
	pg_temp.refusal(literal);
SELECT left(literal, 20) AS literal, state, detail
FROM (VALUES ('tech.' || repeat('x', 251)), ('''tech.' || repeat('''''', 251) || ''''), (repeat('f', 254) || '.*')) AS t (literal),
	pg_temp.refusal(literal);

-- conditions
SELECT literal, state, detail
FROM (VALUES ('tech.ai>0.5'), ('tech.ai=0.5'), ('tech.ai<0.5'), ('tech.ai> =0.5'), ('(tech.ai)>=0.5'), ('(tech.ai)#2'),
	('tech.ai>=0.5>=0.6'), ('tech.ai#1^2#3'), ('tech.ai^1 ^1'),
	('tech.ai>='), ('tech.ai#'), ('tech.ai^'), ('tech.ai>=#3'), ('tech.ai# & tech.iot'),
	('tech.ai>=high'), ('tech.ai>=0,5'), ('tech.ai>=0.5.1'), ('tech.ai>=.'), ('tech.ai>=1e'), ('tech.ai>=1e+'), ('tech.ai>=0x1'),
	('tech.ai>=nan'), ('tech.ai>=inf'), ('tech.ai>=+0.5'), ('tech.ai>=٠'),
	('tech.ai#two'), ('tech.ai#2.5'), ('tech.ai#1e3'), ('tech.ai#-'), ('tech.ai^x'), ('tech.ai^4.0')) AS t (literal),
	pg_temp.refusal(literal);

-- numbers out of range
SELECT literal, state, message, detail
FROM (VALUES ('tech.ai>=1.01'), ('tech.ai>=-0.1'), ('tech.ai>=1e400'), ('tech.ai>=1e-400'),
	('tech.ai#0'), ('tech.ai#-3'), ('tech.ai#9223372036854775808'), ('tech.ai^0'), ('tech.ai^6'), ('tech.ai^-1'),
	('tech.ai^99999999999999999999')) AS t (literal),
	pg_temp.refusal(literal);

-- characters are counted, not bytes, and a message repeats no more than the beginning
SELECT * FROM pg_temp.refusal('技术.人工智能 & 技术.量子 &');
SELECT state, length(message), right(message, 20) AS message_end, detail FROM pg_temp.refusal(repeat('技术.量子 | ', 1000));
SELECT state, length(message), detail FROM pg_temp.refusal('tech.ai>=' || repeat('9', 1000));

--
-- Limits: 65535 keys and operators, 1000 open brackets and negations, 255 bytes of key
--
SELECT state, left(message, 30) AS message, detail FROM pg_temp.refusal(repeat('a.b|', 32768) || 'a.b');
SELECT state, left(message, 30) AS message, detail FROM pg_temp.refusal(repeat('a.b&', 32767) || '!a.b');
SELECT state, left(message, 30) AS message, detail FROM pg_temp.refusal(repeat('(', 1001) || 'a.b' || repeat(')', 1001));
SELECT state, left(message, 30) AS message, detail FROM pg_temp.refusal(repeat('!', 1001) || 'a.b');
SELECT state, left(message, 30) AS message, detail FROM pg_temp.refusal(repeat('(', 10000000));
SELECT state, left(message, 30) AS message, detail FROM pg_temp.refusal(repeat('!', 10000000));

SELECT length((repeat('a.b|', 32767) || 'a.b')::tagquery::text) AS longest;
SELECT (repeat('(', 1000) || 'a.b' || repeat(')', 1000))::tagquery AS bracketed;
SELECT length((repeat('!', 1000) || 'a.b')::tagquery::text) AS deepest;
SELECT q::text::tagquery = q AS deepest_again
FROM (SELECT (repeat('a.b|c.d&(', 1000) || 'e.f' || repeat(')', 1000))::tagquery) AS t (q);
SELECT q::text::tagquery = q AS ten_thousand_keys
FROM (SELECT string_agg('tech.k' || i, CASE WHEN i % 3 = 0 THEN ' & ' ELSE ' | ' END)::tagquery FROM generate_series(1, 10000) i) AS t (q);
SELECT length(('tech.' || repeat('x', 250))::tagquery::text) AS longest_key,
	length((repeat('f', 253) || '.*')::tagquery::text) AS longest_facet;

--
-- Printing
--
-- the empty query
SELECT format('[%s]', literal::tagquery) FROM (VALUES (''), ('   '), (E'\t\n')) AS t (literal);

-- white space, quotes where needed only
SELECT literal, literal::tagquery AS printed
FROM (VALUES ('tech.ai'), (E' tech.ai\n\t&tech.iot '), ('! tech.ai'), ('tech.ai >= 0.5 # 3 ^ 4'), ('tech.* # 3'),
	('place.CN-GZ'), ('tech.5g'), ('tech.deep_sea'), ('a.b.c'), ('-._'), ('技术.人工智能'), ('技术.*'),
	('''tech.ai'''), ('''tech''.*'), ('''tech.*'''), ('''it''''s.odd key'''), ('''it''''s odd''.*'), ('''a.b\\c'''), ('''a.\b'''),
	('''a.(b)''&''a.!b''|''a.b>=1'''), ('''a. '''), ('''a.b''>=0.5')) AS t (literal);

-- conditions in one order, numbers in their shortest form
SELECT literal, literal::tagquery AS printed
FROM (VALUES ('tech.ai^4#3>=0.5'), ('tech.*#3^4'), ('tech.ai^05#0003'), ('tech.ai>=0.50'), ('tech.ai>=.5'), ('tech.ai>=5e-1'), ('tech.ai>=0'),
	('tech.ai>=-0'), ('tech.ai>=1'), ('tech.ai>=1.'), ('tech.ai>=0.1'), ('tech.ai>=0.30000000000000004'), ('tech.ai>=1e-7'),
	('tech.ai>=4.9e-324'), ('tech.ai#9223372036854775807')) AS t (literal);

-- the settings of the session change nothing
SET extra_float_digits = -15;
SELECT 'tech.ai>=0.30000000000000004'::tagquery;
RESET extra_float_digits;

-- "!" binds tighter than "&", "&" tighter than "|"; a chain keeps no brackets
SELECT literal, literal::tagquery AS printed, literal::tagquery = plain::tagquery AS equal
FROM (VALUES ('a.b | (c.d & e.f)', 'a.b | c.d & e.f'), ('(a.b & c.d) | e.f', 'a.b & c.d | e.f'), ('(!a.b) & c.d', '!a.b & c.d'),
	('a.b & (c.d & e.f)', 'a.b & c.d & e.f'), ('(a.b | c.d) | (e.f | g.h)', 'a.b | c.d | e.f | g.h'),
	('((a.b & c.d) & (e.f & g.h)) & i.j', 'a.b & c.d & e.f & g.h & i.j'),
	('((a.b & c.d) | e.f) & g.h', '(a.b & c.d | e.f) & g.h'), ('!(a.b)', '!a.b'), ('!(!(a.b))', '!!a.b'),
	('(a.b | c.d) & e.f', 'a.b | c.d & e.f'), ('!(a.b & c.d)', '!a.b & c.d'), ('a.b & c.d', 'c.d & a.b')) AS t (literal, plain);

--
-- Comparison: equal when printed alike
--
CREATE TEMP TABLE queries (n int, q tagquery);
INSERT INTO queries VALUES (1, 'tech.ai'), (2, 'tech.ai & tech.iot'), (3, 'tech.iot'), (4, ''), (5, '(tech.ai)'), (6, 'tech.ai>=0.5'),
	(7, 'tech.*'), (8, 'tech.ai&tech.iot'), (9, NULL), (10, '!tech.ai');
SELECT q, count(*) FROM queries GROUP BY q ORDER BY q;
SELECT DISTINCT q FROM queries ORDER BY q DESC NULLS LAST;
SELECT a.n, b.n FROM queries a JOIN queries b ON a.q = b.q AND a.n < b.n ORDER BY 1, 2;
SELECT bool_and((a.q < b.q) = (b.q > a.q) AND (a.q <= b.q) = NOT (a.q > b.q) AND (a.q >= b.q) = NOT (a.q < b.q)
	AND (a.q = b.q) = NOT (a.q <> b.q) AND (a.q = b.q) = (a.q::text = b.q::text) AND sign(tagquery_cmp(a.q, b.q)) = -sign(tagquery_cmp(b.q, a.q))
	AND ((a.q = b.q) <= (tagquery_hash(a.q) = tagquery_hash(b.q)))
	AND ((a.q = b.q) <= (tagquery_hash_extended(a.q, 7) = tagquery_hash_extended(b.q, 7)))) AS consistent
FROM queries a, queries b;
CREATE UNIQUE INDEX queries_q ON queries (q) WHERE n NOT IN (5, 8);
CREATE INDEX queries_hash ON queries USING hash (q);
INSERT INTO queries VALUES (11, '( tech.ai )');
SELECT n FROM queries WHERE q = 'tech.ai' ORDER BY n;

--
-- Binary: the stored bytes
--
SELECT tagquery_send('') AS empty, tagquery_send('tech.*^4') AS facet;
SELECT tagquery_send('a.b & !c.d>=0.5#3') AS expression;

\getenv builddir PG_ABS_BUILDDIR
\cd :builddir
CREATE TEMP TABLE received (n int, q tagquery);
COPY queries TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy received FROM 'results/tagquery.bin' (FORMAT binary)
SELECT count(*), bool_and(r.q IS NOT DISTINCT FROM q.q) AS same FROM received r JOIN queries q USING (n);

-- what recv refuses; bytea is sent as it is
CREATE TEMP TABLE refused (q tagquery);
COPY (SELECT ''::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- a later format
COPY (SELECT '\x020000000000'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- a flag
COPY (SELECT '\x018000000000'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- more nodes than there are, fewer, far too many
COPY (SELECT '\x010000000001'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000000010003'::bytea || 'a.b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x0100ffffffff'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- an operator without its operands, two operands without an operator
COPY (SELECT '\x01000000000103'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000002010003'::bytea || 'a.b' || '\x010003'::bytea || 'a.b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- a chain that leans left
COPY (SELECT '\x0100000000050404'::bytea || '\x010003'::bytea || 'a.b' || '\x010003'::bytea || 'a.b' || '\x010003'::bytea || 'a.b')
	TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- an unknown kind, an unknown condition
COPY (SELECT '\x01000000000109'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010803'::bytea || 'a.b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- the name: cut short, without a dot, not UTF-8; a facet with a dot
COPY (SELECT '\x010000000001010004'::bytea || 'a.b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010003'::bytea || 'a-b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010003612eff'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001020003'::bytea || 'a.b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- a score of NaN, of 2, of negative zero; no mentions; force 6
COPY (SELECT '\x010000000001010103'::bytea || 'a.b' || float8send('NaN')) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010103'::bytea || 'a.b' || float8send(2)) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010103'::bytea || 'a.b' || float8send('-0')) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010203'::bytea || 'a.b' || int8send(0)) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x010000000001010403'::bytea || 'a.b' || '\x06'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
-- too many nodes, nested too deeply: what no literal could have made
COPY (SELECT '\x010000010000'::bytea) TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
COPY (SELECT '\x0100000003ea'::bytea || decode(repeat('03', 1001), 'hex') || '\x010003'::bytea || 'a.b') TO STDOUT (FORMAT binary) \g results/tagquery.bin
\copy refused FROM 'results/tagquery.bin' (FORMAT binary)
SELECT count(*) FROM refused;

DROP TABLE queries, received, refused;
