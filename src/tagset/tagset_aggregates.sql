-- tagset_aggregates.sql: tagset_sum and tagset_agg.
--
-- Part of the install script, after tagset.sql.
--
-- Both only add integers, so every plan, parallel or not, gives the same
-- bytes.  SSPACE is the state of some hundred concepts.  tagset_agg is two
-- aggregates because an aggregate's argument cannot have a default.

CREATE FUNCTION tagset_sum_transition(internal, tagset) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tagset_sum_transition(internal, tagset) IS
'Support of tagset_sum: takes one tagset into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION tagset_agg_transition(internal, text) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tagset_agg_transition(internal, text) IS
'Support of tagset_agg: takes one mention of evidence 1 into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION tagset_agg_transition(internal, text, double precision) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tagset_agg_transition(internal, text, double precision) IS
'Support of tagset_agg: takes one weighted mention into the state. Error: 0A000 outside an aggregate.';

CREATE FUNCTION tagset_aggregate_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tagset_aggregate_combine(internal, internal) IS
'Support of the tagset aggregates: adds one state to another. Error: 0A000 outside an aggregate.';

CREATE FUNCTION tagset_aggregate_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_aggregate_serialize(internal) IS
'Support of the tagset aggregates: a state as bytes. Error: 0A000 outside an aggregate.';

CREATE FUNCTION tagset_aggregate_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_aggregate_deserialize(bytea, internal) IS
'Support of the tagset aggregates: a state from bytes, checked. Errors: 0A000 outside an aggregate, 22P03 for bytes that are not a tagset.';

CREATE FUNCTION tagset_aggregate_final(internal) RETURNS tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_aggregate_final(internal) IS
'Support of the tagset aggregates: the value of a state. Error: 0A000 outside an aggregate.';

CREATE AGGREGATE tagset_sum(tags tagset) (
	SFUNC = tagset_sum_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = tagset_aggregate_final,
	COMBINEFUNC = tagset_aggregate_combine,
	SERIALFUNC = tagset_aggregate_serialize,
	DESERIALFUNC = tagset_aggregate_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE tagset_sum(tagset) IS
'The merge of all tagsets: words and all counters add, exactly, in any order. NULL rows are left out; NULL when no row is left. Error: 22003 when a counter passes 64 bits.';

CREATE AGGREGATE tagset_agg(concept text) (
	SFUNC = tagset_agg_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = tagset_aggregate_final,
	COMBINEFUNC = tagset_aggregate_combine,
	SERIALFUNC = tagset_aggregate_serialize,
	DESERIALFUNC = tagset_aggregate_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE tagset_agg(text) IS
'A tagset of mentions found elsewhere: each row is one direct mention of its key, of evidence 1; 0 words. NULL rows are left out; NULL when no row is left. Error: 22023 for a text that is no key.';

CREATE AGGREGATE tagset_agg(concept text, evidence double precision) (
	SFUNC = tagset_agg_transition,
	STYPE = internal,
	SSPACE = 16384,
	FINALFUNC = tagset_aggregate_final,
	COMBINEFUNC = tagset_aggregate_combine,
	SERIALFUNC = tagset_aggregate_serialize,
	DESERIALFUNC = tagset_aggregate_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE tagset_agg(text, double precision) IS
'A tagset of weighted mentions found elsewhere: each row is one direct mention of its key, its evidence rounded to thousandths, half away from zero; 0 words. Rows with a NULL are left out; NULL when no row is left. Errors: 22023 for a text that is no key or evidence that is not finite or rounds to 0 or less, 22003 when a counter passes 64 bits.';
