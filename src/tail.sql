-- tail.sql: the last part of the install script.

-- The rows of the shipped taxonomy came just before.

SELECT @extschema@.taxonomy_publish('policy',
	note => 'policyscope ' OPERATOR(pg_catalog.||) @extschema@.policyscope_version());
