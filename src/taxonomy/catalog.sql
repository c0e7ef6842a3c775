-- catalog.sql: the schema policyscope and its tables, in which taxonomies live.
--
-- After tagquery/, before taxonomy.sql.  Drafts are edited with plain SQL; a
-- version is the frozen text of a draft (its canonical source) and is the
-- truth that is dumped; an image is derived from it and never dumped.
-- Everything here is read by the C code by name, type and position of the
-- column: add columns only at the end.

-- The user may have chosen the schema policyscope for the functions: then it
-- is there already and stays the user's own.

DO $$
BEGIN
	IF '@extschema@' OPERATOR(pg_catalog.<>) 'policyscope' THEN
		CREATE SCHEMA policyscope;
		COMMENT ON SCHEMA policyscope IS
			'Taxonomies of the extension policyscope: drafts, published versions and their images.';
		ALTER SCHEMA policyscope OWNER TO @extowner@;
	END IF;
END
$$;

GRANT USAGE ON SCHEMA policyscope TO PUBLIC;

-- ---- drafts ----

CREATE TABLE policyscope.taxonomy (
	taxonomy text COLLATE "C" NOT NULL,
	title text,
	description text,
	reading boolean NOT NULL DEFAULT false,
	zoning boolean NOT NULL DEFAULT false,
	acronyms boolean NOT NULL DEFAULT false,
	shipped boolean NOT NULL DEFAULT false,
	last_version integer NOT NULL DEFAULT 0,
	CONSTRAINT taxonomy_pkey PRIMARY KEY (taxonomy),
	CONSTRAINT taxonomy_name_check
		CHECK (taxonomy OPERATOR(pg_catalog.~) '^[a-z][a-z0-9_-]*$' AND pg_catalog.octet_length(taxonomy) OPERATOR(pg_catalog.<=) 63),
	CONSTRAINT taxonomy_last_version_check CHECK (last_version OPERATOR(pg_catalog.>=) 0)
);

CREATE TABLE policyscope.facet (
	taxonomy text COLLATE "C" NOT NULL,
	facet text COLLATE "C" NOT NULL,
	title text,
	overlap text COLLATE "C" NOT NULL DEFAULT 'longest',
	inside numeric NOT NULL DEFAULT 1,
	CONSTRAINT facet_pkey PRIMARY KEY (taxonomy, facet),
	CONSTRAINT facet_taxonomy_fkey FOREIGN KEY (taxonomy)
		REFERENCES policyscope.taxonomy ON DELETE CASCADE,
	CONSTRAINT facet_name_check
		CHECK (facet OPERATOR(pg_catalog.~) '^[a-z][a-z0-9_]*$' AND pg_catalog.octet_length(facet) OPERATOR(pg_catalog.<=) 63),
	CONSTRAINT facet_overlap_check CHECK (overlap OPERATOR(pg_catalog.=) 'longest' OR overlap OPERATOR(pg_catalog.=) 'all'),
	CONSTRAINT facet_inside_check CHECK (inside OPERATOR(pg_catalog.>=) 0 AND inside OPERATOR(pg_catalog.<=) 1)
);

-- NaN is above all numbers, so every upper bound refuses it as well.

CREATE TABLE policyscope.concept (
	taxonomy text COLLATE "C" NOT NULL,
	concept text COLLATE "C" NOT NULL,
	facet text COLLATE "C" NOT NULL
		GENERATED ALWAYS AS (pg_catalog.split_part(concept, '.', 1)) STORED,
	definition text,
	uri text,
	CONSTRAINT concept_pkey PRIMARY KEY (taxonomy, concept),
	CONSTRAINT concept_taxonomy_fkey FOREIGN KEY (taxonomy)
		REFERENCES policyscope.taxonomy ON DELETE CASCADE,
	CONSTRAINT concept_facet_fkey FOREIGN KEY (taxonomy, facet)
		REFERENCES policyscope.facet ON DELETE CASCADE,
	CONSTRAINT concept_key_check
		CHECK (concept OPERATOR(pg_catalog.~) E'^[a-z][a-z0-9_]*[.][^\\u0001-\\u001f\\u007f-\\u009f]+$'
			AND pg_catalog.octet_length(concept) OPERATOR(pg_catalog.<=) 255)
);
CREATE INDEX concept_facet_idx ON policyscope.concept (taxonomy, facet);

CREATE TABLE policyscope.broader (
	taxonomy text COLLATE "C" NOT NULL,
	concept text COLLATE "C" NOT NULL,
	broader text COLLATE "C" NOT NULL,
	rollup numeric NOT NULL DEFAULT 1,
	CONSTRAINT broader_pkey PRIMARY KEY (taxonomy, concept, broader),
	CONSTRAINT broader_concept_fkey FOREIGN KEY (taxonomy, concept)
		REFERENCES policyscope.concept ON DELETE CASCADE,
	CONSTRAINT broader_broader_fkey FOREIGN KEY (taxonomy, broader)
		REFERENCES policyscope.concept ON DELETE CASCADE,
	CONSTRAINT broader_self_check CHECK (concept OPERATOR(pg_catalog.<>) broader),
	CONSTRAINT broader_rollup_check CHECK (rollup OPERATOR(pg_catalog.>=) 0 AND rollup OPERATOR(pg_catalog.<=) 1)
);
CREATE INDEX broader_broader_idx ON policyscope.broader (taxonomy, broader);

CREATE TABLE policyscope.label (
	taxonomy text COLLATE "C" NOT NULL,
	concept text COLLATE "C" NOT NULL,
	lang text COLLATE "C" NOT NULL,
	label text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL DEFAULT 'alt',
	weight numeric NOT NULL DEFAULT 1,
	inflect boolean NOT NULL DEFAULT true,
	caps text COLLATE "C" NOT NULL DEFAULT 'label',
	requires @extschema@.tagquery,
	requires_scope text COLLATE "C" NOT NULL DEFAULT 'document',
	CONSTRAINT label_pkey PRIMARY KEY (taxonomy, concept, lang, label),
	CONSTRAINT label_concept_fkey FOREIGN KEY (taxonomy, concept)
		REFERENCES policyscope.concept ON DELETE CASCADE,
	CONSTRAINT label_lang_check
		CHECK (lang OPERATOR(pg_catalog.~) '^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$' AND pg_catalog.octet_length(lang) OPERATOR(pg_catalog.<=) 35),
	CONSTRAINT label_length_check CHECK (pg_catalog.octet_length(label) OPERATOR(pg_catalog.>=) 1 AND pg_catalog.octet_length(label) OPERATOR(pg_catalog.<=) 1024),
	CONSTRAINT label_kind_check CHECK (kind OPERATOR(pg_catalog.=) ANY (ARRAY['pref', 'alt', 'hidden', 'negative'])),
	CONSTRAINT label_weight_check CHECK (weight OPERATOR(pg_catalog.>) 0 AND weight OPERATOR(pg_catalog.<=) 1000),
	CONSTRAINT label_caps_check CHECK (caps OPERATOR(pg_catalog.=) 'label' OR caps OPERATOR(pg_catalog.=) 'ignore'),
	CONSTRAINT label_requires_scope_check CHECK (requires_scope OPERATOR(pg_catalog.=) 'document' OR requires_scope OPERATOR(pg_catalog.=) 'sentence')
);
CREATE UNIQUE INDEX label_pref_idx ON policyscope.label (taxonomy, concept, lang)
	WHERE kind OPERATOR(pg_catalog.=) 'pref';

CREATE TABLE policyscope.property (
	taxonomy text COLLATE "C" NOT NULL,
	concept text COLLATE "C" NOT NULL,
	name text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	CONSTRAINT property_pkey PRIMARY KEY (taxonomy, concept, name, value),
	CONSTRAINT property_concept_fkey FOREIGN KEY (taxonomy, concept)
		REFERENCES policyscope.concept ON DELETE CASCADE,
	CONSTRAINT property_name_check
		CHECK (name OPERATOR(pg_catalog.~) '^[A-Za-z][A-Za-z0-9_]*$' AND pg_catalog.octet_length(name) OPERATOR(pg_catalog.<=) 63),
	CONSTRAINT property_value_check CHECK (pg_catalog.octet_length(value) OPERATOR(pg_catalog.>=) 1 AND pg_catalog.octet_length(value) OPERATOR(pg_catalog.<=) 1024)
);
CREATE INDEX property_name_idx ON policyscope.property (taxonomy, name, value);

CREATE TABLE policyscope.mapping (
	taxonomy text COLLATE "C" NOT NULL,
	concept text COLLATE "C" NOT NULL,
	relation text COLLATE "C" NOT NULL,
	target text COLLATE "C" NOT NULL,
	CONSTRAINT mapping_pkey PRIMARY KEY (taxonomy, concept, relation, target),
	CONSTRAINT mapping_concept_fkey FOREIGN KEY (taxonomy, concept)
		REFERENCES policyscope.concept ON DELETE CASCADE,
	CONSTRAINT mapping_relation_check
		CHECK (relation OPERATOR(pg_catalog.~) '^[A-Za-z][A-Za-z0-9_]*$' AND pg_catalog.octet_length(relation) OPERATOR(pg_catalog.<=) 63),
	CONSTRAINT mapping_target_check CHECK (pg_catalog.octet_length(target) OPERATOR(pg_catalog.>=) 1 AND pg_catalog.octet_length(target) OPERATOR(pg_catalog.<=) 1024)
);
CREATE INDEX mapping_target_idx ON policyscope.mapping (taxonomy, target);

CREATE TABLE policyscope.cue (
	taxonomy text COLLATE "C" NOT NULL,
	lang text COLLATE "C" NOT NULL,
	text text COLLATE "C" NOT NULL,
	axis text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	doctype text COLLATE "C" NOT NULL DEFAULT '',
	direction text COLLATE "C" NOT NULL DEFAULT 'forward',
	scope text COLLATE "C" NOT NULL DEFAULT 'clause',
	terminators text COLLATE "C",
	CONSTRAINT cue_pkey PRIMARY KEY (taxonomy, lang, text, axis, doctype),
	CONSTRAINT cue_taxonomy_fkey FOREIGN KEY (taxonomy)
		REFERENCES policyscope.taxonomy ON DELETE CASCADE,
	CONSTRAINT cue_lang_check
		CHECK (lang OPERATOR(pg_catalog.~) '^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$' AND pg_catalog.octet_length(lang) OPERATOR(pg_catalog.<=) 35),
	CONSTRAINT cue_length_check CHECK (pg_catalog.octet_length(text) OPERATOR(pg_catalog.>=) 1 AND pg_catalog.octet_length(text) OPERATOR(pg_catalog.<=) 200),
	CONSTRAINT cue_value_check CHECK (
		(axis OPERATOR(pg_catalog.=) 'force' AND value OPERATOR(pg_catalog.=) ANY (ARRAY['1', '2', '3', '4', '5', 'prohibited', 'power', 'none']))
		OR (axis OPERATOR(pg_catalog.=) 'status' AND value OPERATOR(pg_catalog.=) ANY (ARRAY['achieved', 'ongoing', 'planned', 'forecast', 'none']))
		OR (axis OPERATOR(pg_catalog.=) 'voice' AND value OPERATOR(pg_catalog.=) ANY (ARRAY['reported', 'none']))
		OR (axis OPERATOR(pg_catalog.=) 'polarity' AND value OPERATOR(pg_catalog.=) ANY (ARRAY['negated', 'conditional', 'none']))),
	CONSTRAINT cue_direction_check CHECK (direction OPERATOR(pg_catalog.=) ANY (ARRAY['forward', 'backward', 'both'])),
	CONSTRAINT cue_scope_check CHECK (scope OPERATOR(pg_catalog.=) 'clause' OR scope OPERATOR(pg_catalog.=) 'sentence'),
	CONSTRAINT cue_terminators_check CHECK (pg_catalog.octet_length(terminators) OPERATOR(pg_catalog.>=) 1 AND pg_catalog.octet_length(terminators) OPERATOR(pg_catalog.<=) 200)
);

-- ---- versions and images ----

CREATE TABLE policyscope.version (
	taxonomy text COLLATE "C" NOT NULL,
	version integer NOT NULL,
	digest bytea NOT NULL,
	source text COLLATE "C" NOT NULL,
	published_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
	note text,
	policyscope text NOT NULL DEFAULT @extschema@.policyscope_version(),
	CONSTRAINT version_pkey PRIMARY KEY (taxonomy, version),
	CONSTRAINT version_taxonomy_fkey FOREIGN KEY (taxonomy)
		REFERENCES policyscope.taxonomy ON DELETE CASCADE,
	CONSTRAINT version_version_check CHECK (version OPERATOR(pg_catalog.>) 0),
	CONSTRAINT version_digest_check CHECK (pg_catalog.octet_length(digest) OPERATOR(pg_catalog.=) 32)
);

CREATE TABLE policyscope.image (
	taxonomy text COLLATE "C" NOT NULL,
	version integer NOT NULL,
	image bytea NOT NULL,
	format integer NOT NULL,
	byte_order text COLLATE "C" NOT NULL,
	unicode_version text COLLATE "C" NOT NULL,
	icu_version text COLLATE "C" NOT NULL,
	built_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
	CONSTRAINT image_pkey PRIMARY KEY (taxonomy, version),
	CONSTRAINT image_version_fkey FOREIGN KEY (taxonomy, version)
		REFERENCES policyscope.version ON DELETE CASCADE
);

-- Read whole or by its first bytes, and hardly compressible.
ALTER TABLE policyscope.image ALTER COLUMN image SET STORAGE EXTERNAL;

-- ---- guards: what is shipped stays as it was shipped ----

CREATE FUNCTION @extschema@.taxonomy_guard_trigger() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.taxonomy_guard_trigger() IS
'Trigger of the tables of policyscope: refuses changes to shipped taxonomies outside the extension''s own scripts, and to published versions.';

CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.taxonomy
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.facet
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.concept
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.broader
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.label
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.property
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.mapping
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.cue
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard BEFORE INSERT OR UPDATE OR DELETE ON policyscope.version
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();

CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.taxonomy
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.facet
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.concept
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.broader
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.label
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.property
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.mapping
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.cue
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();
CREATE TRIGGER taxonomy_guard_truncate BEFORE TRUNCATE ON policyscope.version
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_guard_trigger();

-- ---- what follows a change of version ----

-- Row triggers, because the apply worker of logical replication fires no
-- statement triggers; ENABLE ALWAYS, because it runs as a replica.  Only
-- TRUNCATE has no rows.

CREATE FUNCTION @extschema@.taxonomy_changed_trigger() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.taxonomy_changed_trigger() IS
'Trigger of policyscope.version: tells all sessions that a taxonomy''s name may mean another version now.';

CREATE TRIGGER version_changed AFTER INSERT OR UPDATE OR DELETE ON policyscope.version
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_changed_trigger();
CREATE TRIGGER version_truncated AFTER TRUNCATE ON policyscope.version
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.taxonomy_changed_trigger();

CREATE FUNCTION @extschema@.taxonomy_image_trigger() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.taxonomy_image_trigger() IS
'Trigger of policyscope.version: builds, at commit, the image of a version that came without one (COPY, restore, logical replication). Error: XX001 for a source that does not have its digest.';

CREATE CONSTRAINT TRIGGER version_image AFTER INSERT ON policyscope.version
	DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION @extschema@.taxonomy_image_trigger();

ALTER TABLE policyscope.version ENABLE ALWAYS TRIGGER version_changed;
ALTER TABLE policyscope.version ENABLE ALWAYS TRIGGER version_truncated;
ALTER TABLE policyscope.version ENABLE ALWAYS TRIGGER version_image;

-- ---- owner, readers, dump ----

ALTER TABLE policyscope.taxonomy OWNER TO @extowner@;
ALTER TABLE policyscope.facet OWNER TO @extowner@;
ALTER TABLE policyscope.concept OWNER TO @extowner@;
ALTER TABLE policyscope.broader OWNER TO @extowner@;
ALTER TABLE policyscope.label OWNER TO @extowner@;
ALTER TABLE policyscope.property OWNER TO @extowner@;
ALTER TABLE policyscope.mapping OWNER TO @extowner@;
ALTER TABLE policyscope.cue OWNER TO @extowner@;
ALTER TABLE policyscope.version OWNER TO @extowner@;
ALTER TABLE policyscope.image OWNER TO @extowner@;

GRANT SELECT ON policyscope.taxonomy, policyscope.facet, policyscope.concept,
	policyscope.broader, policyscope.label, policyscope.property, policyscope.mapping, policyscope.cue,
	policyscope.version, policyscope.image TO PUBLIC;

SELECT pg_catalog.pg_extension_config_dump('policyscope.taxonomy', 'WHERE NOT shipped');
SELECT pg_catalog.pg_extension_config_dump('policyscope.facet',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.concept',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.broader',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.label',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.property',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.mapping',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.cue',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');
SELECT pg_catalog.pg_extension_config_dump('policyscope.version',
	'WHERE taxonomy NOT IN (SELECT taxonomy FROM policyscope.taxonomy WHERE shipped)');

-- ---- comments ----

COMMENT ON TABLE policyscope.taxonomy IS 'Taxonomies. A row is the head of a draft; taxonomy_publish() makes a version of it.';
COMMENT ON COLUMN policyscope.taxonomy.taxonomy IS 'Name: ^[a-z][a-z0-9_-]*$, up to 63 bytes.';
COMMENT ON COLUMN policyscope.taxonomy.title IS 'Title for readers.';
COMMENT ON COLUMN policyscope.taxonomy.description IS 'What the taxonomy covers.';
COMMENT ON COLUMN policyscope.taxonomy.reading IS 'Is force, status and voice of each mention read from its clause?';
COMMENT ON COLUMN policyscope.taxonomy.zoning IS 'Are zones (title, furniture, ...) found in plain text?';
COMMENT ON COLUMN policyscope.taxonomy.acronyms IS 'Are short forms that a document defines itself, "large language model (LLM)", followed in the rest of it?';
COMMENT ON COLUMN policyscope.taxonomy.shipped IS 'Came with the extension: refuses change and is not dumped. Copy it with taxonomy_copy().';
COMMENT ON COLUMN policyscope.taxonomy.last_version IS 'Highest number ever published, so that no number is used twice. Kept by taxonomy_publish().';

COMMENT ON TABLE policyscope.facet IS 'Facets: the dimensions of a taxonomy (SKOS concept schemes), such as tech or place.';
COMMENT ON COLUMN policyscope.facet.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.facet.facet IS 'Name, the part of a key before the first dot: ^[a-z][a-z0-9_]*$.';
COMMENT ON COLUMN policyscope.facet.title IS 'Title for readers.';
COMMENT ON COLUMN policyscope.facet.overlap IS 'longest: overlapping labels compete, leftmost-longest wins; all: every one is reported.';
COMMENT ON COLUMN policyscope.facet.inside IS 'Factor, 0 to 1, of a mention that lies inside a longer mention of another facet.';

COMMENT ON TABLE policyscope.concept IS 'Concepts. A notation is never reused for another meaning.';
COMMENT ON COLUMN policyscope.concept.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.concept.concept IS 'Key, facet.notation, up to 255 bytes.';
COMMENT ON COLUMN policyscope.concept.facet IS 'Facet, from the key.';
COMMENT ON COLUMN policyscope.concept.definition IS 'What is meant.';
COMMENT ON COLUMN policyscope.concept.uri IS 'Identifier in the world outside.';

COMMENT ON TABLE policyscope.broader IS 'Which concept is narrower than which. Many parents are allowed, cycles are not.';
COMMENT ON COLUMN policyscope.broader.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.broader.concept IS 'The narrower concept.';
COMMENT ON COLUMN policyscope.broader.broader IS 'The broader concept.';
COMMENT ON COLUMN policyscope.broader.rollup IS 'Share, 0 to 1, of a mention''s evidence that the broader concept gets; along a path shares multiply, over several paths the largest counts.';

COMMENT ON TABLE policyscope.label IS 'Labels: what stands in a text for a concept.';
COMMENT ON COLUMN policyscope.label.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.label.concept IS 'Concept.';
COMMENT ON COLUMN policyscope.label.lang IS 'Language as in BCP 47: en, zh-Hans, ...';
COMMENT ON COLUMN policyscope.label.label IS 'The label, 1 to 1024 bytes.';
COMMENT ON COLUMN policyscope.label.kind IS 'pref: for display, one a language; alt; hidden: found, never shown; negative: takes its span and reports nothing.';
COMMENT ON COLUMN policyscope.label.weight IS 'Evidence of one mention, above 0 and at most 1000.';
COMMENT ON COLUMN policyscope.label.inflect IS 'Does the label also match in its other number and spellings? By the rules of lang: en, de, es and fr have some.';
COMMENT ON COLUMN policyscope.label.caps IS 'label: an upper-case letter must be upper-case in the text; ignore: any case.';
COMMENT ON COLUMN policyscope.label.requires IS 'The label counts only where this holds: keys, facet.*, & | !.';
COMMENT ON COLUMN policyscope.label.requires_scope IS 'Where requires is looked at: document or sentence.';

COMMENT ON TABLE policyscope.property IS 'Further facts about concepts, for queries.';
COMMENT ON COLUMN policyscope.property.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.property.concept IS 'Concept.';
COMMENT ON COLUMN policyscope.property.name IS 'Name of the property: level, iso3166_2, issuer, period, ...';
COMMENT ON COLUMN policyscope.property.value IS 'Its value; a property may have several.';

COMMENT ON TABLE policyscope.mapping IS 'Links to other vocabularies and lists.';
COMMENT ON COLUMN policyscope.mapping.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.mapping.concept IS 'Concept.';
COMMENT ON COLUMN policyscope.mapping.relation IS 'SKOS mapping relation (exactMatch, closeMatch, ...) or the name of a list.';
COMMENT ON COLUMN policyscope.mapping.target IS 'Identifier there.';

COMMENT ON TABLE policyscope.cue IS 'Cues: wording that tells how its clause speaks of what it names (after ConText, Chapman 2001, Harkema 2009). Used where taxonomy.reading is on.';
COMMENT ON COLUMN policyscope.cue.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.cue.lang IS 'Language as in BCP 47: en, zh-Hans, ...';
COMMENT ON COLUMN policyscope.cue.text IS 'The wording, 1 to 200 bytes; width and script (Traditional, Simplified) are folded, a small letter matches a capital too, a longer cue at a place hides a shorter one. A word beginning with * stands for any that ends so: has *ed; # stands for digits. Where the longer cue says nothing of an axis, a shorter one at its place does.';
COMMENT ON COLUMN policyscope.cue.axis IS 'force, status, voice or polarity.';
COMMENT ON COLUMN policyscope.cue.value IS 'force: 5 binding, 4 decided, 3 urged, 2 supported, 1 explored, prohibited, power (a grant of power: no force); status: achieved, ongoing, planned, forecast; voice: reported; polarity: negated, conditional; none: takes its place and says nothing.';
COMMENT ON COLUMN policyscope.cue.doctype IS 'Concept of the document type for which it counts, instead of the row without one; empty: all.';
COMMENT ON COLUMN policyscope.cue.direction IS 'Which mentions of its clause it governs: forward (those after it), backward or both.';
COMMENT ON COLUMN policyscope.cue.scope IS 'clause; sentence: later clauses too, if they have no such cue of their own.';
COMMENT ON COLUMN policyscope.cue.terminators IS 'Wordings, with | between two, that end its reach. NULL: the clause''s end alone.';

COMMENT ON TABLE policyscope.version IS 'Published versions. A row never changes; taxonomy_forget() removes one.';
COMMENT ON COLUMN policyscope.version.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.version.version IS 'Number, from 1; pinned as ''name@number''.';
COMMENT ON COLUMN policyscope.version.digest IS 'SHA-256 of source.';
COMMENT ON COLUMN policyscope.version.source IS 'The draft as it was, in canonical form (see taxonomy_source()).';
COMMENT ON COLUMN policyscope.version.published_at IS 'When.';
COMMENT ON COLUMN policyscope.version.note IS 'The publisher''s note.';
COMMENT ON COLUMN policyscope.version.policyscope IS 'Release of the extension that published it.';

COMMENT ON TABLE policyscope.image IS 'Compiled versions. Derived: taxonomy_rebuild() makes them again from the source.';
COMMENT ON COLUMN policyscope.image.taxonomy IS 'Taxonomy.';
COMMENT ON COLUMN policyscope.image.version IS 'Version.';
COMMENT ON COLUMN policyscope.image.image IS 'The image, checked whenever a session loads it.';
COMMENT ON COLUMN policyscope.image.format IS 'Format of the image.';
COMMENT ON COLUMN policyscope.image.byte_order IS 'Byte order of the image: little or big.';
COMMENT ON COLUMN policyscope.image.unicode_version IS 'Unicode version its labels were folded with.';
COMMENT ON COLUMN policyscope.image.icu_version IS 'ICU version its labels were folded with.';
COMMENT ON COLUMN policyscope.image.built_at IS 'When.';

