-- What the program reads of the clauses in gold_clause, written like a judgement (values without surfaces). Run by
-- test/tap/050_gold.pl. Before it: CREATE TABLE gold_clause (id text, doctype text, sentence text, surface text, start_char int).
-- The taxonomy is policy as shipped, which reads, with a facet more that holds the marked surfaces.
SELECT taxonomy_copy('policy', 'gold');
INSERT INTO policyscope.facet (taxonomy, facet, title, overlap) VALUES ('gold', 'marked', 'Marked in the clauses', 'all');
-- A label has no brackets, quotes or commas: of a surface with such the longest piece stands for it.
CREATE TABLE gold_surface AS
SELECT surface, 'marked.m' || row_number() OVER (ORDER BY surface COLLATE "C") AS concept
FROM (SELECT DISTINCT (SELECT piece FROM regexp_split_to_table(surface, '[,，()（）“”「」]\s*') AS piece
	ORDER BY length(piece) DESC, piece COLLATE "C" LIMIT 1) AS surface FROM gold_clause) AS s;
INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'gold', concept FROM gold_surface;
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind, inflect)
SELECT 'gold', concept, CASE WHEN surface ~ '[一-龥]' THEN 'zh-Hans' ELSE 'en' END, surface, 'pref', false FROM gold_surface;
SELECT taxonomy_publish('gold');

-- By the rules alone: with a taxonomy the period of a programme by its name would be named besides (CHIPS Act), which the guideline
-- does not ask for.
CREATE FUNCTION pg_temp.periods(document text) RETURNS text LANGUAGE sql AS $$
SELECT string_agg(coalesce(period::text, duration::text), ' ; ' ORDER BY start_char)
FROM tag_periods(document) WHERE coalesce(period::text, duration::text) IS NOT NULL
$$;

-- Units of gold: rank and x for what has no unit; a single value stands for [value,value].
CREATE FUNCTION pg_temp.quantities(document text) RETURNS text LANGUAGE sql AS $$
SELECT string_agg(CASE WHEN lower(quantity) = upper(quantity) THEN trim_scale(lower(quantity))::text
	ELSE quantity::text END || ' ' ||
	CASE measure WHEN 'rank' THEN 'rank' WHEN 'multiple' THEN 'x' WHEN 'points' THEN '{points}' ELSE coalesce(unit_code, '?') END, ' ; ' ORDER BY start_char)
FROM tag_targets('gold', document) WHERE quantity IS NOT NULL
$$;

SET intervalstyle = iso_8601;
COPY (
	SELECT c.id, CASE WHEN m.surface IS NULL THEN 'unread' ELSE coalesce(m.force, '-') END, coalesce(m.status, '-'), coalesce(m.voice, '-'),
		coalesce(m.polarity, '-'), coalesce(pg_temp.periods(c.sentence), '-'), coalesce(pg_temp.quantities(c.sentence), '-'), coalesce(m.cue, '-')
	FROM gold_clause AS c LEFT JOIN LATERAL (
		SELECT * FROM tag_mentions('gold', c.sentence, 'doctype.' || c.doctype)
		WHERE facet = 'marked' AND start_char >= c.start_char AND start_char + char_length <= c.start_char + length(c.surface)
		ORDER BY char_length DESC, start_char LIMIT 1) AS m ON true
	ORDER BY c.id COLLATE "C") TO STDOUT;
