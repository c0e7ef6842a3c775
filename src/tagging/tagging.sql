-- The SQL face: from documents to tagsets, mentions and explanations.
-- Everything here reads the catalog, so it is STABLE, never IMMUTABLE: store
-- the result (tagset_update_trigger) and index the stored column.

CREATE FUNCTION to_tagset(document text) RETURNS tagset
	AS 'MODULE_PATHNAME', 'to_tagset' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION to_tagset(text) IS
	'Tags a document with the taxonomy named by policyscope.taxonomy. NULL gives NULL, an empty document an empty tagset. Errors: 42704 unknown taxonomy.';

CREATE FUNCTION to_tagset(taxonomy text, document text) RETURNS tagset
	AS 'MODULE_PATHNAME', 'to_tagset' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION to_tagset(text, text) IS
	'Tags a document with a taxonomy: ''policy'' for its newest version, ''policy@3'' for that one. NULL gives NULL. Errors: 42704 unknown taxonomy or version.';

CREATE FUNCTION to_tagset(document jsonb) RETURNS tagset
	AS 'MODULE_PATHNAME', 'to_tagset_jsonb' LANGUAGE C STABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION to_tagset(jsonb) IS
	'Tags a document in zones, {"A": "title", "D": "body"}; a value is a string, an array of strings, or null. Zones weigh A 4, B 2, C 1.5, D 1. NULL gives NULL. Errors: 22023 a key that is no zone, a value that is no text.';

CREATE FUNCTION to_tagset(taxonomy text, document jsonb, zones jsonb DEFAULT NULL) RETURNS tagset
	AS 'MODULE_PATHNAME', 'to_tagset_jsonb' LANGUAGE C STABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION to_tagset(text, jsonb, jsonb) IS
	'Tags a document in named fields; zones maps them, {"title": "A", "body": "D"}, and fields it does not name are not read. Without zones the keys are A to D. NULL taxonomy or document gives NULL. Errors: 22023, 42704.';

CREATE FUNCTION tag_mentions(document text)
	RETURNS TABLE (facet text, concept text, label text, lang text, surface text,
				   start_char int, char_length int, evidence double precision, inside text, kind text,
				   sentence text, zone text, force text, status text, voice text, polarity text,
				   cue text, cue_start_char int, source text, source_start_char int)
	AS 'MODULE_PATHNAME', 'tag_mentions' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION tag_mentions(text) IS
	'The mentions of a document in text order, by the taxonomy named by policyscope.taxonomy; see tag_mentions(text, text, text).';

CREATE FUNCTION tag_mentions(taxonomy text, document text, doctype text DEFAULT NULL)
	RETURNS TABLE (facet text, concept text, label text, lang text, surface text,
				   start_char int, char_length int, evidence double precision, inside text, kind text,
				   sentence text, zone text, force text, status text, voice text, polarity text,
				   cue text, cue_start_char int, source text, source_start_char int)
	AS 'MODULE_PATHNAME', 'tag_mentions' LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION tag_mentions(text, text, text) IS
	'The mentions of a document in text order. start_char and char_length are characters, counted from 1: substr(document, start_char, char_length) = surface. evidence: what the mention gives its own concept, in mentions. inside: the concept of a longer mention of another facet that it lies in, or NULL. zone: see tag_zones(); NULL with zoning off. The rest is NULL with reading off. force: 5 binding to 1 explored, prohibited, or NULL: none. status: achieved, ongoing, planned, forecast, or NULL. voice: issuer or reported, then with source where the text names it. polarity: affirmed, negated, conditional. cue: the wording that decided. Cue and source are substrings from their start_char. doctype: the concept of the document''s type, which chooses among cues; NULL: the type that the document names. NULL taxonomy or document gives no rows. Errors: 42704 unknown taxonomy, version or type.';

CREATE FUNCTION tag_debug(document text)
	RETURNS TABLE (token text, kind text, folded text, start_char int, char_length int, gap_before text)
	AS 'MODULE_PATHNAME', 'tag_debug' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000;
COMMENT ON FUNCTION tag_debug(text) IS
	'The tokens of a document as the matcher sees them: kind word, number, character, katakana, possessive, script digit, symbol or address; the folded form that labels are compared with (NULL: never matched); what stands between a token and the one before it. Needs no taxonomy. NULL gives no rows.';

CREATE FUNCTION tag_zones(document text)
	RETURNS TABLE (zone text, weight text, surface text, start_char int, char_length int)
	AS 'MODULE_PATHNAME', 'tag_zones' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 20;
COMMENT ON FUNCTION tag_zones(text) IS
	'The zones of a plain text, in text order: title, lead, heading, body, annex, furniture (menus, share links, cookie notes). weight: the letter a mention there counts with in a taxonomy with zoning on, A to D; NULL for furniture, which makes no entry and adds no words. start_char and char_length are characters from 1: substr(document, start_char, char_length) = surface. Needs no taxonomy. NULL gives no rows.';

CREATE FUNCTION tag_commitments(taxonomy text, document text, doctype text DEFAULT NULL)
	RETURNS TABLE (concept text, clauses int, force_5 int, force_4 int, force_3 int, force_2 int, force_1 int,
				   prohibited int, share double precision[], share_low double precision[], share_high double precision[],
				   highest int, sentence text, start_char int, char_length int, responsible text)
	AS 'MODULE_PATHNAME', 'tag_commitments' LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 30;
COMMENT ON FUNCTION tag_commitments(text, text, text) IS
	'How firmly a document commits to each concept that it names. clauses: those with a mention; force_5 (binding) to force_1 (explored) and prohibited: those of them that are affirmed in the issuer''s voice, by their force, each once. share[k]: the share of clauses with force k or more; share_low, share_high: its 95 % interval (Wilson 1927). highest: the highest force, with its sentence (from start_char, char_length characters) and the actor before its cue. doctype: the concept of the document''s type, which chooses among cues; NULL: the type that the document names. NULL taxonomy or document gives no rows. Errors: 42704 unknown taxonomy, version or type; 55000 reading is off.';

CREATE FUNCTION tag_explain(taxonomy text, document text, concept text)
	RETURNS TABLE (accepted boolean, rule text, concept text, label text, lang text, kind text,
				   surface text, start_char int, char_length int, detail text)
	AS 'MODULE_PATHNAME', 'tag_explain' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION tag_explain(text, text, text) IS
	'Every place where a label of the concept or of a narrower one stands in the document, with the rule that decided: accepted, case, gap, edge, negative, shadowed or requires. NULL gives no rows. Errors: 42704 unknown taxonomy or concept.';

CREATE FUNCTION tagset_update_trigger() RETURNS trigger
	AS 'MODULE_PATHNAME', 'tagset_update_trigger' LANGUAGE C;
COMMENT ON FUNCTION tagset_update_trigger() IS
	'BEFORE INSERT OR UPDATE row trigger: tagset_update_trigger(''tags'', ''policy'', ''title:A'', ''body'', ''version=tags_version'') writes the tags of the text columns (where no zone is named, zones are found as by to_tagset(); a NULL column is left out) and, with version=, the number of the version that tagged the row. AFTER INSERT OR UPDATE with evidence=table it keeps the mentions in that table instead: see tag_create_evidence(). Errors: 39P01 another kind of trigger, 22023, 42703, 42804.';

CREATE FUNCTION tag_by_list(tags tagset, list text)
	RETURNS TABLE (item text, concepts text[], score real, density real, evidence double precision, mentions bigint)
	AS 'MODULE_PATHNAME', 'tag_by_list' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION tag_by_list(tagset, text) IS
	'A tagset rolled up by the items of a list of the taxonomy named by policyscope.taxonomy; see tag_by_list(text, tagset, text).';

CREATE FUNCTION tag_by_list(taxonomy text, tags tagset, list text)
	RETURNS TABLE (item text, concepts text[], score real, density real, evidence double precision, mentions bigint)
	AS 'MODULE_PATHNAME', 'tag_by_list' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION tag_by_list(text, tagset, text) IS
	'A tagset rolled up by the items of a list: a row for each item with evidence, by name. The list is that of the published version: its mappings to ''list:item'' by exactMatch, closeMatch and broadMatch (narrowMatch and relatedMatch do not count). Within an item each concept counts once: a mapped concept below another mapped one adds nothing, and what lies below several mapped ones is taken off again, though never below the strongest of them. concepts: the mapped ones that are counted. score, density (NULL with 0 words), evidence and mentions as in tag_entries. NULL gives no rows. Errors: 42704 unknown taxonomy, version or list.';
