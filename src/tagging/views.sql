-- Tags for tools that know no tagset: labels, and plain views.

CREATE FUNCTION tag_label(key text, lang text) RETURNS text
	AS 'MODULE_PATHNAME', 'tag_label' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tag_label(text, text) IS
	'The preferred label of a concept in a language, by the taxonomy named by policyscope.taxonomy; see tag_label(text, text, text).';

CREATE FUNCTION tag_label(taxonomy text, key text, lang text) RETURNS text
	AS 'MODULE_PATHNAME', 'tag_label' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tag_label(text, text, text) IS
	'The preferred label of a concept in a language (BCP 47), from the published version, never the draft. Where that language has none: the tag without its last subtags (zh-Hans-CN, zh-Hans, zh), another variety of the language, English, any; zh-TW, zh-HK and zh-MO are asked as zh-Hant. Of equally near labels the first by the bytes of its tag. A concept without preferred label gives its key, a key the version does not have gives NULL. NULL gives NULL. Errors: 42704 unknown taxonomy or version.';

CREATE FUNCTION tag_create_views(documents regclass, id text, tags text, taxonomy text DEFAULT NULL,
								 lang text DEFAULT 'en', schema text DEFAULT NULL,
								 prefix text DEFAULT NULL, replace boolean DEFAULT false,
								 document text DEFAULT NULL, issued text DEFAULT NULL)
	RETURNS SETOF regclass
	AS 'MODULE_PATHNAME', 'tag_create_views' LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 10;
COMMENT ON FUNCTION tag_create_views(regclass, text, text, text, text, text, text, boolean, text, text) IS
	'Makes views over a tagged table that hold no type of policyscope, and returns them: documents, facets, concepts, broader, document_concepts, places and commitments, and with document, a column of texts, commitment_sentences, targets and periods, which read those texts (issued, a column of dates, resolves "the next five years"); each name behind prefix (NULL: the table''s name and an underscore), in schema (NULL: the table''s). id is the key column, tags the tagset column, taxonomy what labels and places are read from (NULL: what policyscope.taxonomy names now), lang the language of labels. Runs with the privileges of the caller. With replace the views are made by CREATE OR REPLACE VIEW. Errors: 42P07 a view is there, 42703 no such column, 42804 tags is no tagset, document no text or issued no date, 55000 document with reading off, 42704 unknown taxonomy, 42622 a name is too long, 22004 a NULL argument.';

CREATE FUNCTION tag_create_evidence(documents regclass, evidence text DEFAULT NULL) RETURNS regclass
	AS 'MODULE_PATHNAME', 'tag_create_evidence' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION tag_create_evidence(regclass, text) IS
	'Makes a table with a row a mention beside a table whose tags tagset_update_trigger() keeps, and the AFTER trigger that keeps it: document_id (refers to the primary key, which has to be of one column, and is deleted with it), field, concept, surface, start_char, char_length, sentence, sentence_start. evidence names the table (NULL: the documents'' name and _evidence), in the schema of the documents. Rows come with the next INSERT, or UPDATE of a text column, of a document. Returns the table. NULL gives NULL. Errors: 42P07 the table is there, 55000 no such trigger, more than one, or no such key, 42622 the name is too long.';
