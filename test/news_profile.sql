-- The news article the project starts from: its profile and its pairs.
\ir include/news_article.sql
\if :absent
	\quit
\endif

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(22);

CREATE TEMP TABLE article AS SELECT :'article'::text AS body;
CREATE TEMP TABLE profile AS SELECT p.* FROM article, tag_profile('policy', body) p;
CREATE TEMP TABLE place AS SELECT l.key AS level, p ->> 'concept' AS concept, p ->> 'role' AS role FROM profile, jsonb_each(places) l, jsonb_array_elements(l.value) p;

SELECT is((SELECT language FROM profile), 'en', 'the article is in English');
SELECT is((SELECT doctype FROM profile), NULL, 'and no document of a type');
SELECT is((SELECT words FROM profile), (SELECT tag_word_count(to_tagset('policy', body)) FROM article), 'its words are those of its tagset');
SELECT cmp_ok((SELECT sentences FROM profile), '>=', 20, 'a sentence is one');
SELECT cmp_ok((SELECT sentences FROM profile), '<=', 26, 'and no more');
SELECT is((SELECT top #>> '{place,0,concept}' FROM profile), 'place.CN', 'China leads its places');
SELECT ok((SELECT top @> '{"tech": [{"concept": "tech.big_data"}]}' FROM profile), 'big data is among its technologies');
SELECT is_empty($$ SELECT f.key FROM profile, jsonb_each(top) f WHERE jsonb_array_length(f.value) NOT BETWEEN 1 AND 5 $$, 'up to five of a facet');

SELECT results_eq($$ SELECT role FROM place WHERE concept = 'place.CN-GZ' $$, ARRAY['subject'], 'Guizhou is what it is about');
SELECT results_eq($$ SELECT role FROM place WHERE concept = 'place.CN-BJ' $$, ARRAY['venue'], 'Beijing is where a meeting was held');
SELECT is_empty($$ SELECT * FROM place WHERE role = 'issuer' $$, 'news has no issuer');
SELECT bag_eq($$ SELECT level, concept FROM place WHERE level IN ('country', 'province', 'prefecture', 'zone') $$,
	$$ VALUES ('country', 'place.CN'), ('province', 'place.CN-GZ'), ('province', 'place.CN-BJ'), ('prefecture', 'place.CN-520100'), ('zone', 'place.guian_new_area') $$, 'places by level');

SELECT is((SELECT horizon FROM profile), '[2014-01-01,2026-01-01)', 'from 2014 to the end of the 14th Five-Year Plan');
SELECT is((SELECT p.horizon FROM article, tag_profile('policy', body, issued => '2021-05-20') p), '[2014-01-01,2026-05-20)', 'and with the next five years as of its day');
SELECT ok((SELECT s4 <= 0.2 AND s4_low <= s4 AND s4 <= s4_high FROM profile), 'it hardly commits');
SELECT ok((SELECT specificity IS NULL AND committed < 5 FROM profile), 'too little for a share of specific clauses');
SELECT is((SELECT targets::bigint FROM profile), (SELECT count(*) FROM article, tag_targets('policy', body) WHERE status = 'target'), 'targets are those of tag_targets');
SELECT ok((SELECT breadth > 5 AND breadth < 15 FROM profile), 'it is broad');
SELECT ok((SELECT headline > 0.1 AND headline < 0.5 FROM profile), 'title and lead hold their share');

SELECT ok((SELECT pairs >= 3 FROM article, tag_pairs('policy', body, 'place', 'tech', 'sentence') WHERE concept_a = 'place.CN-GZ' AND concept_b = 'tech.big_data'), 'Guizhou and big data, in sentences');
SELECT is_empty($$ SELECT p.* FROM article, unnest('{clause,sentence,paragraph}'::text[]) within, unnest('{tech,place,actor,instrument}'::text[]) a, unnest('{tech,place,theme}'::text[]) b,
	tag_pairs('policy', body, a, b, within) p WHERE substr(body, start_char, char_length) <> sentence OR pairs > units_a OR pairs > units_b OR pairs < 1 OR (a = b AND concept_a >= concept_b) $$,
	'offset law of pairs');
SELECT is_empty($$ SELECT concept_a, concept_b FROM article, tag_pairs('policy', body, 'place', 'tech', 'clause') c
	WHERE NOT EXISTS (SELECT FROM tag_pairs('policy', body, 'place', 'tech', 'sentence') s WHERE (s.concept_a, s.concept_b) = (c.concept_a, c.concept_b))
	OR NOT EXISTS (SELECT FROM tag_pairs('policy', body, 'place', 'tech', 'paragraph') p WHERE (p.concept_a, p.concept_b) = (c.concept_a, c.concept_b)) $$,
	'what is in one clause is in one sentence and one paragraph');

SELECT * FROM finish();
ROLLBACK;
