-- What make demo shows, over the table documents (id, name, lang, title, body) that
-- tools/demo.sh has filled. The variables open and close stand around the words of a mention.
\set QUIET on
\pset pager off
\pset footer off
\pset border 1
SET client_min_messages = warning;

-- ---- reading the shape of a page --------------------------------------------------------
-- Which lines are the document's own, and which are the page's furniture, is told by their shape:
-- a line of prose ends a sentence or is long; menus have separators.

CREATE FUNCTION pg_temp.words(line text) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT coalesce(array_length(regexp_split_to_array(nullif(btrim(line), ''), '\s+'), 1), 0) $$;

CREATE FUNCTION pg_temp.han(line text) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT regexp_count(line, '[一-鿿]') $$;

CREATE FUNCTION pg_temp.ends_sentence(line text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT line ~ '[.!?;:。！？；：]["”’」』）)]*\s*$' $$;

CREATE FUNCTION pg_temp.is_menu(line text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT regexp_count(line, '[|›»>•·]') >= 3
       OR (pg_temp.words(line) < 40 AND line ~* '\mcookies?\M|newsletter|all rights reserved|to a friend|版权所有|版權所有') $$;

CREATE FUNCTION pg_temp.is_prose(line text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT NOT pg_temp.is_menu(line)
      AND (pg_temp.words(line) >= 12 OR pg_temp.han(line) >= 20
           OR (pg_temp.ends_sentence(line) AND (pg_temp.words(line) >= 6 OR pg_temp.han(line) >= 8))) $$;

CREATE FUNCTION pg_temp.is_title(line text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT NOT pg_temp.is_menu(line) AND NOT pg_temp.ends_sentence(line)
      AND (pg_temp.words(line) >= 3 OR pg_temp.han(line) >= 4) $$;

CREATE TEMP TABLE lines AS
SELECT d.id, l.n, l.line,
       1 + sum(char_length(l.line) + 1) OVER (PARTITION BY d.id ORDER BY l.n) - char_length(l.line) - 1 AS start_char
FROM documents d, regexp_split_to_table(d.body, '\n') WITH ORDINALITY AS l(line, n);

UPDATE documents d SET
	title = btrim((SELECT l.line FROM lines l WHERE l.id = d.id AND btrim(l.line) <> ''
	               ORDER BY NOT pg_temp.is_title(l.line), l.n LIMIT 1), E' \t\r'),
	lang = coalesce(d.lang, CASE WHEN pg_temp.han(d.body) > char_length(d.body) / 5 THEN 'zh' ELSE 'en' END);

-- The sentences of the lines of prose and of the title, with the place where each begins.
CREATE TEMP TABLE sentences AS
WITH own AS (
	SELECT l.* FROM lines l JOIN documents d USING (id)
	WHERE pg_temp.is_prose(l.line) OR btrim(l.line, E' \t\r') = d.title
), cut AS (
	SELECT o.id, o.n, o.start_char, p.part, p.piece
	FROM own o, regexp_split_to_table(
		regexp_replace(o.line, '((?:[[:lower:]]{2}|[0-9)%])[.!?]["”’)]*[\s\u00A0]+(?=[[:upper:]“"])|[。！？][”’」』）]*)', E'\\1\uE000', 'g'),
		E'\uE000') WITH ORDINALITY AS p(piece, part)
)
SELECT id, n, part, piece,
       start_char + sum(char_length(piece)) OVER (PARTITION BY id, n ORDER BY part) - char_length(piece) AS start_char
FROM cut WHERE piece <> '';

-- ---- tagging ----------------------------------------------------------------------------

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

-- The five sentences of each document with most evidence, their mentions marked.
CREATE TEMP TABLE evidence AS
WITH weighed AS (
	SELECT s.*, sum(m.evidence) AS weight,
	       row_number() OVER (PARTITION BY s.id ORDER BY sum(m.evidence) DESC, s.n, s.part) AS rank
	FROM sentences s JOIN mentions m
	  ON m.id = s.id AND m.start_char >= s.start_char AND m.start_char < s.start_char + char_length(s.piece)
	GROUP BY s.id, s.n, s.part, s.piece, s.start_char
), placed AS (
	SELECT w.id, w.n, w.part, w.piece, k.start_char - w.start_char + 1 AS at, k.char_length AS len,
	       lag(k.start_char + k.char_length - w.start_char + 1, 1, 1::numeric) OVER (PARTITION BY w.id, w.n, w.part ORDER BY k.start_char) AS from_char
	FROM weighed w JOIN marks k
	  ON k.id = w.id AND k.start_char >= w.start_char AND k.start_char < w.start_char + char_length(w.piece)
	WHERE w.rank <= 5
)
SELECT id, n, part,
       btrim(string_agg(substr(piece, from_char::int, (at - from_char)::int) || :'open' || substr(piece, at::int, len) || :'close', '' ORDER BY at)
             || substr(piece, max(at + len)::int)) AS line
FROM placed GROUP BY id, n, part, piece;

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
	SELECT id, 4, n::int, part::int, '  > ' || line FROM evidence
)
SELECT line FROM page ORDER BY id, part, n, m;

-- ---- a document and its translation --------------------------------------------------------

SELECT count(*) > 0 AS has_twins, min(e.id) AS left_id, min(z.id) AS right_id
FROM tagged e JOIN tagged z
  ON regexp_replace(e.name, '^[0-9]+-|\.en\.txt$', '', 'g') = regexp_replace(z.name, '^[0-9]+-|\.zh[^.]*\.txt$', '', 'g')
WHERE e.name LIKE '%.en.txt' AND z.name ~ '\.zh[^.]*\.txt$' \gset

\pset format aligned
\pset tuples_only off
\if :has_twins
	\echo
	\echo '==== The same plan in two languages, the same keys'
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

-- ---- all documents -------------------------------------------------------------------------

\echo
\echo '==== All documents together: tagset_sum(tags)'
SELECT e.concept,
       (SELECT count(*) FROM tagged t WHERE tag_has(t.tags, e.concept)) AS documents,
       e.mentions, round(e.density::numeric, 2) AS density, round(e.score::numeric, 3) AS score
FROM (SELECT tagset_sum(tags) AS tags FROM tagged) AS a, tag_entries(a.tags) AS e
ORDER BY e.mentions DESC, e.concept COLLATE "C" LIMIT 20;
