-- tagset_gin.sql: the GIN operator class of tagset.
--
-- Part of the install script, after tagquery.sql. There is a three-valued consistency function only;
-- GIN makes the two-valued one of it.

CREATE FUNCTION @extschema@.tagset_gin_compare(text, text) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_gin_compare(text, text) IS
'Support of GIN: keys by their bytes, whatever the collation.';

CREATE FUNCTION @extschema@.tagset_gin_extract_value(@extschema@.tagset, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_gin_extract_value(@extschema@.tagset, internal) IS
'Support of GIN: the keys of a tagset.';

CREATE FUNCTION @extschema@.tagset_gin_extract_query(@extschema@.tagset, internal, smallint, internal, internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_gin_extract_query(@extschema@.tagset, internal, smallint, internal, internal, internal, internal) IS
'Support of GIN: the keys to look for, of a tagquery, tagset, text or text[].';

CREATE FUNCTION @extschema@.tagset_gin_compare_partial(text, text, smallint, internal) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_gin_compare_partial(text, text, smallint, internal) IS
'Support of GIN: is the key of this facet?';

CREATE FUNCTION @extschema@.tagset_gin_triconsistent(internal, smallint, @extschema@.tagset, integer, internal, internal, internal) RETURNS "char"
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_gin_triconsistent(internal, smallint, @extschema@.tagset, integer, internal, internal, internal) IS
'Support of GIN: do the keys found satisfy the query? Conditions on score, mentions and force are for the recheck.';

CREATE OPERATOR FAMILY @extschema@.tagset_gin_ops USING gin;
COMMENT ON OPERATOR FAMILY @extschema@.tagset_gin_ops USING gin IS
'Search in tagsets by key.';

CREATE OPERATOR CLASS @extschema@.tagset_gin_ops
	DEFAULT FOR TYPE @extschema@.tagset USING gin FAMILY @extschema@.tagset_gin_ops AS
	OPERATOR 1 @extschema@.@@ (@extschema@.tagset, @extschema@.tagquery),
	OPERATOR 3 @extschema@.&& (@extschema@.tagset, @extschema@.tagset),
	OPERATOR 7 @extschema@.@> (@extschema@.tagset, @extschema@.tagset),
	OPERATOR 9 @extschema@.? (@extschema@.tagset, text),
	OPERATOR 10 @extschema@.?| (@extschema@.tagset, text[]),
	OPERATOR 11 @extschema@.?& (@extschema@.tagset, text[]),
	FUNCTION 1 @extschema@.tagset_gin_compare(text, text),
	FUNCTION 2 @extschema@.tagset_gin_extract_value(@extschema@.tagset, internal),
	FUNCTION 3 @extschema@.tagset_gin_extract_query(@extschema@.tagset, internal, smallint, internal, internal, internal, internal),
	FUNCTION 5 @extschema@.tagset_gin_compare_partial(text, text, smallint, internal),
	FUNCTION 6 @extschema@.tagset_gin_triconsistent(internal, smallint, @extschema@.tagset, integer, internal, internal, internal),
	STORAGE text;
COMMENT ON OPERATOR CLASS @extschema@.tagset_gin_ops USING gin IS
'Index for @@, ?, ?|, ?&, @> and &&, and for tag_matches and tag_has.';
