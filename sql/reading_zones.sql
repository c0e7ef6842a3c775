--
-- Zones of a plain text, and what they weigh
--
\pset format unaligned

CREATE FUNCTION pg_temp.zones(document text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(' ', zone, coalesce(weight, '-'), start_char, char_length, '[' || replace(surface, E'\n', ' / ') || ']',
		CASE WHEN substr(document, start_char, char_length) <> surface THEN 'NOT THERE' END)
	FROM tag_zones(document) $$;

-- a page: menu, title, lead, headings, body, annex, furniture
CREATE TEMP TABLE page AS SELECT E'Home | News | Contact\nSkip to content\n\nNew rules for artificial intelligence in schools\n\nBy Jane Doe\n\n'
	'The ministry has published new rules for schools that use software. They apply from autumn.\n\n1. Scope\n\n'
	'The rules cover all schools of the country, public and private alike, and their suppliers.\n\nAnnex I\n\n'
	'List of the software that is covered by the rules of this notice.\n\nShare this article\nRead more: Robots | Drones\nSubscribe now!' AS body;
SELECT pg_temp.zones(body) FROM page;

-- the title may be the second line, or none
SELECT pg_temp.zones(E'Site name\n\nA strategy for quantum computing and sensors\n\nThis strategy says what the state will do for quantum computing.');
SELECT pg_temp.zones(E'This strategy says what the state will do for quantum computing, and with whom.\nSecond line.');
SELECT pg_temp.zones('artificial intelligence');
SELECT pg_temp.zones('');
SELECT pg_temp.zones(E'\n \n\t\n');
SELECT pg_temp.zones(NULL);

-- wrapped lines are no headings, and no title
SELECT pg_temp.zones(E'The state will build a centre for artificial\nintelligence in the capital, and a second one\nin the north of the country by the year 2030.');

-- Chinese: titles, metadata, headings, annex, furniture
SELECT pg_temp.zones(E'首页\n关于加快人工智能发展的实施意见\n某政发〔2025〕12号\n\n各市、县人民政府：\n\n'
	'为加快人工智能发展，推动产业升级，结合本省实际，提出如下意见。\n\n一、总体目标\n\n到2027年，建成一批人工智能产业园，产业规模明显提高。\n\n附件1\n\n重点任务分工表\n\n责任编辑：张三\n打印本页');
SELECT pg_temp.zones(E'關於加快人工智慧發展的方案\n\n為加快人工智慧發展，推動產業升級，行政院今天通過本方案。\n\n回頂端\n分享至Facebook');

-- bars of links are furniture at the ends, a table's rows are not
SELECT pg_temp.zones(E'A report on regions and their growth\n\nThe report compares the regions of the country and their growth.\n\nNorth | South | East\n\nAll in all the regions grew faster than in the year before.\n\nPrint | Share | Save');

-- what may head a section is no furniture
SELECT pg_temp.zones(E'A decision on accounts and their fees\n\nThe administrator opens the accounts and asks the fees of this decision.\n\nTerms and conditions\n\nThe administrator may close an account when the fees are not paid.');

-- weights: title 4, lead 2, heading 1.5, body and annex 1; furniture gives nothing and has no words
SELECT surface, zone, evidence FROM tag_mentions('policy', (SELECT replace(replace(replace(body, 'software', 'robotics'), 'Scope', 'Scope of robotics'), 'Robots', 'Robotics') FROM page))
WHERE concept IN ('tech.ai', 'tech.robotics');
SELECT tag_word_count(to_tagset('policy', body)) AS words, tag_word_count(to_tagset('policy', substr(body, 1))) - tag_word_count(to_tagset('policy', substr(body, 40))) AS menu FROM page;
SELECT accepted, rule, surface FROM tag_explain('policy', E'A text about nothing but a few robots\n\nThis text says nothing of any weight, but it does so at length.\n\nShare this article\nRead more: Robotics', 'tech.robotics');
-- a title given in a column is the only one; the body's own is a heading, whatever the order of columns
CREATE TABLE titled (id int PRIMARY KEY, title text, body text, first tagset, last tagset);
CREATE TRIGGER first BEFORE INSERT ON titled FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('first', 'policy', 'title:A', 'body');
CREATE TRIGGER last BEFORE INSERT ON titled FOR EACH ROW EXECUTE FUNCTION tagset_update_trigger('last', 'policy', 'body', 'title:A');
INSERT INTO titled SELECT i, t, t || E'\n\nThe ministry has published new rules for all the schools.'
	FROM (VALUES (1, 'New rules for robotics in our schools'), (2, NULL)) AS v (i, t);
INSERT INTO titled VALUES (3, NULL, E'New rules for robotics in our schools\n\nThe ministry has published new rules for all the schools.');
SELECT id, first = last AS same, evidence FROM titled LEFT JOIN LATERAL tag_entries(first) ON concept = 'tech.robotics' ORDER BY id;
DROP TABLE titled;
-- zones that the caller gave stay as they are
SELECT to_tagset('policy', jsonb_build_object('D', E'New rules for robotics in our schools\n\nThe ministry has published new rules for all the schools.')) -> 'tech.robotics' <
	to_tagset('policy', E'New rules for robotics in our schools\n\nThe ministry has published new rules for all the schools.') -> 'tech.robotics' AS less;
