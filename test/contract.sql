-- The contract: every object of the extension, as users and dumps rely on it.
-- What changes here changes for them, and needs an upgrade script.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(38);

CREATE TEMP VIEW member AS
SELECT d.classid, d.objid FROM pg_depend d
JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE e.extname = 'policyscope' AND d.deptype = 'e'
-- array types and the row types of tables are members only from 16 or 17 on
AND NOT EXISTS (SELECT FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
	WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid
	AND (c.relkind <> 'c' OR EXISTS (SELECT FROM pg_type element WHERE element.typarray = t.oid)));

-- ---- what there is ----

SELECT bag_eq($$ SELECT DISTINCT classid::regclass::text FROM member $$,
	$$ VALUES ('pg_type'), ('pg_proc'), ('pg_class'), ('pg_cast'), ('pg_namespace'), ('pg_opclass'), ('pg_operator'), ('pg_opfamily') $$,
	'objects are of these kinds');

CREATE TEMP TABLE expected_functions (signature text, result text, properties text);
INSERT INTO expected_functions VALUES
('policyscope_version()', 'text', 'immutable strict safe'),
	('tag_by_list(tags tagset, list text)', 'TABLE(item text, concepts text[], score real, density real, evidence double precision, mentions bigint)', 'stable strict safe'),
	('tag_by_list(taxonomy text, tags tagset, list text)', 'TABLE(item text, concepts text[], score real, density real, evidence double precision, mentions bigint)', 'stable strict safe'),
	('tag_chart_bars(labels text[], numbers double precision[], options text DEFAULT ''''::text)', 'text', 'immutable safe'),
	('tag_chart_lines(labels text[], numbers double precision[], series text[] DEFAULT NULL::text[], options text DEFAULT ''''::text)', 'text', 'immutable safe'),
	('tag_create_evidence(documents regclass, evidence text DEFAULT NULL::text)', 'regclass', 'volatile unsafe'),
	('tag_create_views(documents regclass, id text, tags text, taxonomy text DEFAULT NULL::text, lang text DEFAULT ''en''::text, schema text DEFAULT NULL::text, prefix text DEFAULT NULL::text, replace boolean DEFAULT false, document text DEFAULT NULL::text, issued text DEFAULT NULL::text)', 'SETOF regclass', 'volatile unsafe'),
	('tag_debug(document text)', 'TABLE(token text, kind text, folded text, start_char integer, char_length integer, gap_before text)', 'stable strict safe'),
	('tag_distance(a tagset, b tagset, facet text DEFAULT NULL::text)', 'double precision', 'immutable safe'),
	('tag_entries(tags tagset)', 'TABLE(concept text, facet text, score real, density real, evidence double precision, mentions_direct bigint, mentions bigint)', 'immutable strict safe'),
	('tag_evidence(document text)', 'TABLE(concept text, sentence_number integer, sentence text, start_char integer, char_length integer, mentions integer, html text)', 'stable strict safe'),
	('tag_evidence(taxonomy text, document text, query tagquery DEFAULT NULL::tagquery, context integer DEFAULT 0)', 'TABLE(concept text, sentence_number integer, sentence text, start_char integer, char_length integer, mentions integer, html text)', 'stable safe'),
	('tag_explain(taxonomy text, document text, concept text)', 'TABLE(accepted boolean, rule text, concept text, label text, lang text, kind text, surface text, start_char integer, char_length integer, detail text)', 'stable strict safe'),
	('tag_filter(tags tagset, facet text)', 'tagset', 'immutable strict safe'),
	('tag_forces(tags tagset)', 'TABLE(concept text, facet text, mentions bigint, force_5 bigint, force_4 bigint, force_3 bigint, force_2 bigint, force_1 bigint, prohibited bigint, share double precision[], share_low double precision[], share_high double precision[])', 'immutable strict safe'),
	('tag_has(tags tagset, key text)', 'boolean', 'immutable strict safe'),
	('tag_keyness(target tagset, reference tagset)', 'TABLE(concept text, target_mentions bigint, reference_mentions bigint, target_rate double precision, reference_rate double precision, g2 double precision, log_ratio double precision)', 'immutable strict safe'),
	('tag_headline(document text)', 'text', 'stable strict safe'),
	('tag_headline(taxonomy text, document text, query tagquery DEFAULT NULL::tagquery, options text DEFAULT ''''::text)', 'text', 'stable safe'),
	('tag_keys(tags tagset)', 'text[]', 'immutable strict safe'),
	('tag_label(key text, lang text)', 'text', 'stable strict safe'),
	('tag_label(taxonomy text, key text, lang text)', 'text', 'stable strict safe'),
	('tag_lift(tags tagset, baseline tagset)', 'TABLE(concept text, evidence double precision, expected double precision, lift double precision)', 'immutable strict safe'),
	('tag_matches(tags tagset, query text)', 'boolean', 'immutable strict safe'),
	('tagset_pairs(tags tagset)', 'tag_pair[]', 'immutable safe aggregate'),
	('tagset_pairs(tags tagset, facet_a text, facet_b text)', 'tag_pair[]', 'immutable safe aggregate'),
	('tagset_pairs_combine(internal, internal)', 'internal', 'immutable safe'),
	('tagset_pairs_deserialize(bytea, internal)', 'internal', 'immutable strict safe'),
	('tagset_pairs_final(internal)', 'tag_pair[]', 'immutable strict safe'),
	('tagset_pairs_serialize(internal)', 'bytea', 'immutable strict safe'),
	('tagset_pairs_transition(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_pairs_transition(internal, tagset, text, text)', 'internal', 'immutable safe'),
	('tag_rank(tags tagset, query tagquery)', 'real', 'immutable strict safe'),
	('tag_report(document text)', 'text', 'stable strict safe'),
	('tag_report(taxonomy text, document text, title text DEFAULT NULL::text, issued date DEFAULT NULL::date)', 'text', 'stable safe'),
	('tag_mentions(document text)', 'TABLE(facet text, concept text, label text, lang text, surface text, start_char integer, char_length integer, evidence double precision, inside text, kind text, sentence text, zone text, force text, status text, voice text, polarity text, cue text, cue_start_char integer, source text, source_start_char integer)', 'stable strict safe'),
	('tag_mentions(taxonomy text, document text, doctype text DEFAULT NULL::text)', 'TABLE(facet text, concept text, label text, lang text, surface text, start_char integer, char_length integer, evidence double precision, inside text, kind text, sentence text, zone text, force text, status text, voice text, polarity text, cue text, cue_start_char integer, source text, source_start_char integer)', 'stable safe'),
	('tag_zones(document text)', 'TABLE(zone text, weight text, surface text, start_char integer, char_length integer)', 'stable strict safe'),
	('tag_commitments(taxonomy text, document text, doctype text DEFAULT NULL::text)', 'TABLE(concept text, clauses integer, force_5 integer, force_4 integer, force_3 integer, force_2 integer, force_1 integer, prohibited integer, share double precision[], share_low double precision[], share_high double precision[], highest integer, sentence text, start_char integer, char_length integer, responsible text)', 'stable safe'),
	('tag_score(tags tagset, key text, k1 double precision DEFAULT 1.2, b double precision DEFAULT 0.75, avg double precision DEFAULT 600)', 'real', 'immutable strict safe'),
	('tag_pairs(taxonomy text, document text, facet_a text, facet_b text, within text DEFAULT ''clause''::text)', 'TABLE(concept_a text, concept_b text, pairs bigint, units_a bigint, units_b bigint, sentence text, start_char integer, char_length integer)', 'stable strict safe'),
	('tag_profile(taxonomy text, document text, doctype text DEFAULT NULL::text, issued date DEFAULT NULL::date, facet text DEFAULT NULL::text)', 'SETOF tag_document_profile', 'stable safe'),
	('tag_periods(document text)', 'TABLE(period daterange, duration interval, anchor text, "precision" text, kind text, surface text, start_char integer, char_length integer, sentence integer)', 'stable strict safe'),
	('tag_periods(taxonomy text, document text, issued date DEFAULT NULL::date)', 'TABLE(period daterange, duration interval, anchor text, "precision" text, kind text, surface text, start_char integer, char_length integer, sentence integer)', 'stable safe'),
	('tag_shares(counts tagset, keys text[] DEFAULT NULL::text[], z double precision DEFAULT 1.96)', 'TABLE(concept text, docs bigint, n bigint, share double precision, wilson_lo double precision, wilson_hi double precision)', 'immutable safe'),
	('tag_sparsevec(tags tagset, keys text[])', 'text', 'immutable strict safe'),
	('tag_targets(taxonomy text, document text, issued date DEFAULT NULL::date)', 'TABLE(concept text, status text, measure text, quantity numrange, unit_code text, comparator text, direction text, base_year integer, deadline daterange, responsible text, surface text, start_char integer, char_length integer, sentence integer)', 'stable safe'),
	('tag_word_count(tags tagset)', 'double precision', 'immutable strict safe'),
	('tagquery_cmp(a tagquery, b tagquery)', 'integer', 'immutable strict safe'),
	('tagquery_eq(a tagquery, b tagquery)', 'boolean', 'immutable strict safe'),
	('tagquery_ge(a tagquery, b tagquery)', 'boolean', 'immutable strict safe'),
	('tagquery_gt(a tagquery, b tagquery)', 'boolean', 'immutable strict safe'),
	('tagquery_hash(query tagquery)', 'integer', 'immutable strict safe'),
	('tagquery_hash_extended(query tagquery, seed bigint)', 'bigint', 'immutable strict safe'),
	('tagquery_in(literal cstring)', 'tagquery', 'immutable strict safe'),
	('tagquery_le(a tagquery, b tagquery)', 'boolean', 'immutable strict safe'),
	('tagquery_lt(a tagquery, b tagquery)', 'boolean', 'immutable strict safe'),
	('tagquery_matches(query tagquery, tags tagset)', 'boolean', 'immutable strict safe'),
	('tagquery_ne(a tagquery, b tagquery)', 'boolean', 'immutable strict safe'),
	('tagquery_out(query tagquery)', 'cstring', 'immutable strict safe'),
	('tagquery_recv(message internal)', 'tagquery', 'immutable strict safe'),
	('tagquery_send(query tagquery)', 'bytea', 'immutable strict safe'),
	('tagset(keys text[])', 'tagset', 'immutable strict safe'),
	('tagset_agg(concept text)', 'tagset', 'immutable safe aggregate'),
	('tagset_agg(concept text, evidence double precision)', 'tagset', 'immutable safe aggregate'),
	('tagset_agg_transition(internal, text)', 'internal', 'immutable safe'),
	('tagset_agg_transition(internal, text, double precision)', 'internal', 'immutable safe'),
	('tagset_aggregate_combine(internal, internal)', 'internal', 'immutable safe'),
	('tagset_aggregate_deserialize(bytea, internal)', 'internal', 'immutable strict safe'),
	('tagset_aggregate_final(internal)', 'tagset', 'immutable strict safe'),
	('tagset_aggregate_serialize(internal)', 'bytea', 'immutable strict safe'),
	('tagset_cmp(tagset, tagset)', 'integer', 'immutable strict safe'),
	('tagset_concat(tagset, tagset)', 'tagset', 'immutable strict safe'),
	('tagset_contained(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_contains(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_count(tags tagset)', 'tagset', 'immutable safe aggregate'),
	('tagset_count_inverse(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_count_transition(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_delete(tagset, text)', 'tagset', 'immutable strict safe'),
	('tagset_diff(a tagset, b tagset)', 'TABLE(concept text, change text, score_before real, score_after real, density_before real, density_after real, evidence_before double precision, evidence_after double precision, mentions_before bigint, mentions_after bigint, force_before bigint[], force_after bigint[])', 'immutable strict safe'),
	('tagset_distance(tagset, tagset)', 'double precision', 'immutable strict safe'),
	('tagset_eq(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_ge(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_gt(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_has_all(tagset, text[])', 'boolean', 'immutable strict safe'),
	('tagset_has_any(tagset, text[])', 'boolean', 'immutable strict safe'),
	('tagset_hash(tagset)', 'integer', 'immutable strict safe'),
	('tagset_hash_extended(tagset, bigint)', 'bigint', 'immutable strict safe'),
	('tagset_in(cstring)', 'tagset', 'immutable strict safe'),
	('tagset_key_score(tagset, text)', 'real', 'immutable strict safe'),
	('tagset_le(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_lt(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_matches(tags tagset, query tagquery)', 'boolean', 'immutable strict safe'),
	('tagset_mean(tags tagset)', 'tagset', 'immutable safe aggregate'),
	('tagset_mean_inverse(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_mean_transition(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_ne(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_out(tagset)', 'cstring', 'immutable strict safe'),
	('tagset_overlap(tagset, tagset)', 'boolean', 'immutable strict safe'),
	('tagset_recv(internal)', 'tagset', 'immutable strict safe'),
	('tagset_send(tagset)', 'bytea', 'immutable strict safe'),
	('tagset_sum(tags tagset)', 'tagset', 'immutable safe aggregate'),
	('tagset_sum_inverse(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_sum_transition(internal, tagset)', 'internal', 'immutable safe'),
	('tagset_to_jsonb(tags tagset)', 'jsonb', 'immutable strict safe'),
	('tagset_update_trigger()', 'trigger', 'volatile unsafe'),
	('taxonomy_ancestors(taxonomy text)', 'TABLE(concept text, broader text)', 'stable strict safe'),
	('taxonomy_cache()', 'TABLE(digest bytea, bytes bigint, home text, private_because text, backends integer, used_at timestamp with time zone)', 'volatile unsafe'),
	('taxonomy_changed_trigger()', 'trigger', 'volatile unsafe'),
	('taxonomy_concepts(taxonomy text)', 'TABLE(concept text, definition text, uri text)', 'stable strict restricted'),
	('taxonomy_copy(source text, target text, title text DEFAULT NULL::text)', 'void', 'volatile unsafe'),
	('taxonomy_diff(name text, from_version integer, to_version integer DEFAULT NULL::integer)', 'TABLE(change text, kind text, concept text, detail text)', 'stable restricted'),
	('taxonomy_facets(taxonomy text)', 'TABLE(facet text, title text)', 'stable strict restricted'),
	('taxonomy_forget(name text, version integer)', 'void', 'volatile strict unsafe'),
	('taxonomy_guard_trigger()', 'trigger', 'volatile unsafe'),
	('taxonomy_image_trigger()', 'trigger', 'volatile unsafe'),
	('taxonomy_lint(name text)', 'TABLE(check_name text, concept text, label text, detail text)', 'stable strict restricted'),
	('taxonomy_properties(taxonomy text)', 'TABLE(concept text, name text, value text)', 'stable strict restricted'),
	('taxonomy_publish(name text, note text DEFAULT NULL::text)', 'integer', 'volatile unsafe'),
	('taxonomy_rebuild(name text DEFAULT NULL::text)', 'integer', 'volatile unsafe'),
	('taxonomy_source(name text, version integer DEFAULT NULL::integer)', 'text', 'stable restricted'),
	('tag_has_support(internal)', 'internal', 'stable strict safe'),
	('tag_matches_support(internal)', 'internal', 'stable strict safe'),
	('tagquery_and(a tagquery, b tagquery)', 'tagquery', 'immutable strict safe'),
	('tagquery_not(query tagquery)', 'tagquery', 'immutable strict safe'),
	('tagquery_or(a tagquery, b tagquery)', 'tagquery', 'immutable strict safe'),
	('tagset_allsel(internal, oid, internal, integer)', 'double precision', 'stable strict safe'),
	('tagset_anysel(internal, oid, internal, integer)', 'double precision', 'stable strict safe'),
	('tagset_containedsel(internal, oid, internal, integer)', 'double precision', 'stable strict safe'),
	('tagset_gin_compare(text, text)', 'integer', 'immutable strict safe'),
	('tagset_gin_compare_partial(text, text, smallint, internal)', 'integer', 'immutable strict safe'),
	('tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal)', 'internal', 'immutable strict safe'),
	('tagset_gin_extract_value(tagset, internal)', 'internal', 'immutable strict safe'),
	('tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal)', '"char"', 'immutable strict safe'),
	('tagset_joinsel(internal, oid, internal, smallint, internal)', 'double precision', 'stable strict safe'),
	('tagset_matchsel(internal, oid, internal, integer)', 'double precision', 'stable strict safe'),
	('tagset_typanalyze(internal)', 'boolean', 'stable strict safe'),
	('to_tagquery(taxonomy text, words text)', 'tagquery', 'stable strict safe'),
	('to_tagquery(words text)', 'tagquery', 'stable strict safe'),
	('to_tagset(document jsonb)', 'tagset', 'stable safe'),
	('to_tagset(document text)', 'tagset', 'stable strict safe'),
	('to_tagset(taxonomy text, document jsonb, zones jsonb DEFAULT NULL::jsonb)', 'tagset', 'stable safe'),
	('to_tagset(taxonomy text, document text)', 'tagset', 'stable strict safe');

SELECT bag_eq($$
	SELECT format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)), pg_get_function_result(p.oid),
		concat_ws(' ', CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
			CASE WHEN p.proisstrict THEN 'strict' END,
			CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END,
			CASE WHEN p.prokind = 'a' THEN 'aggregate' END)
	FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid $$,
	'SELECT * FROM expected_functions', 'functions: arguments, result, volatility, strictness, parallel safety');

CREATE TEMP TABLE expected_operators (operator text, result text, properties text);
INSERT INTO expected_operators VALUES
	('&&(tagset,tagset)', 'boolean tagset_overlap', 'commutator &&(tagset,tagset) tagset_anysel tagset_joinsel'),
	('-(tagset,text)', 'tagset tagset_delete', ''),
	('->(tagset,text)', 'real tagset_key_score', ''),
	('<(tagquery,tagquery)', 'boolean tagquery_lt', 'commutator >(tagquery,tagquery) negator >=(tagquery,tagquery) scalarltsel scalarltjoinsel'),
	('<(tagset,tagset)', 'boolean tagset_lt', 'commutator >(tagset,tagset) negator >=(tagset,tagset) scalarltsel scalarltjoinsel'),
	('<=(tagquery,tagquery)', 'boolean tagquery_le', 'commutator >=(tagquery,tagquery) negator >(tagquery,tagquery) scalarlesel scalarlejoinsel'),
	('<=(tagset,tagset)', 'boolean tagset_le', 'commutator >=(tagset,tagset) negator >(tagset,tagset) scalarlesel scalarlejoinsel'),
	('<>(tagquery,tagquery)', 'boolean tagquery_ne', 'commutator <>(tagquery,tagquery) negator =(tagquery,tagquery) neqsel neqjoinsel'),
	('<>(tagset,tagset)', 'boolean tagset_ne', 'commutator <>(tagset,tagset) negator =(tagset,tagset) neqsel neqjoinsel'),
	('<=>(tagset,tagset)', 'double precision tagset_distance', 'commutator <=>(tagset,tagset)'),
	('<@(tagset,tagset)', 'boolean tagset_contained', 'commutator @>(tagset,tagset) tagset_containedsel tagset_joinsel'),
	('=(tagquery,tagquery)', 'boolean tagquery_eq', 'commutator =(tagquery,tagquery) negator <>(tagquery,tagquery) eqsel eqjoinsel merges hashes'),
	('=(tagset,tagset)', 'boolean tagset_eq', 'commutator =(tagset,tagset) negator <>(tagset,tagset) eqsel eqjoinsel merges hashes'),
	('>(tagquery,tagquery)', 'boolean tagquery_gt', 'commutator <(tagquery,tagquery) negator <=(tagquery,tagquery) scalargtsel scalargtjoinsel'),
	('>(tagset,tagset)', 'boolean tagset_gt', 'commutator <(tagset,tagset) negator <=(tagset,tagset) scalargtsel scalargtjoinsel'),
	('>=(tagquery,tagquery)', 'boolean tagquery_ge', 'commutator <=(tagquery,tagquery) negator <(tagquery,tagquery) scalargesel scalargejoinsel'),
	('>=(tagset,tagset)', 'boolean tagset_ge', 'commutator <=(tagset,tagset) negator <(tagset,tagset) scalargesel scalargejoinsel'),
	('?&(tagset,text[])', 'boolean tagset_has_all', 'tagset_allsel tagset_joinsel'),
	('?(tagset,text)', 'boolean tag_has', 'tagset_anysel tagset_joinsel'),
	('?|(tagset,text[])', 'boolean tagset_has_any', 'tagset_anysel tagset_joinsel'),
	('@>(tagset,tagset)', 'boolean tagset_contains', 'commutator <@(tagset,tagset) tagset_allsel tagset_joinsel'),
	('@@(tagquery,tagset)', 'boolean tagquery_matches', 'commutator @@(tagset,tagquery) tagset_matchsel tagset_joinsel'),
	('@@(tagset,tagquery)', 'boolean tagset_matches', 'commutator @@(tagquery,tagset) tagset_matchsel tagset_joinsel'),
	('||(tagset,tagset)', 'tagset tagset_concat', 'commutator ||(tagset,tagset)');

SELECT bag_eq($$
	SELECT o.oid::regoperator::text, format('%s %s', o.oprresult::regtype, o.oprcode),
		concat_ws(' ', 'commutator ' || nullif(o.oprcom, 0)::regoperator, 'negator ' || nullif(o.oprnegate, 0)::regoperator,
			nullif(o.oprrest::oid, 0)::regproc, nullif(o.oprjoin::oid, 0)::regproc,
			CASE WHEN o.oprcanmerge THEN 'merges' END, CASE WHEN o.oprcanhash THEN 'hashes' END)
	FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid $$,
	'SELECT * FROM expected_operators', 'operators: result, function, commutator, negator, estimators');

SELECT bag_eq($$
	SELECT format('%s %s', c.opcname, a.amname),
		(SELECT string_agg(format('%s %s', amopstrategy, amopopr::regoperator), ', ' ORDER BY amopstrategy) FROM pg_amop WHERE amopfamily = c.opcfamily)
		|| '; ' || (SELECT string_agg(format('%s %s', amprocnum, amproc::regprocedure), ', ' ORDER BY amprocnum) FROM pg_amproc WHERE amprocfamily = c.opcfamily)
	FROM member m JOIN pg_opclass c ON m.classid = 'pg_opclass'::regclass AND c.oid = m.objid JOIN pg_am a ON a.oid = c.opcmethod $$,
	$$ VALUES
	('tagquery_ops btree', '1 <(tagquery,tagquery), 2 <=(tagquery,tagquery), 3 =(tagquery,tagquery), 4 >=(tagquery,tagquery), 5 >(tagquery,tagquery); 1 tagquery_cmp(tagquery,tagquery), 4 btequalimage(oid)'),
	('tagquery_ops hash', '1 =(tagquery,tagquery); 1 tagquery_hash(tagquery), 2 tagquery_hash_extended(tagquery,bigint)'),
	('tagset_gin_ops gin', '1 @@(tagset,tagquery), 3 &&(tagset,tagset), 7 @>(tagset,tagset), 9 ?(tagset,text), 10 ?|(tagset,text[]), 11 ?&(tagset,text[]); 1 tagset_gin_compare(text,text), 2 tagset_gin_extract_value(tagset,internal), 3 tagset_gin_extract_query(tagset,internal,smallint,internal,internal,internal,internal), 5 tagset_gin_compare_partial(text,text,smallint,internal), 6 tagset_gin_triconsistent(internal,smallint,tagset,integer,internal,internal,internal)'),
	('tagset_btree_ops btree', '1 <(tagset,tagset), 2 <=(tagset,tagset), 3 =(tagset,tagset), 4 >=(tagset,tagset), 5 >(tagset,tagset); 1 tagset_cmp(tagset,tagset)'),
	('tagset_hash_ops hash', '1 =(tagset,tagset); 1 tagset_hash(tagset), 2 tagset_hash_extended(tagset,bigint)')
	$$, 'operator classes');
SELECT is_empty($$
	SELECT c.opcname FROM member m JOIN pg_opclass c ON m.classid = 'pg_opclass'::regclass AND c.oid = m.objid
	WHERE NOT amvalidate(c.oid) OR NOT c.opcdefault OR c.opckeytype <> CASE c.opcname WHEN 'tagset_gin_ops' THEN 'text'::regtype ELSE 0::oid END $$, 'operator classes are valid, and defaults');

SELECT bag_eq($$
	SELECT t.typname::text, t.typlen::int, t.typbyval, t.typalign::text, t.typstorage::text, t.typcategory::text, t.typispreferred, t.typdelim::text,
		concat_ws(' ', t.typinput, t.typoutput, t.typreceive, t.typsend), t.typmodin::oid = 0 AS no_modifier, t.typcollation = 0 AS no_collation, t.typarray <> 0 AS has_array
	FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid WHERE t.typtype = 'b' AND t.typcategory <> 'A' $$,
	$$ VALUES ('tagset', -1, false, 'i', 'x', 'U', false, ',', 'tagset_in tagset_out tagset_recv tagset_send', true, true, true),
		('tagquery', -1, false, 'i', 'x', 'U', false, ',', 'tagquery_in tagquery_out tagquery_recv tagquery_send', true, true, true) $$,
	'types: length, alignment, storage, category, the four functions');

SELECT bag_eq($$
	SELECT format('%s -> %s', c.castsource::regtype, c.casttarget::regtype), c.castfunc::regprocedure::text, c.castcontext::text, c.castmethod::text
	FROM member m JOIN pg_cast c ON m.classid = 'pg_cast'::regclass AND c.oid = m.objid $$,
	$$ VALUES ('tagset -> jsonb', 'tagset_to_jsonb(tagset)', 'e', 'f'), ('tagset -> text[]', 'tag_keys(tagset)', 'e', 'f') $$,
	'casts, all of them explicit');

SELECT bag_eq($$
	SELECT a.aggfnoid::regprocedure::text, concat_ws(' ', a.aggtransfn::regprocedure, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn),
		a.aggtranstype::regtype::text, concat_ws(' ', nullif(a.aggmtransfn::oid, 0)::regprocedure, nullif(a.aggminvtransfn::oid, 0)::regprocedure, nullif(a.aggmfinalfn::oid, 0)::regproc) AS moving
	FROM member m JOIN pg_aggregate a ON m.classid = 'pg_proc'::regclass AND a.aggfnoid = m.objid $$,
	$$ VALUES
	('tagset_sum(tagset)', 'tagset_sum_transition(internal,tagset) tagset_aggregate_final tagset_aggregate_combine tagset_aggregate_serialize tagset_aggregate_deserialize', 'internal', 'tagset_sum_transition(internal,tagset) tagset_sum_inverse(internal,tagset) tagset_aggregate_final'),
	('tagset_count(tagset)', 'tagset_count_transition(internal,tagset) tagset_aggregate_final tagset_aggregate_combine tagset_aggregate_serialize tagset_aggregate_deserialize', 'internal', 'tagset_count_transition(internal,tagset) tagset_count_inverse(internal,tagset) tagset_aggregate_final'),
	('tagset_mean(tagset)', 'tagset_mean_transition(internal,tagset) tagset_aggregate_final tagset_aggregate_combine tagset_aggregate_serialize tagset_aggregate_deserialize', 'internal', 'tagset_mean_transition(internal,tagset) tagset_mean_inverse(internal,tagset) tagset_aggregate_final'),
	('tagset_pairs(tagset)', 'tagset_pairs_transition(internal,tagset) tagset_pairs_final tagset_pairs_combine tagset_pairs_serialize tagset_pairs_deserialize', 'internal', ''),
	('tagset_pairs(tagset,text,text)', 'tagset_pairs_transition(internal,tagset,text,text) tagset_pairs_final tagset_pairs_combine tagset_pairs_serialize tagset_pairs_deserialize', 'internal', ''),
	('tagset_agg(text)', 'tagset_agg_transition(internal,text) tagset_aggregate_final tagset_aggregate_combine tagset_aggregate_serialize tagset_aggregate_deserialize', 'internal', ''),
	('tagset_agg(text,double precision)', 'tagset_agg_transition(internal,text,double precision) tagset_aggregate_final tagset_aggregate_combine tagset_aggregate_serialize tagset_aggregate_deserialize', 'internal', '')
	$$, 'aggregates can be partial, and three of them move');

SELECT bag_eq($$
	SELECT t.typname::text, (SELECT string_agg(format('%s %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = t.typrelid),
		(SELECT count(*) FROM pg_attribute WHERE attrelid = t.typrelid AND col_description(attrelid, attnum) IS NULL)
	FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid WHERE t.typtype = 'c' $$,
	$$ VALUES ('tag_pair', 'concept_a text, concept_b text, docs_a bigint, docs_b bigint, docs_ab bigint, n bigint, pmi double precision', 0::bigint),
	('tag_document_profile', 'language text, doctype text, words double precision, sentences integer, top jsonb, clauses integer, s4 double precision, s4_low double precision, s4_high double precision, committed integer, specificity double precision, breadth double precision, headline double precision, horizon daterange, targets integer, places jsonb', 0::bigint) $$,
	'the row types, with comments');

SELECT bag_eq($$
	SELECT c.oid::regclass::text, c.relkind::text FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid $$,
	$$ SELECT 'policyscope.' || t AS name, 'r' AS kind FROM unnest('{taxonomy,facet,concept,broader,label,property,mapping,cue,version,image}'::text[]) t
	UNION ALL VALUES ('policyscope.cache', 'v') $$,
	'tables and the view');
SELECT bag_eq($$
	SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'policyscope.cache'::regclass AND attnum > 0 $$,
	$$ VALUES ('taxonomy', 'text'), ('version', 'integer'), ('digest', 'bytea'), ('bytes', 'bigint'), ('home', 'text'),
		('private_because', 'text'), ('backends', 'integer'), ('used_at', 'timestamp with time zone') $$, 'columns of the view');
SELECT bag_eq($$
	SELECT n.nspname::text FROM member m JOIN pg_namespace n ON m.classid = 'pg_namespace'::regclass AND n.oid = m.objid $$,
	$$ VALUES ('policyscope') $$, 'one schema');

SELECT bag_eq($$ SELECT name, setting, unit, context FROM pg_settings WHERE name LIKE 'policyscope.%' $$,
	$$ VALUES ('policyscope.taxonomy', 'policy', NULL, 'user'), ('policyscope.share', 'auto', NULL, 'user'),
		('policyscope.share_limit', '262144', 'kB', 'sighup'), ('policyscope.progress_interval', '3000', 'ms', 'user') $$,
	'settings: default, unit, who may set them');
SELECT is_empty($$ SELECT name FROM pg_settings WHERE name LIKE 'policyscope.%' AND (short_desc = '' OR extra_desc = '') $$, 'all of them described');

-- ---- how it is written ----

SELECT is_empty($$ SELECT pg_describe_object(classid, objid, 0) FROM member
	WHERE obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)) IS NULL $$, 'every object has a comment');
SELECT is_empty($$ SELECT a.attrelid::regclass, a.attname FROM member m JOIN pg_attribute a ON m.classid = 'pg_class'::regclass AND a.attrelid = m.objid
	WHERE a.attnum > 0 AND NOT a.attisdropped AND col_description(a.attrelid, a.attnum) IS NULL $$, 'every column has a comment');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE n.nspname <> 'public' OR NOT (p.proname ~ '^(tag|to_tag|taxonomy_)' OR p.proname = 'policyscope_version') $$,
	'functions are in the chosen schema, under names of the extension');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	WHERE p.prosecdef $$, 'no function runs with the rights of its owner');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname NOT IN ('c', 'internal') $$, 'functions are in C');
SELECT is_empty($$ SELECT DISTINCT p.prosrc FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	JOIN pg_language l ON l.oid = p.prolang
	WHERE l.lanname = 'c' AND p.prosrc <> p.proname AND p.prosrc NOT IN ('to_tagset_jsonb', 'tagset_from_keys') $$,
	'C names equal SQL names, but for two overloads');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	WHERE p.prorettype = 'trigger'::regtype AND p.provolatile <> 'v' $$, 'triggers are volatile');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	WHERE p.provolatile = 'v' AND p.proparallel <> 'u' $$, 'what changes tables is parallel unsafe');
SELECT is_empty($$ SELECT o.oid::regoperator FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid
	JOIN pg_proc p ON p.oid = o.oprcode WHERE p.provolatile <> 'i' OR p.proparallel <> 's' $$, 'operators are immutable and parallel safe');
SELECT is_empty($$ SELECT o.oid::regoperator FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid
	LEFT JOIN pg_operator c ON c.oid = o.oprcom WHERE o.oprcom <> 0 AND c.oprcom IS DISTINCT FROM o.oid $$, 'commutators are mutual');
SELECT is_empty($$ SELECT 1 FROM pg_operator o JOIN pg_type t ON t.oid = o.oprright WHERE o.oprname = '@@' AND t.typname = 'text'
	AND o.oprleft = 'tagset'::regtype $$, 'there is no tagset @@ text');
SELECT is_empty($$ SELECT 1 FROM pg_operator WHERE oprname = '-' AND oprleft = 'tagset'::regtype AND oprright = 'tagset'::regtype $$,
	'there is no tagset - tagset');

-- ---- rights ----

SELECT is_empty($$ SELECT p.oid::regprocedure, p.proacl FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	WHERE p.proacl IS NOT NULL $$, 'functions have the default rights');
CREATE ROLE contract_reader;
SELECT is_empty($$ SELECT c.oid::regclass, privilege FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid,
		unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) privilege
	WHERE has_table_privilege('contract_reader', c.oid, privilege) <> (privilege = 'SELECT') $$, 'everyone may read the tables, and no more');
SELECT ok(has_schema_privilege('contract_reader', 'policyscope', 'USAGE') AND NOT has_schema_privilege('contract_reader', 'policyscope', 'CREATE'),
	'and the schema is open, not to be added to');
SELECT is_empty($$ SELECT m.objid::regclass FROM member m WHERE m.classid = 'pg_class'::regclass
	AND m.objid NOT IN (SELECT unnest(extconfig) FROM pg_extension WHERE extname = 'policyscope') AND m.objid NOT IN ('policyscope.image'::regclass, 'policyscope.cache'::regclass) $$,
	'all tables but the images are dumped');

INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('contract');
SELECT lives_ok($$ SELECT taxonomy_publish('contract') $$, 'the owner publishes');
UPDATE policyscope.taxonomy SET title = 'again' WHERE taxonomy = 'contract';
SELECT taxonomy_publish('contract') \gset
DELETE FROM policyscope.image WHERE taxonomy = 'contract';
SET LOCAL ROLE contract_reader;
SELECT is(to_tagset('artificial intelligence') ? 'tech.ai', true, 'everyone may tag');
SELECT is(count(*), 1::bigint, 'and sees what is in memory') FROM policyscope.cache WHERE taxonomy = 'policy';
SELECT throws_ok($$ SELECT taxonomy_publish('contract') $$, '42501', NULL, 'but not publish');
SELECT throws_ok($$ SELECT taxonomy_copy('policy', 'mine') $$, '42501', NULL, 'nor copy');
SELECT throws_ok($$ SELECT taxonomy_forget('contract', 1) $$, '42501', NULL, 'nor forget');
SELECT throws_ok($$ SELECT taxonomy_rebuild() $$, '42501', NULL, 'nor rebuild');
SELECT lives_ok($$ SELECT taxonomy_source('contract'), (SELECT count(*) FROM taxonomy_lint('contract')), (SELECT count(*) FROM taxonomy_diff('contract', 1)) $$,
	'though it may look');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
