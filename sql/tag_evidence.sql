--
-- tag_evidence: which sentences mention what
--
SET client_min_messages = warning;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('proof');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('proof', 'a'), ('proof', 'b');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('proof', 'a.x'), ('proof', 'a.top'), ('proof', 'b.y'), ('proof', 'b.st');
INSERT INTO policyscope.broader (taxonomy, concept, broader) VALUES ('proof', 'a.x', 'a.top');
INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES
	('proof', 'a.x', 'en', 'xylophone'), ('proof', 'a.x', 'zh-Hans', '木琴'), ('proof', 'b.y', 'en', 'yacht'), ('proof', 'b.st', 'en', 'Dept. Office');
SELECT taxonomy_publish('proof');

\set doc 'A xylophone; a yacht, a <xylophone>. Nothing here!\n\n("Is a yacht" ...) Yes. 木琴很好。“游艇”没有。\nA heading without a stop\n\nThe Dept. Office has a xylophone.'
CREATE TEMP TABLE doc AS SELECT replace(:'doc', '\n', E'\n') AS body;

SELECT e.* FROM doc, tag_evidence('proof', body) e;
SELECT concept, sentence_number, sentence, start_char, char_length FROM doc, tag_evidence('proof', body, 'b.y', 1) e;
-- narrower concepts answer for a broader key; what only stands under ! does not
SELECT concept, sentence_number, mentions FROM doc, tag_evidence('proof', body, 'a.top & !b.*');
SELECT count(*) FROM doc, tag_evidence('proof', body, '!a.top');
-- the law of offsets, and no white space at the ends, with any context
SELECT count(*) AS rows,
       count(*) FILTER (WHERE substr(body, start_char, char_length) <> sentence) AS wrong_place,
       count(*) FILTER (WHERE sentence ~ '^\s|\s$') AS ragged
FROM doc, generate_series(0, 5) AS context, tag_evidence('proof', body, NULL, context);
-- what has no stop is cut, at the end of a line or at last anywhere, never within a mention
SELECT count(*), max(array_length(regexp_split_to_array(sentence, '\s+'), 1)) AS words, sum(mentions) AS mentions,
       bool_and(substr(body, start_char, char_length) = sentence) AS law
FROM (VALUES (repeat(E'one two three four five six seven eight nine xylophone\n', 100)),
             (repeat('one two three four five six seven eight nine xylophone ', 100)),
             (repeat('the Dept. Office ', 1000))) AS d(body), tag_evidence('proof', body)
GROUP BY body ORDER BY body;

SET policyscope.taxonomy = 'proof';
SELECT html FROM tag_evidence('A yacht.');
RESET policyscope.taxonomy;
SELECT count(*) FROM tag_evidence('proof', '');
SELECT (SELECT count(*) FROM tag_evidence(NULL)) AS alone, (SELECT count(*) FROM tag_evidence('proof', NULL)) AS document,
       (SELECT count(*) FROM tag_evidence(NULL, 'yacht')) AS taxonomy, (SELECT count(*) FROM tag_evidence('proof', 'yacht', NULL, NULL)) AS context;
SELECT tag_evidence('proof', 'yacht', NULL, -1);
SELECT tag_evidence('proof', 'yacht', NULL, 1001);
DELETE FROM policyscope.taxonomy WHERE taxonomy = 'proof';
