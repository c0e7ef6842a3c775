--
-- tag_report: a page of a document
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('pages');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('pages', 'a'), ('pages', 'b'), ('pages', 'unused');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES
	('pages', 'a.x'), ('pages', 'a.top'), ('pages', 'b.y'), ('pages', 'b.over'), ('pages', 'unused.z');
INSERT INTO policyscope.broader (taxonomy, concept, broader) VALUES ('pages', 'a.x', 'a.top');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES
	('pages', 'a.x', 'en', 'xylophone', 'pref'), ('pages', 'a.x', 'zh-Hans', '木琴', 'pref'), ('pages', 'a.x', 'zh-Hant', '木琴樂器', 'pref'),
	('pages', 'a.top', 'en', 'instrument', 'pref'), ('pages', 'a.top', 'de', 'Instrument der Musik', 'pref'), ('pages', 'b.y', 'en', 'yacht', 'alt'),
	('pages', 'b.over', 'en', 'xylophone yacht', 'pref');
SELECT taxonomy_publish('pages');
CREATE FUNCTION pg_temp.part(page text, name text) RETURNS text LANGUAGE sql AS
$$ SELECT substring(page FROM format('<%s[ >].*?</%s>', name, split_part(name, ' ', 1))) $$;

CREATE TEMP TABLE page AS SELECT tag_report('pages', E'A <title> & more\n\nThe xylophone yacht.\nA yacht; an instrument?\r\n\r\n\r\n  Last.  ') AS html;
-- the page without its style
\pset format unaligned
SELECT regexp_replace(html, '<style>.*</style>', '<style/>') FROM page;
\pset format aligned
-- it names nothing that could be loaded, and has a policy against it
SELECT count(*) FROM page WHERE html ~* '<(script|link|img|iframe|object|embed)|@import|url\(|\ssrc=|https?://(?!www\.w3\.org/2000/svg")' OR html !~ 'default-src ''none''';
-- a colour and a switch for each facet that is there
SELECT string_agg(m[1], ' ') FROM page, regexp_matches(html, '\.(f[0-9]+)\{--hue:', 'g') m;

-- titles: the first line, a given one, of nothing, of much
SELECT pg_temp.part(tag_report('pages', E'\n \t First \n line'), 'h1') AS first_line, pg_temp.part(tag_report('pages', 'x', 'A "given" <one>'), 'h1') AS given,
       pg_temp.part(tag_report('pages', E' \n'), 'title') AS blank;
SELECT length(pg_temp.part(tag_report('pages', repeat('long ', 1000)), 'title')) AS cut;
-- languages: that of most mentions; the characters say which Chinese
SELECT document, substring(tag_report('pages', document) FROM '<article([^>]*)>') AS article, (SELECT string_agg(m[1], ' ') FROM regexp_matches(tag_report('pages', document), '<th scope="row"><span dir="auto"(.*?)</span> <code>', 'g') m) AS labels
FROM (VALUES ('xylophone'), ('木琴很好听，这个乐器发出声音'), ('木琴很好聽，這個樂器發出聲音'), ('Instrument der Musik'), ('nothing'), ('')) AS d(document);
-- links: each of a few, the rest folded; a span counts once for a broader concept
SELECT n, (SELECT count(*) FROM regexp_matches(html, '<a href="#m', 'g')) AS links, html ~ '<details>' AS folded,
       (SELECT count(*) FROM regexp_matches(html, '<mark id="m[0-9]+"', 'g')) AS marks
FROM (SELECT n, tag_report('pages', repeat('yacht. ', n)) AS html FROM unnest('{1,12,13,14,100}'::int[]) n) AS p ORDER BY n;

-- with reading and zoning on: furniture without marks; commitments, targets and periods, each leads to its sentence
SELECT taxonomy_copy('pages', 'firm_pages');
INSERT INTO policyscope.cue SELECT 'firm_pages', lang, text, axis, value, doctype, direction, scope, terminators FROM policyscope.cue WHERE taxonomy = 'policy' AND doctype = '';
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('firm_pages', 'actor'), ('firm_pages', 'plan');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('firm_pages', 'actor.crew'), ('firm_pages', 'plan.sea');
INSERT INTO policyscope.property (taxonomy, concept, name, value) VALUES ('firm_pages', 'plan.sea', 'period', '2021-2025');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES ('firm_pages', 'actor.crew', 'en', 'crew', 'pref'), ('firm_pages', 'actor.crew', 'zh-Hans', '船员', 'pref'),
	('firm_pages', 'plan.sea', 'en', 'Sea Plan', 'pref'), ('firm_pages', 'plan.sea', 'zh-Hans', '海洋规划', 'pref');
UPDATE policyscope.taxonomy SET reading = true, zoning = true WHERE taxonomy = 'firm_pages';
SELECT taxonomy_publish('firm_pages');
CREATE FUNCTION pg_temp.parts(page text) RETURNS SETOF text LANGUAGE sql AS
$$ SELECT unnest(ARRAY[substring(page FROM '<section id="document".*?</section>'), substring(page FROM '<section id="commitments".*?</section>'),
	substring(page FROM '<section id="targets".*?</section>'), substring(page FROM '<section id="periods".*?</section>')]) $$;
\pset format unaligned
\pset null (none)
CREATE TEMP TABLE firm_page AS SELECT tag_report('firm_pages', E'Yachts & xylophones\n\nHome | News | Yacht | Events | Subscribe\nWe use cookies to make this site work. Accept all Reject all Settings\n\n'
	'The crew must buy at least 1,500 xylophones by 2027. The yacht may be painted. It is forbidden to sell an instrument. Under the Sea Plan the yacht fleet grew by 2.5% in 2021 and in 2021.\nThe crew will report within the next two years, and in 2021, on 3 oars.', issued => '2024-07-01') AS html;
SELECT pg_temp.parts(html) FROM firm_page;
-- Chinese: the page's own words too
SELECT pg_temp.parts(tag_report('firm_pages', E'船员应当在2027年底前购买不少于1500个木琴。木琴很好听。'));
-- nobody commits, no quantity, no period: no table; nor with reading off
SELECT n, count(parts) FROM (VALUES (1, tag_report('firm_pages', 'A yacht.')), (2, tag_report('firm_pages', '')), (3, tag_report('pages', 'The crew must buy 30 xylophones by 2027.'))) AS p(n, page), pg_temp.parts(page) AS parts GROUP BY n ORDER BY n;
\pset format aligned
\pset null ''
-- every link leads somewhere; what is so named is reached
SELECT count(*) AS dead FROM firm_page, regexp_matches(html, 'href="#([a-z0-9]+)"', 'g') AS m WHERE html !~ format(' id="%s"', m[1]);
SELECT count(*) AS unreached FROM firm_page, regexp_matches(html, '<span id="(s[0-9]+)"', 'g') AS m WHERE html !~ format('href="#%s"', m[1]);
-- periods of the same meaning are one row, many of them folded
SELECT count(*) AS links, bool_or(html ~ '<details>') AS folded FROM (SELECT tag_report('firm_pages', repeat('A yacht in 2021. ', 20)) AS html) AS p, regexp_matches(substring(html FROM '<section id="periods".*?</section>'), '<a ', 'g');
SELECT regexp_count(substring(tag_report('firm_pages', 'This year a yacht, next year a xylophone.') FROM '<section id="periods".*?</section>'), '<tr>') AS rows;

SET policyscope.taxonomy = 'pages';
SELECT tag_report('yacht') = tag_report('pages', 'yacht') AS short_form;
RESET policyscope.taxonomy;
SELECT tag_report(NULL) IS NULL AS alone, tag_report('pages', NULL) IS NULL AS document, tag_report(NULL, 'x', 'y') IS NULL AS taxonomy;
\set VERBOSITY terse
SELECT tag_report('none', 'x');
DELETE FROM policyscope.taxonomy WHERE taxonomy IN ('pages', 'firm_pages');
