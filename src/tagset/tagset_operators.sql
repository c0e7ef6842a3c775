-- tagset_operators.sql: the operators of tagset, its btree and hash classes.
--
-- Part of the install script, after tagset.sql.
--
-- There is no operator tagset - tagset, and must never be: it would take over
-- tags - 'tech.ai', whose literal has to stay a text.

-- Merge and drop

CREATE FUNCTION tagset_concat(tagset, tagset) RETURNS tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_concat(tagset, tagset) IS
'The merge of two tagsets: words and all counters of equal keys add, exactly, in any order. Error: 22003 when a counter passes 64 bits. NULL if either argument is NULL.';

CREATE OPERATOR || (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_concat,
	COMMUTATOR = ||
);

COMMENT ON OPERATOR || (tagset, tagset) IS
'merge: words and all counters add';

CREATE FUNCTION tagset_delete(tagset, text) RETURNS tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_delete(tagset, text) IS
'The tagset without the entry of this key; the words stay. A key that is not there changes nothing. NULL if either argument is NULL.';

CREATE OPERATOR - (
	LEFTARG = tagset,
	RIGHTARG = text,
	FUNCTION = tagset_delete
);

COMMENT ON OPERATOR - (tagset, text) IS
'drop the entry of a key; the words stay';

-- Look up.

CREATE FUNCTION tagset_key_score(tagset, text) RETURNS real
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_key_score(tagset, text) IS
'The score of a key, 0 when it is not there: tag_score with its default constants. NULL if either argument is NULL.';

CREATE OPERATOR -> (
	LEFTARG = tagset,
	RIGHTARG = text,
	FUNCTION = tagset_key_score
);

COMMENT ON OPERATOR -> (tagset, text) IS
'score of a key, 0 when absent';

CREATE OPERATOR ? (
	LEFTARG = tagset,
	RIGHTARG = text,
	FUNCTION = tag_has,
	RESTRICT = @extschema@.tagset_anysel,
	JOIN = @extschema@.tagset_joinsel
);

COMMENT ON OPERATOR ? (tagset, text) IS
'has this key';

CREATE FUNCTION tagset_has_any(tagset, text[]) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_has_any(tagset, text[]) IS
'Whether at least one of the keys is there; null elements do not count, so an empty array gives false. NULL if either argument is NULL.';

CREATE OPERATOR ?| (
	LEFTARG = tagset,
	RIGHTARG = text[],
	FUNCTION = tagset_has_any,
	RESTRICT = @extschema@.tagset_anysel,
	JOIN = @extschema@.tagset_joinsel
);

COMMENT ON OPERATOR ?| (tagset, text[]) IS
'has at least one of these keys';

CREATE FUNCTION tagset_has_all(tagset, text[]) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_has_all(tagset, text[]) IS
'Whether every one of the keys is there; null elements do not count, so an empty array gives true. NULL if either argument is NULL.';

CREATE OPERATOR ?& (
	LEFTARG = tagset,
	RIGHTARG = text[],
	FUNCTION = tagset_has_all,
	RESTRICT = @extschema@.tagset_allsel,
	JOIN = @extschema@.tagset_joinsel
);

COMMENT ON OPERATOR ?& (tagset, text[]) IS
'has all of these keys';

-- Containment, by keys alone: counters and words do not matter.

CREATE FUNCTION tagset_contains(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_contains(tagset, tagset) IS
'Whether the first tagset has every key of the second; counters and words do not matter. NULL if either argument is NULL.';

CREATE FUNCTION tagset_contained(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_contained(tagset, tagset) IS
'Whether every key of the first tagset is in the second; counters and words do not matter. NULL if either argument is NULL.';

CREATE FUNCTION tagset_overlap(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_overlap(tagset, tagset) IS
'Whether the tagsets have a key in common; counters and words do not matter. NULL if either argument is NULL.';

CREATE OPERATOR @> (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_contains,
	COMMUTATOR = <@,
	RESTRICT = @extschema@.tagset_allsel,
	JOIN = @extschema@.tagset_joinsel
);

COMMENT ON OPERATOR @> (tagset, tagset) IS
'has every key of';

CREATE OPERATOR <@ (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_contained,
	COMMUTATOR = @>,
	RESTRICT = @extschema@.tagset_containedsel,
	JOIN = @extschema@.tagset_joinsel
);

COMMENT ON OPERATOR <@ (tagset, tagset) IS
'every key is in';

CREATE OPERATOR && (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_overlap,
	COMMUTATOR = &&,
	RESTRICT = @extschema@.tagset_anysel,
	JOIN = @extschema@.tagset_joinsel
);

COMMENT ON OPERATOR && (tagset, tagset) IS
'has a key in common with';

-- Comparison of the whole value: entry by entry the key and the counters, then
-- the words.  The order is total and means nothing else.

CREATE FUNCTION tagset_eq(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_eq(tagset, tagset) IS
'Whether two tagsets are the same in keys, counters, force and words. NULL if either argument is NULL.';

CREATE FUNCTION tagset_ne(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_ne(tagset, tagset) IS
'Whether two tagsets differ in a key, a counter, force or words. NULL if either argument is NULL.';

CREATE FUNCTION tagset_lt(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_lt(tagset, tagset) IS
'Whether the first tagset comes before the second in the order of the btree class. NULL if either argument is NULL.';

CREATE FUNCTION tagset_le(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_le(tagset, tagset) IS
'Whether the first tagset comes before the second in the order of the btree class, or is equal. NULL if either argument is NULL.';

CREATE FUNCTION tagset_ge(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_ge(tagset, tagset) IS
'Whether the first tagset comes after the second in the order of the btree class, or is equal. NULL if either argument is NULL.';

CREATE FUNCTION tagset_gt(tagset, tagset) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_gt(tagset, tagset) IS
'Whether the first tagset comes after the second in the order of the btree class. NULL if either argument is NULL.';

CREATE OPERATOR = (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);

COMMENT ON OPERATOR = (tagset, tagset) IS
'equal: keys, counters, force and words';

CREATE OPERATOR <> (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (tagset, tagset) IS
'not equal';

CREATE OPERATOR < (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (tagset, tagset) IS
'before, in the order of the btree class';

CREATE OPERATOR <= (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (tagset, tagset) IS
'before or equal, in the order of the btree class';

CREATE OPERATOR >= (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (tagset, tagset) IS
'after or equal, in the order of the btree class';

CREATE OPERATOR > (
	LEFTARG = tagset,
	RIGHTARG = tagset,
	FUNCTION = tagset_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (tagset, tagset) IS
'after, in the order of the btree class';

CREATE FUNCTION tagset_cmp(tagset, tagset) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_cmp(tagset, tagset) IS
'Negative when the first tagset comes before the second, 0 when they are equal, positive when after. NULL if either argument is NULL.';

CREATE FUNCTION tagset_hash(tagset) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_hash(tagset) IS
'Hash of a tagset; equal tagsets have equal hashes. NULL for NULL.';

CREATE FUNCTION tagset_hash_extended(tagset, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_hash_extended(tagset, bigint) IS
'Hash of a tagset with a seed, for hash partitions. NULL if either argument is NULL.';

CREATE OPERATOR CLASS tagset_btree_ops
	DEFAULT FOR TYPE tagset USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 tagset_cmp(tagset, tagset);

COMMENT ON OPERATOR CLASS tagset_btree_ops USING btree IS
'Sorting, DISTINCT and merge joins of tagsets; the order means nothing else.';

COMMENT ON OPERATOR FAMILY tagset_btree_ops USING btree IS
'Family of the operator class of the same name.';

CREATE OPERATOR CLASS tagset_hash_ops
	DEFAULT FOR TYPE tagset USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 tagset_hash(tagset),
	FUNCTION 2 tagset_hash_extended(tagset, bigint);

COMMENT ON OPERATOR CLASS tagset_hash_ops USING hash IS
'Grouping, hash joins and hash partitions of tagsets.';

COMMENT ON OPERATOR FAMILY tagset_hash_ops USING hash IS
'Family of the operator class of the same name.';
