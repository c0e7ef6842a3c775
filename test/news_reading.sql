-- The news article the project starts from, read: zones, force, status, voice.
\ir include/news_article.sql
\if :absent
	\quit
\endif

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(24);

CREATE TEMP TABLE article AS SELECT :'article'::text AS body;
CREATE TEMP TABLE zone AS SELECT z.* FROM article, tag_zones(body) z;
CREATE TEMP TABLE mention AS SELECT m.* FROM article, tag_mentions('policy', body) m;

SELECT results_eq($$ SELECT surface FROM zone WHERE zone = 'furniture' ORDER BY start_char $$,
	ARRAY['We are creating some awesome events for you. Kindly bear with us.', 'Send this to a friend'], 'first and last line are furniture');
SELECT results_eq($$ SELECT surface FROM zone WHERE zone = 'title' $$, ARRAY['China’s Guizhou Province Boosts Digital Development'],
	'the title is found, though it is not the first line');
SELECT ok((SELECT surface LIKE 'Southwest China’s Guizhou province has strived to build%' FROM zone WHERE zone = 'lead'), 'and the lead');
SELECT is_empty($$ SELECT surface FROM zone, article WHERE substr(body, start_char, char_length) <> surface $$, 'offset law of zones');
SELECT is_empty($$ SELECT * FROM zone a, zone b WHERE a.start_char < b.start_char AND a.start_char + a.char_length > b.start_char $$,
	'zones do not overlap');

SELECT results_eq($$ SELECT DISTINCT force, status, voice FROM mention WHERE sentence LIKE '%should take solid steps%' AND facet = 'theme' $$,
	$$ VALUES ('3', NULL::text, 'issuer') $$, 'should take solid steps: urged');
SELECT results_eq($$ SELECT DISTINCT force, status FROM mention WHERE surface = 'Investment in technology' $$, $$ VALUES (NULL::text, 'forecast') $$,
	'will go into overdrive: a forecast, no force');
SELECT results_eq($$ SELECT DISTINCT force, status FROM mention WHERE sentence LIKE 'Investment in technology%' AND facet = 'tech' $$, $$ VALUES (NULL::text, 'forecast') $$,
	'and so for all that it lists');
SELECT ok((SELECT bool_and(status IN ('ongoing', 'achieved') AND force IS NULL) FROM mention WHERE cue = 'has strived to'), 'has strived to build: ongoing');
SELECT results_eq($$ SELECT DISTINCT status FROM mention WHERE surface = 'government data platform' $$, ARRAY['achieved'], 'has been established: achieved');
SELECT set_eq($$ SELECT translate(source, U&'\00A0', ' ') FROM mention WHERE voice = 'reported' AND source IS NOT NULL $$, ARRAY['OpenGov Asia', 'an article', 'they'],
	'three sources speak');
SELECT is_empty($$ SELECT surface FROM mention, article WHERE voice = 'reported' AND start_char > strpos(body, 'Technology and innovation have') $$,
	'and none in the last paragraph');

SELECT is_empty($$ SELECT cue FROM mention, article WHERE substr(body, cue_start_char, length(cue)) <> cue $$, 'offset law of cues');
SELECT is_empty($$ SELECT source FROM mention, article WHERE substr(body, source_start_char, length(source)) <> source $$, 'of sources');
SELECT is_empty($$ SELECT surface FROM mention, article WHERE strpos(sentence, surface) = 0 OR strpos(body, sentence) = 0 $$, 'a mention lies in its sentence');
SELECT bag_eq($$ SELECT concept, count(*) FROM mention WHERE force = '3' AND voice = 'issuer' AND polarity = 'affirmed' AND facet = 'actor' GROUP BY 1 $$,
	$$ SELECT t.key, (t.value -> 'force' ->> 2)::bigint FROM article, jsonb_each(to_tagset('policy', body)::jsonb -> 'tags') t
		WHERE t.key LIKE 'actor.%' AND (t.value -> 'force' ->> 2)::bigint > 0 AND t.key IN (SELECT concept FROM mention) $$, 'a tagset counts what is affirmed in the issuer''s voice');
SELECT is((SELECT highest FROM article, tag_commitments('policy', body) WHERE concept = 'theme.innovation'), 3, 'the article urges innovation, and no more');


-- What a tagset is made of: no furniture, the title four times as heavy, force where the text commits itself.
SELECT is((SELECT tag_word_count(to_tagset(body)) + 17 FROM article), (SELECT tag_word_count(to_tagset('policy', jsonb_build_object('D', body))) FROM article),
	'the words of the first and the last line are not counted');
SELECT is_empty($$ SELECT surface FROM mention WHERE zone = 'furniture' $$, 'and nothing in them is a mention');
SELECT set_eq($$ SELECT surface, evidence FROM mention WHERE zone = 'title' AND inside IS NULL $$,
	$$ VALUES ('China', 4::float8), ('Guizhou Province', 4), ('Digital Development', 4) $$, 'what the title names weighs four');
SELECT is((SELECT DISTINCT evidence FROM mention WHERE zone = 'lead' AND inside IS NULL), 2::float8, 'and what the lead names two');
SELECT is((SELECT to_tagset(body) FROM article), (SELECT to_tagset('policy', body) FROM article), 'policy is the default, and reads');
SELECT ok((SELECT tags @@ 'theme.innovation^3 & tech.big_data^4 & theme.rural_revitalisation^2' FROM (SELECT to_tagset(body) AS tags FROM article) t),
	'should take, will continue to, to promote: found by force');
SELECT ok((SELECT tags @@ '!instrument.rd_investment^1 & !tech.ai^1 & !tech.quantum^1 & !instrument.data_platform^1' FROM (SELECT to_tagset(body) AS tags FROM article) t),
	'what is forecast or achieved commits nobody');

SELECT * FROM finish();
ROLLBACK;
