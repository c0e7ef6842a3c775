--
-- Tokens: words after UAX #29 with the tailoring of src/text/token.h, a section a rule
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off

-- What cannot be seen, as its code point.
CREATE FUNCTION pg_temp.visible(t text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN c < 32 OR c BETWEEN 127 AND 160 OR c = 173 OR c BETWEEN 768 AND 879 OR c BETWEEN 4352 AND 4607
			OR c BETWEEN 8203 AND 8207 OR c BETWEEN 8232 AND 8239 OR c BETWEEN 8287 AND 8303 OR c IN (12288, 12441, 12442, 65279)
			OR c BETWEEN 65024 AND 65039 OR c > 917504
		THEN '<' || to_hex(c) || '>' ELSE chr(c) END, '' ORDER BY n)
	FROM (SELECT n, ascii(substr(t, n, 1)) AS c FROM generate_series(1, length(t)) AS n) AS characters $$;

-- Each text with its tokens: w word, n number, c character, k katakana, p possessive, d script digit, s symbol, a address.
-- Every token must be where it says it is.
CREATE FUNCTION pg_temp.cut(VARIADIC texts text[]) RETURNS TABLE (text text, tokens text) LANGUAGE plpgsql AS $$
DECLARE
	misplaced text;
BEGIN
	FOREACH text IN ARRAY texts LOOP
		SELECT string_agg(CASE kind WHEN 'script digit' THEN 'd' ELSE left(kind, 1) END || '[' || pg_temp.visible(token) || ']', ' ' ORDER BY start_char),
			string_agg(token, ' ') FILTER (WHERE substr(text, start_char, char_length) <> token)
		INTO tokens, misplaced FROM tag_debug(text);
		IF misplaced IS NOT NULL THEN
			RAISE EXCEPTION 'misplaced: %', misplaced;
		END IF;
		text := pg_temp.visible(text);
		RETURN NEXT;
	END LOOP;
END $$;

-- the columns
SELECT * FROM tag_debug('Big data: 5G, R&D''s 国家');
SELECT * FROM tag_debug('');
SELECT * FROM tag_debug(NULL);
SELECT * FROM tag_debug(E' \t\n ... ');

-- words: letters and digits of any script that has words
SELECT * FROM pg_temp.cut('Plain English words', 'Größe façade naïve', 'Ελλάδα Россия Հայաստան', 'भारत हिन्दी', 'العربية السعودية', '5G B2B covid19 2nd 14th', 'İstanbul ß ﬁne');
-- '.' and ':' never join letters
SELECT * FROM pg_temp.cut('U.S.A.', 'e.g. this', 'end.Next', 'v2.x x.2', 'Note:this', 'Sverige:s', 'a．b', 'a：b', 'c·a');
-- '.' and ',' join digits
SELECT * FROM pg_temp.cut('3.14', '1,000,000.50', '1.2.3', '3. 14', 'about 3.', '3,x x,3', '1;2', '3．14', '10:30', '1..2', '1.,2', E'1\u00AD.2');
-- '_' separates
SELECT * FROM pg_temp.cut('big_data', '_x_', 'a＿b', E'a\u202Fb');
-- default-ignorables belong to the word before them
SELECT * FROM pg_temp.cut(E'data\u00ADbase', E'da\u200Dta \u200Cx', E'\uFEFFdata', E'da\uFEFFta', E'data\u200Bbase', E'\u00AD\u200Dx', E'x\u2060y', E'a\u034Fb', E'5\u200DG', E'国\uFE00家',
	E'国\U000E0100家');
-- apostrophes join letters
SELECT * FROM pg_temp.cut('don''t', 'don’t', 'don‘t', 'don＇t', 'o''clock', 'O’Brien', 'l''intelligence', 'rock ''n'' roll', '''quoted''', 'cats''', '''90s', '1''000', E'don\u00AD''t', 'a''''b', 'x'' y', 'donʼt');
-- the possessive is a token of its own
SELECT * FROM pg_temp.cut('China''s', 'China’s', 'CHINA''S', 'China＇ｓ', 'China‘s', 'Chinaʼs', 'it''s', 'China''s''', 'China''sx', 'a''s''s', 'x''s5', '''s', 'a ''s', 'R&D''s', '5''s', 'AI''s5G', '中国''s', 'タイ''s', E'China\u2019s\u0301', E'China''s\u200B', E'China''s\u00AD\n');
-- Katakana runs, the long vowel mark, half width
SELECT * FROM pg_temp.cut('タイヤ', 'タイとタイヤ', 'データセンター', 'ﾃﾞｰﾀ', 'データ・センター', 'AIデータ', 'データAI', 'データ5', 'データ化', 'ー', 'らーめん', 'ヽヾ', E'テ\u3099ータ', 'ㇰㇱ', '㌔');
-- Han, Hiragana, Thai, Lao, Khmer, Myanmar: a token a cluster
SELECT * FROM pg_temp.cut('人工智能', 'AI芯片5G', '人々〇', 'ひらがな', E'か\u3099', '量子コンピュータの研究', '𠮷野家', '⼈⼯', '豈更', '⺀', '「国家」', '国。家', 'กำลัง', 'น้ำ', 'ເຄື່ອງ', 'ខ្មែរ', 'မြန်မာ');
-- superscript and subscript digits
SELECT * FROM pg_temp.cut('CO₂', 'H₂O', 'm²', 'x¹⁰', '10⁻³', '¹ note', 'a²b', '①', '½');
-- Hangul
SELECT * FROM pg_temp.cut('인공지능', '인도는 인도네시아', E'\u110B\u1175\u11AB도', 'AI는', '인공지능을연구', 'ㄱㄴ', 'ｱｲﾝ', 'ﾡﾣ');
-- symbols: + # & . / are tokens, one each; nothing else is
SELECT * FROM pg_temp.cut('C++', 'C#', 'R&D', 'R & D', '.NET', 'TCP/IP', 'and/or', 'a+b=c', '＋＃＆．／', 'a*b$c%d^e~f', '© § €5', 'a…b', '&amp;', '...', '#tag', '+++', E'+\u200D+', E'C#\uFE0F', E'C+\u0301');
-- Hebrew: a single quote ends a word, a double quote joins
SELECT * FROM pg_temp.cut('צה"ל', 'ג''ירפה', 'ג''', '"שלום"', 'שלום" x', 'a"b');
-- emoji and flags are no words
SELECT * FROM pg_temp.cut('👩‍💻', 'a👩‍💻b', 'x 🇨🇳 y', '👍🏽', '5️⃣', '❤️ AI');

-- URLs and e-mail addresses
SELECT * FROM pg_temp.cut('http://a.b/c?d=1', 'see https://www.gov.cn/ai_big-data/2021.htm.', '(https://a.b/c)', 'ftp://x y', 'svn+ssh://host', 'http:// x', '://x', 'x ://y', 'a:/b', 'HTTPS://A.B');
SELECT * FROM pg_temp.cut('www.gov.cn', 'WWW.Gov.cn/x?y#z', 'www.', 'www. gov', 'www', 'xwww.gov', 'awww www.a', 'x-www.y', '(www.a.b)', 'www.ai，量子');
SELECT * FROM pg_temp.cut('me@x.org', 'a.b+c_d@x-y.org.', 'mailto:me@x.org', '<me@x.org>', 'me@', '@handle', 'a @b', 'me@中国', '我me@x.org', 'd''or@x.y', 'a@b@c');
-- trailing punctuation is not part of it; Chinese text right after is text
SELECT * FROM pg_temp.cut('http://a.b/c, d', 'http://a.b/c.', 'http://a.b/c?!', '"http://a.b"', 'http://a.b; x', '[http://a.b]', 'https://x.cn/a人工智能', 'http://x.cn。人工', '见http://x.cn', 'www.x.cn人工', 'me@x.cn人工', '网址www.x.cn');
-- the name before :// or @ may be long and hold many tokens: 64 bytes are looked at
SELECT * FROM pg_temp.cut('first.middle.last.and.so.on@x.org', 'a-b.c+d.e://x', '1.2.3.4@x', 'x a.b.c@d e', repeat('a', 64) || '@x', repeat('a', 70) || '@x', repeat('a.', 33) || 'b@x');
-- line and text borders
SELECT * FROM pg_temp.cut(E'http://a.b\nc', E'me@\nx.org', 'http://', 'x@y', '@', ':', 'a:', '''', E'\u00AD', E'\u0301', E'\u0301x', '.');

-- a very long word is one token, without a fold from 65536 bytes on
SELECT n, count(*), min(char_length), min(kind), bool_and(folded IS NULL) AS no_fold FROM unnest(ARRAY[65535, 65536]) AS n, tag_debug(repeat('a', n)) GROUP BY n ORDER BY n;
SELECT n, count(*), min(char_length), min(kind), bool_and(folded IS NULL) AS no_fold FROM unnest(ARRAY[32767, 32768]) AS n, tag_debug(repeat('ж', n)) GROUP BY n ORDER BY n;
