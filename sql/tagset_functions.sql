-- Functions over one tagset, constructor and casts.
SET extra_float_digits = 0;

-- tag_entries: one row an entry
SELECT * FROM tag_entries('{600} ''tech.ai'':1.2/1+2 ''place.CN-GZ'':0.001/0+1 ''tech.x.y'':3/3^0,0,0,1,0,0');
SELECT * FROM tag_entries('tech.ai');
SELECT * FROM tag_entries('{600}');
SELECT * FROM tag_entries(NULL);
SELECT (tag_entries('{600} a.b c.d')).concept LIMIT 1;
SELECT column_name, data_type FROM (
	SELECT a.attname AS column_name, format_type(a.atttypid, NULL) AS data_type, a.ord
	FROM pg_proc, unnest(proargnames, proallargtypes, proargmodes) WITH ORDINALITY AS a(attname, atttypid, mode, ord)
	WHERE oid = 'tag_entries(tagset)'::regprocedure AND mode = 't'
) c ORDER BY ord;

-- tag_forces: how firmly, one row an entry, whether it has forces or not
SELECT concept, facet, mentions, force_5, force_4, force_3, force_2, force_1, prohibited FROM tag_forces('{9} ''tech.ai'':4/1+3^0,1,0,2,1,0 ''tech.x.y'':2^0,0,0,0,0,1 ''a.b'':3/3');
SELECT concept, share, round(share_low[4]::numeric, 4) AS low, round(share_high[4]::numeric, 4) AS high FROM tag_forces('''tech.ai'':4/1+3^0,1,0,2,1,0 ''a.b'':3/3');
-- more of several forces than mentions is a share of 1; nothing overflows
SELECT share, share_low[1] > 0.3 AS low, share_high[1] AS high FROM tag_forces('''a.b'':2/2^2,2,2,2,2,2');
SELECT share FROM tag_forces('''a.b'':1/9223372036854775807^9223372036854775807,9223372036854775807,1,1,1,1');
SELECT * FROM tag_forces(NULL);
SELECT count(*) FROM tag_forces('');
-- forces of many documents are those of their sum
SELECT force_5, force_4, mentions, share[4] FROM tag_forces((SELECT tagset_sum(t) FROM unnest('{"''a.b'':1/1^0,0,0,1,0,0","''a.b'':1/1^0,0,0,0,1,0","''a.b'':2/2"}'::tagset[]) AS t));

-- tag_keys, tag_filter, tag_has, tag_word_count
SELECT tag_keys('tech.quantum tech.ai place.CN');
SELECT tag_keys('{5}'), tag_keys(NULL);
SELECT facet, tag_filter('{9} ''tech.ai'':2/2 ''tech.x.y'':1/1^1,0,0,0,0,0 ''technology.ai'':1/1', facet)
FROM unnest(ARRAY['tech', 'tec', 'technology', 'tech.x', 'tech.', '', NULL]) facet;
SELECT tag_has('tech.ai', 'tech.ai') AS there, tag_has('tech.ai', 'tech.quantum') AS absent,
	tag_has('tech.ai', NULL) AS null_key, tag_has(NULL, 'tech.ai') AS null_tags;
SELECT tag_word_count('{212.7} a.b'), tag_word_count('a.b'), tag_word_count(NULL);

-- The score: e / (e + k1 * (1 - b + b * words / avg))
SELECT evidence, words, tag_score(format('{%s} a.b:%s', words, evidence)::tagset, 'a.b')
FROM unnest(ARRAY[0.001, 0.5, 1, 1.2, 10, 1000]) evidence, unnest(ARRAY[0, 60, 600, 6000]) words
ORDER BY words, evidence;
SELECT tag_score('{600} a.b', 'a.b', k1 => 0) AS k1_0,
	tag_score('{600} a.b', 'a.b', k1 => 3) AS k1_3,
	tag_score('{6000} a.b', 'a.b', b => 0) AS no_length,
	tag_score('{6000} a.b', 'a.b', b => 1) AS all_length,
	tag_score('{6000} a.b', 'a.b', avg => 6000) AS long_ones,
	tag_score('{6000} a.b', 'x.y', k1 => 0) AS absent;
SELECT tag_score('{600} a.b', 'a.b', 1.2, 0.75, 600) = '{600} a.b'::tagset -> 'a.b' AS same_as_operator;
SELECT tag_score('{9223372036854775.807} a.b:0.001', 'a.b', 1e308, 1, 1e-308) AS smallest,
	tag_score('{9223372036854775.807} a.b', 'a.b', 0, 1, 1e-308) AS k1_0,
	tag_score('{9223372036854775.807} a.b', 'a.b', 1e308, 0, 1e-308) AS b_0,
	tag_score('a.b:9223372036854775.807', 'a.b') AS largest;
SELECT tag_score('a.b', NULL) AS key, tag_score('a.b', 'a.b', NULL) AS k1, tag_score('a.b', 'a.b', avg => NULL) AS avg;

-- Constants out of range
SELECT tag_score('a.b', 'a.b', k1 => -0.1);
SELECT tag_score('a.b', 'a.b', k1 => 'NaN');
SELECT tag_score('a.b', 'a.b', k1 => 'Infinity');
SELECT tag_score('a.b', 'a.b', b => -0.1);
SELECT tag_score('a.b', 'a.b', b => 1.1);
SELECT tag_score('a.b', 'a.b', b => 'NaN');
SELECT tag_score('a.b', 'a.b', avg => 0);
SELECT tag_score('a.b', 'a.b', avg => 'Infinity');
\set VERBOSITY sqlstate
SELECT tag_score('x.y', 'a.b', avg => 'NaN');
\set VERBOSITY default

-- tagset(text[]): one mention of evidence 1 a key, no words
SELECT tagset(ARRAY['tech.quantum', 'tech.ai', 'tech.quantum']);
SELECT tagset(ARRAY['tech.r&d', 'o''neill.x', '技术.人工智能']);
SELECT tagset(ARRAY[]::text[]), tagset(NULL::text[]);
SELECT tagset(ARRAY['tech.ai', NULL]);
SELECT tagset(ARRAY['tech.ai', 'tech']);
SELECT tagset(ARRAY['tech.ai', '']);
\set VERBOSITY sqlstate
SELECT tagset(ARRAY['tech.ai', NULL]);
SELECT tagset(ARRAY['tech']);
SELECT tagset(ARRAY[E'a.b\n']);
SELECT tagset(ARRAY['a.' || repeat('x', 254)]);
\set VERBOSITY default

-- Casts
SELECT '{212.5} ''tech.ai'':4.5/3+2 ''tech.c++ \\ "x"'':12/9^1,2,3,4,5,6'::tagset::jsonb;
SELECT ''::tagset::jsonb, NULL::tagset::jsonb;
SELECT '{9223372036854775.807} a.b:9223372036854775.807/9223372036854775807'::tagset::jsonb;
SELECT 'tech.quantum tech.ai'::tagset::text[];
SELECT 'tech.ai'::tagset::text, 'tech.ai'::text::tagset;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'tagset'::regtype IN (castsource, casttarget) ORDER BY casttarget::regtype::text COLLATE "C";

-- Volatility and parallel marks: a value decides alone.
SELECT provolatile, proparallel, proisstrict, count(*) > 0 AS functions
FROM pg_proc WHERE 'tagset'::regtype = ANY (proargtypes::oid[]) AND prokind = 'f'
	AND proname IN ('tag_entries', 'tag_keys', 'tag_filter', 'tag_has', 'tag_word_count', 'tag_score', 'tagset_to_jsonb',
		'tagset_concat', 'tagset_delete', 'tagset_key_score', 'tagset_contains', 'tagset_cmp', 'tagset_out', 'tagset_send')
GROUP BY 1, 2, 3;

-- Every object of this type has a comment.
SELECT objid::regprocedure FROM pg_depend
WHERE classid = 'pg_proc'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e'
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'policyscope')
	AND objid::regproc::text ~ '^(tagset|tag_(entries|keys|filter|has|word_count|score))'
	AND obj_description(objid, 'pg_proc') IS NULL;
SELECT oprname FROM pg_operator WHERE oprleft = 'tagset'::regtype AND obj_description(oid, 'pg_operator') IS NULL;
SELECT obj_description('tagset'::regtype, 'pg_type') IS NOT NULL AS type_has_comment;
