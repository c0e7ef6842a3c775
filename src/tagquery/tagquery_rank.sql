-- tagquery_rank.sql: ranking by a query.
--
-- Part of the install script, after tagquery.sql.

CREATE FUNCTION @extschema@.tag_rank(tags @extschema@.tagset, query @extschema@.tagquery) RETURNS real
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tag_rank(@extschema@.tagset, @extschema@.tagquery) IS
'How well the tags answer the query, from 0 to 1: the p-norm model (Salton, Fox & Wu 1983), p = 2. A key ranks as its score, a facet as the best of its keys, 0 when absent or when conditions are not met; x1 | .. | xn as sqrt((x1^2 + .. + xn^2) / n), x1 & .. & xn as 1 - sqrt(((1-x1)^2 + .. + (1-xn)^2) / n). What stands under ! is left out. So a single key ranks as ->, and more of any key never ranks lower. It does not filter: rows that do not match may rank above 0. NULL if either argument is NULL.';
