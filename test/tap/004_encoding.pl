# Only UTF8 databases: elsewhere a clear error.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', 'client_min_messages = warning');
$node->start;

for my $encoding ('LATIN1', 'SQL_ASCII')
{
	my $db = lc $encoding;
	$node->safe_psql('postgres', "CREATE DATABASE $db ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	my ($status, $stdout, $stderr) = $node->psql($db, "\\set VERBOSITY verbose\nCREATE EXTENSION policyscope");
	like($stderr, qr/ERROR:  0A000: policyscope works in UTF8 databases only/, "$encoding: SQLSTATE and message");
	like($stderr, qr/DETAIL:  The encoding of database "$db" is $encoding\./, "$encoding: what it is");
	like($stderr, qr/HINT:  Create a database WITH ENCODING 'UTF8' TEMPLATE template0\./, "$encoding: what to do");
	is($node->safe_psql($db, q{SELECT count(*) FROM pg_namespace WHERE nspname = 'policyscope'}), '0', "$encoding: nothing is left behind");
}

# Any locale will do, and so will a client of another encoding.
$node->safe_psql('postgres', 'CREATE EXTENSION policyscope');
is($node->safe_psql('postgres', "SET client_encoding = 'GB18030'; SELECT to_tagset('\xc8\xcb\xb9\xa4\xd6\xc7\xc4\xdc') ? 'tech.ai'"), 't',
	'a client that speaks GB18030');

$node->stop;
done_testing();
