--
-- Gaps: what stands between two tokens, and where sentences and labels end with it
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off

-- The gap before the last token of each text, with what cannot be seen as its code point.
CREATE FUNCTION pg_temp.gaps(VARIADIC texts text[]) RETURNS TABLE (text text, gap text) LANGUAGE sql AS $$
	SELECT (SELECT string_agg(CASE WHEN c BETWEEN 32 AND 126 OR c IN (8212, 8213, 8220, 8230, 12289, 12539, 65292) OR (c > 19967 AND c <> 65279) THEN chr(c)
				ELSE '<' || to_hex(c) || '>' END, '' ORDER BY n)
			FROM (SELECT n, ascii(substr(t, n, 1)) AS c FROM generate_series(1, length(t)) AS n) AS characters),
		(SELECT gap_before FROM tag_debug(t) ORDER BY start_char DESC LIMIT 1)
	FROM unnest(texts) WITH ORDINALITY AS given (t, i) ORDER BY i $$;

-- none: they touch, with or without what cannot be seen between them
SELECT * FROM pg_temp.gaps('a+', '国家', 'a国', E'+\u200D+', E'国\u00AD家', 'China''s', 'CO₂');
-- the first token of a text
SELECT * FROM pg_temp.gaps('a', ' a', '-a', E'\n\na', E'\uFEFFa');
-- space: white space of any kind and number
SELECT * FROM pg_temp.gaps('a b', 'a  b', E'a\tb', E'a\u00A0b', E'a\u3000b', E'a\u2009b', E'a\u202Fb', E'a\u1680b', E'a\u205Fb', E'a\u2003 \u00A0\tb', E'a \u200Db', E'a \uFEFF b', E'a\u200B b');
-- line break: at most one, white space around it; CRLF is one
SELECT * FROM pg_temp.gaps(E'a\nb', E'a\rb', E'a\r\nb', E'a \t\n \u3000b', E'a\u0085b', E'a\u2028b', E'a\u000Bb', E'a\u000Cb', E'a\u200B\nb');
-- paragraph: two or more line breaks, whatever white space is between them
SELECT * FROM pg_temp.gaps(E'a\n\nb', E'a\r\rb', E'a\n\rb', E'a\r\n\r\nb', E'a\n \u00A0\nb', E'a\u2029b', E'a\n\n\n\nb', E'a\u2028\nb', E'a,\n\nb', E'a\n\n- b', E'a\n\n•\nb', E'a.\n\nb', E'a \n\uFEFF\n b');
-- hyphen: one of five dashes that touches both
SELECT * FROM pg_temp.gaps('a-b', 'a‐b', 'a‑b', 'a‒b', 'a–b', 'a﹣b', 'a－b', E'a\u200B-\u00ADb', '国-家', '5-G', '+-+');
-- hyphen and line break: after it, with white space or without
SELECT * FROM pg_temp.gaps(E'a-\nb', E'a-\r\nb', E'a–\n   b', E'a- \n\tb', E'a\u2010\u2028b', E'5-\nG', E'a-\u200B\nb');
-- a soft hyphen at the end of a line
SELECT * FROM pg_temp.gaps(E'a\u00AD\nb', E'a\u00AD \r\n b', E'a\u00AD b', E'a\u00AD\n\nb', E'5\u00AD\n5', E'国\u00AD\n家');
-- hyphens that are none of these
SELECT * FROM pg_temp.gaps('a - b', 'a -b', 'a- b', 'a--b', 'a-–b', E'a\n-b', E'a-\n\nb', E'a -\nb', E'a-\n-b', E'a-\u3000b');
-- anything else
SELECT * FROM pg_temp.gaps('a,b', 'a, b', 'a; b', 'a: b', 'a—b', 'a — b', 'a―b', 'a−b', 'a~b', 'a_b', 'a“b', 'a (b', 'a) b', 'a…b', 'a・b', '国、家', '国，家', 'a*b', 'a' || chr(65533) || 'b', 'a👩‍💻b',
	E'a, \nb', E'a\n,\nb', E'a \u0301b');
-- symbols are tokens: the gap after a full stop is that of what follows it
SELECT token, gap_before FROM tag_debug(E'a. b /c\n&d .\n\ne.') ;
-- after an address that took back its front, and after one that ends early
SELECT token, gap_before FROM tag_debug(E'x\na.b@c.d\ny, http://e.f. z\n\nw.w@v.u');
