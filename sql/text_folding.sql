--
-- Folding: which writings are one and the same to a label
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off

-- The folded tokens of a text.
CREATE FUNCTION pg_temp.fold(t text) RETURNS text LANGUAGE sql AS
	$$ SELECT string_agg(coalesce(folded, '-'), ' ' ORDER BY start_char) FROM tag_debug(t) $$;
CREATE FUNCTION pg_temp.folds(VARIADIC texts text[]) RETURNS TABLE (text text, folded text) LANGUAGE sql AS
	$$ SELECT t, pg_temp.fold(t) FROM unnest(texts) WITH ORDINALITY AS given (t, i) ORDER BY i $$;
-- Whether all fold to the same; where not, those that differ from the first.
CREATE FUNCTION pg_temp.same(VARIADIC texts text[]) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce('differ from ' || texts[1] || ': ' || string_agg(t, ', ' ORDER BY i), 'same')
	FROM unnest(texts) WITH ORDINALITY AS given (t, i) WHERE pg_temp.fold(t) <> pg_temp.fold(texts[1]) $$;

-- case
SELECT * FROM pg_temp.folds('POLICY Policy', 'straße STRASSE ẞ', 'ΣΑΣ σας', 'ЖУК жук', 'Ǆ ǅ ǆ', 'Ⅳ ⅳ', 'Աբ', 'ŉ');
SELECT pg_temp.same('GROSSE', 'GROẞE', 'große', 'Grosse'), pg_temp.same('ΣΟΦΟΣ', 'σοφος', 'σοφοσ', 'Σοφός'), pg_temp.same('K', 'K', 'k'), pg_temp.same('ﬁn', 'FIN', 'fin'), pg_temp.same('Ⅳ', 'IV', 'iv'),
	pg_temp.same('ᏸ', 'Ᏸ'), pg_temp.same('Å', 'Å', E'A\u030A');
-- Turkish: İ is an i whose dot is dropped as a mark; ı is a letter of its own
SELECT pg_temp.same('İSTANBUL', 'istanbul', 'Istanbul', E'I\u0307stanbul', 'i̇stanbul'), pg_temp.same('ısı', 'isi');

-- width and compatibility forms
SELECT * FROM pg_temp.folds('ＡＩ ａｉ', '５Ｇ', '３．１４', 'Ｒ＆Ｄ', 'ﬁ ﬂ ﬃ ﬆ', 'Ⅻ ㎏ ℡', '𝐀𝐈 𝒜𝓘', 'ªº', 'ﷺ', 'Ｃ＋＋ Ｃ＃');
SELECT pg_temp.same('ＡＩ', 'AI', '𝐀𝐈', 'ⓐⓘ') AS circled_letters_are_letters_too;

-- NFC and NFD
SELECT pg_temp.same('é', E'e\u0301', 'e', 'É', E'E\u0301'), pg_temp.same('Việt', E'Vie\u0323\u0302t', E'Vie\u0302\u0323t', 'viet'), pg_temp.same('한글', E'\u1112\u1161\u11AB\u1100\u1173\u11AF'),
	pg_temp.same('が', E'か\u3099'), pg_temp.same('й', E'и\u0306'), pg_temp.same('ё', E'е\u0308'), pg_temp.same('ΐ', E'ι\u0308\u0301', 'ι'), pg_temp.same('क़', E'क\u093C'), pg_temp.same('ﭐ', 'ٱ');
-- marks out of canonical order
SELECT pg_temp.same(E'и\u0323\u0306', E'и\u0306\u0323', E'й\u0323'), pg_temp.same(E'ש\u05C1\u05BC', E'ש\u05BC\u05C1'), pg_temp.same(E'か\u0323\u3099', E'か\u3099\u0323', E'が\u0323');

-- diacritics are off for Latin and Greek, and only there
SELECT * FROM pg_temp.folds('São Paulo Zürich Łódź', 'Ελλάδα', 'øre Ærø', 'naïve coöperation');
SELECT pg_temp.same('и', 'й'), pg_temp.same('е', 'ё'), pg_temp.same('か', 'が'), pg_temp.same('ハ', 'バ', 'パ'), pg_temp.same('ש', E'ש\u05C1'), pg_temp.same('क', 'क़'), pg_temp.same('ي', 'ئ');
-- a mark follows the base before it, also past what is not seen
SELECT pg_temp.same(E'e\u00AD\u0301', E'e\u0301', 'e'), pg_temp.same(E'и\u200D\u0306', 'й'), pg_temp.same(E'и\u0306e\u0301', 'йe'), pg_temp.same(E'5\u0301', '5'), pg_temp.same(E'ﬁ\u0301', 'fi');

-- default-ignorables fold to nothing
SELECT pg_temp.same('database', E'data\u00ADbase', E'data\u200Bbase', E'data\u200Dbase', E'data\uFEFFbase', E'data\u2060base', E'data\u034Fbase', E'\uFEFFdatabase', E'database\u180E'), pg_temp.same('国家', E'国\uFE00家', E'国\U000E0100家');

-- so there are words that fold to nothing at all, which match nothing
SELECT kind, folded = '' AS empty FROM tag_debug(U&'\115F');

-- apostrophes, and the hyphens are gaps
SELECT * FROM pg_temp.folds('don''t don’t don‘t don＇t donʼt', 'x''s x’s x＇s');
SELECT t.a, g.gap_before FROM unnest(ARRAY['a-b', 'a‐b', 'a‑b', 'a‒b', 'a–b', 'a－b', 'a﹣b']) AS t (a), tag_debug(t.a) AS g WHERE g.token = 'b';

-- Traditional to Simplified, character by character, many to one
SELECT * FROM pg_temp.folds('人工智慧與機器學習', '國家發展改革委員會', '電動車產業鏈', '頭髮發展', '干乾幹', '后後', '里裡裏', '台臺颱', '万萬', '体體', '雲計算', '臺灣積體電路', '資訊網絡', '製造', '憂鬱');
-- 乾 著 瞭 are simplified characters too, in other words: one fold for both
SELECT * FROM pg_temp.folds('乾 著 瞭', '乾坤 著名 瞭望', '著作權');
SELECT pg_temp.same('乾旱', '干旱'), pg_temp.same('沿著', '沿着'), pg_temp.same('瞭解', '了解'), pg_temp.same('著作權', '著作权');
-- compatibility ideographs, Kangxi radicals
SELECT * FROM pg_temp.folds('豈更車', '⼈⼯智能', '⾞', '丽');
SELECT pg_temp.same('人工智能', '⼈⼯智能'), pg_temp.same('车', '車', '車', '⾞');
-- half width Katakana and Hangul
SELECT pg_temp.same('データ', 'ﾃﾞｰﾀ', E'テ\u3099ータ', 'ﾃ゙ータ'), pg_temp.same('パナソニック', 'ﾊﾟﾅｿﾆｯｸ'), pg_temp.same('ヴ', 'ｳﾞ'), pg_temp.same('ㄱ', 'ﾡ', 'ᄀ');

-- ASCII is folded by a path of its own: with a joiner the general one does it
SELECT count(*) AS words, bool_and(pg_temp.fold(w) = pg_temp.fold(w || E'\u200D')) AS same
FROM unnest(ARRAY['a', 'Z', 'AZaz09', '0', '42', '5G', 'COVID19', repeat('Policy7', 100)]) AS w;
SELECT kind, token, folded FROM tag_debug(E'42 42\u200D AI AI\u200D 5G 5G\u200D') ORDER BY start_char;
-- every printable ASCII character
SELECT string_agg(folded, ' ' ORDER BY start_char) AS folded FROM tag_debug((SELECT string_agg(chr(i), ' ' ORDER BY i) FROM generate_series(33, 126) AS i));
