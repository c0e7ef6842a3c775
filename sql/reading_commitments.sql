--
-- tag_commitments: clauses by force, shares with their intervals, evidence
--
\pset format unaligned
\pset null -

CREATE TEMP TABLE document AS SELECT
	'The ministry must register AI systems. Universities should teach AI, and AI must be safe. AI is new. '
	'The council will fund AI. The council may fund robotics. Firms must not sell robotics.' AS body;
SELECT concept, clauses, force_5, force_4, force_3, force_2, force_1, prohibited, highest, sentence, start_char, char_length, responsible
FROM document, tag_commitments('policy', body) WHERE concept ~ '^tech';

-- share[k] is the share of force k or more, between the ends of its interval
SELECT concept, share, (SELECT array_agg(round(x::numeric, 3)) FROM unnest(share_low) x) AS low,
	(SELECT array_agg(round(x::numeric, 3)) FROM unnest(share_high) x) AS high
FROM document, tag_commitments('policy', body) WHERE concept = 'tech.ai';
SELECT bool_and(share[k] BETWEEN share_low[k] AND share_high[k] AND share_low[k] >= 0 AND share_high[k] <= 1
	AND (k = 5 OR share[k] >= share[k + 1]) AND round(share[5] * clauses) = force_5)
FROM document, tag_commitments('policy', body), generate_series(1, 5) k;

-- a clause counts once, with its highest force; a sentence stands where it says
SELECT clauses, force_5, force_3 FROM tag_commitments('policy', 'AI and AI and again AI must be tested.') WHERE concept = 'tech.ai';
SELECT bool_and(substr(body, start_char, char_length) = sentence) FROM document, tag_commitments('policy', body) WHERE highest IS NOT NULL;

-- what is denied, supposed or reported is counted as a clause and commits nobody
SELECT clauses, force_5, force_4, highest FROM tag_commitments('policy',
	'The state will not fund AI. According to experts, AI must be banned. If AI must be tested, it takes time.') WHERE concept = 'tech.ai';

-- Chinese, with the actor that is bound
SELECT concept, clauses, force_5, prohibited, sentence, responsible FROM tag_commitments('policy', '各级人民政府应当加强人工智能监管。不得滥用人工智能。') WHERE concept = 'tech.ai';

-- direct mentions agree with the tagset
SELECT count(*) > 50 AS many, bool_and(force_5 + force_4 + force_3 + force_2 + force_1 + prohibited <= clauses) AS at_most
FROM tag_commitments('policy', repeat((SELECT string_agg(d.body, E'\n') FROM document d), 3) || (SELECT string_agg(label, ' must have ') FROM policyscope.label WHERE lang = 'en' AND kind = 'pref' AND taxonomy = 'policy'));
