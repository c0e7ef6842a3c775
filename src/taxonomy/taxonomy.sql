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

