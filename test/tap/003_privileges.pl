# A database owner without superuser creates the extension, edits, publishes
# and grants; what others may do; the schema the user chooses; nothing stays.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', 'client_min_messages = warning');
$node->start;

# What a user gets: output, or the error's message.
sub as_user
{
	my ($user, $db, $sql) = @_;
	my ($status, $stdout, $stderr) = $node->psql($db, $sql, extra_params => [ '-U', $user ]);
	return $stdout if $status == 0;
	return $stderr =~ /ERROR:  (.*)/ ? "ERROR: $1" : $stderr;
}

$node->safe_psql('postgres', q{
	CREATE ROLE owner LOGIN;
	CREATE ROLE editor LOGIN;
	CREATE ROLE reader LOGIN;
	CREATE DATABASE owned OWNER owner;
});

# --- the owner

my $everything = q{
	SELECT 'schema', nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'policyscope'
	UNION ALL SELECT 'table', relname, pg_get_userbyid(relowner) FROM pg_class
		WHERE relnamespace = 'policyscope'::regnamespace AND relkind IN ('r', 'S', 'v')};
is(as_user('owner', 'owned', 'CREATE EXTENSION policyscope'), '', 'the owner of a database creates the extension');
is($node->safe_psql('owned', "SELECT count(*), count(*) FILTER (WHERE pg_get_userbyid <> 'owner') FROM ($everything) AS x"),
	'12|0', 'schema, tables and view are the owner\'s');
is(as_user('owner', 'owned', q{SELECT taxonomy_copy('policy', 'mine')}), '', 'copies');
is(as_user('owner', 'owned', q{INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('mine', 'tech.ai', 'en', 'thinking machine')}), '', 'edits');
is(as_user('owner', 'owned', q{SELECT taxonomy_publish('mine')}), '1', 'publishes');
is(as_user('owner', 'owned', q{SELECT to_tagset('mine', 'A thinking machine') ? 'tech.ai'}), 't', 'tags');
is(as_user('owner', 'owned', q{SELECT taxonomy_publish('mine'); SELECT taxonomy_forget('mine', 1); SELECT taxonomy_rebuild()}), "2\n\n0", 'forgets and rebuilds');
is(as_user('owner', 'owned', q{DELETE FROM policyscope.concept WHERE taxonomy = 'policy'}),
	'ERROR: taxonomy "policy" belongs to the extension and cannot be changed', 'but does not touch what is shipped');

# --- everybody reads and tags, nobody else writes

is(as_user('reader', 'owned', q{SELECT to_tagset('mine', 'A thinking machine') ? 'tech.ai'}), 't', 'a reader tags');
is(as_user('reader', 'owned', q{SELECT count(*) > 0 FROM policyscope.label WHERE taxonomy = 'policy'}), 't', 'reads tables');
is(as_user('reader', 'owned', q{SELECT taxonomy_source('mine') = taxonomy_source('mine', 2)}), 't', 'reads sources');
is(as_user('reader', 'owned', q{SELECT count(*) FROM taxonomy_diff('mine', 2)}), '0', 'compares');
like(as_user('reader', 'owned', q{SELECT count(*) FROM taxonomy_lint('mine')}), qr/^\d+$/, 'lints');
for my $sql (
	q{INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('x')},
	q{UPDATE policyscope.taxonomy SET title = 'x'},
	q{DELETE FROM policyscope.version},
	q{TRUNCATE policyscope.image},
	q{SELECT taxonomy_publish('mine')},
	q{SELECT taxonomy_copy('policy', 'other')},
	q{SELECT taxonomy_forget('mine', 1)})
{
	like(as_user('reader', 'owned', $sql), qr/^ERROR: permission denied for table/, "a reader may not: $sql");
}
like(as_user('reader', 'owned', 'CREATE TABLE policyscope.x ()'), qr/^ERROR: permission denied for schema policyscope/, 'nor create there');
like(as_user('reader', 'owned', 'DROP EXTENSION policyscope'), qr/^ERROR: must be owner/, 'nor drop it');
is(as_user('reader', 'owned', q{SET policyscope.taxonomy = 'mine'; SELECT to_tagset('A thinking machine') ? 'tech.ai'}), 't', 'policyscope.taxonomy is a user\'s setting');
is(as_user('reader', 'owned', q{DO 'BEGIN PERFORM policyscope_version(); END'; SET policyscope.taxonomi = 'mine'}), 'ERROR: invalid configuration parameter name "policyscope.taxonomi"', 'and its prefix is reserved');

is(as_user('reader', 'owned', q{SET policyscope.share_limit = '1TB'; SELECT policyscope_version() IS NOT NULL; SHOW policyscope.share_limit}), "t\n256MB",
	'what was set before the library came does not count either');
is(as_user('reader', 'owned', q{SELECT to_tagset('mine', 'x') IS NOT NULL; SELECT count(*) FROM policyscope.cache WHERE taxonomy = 'mine'}), "t\n1", 'a reader sees the cache');

# --- an editor, by grants of the owner

my $tables = join ', ', map { "policyscope.$_" } qw(taxonomy facet concept broader label property mapping cue version image);
is(as_user('owner', 'owned', "GRANT INSERT, UPDATE, DELETE ON $tables TO editor"), '', 'the owner grants');
is(as_user('editor', 'owned', q{SELECT taxonomy_copy('mine', 'theirs'); SELECT taxonomy_publish('theirs')}), "\n1", 'an editor copies and publishes');
is(as_user('editor', 'owned', q{BEGIN; COPY policyscope.version (taxonomy, version, digest, source) FROM stdin; COMMIT}), '', 'may COPY');
is(as_user('editor', 'owned', q{INSERT INTO policyscope.version (taxonomy, version, digest, source)
	SELECT 'theirs', 5, digest, source FROM policyscope.version WHERE (taxonomy, version) = ('mine', 2);
	SELECT count(*) FROM policyscope.image WHERE (taxonomy, version) = ('theirs', 5)}), '1', 'and inserts versions, whose images are built');
is(as_user('editor', 'owned', q{SELECT taxonomy_forget('theirs', 1)}), '', 'and forgets');

# Tags do not depend on the privilege to read the tables, or on search_path.
is(as_user('owner', 'owned', "REVOKE SELECT ON $tables FROM PUBLIC"), '', 'the owner revokes reading');
is(as_user('reader', 'owned', q{SELECT to_tagset('mine', 'A thinking machine') ? 'tech.ai'}), 't', 'tagging goes on');
like(as_user('reader', 'owned', q{SELECT taxonomy_source('mine', 2)}), qr/^ERROR: permission denied for table version/, 'sources are closed');

# A trap in the search path is not stepped into.
is(as_user('owner', 'owned', q{
	CREATE SCHEMA trap;
	CREATE FUNCTION trap.trap(text, text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
	CREATE OPERATOR trap.= (LEFTARG = text, RIGHTARG = text, PROCEDURE = trap.trap);
	CREATE OPERATOR trap.|| (LEFTARG = text, RIGHTARG = text, PROCEDURE = trap.trap);
	CREATE FUNCTION trap.trim_scale(numeric) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
	CREATE FUNCTION trap.max(integer) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
	CREATE DOMAIN trap.text AS integer}), '', 'a trap is set');
is(as_user('owner', 'owned', q{SET search_path = trap, pg_catalog, public;
	SELECT taxonomy_publish('mine'); SELECT taxonomy_copy('mine', 'safe'); SELECT taxonomy_rebuild();
	SELECT count(*) FROM taxonomy_diff('mine', 2); SELECT taxonomy_forget('mine', 2);
	SELECT to_tagset('mine', 'A thinking machine') OPERATOR(public.?) 'tech.ai'}), "3\n\n0\n0\n\nt", 'and not stepped into');

# The owner may spoil the tables, but not the server.
for my $sql (
	'ALTER TABLE policyscope.version RENAME COLUMN digest TO d',
	'ALTER TABLE policyscope.version ALTER COLUMN source TYPE varchar',
	'ALTER TABLE policyscope.version DROP COLUMN source',
	'ALTER TABLE policyscope.version DROP CONSTRAINT version_pkey CASCADE',
	'ALTER EXTENSION policyscope DROP VIEW policyscope.cache; DROP VIEW policyscope.cache; ALTER TABLE policyscope.version ALTER COLUMN taxonomy TYPE text COLLATE "POSIX"',
	'ALTER TABLE policyscope.version DROP CONSTRAINT version_pkey CASCADE; CREATE INDEX version_pkey ON policyscope.version (version, taxonomy)',
	'ALTER TABLE policyscope.version RENAME TO v; CREATE VIEW policyscope.version AS SELECT * FROM policyscope.v')
{
	like(as_user('owner', 'owned', "BEGIN; $sql; SELECT to_tagset('mine', 'x')"),
		qr/^ERROR: table policyscope\.version is not as policyscope made it/, "refused after: $sql");
}
is(as_user('owner', 'owned', q{BEGIN; ALTER TABLE policyscope.version RENAME TO v; SELECT to_tagset('mine', 'x')}),
	'ERROR: table policyscope.version does not exist', 'refused without the table');
is(as_user('owner', 'owned', q{ALTER TABLE policyscope.version ADD COLUMN extra text; SELECT to_tagset('mine', 'A thinking machine') ? 'tech.ai'}), 't', 'a column more does no harm');

# --- nothing stays

my $objects = q{
	SELECT 'schema' AS kind, nspname::text AS name FROM pg_namespace
	UNION ALL SELECT 'relation', oid::regclass::text FROM pg_class
	UNION ALL SELECT 'function', oid::regprocedure::text FROM pg_proc
	UNION ALL SELECT 'type', oid::regtype::text FROM pg_type
	UNION ALL SELECT 'operator', oid::regoperator::text FROM pg_operator
	UNION ALL SELECT 'opclass', opcname::text FROM pg_opclass
	UNION ALL SELECT 'opfamily', opfname::text FROM pg_opfamily
	UNION ALL SELECT 'cast', castsource::regtype || ' to ' || casttarget::regtype FROM pg_cast
	UNION ALL SELECT 'trigger', tgname::text FROM pg_trigger WHERE NOT tgisinternal
	ORDER BY 1, 2};
is(as_user('owner', 'owned', q{DROP EXTENSION policyscope; DROP SCHEMA trap CASCADE}), '', 'the owner drops it');
$node->safe_psql('postgres', 'CREATE DATABASE untouched TEMPLATE template0');
is($node->safe_psql('owned', $objects), $node->safe_psql('untouched', $objects), 'nothing is left of it');

# --- the schema the user chooses

for my $schema ('policyscope', 'tags', 'Odd name')
{
	my $quoted = $schema;
	$node->safe_psql('postgres', 'CREATE DATABASE chosen OWNER owner TEMPLATE template0');
	is(as_user('owner', 'chosen', qq{CREATE SCHEMA "$quoted"; CREATE EXTENSION policyscope SCHEMA "$quoted"}), '', "SCHEMA $schema");
	is(as_user('owner', 'chosen', qq{SELECT "$quoted".to_tagset('artificial intelligence')::text}), q({2} 'tech.ai':1/1), 'tags');
	is(as_user('owner', 'chosen', qq{SELECT "$quoted".taxonomy_copy('policy', 'mine'); SELECT "$quoted".taxonomy_publish('mine');
		SELECT count(*) FROM "$quoted".taxonomy_diff('mine', 1); SELECT "$quoted".taxonomy_forget('mine', 7)}),
		'ERROR: taxonomy "mine" has no version 7', 'copies, publishes');
	is(as_user('reader', 'chosen', q{SELECT count(*) > 0 FROM policyscope.label}), 't', 'and is read');
	my $dump = $node->basedir . "/chosen.dump";
	$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'chosen' ], 'pg_dump');
	$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
	$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', 'restored', $dump ], 'pg_restore');
	is($node->safe_psql('restored', qq{SELECT "$quoted".to_tagset('mine', 'artificial intelligence')::text}), q({2} 'tech.ai':1/1), 'brings it back');
	is(as_user('owner', 'chosen', 'DROP EXTENSION policyscope'), '', 'DROP EXTENSION');
	is($node->safe_psql('chosen', q{SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname IN ('policyscope', 'tags', 'Odd name')}), $schema,
		'leaves the user\'s schema and no other');
	$node->safe_psql('postgres', 'DROP DATABASE chosen');
	$node->safe_psql('postgres', 'DROP DATABASE restored');
}
$node->safe_psql('postgres', 'CREATE DATABASE taken OWNER owner TEMPLATE template0');
is(as_user('owner', 'taken', 'CREATE SCHEMA policyscope; CREATE EXTENSION policyscope'), 'ERROR: schema "policyscope" already exists',
	'a schema policyscope that is there is not taken over unasked');

# --- the script runs as superuser, so nothing in the chosen schema may catch it

$node->safe_psql('postgres', 'CREATE ROLE mallory LOGIN; CREATE DATABASE trap OWNER mallory');
my $traps = 'CREATE SCHEMA s;';
foreach my $pair ('numeric,int', 'numeric,bigint', 'int,bigint', 'text,varchar', 'varchar,text', 'text,name')
{
	my ($left, $right) = split /,/, $pair;
	$traps .= qq{CREATE FUNCTION s.trap($left, $right) RETURNS boolean LANGUAGE plpgsql AS \$\$ BEGIN
		EXECUTE 'ALTER ROLE mallory SUPERUSER'; RETURN true;
		EXCEPTION WHEN insufficient_privilege THEN RETURN true; END \$\$;};
	$traps .= "CREATE OPERATOR s.$_ (LEFTARG = $left, RIGHTARG = $right, FUNCTION = s.trap);"
		foreach ('<', '<=', '>', '>=', '=', '<>', '~');
}
is(as_user('mallory', 'trap', $traps), '', 'operators lie in wait');
is(as_user('mallory', 'trap', 'CREATE EXTENSION policyscope SCHEMA s'), '', 'the extension is created among them');
is(as_user('mallory', 'trap', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'mallory'}), 'f', 'and none was called');

$node->stop;
done_testing();
