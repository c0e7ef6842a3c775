-- tagset_pairs.sql: co-occurrence, the aggregate tagset_pairs.
--
-- Part of the install script, after tagset.sql.
--
-- An aggregate cannot return rows, so it returns an array of a row type, for
-- unnest.  Two aggregates, because an argument cannot have a default.

CREATE TYPE @extschema@.tag_pair AS (
	concept_a text,
	concept_b text,
	docs_a bigint,
	docs_b bigint,
	docs_ab bigint,
	n bigint,
	pmi double precision
);

COMMENT ON TYPE @extschema@.tag_pair IS
'Two concepts that occur in the same documents: an element of what tagset_pairs returns.';
COMMENT ON COLUMN @extschema@.tag_pair.concept_a IS 'the first concept: of facet_a, or the lesser key';
COMMENT ON COLUMN @extschema@.tag_pair.concept_b IS 'the second concept: of facet_b, or the greater key';
COMMENT ON COLUMN @extschema@.tag_pair.docs_a IS 'documents that have the first';
COMMENT ON COLUMN @extschema@.tag_pair.docs_b IS 'documents that have the second';
COMMENT ON COLUMN @extschema@.tag_pair.docs_ab IS 'documents that have both, at least 1';
COMMENT ON COLUMN @extschema@.tag_pair.n IS 'all documents';
COMMENT ON COLUMN @extschema@.tag_pair.pmi IS
'pointwise mutual information in bits (Church & Hanks 1990): log2(docs_ab * n / (docs_a * docs_b)); 0 when the two are independent';

CREATE FUNCTION @extschema@.tagset_pairs_transition(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_pairs_transition(internal, @extschema@.tagset) IS
'Support of tagset_pairs: takes the pairs of one document into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_pairs_transition(internal, @extschema@.tagset, text, text) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_pairs_transition(internal, @extschema@.tagset, text, text) IS
'Support of tagset_pairs: takes the pairs of one document across two facets into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_pairs_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_pairs_combine(internal, internal) IS
'Support of tagset_pairs: adds one state to another. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_pairs_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_pairs_serialize(internal) IS
'Support of tagset_pairs: a state as bytes. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_pairs_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_pairs_deserialize(bytea, internal) IS
'Support of tagset_pairs: a state from bytes, checked. Errors: 0A000 outside an aggregate, 22P03 for bytes that are no state.';

CREATE FUNCTION @extschema@.tagset_pairs_final(internal) RETURNS @extschema@.tag_pair[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_pairs_final(internal) IS
'Support of tagset_pairs: the pairs of a state, NULL without a row. Error: 0A000 outside an aggregate.';

CREATE AGGREGATE @extschema@.tagset_pairs(tags @extschema@.tagset) (
	SFUNC = @extschema@.tagset_pairs_transition,
	STYPE = internal,
	SSPACE = 262144,
	FINALFUNC = @extschema@.tagset_pairs_final,
	COMBINEFUNC = @extschema@.tagset_pairs_combine,
	SERIALFUNC = @extschema@.tagset_pairs_serialize,
	DESERIALFUNC = @extschema@.tagset_pairs_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_pairs(@extschema@.tagset) IS
'All pairs of concepts that occur in the same documents, in key order, with their pointwise mutual information: see tag_pair. A document with k keys has k * (k - 1) / 2 pairs; narrow it with tag_filter, or name two facets. NULL rows are left out; NULL when no row is left, an empty array when no document has two keys.';

CREATE AGGREGATE @extschema@.tagset_pairs(tags @extschema@.tagset, facet_a text, facet_b text) (
	SFUNC = @extschema@.tagset_pairs_transition,
	STYPE = internal,
	SSPACE = 262144,
	FINALFUNC = @extschema@.tagset_pairs_final,
	COMBINEFUNC = @extschema@.tagset_pairs_combine,
	SERIALFUNC = @extschema@.tagset_pairs_serialize,
	DESERIALFUNC = @extschema@.tagset_pairs_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_pairs(@extschema@.tagset, text, text) IS
'The same for pairs of a concept of facet_a and one of facet_b; when these are equal, each pair comes once. Rows with a NULL are left out; NULL when no row is left.';
