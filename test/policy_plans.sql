-- The facets plan, actor and doctype of the taxonomy policy: plans carry their data, labels find their concept,
-- bodies of the same name in several countries and abbreviations with two lives are told apart.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT * FROM no_plan();

-- ---- what plans carry ------------------------------------------------------------------------

CREATE TEMP TABLE plan AS
SELECT c.concept,
	array_agg(p.value) FILTER (WHERE p.name = 'issuer') AS issuer,
	array_agg(p.value) FILTER (WHERE p.name = 'period') AS period,
	array_agg(p.value) FILTER (WHERE p.name = 'year') AS year
FROM policyscope.concept c LEFT JOIN policyscope.property p USING (taxonomy, concept)
WHERE c.taxonomy = 'policy' AND c.facet = 'plan'
GROUP BY 1;

SELECT cmp_ok((SELECT count(*) FROM plan), '>=', 200::bigint, 'at least 200 plans');
SELECT is_empty($$ SELECT * FROM plan WHERE cardinality(issuer) IS DISTINCT FROM 1 OR cardinality(period) IS DISTINCT FROM 1
	OR cardinality(year) IS DISTINCT FROM 1 $$, 'each has one issuer, one period and one year');
SELECT is_empty($$ SELECT * FROM plan WHERE year[1] !~ '^(19|20)\d\d$' OR period[1] !~ '^\[\d{4}-\d\d-\d\d,(\d{4}-\d\d-\d\d)?\)$' $$, 'written the same way');
SELECT is_empty($$ SELECT * FROM plan WHERE isempty(period[1]::daterange) $$, 'periods are ranges of dates, not empty');
SELECT is_empty($$ SELECT * FROM plan WHERE abs(extract(year FROM lower(period[1]::daterange)) - year[1]::int) > 12 $$,
	'adopted within twelve years of the beginning of its period');
SELECT is_empty($$ SELECT * FROM plan p WHERE NOT EXISTS (SELECT FROM policyscope.concept c
		WHERE c.taxonomy = 'policy' AND c.concept = p.issuer[1] AND c.facet = 'place')
	AND NOT EXISTS (WITH RECURSIVE body (concept) AS (SELECT 'actor.international_organisation' COLLATE "C"
		UNION SELECT b.concept FROM policyscope.broader b JOIN body ON b.broader = body.concept WHERE b.taxonomy = 'policy')
		SELECT FROM body WHERE body.concept = p.issuer[1]) $$, 'the issuer is a place, or an international organisation');
SELECT is((SELECT count(*) FROM plan WHERE concept ~ '^plan\.cn_fyp\d+$'), 15::bigint, 'fifteen five-year plans of China');
SELECT is_empty($$ SELECT a.concept FROM plan a JOIN plan b
	ON b.concept = 'plan.cn_fyp' || (substring(a.concept FROM '^plan\.cn_fyp(\d+)$')::int + 1)
	WHERE NOT a.period[1]::daterange -|- b.period[1]::daterange AND a.concept <> 'plan.cn_fyp2' $$,
	'one after the other, but for the years of adjustment from 1963 to 1965');
SELECT is_empty($$ SELECT concept FROM plan WHERE concept ~ '^plan\.cn_fyp\d+$' AND period[1]::daterange @> date '2024-05-01' EXCEPT VALUES ('plan.cn_fyp14') $$,
	'the data answers which one was in force on a day');
SELECT cmp_ok((SELECT count(*) FROM policyscope.concept WHERE taxonomy = 'policy' AND facet = 'actor'), '>=', 350::bigint, 'at least 350 actors');

-- ---- labels ----------------------------------------------------------------------------------

-- In a sentence of its own: a line of capitals has other rules.
CREATE TEMP TABLE wording AS
SELECT l.concept, l.label, l.requires, CASE WHEN l.lang LIKE 'zh%' THEN l.label || '。' ELSE 'so said ' || l.label || ' then.' END AS body
FROM policyscope.label l JOIN policyscope.concept c USING (taxonomy, concept)
WHERE l.taxonomy = 'policy' AND c.facet IN ('actor', 'plan', 'doctype') AND l.kind <> 'negative';
SELECT is_empty($$ SELECT concept, label FROM wording w WHERE requires IS NULL AND NOT EXISTS (SELECT FROM tag_mentions('policy', w.body) m
	WHERE m.concept = w.concept AND m.surface = w.label) $$, 'each label without a condition finds its concept');
SELECT is_empty($$ SELECT w.concept, w.label, p.label FROM wording w JOIN policyscope.label p
		ON p.taxonomy = 'policy' AND p.kind = 'pref' AND p.lang = 'en' AND p.concept = w.requires::text
	WHERE NOT EXISTS (SELECT FROM tag_mentions('policy', p.label || '. ' || body) m WHERE m.concept = w.concept AND m.surface = w.label)
	OR w.label !~ p.label AND EXISTS (SELECT FROM tag_mentions('policy', body) m WHERE m.concept = w.concept AND m.surface = w.label) $$,
	'each label that asks for a place alone needs it and is content with it');

-- ---- names of two lives ----------------------------------------------------------------------

CREATE FUNCTION pg_temp.found(body text) RETURNS text LANGUAGE sql AS
$$ SELECT string_agg(DISTINCT concept, ' ' ORDER BY concept) FROM tag_mentions('policy', body) WHERE facet IN ('actor', 'plan') AND concept NOT IN ('actor.ministry', 'actor.defence_ministry') $$;

SELECT is(pg_temp.found(body), expected, body) FROM (VALUES
	('The Ministry of Finance has published a budget.', NULL),
	('In China, the Ministry of Finance has published a budget.', 'actor.cn_mof'),
	('In Taiwan, the Ministry of Finance has published a budget.', 'actor.tw_mof'),
	('The Ministry of Science and Technology of China, and its Ministry of Education.', 'actor.cn_moe actor.cn_most'),
	('教育部会同财政部制定办法。', 'actor.cn_moe actor.cn_mof'),
	('台灣教育部會同財政部訂定辦法。', 'actor.tw_moe actor.tw_mof'),
	('行政院令教育部會同財政部訂定辦法。', 'actor.tw_executive_yuan actor.tw_moe actor.tw_mof'),
	('教育部门会同财政部门。', 'actor.education_authority actor.finance_authority'),
	('韩国教育部与德国财政部。', 'actor.de_bmf actor.kr_moe'),
	('国家质检总局、国家工商总局', 'actor.cn_samr'),
	('银保监会、国务院扶贫办、国家发改委', 'actor.cn_ndrc actor.cn_nfra actor.cn_rural'),
	('The NSF and the EPA agreed.', NULL),
	('In the United States the NSF and the EPA agreed.', 'actor.us_epa actor.us_nsf'),
	('In India the DST agreed.', 'actor.in_dst'),
	('Japan: the MIC, METI and MEXT agreed.', 'actor.jp_meti actor.jp_mext actor.jp_mic'),
	('十四五期间，二十四五年后。', 'plan.cn_fyp14'),
	('14th Five-Year Plan; 15th FYP', 'plan.cn_fyp14 plan.cn_fyp15'),
	('《河南省优化营商环境条例》', NULL),
	('国务院《优化营商环境条例》', 'actor.cn_state_council plan.cn_business_environment'),
	('环境保护法律、法规；食品安全法律', NULL),
	('《海洋环境保护法》', NULL),
	('《中华人民共和国数据安全法》和网络安全法', 'plan.cn_cybersecurity_law plan.cn_data_security_law'),
	('The European Chips Act and the CHIPS and Science Act.', 'plan.eu_chips_act plan.us_chips_act'),
	('歐盟的人工智慧法案', 'plan.eu_ai_act')
) AS pair (body, expected);

SELECT * FROM finish();
ROLLBACK;
