-- How many words a Chinese character counts: the fit behind TOKEN_CHARACTER_THOUSANDTHS.
--
--   psql -v en=FILE -v zh=FILE -f bench/words_fit.sql DATABASE     (with policyscope in it)
--
-- Two files of JSON lines {"id", "text"} of parallel texts; pairs are found by the last
-- part of the id. See doc/words.md.
\set ON_ERROR_STOP on
CREATE TEMP TABLE line_en (line text);
CREATE TEMP TABLE line_zh (line text);
\set copy '\\copy line_en FROM ' :'en' ' WITH (FORMAT csv, QUOTE E''\\x01'', DELIMITER E''\\x02'')'
:copy
\set copy '\\copy line_zh FROM ' :'zh' ' WITH (FORMAT csv, QUOTE E''\\x01'', DELIMITER E''\\x02'')'
:copy

WITH en AS (
	SELECT regexp_replace(line::jsonb ->> 'id', '.*/', '') AS id, line::jsonb ->> 'text' AS body FROM line_en
), zh AS (
	SELECT regexp_replace(line::jsonb ->> 'id', '.*/', '') AS id, line::jsonb ->> 'text' AS body FROM line_zh
), pair AS (
	SELECT id, en.body AS en, zh.body AS zh FROM en JOIN zh USING (id)
), counted AS (
	SELECT (SELECT count(*) FROM tag_debug(en) WHERE kind IN ('word', 'number', 'katakana', 'address')) AS words_en,
		(SELECT count(*) FROM tag_debug(zh) WHERE kind IN ('word', 'number', 'katakana', 'address')) AS words_zh,
		(SELECT count(*) FROM tag_debug(zh) WHERE kind = 'character') AS characters
	FROM pair
), ratio AS (
	SELECT *, (words_en - words_zh)::numeric / characters AS ratio FROM counted WHERE characters >= 200
)
SELECT count(*) AS pairs, sum(characters) AS characters, sum(words_en) AS words,
	round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ratio)::numeric, 3) AS median,
	round(sum(words_en - words_zh)::numeric / sum(characters), 3) AS total,
	round(percentile_cont(0.1) WITHIN GROUP (ORDER BY ratio)::numeric, 3) AS p10,
	round(percentile_cont(0.9) WITHIN GROUP (ORDER BY ratio)::numeric, 3) AS p90
FROM ratio;
