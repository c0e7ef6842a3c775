-- tagset_planner.sql: statistics of tagset columns, estimators of the operators.
--
-- Part of the install script, before tagset.sql, whose objects name these functions. The planner's
-- functions are STABLE: they read the statistics.

CREATE FUNCTION @extschema@.tagset_typanalyze(internal) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_typanalyze(internal) IS
'Support of ANALYZE for tagset: besides the usual statistics the most common keys, and facets as "facet.", shown in pg_stats.most_common_elems. Their fractions of the rows that are not NULL come in most_common_elem_freqs, followed by the least, the greatest, and the one taken for a key that is not listed.';

CREATE FUNCTION @extschema@.tagset_anysel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_anysel(internal, oid, internal, integer) IS
'Estimator of ?, ?| and &&: the fraction of rows with at least one of the keys.';

CREATE FUNCTION @extschema@.tagset_allsel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_allsel(internal, oid, internal, integer) IS
'Estimator of ?& and @>: the fraction of rows with all of the keys.';

CREATE FUNCTION @extschema@.tagset_containedsel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_containedsel(internal, oid, internal, integer) IS
'Estimator of <@: the fraction of rows with no other key.';

CREATE FUNCTION @extschema@.tagset_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_joinsel(internal, oid, internal, smallint, internal) IS
'Join estimator of the operators of tagset: the mean fraction of rows of one listed key.';

CREATE FUNCTION @extschema@.tag_has_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tag_has_support(internal) IS
'Planner support of tag_has: the index condition tags ? key, and its estimate.';
