-- tagquery.sql: the type tagquery, its operators and operator classes.
--
-- Part of the install script, after tagset/. All of it depends on its arguments
-- alone, so all of it is IMMUTABLE and PARALLEL SAFE; STRICT: NULL in, NULL out.
-- There is no tagset @@ text: an untyped literal must resolve to tagquery.

-- ---- the type ----

CREATE TYPE @extschema@.tagquery;

CREATE FUNCTION @extschema@.tagquery_in(literal cstring) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_in(cstring) IS
'Text to tagquery. Errors name the character: 22P02 malformed, 22003 a number out of range, 54000 more than 65535 keys and operators, 54001 brackets and negations nested more than 1000 deep.';

CREATE FUNCTION @extschema@.tagquery_out(query @extschema@.tagquery) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_out(@extschema@.tagquery) IS
'Tagquery to text, lossless, with no bracket or quote that is not needed.';

CREATE FUNCTION @extschema@.tagquery_recv(message internal) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_recv(internal) IS
'Binary form to tagquery. Every byte is checked; 22P03 says what is wrong.';

CREATE FUNCTION @extschema@.tagquery_send(query @extschema@.tagquery) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_send(@extschema@.tagquery) IS
'Tagquery to binary form: its stored bytes.';

CREATE TYPE @extschema@.tagquery (
	INPUT = @extschema@.tagquery_in,
	OUTPUT = @extschema@.tagquery_out,
	RECEIVE = @extschema@.tagquery_recv,
	SEND = @extschema@.tagquery_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE @extschema@.tagquery IS
'Boolean expression over the keys of a tagset: tech.ai & (place.CN-GZ | place.CN-BJ) & !tech.biotech. "tech.*" is any key of a facet. Conditions on a key or facet: ">=0.5" score (0 to 1), "#3" mentions, narrower concepts included (1 or more), "^4" force of at least one mention (1 to 5). "!" binds tighter than "&", "&" tighter than "|". The empty query matches nothing.';

-- ---- matching ----

CREATE FUNCTION @extschema@.tagset_matches(tags @extschema@.tagset, query @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagset_matches(@extschema@.tagset, @extschema@.tagquery) IS
'Do the tags satisfy the query? The function of tagset @@ tagquery. A key that is absent satisfies no condition; a score is compared as the operator -> returns it. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_matches(query @extschema@.tagquery, tags @extschema@.tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_matches(@extschema@.tagquery, @extschema@.tagset) IS
'Do the tags satisfy the query? The function of tagquery @@ tagset. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tag_matches(tags @extschema@.tagset, query text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT @extschema@.tag_matches_support;
COMMENT ON FUNCTION @extschema@.tag_matches(@extschema@.tagset, text) IS
'Do the tags satisfy the query, given as text? For clients that bind text; served by the same indexes as @@. NULL if an argument is NULL; the errors of a tagquery literal.';

CREATE OPERATOR @extschema@.@@ (
	FUNCTION = @extschema@.tagset_matches,
	LEFTARG = @extschema@.tagset,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.@@),
	RESTRICT = @extschema@.tagset_matchsel,
	JOIN = @extschema@.tagset_joinsel
);
COMMENT ON OPERATOR @extschema@.@@ (@extschema@.tagset, @extschema@.tagquery) IS
'Do the tags satisfy the query?';

CREATE OPERATOR @extschema@.@@ (
	FUNCTION = @extschema@.tagquery_matches,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagset,
	COMMUTATOR = OPERATOR(@extschema@.@@),
	RESTRICT = @extschema@.tagset_matchsel,
	JOIN = @extschema@.tagset_joinsel
);
COMMENT ON OPERATOR @extschema@.@@ (@extschema@.tagquery, @extschema@.tagset) IS
'Do the tags satisfy the query?';

-- ---- comparison: by stored bytes, so the order is total but says nothing ----

CREATE FUNCTION @extschema@.tagquery_eq(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_eq(@extschema@.tagquery, @extschema@.tagquery) IS
'Are the queries equal? So they are exactly when they print alike; the order of keys counts. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_ne(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_ne(@extschema@.tagquery, @extschema@.tagquery) IS
'Are the queries different? NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_lt(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_lt(@extschema@.tagquery, @extschema@.tagquery) IS
'Less than, in the order of the stored bytes. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_le(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_le(@extschema@.tagquery, @extschema@.tagquery) IS
'Less than or equal, in the order of the stored bytes. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_gt(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_gt(@extschema@.tagquery, @extschema@.tagquery) IS
'Greater than, in the order of the stored bytes. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_ge(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_ge(@extschema@.tagquery, @extschema@.tagquery) IS
'Greater than or equal, in the order of the stored bytes. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_cmp(a @extschema@.tagquery, b @extschema@.tagquery) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_cmp(@extschema@.tagquery, @extschema@.tagquery) IS
'Negative, zero or positive, in the order of the stored bytes. NULL if an argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_hash(query @extschema@.tagquery) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_hash(@extschema@.tagquery) IS
'Hash of the stored bytes. NULL if the argument is NULL.';

CREATE FUNCTION @extschema@.tagquery_hash_extended(query @extschema@.tagquery, seed bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tagquery_hash_extended(@extschema@.tagquery, bigint) IS
'Hash of the stored bytes, with a seed. NULL if an argument is NULL.';

CREATE OPERATOR @extschema@.= (
	FUNCTION = @extschema@.tagquery_eq,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.=),
	NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.tagquery, @extschema@.tagquery) IS
'Are the queries equal?';

CREATE OPERATOR @extschema@.<> (
	FUNCTION = @extschema@.tagquery_ne,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.<>),
	NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.tagquery, @extschema@.tagquery) IS
'Are the queries different?';

CREATE OPERATOR @extschema@.< (
	FUNCTION = @extschema@.tagquery_lt,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.>),
	NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.tagquery, @extschema@.tagquery) IS
'Less than, in the order of the stored bytes';

CREATE OPERATOR @extschema@.<= (
	FUNCTION = @extschema@.tagquery_le,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.>=),
	NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.tagquery, @extschema@.tagquery) IS
'Less than or equal, in the order of the stored bytes';

CREATE OPERATOR @extschema@.> (
	FUNCTION = @extschema@.tagquery_gt,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.<),
	NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.tagquery, @extschema@.tagquery) IS
'Greater than, in the order of the stored bytes';

CREATE OPERATOR @extschema@.>= (
	FUNCTION = @extschema@.tagquery_ge,
	LEFTARG = @extschema@.tagquery,
	RIGHTARG = @extschema@.tagquery,
	COMMUTATOR = OPERATOR(@extschema@.<=),
	NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.tagquery, @extschema@.tagquery) IS
'Greater than or equal, in the order of the stored bytes';

CREATE OPERATOR FAMILY @extschema@.tagquery_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.tagquery_ops USING btree IS
'Comparison of tagqueries by their stored bytes.';

CREATE OPERATOR CLASS @extschema@.tagquery_ops
	DEFAULT FOR TYPE @extschema@.tagquery USING btree FAMILY @extschema@.tagquery_ops AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.tagquery_cmp(@extschema@.tagquery, @extschema@.tagquery),
	FUNCTION 4 (@extschema@.tagquery, @extschema@.tagquery) btequalimage(oid);
COMMENT ON OPERATOR CLASS @extschema@.tagquery_ops USING btree IS
'Comparison of tagqueries by their stored bytes: ORDER BY, DISTINCT, unique indexes.';

CREATE OPERATOR FAMILY @extschema@.tagquery_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.tagquery_ops USING hash IS
'Hashing of tagqueries by their stored bytes.';

CREATE OPERATOR CLASS @extschema@.tagquery_ops
	DEFAULT FOR TYPE @extschema@.tagquery USING hash FAMILY @extschema@.tagquery_ops AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.tagquery_hash(@extschema@.tagquery),
	FUNCTION 2 @extschema@.tagquery_hash_extended(@extschema@.tagquery, bigint);
COMMENT ON OPERATOR CLASS @extschema@.tagquery_ops USING hash IS
'Hashing of tagqueries by their stored bytes: GROUP BY, hash joins and indexes.';

-- ---- ranking ----

CREATE FUNCTION @extschema@.tag_rank(tags @extschema@.tagset, query @extschema@.tagquery) RETURNS real
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.tag_rank(@extschema@.tagset, @extschema@.tagquery) IS
'How well the tags answer the query, from 0 to 1: the p-norm model (Salton, Fox & Wu 1983), p = 2. A key ranks as its score, a facet as the best of its keys, 0 when absent or when conditions are not met; x1 | .. | xn as sqrt((x1^2 + .. + xn^2) / n), x1 & .. & xn as 1 - sqrt(((1-x1)^2 + .. + (1-xn)^2) / n). What stands under ! is left out. So a single key ranks as ->, and more of any key never ranks lower. It does not filter: rows that do not match may rank above 0. NULL if either argument is NULL.';
