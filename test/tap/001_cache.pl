# What a taxonomy's name means, to whom and from when on: the cache laws.
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
	max_prepared_transactions = 2
});
$node->start;

my $word = q{SELECT tag_keys(to_tagset('tx', 'word'))};

# Statements that leave the draft with this one concept.
sub draft
{
	my ($concept) = @_;
	return qq{
		DELETE FROM policyscope.concept WHERE taxonomy = 'tx';
		INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('tx', 'f.$concept');
		INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('tx', 'f.$concept', 'en', 'word');
	};
}

sub publish
{
	my ($concept) = @_;
	return draft($concept) . q{SELECT taxonomy_publish('tx');};
}

# Each session is told apart in failures by its name.
sub session { return $node->background_psql('postgres', on_error_stop => 0); }

$node->safe_psql('postgres', q{
	CREATE EXTENSION policyscope;
	INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('tx');
	INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('tx', 'f');
});
my ($a, $b) = (session(), session());

# --- another session's publish

is($a->query_safe(publish('v1')), '1', 'first version');
is($b->query_safe($word), '{f.v1}', 'B sees version 1');
$a->query_safe(publish('v2'));
is($b->query_safe($word), '{f.v2}', 'the next statement of B sees version 2');
is($b->query_safe(q{SELECT tag_keys(to_tagset('tx@1', 'word'))}), '{f.v1}', 'version 1 by its number');

$b->query_safe('BEGIN');
is($b->query_safe($word), '{f.v2}', 'READ COMMITTED: before');
$a->query_safe(publish('v3'));
is($b->query_safe($word), '{f.v3}', 'READ COMMITTED: the next statement of an open transaction sees version 3');
$b->query_safe('COMMIT');

# --- REPEATABLE READ

$b->query_safe('CREATE TEMP TABLE scratch (n integer)');
for my $level ('REPEATABLE READ', 'SERIALIZABLE')
{
	my ($before, $after) = $level eq 'SERIALIZABLE' ? ('v4', 'v5') : ('v3', 'v4');
	$b->query_safe("BEGIN ISOLATION LEVEL $level");
	is($b->query_safe($word), "{f.$before}", "$level: before");
	$a->query_safe(publish($after));
	is($b->query_safe($word), "{f.$before}", "$level keeps its answer");
	$b->query_safe('INSERT INTO scratch VALUES (1)');
	is($b->query_safe($word), "{f.$before}", "$level keeps it after a write of its own");
	$b->query_safe('SAVEPOINT s');
	$b->query_safe('INSERT INTO scratch VALUES (1)');
	$b->query_safe('ROLLBACK TO s');
	is($b->query_safe($word), "{f.$before}", "$level keeps it after a savepoint");
	is($a->query_safe($word), "{f.$after}", 'while A sees the new one');
	$b->query_safe('COMMIT');
	is($b->query_safe($word), "{f.$after}", 'the next transaction sees the new one');
}

# A snapshot taken before the first question counts, not the question.
$b->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
$b->query_safe('SELECT 1');
$a->query_safe(publish('v6'));
is($b->query_safe($word), '{f.v5}', 'REPEATABLE READ: version 5 by its snapshot');
$b->query_safe('COMMIT');

# --- one's own transaction

$a->query_safe('BEGIN');
$a->query_safe(publish('mine'));
is($a->query_safe($word), '{f.mine}', 'an uncommitted publish is seen by its own session at once');
is($b->query_safe($word), '{f.v6}', 'and by no other');
$a->query_safe('ROLLBACK');
is($a->query_safe($word), '{f.v6}', 'after ROLLBACK the old one again');
$a->query_safe(publish('v7'));
is($a->query_safe(q{SELECT max(version) FROM policyscope.version WHERE taxonomy = 'tx'}), '7', 'the number was free again');
is($a->query_safe($word), '{f.v7}', 'and means its new content: to the session that rolled back');
is($b->query_safe($word), '{f.v7}', 'and to others');
is($a->query_safe(q{SELECT tag_keys(to_tagset('tx@7', 'word'))}), '{f.v7}', 'by number too');

for my $level ('READ COMMITTED', 'REPEATABLE READ')
{
	$a->query_safe("BEGIN ISOLATION LEVEL $level");
	is($a->query_safe($word), '{f.v7}', "$level: before the savepoint");
	$a->query_safe('SAVEPOINT s');
	$a->query_safe(publish('inner'));
	is($a->query_safe($word), '{f.inner}', "$level: inside the savepoint");
	$a->query_safe('ROLLBACK TO s');
	is($a->query_safe($word), '{f.v7}', "$level: after ROLLBACK TO");
	$a->query_safe('SAVEPOINT t');
	$a->query_safe(publish('again'));
	is($a->query_safe($word), '{f.again}', "$level: published again under the same number");
	$a->query_safe('ROLLBACK');
	is($a->query_safe($word), '{f.v7}', "$level: after ROLLBACK");
}

# --- cursors, and statements under way

$a->query_safe('BEGIN');
$a->query_safe(q{DECLARE c CURSOR FOR SELECT tag_keys(to_tagset('tx', 'word')) FROM generate_series(1, 5)});
is($a->query_safe('FETCH c'), '{f.v7}', 'a cursor, opened before');
$b->query_safe(publish('v8'));
is($a->query_safe('FETCH c'), '{f.v7}', 'keeps its answer after a publish by another session');
is($a->query_safe($word), '{f.v8}', 'beside a statement that sees it');
is($a->query_safe('FETCH c'), '{f.v7}', 'and keeps it');
$a->query_safe(publish('v9'));
is($a->query_safe('FETCH c'), '{f.v7}', 'and after a publish of its own session');
is($a->query_safe($word), '{f.v9}', 'which the next statement sees');
is($a->query_safe('FETCH c'), '{f.v7}', 'to its last row');
$a->query_safe('COMMIT');

# Opened before and first fetched after the publish.
$a->query_safe('BEGIN');
$a->query_safe(q{DECLARE c CURSOR FOR SELECT tag_keys(to_tagset('tx', 'word'))});
$b->query_safe(publish('v10'));
is($a->query_safe($word), '{f.v10}', 'a statement after the publish');
is($a->query_safe('FETCH c'), '{f.v9}', 'the cursor opened before it');
$a->query_safe('COMMIT');

$a->query_safe('SELECT pg_advisory_lock(1)');
$b->query_until(qr/waiting/, q{
	\echo waiting
	SELECT tag_keys(to_tagset('tx', 'word')) || ARRAY[pg_advisory_lock(1)::text] || tag_keys(to_tagset('tx', 'word'));
});
$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)});
$a->query_safe(publish('v11'));
$a->query_safe('SELECT pg_advisory_unlock(1)');
is($b->query_safe($word), qq({f.v10,"",f.v10}\n{f.v11}), 'one statement has one answer, the next the new one');
$b->query_safe('SELECT pg_advisory_unlock_all()');

# --- rows of version that no publish made

$node->safe_psql('postgres', q{
	COPY (SELECT taxonomy, 100, digest, source FROM policyscope.version WHERE (taxonomy, version) = ('tx', 2))
	TO '} . $node->basedir . q{/version.copy'});
my $copy = q{COPY policyscope.version (taxonomy, version, digest, source) FROM '} . $node->basedir . q{/version.copy'};
is($a->query_safe($word), '{f.v11}', 'A before COPY');
$b->query_safe($copy);
is($a->query_safe($word), '{f.v2}', 'COPY into version counts');
is($b->query_safe(q{SELECT count(*) FROM policyscope.image WHERE (taxonomy, version) = ('tx', 100)}), '1', 'and has its image built');
$b->query_safe(q{DELETE FROM policyscope.version WHERE version = 100});
is($a->query_safe($word), '{f.v11}', 'DELETE counts');
$b->query_safe("BEGIN; SET LOCAL session_replication_role = replica; $copy; COMMIT");
is($a->query_safe($word), '{f.v2}', 'COPY as a replica counts');
is($b->query_safe(q{SELECT count(*) FROM policyscope.image WHERE (taxonomy, version) = ('tx', 100)}), '1', 'and has its image built');
$b->query_safe(q{DELETE FROM policyscope.version WHERE version = 100});

# --- taxonomy_forget

$b->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
is($b->query_safe(q{SELECT tag_keys(to_tagset('tx@3', 'word'))}), '{f.v3}', 'version 3 in use');
$a->query_safe(q{SELECT taxonomy_forget('tx', 3)});
is($b->query_safe(q{SELECT tag_keys(to_tagset('tx@3', 'word'))}), '{f.v3}', 'stays in use in a transaction that began before');
is($b->query_safe(q{SELECT tag_keys(to_tagset('tx@2', 'word'))}), '{f.v2}', 'beside others');
$b->query_safe('COMMIT');
is($node->psql('postgres', q{SELECT to_tagset('tx@3', 'word')}), 3, 'and is gone for the rest');
my ($status, $stdout, $stderr) = $node->psql('postgres', q{SELECT to_tagset('tx@3', 'word')});
like($stderr, qr/taxonomy "tx" has no version 3\nHINT:  Its versions: 11, 10, 9, 8, 7, 6, 5, 4, 2, 1\./, 'with the versions there are');

# --- many names and images in one transaction

is($b->query_safe(q{SELECT count(*) FROM generate_series(1, 3) AS round,
	(SELECT version FROM policyscope.version WHERE taxonomy = 'tx' ORDER BY version) AS v
	WHERE tag_keys(to_tagset('tx@' || version, 'word')) = ARRAY['f.v' || version]}), '30', 'ten versions in turn');
cmp_ok($b->query_safe(q{SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'policyscope image'}), '<=', 16,
	'images no name refers to are let go');
$b->query_safe(q{DO $$ BEGIN
	FOR n IN 1 .. 40 LOOP
		UPDATE policyscope.label SET weight = n WHERE taxonomy = 'tx';
		PERFORM taxonomy_publish('tx');
		PERFORM to_tagset('tx', 'word');
	END LOOP;
END $$});
cmp_ok($b->query_safe(q{SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'policyscope image'}), '<=', 20,
	'also within one transaction of many publishes');
is($a->query_safe(q{SELECT to_tagset('tx', 'word')}), q({1} 'f.v11':40/1), 'A has the last of them');

# --- parallel workers

$a->query_safe(q{
	CREATE TABLE docs AS SELECT 'word ' || n AS body FROM generate_series(1, 20000) AS n;
	ANALYZE docs;
	SET parallel_setup_cost = 0;
	SET parallel_tuple_cost = 0;
	SET min_parallel_table_scan_size = 0;
	SET max_parallel_workers_per_gather = 2;
});
my $parallel = q{SELECT tag_keys(to_tagset('tx', body)), count(*) FROM docs GROUP BY 1};
like($a->query_safe("EXPLAIN (COSTS OFF) $parallel"), qr/Parallel Seq Scan/, 'workers tag');
is($a->query_safe($parallel), '{f.v11}|20000', 'with the newest version');
$a->query_safe('BEGIN');
$a->query_safe(publish('par'));
is($a->query_safe($parallel), '{f.par}|20000', 'with the uncommitted one of their leader');
$a->query_safe('ROLLBACK');
is($a->query_safe($parallel), '{f.v11}|20000', 'with the old one after ROLLBACK');
$a->query_safe(q{DELETE FROM policyscope.image WHERE taxonomy = 'tx'});
is($a->query_safe($parallel), '{f.v11}|20000', 'compiled by themselves where the image is missing');

# --- two publishers

$a->query_safe('BEGIN');
my $first = $a->query_safe(publish('first'));
$b->query_until(qr/waiting/, qq{
	\\echo waiting
	SELECT taxonomy_publish('tx');
});
$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)});
$a->query_safe('COMMIT');
is($b->query_safe($word), ($first + 1) . "\n{f.first}", 'the second publisher waits, counts on and freezes what it finds then');

$b->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
$b->query_safe('SELECT 1');
$a->query_safe(publish('second'));
$b->query(q{SELECT taxonomy_publish('tx')});
like($b->{stderr}, qr/could not serialize access/, 'in REPEATABLE READ it is refused');
$b->{stderr} = '';
$b->query_safe('ROLLBACK');

# --- prepared transactions

is($a->query_safe($word), '{f.second}', 'before a prepared publish');
$a->query_safe('BEGIN');
$a->query_safe(publish('prepared'));
is($a->query_safe($word), '{f.prepared}', 'seen by its session');
$a->query_safe(q{PREPARE TRANSACTION 'p'});
is($a->query_safe($word), '{f.second}', 'not once it is prepared');
$b->query_safe(q{COMMIT PREPARED 'p'});
is($a->query_safe($word), '{f.prepared}', 'and again when another session commits it');
is($b->query_safe($word), '{f.prepared}', 'which sees it as well');

# --- the extension goes and comes back

$a->query_safe('DROP EXTENSION policyscope CASCADE');
$b->query($word);
isnt($b->{stderr}, '', 'no extension, no tags');
$b->{stderr} = '';
$a->query_safe('CREATE EXTENSION policyscope');
is($b->query_safe(q{SELECT to_tagset('artificial intelligence') ? 'tech.ai'}), 't', 'and back');

$a->quit;
$b->quit;
$node->stop;
done_testing();
