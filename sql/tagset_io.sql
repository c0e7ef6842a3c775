-- The type tagset: what is a literal, and what is not.
--
-- {words} 'key':evidence/direct+beyond^f1,f2,f3,f4,f5,prohibited ...

-- What is wrong with a literal: SQLSTATE, message without the literal, detail.
CREATE FUNCTION pg_temp.problem(literal text, OUT state text, OUT message text, OUT detail text)
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM literal::tagset;
	message := 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	message := regexp_replace(message, ': ".*', '');
END
$$;

-- As the user sees it
SELECT 'tech.ai:1,5'::tagset;
SELECT 'tech'::tagset;

-- Keys
SELECT literal, p.* FROM unnest(ARRAY[
	'tech',
	'.ai',
	'tech.',
	'.',
	'''''',
	':1',
	'a.b :1',
	'tech.ai + tech.big_data',
	'tech.ai,tech.big_data',
	'tech.r&d',
	'tech.c++',
	'tech.*',
	'"tech.ai"',
	'\tech.ai',
	'''tech.ai',
	'''tech.ai\',
	'''tech.ai\''',
	'''tech.ai''''',
	'''tech.ai''''tech.big_data''',
	'''tech.ai''x',
	'a.b''c.d''',
	E'''tech.a\ti''',
	E'''tech.\u0085''',
	E'a.b c.d:\u00e9'
]) WITH ORDINALITY AS l(literal, n), pg_temp.problem(literal) p ORDER BY n;

-- Numbers
SELECT literal, p.* FROM unnest(ARRAY[
	'a.b:',
	'a.b: 1',
	'a.b:x',
	'a.b:-1',
	'a.b:+1',
	'a.b:.5',
	'a.b:1.',
	'a.b:1.x',
	'a.b:1e3',
	'a.b:0x10',
	'a.b:NaN',
	'a.b:Infinity',
	'a.b:0',
	'a.b:0.000',
	'a.b:0.0001',
	'a.b:1.2345',
	'a.b:1.5000',
	'a.b:1/',
	'a.b:1/x',
	'a.b:1/-1',
	'a.b:1/1.5',
	'a.b:1/0',
	'a.b:1/0+0',
	'a.b:1/1+',
	'a.b:1/1+1+1',
	'a.b:1+1',
	'a.b:1:1',
	'a.b:1c.d'
]) WITH ORDINALITY AS l(literal, n), pg_temp.problem(literal) p ORDER BY n;

-- Words
SELECT literal, p.* FROM unnest(ARRAY[
	'{',
	'{}',
	'{x}',
	'{-1}',
	'{1',
	'{1 2}',
	'{1.2345}',
	'{1}a.b',
	'{1} {2}',
	'a.b {1}'
]) WITH ORDINALITY AS l(literal, n), pg_temp.problem(literal) p ORDER BY n;

-- Force
SELECT literal, p.* FROM unnest(ARRAY[
	'a.b^',
	'a.b^1',
	'a.b^1,0,0,0,0',
	'a.b^1,0,0,0,0,',
	'a.b^1,0,0,0,0,0,0',
	'a.b^1, 0,0,0,0,0',
	'a.b^x,0,0,0,0,0',
	'a.b^0,0,0,0,0,2',
	'a.b:1^0,0,0,0,0,0/1'
]) WITH ORDINALITY AS l(literal, n), pg_temp.problem(literal) p ORDER BY n;

-- A position counts characters, not bytes.
SELECT p.* FROM pg_temp.problem('技术.人工智能 技术.大数据:零') p;

-- Limits: counters are 64 bits, words and evidence in thousandths.
SELECT 'a.b:9223372036854775.807/9223372036854775807'::tagset;
SELECT 'a.b:1/9223372036854775806+1^9223372036854775807,0,0,0,0,0'::tagset;
SELECT '{9223372036854775.807}'::tagset;
SELECT literal, p.* FROM unnest(ARRAY[
	'a.b:9223372036854775.808',
	'a.b:9223372036854776',
	'a.b:1/9223372036854775808',
	'a.b:1/9223372036854775807+1',
	'a.b:1/1+9223372036854775808',
	'a.b^9223372036854775808,0,0,0,0,0',
	'{9223372036854775.808}',
	'{99999999999999999999999999}',
	'a.b:9223372036854775.807 c.d a.b:0.001',
	'a.b:1/9223372036854775807 a.b'
]) WITH ORDINALITY AS l(literal, n), pg_temp.problem(literal) p ORDER BY n;

-- A key has 3 to 255 bytes.
SELECT 'a.b'::tagset;
SELECT length(('a.' || repeat('x', 253))::tagset::text);
SELECT p.* FROM pg_temp.problem('a.' || repeat('x', 254)) p;
SELECT p.* FROM pg_temp.problem('a.' || repeat('字', 85)) p;

-- Lenient input, one output
SELECT literal, literal::tagset FROM unnest(ARRAY[
	'',
	E' \t\n ',
	'{0}',
	'{212}',
	'{ 212.50 }',
	'tech.ai tech.big_data',
	'tech.big_data    tech.ai',
	E'\ttech.ai\n',
	'''tech.ai''',
	'tech.ai:2.5',
	'tech.ai:2.50/1',
	'tech.ai:007.010/03+0',
	'tech.ai:0.001/0+1',
	'tech.ai:4.5/3+2',
	'tech.ai^0,0,0,0,0,0',
	'tech.ai:4.5/3+2^1,0,2,0,1,5',
	'place.CN-GZ plan.cn_fyp14',
	'技术.人工智能',
	'a.b.c.d',
	'-._',
	'''tech.r&d''',
	'''tech.c++'':2/1',
	'''a.two words''',
	'''o''''neill.x''',
	'''o\''neill.x''',
	'''back\\slash.x''',
	'''\a.\b''',
	'''facet with space.x'''
]) WITH ORDINALITY AS l(literal, n) ORDER BY n;

-- A repeated key adds up, force as well.
SELECT 'a.b a.b'::tagset;
SELECT 'a.b:2.5/1 c.d ''a.b'':0.75/0+2^0,1,0,0,0,0 a.b^1,1,1,1,1,1'::tagset;

-- Keys come in the order of their bytes, a prefix first.
SELECT 'b.a a.b a.b.c a.B a.b-c a.é a.z'::tagset;

-- COPY
CREATE TEMP TABLE kept (n int PRIMARY KEY, tags tagset);
COPY kept FROM stdin;
1	
2	{212.125}
3	{212} tech.big_data:12/9 tech.ai:4.5/3+2
4	'tech.r&d':0.001/0+1^0,0,0,0,0,1 'o''neill\\\\.x' 技术.人工智能
5	\N
\.
COPY kept TO stdout;
COPY kept FROM stdin;
6	tech.ai:1,5
\.

-- Text and binary form come back unchanged.  The binary form is the stored
-- bytes; COPY is its way in.
INSERT INTO kept VALUES
	(6, '{9223372036854775.807} a.b:9223372036854775.807/9223372036854775807^9223372036854775807,1,2,3,4,5');
INSERT INTO kept SELECT 7, tagset(array_agg('key.number_' || i)) FROM generate_series(1, 1000) i;

CREATE TEMP TABLE received (tags tagset);
CREATE FUNCTION pg_temp.receive(bytes bytea) RETURNS tagset
LANGUAGE plpgsql AS $$
DECLARE
	file bytea := '\x5047434f50590aff0d0a0000000000000000000001'::bytea || int4send(length(bytes)) || bytes || '\xffff'::bytea;
	escaped text;
	result tagset;
BEGIN
	SELECT string_agg('\' || (byte >> 6) || (byte >> 3 & 7) || (byte & 7), '' ORDER BY i) INTO escaped
	FROM generate_series(0, length(file) - 1) i, get_byte(file, i) byte;
	EXECUTE format('COPY received FROM PROGRAM %L (FORMAT binary)', 'printf ''' || escaped || '''');
	DELETE FROM received RETURNING tags INTO result;
	RETURN result;
END
$$;
SELECT n, tags::text::tagset = tags AS text_same, pg_temp.receive(tagset_send(tags)) = tags AS binary_same
FROM kept WHERE tags IS NOT NULL ORDER BY n;

SELECT tagset_send('');
SELECT tagset_send('{1} a.b');
SELECT tagset_send('{0.127} a.b:0.128/1+2 a.c:0.001/0+1^0,0,0,0,0,1');

-- Bytes that are no tagset
CREATE FUNCTION pg_temp.binary_problem(bytes bytea, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	message := pg_temp.receive(bytes)::text;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;
SELECT what, p.state, p.message, p.detail, p.hint FROM (VALUES
	(1, 'as it should be', '0100 00 01 03612e62 e807 02 00'),
	(2, 'with force', '0100 00 01 03612e62 e807 03 00 000001000000'),
	(3, 'nothing', ''),
	(4, 'version alone', '01'),
	(5, 'newer version', '0200 00 00'),
	(6, 'version 0', '0000 00 00'),
	(7, 'a flag', '0180 00 00'),
	(8, 'no words', '0100'),
	(9, 'words cut off', '0100 80'),
	(10, 'words not shortest', '0100 8000 00'),
	(11, 'words of 64 bits', '0100 ffffffffffffffffff01 00'),
	(12, 'words of 65 bits', '0100 ffffffffffffffffff02 00'),
	(13, 'words without end', '0100 ffffffffffffffffffff01 00'),
	(14, 'no count', '0100 00'),
	(15, 'count too high', '0100 00 02 03612e62 e807 02 00'),
	(16, 'count huge', '0100 00 ffffffffffffffff7f 03612e62 e807 02 00'),
	(17, 'count too low', '0100 00 00 03612e62 e807 02 00'),
	(18, 'a byte more', '0100 00 01 03612e62 e807 02 00 00'),
	(19, 'key cut off', '0100 00 01 04612e62'),
	(20, 'key without dot', '0100 00 01 03616262 e807 02 00'),
	(21, 'key empty', '0100 00 01 00 e807 02 00'),
	(22, 'key with NUL', '0100 00 01 04612e0062 e807 02 00'),
	(23, 'key not UTF-8', '0100 00 01 04612eff62 e807 02 00'),
	(24, 'key with overlong UTF-8', '0100 00 01 04612ec1a1 e807 02 00'),
	(25, 'keys equal', '0100 00 02 03612e62 e807 02 00 03612e62 e807 02 00'),
	(26, 'keys descending', '0100 00 02 03612e63 e807 02 00 03612e62 e807 02 00'),
	(27, 'no evidence', '0100 00 01 03612e62 00 02 00'),
	(28, 'evidence of 64 bits', '0100 00 01 03612e62 ffffffffffffffffff01 02 00'),
	(29, 'no mentions', '0100 00 01 03612e62 e807 00 00'),
	(30, 'mentions overflow', '0100 00 01 03612e62 e807 feffffffffffffffff01 01'),
	(31, 'beyond missing', '0100 00 01 03612e62 e807 02'),
	(32, 'force missing', '0100 00 01 03612e62 e807 03 00'),
	(33, 'force cut off', '0100 00 01 03612e62 e807 03 00 0000000000'),
	(34, 'force above mentions', '0100 00 01 03612e62 e807 03 00 000200000000')
) AS c(n, what, hex), pg_temp.binary_problem(decode(replace(hex, ' ', ''), 'hex')) p ORDER BY n;

-- Where the server knows soft errors (16 and later), they are soft.
SELECT current_setting('server_version_num')::int >= 160000 AS soft \gset
\set any_valid f
\if :soft
SELECT bool_or(pg_input_is_valid(l, 'tagset')) AS any_valid
FROM unnest(ARRAY['tech', 'a.b:', 'a.b:0', 'a.b:1.2345', '''a.b', '{1', 'a.b^1', 'a.b:1/9223372036854775807 a.b', 'a.b:99999999999999999999']) l \gset
\endif
\echo :any_valid
