-- tagquery_planner.sql: the estimator of @@ and the planner support of tag_matches.
--
-- Part of the install script, before tagquery.sql, whose objects name these functions. STABLE: they
-- read the statistics.

CREATE FUNCTION @extschema@.tagset_matchsel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_matchsel(internal, oid, internal, integer) IS
'Estimator of @@: the fraction of rows that satisfy the query.';

CREATE FUNCTION @extschema@.tag_matches_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tag_matches_support(internal) IS
'Planner support of tag_matches: the index condition tags @@ query::tagquery, and its estimate.';
