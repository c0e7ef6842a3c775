--
-- What users of taggers, matchers and search engines complain about: one case each
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('complaints');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('complaints', 't'), ('complaints', 'u');
-- A concept with its labels, which are taken as they are: inflection has tests of its own.
CREATE FUNCTION pg_temp.add(key text, VARIADIC labels text[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('complaints', key);
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, inflect) SELECT 'complaints', key, 'en', l, false FROM unnest(labels) AS l $$;
CREATE FUNCTION pg_temp.visible(t text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN c < 32 OR c IN (160, 173, 12288) OR c BETWEEN 768 AND 879 OR c BETWEEN 8203 AND 8209
		THEN '<' || to_hex(c) || '>' ELSE chr(c) END, '' ORDER BY n)
	FROM (SELECT n, ascii(substr(t, n, 1)) AS c FROM generate_series(1, length(t)) AS n) AS characters $$;
-- Each text with its mentions, surface=key. All must be where they say.
CREATE FUNCTION pg_temp.find(VARIADIC texts text[]) RETURNS TABLE (text text, mentions text) LANGUAGE plpgsql AS $$
DECLARE
	misplaced text;
BEGIN
	FOREACH text IN ARRAY texts LOOP
		SELECT coalesce(string_agg(surface || '=' || concept, ', ' ORDER BY start_char, char_length DESC, concept), '-'),
			string_agg(surface, ' ') FILTER (WHERE substr(text, start_char, char_length) <> surface)
		INTO mentions, misplaced FROM tag_mentions('complaints', text);
		IF misplaced IS NOT NULL THEN
			RAISE EXCEPTION 'misplaced: %', misplaced;
		END IF;
		text := pg_temp.visible(text);
		mentions := pg_temp.visible(mentions);
		RETURN NEXT;
	END LOOP;
END $$;

SELECT pg_temp.add('t.istanbul', 'İstanbul'), pg_temp.add('t.street', 'Straße'), pg_temp.add('t.finance', 'finance'), pg_temp.add('t.ai', 'AI', '人工智能'), pg_temp.add('t.cafe', 'café'),
	pg_temp.add('t.big_data', 'big data', '大数据'), pg_temp.add('t.g5', '5G'), pg_temp.add('t.covid', 'COVID-19'), pg_temp.add('t.chip', '芯片'), pg_temp.add('t.integrated', '集成电路'),
	pg_temp.add('t.rear', '后勤'), pg_temp.add('t.empress', '皇后'), pg_temp.add('t.it', 'IT'), pg_temp.add('t.us', 'US'), pg_temp.add('t.who', 'WHO'), pg_temp.add('t.aids', 'AIDS');
SELECT pg_temp.add('t.c', 'C'), pg_temp.add('t.cpp', 'C++'), pg_temp.add('t.csharp', 'C#'), pg_temp.add('t.rd', 'R&D'), pg_temp.add('t.usa', 'U.S.A.'), pg_temp.add('t.llm', 'LLM'),
	pg_temp.add('t.china', 'China'), pg_temp.add('t.bank', 'People''s Bank of China'), pg_temp.add('t.rights', 'women''s rights'), pg_temp.add('t.aab', 'alpha alpha beta'), pg_temp.add('t.gamma', 'alpha gamma'),
	pg_temp.add('t.cpr', 'cardio-pulmonary resuscitation'), pg_temp.add('t.distributed', 'distributed super computing'), pg_temp.add('t.super', 'super computer'), pg_temp.add('t.game', 'computer game'), pg_temp.add('u.game', 'computer game');
SELECT taxonomy_publish('complaints');

-- İ, ß, ﬁ: one letter becomes two or another, and the offsets stay those of the original
SELECT * FROM pg_temp.find('in İstanbul, ISTANBUL, Istanbul, İSTANBUL', E'I\u0307stanbul x', 'die Straße, STRASSE, Strasse, STRAẞE', 'ﬁnance and ﬁnance', 'ﬁﬁﬁ finance');
-- full width, and combining marks
SELECT * FROM pg_temp.find('ＡＩ and ｂｉｇ　ｄａｔａ and ５Ｇ', E'cafe\u0301 and cafe\u0301s', E'CAFE\u0301, cafe', E'a\u0301\u0301 caf\u00E9', E'cafe\u0301\u0323');
-- line ends and soft hyphens inside of a phrase; a blank line ends it
SELECT * FROM pg_temp.find(E'big\r\ndata', E'big\n   data', E'big\n\ndata', E'big\r\n\r\ndata', E'big da\u00ADta', E'big\u00AD data', E'big da-\nta', E'big\u00A0data', E'big\u2009data', E'big\tdata', 'big. Data', 'big, data', 'big (data)', 'big — data');
-- Han with digits and Latin letters, Han terms that touch, one term in another
SELECT * FROM pg_temp.find('5G芯片', '2025年人工智能', 'AI人工智能AI', '人工智能芯片集成电路', '芯片、芯片；芯片。', '集成电路芯片5G大数据', E'人工\n智能', '人工 智能', '人工，智能', '「人工智能」');
-- Traditional and Simplified, 后 and 後: one fold, so the words decide
SELECT * FROM pg_temp.find('後勤保障', '后勤保障', '皇后', '皇後', '人工智能與大數據', '積體電路與集成電路');
-- IT and it, US and us, WHO and who
SELECT * FROM pg_temp.find('it is IT', 'tell us about the US', 'who is the WHO?', 'HOW IT WORKS FOR US', 'It, Us, Who');
-- AI is not in said, AIDS, AI-ds or mAIn; numbers do not cut it out
SELECT * FROM pg_temp.find('he said', 'AIDS', 'AIs', 'mAIn', 'AI2', '5GHz', '15G', 'AI_lab', 'x-AI', 'AI-x', 'AI/5G', '(AI)', '"AI".', 'AI''s', 'COVID-190', 'COVID-19s');
-- C, C++, C#
SELECT * FROM pg_temp.find('C, C++ and C#', 'C++, C#.', 'C+', 'C ++', 'C+++', 'F#', 'vitamin C', 'C&A', 'Objective-C', '(C++)');
-- R&D
SELECT * FROM pg_temp.find('R&D', 'R & D', 'R&amp;D', 'R and D', 'AR&D', 'R&DX', 'R＆D');
-- U.S.A., also at a sentence's end
SELECT * FROM pg_temp.find('the U.S.A. has', 'in the U.S.A.', 'in the U.S.A', 'the USA', 'U.S.A., U.S.A.; U.S.A.)', 'U.S.A.F.');
-- 5G and COVID-19: closed, hyphened, never spaced
SELECT * FROM pg_temp.find('5G, 5g', '5 G', '5-G', 'COVID-19', 'COVID19', 'Covid-19', 'COVID 19', 'COVID–19', E'COVID-\n19', 'COVID‑19');
-- plural acronyms and possessives; in a label the 's is required
SELECT * FROM pg_temp.find('China''s plan', 'China’s plan', 'CHINA''S', 'the LLM''s', 'People''s Bank of China', 'Peoples Bank of China', 'the People’s Bank of China''s', 'women''s rights', 'womens rights');
-- no match is lost because an earlier one failed half way
SELECT * FROM pg_temp.find('alpha alpha beta', 'alpha alpha alpha beta', 'alpha alpha alpha alpha beta', 'alpha alpha gamma', 'alpha beta alpha alpha beta');
-- separators of a compound
SELECT * FROM pg_temp.find('cardio-pulmonary resuscitation', 'cardio pulmonary resuscitation', 'cardio–pulmonary resuscitation', 'Cardio-Pulmonary Resuscitation', 'cardio-pulmonary-resuscitation', 'cardiopulmonary resuscitation',
	'cardio--pulmonary resuscitation', 'cardio - pulmonary resuscitation', 'cardio/pulmonary resuscitation');
-- overlap: leftmost-longest in a facet, nothing shadowed across facets
SELECT * FROM pg_temp.find('distributed super computer game', 'super computer game', 'computer game', 'distributed super computing');
-- no quiet limit: every mention counts
SELECT key, mentions FROM tag_entries(to_tagset('complaints', repeat('big data. ', 20000))) AS e (key, facet, score, density, evidence, direct, mentions);
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'complaints';
