-- The targets of a document: quantities with what they are about. Reads the catalog, so it is STABLE.

CREATE FUNCTION tag_targets(taxonomy text, document text, issued date DEFAULT NULL)
	RETURNS TABLE (concept text, status text, measure text, quantity numrange, unit_code text, comparator text,
				   direction text, base_year int, deadline daterange, responsible text,
				   surface text, start_char int, char_length int, sentence int)
	AS 'MODULE_PATHNAME', 'tag_targets' LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION tag_targets(text, text, date) IS
	'The quantities of a document, in text order, each with the nearest concept of its clause. status: target, achieved, baseline, or NULL where nothing decides. measure: share, points, growth, multiple, rank, count, money or a dimension (power, energy, mass, ...). quantity: in units of unit_code, NULL where the text gives no exact value. unit_code: UCUM, 1 for counts, ranks and multiples; ISO 4217 for money, never converted. comparator: =, >=, >, <=, <, ~ or between. direction: increase, decrease or NULL. deadline: a period of the clause, of targets only. responsible: an actor or place before the clause''s modal. issued resolves periods such as "the next five years". Characters and sentences are counted from 1. NULL taxonomy or document gives no rows. Errors: 42704 unknown taxonomy or version.';
