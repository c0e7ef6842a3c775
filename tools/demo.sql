-- What make demo shows, over the table documents (id, name, lang, title, body) that
-- tools/demo.sh has filled. The variables open and close stand around the words of a mention.
\set QUIET on
\pset pager off
\pset footer off
\pset border 1
SET client_min_messages = warning;

-- ---- reading and tagging ------------------------------------------------------------------

CREATE TABLE zones AS
SELECT d.id, z.* FROM documents d, tag_zones(d.body) AS z;

-- A file without a title of its own shape has its first line.
UPDATE documents d SET
	title = coalesce((SELECT btrim(z.surface) FROM zones z WHERE z.id = d.id AND z.zone = 'title' ORDER BY z.start_char LIMIT 1),
	                 btrim(substring(d.body FROM '\S[^\n\r]*')), ''),
	lang = coalesce(d.lang, CASE WHEN regexp_count(d.body, '[一-鿿]') > char_length(d.body) / 5 THEN 'zh' ELSE 'en' END);

CREATE TABLE tagged AS
SELECT id, name, lang, title, to_tagset('policy', body) AS tags FROM documents;

CREATE TEMP TABLE mentions AS
SELECT d.id, m.concept, m.start_char, m.char_length, m.evidence
FROM documents d, tag_mentions('policy', d.body) AS m;
ANALYZE mentions;

-- Spans to mark: where mentions overlap, the first and longest.
CREATE TEMP TABLE marks AS
SELECT DISTINCT id, start_char, char_length FROM mentions m
WHERE NOT EXISTS (
	SELECT FROM mentions o
	WHERE o.id = m.id AND o.start_char + o.char_length > m.start_char
	  AND (o.start_char, -o.char_length) < (m.start_char, -m.char_length));

-- The sentences that name anything, and of each document the five with most evidence, marked.
CREATE TEMP TABLE sentences AS
SELECT DISTINCT d.id, e.sentence_number AS n, e.sentence AS piece, e.start_char
FROM documents d, tag_evidence('policy', d.body) AS e;

CREATE TEMP TABLE evidence AS
WITH weighed AS (
	SELECT s.*, row_number() OVER (PARTITION BY s.id ORDER BY sum(m.evidence) DESC, s.n) AS rank
	FROM sentences s JOIN mentions m
	  ON m.id = s.id AND m.start_char >= s.start_char AND m.start_char < s.start_char + char_length(s.piece)
	GROUP BY s.id, s.n, s.piece, s.start_char
), placed AS (
	SELECT w.id, w.n, w.piece, k.start_char - w.start_char + 1 AS at, k.char_length AS len,
	       lag(k.start_char + k.char_length - w.start_char + 1, 1, 1) OVER (PARTITION BY w.id, w.n ORDER BY k.start_char) AS from_char
	FROM weighed w JOIN marks k
	  ON k.id = w.id AND k.start_char >= w.start_char AND k.start_char < w.start_char + char_length(w.piece)
	WHERE w.rank <= 5
)
SELECT id, n,
       translate(string_agg(substr(piece, from_char, at - from_char) || :'open' || substr(piece, at, len) || :'close', '' ORDER BY at)
                 || substr(piece, max(at + len)), E'\n\r\t', '   ') AS line
FROM placed GROUP BY id, n, piece;

-- ---- each document -----------------------------------------------------------------------

\pset format unaligned
\pset tuples_only on
WITH top AS (
	SELECT t.id, e.*, row_number() OVER (PARTITION BY t.id ORDER BY e.score DESC, e.mentions DESC, e.concept COLLATE "C") AS rank
	FROM tagged t, tag_entries(t.tags) AS e
), page AS (
	SELECT id, 1 AS part, 0 AS n, 0 AS m, format(E'\n==== %s (%s): %s', name, lang, title) AS line FROM tagged
	UNION ALL
	SELECT id, 2, 0, 0, format('  %s %s %s %s', rpad('concept', 34), lpad('score', 7), lpad('density', 9), lpad('mentions', 9)) FROM tagged
	UNION ALL
	SELECT id, 2, rank::int, 0, format('  %s %s %s %s', rpad(concept, greatest(34, char_length(concept))),
	       lpad(to_char(score, 'FM0.000'), 7), lpad(to_char(density, 'FM9990.00'), 9), lpad(mentions::text, 9))
	FROM top WHERE rank <= 8
	UNION ALL
	SELECT id, 3, 0, 0, format('  (%s concepts, %s words; density is mentions in a thousand words)',
	       (SELECT count(*) FROM top WHERE top.id = tagged.id), round(tag_word_count(tags)::numeric)) FROM tagged
	UNION ALL
	SELECT id, 4, n, 0, '  > ' || line FROM evidence
	UNION ALL
	SELECT id, 5, 0, 0, format('  (%s characters of menus, notices and links are not read)', sum(char_length)) FROM zones
	WHERE zone = 'furniture' GROUP BY id
)
SELECT line FROM page ORDER BY id, part, n, m;

-- ---- a document and its translation --------------------------------------------------------

-- What the report shows first: the first document that has a translation, and that; else the first.
CREATE TABLE shown AS
SELECT pair.id, pair.place
FROM (SELECT e.id AS left_id, z.id AS right_id
      FROM tagged e JOIN tagged z
        ON regexp_replace(e.name, '^[0-9]+-|\.en\.txt$', '', 'g') = regexp_replace(z.name, '^[0-9]+-|\.zh[^.]*\.txt$', '', 'g')
      WHERE e.name LIKE '%.en.txt' AND z.name ~ '\.zh[^.]*\.txt$' ORDER BY e.id, z.id LIMIT 1) AS twins,
     LATERAL (VALUES (left_id, 1), (right_id, 2)) AS pair(id, place);
INSERT INTO shown SELECT min(id), 1 FROM documents HAVING NOT EXISTS (SELECT FROM shown);

SELECT count(*) > 1 AS has_twins, min(id) FILTER (WHERE place = 1) AS left_id, min(id) FILTER (WHERE place = 2) AS right_id
FROM shown \gset

\pset format aligned
\pset tuples_only off
\if :has_twins
	\echo
	\echo '==== The same text in two languages, the same keys'
	SELECT name AS left_name FROM tagged WHERE id = :left_id \gset
	SELECT name AS right_name FROM tagged WHERE id = :right_id \gset
	\echo '  left' :left_name '  right' :right_name
	CREATE TEMP TABLE twins AS
	SELECT concept, l.mentions AS l_mentions, l.density AS l_density, l.score AS l_score,
	       r.mentions AS r_mentions, r.density AS r_density, r.score AS r_score
	FROM (SELECT e.* FROM tagged t, tag_entries(t.tags) e WHERE t.id = :left_id) l
	FULL JOIN (SELECT e.* FROM tagged t, tag_entries(t.tags) e WHERE t.id = :right_id) r USING (concept);
	SELECT CASE WHEN l_mentions IS NOT NULL THEN concept END AS left, l_mentions AS mentions, round(l_density::numeric, 2) AS density, round(l_score::numeric, 3) AS score,
	       CASE WHEN r_mentions IS NOT NULL THEN concept END AS right, r_mentions AS mentions, round(r_density::numeric, 2) AS density, round(r_score::numeric, 3) AS score
	FROM twins ORDER BY greatest(l_score, r_score) DESC, concept COLLATE "C" LIMIT 20;
	\pset tuples_only on
	\pset format unaligned
	SELECT format('  %s keys in both, %s only on the left, %s only on the right',
	              count(*) FILTER (WHERE l_mentions IS NOT NULL AND r_mentions IS NOT NULL),
	              count(*) FILTER (WHERE r_mentions IS NULL), count(*) FILTER (WHERE l_mentions IS NULL))
	FROM twins;
	\pset format aligned
	\pset tuples_only off
\endif

-- ---- who commits, how firmly, by when, how much ----------------------------------------------

-- The topic: quantum technology; of documents without it the technology that most is committed to.
CREATE TEMP TABLE commitments AS
SELECT d.id, c.*, tag_label('policy', c.concept, 'en') AS label, tag_label('policy', c.responsible, 'en') AS who
FROM documents d, tag_commitments('policy', d.body) AS c;
CREATE TEMP TABLE targets AS
SELECT d.id, t.*, tag_label('policy', t.concept, 'en') AS label
FROM documents d, tag_targets('policy', d.body) AS t WHERE t.status = 'target';
CREATE TEMP TABLE narrower AS SELECT * FROM taxonomy_ancestors('policy');

CREATE TABLE topic AS
SELECT broader AS concept, tag_label('policy', broader, 'en') AS label
FROM commitments JOIN narrower USING (concept)
WHERE broader LIKE 'tech.%' AND highest >= 4
GROUP BY broader
ORDER BY broader <> 'tech.quantum', sum(force_5 + force_4) DESC, broader COLLATE "C" LIMIT 1;

CREATE TABLE topic_commitments AS
SELECT c.id, c.concept, c.label, c.who, c.highest, c.clauses, c.force_5 + c.force_4 AS firm, c.sentence
FROM commitments c JOIN narrower n USING (concept) JOIN topic t ON t.concept = n.broader
WHERE c.highest IS NOT NULL;

-- Of sentences that name the topic.
CREATE TABLE topic_targets AS
SELECT t.id, t.concept, t.label, t.surface, t.quantity, t.unit_code, t.deadline, t.start_char
FROM targets t JOIN sentences s ON s.id = t.id AND t.start_char >= s.start_char AND t.start_char < s.start_char + char_length(s.piece)
WHERE EXISTS (SELECT FROM mentions m JOIN narrower n USING (concept) JOIN topic p ON p.concept = n.broader
              WHERE m.id = t.id AND m.start_char >= s.start_char AND m.start_char < s.start_char + char_length(s.piece));

SELECT count(*) > 0 AS has_topic, min(label) AS topic_label FROM topic \gset
\if :has_topic
	\echo
	\echo '==== Who commits to' :topic_label '- how firmly (5 binding, 4 decided, 3 urged, 2 supported, 1 explored)'
	SELECT id AS doc, label, highest AS force, firm || ' of ' || clauses AS "firm clauses",
	       (SELECT left(title, 24) FROM documents d WHERE d.id = c.id) || coalesce(': ' || who, '') AS who,
	       CASE WHEN char_length(sentence) > 90 THEN left(sentence, 89) || '…' ELSE sentence END AS "firmest sentence"
	FROM topic_commitments c ORDER BY highest DESC, firm DESC, id, concept COLLATE "C" LIMIT 12;
	\echo '==== - by when, how much'
	SELECT upper(deadline) - 1 AS "due by", id AS doc, label, surface AS quantity FROM topic_targets ORDER BY upper(deadline), id, start_char;
\endif

-- ---- all documents -------------------------------------------------------------------------

\echo
\echo '==== All documents together: tagset_sum(tags)'
SELECT e.concept,
       (SELECT count(*) FROM tagged t WHERE tag_has(t.tags, e.concept)) AS documents,
       e.mentions, round(e.density::numeric, 2) AS density, round(e.score::numeric, 3) AS score
FROM (SELECT tagset_sum(tags) AS tags FROM tagged) AS a, tag_entries(a.tags) AS e
ORDER BY e.mentions DESC, e.concept COLLATE "C" LIMIT 20;

-- ---- a new label --------------------------------------------------------------------------------

-- policy has 低空经济 (low-altitude economy).  So that there is something to add, a copy begins without it.
CREATE TABLE label_chart (concept text, label text, before bigint, after bigint);
SELECT count(*) > 0 AS has_word FROM documents WHERE strpos(body, '低空经济') > 0 \gset
\if :has_word
	\echo
	\echo '==== A new label, 低空经济, in a copy of the taxonomy that begins without it'
	\echo '  SELECT taxonomy_copy(''policy'', ''mine'');'
	\echo '  DELETE FROM policyscope.label WHERE taxonomy = ''mine'' AND label = ''低空经济'';'
	\echo '  SELECT taxonomy_publish(''mine'');'
	\echo '  INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES (''mine'', ''tech.low_altitude'', ''zh-Hans'', ''低空经济'', ''pref'');'
	\echo '  SELECT taxonomy_publish(''mine'');'
	\o /dev/null
	SELECT taxonomy_copy('policy', 'mine');
	DELETE FROM policyscope.label WHERE taxonomy = 'mine' AND label = '低空经济';
	SELECT taxonomy_publish('mine');
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES ('mine', 'tech.low_altitude', 'zh-Hans', '低空经济', 'pref');
	SELECT taxonomy_publish('mine');
	\o
	INSERT INTO label_chart
	SELECT e.concept, tag_label('mine', e.concept, 'zh-Hans'), coalesce(b.mentions, 0), e.mentions
	FROM (SELECT tagset_sum(to_tagset('mine@1', body)) AS before, tagset_sum(to_tagset('mine@2', body)) AS after
	      FROM documents WHERE strpos(body, '低空经济') > 0) AS s
	CROSS JOIN LATERAL tag_entries(tag_filter(s.after, 'tech')) AS e
	LEFT JOIN LATERAL tag_entries(s.before) AS b ON b.concept = e.concept
	ORDER BY e.mentions DESC, e.concept COLLATE "C" LIMIT 6;
	SELECT concept, label, before AS "mentions, version 1", after AS "version 2" FROM label_chart ORDER BY after DESC, concept COLLATE "C";
\endif
