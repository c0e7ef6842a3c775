--
-- Force, status, voice and polarity: what each class of cue says, in English,
-- Simplified and Traditional Chinese. doc/reading.md says what the values mean.
--
\pset format unaligned

CREATE FUNCTION pg_temp.read(document text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', surface || ':', coalesce(force, '-'), coalesce(status, '-'), voice, polarity,
		'<' || cue || '>', 'by ' || source), '; ' ORDER BY start_char)
	FROM tag_mentions('policy', document) WHERE concept IN ('tech.ai', 'tech.quantum', 'tech.5g', 'tech.robotics') $$;
CREATE TEMP TABLE sample (number serial, body text);

-- force, English
INSERT INTO sample (body) VALUES
('Providers must register every AI system.'),
('AI systems shall be registered by their providers.'),
('The agency is required to test AI.'),
('Providers must not sell AI without a licence.'),
('The sale of AI is prohibited.'),
('The government will establish an institute of AI.'),
('The council has decided to fund AI.'),
('Universities should teach AI.'),
('The committee urges investment in AI.'),
('We encourage firms to use AI.'),
('The plan supports AI and robotics.'),
('The ministry may consider a levy on AI.'),
('The agency is exploring AI.'),
('AI is a branch of computer science.'),
-- the first of a chain governs
('Firms should support AI.'),
('The council will consider supporting AI.'),
-- a clause of its own, and one that goes on
('The state must promote AI, robotics and 5G; quantum is a different matter.'),
('The state has built a centre for AI and will build one for robotics.'),
-- the month
('In May 2025 AI was new.');
SELECT pg_temp.read(body) FROM sample ORDER BY number;
TRUNCATE sample;

-- status, voice and polarity, English
INSERT INTO sample (body) VALUES
('The province has established a laboratory of AI.'),
('The province has strived to build an AI industry.'),
('The city is building an AI park.'),
('The city plans to build an AI park.'),
('Investment in AI will go into overdrive.'),
('Spending on AI is expected to double.'),
('According to a report, the country must regulate AI.'),
('As reported by the Daily News, AI should be taxed.'),
('Officials said that the country will fund AI.'),
('Experts called for a fund for AI.'),
('The Act does not apply to AI.'),
('The state will not fund AI.'),
('The fund supports not only AI but also 5G.'),
('If a provider changes its AI, the agency shall be told of its robotics.'),
('Unless AI is safe, it must be withdrawn.'),
('No later than 2030 the state shall use AI.'),
-- where sentences end
('Dr. Smith et al. must test AI. Robotics is another matter.'),
('1. The state shall use AI.'),
('Spending must grow by 3.5 per cent for AI.'),
('The U.S. must test AI.');
SELECT pg_temp.read(body) FROM sample ORDER BY number;
TRUNCATE sample;

-- Simplified Chinese
INSERT INTO sample (body) VALUES
('企业必须登记人工智能系统。'),
('主管部门应当加强人工智能监管。'),
('不得利用人工智能实施价格歧视。'),
('省政府将设立人工智能研究院。'),
('各地要发展人工智能。'),
('鼓励高校开设人工智能专业。'),
('支持人工智能和机器人产业发展。'),
('探索人工智能应用场景。'),
('可以使用人工智能。'),
('人工智能是计算机科学的分支。'),
('该市已建成人工智能产业园。'),
('该市正在建设人工智能产业园。'),
('人工智能市场预计增长一倍。'),
('据新华社报道，该省将发展人工智能。'),
('专家表示，应当发展人工智能。'),
('该省没有人工智能企业。'),
('如果使用人工智能，企业应当报告机器人数量。'),
-- a cue inside of a mention is part of a name (决定 of 决定性 is none, 实施方案 is a mention)
('实施方案涉及人工智能。'),
-- what only looks like a cue
('人工智能供应链和应用需求增长。'),
-- the force goes on behind a comma
('各部门应当统筹协调，做好人工智能工作。');
SELECT pg_temp.read(body) FROM sample ORDER BY number;
TRUNCATE sample;

-- Traditional Chinese: folded, or worded differently
INSERT INTO sample (body) VALUES
('業者應當登記人工智慧系統。'),
('政府將設立人工智慧研究院。'),
('不得利用人工智慧進行歧視。'),
('鼓勵大專校院開設人工智慧課程。'),
('獎勵業者投入人工智慧。'),
('研議人工智慧專法。'),
('部長會上表示，將發展人工智慧。'),
('該市已建成人工智慧園區。');
SELECT pg_temp.read(body) FROM sample ORDER BY number;
TRUNCATE sample;

-- who speaks may stand behind, or in between
INSERT INTO sample (body) VALUES
('The state will fund AI, the minister said on Friday.'),
('"AI should be taxed," said the mayor.'),
('The agency, the report notes, supports AI.'),
('The council agreed to fund AI, and officials said robotics would follow.'),
('If the court finds that AI has failed, the firm must pay.'),
-- a condition holds for all of its statement, and the consequence gives the force
('Firms must report AI if it fails.'),
('If AI fails, the firm must stop; the state supports robotics.'),
('违反本法使用人工智能的，应当停止。'),
-- what stands before the modal belongs to the subject
('Firms that have installed AI must report it.'),
('新建人工智能项目应当备案。'),
-- the modal of an earlier clause, and of a later one
('各部门要统筹协调，加强人工智能研究。'),
('使用人工智能，应当备案。'),
-- a purpose is no commitment, nor is the name of a document
('为推动人工智能发展，制定本办法。'),
('《关于支持人工智能的意见》已经印发。'),
-- # in a cue is any number
('到2030年，人工智能普及率达到60%。');
SELECT pg_temp.read(body) FROM sample ORDER BY number;
TRUNCATE sample;

-- the type of the document chooses among cues
SELECT doctype, string_agg(concat_ws(' ', surface, force, status, voice), '; ' ORDER BY start_char)
FROM unnest('{doctype.law,doctype.plan,doctype.news,NULL}'::text[]) WITH ORDINALITY AS d (doctype, number),
	tag_mentions('policy', 'The minister urged the use of AI. AI is to be tested. 应发展机器人。 到2030年，5G普及率达到60%。', doctype)
WHERE concept IN ('tech.ai', 'tech.5g', 'tech.robotics') GROUP BY doctype, number ORDER BY number;
SELECT count(*) FROM tag_mentions('policy', 'AI', NULL);
SELECT * FROM tag_mentions('policy', 'AI', 'doctype.nonsense');
SELECT doctype, force_5, force_3, force_2, force_1
FROM unnest('{doctype.law,doctype.regulation,NULL}'::text[]) WITH ORDINALITY AS d (doctype, number),
	tag_commitments('policy', 'The minister may fund AI. AI should be safe. 应发展人工智能。', doctype)
WHERE concept = 'tech.ai' ORDER BY number;
-- classes of wording that a type of document has; what is expected stands before what is read
CREATE TEMP TABLE wording (number serial, doctype text, expected text, body text);
INSERT INTO wording (doctype, expected, body) VALUES
-- a goal is an imperative with its date
('plan', '4 planned', 'Double the use of robotics by the end of 2027.'),
('plan', '2 -', 'Promote robotics and raise output by 2027.'),
('plan', '4 planned', 'By 2030, raise the share of robotics to half.'),
('plan', '5 -', 'By 2028, there shall be ten laboratories of robotics.'),
('plan', '- forecast', 'By 2030, sales of robotics are expected to double.'),
('plan', '4 planned', '2026年，新增人工智能岗位5万个。'),
('plan', '4 planned', '2026年新增人工智能岗位5万个。'),
('plan', '4 planned', '自114年起分4年投入88億元，建置人工智慧資料庫。'),
('plan', '2 -', '新增人工智能岗位5万个。'),
-- a heading urges nothing
('plan', '- -', '第三章 推动人工智能发展'),
('plan', '- -', 'Chapter 3: Promote AI'),
('plan', '2 -', '推动人工智能发展。'),
-- what a thing will come to is foreseen
('news', '- forecast', 'Sales of AI will climb by a third.'),
('report', '- forecast', 'In our central scenario AI grows sixfold.'),
('strategy', '- forecast', '人工智能将成为竞争的制高点。'),
('news', '- forecast', '人工智能的规模将突破百亿元。'),
('plan', '4 planned', 'AI will exceed a tenth of output.'),
('report', '3 -', 'Experts warned that states should regulate AI.'),
-- a past with its object
('report', '- achieved', 'The agency processed 18.4 million requests by AI.'),
('report', '- achieved', '截至12月，基金共資助人工智能項目450個。'),
-- asked, proposed, considered
('report', '3 -', 'The auditor is recommending that agencies use AI.'),
('notice', '1 planned', 'The authority proposes to license AI.'),
('plan', '1 ongoing', 'AI is being piloted in two towns.'),
('news', '1 ongoing', '政府正考虑禁止人工智能。'),
-- rules of a notice
('notice', '4 -', 'Applications for the AI grant close on 30 June.'),
('notice', '4 -', '对人工智能企业实行先建后补。'),
-- decisions
('speech', '4 planned', 'We are not going to ban AI.'),
('speech', '4 planned', '我們已經承諾推廣人工智能。'),
-- legal consequences
('law', '5 -', 'Misuse of AI is punishable with a fine.'),
('law', '5 -', '任何人未持有牌照而經營人工智能，即屬犯罪。'),
('law', 'prohibited -', '禁止使用人工智能作出决定。'),
('news', '5 -', 'Platforms would be required to label AI.'),
-- words that are nouns, or parts of others
('standard', '5 -', 'On request, the AI system shall export its data.'),
('report', '- -', 'The support for AI rests on three pillars.'),
('law', '- -', '省级政府可以根据实际需要设立人工智能基金。'),
('law', '- -', '本条例施行，原人工智能办法同时废止。'),
('news', '- -', '企业按应纳税额抵扣人工智能支出。'),
('plan', '2 -', '建设宜居城市，推广人工智能。'),
-- what a rule in the making will bind to, and what is being built and then must be
('regulation', '5 ongoing', 'We are amending our rules to require that AI be tested.'),
('news', 'prohibited ongoing', 'Ministers are drafting legislation banning AI in lotteries.'),
-- work that goes on is no imperative, nor are other nouns
('plan', '- ongoing', 'Work is under way to extend the AI network.'),
('plan', '- -', 'Use of AI in the towns differs.'),
('plan', '2 -', 'Use AI in the towns.'),
-- announced
('notice', '4 planned', 'The agency announces its intent to issue a call for AI.'),
('notice', '4 planned', 'The agency expects to publish a call for AI.'),
-- a participle before its noun
('notice', '- -', 'The agency may recover the funds for AI that miss the agreed milestones.'),
('report', '- -', 'The approved list names AI.'),
('news', '4 planned', 'The council agreed to fund AI.'),
('report', '- achieved', 'The council approved AI for schools.'),
-- what comes about without a decision, and what a speaker warns of; a duty stays one
('strategy', '- forecast', 'Without reform, the country will remain dependent on AI from abroad.'),
('report', '- forecast', 'Growth will depend on AI.'),
('news', '- forecast', 'Exports of AI will be halted, the maker warned.'),
('news', '5 -', 'Firms must test AI, the auditor warned.'),
-- what will not be forbidden
('news', 'prohibited planned', '中方不会禁止人工智能出口。'),
('news', '4 planned', '中方不会限制人工智能出口。'),
-- a measure of a plan with its number, in its own clause
('plan', '4 planned', '规划期内，人工智能占比提高4个百分点。'),
('plan', '4 planned', '人工智能企业的能耗下降13.5%。'),
('plan', '2 -', '推广人工智能，能耗下降13.5%。'),
('plan', '- -', '人工智能占比不高。'),
('plan', '- achieved', '截至2020年底，人工智能装机容量突破1000万千瓦。'),
-- money set aside, and what money is for
('plan', '4 planned', '在2024-25年度預留30億元，推行人工智能支援計劃。'),
('speech', '- achieved', '我已預留100億元，用以推展人工智能。'),
('plan', '- -', '總經費120億元，用於建置人工智慧中心。'),
-- a plan that says what it sets out
('strategy', '4 planned', '本藍圖提出在2035年或以前停用人工智能。'),
-- rules of a notice, liability in a law
('notice', '4 -', '对购置人工智能设备免征购置税。'),
('law', '5 -', '企業致人工智慧遭濫用者，負損害賠償責任。'),
('law', '5 -', '人工智能提供者承担相应责任。'),
-- support as a noun before a modal
('notice', '5 -', '所有人工智能資助申請必須經網上遞交。'),
('notice', '4 -', '对人工智能企业给予资助。'),
-- a name is no verb
('news', '3 -', '議員邱達根呼籲當局把人工智能的開支倍增。'),
('news', '- achieved', '人工智能的规模达500亿元。'),
-- goes on, came about
('speech', '4 ongoing', '政府會持續投資人工智能。'),
('report', '- achieved', '园区集聚了人工智能企业。'),
('news', '- achieved', 'The AI plant was cleared to run for another 20 years.');
SELECT CASE WHEN expected = concat_ws(' ', coalesce(force, '-'), coalesce(status, '-')) THEN 'yes' ELSE 'NOT ' || expected END AS as_expected,
	force, status, cue, doctype, body
FROM wording, LATERAL (SELECT * FROM tag_mentions('policy', body, 'doctype.' || doctype)
	WHERE concept IN ('tech.ai', 'tech.robotics') ORDER BY start_char LIMIT 1) AS m
ORDER BY number;

-- or the one that the title names
SELECT force_1 FROM tag_commitments('policy', E'White paper on robots in the factory\n\nThis is a text that says what it has to say of robots. The minister may fund AI.') WHERE concept = 'tech.ai';
SELECT force_1 FROM tag_commitments('policy', E'Draft law on robots in the factory\n\nThis is a text that says what it has to say of robots. The minister may fund AI.') WHERE concept = 'tech.ai';

-- tagsets: only what is affirmed in the issuer's voice counts, and rolls up
SELECT to_tagset('policy', 'Providers must test AI. They must not sell AI. The state will fund quantum computing. According to a report, AI must rest.') - 'theme.rd';
SELECT to_tagset('policy', 'Providers must test AI.') @@ 'tech.ai^4' AS yes, to_tagset('policy', 'Providers may test AI.') @@ 'tech.ai^4' AS no,
	tagset_sum(to_tagset('policy', body)) @@ 'tech.ai^5' AS sum
FROM unnest('{"The state must test AI.", "AI is new."}'::text[]) body;

-- with reading off nothing is read, and nothing is counted
SELECT taxonomy_copy('policy', 'silent');
UPDATE policyscope.taxonomy SET reading = false, zoning = false WHERE taxonomy = 'silent';
SET client_min_messages = warning;
SELECT taxonomy_publish('silent');
SELECT to_tagset('silent', 'Providers must test AI.');
SELECT surface, sentence, zone, force, status, voice, polarity, cue, source FROM tag_mentions('silent', 'Providers must test AI.');
SELECT * FROM tag_commitments('silent', 'AI');
SELECT * FROM tag_commitments('policy', 'AI', 'doctype.nonsense');
SELECT * FROM tag_commitments('policy', NULL);

-- cues are rows like labels
UPDATE policyscope.taxonomy SET reading = true WHERE taxonomy = 'silent';
INSERT INTO policyscope.cue (taxonomy, lang, text, axis, value, direction, terminators) VALUES
	('silent', 'en', 'gives its blessing to', 'force', '2', 'forward', 'except|save for'),
	('silent', 'en', 'Green', 'status', 'ongoing', 'forward', NULL);
SELECT change, kind, detail FROM taxonomy_diff('silent', 1) WHERE kind = 'cue';
SELECT taxonomy_publish('silent');
SELECT surface, force, status, cue, cue_start_char FROM tag_mentions('silent', 'The pope gives  its Blessing to AI except robotics. Green AI, green robotics.');
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'silent';

-- what is no cue
INSERT INTO policyscope.taxonomy (taxonomy, reading) VALUES ('bad', true);
INSERT INTO policyscope.cue (taxonomy, lang, text, axis, value) VALUES ('bad', 'en', 'x', 'force', 'planned');
INSERT INTO policyscope.cue (taxonomy, lang, text, axis, value) VALUES ('bad', 'en', 'x', 'mood', 'planned');
INSERT INTO policyscope.cue (taxonomy, lang, text, axis, value) VALUES ('bad', 'en', '*ed', 'force', '5');
SELECT taxonomy_publish('bad');
DELETE FROM policyscope.cue WHERE taxonomy = 'bad';
INSERT INTO policyscope.cue (taxonomy, lang, text, axis, value, doctype) VALUES ('bad', 'en', 'x', 'force', '5', 'doctype.law');
SELECT taxonomy_publish('bad');
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'bad';
UPDATE policyscope.cue SET value = '1' WHERE taxonomy = 'policy';
