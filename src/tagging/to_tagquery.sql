-- to_tagquery.sql: queries from plain words.
--
-- Part of the install script, after tagging.sql. STABLE: they read the taxonomy.

CREATE FUNCTION @extschema@.to_tagquery(words text) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME', 'to_tagquery' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.to_tagquery(text) IS
'The query of the concepts that the words name, joined by "and", with the taxonomy named by policyscope.taxonomy: ''quantum computing in guizhou'' gives tech.quantum_computing & place.CN-GZ. Any language of the taxonomy, capitals not needed; "and", "or" and "not" are words like others. Concepts named by the same words are joined by "or". Words left over come in a NOTICE. Without a concept the query is empty, and matches nothing. NULL gives NULL. Errors: 42704 unknown taxonomy, 54000 more than 65535 keys and operators.';

CREATE FUNCTION @extschema@.to_tagquery(taxonomy text, words text) RETURNS @extschema@.tagquery
	AS 'MODULE_PATHNAME', 'to_tagquery' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.to_tagquery(text, text) IS
'The same with a taxonomy: ''policy'' for its newest version, ''policy@3'' for that one. Errors: 42704 unknown taxonomy or version, 54000 more than 65535 keys and operators.';
