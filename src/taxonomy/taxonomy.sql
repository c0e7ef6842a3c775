-- taxonomy.sql: publishing, copying and inspecting taxonomies.
--
-- After catalog.sql.  What changes tables is VOLATILE and PARALLEL UNSAFE;
-- what reads them is STABLE.  Privileges are those of the tables: to publish
-- takes UPDATE on policyscope.taxonomy, INSERT on version, and INSERT and
-- UPDATE on image.

CREATE FUNCTION @extschema@.taxonomy_publish(name text, note text DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.taxonomy_publish(text, text) IS
'Checks the draft of a taxonomy and freezes it as a new version, whose number it returns; the next statement of any session uses it. Errors: 42704 unknown taxonomy, 55000 shipped taxonomy, 22023 a label or a requires that cannot be, 42P17 a cycle among the broader concepts, 40001 another publisher was first (REPEATABLE READ).';

CREATE FUNCTION @extschema@.taxonomy_copy(source text, target text, title text DEFAULT NULL) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.taxonomy_copy(text, text, text) IS
'Makes a taxonomy of your own from the draft of another; the copy is not published yet. Errors: 42704 unknown source, 42710 the target exists.';

CREATE FUNCTION @extschema@.taxonomy_forget(name text, version integer) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.taxonomy_forget(text, integer) IS
'Removes an old version; the newest is refused (55000). Its number is not used again.';

CREATE FUNCTION @extschema@.taxonomy_rebuild(name text DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.taxonomy_rebuild(text) IS
'Stores images again that are missing, damaged or made for another format, byte order, Unicode or ICU than this server''s, of one taxonomy or of all; returns how many. To be run after an update of ICU, so that sessions need not compile on their own.';

CREATE FUNCTION @extschema@.taxonomy_source(name text, version integer DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @extschema@.taxonomy_source(text, integer) IS
'The canonical source of a version, or without a number of the draft: one line a row, fields separated by tabs, sorted bytewise. Error: 42704 with what exists as a hint.';

CREATE FUNCTION @extschema@.taxonomy_diff(name text, from_version integer, to_version integer DEFAULT NULL)
RETURNS TABLE (
	change text,
	kind text,
	concept text,
	detail text
)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION @extschema@.taxonomy_diff(text, integer, integer) IS
'What changed from one version to another: a row for each row added, removed or changed. NULL stands for the draft, so taxonomy_diff(name, n) shows what taxonomy_publish() would bring.';

CREATE FUNCTION @extschema@.taxonomy_lint(name text)
RETURNS TABLE (
	check_name text,
	concept text,
	label text,
	detail text
)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION @extschema@.taxonomy_lint(text) IS
'Doubtful labels of a draft: shared_label (of several concepts of a facet, none with requires), never_longest (a negative label of the facet always takes its place), one_character, all_common_words (without a capital), unmatchable (punctuation no text gap may have), equal_labels (of one concept, after folding). An error taxonomy_publish() would raise is raised.';


-- ---- what a published version says ----

CREATE FUNCTION @extschema@.taxonomy_facets(taxonomy text)
RETURNS TABLE (
	facet text,
	title text
)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000 ROWS 10;
COMMENT ON FUNCTION @extschema@.taxonomy_facets(text) IS
'The facets of a published version, ''policy'' for the newest or ''policy@3''; title is NULL where none is given. NULL gives no rows. Errors: 42704 unknown taxonomy or version.';

CREATE FUNCTION @extschema@.taxonomy_concepts(taxonomy text)
RETURNS TABLE (
	concept text,
	definition text,
	uri text
)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000 ROWS 1000;
COMMENT ON FUNCTION @extschema@.taxonomy_concepts(text) IS
'The concepts of a published version, ''policy'' for the newest or ''policy@3''; definition and uri are NULL where none is given. For labels see tag_label(). NULL gives no rows. Errors: 42704 unknown taxonomy or version.';

CREATE FUNCTION @extschema@.taxonomy_properties(taxonomy text)
RETURNS TABLE (
	concept text,
	name text,
	value text
)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000 ROWS 1000;
COMMENT ON FUNCTION @extschema@.taxonomy_properties(text) IS
'The properties of the concepts of a published version, ''policy'' for the newest or ''policy@3'': iso3166_1, iso3166_2, gbt2260, level and what else the taxonomy has. NULL gives no rows. Errors: 42704 unknown taxonomy or version.';
CREATE FUNCTION @extschema@.taxonomy_ancestors(taxonomy text)
RETURNS TABLE (
	concept text,
	broader text
)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 2000;
COMMENT ON FUNCTION @extschema@.taxonomy_ancestors(text) IS
'Each concept of a published version, ''policy'' for the newest or ''policy@3'', with itself and with everything its evidence counts for, however far up (an edge into another facet is the concept''s own): a row a pair. NULL gives no rows. Errors: 42704 unknown taxonomy or version.';


-- ---- compiled taxonomies in memory ----

-- What a session has in memory is no question to a snapshot, hence VOLATILE.

CREATE FUNCTION @extschema@.taxonomy_cache()
RETURNS TABLE (
	digest bytea,
	bytes bigint,
	home text,
	private_because text,
	backends integer,
	used_at timestamptz
)
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 10;
COMMENT ON FUNCTION @extschema@.taxonomy_cache() IS
'The compiled taxonomies (images) in the memory of this session, and those that are shared in this database: a row each. See the view policyscope.cache, which names them.';

CREATE VIEW policyscope.cache AS
SELECT v.taxonomy, v.version, c.digest, c.bytes, c.home, c.private_because, c.backends, c.used_at
FROM @extschema@.taxonomy_cache() AS c
LEFT JOIN LATERAL (
	SELECT named.taxonomy, named.version
	FROM policyscope.version AS named
	WHERE named.digest OPERATOR(pg_catalog.=) c.digest
	ORDER BY named.published_at DESC, named.taxonomy, named.version DESC
	LIMIT 1
) AS v ON true;

ALTER VIEW policyscope.cache OWNER TO @extowner@;
GRANT SELECT ON policyscope.cache TO PUBLIC;

COMMENT ON VIEW policyscope.cache IS
'Compiled taxonomies (images) in the memory of this session, and those that are shared in this database: a row each. Of other databases nothing is shown.';
COMMENT ON COLUMN policyscope.cache.taxonomy IS 'Taxonomy; of several with this content the one published last. NULL when its version is gone or not committed.';
COMMENT ON COLUMN policyscope.cache.version IS 'Its version. NULL as above.';
COMMENT ON COLUMN policyscope.cache.digest IS 'SHA-256 of the version''s source, by which images are known.';
COMMENT ON COLUMN policyscope.cache.bytes IS 'Length of the image.';
COMMENT ON COLUMN policyscope.cache.home IS 'shared: one copy for all sessions of the database, in dynamic shared memory; private: a copy of this session.';
COMMENT ON COLUMN policyscope.cache.private_because IS 'Why a private image is not shared; NULL for a shared one.';
COMMENT ON COLUMN policyscope.cache.backends IS 'Sessions and parallel workers that have the shared image mapped, 0 when it is only kept; 1 for a private image.';
COMMENT ON COLUMN policyscope.cache.used_at IS 'When the image was used last by this session, or when any session took or left it, whichever is later.';
