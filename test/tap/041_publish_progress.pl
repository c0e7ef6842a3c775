# A long publish: what it tells while it runs, that it can be cancelled at any
# time, and what memory it takes.  The draft has 200,000 labels.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "session_preload_libraries = policyscope\ncompute_query_id = on");
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION policyscope;
	INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('big');
	INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('big', 'f');
	INSERT INTO policyscope.concept (taxonomy, concept) SELECT 'big', 'f.c' || n FROM generate_series(1, 20000) AS n;
	INSERT INTO policyscope.broader (taxonomy, concept, broader) SELECT 'big', 'f.c' || n, 'f.c' || n / 10 FROM generate_series(10, 20000) AS n;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label)
	SELECT 'big', 'f.c' || n, 'en', format('word %s %s', translate(md5(n::text), '0123456789', 'ghijklmnop'), translate(md5(n || ' ' || k), '0123456789', 'ghijklmnop'))
	FROM generate_series(1, 20000) AS n, generate_series(1, 10) AS k;
	ANALYZE;
});

# --- what it tells

my $publish = q{SELECT taxonomy_publish('big')};
my ($status, $stdout, $stderr) = $node->psql('postgres', "SET policyscope.progress_interval = 1; $publish");
is($status, 0, 'publishes');
for my $phase ('reading the draft, \d+', 'reading lines, \d+', 'compiling labels, \d+ of 200000', 'building the image, \d+ of 200000', 'storing')
{
	like($stderr, qr/NOTICE:  publishing taxonomy "big": $phase$/m, $phase);
}
my @done = $stderr =~ /compiling labels, (\d+) of/g;
is_deeply(\@done, [ sort { $a <=> $b } @done ], 'counts upwards');
($status, $stdout, $stderr) = $node->psql('postgres', "SET policyscope.progress_interval = 0; $publish");
unlike($stderr, qr/publishing taxonomy/, '0 tells nothing');
($status, $stdout, $stderr) = $node->psql('postgres', q{SET policyscope.progress_interval = 1; SELECT taxonomy_publish('policy')});
unlike($stderr, qr/publishing taxonomy/, 'nor does a refusal');

# --- pg_stat_activity, during and after

my $session = $node->background_psql('postgres', on_error_stop => 0);
$session->query_safe('SET policyscope.progress_interval = 1; SET client_min_messages = warning');
my $pid = $session->query_safe('SELECT pg_backend_pid()');
my $activity = qq{SELECT state || ' ' || query FROM pg_stat_activity WHERE pid = $pid};
my $with_id = qq{SELECT query_id IS NOT NULL FROM pg_stat_activity WHERE pid = $pid AND query LIKE '/*%'};

$session->query_until(qr/begun/, "\\echo begun\n$publish;\n");
my $seen = '';
for (1 .. 300)
{
	$seen = $node->safe_psql('postgres', $activity);
	last if $seen =~ m{^active /\*};
	usleep(10000);
}
my $id = $node->safe_psql('postgres', $with_id);
like($seen, qr{^active /\* publishing taxonomy "big": [a-z ,0-9]+ \*/ SELECT taxonomy_publish\('big'\)}, 'others see how far it is');
isnt($id, 'f', 'the query keeps its identifier');
$session->query_safe('SELECT 1');
is($session->query_safe(qq{SELECT 'x', taxonomy_publish('big') > 0, (SELECT query LIKE 'SELECT ''x''%' FROM pg_stat_activity WHERE pid = pg_backend_pid())}), 'x|t|t',
	'the text of the query is back at the end');

# --- cancelled at any time, soon, with the text back and nothing left

my $slowest = 0;
my $versions = $node->safe_psql('postgres', q{SELECT count(*) FROM policyscope.version});
my $cancelled = 0;
for my $ms (map { 20 + $_ * 90 } 0 .. 9)
{
	$session->query_safe("SET statement_timeout = $ms");
	my $start = time;
	$session->query($publish);
	my $late = time - $start - $ms / 1000;
	next unless $session->{stderr} =~ /canceling statement due to statement timeout/;
	$session->{stderr} = '';
	$cancelled++;
	$slowest = $late if $late > $slowest;
	$session->query_safe('SET statement_timeout = 0') if $ms == 200;
}
$session->{stderr} = '';
cmp_ok($cancelled, '>', 3, "cancelled at $cancelled moments");
cmp_ok($slowest, '<', 0.8, sprintf('within %.2f s at the latest', $slowest));
$session->query_safe('SET statement_timeout = 50');
$session->query($publish);
$session->{stderr} = '';
like($node->safe_psql('postgres', $activity), qr/^idle SELECT taxonomy_publish\('big'\)\s*;?$/, 'after an error the text of the query is back too');
$session->query_safe('SET statement_timeout = 0');

# --- memory goes back, and is bounded

is($session->query_safe(q{SELECT sum(total_bytes) < 30e6 FROM pg_backend_memory_contexts}), 't', 'no memory is kept');
SKIP:
{
	skip 'no /proc', 1 unless -e "/proc/$$/status";
	$pid = $session->query_safe('SELECT pg_backend_pid()');
	my ($peak) = slurp_file("/proc/$pid/status") =~ /VmHWM:\s+(\d+)/;
	# 1 GB for a million labels; the server's own part is some 150 MB.
	cmp_ok($peak, '<', 400_000, "a publish of 200,000 labels peaked at $peak kB");
}
$session->quit;
$node->stop;
done_testing();
