-- tagset_compare.sql: two tagsets side by side: likeness, lift, difference, keyness.
--
-- Part of the install script, after tagset.sql.
--
-- Figures are worked out with IEEE 754 arithmetic in the order of the keys, so
-- they are the same bits on every platform: IMMUTABLE also in that sense.

-- Likeness

CREATE FUNCTION @extschema@.tagset_distance(@extschema@.tagset, @extschema@.tagset) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tagset_distance(@extschema@.tagset, @extschema@.tagset) IS
'The function of <=>: tag_distance over all facets. NULL if either argument is NULL.';

CREATE OPERATOR @extschema@.<=> (
	LEFTARG = @extschema@.tagset,
	RIGHTARG = @extschema@.tagset,
	FUNCTION = @extschema@.tagset_distance,
	COMMUTATOR = OPERATOR(@extschema@.<=>)
);

COMMENT ON OPERATOR @extschema@.<=> (@extschema@.tagset, @extschema@.tagset) IS
'cosine distance of the scores, from 0 (alike) to 1 (nothing in common)';

CREATE FUNCTION @extschema@.tag_distance(a @extschema@.tagset, b @extschema@.tagset, facet text DEFAULT NULL) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tag_distance(@extschema@.tagset, @extschema@.tagset, text) IS
'Cosine distance of two tagsets, each taken as the vector of the scores of its keys: 1 - a.b / sqrt(a.a * b.b). From 0, the same concepts in the same proportions, to 1, no concept in common; so also 1 when either has none. facet: compare the keys of this facet alone; NULL: all. NULL if a or b is NULL.';

CREATE FUNCTION @extschema@.tag_sparsevec(tags @extschema@.tagset, keys text[]) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION @extschema@.tag_sparsevec(@extschema@.tagset, text[]) IS
'The scores as the text form of pgvector''s sparsevec, for a cast: {dimension:score,...}/dimensions. Dimension i is element i of keys, from 1; keys that are not in the array are left out, elements that are not in the tagset are 0. Use one array for all rows that are compared. Errors: 22004 for a null element, 22023 for an empty array. NULL if either argument is NULL.';

-- Against a baseline

CREATE FUNCTION @extschema@.tag_lift(tags @extschema@.tagset, baseline @extschema@.tagset)
RETURNS TABLE (
	concept text,
	evidence double precision,
	expected double precision,
	lift double precision
)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;

COMMENT ON FUNCTION @extschema@.tag_lift(@extschema@.tagset, @extschema@.tagset) IS
'How much more of each concept there is than in the baseline, often the tagset_sum of all documents. expected = evidence of the baseline * words / words of the baseline: what the baseline would give a text of this length. lift = (evidence + 1) / (expected + 1), so that few mentions do not make a large lift; 1 as expected, above 1 more. expected and lift are NULL when either side has 0 words. A row a key of either side, in key order; no row if either argument is NULL.';

CREATE FUNCTION @extschema@.tagset_diff(a @extschema@.tagset, b @extschema@.tagset)
RETURNS TABLE (
	concept text,
	change text,
	score_before real,
	score_after real,
	density_before real,
	density_after real,
	evidence_before double precision,
	evidence_after double precision,
	mentions_before bigint,
	mentions_after bigint,
	force_before bigint[],
	force_after bigint[]
)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION @extschema@.tagset_diff(@extschema@.tagset, @extschema@.tagset) IS
'What changed from a to b, for a draft against the final text: a row a key whose counters differ, in key order. change: added, removed, increased or decreased (by evidence), changed (the same evidence, other mentions or force). An absent key has figures 0; a density is NULL when its side has 0 words; force: mentions of force 1 to 5 and of prohibition, NULL when not read. Only a change of words gives no row. No row if either argument is NULL.';

CREATE FUNCTION @extschema@.tag_keyness(target @extschema@.tagset, reference @extschema@.tagset)
RETURNS TABLE (
	concept text,
	target_mentions bigint,
	reference_mentions bigint,
	target_rate double precision,
	reference_rate double precision,
	g2 double precision,
	log_ratio double precision
)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;

COMMENT ON FUNCTION @extschema@.tag_keyness(@extschema@.tagset, @extschema@.tagset) IS
'What marks one group of documents against another. Rates are mentions in a thousand words, NULL when a side has 0 words. g2: Dunning''s log-likelihood ratio (1993) of mentions among words, chi-squared with one degree of freedom: 3.84 is 5 percent, 10.83 one in a thousand. log_ratio: binary logarithm of the ratio of the rates (Hardie 2014), a count of 0 taken as 0.5: 1 is twice as often in the target, -1 half as often. Both are NULL when a side has 0 words, or fewer words than mentions. Of two tagset_count the same with documents for mentions and words. A row a key of either side, in key order; no row if either argument is NULL.';
