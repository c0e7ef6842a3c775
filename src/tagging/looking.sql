-- Looking at documents: headlines, evidence, reports and charts, as text that a page, a terminal
-- or the cell of a BI tool shows. What reads the taxonomy is STABLE, as in tagging.sql.

CREATE FUNCTION tag_headline(document text) RETURNS text
	AS 'MODULE_PATHNAME', 'tag_headline' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tag_headline(text) IS
	'The best fragment of a document as HTML with all its mentions marked, by the taxonomy named by policyscope.taxonomy; see tag_headline(text, text, tagquery, text). NULL gives NULL.';

CREATE FUNCTION tag_headline(taxonomy text, document text, query tagquery DEFAULT NULL, options text DEFAULT '')
	RETURNS text
	AS 'MODULE_PATHNAME', 'tag_headline' LANGUAGE C STABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tag_headline(text, text, tagquery, text) IS
	'A document, or fragments of it, with the mentions marked that the query asks for by a key without ! (or by a broader one); NULL query: all. options, read as those of ts_headline: Format=html, ansi or markdown, MaxWords, MinWords, ShortWord, MaxFragments, HighlightAll, StartSel, StopSel, FragmentDelimiter. In HTML everything is escaped, also what the options say, and a mark is <mark data-concept="key">. NULL taxonomy or document gives NULL. Errors: 42601 malformed options, 22023 an option or value that is none, 42704 unknown taxonomy.';

CREATE FUNCTION tag_evidence(document text)
	RETURNS TABLE (concept text, sentence_number int, sentence text, start_char int, char_length int,
				   mentions int, html text)
	AS 'MODULE_PATHNAME', 'tag_evidence' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION tag_evidence(text) IS
	'The sentences of a document that mention something, by the taxonomy named by policyscope.taxonomy; see tag_evidence(text, text, tagquery, integer).';

CREATE FUNCTION tag_evidence(taxonomy text, document text, query tagquery DEFAULT NULL, context int DEFAULT 0)
	RETURNS TABLE (concept text, sentence_number int, sentence text, start_char int, char_length int,
				   mentions int, html text)
	AS 'MODULE_PATHNAME', 'tag_evidence' LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION tag_evidence(text, text, tagquery, int) IS
	'A row for each concept in each sentence that mentions it, in text order, as far as the query asks for it by a key without ! (NULL query: all). sentence: with so many sentences before and after as context says; substr(document, start_char, char_length) = sentence, in characters counted from 1. mentions: of the concept in the sentence itself. html: the sentence escaped, with <mark data-concept="key"> around the mentions of the concept. What goes on without a stop is cut. NULL taxonomy, document or context gives no rows. Errors: 22023 context below 0 or above 1000, 42704 unknown taxonomy.';

-- The charts depend on their arguments alone, and their numbers are written from integers:
-- the same text on every machine and in every locale.

CREATE FUNCTION tag_chart_bars(labels text[], numbers double precision[], options text DEFAULT '') RETURNS text
	AS 'MODULE_PATHNAME', 'tag_chart_bars' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tag_chart_bars(text[], double precision[], text) IS
	'Horizontal bars as an inline SVG with title and description, a row a label. A NULL number is shown as a dash. options, as in ts_headline: Title, Description, Lang, Width (pixels), Decimals, Max (end of the scale). NULL labels or numbers give NULL. Errors: 2202E not a number for each label, 22003 a number that is not finite or beyond 1e12, 54000 more than 1000 bars, 42601 malformed options, 22023 an option or value that is none.';

CREATE FUNCTION tag_chart_lines(labels text[], numbers double precision[], series text[] DEFAULT NULL, options text DEFAULT '')
	RETURNS text
	AS 'MODULE_PATHNAME', 'tag_chart_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tag_chart_lines(text[], double precision[], text[], text) IS
	'Lines over equally spaced labels as an inline SVG with title and description. numbers has one dimension, or two: a row a series, named by series. A NULL number is a gap. options, as in ts_headline: Title, Description, Lang, Width, Height (pixels), Decimals, Max (end of the scale). NULL labels or numbers give NULL. Errors: 2202E not a number for each label or a name for each series, 22003 a number that is not finite or beyond 1e12, 54000 more than 20 series or 10000 points, 42601 malformed options, 22023 an option or value that is none.';

CREATE FUNCTION tag_report(document text) RETURNS text
	AS 'MODULE_PATHNAME', 'tag_report' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tag_report(text) IS
	'A document and what was found in it as one HTML page, by the taxonomy named by policyscope.taxonomy; see tag_report(text, text, text, date). NULL gives NULL.';

CREATE FUNCTION tag_report(taxonomy text, document text, title text DEFAULT NULL, issued date DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'tag_report' LANGUAGE C STABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tag_report(text, text, text, date) IS
	'One HTML page that loads nothing and runs nothing: the document with every mention marked by facet and its furniture grey (with zoning on), bars of scores, a table of concepts that leads to the marks, with reading on tables of commitments, targets and periods that lead to their sentences, and check boxes that show and hide facets; light or dark as the reader''s system is. Its own words are Chinese where the document is, else English. title NULL: the first line. issued resolves periods such as "the next five years". Everything is escaped. NULL taxonomy or document gives NULL. Errors: 42704 unknown taxonomy.';
