--
-- tag_headline: marks, fragments, options, formats
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('looking');
INSERT INTO policyscope.facet (taxonomy, facet, overlap) VALUES
	('looking', 'a', 'longest'), ('looking', 'b', 'longest'), ('looking', 'c', 'longest'), ('looking', 'all', 'all');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES
	('looking', 'a.ab'), ('looking', 'a.top'), ('looking', 'b.bc'), ('looking', 'b.top'), ('looking', 'c.abc'), ('looking', 'c.d'),
	('looking', 'c.C++ & "co" <x>'), ('looking', 'all.one'), ('looking', 'all.two'), ('looking', 'a.st'), ('looking', 'a.zh');
INSERT INTO policyscope.broader (taxonomy, concept, broader) VALUES
	('looking', 'a.ab', 'a.top'), ('looking', 'b.bc', 'b.top');
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES
	('looking', 'a.ab', 'en', 'alpha beta'), ('looking', 'b.bc', 'en', 'beta gamma'), ('looking', 'c.abc', 'en', 'alpha beta gamma'),
	('looking', 'a.ab', 'en', 'twice'), ('looking', 'b.bc', 'en', 'twice'), ('looking', 'c.d', 'en', 'delta'),
	('looking', 'c.C++ & "co" <x>', 'en', 'C++ & Co'), ('looking', 'all.one', 'en', 'one two three'), ('looking', 'all.two', 'en', 'two three four'),
	('looking', 'a.st', 'en', 'Dept. Office'), ('looking', 'a.zh', 'zh-Hans', '大数据');
SELECT taxonomy_publish('looking');

CREATE FUNCTION pg_temp.whole(document text, query tagquery DEFAULT NULL, options text DEFAULT '') RETURNS text LANGUAGE sql AS
$$ SELECT tag_headline('looking', document, query, 'HighlightAll=true, ' || options || CASE WHEN options = '' THEN 'Format=html' ELSE '' END) $$;
CREATE FUNCTION pg_temp.refusal(statement text, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;

--
-- Elements: one mention, touching, nested, of one span, overlapping
--
SELECT pg_temp.whole('a delta.');
SELECT pg_temp.whole('大数据大数据');
SELECT pg_temp.whole('alpha beta gamma');
SELECT pg_temp.whole('twice');
SELECT pg_temp.whole('alpha beta gamma', 'a.ab & b.bc');
SELECT pg_temp.whole('one two three four');
-- a text without mentions, and none
SELECT pg_temp.whole('nothing'), pg_temp.whole('') = '' AS empty;

--
-- Escaping, of the document, of keys and of options
--
SELECT pg_temp.whole('<b>delta</b> & "C++ & Co" ''x''');
SELECT pg_temp.whole(E'\x01delta\x1b[31m\x7f\u0085\uFFFE\U0001FFFF\ttab\r\nline');
SELECT pg_temp.whole('delta', NULL, 'StartSel="<i onclick=alert(1)>", StopSel="</i>"');
SELECT tag_headline('looking', 'delta ' || repeat('x ', 50) || 'delta', NULL, 'MaxFragments=2, MinWords=1, MaxWords=3, FragmentDelimiter="<hr>"');

--
-- What a query asks for: positive keys, and what is narrower
--
SELECT query, pg_temp.whole('alpha beta gamma delta', query::tagquery) FROM (VALUES
	('c.d'), ('a.top'), ('a.* | c.d'), ('c.* & !c.abc'), ('!c.d'), ('!(c.d | !b.top)'), ('x.unknown'), ('nofacet.*'), ('c.d>=0.9#7^5'), ('')) AS q(query);

--
-- Formats
--
SELECT pg_temp.whole('alpha beta gamma delta', NULL, 'Format=markdown') AS overlap, pg_temp.whole('大数据大数据', NULL, 'Format=MARKDOWN') AS touching;
SELECT pg_temp.whole(E'# *delta* [a](b) <b> & `c` $d$ ~e~ | \\ _f_\n- item\n  1. item 1.5\n2) x\n=\n+ y-z', NULL, 'Format=markdown');
SELECT pg_temp.whole('delta', NULL, 'Format=markdown, StartSel="<mark>", StopSel="</mark>"');
SELECT replace(pg_temp.whole(E'delta \x1b[2J\x1b]0;title\x07\x08 one\rtwo\u009b31m', NULL, 'Format=ansi'), chr(27), '\e') AS ansi;

--
-- Fragments
--
\set long 'First sentence here. The delta comes second, with alpha beta near. Third of them says nothing. ' 'A fourth is long enough to be left out of it all, being of no use to a reader who wants marks. "Twice delta," he said. Then the end.'
SELECT tag_headline('looking', :'long');
SELECT tag_headline('looking', :'long', NULL, 'MaxWords=12, MinWords=3');
SELECT tag_headline('looking', :'long', NULL, 'MaxWords=12, MinWords=3, MaxFragments=2');
SELECT tag_headline('looking', :'long', NULL, 'MaxWords=5, MinWords=3, MaxFragments=5');
SELECT tag_headline('looking', :'long', NULL, 'MaxWords=4, MinWords=1, MaxFragments=5, ShortWord=5');
SELECT tag_headline('looking', :'long', 'b.*', 'MaxWords=12, MinWords=3, MaxFragments=2');
-- nothing to mark: the begin, MinWords of it
SELECT tag_headline('looking', :'long', '', 'MinWords=4');
-- one mention that is longer than MaxWords is shown whole
SELECT tag_headline('looking', 'x alpha beta gamma y', NULL, 'MinWords=1, MaxWords=2');
-- the end of a sentence inside a mention does not cut it
SELECT tag_headline('looking', 'At the Dept. Office it is. Not here.', NULL, 'MinWords=1, MaxWords=6');
-- Chinese: 0.77 words a character, stops without white space
SELECT tag_headline('looking', '第一句没有。“大数据很好。”第三句也没有。', NULL, 'MinWords=1, MaxWords=8');

--
-- The short form, NULL, errors
--
SET policyscope.taxonomy = 'looking';
SELECT tag_headline('alpha beta'), tag_headline(document => 'delta');
RESET policyscope.taxonomy;
SELECT tag_headline(NULL) IS NULL AS alone, tag_headline(NULL, 'x') IS NULL AS taxonomy, tag_headline('looking', NULL) IS NULL AS document,
       tag_headline('looking', 'delta', NULL, NULL) AS options;
SELECT (pg_temp.refusal(format('SELECT tag_headline(%L, %L, NULL, %L)', taxonomy, 'delta', options))).* FROM (VALUES
	('looking', 'Nothing=1'), ('looking', 'MaxWords'), ('looking', 'MaxWords=ten'), ('looking', 'MaxWords=0'), ('looking', 'MaxWords=9'),
	('looking', 'MaxFragments=-1'), ('looking', 'HighlightAll=perhaps'), ('looking', 'Format=pdf')) AS o(taxonomy, options);
\set VERBOSITY terse
SELECT tag_headline('none', 'delta', NULL);
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'looking';
