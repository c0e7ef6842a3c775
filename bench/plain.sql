-- For bench/gate.sh and bench/reading.sh: the extension, and a copy of policy that neither reads nor zones.
SET client_min_messages = warning;
CREATE EXTENSION policyscope;
SELECT taxonomy_copy('policy', 'plain');
UPDATE policyscope.taxonomy SET reading = false, zoning = false WHERE taxonomy = 'plain';
SELECT taxonomy_publish('plain');
