-- One row about a document. Reads the catalog, so it is STABLE.
--
-- A row type of its own, so that each column has its comment and an argument may be named as a column is.

CREATE TYPE @extschema@.tag_document_profile AS (
	language text,
	doctype text,
	words double precision,
	sentences int,
	top jsonb,
	clauses int,
	s4 double precision,
	s4_low double precision,
	s4_high double precision,
	committed int,
	specificity double precision,
	breadth double precision,
	headline double precision,
	horizon daterange,
	targets int,
	places jsonb
);

COMMENT ON TYPE @extschema@.tag_document_profile IS 'What tag_profile() says about a document.';
COMMENT ON COLUMN @extschema@.tag_document_profile.language IS 'en, zh-Hans, zh-Hant, or NULL: not told by its characters and common words';
COMMENT ON COLUMN @extschema@.tag_document_profile.doctype IS 'the concept of the document''s type: the one given, or that the document names, or NULL';
COMMENT ON COLUMN @extschema@.tag_document_profile.words IS 'words read, as tag_word_count() of the tagset';
COMMENT ON COLUMN @extschema@.tag_document_profile.sentences IS 'sentences, without furniture';
COMMENT ON COLUMN @extschema@.tag_document_profile.top IS 'of each facet up to five concepts that the document names itself, by falling score: {"facet": [{"concept", "score", "mentions"}]}';
COMMENT ON COLUMN @extschema@.tag_document_profile.clauses IS 'clauses with a mention of the facet';
COMMENT ON COLUMN @extschema@.tag_document_profile.s4 IS 'share of these clauses that commit: by a mention of the facet of force 4 or 5, affirmed in the issuer''s voice; NULL without a clause';
COMMENT ON COLUMN @extschema@.tag_document_profile.s4_low IS 'lower end of its 95 % interval (Wilson 1927)';
COMMENT ON COLUMN @extschema@.tag_document_profile.s4_high IS 'upper end of its 95 % interval (Wilson 1927)';
COMMENT ON COLUMN @extschema@.tag_document_profile.committed IS 'clauses that commit, by a mention of any facet';
COMMENT ON COLUMN @extschema@.tag_document_profile.specificity IS 'share of these with a quantity or a deadline; NULL when they are less than five';
COMMENT ON COLUMN @extschema@.tag_document_profile.breadth IS 'how many equally strong concepts of the facet would be as diverse as those that have none narrower in the document (Hill number of order 1, Hill 1973): exp(-sum p ln p), p a concept''s share of their evidence; NULL without one';
COMMENT ON COLUMN @extschema@.tag_document_profile.headline IS 'share of the evidence of all mentions that stands in title and lead; NULL with zoning off or without a mention';
COMMENT ON COLUMN @extschema@.tag_document_profile.horizon IS 'from the first begin to the last end of the periods that tag_periods() finds; NULL without dates';
COMMENT ON COLUMN @extschema@.tag_document_profile.targets IS 'rows of tag_targets() that are targets';
COMMENT ON COLUMN @extschema@.tag_document_profile.places IS 'by level up to five places that the document names itself, by falling score: {"level": [{"concept", "score", "mentions", "role"}]}; role: issuer, subject, venue, comparator or null';

CREATE FUNCTION tag_profile(taxonomy text, document text, doctype text DEFAULT NULL, issued date DEFAULT NULL,
							facet text DEFAULT NULL)
	RETURNS SETOF @extschema@.tag_document_profile
	AS 'MODULE_PATHNAME', 'tag_profile' LANGUAGE C STABLE PARALLEL SAFE COST 2000 ROWS 1;
COMMENT ON FUNCTION tag_profile(text, text, text, date, text) IS
	'One row about a document: see the type tag_document_profile. doctype: the concept of its type; NULL: what the document names. issued: the day that periods hang on. facet: what clauses, s4 and breadth are about; NULL: tech. NULL taxonomy or document gives no row. Errors: 42704 unknown taxonomy, version, type or facet; 55000 reading is off.';
