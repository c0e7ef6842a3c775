# A published version reaches a standby and a logical subscriber, and their
# sessions see it with their next statement.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $word = q{SELECT tag_keys(to_tagset('tx', 'word'))};

sub publish
{
	my ($concept) = @_;
	return qq{
		DELETE FROM policyscope.concept WHERE taxonomy = 'tx';
		INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('tx', 'f.$concept');
		INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'f.$concept', 'en', 'word');
		SELECT taxonomy_publish('tx');
	};
}

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
$primary->append_conf('postgresql.conf', 'client_min_messages = warning');
$primary->start;
$primary->safe_psql('postgres', q{
	CREATE EXTENSION policyscope;
	INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('tx');
	INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('tx', 'f');
});
$primary->safe_psql('postgres', publish('v1'));

# --- a standby

$primary->backup('backup');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
# or the rows its REPEATABLE READ still sees are pruned on the primary
$standby->append_conf('postgresql.conf', 'hot_standby_feedback = on');
$standby->start;
my $reader = $standby->background_psql('postgres', on_error_stop => 0);
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is($reader->query_safe($word), '{f.v1}', 'a standby tags');

$primary->safe_psql('postgres', publish('v2'));
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is($reader->query_safe($word), '{f.v2}', 'with the next version once it is there');

$reader->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
is($reader->query_safe($word), '{f.v2}', 'REPEATABLE READ on the standby');
$primary->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_stat_replication WHERE backend_xmin IS NOT NULL)});
$primary->safe_psql('postgres', publish('v3'));
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is($reader->query_safe($word), '{f.v2}', 'keeps its answer');
$reader->query_safe('COMMIT');
is($reader->query_safe($word), '{f.v3}', 'and then goes on');

$primary->safe_psql('postgres', q{DELETE FROM policyscope.image WHERE taxonomy = 'tx'});
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is($standby->safe_psql('postgres', $word), '{f.v3}', 'a new session of the standby compiles what is missing');
$primary->safe_psql('postgres', q{SELECT taxonomy_rebuild()});
my ($status, $stdout, $stderr) = $standby->psql('postgres', q{SELECT taxonomy_publish('tx')});
like($stderr, qr/read-only transaction/, 'and cannot publish');
$reader->quit;
$standby->stop;

# --- a logical subscriber

my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$subscriber->append_conf('postgresql.conf', 'client_min_messages = warning');
$subscriber->start;
$subscriber->safe_psql('postgres', 'CREATE EXTENSION policyscope');

SKIP:
{
	skip 'publications have no row filter before PostgreSQL 15', 8 if $primary->safe_psql('postgres', 'SHOW server_version_num') < 150000;
	my $connection = $primary->connstr . ' dbname=postgres';
	$primary->safe_psql('postgres', q{CREATE PUBLICATION p FOR TABLE
		policyscope.taxonomy WHERE (taxonomy <> 'policy'), policyscope.version WHERE (taxonomy <> 'policy')});
	$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION s CONNECTION '$connection' PUBLICATION p");
	$subscriber->wait_for_subscription_sync($primary, 's');
	my $session = $subscriber->background_psql('postgres', on_error_stop => 0);
	is($session->query_safe($word), '{f.v3}', 'a subscriber tags with what it was copied');
	is($session->query_safe(q{SELECT count(*) FROM policyscope.image WHERE taxonomy = 'tx'}), '3', 'whose images were built');
	$primary->safe_psql('postgres', publish('v4'));
	$primary->wait_for_catchup('s');
	is($session->query_safe($word), '{f.v4}', 'and with the next version once it is applied');
	is($session->query_safe(q{SELECT count(*) FROM policyscope.image WHERE taxonomy = 'tx'}), '4', 'whose image was built');
	$primary->safe_psql('postgres', q{SELECT taxonomy_forget('tx', 1)});
	$primary->wait_for_catchup('s');
	is($session->query_safe(q{SELECT string_agg(version::text, ' ' ORDER BY version) FROM policyscope.version WHERE taxonomy = 'tx'}), '2 3 4',
		'what is forgotten goes there too');
	$primary->safe_psql('postgres', q{DELETE FROM policyscope.version WHERE (taxonomy, version) = ('tx', 4)});
	$primary->wait_for_catchup('s');
	is($session->query_safe($word), '{f.v3}', 'and a version taken back is taken back');
	# No cascade runs there: the image of a version that is gone may be met by another version of its number.
	$primary->safe_psql('postgres', q{INSERT INTO policyscope.version (taxonomy, version, digest, source)
		SELECT taxonomy, 4, digest, source FROM policyscope.version WHERE (taxonomy, version) = ('tx', 2)});
	$primary->wait_for_catchup('s');
	is($session->query_safe($word), '{f.v2}', 'a number taken again means its new content');
	is($session->query_safe(q{SELECT taxonomy_rebuild()}), '0', 'whose image was built as well');
	$session->quit;
	$subscriber->safe_psql('postgres', 'DROP SUBSCRIPTION s');
}
$subscriber->stop;
$primary->stop;
done_testing();
