--
-- tag_targets: quantities with what they are about
--
SET client_min_messages = warning;
SET datestyle = 'ISO';
CREATE FUNCTION pg_temp.targets(document text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(' | ', surface, coalesce(concept, 'no concept'), coalesce(status, 'no status'), measure, coalesce(quantity::text, 'no value'), unit_code, comparator, direction,
		'base ' || base_year, 'deadline ' || deadline, 'by ' || responsible) FROM tag_targets('policy', document) $$;

-- status: target, achieved, baseline
SELECT pg_temp.targets('By 2025, the share of renewable energy will reach at least 33%.');
SELECT pg_temp.targets('Spending on quantum computing rose from $1.2 billion in 2020 to $3 billion in 2024.');
SELECT pg_temp.targets('到2025年，人工智能核心产业规模超过1万亿元，年均增长20%。');
SELECT pg_temp.targets('到2025年，數位經濟核心產業增加值占GDP比重達到10%。');
SELECT pg_temp.targets('AI的渗透率从20%提高到30%。');
SELECT pg_temp.targets('The ministry will build 50 data centres by 2030.');
SELECT pg_temp.targets('国家发展改革委将在2025年底前支持100家集成电路企业');
-- growth, change, base year
SELECT pg_temp.targets('We aim to increase AI investment by 10 % annually.');
SELECT pg_temp.targets('Emissions of data centres will be cut by 55% compared with 1990 levels by 2030.');
SELECT pg_temp.targets('光伏能耗比2020年降低13.5%。');
SELECT pg_temp.targets('a rise of 5 percentage points; 提高3个百分点');
-- multiples
SELECT pg_temp.targets('Double the number of AI researchers by 2030. Output tripled. A ten-fold increase. No more than ten times the price.');
SELECT pg_temp.targets('人工智能企业数量翻一番；翻两番；增长3倍；五倍以上十倍以下');
-- fractions as percentages; a third is rounded, and about that
SELECT pg_temp.targets('half of them; by a quarter; one fifth of jobs; two thirds of firms; 1 in 20 households; a quarter of the year; a third country; the first half; 七成；逾五成；五折；三分之一；一半；成立三成员会');
-- parts of a whole, and numbers that stand alone
SELECT pg_temp.targets('31 of the 60 parks; at least one sandbox; exports may reach 67,000 in 2030; 降至1.25以下；试验区一处');
-- bounds before a verb, joined bounds, no range where a value changes
SELECT pg_temp.targets('不超过总投入30%；至少再布局两座；200米范围内；3美元的上限；not less than 5 but not more than 9 tonnes; it rose from 2% to 5%; A$2 billion; a $5 fund; 每小时80公里；翻了近一番；增加近3倍；提高到3倍');
-- ranks and ordinals
SELECT pg_temp.targets('Guizhou ranked first in big data, No. 1 in cloud computing it ranked; ranks among the top ten in AI. The 18th meeting, the third article and the first half are no ranks.');
SELECT pg_temp.targets('贵州大数据发展指数居全国第一位；排名第3；位居榜首；前十名；第十八次会议');
-- money: ISO 4217, never converted
SELECT pg_temp.targets('US$52.7bn; $300 million; €20 billion; £5; 3.5亿元; RMB 300 million; 50 billion yuan; NT$300 billion; HK$1m; 300万美元; 新臺幣六萬元以上三十萬元以下; 三十萬元; ₹10 crore; 3 lakh rupees');
-- units by UCUM
SELECT pg_temp.targets('100 MW; 5 kWh; 2 TWh; 1,200 km²; 3 million tonnes; 5 hectares; 3 GHz; 5 nm; 80 cm3; 10 Gbps; 1200兆瓦; 三百五十万千瓦; 500万吨标准煤; 20平方公里; 10 petaflops');
-- bounds
SELECT pg_temp.targets('at least 5%; no less than 5%; over 5%; more than 5%; up to 5%; no more than 5%; less than 5%; about 5%; 5% or more; 5% or less; 5-10%; between 5% and 10%; 5 to 10 percent');
SELECT pg_temp.targets('超过5%；不低于5%；不超过5%；5%以上；5%以下；5%左右；约5%；百分之五；百分之五以上；5%—10%；二万元以上二十万元以下；十五人至二十一人');
-- numbers: separators, full width, Han, words
SELECT pg_temp.targets('1,234.5 MW; 1.234,5 MW; 57,2 MW; 1 234 MW; 1,00,000 MW; ３００ MW; 1.234 MW; twenty-five MW; one hundred and five MW; two million MW; half a million robots; a dozen robots; 1 to 2 million robots');
SELECT pg_temp.targets('二十一家；三百五十万家；两千零五家；三万五家；廿家；1亿5000万家；3千万家；2.5万亿家；三十多家；数百家；几十家；壹佰贰拾叁家');
-- counts: things, not headings, codes or parts of a text
SELECT pg_temp.targets('six international big data expos, 50 AI parks, 10 new national laboratories');
SELECT pg_temp.targets('301 Repealers, 36365 AERORUTAS, 1202.06 Duties, paragraphs 5 to 7, 5 sections, six years, 3 days, 12 o''clock, one of them; 一个；前二项；第一、二、三项；两个月');
-- fractions of more kinds: one in so many, tenths with a half, per mille, over half; not 通过半导体
SELECT pg_temp.targets('a fifth of homes; three in five firms; nine out of ten firms; they met two in five years; halve the deficit; 二成五；3.5成；千分之三；万分之五；过半；超过半日；通过半导体；百分之三点五；三分二；half the cost; 4 out of 5');
-- hyphens before magnitudes and units; short magnitudes before a thing; some more
SELECT pg_temp.targets('a C$12.8-billion fund; a 5-million-tonne line; a 128-bit key; 20MW; built 3.2m homes; 10k jobs; a 3m wall; built 2,000+ sites; 30-odd firms; two and a half million jobs; 墙高1.5m以上');
-- ranges of two amounts; what leads from one to another is none
SELECT pg_temp.targets('between €2 billion and €3 billion; €500m-€600m; it rose from ₹189 crore to ₹422 crore; 介于5%与10%之间; 3GW/6GWh');
-- numbers that need no thing: of a change, of a magnitude, of a ratio; never a year
SELECT pg_temp.targets('It rose from 120 to 450. Sales topped 17 million in 2024. It will reach 72 by 2030. It rose from 2020 to 2024. A PUE of 1.25 in Rome. 由120增至450；PUE不高于1.25；电能利用效率宜不高于1.3；用电20亿度');
-- the base of a rate is none; nor is a number of a name
SELECT pg_temp.targets('20 chargers per 100 km; 5 cars per 1,000 people; 每百公里电耗12千瓦时；每10万人拥有5台；每千人3.6名；8-inch wafers; 12英寸晶圆; the 6 GHz band; 2 nm chips; the Industry 4.0 centres; the Agenda 21 programmes; 零部件；登陆站；二十大报告');
-- ranks from one to another, worldwide, without a word of place behind; multiples by a sign or a factor
SELECT pg_temp.targets('It climbed from 34th to 11th in the index. It is second worldwide. No. 1 in the world. a top-10 finish; 排名由第34位升至第11位；跻身全国前十；twentyfold; by a factor of ten; twice the size; 4x; two orders of magnitude; 翻倍; double-digit growth');
-- the sign of a unit at the end of a sentence that another follows
SELECT pg_temp.targets('占比达到70%。第二章共45℃。');
-- bounds of more kinds
SELECT pg_temp.targets('as many as 400 firms; within 5 km; within 27 regions; heavier than 250 g; an accuracy better than 0.5 m; better than 6%; 5% at most; 不应大于30毫安；上限为3000万元；以50万元为上限；未达10%；以一次为限；至少进行一次');
-- things: of other countries, other ones, many a measure word
SELECT pg_temp.targets('They fund 40 Chinese companies, 27 Member States, two other towns, 10 start-ups and three production lines; 八大枢纽；第三大；15宗；600多款；60余国；四部门；二期工程；三  省市政；12345市民热线；三轮汽车；三位一体');
-- a yuan in Traditional characters by its words; a yen by Japan, pounds of money
SELECT pg_temp.targets('政府會預留100億元，支持創科。'), pg_temp.targets('每輛電動大客車補助上限為350萬元。') AS taiwan, pg_temp.targets('Japan pays ¥500 million.') AS japan;
SELECT pg_temp.targets('2 million pounds; 2,000 pounds of steel; 港幣3億元; 澳門幣5億元; NZ$20 million; 50 pence; QAR 4.2 billion; RM50 million; USD20bn; H100 chips');
-- units of more kinds; letters that differ in their case
SELECT pg_temp.targets('85 decibels; 35微克/立方米; 60 mph; 10 m/s; 500 Wh/kg; 4,200 TEU; 2 EJ; 45℃; 1.2 bcm; 5 g; 5 G; 4000 TOPS; 100 Gb/s; 300平方呎; 800 cm²');
-- a limit that names what it limits; a number with a bound behind it; rates
SELECT pg_temp.targets('a maximum distance of 60 km; with a minimum output of 350 kW; a performance of 4800 or more; 2030 or more; not less than 800 W/m2; must not exceed 49.5 g CO2/km');
-- the dollar of Hong Kong; the yuan beside a year of the Republic
SELECT pg_temp.targets('即屬犯罪，可處罰款$5,000,000。') AS hong_kong, pg_temp.targets('美國撥款US$5億元發展。') AS us, pg_temp.targets('自114年起分4年投入88億元，擴充運算設施。') AS minguo;
-- limits: a row without a value, never an error
SELECT pg_temp.targets('10^400 robots; 99999999999999 亿元; 99999999999999999999 亿元; 1.2.3.4.5.6.7.8 MW; 1,2345 MW; 0 robots; several hundred robots; 99999999999999 in 99999999999999999999 firms; 10000000000 orders of magnitude; 九九九九九九九九九九九九九九九九九九点九九九九九九九九倍');
-- the concept: in the quantity's own words, nearest in the clause, last before it in the sentence; places and actors last
SELECT concept, surface FROM tag_targets('policy', 'In Guizhou, 60% of data centres use 5G. Big data in Guizhou: 40%.');
-- NULL, nothing, unknown
SELECT (SELECT count(*) FROM tag_targets('policy', NULL)) AS document, (SELECT count(*) FROM tag_targets(NULL, '5%')) AS taxonomy;
SELECT count(*) FROM tag_targets('policy', '');
SELECT surface, deadline FROM tag_targets('policy', 'Robots will grow by 10% over the next five years.', '2021-03-31');
\set VERBOSITY terse
SELECT * FROM tag_targets('nowhere', '5%');
