-- tagset.sql: the type tagset, its functions and its casts.
--
-- Part of the install script; runs with the extension's schema first in the
-- search path.  All of it depends on its arguments alone, so all of it is
-- IMMUTABLE and PARALLEL SAFE; STRICT: NULL in, NULL out.

CREATE TYPE tagset;

CREATE FUNCTION tagset_in(cstring) RETURNS tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_in(cstring) IS
'Reads a tagset literal: {words} ''key'':evidence/direct+beyond^f1,f2,f3,f4,f5,p ... All but the key may be left out (0 words, 1/1, nothing beyond, no force). Errors: 22P02 for a malformed literal, with the character; 22003 for a number out of range.';

CREATE FUNCTION tagset_out(tagset) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_out(tagset) IS
'Writes a tagset as text, without loss, sorted by key.';

CREATE FUNCTION tagset_recv(internal) RETURNS tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_recv(internal) IS
'Reads the binary form of a tagset. Error: 22P03 for bytes that are not a tagset of a known format version.';

CREATE FUNCTION tagset_send(tagset) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_send(tagset) IS
'Writes the binary form of a tagset: its stored bytes. Equal tagsets have equal bytes.';

CREATE TYPE tagset (
	INPUT = tagset_in,
	OUTPUT = tagset_out,
	RECEIVE = tagset_recv,
	SEND = tagset_send,
	ANALYZE = @extschema@.tagset_typanalyze,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);

COMMENT ON TYPE tagset IS
'A set of concept keys (facet.notation), each with its evidence (weighted mentions, exact to thousandths), direct mentions, mentions of itself or anything narrower and, optionally, mentions by force; and the number of words read. All counters add; scores are derived.';

-- A tagset from keys.  Not a cast: ARRAY[...]::tagset would hide that an
-- array carries neither evidence nor words.

CREATE FUNCTION tagset(keys text[]) RETURNS tagset
	AS 'MODULE_PATHNAME', 'tagset_from_keys' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset(text[]) IS
'The tagset of these keys, with one direct mention of evidence 1 each and 0 words; a repeated key adds up. Errors: 22004 for a null element, 22023 for an element that is no key.';

-- Entries and keys

CREATE FUNCTION tag_entries(tags tagset)
RETURNS TABLE (
	concept text,
	facet text,
	score real,
	density real,
	evidence double precision,
	mentions_direct bigint,
	mentions bigint
)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION tag_entries(tagset) IS
'One row an entry, in key order. score: 0 up to 1, with the default constants of tag_score. density: evidence in a thousand words, NULL when the tagset has 0 words. evidence: weighted mentions. mentions_direct: mentions of this very concept. mentions: of this concept or any narrower one. No row for NULL.';

CREATE FUNCTION tag_forces(tags tagset)
RETURNS TABLE (
	concept text,
	facet text,
	mentions bigint,
	force_5 bigint,
	force_4 bigint,
	force_3 bigint,
	force_2 bigint,
	force_1 bigint,
	prohibited bigint,
	share double precision[],
	share_low double precision[],
	share_high double precision[]
)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION tag_forces(tagset) IS
'How firmly: one row an entry, in key order, whether it has forces or not. mentions: of this concept or any narrower one; force_5 (binding) to force_1 (explored) and prohibited: those of them by force. share[k]: the share of mentions with force k or more; share_low, share_high: its 95 % interval (Wilson 1927). tag_commitments() counts clauses of the very concept instead. No row for NULL.';

CREATE FUNCTION tag_keys(tags tagset) RETURNS text[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tag_keys(tagset) IS
'The keys, in ascending order of their bytes. NULL for NULL.';

CREATE FUNCTION tag_filter(tags tagset, facet text) RETURNS tagset
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tag_filter(tagset, text) IS
'The entries of one facet, unchanged, and the words of the whole; an unknown facet leaves no entry. NULL if either argument is NULL.';

CREATE FUNCTION tag_has(tags tagset, key text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT @extschema@.tag_has_support;

COMMENT ON FUNCTION tag_has(tagset, text) IS
'Whether the key is there; also the operator ?, for drivers that take ? for a parameter; served by the same indexes. A text that is no key is not there. NULL if either argument is NULL.';

-- Figures

CREATE FUNCTION tag_word_count(tags tagset) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tag_word_count(tagset) IS
'The number of words read; 0 when nobody counted them. Not whole where a character of a script without spaces counts as a part of a word. NULL for NULL.';

CREATE FUNCTION tag_score(
	tags tagset,
	key text,
	k1 double precision DEFAULT 1.2,
	b double precision DEFAULT 0.75,
	avg double precision DEFAULT 600
) RETURNS real
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tag_score(tagset, text, double precision, double precision, double precision) IS
'How much the document is about the concept: e / (e + k1 * (1 - b + b * words / avg)), BM25''s saturation, e = evidence, without the length factor when words are 0; 0 when the key is absent. k1 >= 0: how slowly mentions saturate; b from 0 to 1: how much length counts; avg > 0: the mean length in words. Error: 22023 for a constant out of range. NULL if any argument is NULL.';

-- Casts, explicit because they lose the type (jsonb) or the figures (text[]).

CREATE FUNCTION tagset_to_jsonb(tags tagset) RETURNS jsonb
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION tagset_to_jsonb(tagset) IS
'{"words": n, "tags": {key: {"evidence": e, "mentions_direct": d, "mentions": m, "force": [f1, f2, f3, f4, f5, prohibited]}}}; "force" only where it was read. Decimals are exact. NULL for NULL.';

CREATE CAST (tagset AS jsonb) WITH FUNCTION tagset_to_jsonb(tagset);

COMMENT ON CAST (tagset AS jsonb) IS
'tagset_to_jsonb';

CREATE CAST (tagset AS text[]) WITH FUNCTION tag_keys(tagset);

COMMENT ON CAST (tagset AS text[]) IS
'tag_keys';
