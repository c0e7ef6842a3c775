--
-- tag_periods: the periods that a document names
--
SET client_min_messages = warning;
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
CREATE FUNCTION pg_temp.periods(document text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(' | ', surface, kind, precision, coalesce(period::text, 'no dates'), duration, nullif(anchor, 'absolute')) FROM tag_periods(document) $$;

-- years, and what is none
SELECT pg_temp.periods('In 2014 and since 2014; the year 2021; by 2035, 2,025 people and 2025 people');
SELECT pg_temp.periods('1-204.01, page 2025, section 2025, § 2025, No. 2021, $2025, 2025 km, 2025%, ISO 2001, COVID-2019, (EU) 2016/679, 2000/60/EC, 2025.5, #2025');
-- ranges
SELECT pg_temp.periods('2021-25; 2021–2025; 2021—2025年; 2021年至2025年; 2021至2025年; from 2021 to 2025; between 2021 and 2025; 2021 through 2025');
SELECT pg_temp.periods('2021年3月至6月；2021年3月至2022年6月；2021年3月1日至5日; March 12-14, 2021; from March 2021 to June 2022');
-- a hyphen and two digits: a month with a leading zero or where no range can be
SELECT pg_temp.periods('2021-03; 2021-12; 2009-12');
-- dates
SELECT pg_temp.periods('12 March 2021; March 12, 2021; 12th of March 2021; Jan. 5, 2021; 2021-03-12; 2021/3/12; 2021.03.12; 12.03.2021; 21. 2. 1962; 2021年3月12日; 二〇二五年十月一日; 二○二五年; 二零二五年; 2021 年 3 月');
SELECT pg_temp.periods('2０２5年 ２０２５年３月');
-- quarters, halves, months, decades
SELECT pg_temp.periods('Q1 2025; 2025 Q3; first quarter of 2025; the second half of 2024; H1 2025; March 2021; the 2030s; the 1990''s; since the 1990s');
SELECT pg_temp.periods('2025年第一季度；2025年三季度；2025年上半年；2025年下半年；2021年3月；20世纪90年代；二十一世纪三十年代；2030年代');
-- deadlines: by reaches to the end of what it names, before to its begin
SELECT pg_temp.periods('by 2035; by the end of 2025; before the end of 2025; before 2025; by mid-2025; by March 2021; before March 2021; no later than 30 June 2026; until 2030');
SELECT pg_temp.periods('到2035年；2025年底前；到2025年底；2030年前；截至2023年底；不晚于2025年6月30日；到二〇三五年');
-- open ends
SELECT pg_temp.periods('from 2014 onwards; 2035 and beyond; after 2020; starting in 2022; 自2014年起；2014年以来；从2020年开始');
-- durations; without the day of issue they have no dates
SELECT pg_temp.periods('over the next five years; for six consecutive years; in the past decade; during the coming 18 months; within five years; next five to ten years');
SELECT pg_temp.periods('未来五年；今后3—5年；近五年来；连续六年；五年内；十年来; next year; 明年; 今年底前');
SELECT surface, period, duration, anchor FROM tag_periods('policy', 'over the next five years; for six consecutive years; the past 3 months; within five years; next year; 今年底前; 去年', '2021-03-31');
-- durations by themselves; not what recurs, nor what is past by so much
SELECT pg_temp.periods('at least five years; within 60 days; a five-year mission; 24 hours; eighteen months after; the first in a decade; 30 s; two years ago; every two years; one day; 1980s');
SELECT pg_temp.periods('不少于六个月；三十日内；24小时；为期一年；一年以上十年以下；半年内；提前三十日；十年前；每两年；第三年；新的一年；11日；上半年；三年级');
-- Minguo years without their era, in Traditional characters
SELECT pg_temp.periods('114年6月底；113至116年，臺灣；118年較109年'), pg_temp.periods('114年6月底；113至116年') AS simplified;
-- plans to their end, and since; a day before which includes it; an hour
SELECT pg_temp.periods('“十五五”末；“十四五”以来；by the end of the 15th Five-Year Plan；3月15日；2025年3月15日17时前；2025年前三季度；上世纪六十年代；2030年前后；beyond 2026; from June 28, 2025; to the end of 2027');
-- months and quarters whose year stands behind the last of them; parts of a year
SELECT pg_temp.periods('from January to June 2025; between March and May 2024; 1 April to 30 June 2026; March 1 to May 31, 2025; Q1 to Q3 2025; 2024年1—10月; the first nine months of 2025; in the last two quarters of 2024; summer of 2024; 2026年春季; 2026年首季; 2025年第三季; 2025年一至三季度; 2025年Q3');
-- what begins: from a day or month on, since something in a year, as of a day in a rule
SELECT pg_temp.periods('from the fourth quarter of 2025; since its launch in March 2022; 自2016年推出以来; 2024年至今; 自2026年1月1日施行; 2030年后; 2030年后期; effective January 1, 2026; no earlier than 2028; from 2005 levels');
SELECT pg_temp.periods('As of 1 January 2030 it shall be banned.') AS rule, pg_temp.periods('As of 1 January 2030 it had failed.') AS up_to, pg_temp.periods('From 2027 it will be banned.') AS year;
-- what ends: an hour of the day, between now and then, at the latest; the last day
SELECT pg_temp.periods('by 5 pm on 30 April 2026; by close of business on 30 April 2026; between now and 2030; well ahead of 2035; on 31 December 2030 at the latest; by year-end 2025; until at least 2030; 2030年或之前; at the end of 2023; by mid-century; 到本世纪中叶; shall by 2 August 2029 report on it');
-- durations with a half, of one unit, before a day, with their begin or end
SELECT pg_temp.periods('two and a half years; half a year; slip by a year; twice a year; a year ago; 一年半；两年半导体；开始前十日；3个工作天内；90日；两个星期；3-5年；8025億日圓');
SELECT pg_temp.periods('over the ten years from 2024; in the six months to September 2025; in the year ended 31 March 2025; three quarters of firms; “十四五”后两年');
-- fiscal years of two calendar years, in countries that name them so
SELECT pg_temp.periods('£3 billion in 2024-25') AS uk, pg_temp.periods('Australia in the 2022–23 financial year') AS australia, pg_temp.periods('2026/27年度，立法會') AS hong_kong, pg_temp.periods('the EU in 2024-25') AS none, pg_temp.periods('UK schools in the 2024-25 academic year') AS school;
SELECT pg_temp.periods('before the end of fiscal year 2026 the Department shall'), pg_temp.periods('The Secretary shall, in fiscal years 2026 and 2027');
-- fiscal years need a country
SELECT pg_temp.periods('FY2025'), pg_temp.periods('the federal budget of FY2025') AS us, pg_temp.periods('India: FY2024-25') AS india, pg_temp.periods('Japan in fiscal year 2025') AS japan, pg_temp.periods('UK financial year 2025-26') AS uk;
SELECT pg_temp.periods('FY25 in the United States; fiscal years 2022 through 2025'), pg_temp.periods('UK: FY2025') AS uk_by_one_year;
-- plans
SELECT pg_temp.periods('the 14th Five-Year Plan (2021-25); the thirteenth five-year plan; 15th FYP; 1st Five-Year Plan; 99th Five-Year Plan');
SELECT pg_temp.periods('十四五规划、“十三五”时期、十五五规划、“十五”计划、第十四个五年规划；十四五年；到“十四五”末');
SELECT pg_temp.periods('India''s 12th Five-Year Plan'), pg_temp.periods('the multiannual financial framework 2021-2027'), pg_temp.periods('MFF 2021-27');
-- eras
SELECT pg_temp.periods('令和6年度、令和元年5月1日、平成30年、昭和64年1月7日；民國114年3月2日；中華民國一百一十四年；Reiwa 6; Minguo 114');
-- limits: a row without a value, never an error
SELECT pg_temp.periods('31 February 2024; 2024年2月31日; 2023-02-29; 2024-02-29; in the year 0; 公元0年; in the year 12000; in the year 99999999999999; 民國前一年; next 99999999999 years; the year ended 31 February 2024; the 99999 months to March 2025; 9999年秋季; the last 11 months of 9999');
-- a taxonomy's property period: a plan by its name, which takes the year inside it
SELECT surface, period, kind, start_char, sentence FROM tag_periods('policy', 'First. Made in China 2025 and the Sustainable Development Goals (2030). 中国制造2025。');
-- NULL, nothing, unknown
SELECT count(*) FROM tag_periods(NULL);
SELECT (SELECT count(*) FROM tag_periods('policy', NULL)) AS document, (SELECT count(*) FROM tag_periods(NULL, 'in 2014')) AS taxonomy, (SELECT count(*) FROM tag_periods('policy', '')) AS empty;
SELECT count(*) FROM tag_periods('policy', 'in 2014, next year', 'infinity');
\set VERBOSITY terse
SELECT * FROM tag_periods('nowhere', 'in 2014');
