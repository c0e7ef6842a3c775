# Images in shared memory: what is shared, with whom, until when; and that
# sharing never changes an answer, however little memory there is.
#
# Every version of the taxonomy tx gives the word "word" another concept, so
# the tags of that word tell which version answered.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', q{
	client_min_messages = warning
	session_preload_libraries = policyscope
	policyscope.share = on
	restart_after_crash = on
});
$node->start;

my $word = q{SELECT tag_keys(to_tagset('tx', 'word'))};
my $cache = q{SELECT version, home, private_because, backends FROM policyscope.cache WHERE taxonomy = 'tx' ORDER BY version, home};

sub session
{
	my ($db) = @_;
	return $node->background_psql($db // 'postgres', on_error_stop => 0);
}

# Sets the word's concept and publishes.
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

# The images of tx as a new session sees them.
sub seen_by_new_session
{
	my ($db) = @_;
	return $node->safe_psql($db // 'postgres', $cache);
}

sub create
{
	my ($db) = @_;
	$node->safe_psql($db, q{
		CREATE EXTENSION policyscope;
		INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('tx');
		INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('tx', 'f');
	});
}
create('postgres');

# --- two sessions, one image

my ($a, $b) = (session(), session());
$a->query_safe(publish('v1'));
is($a->query_safe($word), '{f.v1}', 'A tags');
is($a->query_safe($cache), '1|shared||1', 'and shares the image');
is($b->query_safe($cache), '1|shared||1', 'which B sees before it has it');
is($b->query_safe($word), '{f.v1}', 'B tags');
is($b->query_safe($cache), '1|shared||2', 'with the same image');
is($b->query_safe(q{SELECT used_bytes < 400000 FROM pg_backend_memory_contexts WHERE name = 'policyscope image'}), 't',
	'of which it has no copy');

# --- both see the next version; who is in an older snapshot keeps the old one

$b->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
is($b->query_safe($word), '{f.v1}', 'REPEATABLE READ: B before');
$a->query_safe(publish('v2'));
is($a->query_safe($word), '{f.v2}', 'A has the new version');
is($b->query_safe($word), '{f.v1}', 'B keeps the old');
is($a->query_safe($cache), "1|shared||2\n2|shared||1", 'both images are shared');
$b->query_safe('COMMIT');
is($b->query_safe($word), '{f.v2}', 'B has the new version');
like($a->query_safe($cache), qr/^2\|shared\|\|2$/m, 'the same as A');

# --- what is not committed is not shared

$a->query_safe('BEGIN');
$a->query_safe(publish('open'));
is($a->query_safe($word), '{f.open}', 'an open publish');
is($a->query_safe(q{SELECT home, private_because FROM policyscope.cache WHERE taxonomy = 'tx' AND version = 3}),
	'private|not committed when it was loaded', 'is private');
is($b->query_safe(q{SELECT count(*) FROM policyscope.cache WHERE taxonomy IS NULL}), '0', 'and unknown elsewhere');
is($b->query_safe($word), '{f.v2}', 'and answers nobody else');
$a->query_safe('ROLLBACK');
is($a->query_safe($word), '{f.v2}', 'rolled back');
$a->query_safe('BEGIN');
$a->query_safe(publish('v3'));
is($a->query_safe($word), '{f.v3}', 'again');
$a->query_safe('COMMIT');
is($b->query_safe($word), '{f.v3}', 'committed: B has it');
like($b->query_safe($cache), qr/^3\|shared\|\|1$/m, 'shared by B');
is($a->query_safe($word), '{f.v3}', 'A has it');
is($a->query_safe($word), '{f.v3}', 'and with its next statement');
is($a->query_safe(q{SELECT count(*) FROM policyscope.cache WHERE version = 3 AND home = 'private'}), '0', 'lets its own copy go');
like($a->query_safe($cache), qr/^3\|shared\|\|2$/m, 'and takes the shared one');

# A committed version whose image row is not.
$a->query_safe(publish('v4'));
$a->query_safe(q{BEGIN; UPDATE policyscope.image SET built_at = now() WHERE taxonomy = 'tx' AND version = 4});
is($a->query_safe($word), '{f.v4}', 'an image row of an open transaction');
is($a->query_safe(q{SELECT home, private_because FROM policyscope.cache WHERE taxonomy = 'tx' AND version = 4}),
	'private|not committed when it was loaded', 'is not shared');
$a->query_safe('ROLLBACK');
is($a->query_safe($word), '{f.v4}', 'nor after ROLLBACK');
like($a->query_safe($cache), qr/^4\|private\|/m, 'by who loaded it');
is($b->query_safe($word), '{f.v4}', 'B loads the committed one');
is($a->query_safe($word), '{f.v4}', 'and A');
like($a->query_safe($cache), qr/^4\|shared\|\|2$/m, 'takes that');

# A damaged image reaches nobody.
$node->safe_psql('postgres', publish('damaged') . q{UPDATE policyscope.image SET image = substr(image, 1, length(image) - 1) WHERE taxonomy = 'tx' AND version = 5});
my ($damaged_status, undef, $damaged) = $node->psql('postgres', $word);
like($damaged, qr/ERROR:  the image of taxonomy "tx" version 5 is damaged/, 'a damaged image is refused');
is($a->query_safe(q{SELECT count(*) FROM policyscope.cache WHERE version = 5}), '0', 'and not shared');
$node->safe_psql('postgres', q{DELETE FROM policyscope.version WHERE taxonomy = 'tx' AND version = 5;
	UPDATE policyscope.taxonomy SET last_version = 4 WHERE taxonomy = 'tx';});

# --- off

my $off = session();
$off->query_safe('SET policyscope.share = off');
is($off->query_safe($word), '{f.v4}', 'share = off');
is($off->query_safe(q{SELECT home, private_because, backends FROM policyscope.cache WHERE taxonomy = 'tx' AND home = 'private'}),
	'private|policyscope.share is off|1', 'is private');
$off->query_safe('SET policyscope.share = auto');
is($off->query_safe($word), '{f.v4}', 'auto');
like($off->query_safe($cache), qr/^4\|shared\|\|3$/m, 'takes what is shared, small or not');
$off->quit;
$node->poll_query_until('postgres', q{SELECT backends = 2 FROM policyscope.cache WHERE taxonomy = 'tx' AND version = 4 AND home = 'shared'});
pass('who leaves is taken off');

# Auto does not share small images.
is($node->safe_psql('postgres', qq{SET policyscope.share = auto; } . publish('v5') . qq{$word; SELECT private_because FROM policyscope.cache WHERE version = 5}),
	"5\n{f.v5}\nsmall", 'auto shares no small image');

# --- parallel workers attach

$a->query_safe(q{
	CREATE TABLE docs AS SELECT 'word ' || n AS body FROM generate_series(1, 20000) AS n;
	ANALYZE docs;
	SET parallel_setup_cost = 0;
	SET parallel_tuple_cost = 0;
	SET min_parallel_table_scan_size = 0;
	SET max_parallel_workers_per_gather = 2;
	SET parallel_leader_participation = off;
});
is($a->query_safe($word), '{f.v5}', 'A has version 5');
my $before = $a->query_safe(q{SELECT used_at FROM policyscope.cache WHERE version = 5});
is($a->query_safe(q{SELECT tag_keys(to_tagset('tx', body)), count(*) FROM docs GROUP BY 1}), '{f.v5}|20000', 'workers tag');
is($a->query_safe(qq{SELECT used_at > '$before', backends FROM policyscope.cache WHERE version = 5}), 't|1', 'came to the shared image and went');

# A parallel query shares what it loaded when it ends.
$a->query_safe(publish('v6'));
$a->query_safe('SET parallel_leader_participation = on; SET max_parallel_workers_per_gather = 0');
my $c = session();
$c->query_safe(q{SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2});
is($c->query_safe(q{SELECT tag_keys(to_tagset('tx', body)), count(*) FROM docs GROUP BY 1}), '{f.v6}|20000', 'a parallel query before anybody shared');
like($c->query_safe($cache), qr/^6\|shared\|\|1/m, 'shares when it ends');
is($c->query_safe(q{SELECT tag_keys(to_tagset('tx', body)), count(*) FROM docs GROUP BY 1}), '{f.v6}|20000', 'and uses that');
$c->query_safe(q{BEGIN; DECLARE p CURSOR FOR SELECT tag_keys(to_tagset('tx@1', body)) FROM docs});
is($c->query_safe('FETCH p'), '{f.v1}', 'a cursor');
$c->query_safe('COMMIT');
is($c->query_safe($word), '{f.v6}', 'ends');
$c->quit;

# --- one database does not see another

$node->safe_psql('postgres', 'CREATE DATABASE other TEMPLATE template0');
create('other');
is(seen_by_new_session('other'), '', 'another database sees nothing');
my $other = session('other');
$other->query_safe(publish('v6'));
is($other->query_safe($word), '{f.v6}', 'and shares for itself');
is($other->query_safe($cache), '1|shared||1', 'even the same content');
is($other->query_safe(q{SELECT count(*) FROM policyscope.cache}), '1', 'and nothing else is shown');
$other->quit;
$node->poll_query_until('other', q{SELECT backends = 0 FROM policyscope.cache});
is(seen_by_new_session('other'), '1|shared||0', 'it is kept when nobody has it');
$node->safe_psql('postgres', 'DROP DATABASE other');
is($a->query_safe($word), '{f.v6}', 'DROP DATABASE');

# --- more images than there is room for

$a->query_safe(q{DO $$ BEGIN
	FOR n IN 1 .. 40 LOOP
		UPDATE policyscope.label SET weight = n WHERE taxonomy = 'tx';
		PERFORM taxonomy_publish('tx');
	END LOOP;
END $$});
is($a->query_safe(q{SELECT count(*) FROM generate_series(7, 46) AS n WHERE to_tagset('tx@' || n, 'word')::text = format('{1} ''f.v6'':%s/1', n - 6)}), '40',
	'forty images in one statement');
cmp_ok($a->query_safe(q{SELECT count(*) FROM policyscope.cache WHERE home = 'shared'}), '<=', 24, 'no more than there are slots');
my @new = map { session() } 1 .. 3;
for my $n (0 .. 2)
{
	$new[$n]->query_safe(qq{SELECT to_tagset('tx\@' || n, 'word') FROM generate_series(7 + 10 * $n, 16 + 10 * $n) AS n});
}
is($new[0]->query_safe(q{SELECT count(*) FROM policyscope.cache WHERE home = 'shared' AND backends = 0 AND version = 1}), '0', 'what nobody used made room');
is($new[$_]->query_safe(qq{SELECT to_tagset('tx\@' || 7 + 10 * $_, 'word')::text}), "{1} 'f.v6':" . (1 + 10 * $_) . '/1', 'and images in use stayed') for (0 .. 2);
$_->quit for @new;

# --- the limit

$node->append_conf('postgresql.conf', 'policyscope.share_limit = 1MB');
$node->reload;
my $wide = q{
	DELETE FROM policyscope.concept WHERE taxonomy = 'tx';
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('tx', 'f.wide');
	INSERT INTO policyscope.label (taxonomy, concept, lang, label)
	SELECT 'tx', 'f.wide', 'en', 'word ' || md5(n::text) || ' ' || md5(n::text || 'x') FROM generate_series(1, 20000) AS n
	UNION ALL SELECT 'tx', 'f.wide', 'en', 'word';
	SELECT taxonomy_publish('tx');
};
$a->query_safe($wide);
is($a->query_safe($word), '{f.wide}', 'an image above the limit');
is($a->query_safe(q{SELECT home, private_because, bytes > 1000000 FROM policyscope.cache WHERE version = 47}),
	'private|policyscope.share_limit|t', 'is private');
$node->append_conf('postgresql.conf', 'policyscope.share_limit = 64MB');
$node->reload;
$node->poll_query_until('postgres', q{SELECT current_setting('policyscope.share_limit') = '64MB'});
is($b->query_safe($word), '{f.wide}', 'with a higher limit B');
like($b->query_safe($cache), qr/^47\|shared\|\|1$/m, 'shares it');
is($a->query_safe($word), '{f.wide}', 'and A');
like($a->query_safe($cache), qr/^47\|shared\|\|2$/m, 'takes it');
is($a->query_safe($word), '{f.wide}', 'and tags with it');

# --- an image that goes while it is in use

$a->query_safe(q{BEGIN; DECLARE c CURSOR FOR SELECT tag_keys(to_tagset('tx', 'word')) FROM generate_series(1, 5)});
is($a->query_safe('FETCH c'), '{f.wide}', 'a cursor');
$b->query_safe(publish('v7'));
$b->query_safe(q{SELECT to_tagset('tx@' || n, 'word') FROM generate_series(7, 46) AS n});
is($a->query_safe('FETCH ALL FROM c'), join("\n", ('{f.wide}') x 4), 'keeps its image while others come and go');
$a->query_safe('COMMIT');

# --- settings: who may set what

$node->safe_psql('postgres', 'CREATE ROLE reader LOGIN');
sub as_reader
{
	my ($status, $stdout, $stderr) = $node->psql('postgres', $_[0], extra_params => [ '-U', 'reader' ]);
	return $status == 0 ? $stdout : $stderr =~ /ERROR:  (.*)/ ? "ERROR: $1" : $stderr;
}
is(as_reader('SET policyscope.share = off; SHOW policyscope.share'), 'off', 'anybody sets policyscope.share');
like(as_reader('SET policyscope.share = perhaps'), qr/^ERROR: invalid value for parameter "policyscope.share"/, 'to what it may be');
is(as_reader(q{SET policyscope.share_limit = '1TB'}), 'ERROR: parameter "policyscope.share_limit" cannot be changed now', 'nobody the limit in a session');
is(as_reader(q{SELECT set_config('policyscope.share_limit', '1', false)}), 'ERROR: parameter "policyscope.share_limit" cannot be changed now', 'in no way');
like(as_reader(q{ALTER SYSTEM SET policyscope.share_limit = '1GB'}), qr/^ERROR: (must be superuser|permission denied)/, 'nor for the server');
like(as_reader(q{ALTER ROLE reader SET policyscope.share_limit = '1GB'}), qr/^ERROR: parameter "policyscope.share_limit" cannot be changed now/, 'nor for oneself');
is(as_reader("$word; SELECT count(*) > 0 FROM policyscope.cache"), "{f.v7}\nt", 'anybody reads the view');

# --- a backend is killed

$b->query_safe($word);
my $pid = $b->query_safe('SELECT pg_backend_pid()');
is($a->query_safe($word), '{f.v7}', 'before a crash');
kill 'KILL', $pid;
ok($node->poll_query_until('postgres', q{SELECT true}), 'the server comes back');
$node->poll_query_until('postgres', q{SELECT NOT pg_is_in_recovery()});
is($node->safe_psql('postgres', "$word; $cache"), "{f.v7}\n48|shared||1", 'with nothing shared but what is used now');

# A session that ends by FATAL leaves its image in order.
my $victim = session();
is($victim->query_safe($word), '{f.v7}', 'a session');
$pid = $victim->query_safe('SELECT pg_backend_pid()');
$node->safe_psql('postgres', "SELECT pg_terminate_backend($pid, 10000)");
is(seen_by_new_session(), '48|shared||0', 'that is terminated is taken off');
$node->stop;

# --- no shared memory: a small file system of our own, where root may mount one

SKIP:
{
	skip 'no private mounts here', 4 unless $^O eq 'linux' && system('unshare -rm true 2>/dev/null') == 0;
	# The server's user keeps its identity outside of the namespace.
	my $script = 'mount -t tmpfs -o size=2m tmpfs /dev/shm && exec "$@"';
	$node->append_conf('postgresql.conf', "policyscope.share_limit = 256MB\nmin_dynamic_shared_memory = 0\nshared_memory_type = mmap");
	my $started = system('unshare', '-m', '--map-current-user', '--keep-caps', 'sh', '-c', $script, 'sh', 'pg_ctl', '-w', '-D', $node->data_dir, '-l', $node->logfile,
		'-o', '--cluster-name=main', 'start');
	skip 'no private mounts here', 4 unless $started == 0;
	is($node->safe_psql('postgres', q{SELECT tag_keys(to_tagset('tx', 'word'))}), '{f.v7}', 'tags where /dev/shm has 2 MB');
	$node->safe_psql('postgres', $wide);
	is($node->safe_psql('postgres', "$word; SELECT home, private_because FROM policyscope.cache WHERE version = 49"),
		"{f.wide}\nprivate|no shared memory", 'with an image of its own where it is short');
	is($node->safe_psql('postgres', qq{BEGIN; CREATE TEMP TABLE t AS SELECT tag_keys(to_tagset('tx', 'word')) AS k; SAVEPOINT s; $word; ROLLBACK TO s; COMMIT; SELECT k FROM t}),
		"{f.wide}\n{f.wide}", 'which disturbs no transaction');
	my ($status, $stdout, $stderr) = $node->psql('postgres', "SET client_min_messages = notice; $word");
	is($stderr, '', 'and says nothing');
	system('pg_ctl', '-w', '-m', 'fast', '-D', $node->data_dir, 'stop');
}
done_testing();
