-- What every client test finds: 20,000 tagged rows with an index, of which 1 in 100 is about AI
-- and 1 in 200 about Guizhou too, and four documents with the views for BI tools over them.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION policyscope;

CREATE TABLE tagged (id int PRIMARY KEY, tags tagset);
INSERT INTO tagged
SELECT n, format('{100} tech.big_data:%s %s %s', n % 7 + 1,
	CASE WHEN n % 100 = 0 THEN 'tech.ai:2/1+1' END, CASE WHEN n % 200 = 0 THEN 'place.CN-GZ' END)::tagset
FROM generate_series(1, 20000) AS n;
CREATE INDEX tagged_tags_idx ON tagged USING gin (tags);
VACUUM ANALYZE tagged;

CREATE TABLE docs (id int PRIMARY KEY, body text, tags tagset);
INSERT INTO docs (id, body) VALUES
	(1, 'Quantum computing in Guizhou.'), (2, '贵州的人工智能。'), (3, 'Artificial intelligence, and quantum computing.'), (4, 'Nothing.');
UPDATE docs SET tags = to_tagset('policy', body);
SELECT tag_create_views('docs', 'id', 'tags', 'policy');
