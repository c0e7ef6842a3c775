-- tagset_aggregates.sql: tagset_sum, tagset_count, tagset_mean and tagset_agg;
-- tag_shares, which reads a count.
--
-- Part of the install script, after tagset.sql.
--
-- All of them only add integers, so every plan, parallel or not, gives the
-- same bytes, and a moving frame can take rows out again.  SSPACE is the state
-- of some hundred concepts.  tagset_agg is two aggregates because an
-- aggregate's argument cannot have a default.

CREATE FUNCTION @extschema@.tagset_sum_transition(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_sum_transition(internal, @extschema@.tagset) IS
'Support of tagset_sum: takes one tagset into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_sum_inverse(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_sum_inverse(internal, @extschema@.tagset) IS
'Support of tagset_sum over moving frames: takes a row out of the state; NULL when it is not in it. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_count_transition(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_count_transition(internal, @extschema@.tagset) IS
'Support of tagset_count: takes one document into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_count_inverse(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_count_inverse(internal, @extschema@.tagset) IS
'Support of tagset_count over moving frames: takes a row out of the state; NULL when it is not in it. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_mean_transition(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_mean_transition(internal, @extschema@.tagset) IS
'Support of tagset_mean: takes one tagset, brought to a million words, into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_mean_inverse(internal, @extschema@.tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_mean_inverse(internal, @extschema@.tagset) IS
'Support of tagset_mean over moving frames: takes a row out of the state; NULL when it is not in it. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_agg_transition(internal, text) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_agg_transition(internal, text) IS
'Support of tagset_agg: takes one mention of evidence 1 into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_agg_transition(internal, text, double precision) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_agg_transition(internal, text, double precision) IS
'Support of tagset_agg: takes one weighted mention into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_aggregate_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_aggregate_combine(internal, internal) IS
'Support of the tagset aggregates: adds one state to another. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_aggregate_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_aggregate_serialize(internal) IS
'Support of the tagset aggregates: a state as bytes. Error: 0A000 outside an aggregate.';

CREATE FUNCTION @extschema@.tagset_aggregate_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_aggregate_deserialize(bytea, internal) IS
'Support of the tagset aggregates: a state from bytes, checked. Errors: 0A000 outside an aggregate, 22P03 for bytes that are not a tagset.';

CREATE FUNCTION @extschema@.tagset_aggregate_final(internal) RETURNS @extschema@.tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_aggregate_final(internal) IS
'Support of the tagset aggregates: the value of a state, NULL without a row. Error: 0A000 outside an aggregate.';

CREATE AGGREGATE @extschema@.tagset_sum(tags @extschema@.tagset) (
	SFUNC = @extschema@.tagset_sum_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = @extschema@.tagset_aggregate_final,
	COMBINEFUNC = @extschema@.tagset_aggregate_combine,
	SERIALFUNC = @extschema@.tagset_aggregate_serialize,
	DESERIALFUNC = @extschema@.tagset_aggregate_deserialize,
	MSFUNC = @extschema@.tagset_sum_transition,
	MINVFUNC = @extschema@.tagset_sum_inverse,
	MSTYPE = internal,
	MSSPACE = 16384,
	MFINALFUNC = @extschema@.tagset_aggregate_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_sum(@extschema@.tagset) IS
'The merge of all tagsets: words and all counters add, exactly, in any order. NULL rows are left out; NULL when no row is left. Error: 22003 when a counter passes 64 bits.';

CREATE AGGREGATE @extschema@.tagset_count(tags @extschema@.tagset) (
	SFUNC = @extschema@.tagset_count_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = @extschema@.tagset_aggregate_final,
	COMBINEFUNC = @extschema@.tagset_aggregate_combine,
	SERIALFUNC = @extschema@.tagset_aggregate_serialize,
	DESERIALFUNC = @extschema@.tagset_aggregate_deserialize,
	MSFUNC = @extschema@.tagset_count_transition,
	MINVFUNC = @extschema@.tagset_count_inverse,
	MSTYPE = internal,
	MSSPACE = 16384,
	MFINALFUNC = @extschema@.tagset_aggregate_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_count(@extschema@.tagset) IS
'Documents per key, as a tagset: the words are the number of documents; in each entry evidence and mentions are the documents that have the key, mentions_direct those that have it directly, and the force counts those with a mention of that force. So the density is documents in a thousand, and || adds the counts of different documents. For tag_shares, tag_keyness and tag_lift. An empty tagset is a document, NULL is none; NULL when no row is left.';

CREATE AGGREGATE @extschema@.tagset_mean(tags @extschema@.tagset) (
	SFUNC = @extschema@.tagset_mean_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = @extschema@.tagset_aggregate_final,
	COMBINEFUNC = @extschema@.tagset_aggregate_combine,
	SERIALFUNC = @extschema@.tagset_aggregate_serialize,
	DESERIALFUNC = @extschema@.tagset_aggregate_deserialize,
	MSFUNC = @extschema@.tagset_mean_transition,
	MINVFUNC = @extschema@.tagset_mean_inverse,
	MSTYPE = internal,
	MSSPACE = 16384,
	MFINALFUNC = @extschema@.tagset_aggregate_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_mean(@extschema@.tagset) IS
'Each document one vote, however long: the sum of the tagsets, each brought to a million words. So the density is the mean of the densities, and || is the mean over the documents of both. Evidence of one document is rounded to thousandths in a million words, half away from zero, but not to 0; mentions and force counts are documents, as in tagset_count. Rows that are NULL or have 0 words are left out; NULL when no row is left. Error: 22003 when a counter passes 64 bits.';

CREATE AGGREGATE @extschema@.tagset_agg(concept text) (
	SFUNC = @extschema@.tagset_agg_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = @extschema@.tagset_aggregate_final,
	COMBINEFUNC = @extschema@.tagset_aggregate_combine,
	SERIALFUNC = @extschema@.tagset_aggregate_serialize,
	DESERIALFUNC = @extschema@.tagset_aggregate_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_agg(text) IS
'A tagset of mentions found elsewhere: each row is one direct mention of its key, of evidence 1; 0 words. NULL rows are left out; NULL when no row is left. Error: 22023 for a text that is no key.';

CREATE AGGREGATE @extschema@.tagset_agg(concept text, evidence double precision) (
	SFUNC = @extschema@.tagset_agg_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = @extschema@.tagset_aggregate_final,
	COMBINEFUNC = @extschema@.tagset_aggregate_combine,
	SERIALFUNC = @extschema@.tagset_aggregate_serialize,
	DESERIALFUNC = @extschema@.tagset_aggregate_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE @extschema@.tagset_agg(text, double precision) IS
'A tagset of weighted mentions found elsewhere: each row is one direct mention of its key, its evidence rounded to thousandths, half away from zero; 0 words. Rows with a NULL are left out; NULL when no row is left. Errors: 22023 for a text that is no key or evidence that is not finite or rounds to 0 or less, 22003 when a counter passes 64 bits.';

-- Not STRICT: keys may be NULL.

CREATE FUNCTION @extschema@.tag_shares(
	counts @extschema@.tagset,
	keys text[] DEFAULT NULL,
	z double precision DEFAULT 1.96
)
RETURNS TABLE (
	concept text,
	docs bigint,
	n bigint,
	share double precision,
	wilson_lo double precision,
	wilson_hi double precision
)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION @extschema@.tag_shares(@extschema@.tagset, text[], double precision) IS
'The documents of each key as a share of all, with Wilson''s score interval (1927). counts: of tagset_count. keys: the concepts to report, in that order, also those that no document has; NULL: all that a document has, in key order. z: half the width of the interval in standard deviations, 1.96 for 95 percent. docs: documents with the key; n: documents; share: docs / n. Without documents the last three are NULL. No row when counts or z is NULL; NULL keys are left out. Error: 22023 for a z that is negative or not finite, and for a tagset that is no count of documents.';
