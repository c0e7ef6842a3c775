-- The news article the project starts from, tagged with the shipped taxonomy.
\ir include/news_article.sql
\if :absent
	\quit
\endif

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(13);

CREATE TEMP TABLE article AS SELECT :'article'::text AS body, to_tagset('policy', :'article') AS tags;
CREATE TEMP TABLE entry AS SELECT e.* FROM article, tag_entries(tags) e;
CREATE TEMP TABLE mention AS SELECT m.* FROM article, tag_mentions('policy', body) m;

SELECT cmp_ok((SELECT length(body) FROM article), '>', 4000, 'the article was read');
SELECT bag_eq($$ SELECT concept, mentions_direct FROM entry WHERE concept IN
		('tech.big_data', 'place.CN-GZ', 'tech.ai', 'tech.quantum_information', 'tech.quantum_computing', 'tech.integrated_circuit') $$,
	$$ VALUES ('tech.big_data', 9::bigint), ('place.CN-GZ', 6), ('tech.ai', 2), ('tech.quantum_information', 1),
		('tech.quantum_computing', 1), ('tech.integrated_circuit', 1) $$, 'counted by hand');
SELECT is_empty($$ SELECT key FROM unnest('{
		tech.5g,tech.data_center,tech.neuroscience,tech.genetics,tech.life_health,tech.deep_earth,tech.deep_sea,
		tech.aerospace,tech.nanotech,tech.biotech,tech.robotics,
		sector.e_commerce,sector.digital_economy,
		theme.innovation,theme.self_reliance,theme.high_quality_development,theme.poverty_alleviation,theme.rural_revitalisation,
		plan.cn_fyp14,
		instrument.pilot_zone,instrument.data_platform,instrument.exhibition,instrument.ip_protection,instrument.talent,
		actor.steering_group,
		level.province,level.municipality,level.county,
		place.CN-520100,place.CN-BJ,place.guian_new_area}'::text[]) key
	EXCEPT SELECT concept FROM entry WHERE mentions_direct >= 1 $$, 'each at least once');
SELECT row_eq($$ SELECT mentions_direct, mentions FROM entry WHERE concept = 'tech.quantum' $$, ROW(0::bigint, 2::bigint),
	'quantum itself: only by what is narrower');
SELECT is((SELECT surface FROM mention WHERE concept = 'theme.rural_revitalisation'), 'rural vitalisation', 'rural vitalisation');
SELECT is((SELECT inside FROM mention WHERE surface = 'Asia'), 'actor.media', 'Asia lies inside OpenGov Asia');
SELECT bag_eq($$ SELECT concept FROM mention WHERE surface = 'deep earth and sea exploration' $$,
	$$ VALUES ('tech.deep_earth'), ('tech.deep_sea') $$, 'one span of two concepts');

-- The furniture around it: what stands before the first and after the last paragraph.
SELECT is_empty($$ SELECT m.surface FROM mention m, article WHERE m.start_char <= position(E'\n' IN body) $$, 'nothing in the first line');
SELECT is_empty($$ SELECT m.surface FROM mention m, article WHERE m.start_char >= position('Send this' IN body) $$, 'nothing in the last lines');

SELECT is_empty($$ SELECT m.surface FROM mention m, article WHERE substr(body, start_char, char_length) <> surface $$, 'offset law');
SELECT bag_eq($$ SELECT concept, count(*) FROM mention GROUP BY 1 $$, $$ SELECT concept, mentions_direct FROM entry WHERE mentions_direct > 0 $$,
	'mentions are what is counted');
SELECT is_empty($$ SELECT concept, sum(evidence) FROM mention m GROUP BY 1
	HAVING sum(evidence) > (SELECT evidence FROM entry e WHERE e.concept = m.concept) $$, 'and give no more evidence than that');
SELECT is((SELECT to_tagset('policy', normalize(replace(replace(body, '’', ''''), ' ', U&'\00A0'), NFD)) FROM article), (SELECT tags FROM article),
	'straight apostrophes, U+00A0 and NFD change nothing');

SELECT * FROM finish();
ROLLBACK;
