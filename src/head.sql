-- policyscope: the install script, assembled by the Makefile from the rooms' parts.

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION policyscope" to load this file. \quit

CREATE FUNCTION @extschema@.policyscope_version() RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.policyscope_version() IS
'The release of the loaded library. It should equal extversion in pg_extension; where it does not, the package was updated and ALTER EXTENSION policyscope UPDATE is missing.';

DO $$
DECLARE
	library constant pg_catalog.text := @extschema@.policyscope_version();
	script constant pg_catalog.text :=
		(SELECT e.extversion FROM pg_catalog.pg_extension AS e
		 WHERE e.extname OPERATOR(pg_catalog.=) 'policyscope');
BEGIN
	IF pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.<>) 'UTF8' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = 'policyscope works in UTF8 databases only',
			DETAIL = pg_catalog.format('The encoding of database "%s" is %s.',
				pg_catalog.current_database(), pg_catalog.getdatabaseencoding()),
			HINT = 'Create a database WITH ENCODING ''UTF8'' TEMPLATE template0.';
	END IF;
	IF library OPERATOR(pg_catalog.<>) script THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = pg_catalog.format('the library policyscope is %s, the install script %s', library, script),
			HINT = 'Install both from the same release.';
	END IF;
END
$$;

