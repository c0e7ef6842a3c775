# pg_dump and pg_restore bring back one's own taxonomies, their versions and
# tagged tables; the shipped taxonomy comes from the extension.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', 'client_min_messages = warning');
$node->start;
my $dir = $node->basedir;

# Rows of all tables, to compare two databases.
my $rows = q{
	SELECT 'taxonomy', t::text FROM policyscope.taxonomy AS t
	UNION ALL SELECT 'facet', t::text FROM policyscope.facet AS t
	UNION ALL SELECT 'concept', t::text FROM policyscope.concept AS t
	UNION ALL SELECT 'broader', t::text FROM policyscope.broader AS t
	UNION ALL SELECT 'label', t::text FROM policyscope.label AS t
	UNION ALL SELECT 'property', t::text FROM policyscope.property AS t
	UNION ALL SELECT 'mapping', t::text FROM policyscope.mapping AS t
	UNION ALL SELECT 'cue', t::text FROM policyscope.cue AS t
	UNION ALL SELECT 'version', t::text FROM policyscope.version AS t WHERE taxonomy <> 'policy'
	UNION ALL SELECT 'image', taxonomy || version || sha256(image)::text FROM policyscope.image AS t
	ORDER BY 1, 2};
my $tagged = q{SELECT id, tags::text, tags = to_tagset('mine@1', body) FROM docs WHERE tags @@ 'tech.*' ORDER BY id};

$node->safe_psql('postgres', q{
	CREATE EXTENSION policyscope;
	SELECT taxonomy_copy('policy', 'mine', 'My own');
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, requires)
		VALUES ('mine', 'tech.ai', 'en', E'odd\tlabel', 'tech.quantum & !place.*');
	SELECT taxonomy_publish('mine', 'first');
	DELETE FROM policyscope.label WHERE taxonomy = 'mine' AND concept = 'tech.ai';
	SELECT taxonomy_publish('mine', 'second');
	SELECT taxonomy_publish('mine', 'third');
	SELECT taxonomy_forget('mine', 2);
	INSERT INTO policyscope.taxonomy (taxonomy, title) VALUES ('draft', 'Never published');
	CREATE TABLE docs (id integer PRIMARY KEY, body text, tags tagset);
	INSERT INTO docs VALUES (1, 'Artificial intelligence in Guizhou'), (2, 'Nothing'), (3, '量子计算');
	UPDATE docs SET tags = to_tagset('mine@1', body);
	SELECT tag_create_views('docs', 'id', 'tags', 'mine@1', lang => 'zh-Hans');
	CREATE TABLE kept (id integer PRIMARY KEY, body text, tags tagset);
	CREATE TRIGGER kept_tags BEFORE INSERT OR UPDATE OF body ON kept FOR EACH ROW
		EXECUTE FUNCTION tagset_update_trigger('tags', 'mine@1', 'body');
	SELECT tag_create_evidence('kept');
	INSERT INTO kept SELECT id, body FROM docs;
});
my $expected = $node->safe_psql('postgres', $rows);
my $expected_tagged = $node->safe_psql('postgres', $tagged);
like($expected_tagged, qr/^1\|.*'tech\.ai'.*\|t$/m, 'documents are tagged');

# What the views of tag_create_views and the table of tag_create_evidence show, and what the views say of themselves.
my $views = q{
	SELECT 'fact', f::text FROM docs_document_concepts AS f
	UNION ALL SELECT 'place', p::text FROM docs_places AS p
	UNION ALL SELECT 'evidence', e::text FROM kept_evidence AS e
	UNION ALL SELECT 'comments', relname || obj_description(c.oid, 'pg_class') ||
		(SELECT string_agg(attname || col_description(attrelid, attnum), ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid)
	FROM pg_class AS c WHERE relkind = 'v' AND relname LIKE 'docs\_%'
	ORDER BY 1, 2};
my $expected_views = $node->safe_psql('postgres', $views);
like($expected_views, qr/^evidence\|\(3,body,tech\.quantum_computing,量子计算,/m, 'documents have evidence');
like($expected_views, qr/^fact\|.*人工智能/m, 'the views have facts with labels');

# How each way is dumped and restored.
my %ways = (
	plain => sub {
		my ($db) = @_;
		$node->command_ok([ 'pg_dump', '-f', "$dir/plain.sql", 'postgres' ], 'pg_dump');
		$node->command_ok([ 'psql', '-X', '-v', 'ON_ERROR_STOP=1', '-q', '-f', "$dir/plain.sql", $db ], 'psql');
	},
	custom => sub {
		my ($db) = @_;
		$node->command_ok([ 'pg_dump', '-Fc', '-f', "$dir/custom.dump", 'postgres' ], 'pg_dump -Fc');
		$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $db, "$dir/custom.dump" ], 'pg_restore');
	},
	# Parallel jobs heed no foreign keys among the tables of an extension, so these come first.
	parallel => sub {
		my ($db) = @_;
		$node->command_ok([ 'pg_dump', '-Fd', '-j2', '-f', "$dir/directory", 'postgres' ], 'pg_dump -Fd -j');
		my @restore = ('pg_restore', '--exit-on-error', '-d', $db, "$dir/directory");
		$node->command_ok([ @restore, '--section=pre-data' ], 'pg_restore --section=pre-data');
		$node->command_ok([ @restore, '--section=data', '-n', 'policyscope' ], 'pg_restore --section=data -n policyscope');
		$node->command_ok([ @restore, '--section=data', '-N', 'policyscope', '-j2' ], 'pg_restore --section=data -N policyscope -j');
		$node->command_ok([ @restore, '--section=post-data', '-j2' ], 'pg_restore --section=post-data -j');
	},
	inserts => sub {
		my ($db) = @_;
		$node->command_ok([ 'pg_dump', '--inserts', '-Fc', '-f', "$dir/inserts.dump", 'postgres' ], 'pg_dump --inserts');
		$node->command_ok([ 'pg_restore', '--exit-on-error', '--single-transaction', '-d', $db, "$dir/inserts.dump" ],
			'pg_restore --single-transaction');
	});

for my $way (sort keys %ways)
{
	my $db = "restored_$way";
	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	$ways{$way}->($db);
	is($node->safe_psql($db, $rows), $expected, "$way: every row is back, images included");
	is($node->safe_psql($db, $tagged), $expected_tagged, "$way: tagged documents are, and tag alike");
	is($node->safe_psql($db, $views), $expected_views, "$way: their views show the same");
	is($node->safe_psql($db, q{INSERT INTO kept VALUES (9, 'Artificial intelligence'); SELECT surface FROM kept_evidence WHERE document_id = 9}),
		'Artificial intelligence', "$way: their evidence is still kept");
	is($node->safe_psql($db, q{SELECT count(*) FROM policyscope.version WHERE taxonomy = 'policy'}), '1',
		"$way: the shipped taxonomy is there once");
	is($node->safe_psql($db, q{SELECT taxonomy_rebuild()}), '0', "$way: nothing is left to rebuild");
	is($node->safe_psql($db, q{SELECT taxonomy_publish('mine')}), '4', "$way: numbers go on");
}

# Data alone, with triggers off: images are missing and compiled when needed.
$node->safe_psql('postgres', 'CREATE DATABASE data_only TEMPLATE template0');
$node->safe_psql('data_only', q{CREATE EXTENSION policyscope; CREATE TABLE docs (id integer PRIMARY KEY, body text, tags tagset);
	CREATE TABLE kept (LIKE docs INCLUDING ALL); CREATE TABLE kept_evidence (document_id integer REFERENCES kept, field text, concept text,
	surface text, start_char integer, char_length integer, sentence text, sentence_start integer)});
$node->command_ok([ 'pg_restore', '--exit-on-error', '--data-only', '--disable-triggers', '-d', 'data_only', "$dir/custom.dump" ],
	'pg_restore --data-only --disable-triggers');
is($node->safe_psql('data_only', $tagged), $expected_tagged, 'documents tag alike');
is($node->safe_psql('data_only', q{SELECT taxonomy_rebuild()}), '2', 'the images are rebuilt');
is($node->safe_psql('data_only', $rows), $expected, 'then every row is back');

# A source that was tampered with does not come in.
my $dump = slurp_file("$dir/plain.sql");
ok($dump =~ s/^(mine\t1\t.*)My own/$1Your own/m, 'a dump is changed');
append_to_file("$dir/changed.sql", $dump);
$node->safe_psql('postgres', 'CREATE DATABASE changed TEMPLATE template0');
$node->command_fails_like([ 'psql', '-X', '-v', 'ON_ERROR_STOP=1', '-q', '-f', "$dir/changed.sql", 'changed' ],
	qr/the source of taxonomy "mine" version 1 does not have its digest/, 'and refused');

$node->stop;
done_testing();
