-- The pairs of concepts in one document. Reads the catalog, so it is STABLE.

CREATE FUNCTION tag_pairs(taxonomy text, document text, facet_a text, facet_b text, within text DEFAULT 'clause')
	RETURNS TABLE (concept_a text, concept_b text, pairs bigint, units_a bigint, units_b bigint,
				   sentence text, start_char int, char_length int)
	AS 'MODULE_PATHNAME', 'tag_pairs' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 50;
COMMENT ON FUNCTION tag_pairs(text, text, text, text, text) IS
	'The pairs of a concept of facet_a and one of facet_b that a document names in one clause, sentence or paragraph, by their own mentions, in key order; of one facet with itself each pair comes once, the lesser key first. pairs: clauses (or what within says) with both; units_a, units_b: those with the first, with the second. Mentions pair when neither reaches into the other. sentence: where the two stand first together, from start_char, char_length characters; in a paragraph the sentences from one to the other, and of more than 2000 bytes what lies from one mention to the other, or, if that is too long, the first mention. NULL gives no rows. Errors: 42704 unknown taxonomy, version or facet; 22023 another within; 55000 reading is off.';
