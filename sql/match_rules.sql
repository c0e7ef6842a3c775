--
-- Matching, one label at a time: case, gaps, edges (verify.c, and label.c for what a label allows)
--
\set VERBOSITY terse
\pset format unaligned
\pset footer off
SET client_min_messages = warning;

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('rules');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('rules', 't');
-- A concept with its labels.
CREATE FUNCTION pg_temp.add(key text, VARIADIC labels text[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('rules', 't.' || key);
	INSERT INTO policyscope.label (taxonomy, concept, lang, label) SELECT 'rules', 't.' || key, 'en', l FROM unnest(labels) AS l $$;
-- What cannot be seen, as its code point.
CREATE FUNCTION pg_temp.visible(t text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN c < 32 OR c IN (160, 173, 8232, 8233, 12288) OR c BETWEEN 768 AND 879 OR c BETWEEN 4352 AND 4607 OR c BETWEEN 8203 AND 8209
			OR c BETWEEN 65024 AND 65039 THEN '<' || to_hex(c) || '>' ELSE chr(c) END, '' ORDER BY n)
	FROM (SELECT n, ascii(substr(t, n, 1)) AS c FROM generate_series(1, length(t)) AS n) AS characters $$;
-- Each document with its mentions, surface=notation. All must be where they say.
CREATE FUNCTION pg_temp.find(VARIADIC documents text[]) RETURNS TABLE (document text, mentions text) LANGUAGE plpgsql AS $$
DECLARE
	misplaced text;
BEGIN
	FOREACH document IN ARRAY documents LOOP
		SELECT coalesce(string_agg(surface || '=' || substr(concept, 3), ', ' ORDER BY start_char, char_length DESC, concept), '-'),
			string_agg(surface, ' ') FILTER (WHERE substr(document, start_char, char_length) <> surface)
		INTO mentions, misplaced FROM tag_mentions('rules', document);
		IF misplaced IS NOT NULL THEN
			RAISE EXCEPTION 'misplaced: %', misplaced;
		END IF;
		document := pg_temp.visible(document);
		mentions := pg_temp.visible(mentions);
		RETURN NEXT;
	END LOOP;
END $$;

SELECT pg_temp.add('ai', 'AI', '人工智能'), pg_temp.add('it', 'IT'), pg_temp.add('us', 'US'), pg_temp.add('turkey', 'Turkey'), pg_temp.add('guizhou', 'Guizhou'), pg_temp.add('who', 'who are we'),
	pg_temp.add('mcdonald', 'McDonald'), pg_temp.add('big_data', 'big data', '大数据'), pg_temp.add('e_commerce', 'e-commerce', 'E-Commerce Law');
SELECT pg_temp.add('cpp', 'C++'), pg_temp.add('csharp', 'C#'), pg_temp.add('c', 'C'), pg_temp.add('rd', 'R&D'), pg_temp.add('usa', 'U.S.A.', 'U.S.'), pg_temp.add('net', '.NET'), pg_temp.add('tcp', 'TCP/IP'),
	pg_temp.add('att', 'AT & T'), pg_temp.add('sa', 'S.A.'), pg_temp.add('gplus', 'Google+'), pg_temp.add('inc', 'Acme Inc.');
SELECT pg_temp.add('covid', 'COVID-19'), pg_temp.add('5g', '5G'), pg_temp.add('ipv6', 'IPv6'), pg_temp.add('co2', 'CO₂'), pg_temp.add('h2o', 'H2O'), pg_temp.add('14th', '14th Plan'), pg_temp.add('2025', 'Vision 2025'),
	pg_temp.add('2021_2025', '2021-2025'), pg_temp.add('m2', '10 m²'), pg_temp.add('b2b', 'B2B'), pg_temp.add('mp3', 'MP-3'), pg_temp.add('v1', 'version 1.0');
SELECT pg_temp.add('artificial_intelligence', 'artificial intelligence'), pg_temp.add('quantum_computing', 'quantum computing'), pg_temp.add('state_owned', 'state-owned enterprise'), pg_temp.add('comma', 'health, safety'),
	pg_temp.add('semiconductor', 'semiconductor'), pg_temp.add('pboc', 'People''s Bank of China'), pg_temp.add('china', 'China', '中国'), pg_temp.add('women', 'women''s rights'), pg_temp.add('bank', 'Bank');
SELECT pg_temp.add('quantum', '量子'), pg_temp.add('chip', '芯片'), pg_temp.add('thai', 'タイ', 'ไทย'), pg_temp.add('tyre', 'タイヤ'), pg_temp.add('dc', 'データセンター'), pg_temp.add('india', '인도'), pg_temp.add('kai', '인공지능'),
	pg_temp.add('it_industry', 'IT产业'), pg_temp.add('gongkai', '公开'), pg_temp.add('fussball', 'Fußball'), pg_temp.add('israel', 'צה"ל'), pg_temp.add('gwalior', 'ग्वालियर');
UPDATE policyscope.label SET caps = 'ignore' WHERE (taxonomy, label) IN (('rules', 'B2B'), ('rules', 'US'));
SELECT taxonomy_publish('rules');

-- case: a capital of the label must be one in the text, a small letter matches both
SELECT * FROM pg_temp.find('AI', 'ai', 'Ai', 'aI', 'big data', 'Big Data', 'BIG DATA', 'bIg DaTa', 'Turkey', 'turkey', 'TURKEY', 'Guizhou', 'GUIZHOU', 'guizhou', 'GuiZhou', 'McDonald', 'Mcdonald', 'MCDONALD', 'mcDonald',
	'e-Commerce', 'e-commerce law', 'E-Commerce Law', 'E-COMMERCE LAW');
-- also where the fold is not letter by letter
SELECT * FROM pg_temp.find('FUSSBALL', 'FUẞBALL', 'Fußball', 'fußball', 'Fussball', 'ＡＩ', 'ａｉ', E'Turkey\u0301', '𝐀𝐈', '𝐚𝐢', 'ⒶⒾ');
-- caps = 'ignore'
SELECT * FROM pg_temp.find('b2b', 'B2B', 'us and them', 'US');
-- in a line without lower-case letters common words are no names
SELECT * FROM pg_temp.find('IT', 'the IT sector', 'HOW IT WORKS', E'The plan:\nHOW IT WORKS\nmore', E'IT in\nCAPITALS', 'WHO ARE WE', 'CONTACT US', 'THE AI ACT', 'TURKEY AND CHINA', 'IT: 5 & 7', E'HOW IT WORKS\r\nthe IT sector',
	'HOW IT WORKS ①', E'the IT plan\fHOW IT WORKS');
-- a line of a script without case is no line of capitals
SELECT * FROM pg_temp.find('发展IT产业', 'IT行业', 'ITの発展', '인도 IT');

-- symbols of a label: nothing or white space around them inside, nothing at its ends
SELECT * FROM pg_temp.find('C++', 'C ++', 'C+ +', 'c++', 'C+', 'C', 'in C++.', '(C++)', 'C++11', 'C+++', 'C++ and C', 'Ｃ＋＋', E'C+\u200D+', E'C++\u0301', E'C++\uFE0F', 'C#', 'C #', 'C##', 'C#.', 'C&A', 'A&C', 'C/C++', 'C-C', 'Objective-C', 'C.', 'C, C', '#C', '+C');
SELECT * FROM pg_temp.find('R&D', 'R & D', 'R& D', 'R &D', 'R and D', E'R&\nD', 'R-&-D', 'R&DD', 'r&d', 'R&D&I', 'AT&T', 'AT & T', 'TCP/IP', 'TCP / IP', 'TCP IP', 'TCP-IP', 'Ｒ＆Ｄ', 'R&amp;D', 'Google+', 'Google +', 'Google++', 'Google');
SELECT * FROM pg_temp.find('U.S.A.', 'U.S.A', 'U. S. A.', 'USA', 'U.S.', 'the U.S. economy', 'in the U.S.', 'U.S.A.F.', 'U.S.-led', 'U.S.''s', 'L''Oréal S.A.', '.NET', 'the .NET.', 'end.NET', 'end .NET', 'ASP.NET', '..NET', 'in .net', 'Acme Inc. said', 'Acme Inc', 'Acme Inc.x');

-- letter-digit and hyphen-digit borders: closed or hyphenated, never spaced
SELECT * FROM pg_temp.find('COVID-19', 'COVID19', 'COVID 19', 'COVID–19', E'COVID-\n19', E'COVID\n19', 'COVID--19', 'COVID-1', 'COVID-199', 'Covid-19', 'COVID-19-related', 'COVID-19s');
SELECT * FROM pg_temp.find('5G', '5-G', '5 G', '5g', '5‑G', '15G', '5GB', '5G+', '2.5G', 'IPv6', 'IPv-6', 'IPv 6', 'B-2-B', 'B 2 B', 'B-2B', 'MP3', 'MP-3', 'MP 3');
SELECT * FROM pg_temp.find('CO₂', 'CO2', 'CO-2', 'CO 2', 'CO²', 'H₂O', 'H2O', 'H-2-O', 'H₂ O', 'C₂', 'C2', 'AI²', 'AI₂', '10 m²', '10 m2', '10 m', 'x 10 m²');
-- ordinals are one; digits beside digits keep their hyphen; numbers keep their point
SELECT * FROM pg_temp.find('14th Plan', '14-th Plan', '14 th Plan', '14TH PLAN', '114th Plan', '2021-2025', '2021–2025', '2021 2025', '20212025', 'Vision 2025', 'Vision-2025', 'Vision2025', 'Vision 2025.', 'Vision 2025.5', 'version 1.0', 'version 1.0.', 'version 1.0.1', 'version 10');

-- between words: white space with at most one line break, or one hyphen
SELECT * FROM pg_temp.find('artificial intelligence', 'artificial-intelligence', 'artificial‐intelligence', 'artificial‑intelligence', 'artificial‒intelligence', 'artificial–intelligence', E'artificial\u00A0intelligence', E'artificial\u3000intelligence',
	'artificial    intelligence', E'artificial\nintelligence', E'artificial \r\n intelligence', E'artificial-\nintelligence', E'artificial\tintelligence');
SELECT * FROM pg_temp.find('artificial. Intelligence', 'artificial, intelligence', 'artificial; intelligence', 'artificial: intelligence', 'artificial — intelligence', 'artificial—intelligence', 'artificial - intelligence', 'artificial -intelligence',
	'artificial--intelligence', E'artificial\n\nintelligence', E'artificial \n \n intelligence', E'artificial\u2029intelligence', 'artificial/intelligence', 'artificial "intelligence"', 'artificial (intelligence)', 'artificial… intelligence', 'artificial_intelligence',
	'artificialintelligence', 'artificial & intelligence', E'artificial\n-intelligence', 'quantum — computing', 'quantum computing', 'artificial intelligence-based', 'non-artificial intelligence');
SELECT * FROM pg_temp.find('state-owned enterprise', 'state owned enterprise', 'state-owned-enterprise', 'stateowned enterprise', 'state–owned enterprise');
-- a comma in a label: no text gap may have it, the label is skipped
SELECT * FROM pg_temp.find('health, safety', 'health safety');
-- a word broken by hyphen and line break also matches joined
SELECT * FROM pg_temp.find(E'semi-\nconductor', E'semi-\r\n  conductor', E'semi\u00AD\nconductor', E'SEMI-\nCONDUCTOR', E'semi-conductor', E'semi-\n\nconductor', E'semi- conductor', E'semi\nconductor', E'artificial intel-\nligence', E'quan-\ntum com-\nputing',
	E'Tur-\nkey', E'tur-\nkey', E'semi-\nconductor-\nbased', E'A-\nI', E'semi\u2010\u2028conductor');
-- default-ignorables inside
SELECT * FROM pg_temp.find(E'semi\u00ADconductor', E'arti\u200Dficial\u00AD intelligence');

-- the possessive is no part of a mention, unless the label has it
SELECT * FROM pg_temp.find('China''s growth', 'China’s', 'CHINA''S', 'Chinas', 'China''', 'People''s Bank of China', 'People’s Bank of China', 'PEOPLE＇S BANK OF CHINA', 'Peoples Bank of China', 'People Bank of China', 'People s Bank of China', 'People''s Bank of China''s',
	'women''s rights', 'women’s rights', 'womens rights', 'women rights', 'AI''s', 'R&D''s', 'U.S.''s');
-- a URL or an address is nothing
SELECT * FROM pg_temp.find('http://China/AI', 'see https://x.org/AI-and-China.html for AI', 'www.AI.org', 'AI@China.org', 'China://AI', '@AI', 'AI.org', 'China http://x', 'https://x.cn/a人工智能', E'http://x/\nAI');

-- Han: between characters the gap may be empty; adjacent terms are both found
SELECT * FROM pg_temp.find('人工智能', '人工智能芯片', '量子人工智能', '人工 智能', E'人工\n智能', E'人工\n\n智能', E'人工\u3000智能', '人工，智能', '人工、智能', '人工-智能', '人工·智能', '人 工 智 能', '⼈⼯智能', '人工智慧', '大數據', E'人\uFE00工智能', 'AI芯片', '芯片AI', '芯片5G芯片', '中国公开的中国');
-- Katakana runs are words
SELECT * FROM pg_temp.find('タイ', 'タイヤ', 'タイとタイヤ', 'タイー', 'ﾀｲ', 'データセンター', 'ﾃﾞｰﾀｾﾝﾀｰ', 'データ・センター', 'タイ語', 'ไทย', 'ประเทศไทย');
-- Korean: only a particle may follow within the word
SELECT * FROM pg_temp.find('인도', '인도는', '인도에서', '인도네시아', '인도로부터', '인도양', '대인도', '인공지능을', '인공지능으로의', '인공 지능', 'AI는', 'AI를 AI로', 'AI는요', '5G의', 'C++은', normalize('인도는', NFD), normalize('인도네시아', NFD), E'인도\u200D는', '인도는는');
-- other scripts
SELECT * FROM pg_temp.find('צה"ל', 'ग्वालियर', 'ग्वालियर में');
-- not in the middle of a word
SELECT * FROM pg_temp.find('AIDS', 'MAIN', 'BigData', 'bankrupt', 'riverbank', 'semiconductorless', 'Chinatown', 'Bank', 'AI_model', 'AI2', 'été AI été', 'éAI', 'AIé', 'AIж', 'AI中', E'A\u0301I');

-- tag_explain names the rule that dropped a candidate
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'AI, ai', 't.ai');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'THE IT PLAN', 't.it');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'artificial. Intelligence, artificial & intelligence', 't.artificial_intelligence');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'COVID 19, COVID-19, covid19', 't.covid');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'C, C&A, C++', 't.c');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'U.S.A. or U.S.A.F.', 't.usa');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', '.NET, ASP.NET', 't.net');
SELECT accepted, rule, label, surface, start_char FROM tag_explain('rules', 'AI₂ AI', 't.ai');

-- a full stop inside a label bridges no sentence end, only initials; every line break ends a line of capitals
SELECT pg_temp.add('node', 'Node.js', 'N.Z.');
SELECT taxonomy_publish('rules');
SELECT * FROM pg_temp.find('Node.js', 'It runs Node. JS is', 'N.Z.', 'N. Z. law', 'HOW IT WORKS' || chr(8232) || 'it works', 'HOW IT WORKS' || chr(133) || 'it works', 'it is' || chr(8232) || 'HOW IT WORKS', 'the IT' || chr(8233) || 'plan');

DELETE FROM policyscope.taxonomy WHERE NOT shipped;
