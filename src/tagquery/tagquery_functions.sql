-- tagquery_functions.sql: queries made of queries.
--
-- Part of the install script, after tagquery.sql. Functions, not operators: a "!!" or "&&" of tagqueries
-- would make the untyped literals of others ambiguous.

CREATE FUNCTION @extschema@.tagquery_and(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_and(@extschema@.tagquery, @extschema@.tagquery) IS
'Both queries. With the empty query, which matches nothing, it is empty. NULL if an argument is NULL. Errors: 54000 more than 65535 keys and operators, 54001 nested more than 1000 deep.';

CREATE FUNCTION @extschema@.tagquery_or(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_or(@extschema@.tagquery, @extschema@.tagquery) IS
'Either query. With the empty query, which matches nothing, it is the other. NULL if an argument is NULL. Errors: 54000 more than 65535 keys and operators, 54001 nested more than 1000 deep.';

CREATE FUNCTION @extschema@.tagquery_not(query @extschema@.tagquery) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_not(@extschema@.tagquery) IS
'The negation. The empty query stays empty: there is none that matches everything. NULL if the argument is NULL. Errors: 54000 more than 65535 keys and operators, 54001 nested more than 1000 deep.';
