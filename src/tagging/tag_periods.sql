-- The periods of a document. The form with a taxonomy reads the catalog, so it is STABLE; so is the
-- other, since what encoding a document has is a property of the database.

CREATE FUNCTION tag_periods(document text)
	RETURNS TABLE (period daterange, duration interval, anchor text, "precision" text, kind text,
				   surface text, start_char int, char_length int, sentence int)
	AS 'MODULE_PATHNAME', 'tag_periods' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION tag_periods(text) IS
	'The periods that a document names, in text order, by rules alone; see tag_periods(text, text, date).';

CREATE FUNCTION tag_periods(taxonomy text, document text, issued date DEFAULT NULL)
	RETURNS TABLE (period daterange, duration interval, anchor text, "precision" text, kind text,
				   surface text, start_char int, char_length int, sentence int)
	AS 'MODULE_PATHNAME', 'tag_periods' LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION tag_periods(text, text, date) IS
	'The periods that a document names, in text order: those that rules read, and the property period (2021-2025) of mentioned concepts. period: half open, NULL where the text has no such date or the date hangs on issued and that is NULL. duration: of next, last and duration. anchor: absolute, issued (the day the document was issued), or NULL where the text does not say when a duration begins. precision: day, month, quarter, half, year, decade or period. kind: point, range, deadline (by, before), until, since, next, last, duration, fiscal year or plan. start_char and char_length are characters, counted from 1; sentence is counted from 1. NULL taxonomy or document gives no rows. Errors: 42704 unknown taxonomy or version.';
