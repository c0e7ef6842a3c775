-- Periods and quantities of the news article the project starts from, by the shipped taxonomy.
\ir include/news_article.sql
\if :absent
	\quit
\endif

BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS policyscope;
SELECT plan(9);

CREATE TEMP TABLE article AS SELECT :'article'::text AS body;
CREATE TEMP TABLE found AS SELECT p.* FROM article, tag_periods(body) p;
CREATE TEMP TABLE with_plans AS SELECT p.* FROM article, tag_periods('policy', body) p;
CREATE TEMP TABLE target AS SELECT t.* FROM article, tag_targets('policy', body) t;

SELECT bag_eq($$ SELECT period, duration, kind FROM found $$,
	$$ VALUES (NULL::daterange, interval '6 years', 'duration'), ('[2014-01-01,)', NULL, 'since'), ('[2014-01-01,2015-01-01)', NULL, 'point'),
		(NULL, interval '5 years', 'next'), ('[2021-01-01,2026-01-01)', NULL, 'plan'), ('[2021-01-01,2026-01-01)', NULL, 'range'),
		('[2021-01-01,2026-01-01)', NULL, 'plan') $$, 'the periods, all of them');
SELECT set_eq($$ SELECT surface FROM found WHERE period = '[2021-01-01,2026-01-01)' $$, $$ VALUES ('14th Five-Year Plan'), ('2021-25') $$, 'the plan by name and by years');
SELECT bag_eq($$ SELECT period, duration, kind, surface, start_char FROM with_plans $$, $$ SELECT period, duration, kind, surface, start_char FROM found $$,
	'the property period of the plan says the same, once');
SELECT results_eq($$ SELECT p.period FROM article, tag_periods('policy', body, '2021-05-20') p WHERE anchor = 'issued' $$,
	$$ VALUES ('[2015-05-20,2021-05-20)'::daterange), ('[2021-05-20,2026-05-20)') $$, 'with the day of issue they have dates');
SELECT bag_eq($$ SELECT concept, status, measure, quantity, surface FROM target $$,
	$$ VALUES ('sector.digital_economy', 'achieved', 'rank', '[1,1]'::numrange, 'ranked first'),
		('instrument.exhibition', 'achieved', 'count', '[6,6]', 'six international big data expos') $$, 'the quantities, all of them');
SELECT is_empty($$ SELECT * FROM target WHERE surface ~ '18|status = target' OR status = 'target' $$, 'the 18th meeting is no target');
SELECT is_empty($$ SELECT surface FROM article, (SELECT surface, start_char, char_length FROM found UNION ALL SELECT surface, start_char, char_length FROM target) s
	WHERE substr(body, start_char, char_length) <> surface $$, 'every span is its surface');
SELECT ok((SELECT bool_and(sentence BETWEEN 1 AND 40) AND count(DISTINCT sentence) >= 5 FROM found), 'sentences are numbered');
SELECT is_empty($$ SELECT * FROM found WHERE surface ~ '5G' $$, 'a 5G is no period');
SELECT * FROM finish();
ROLLBACK;
