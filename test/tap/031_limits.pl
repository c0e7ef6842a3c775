# 031_limits.pl: documents that are huge, empty or made to hurt, and queries that are cancelled.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# A cancelled query must stop within a second of work; the rest is the machine's.
my $most_latency = 1.5;
# Far more than any of the texts needs, far less than quadratic work on it would take.
my $patience = '100s';

my $node = PostgreSQL::Test::Cluster->new('limits');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', qq{
	client_min_messages = warning
	statement_timeout = '$patience'
	max_wal_size = '4GB'
	fsync = off
	jit = off
});
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION policyscope;
	INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('limits');
	INSERT INTO policyscope.facet (taxonomy, facet, overlap) VALUES ('limits', 'f', 'longest'), ('limits', 'g', 'all');
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('limits', 'f.a'), ('limits', 'f.b'), ('limits', 'g.a'), ('limits', 'g.b');
	INSERT INTO policyscope.broader (taxonomy, concept, broader) VALUES ('limits', 'f.b', 'f.a');
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, requires) VALUES
		('limits', 'f.a', 'en', 'one', NULL), ('limits', 'f.a', 'en', 'one two three four', NULL),
		('limits', 'f.b', 'en', 'two', 'f.a'), ('limits', 'g.a', 'en', 'one two', NULL),
		('limits', 'g.b', 'en', 'two one two one two one two', NULL), ('limits', 'f.b', 'en', 'IT', NULL);
	SELECT taxonomy_publish('limits');
	CREATE TABLE texts (name text PRIMARY KEY, body text);
	ALTER TABLE texts ALTER body SET STORAGE EXTERNAL;
});

sub value { return $node->safe_psql('postgres', $_[0]); }

# ---- sizes -------------------------------------------------------------------------------------

# name => [text, the tags it must get]
my %texts = (
	'nothing' => [ q{''}, '' ],
	'one letter' => [ q{'a'}, '{1}' ],
	'one byte that is nothing' => [ q{'.'}, '' ],
	'100 MB of spaces' => [ q{repeat(' ', 100000000)}, '' ],
	'50 MB of one letter' => [ q{repeat('x', 50000000)}, '{1}' ],
	'30 MB of one Cyrillic letter' => [ q{repeat('ж', 15000000)}, '{1}' ],
	'10 MB of Han' => [ q{repeat('国', 3300000)}, undef ],
	'10 MB of Hangul in one word' => [ q{repeat('인', 3300000)}, '{1}' ],
	'a million marks on one letter' => [ q{'e' || repeat(U&'\0301', 1000000) || ' one'}, q({2} 'f.a':1/1) ],
	'a million marks on nothing' => [ q{repeat(U&'\0323\0301', 500000) || ' one'}, undef ],
	'10 MB of marks in two orders, in words' => [ q{repeat('e' || repeat(U&'\0301\0323', 10000) || ' ', 250)}, '{250}' ],
	'10 MB of a label and a half' => [ q{repeat('one two three ', 700000)}, q({2100000} 'f.a':1400000/700000+700000 'f.b':700000/700000 'g.a':700000/700000) ],
	'10 MB of words that begin labels' => [ q{repeat('two one ', 1250000)}, undef ],
	'10 MB of one label after the other' => [ q{repeat('one two three four', 550000)}, undef ],
	'10 MB of capitals in one line' => [ q{repeat('IT ', 3300000)}, '{3300000}' ],
	'5 MB of at signs' => [ q{repeat('@', 5000000)}, '' ],
	'5 MB of letters and at signs' => [ q{repeat('a@', 2500000)}, undef ],
	'5 MB of at signs and dots' => [ q{repeat('@a.', 1700000)}, undef ],
	'5 MB of schemes' => [ q{repeat('a://', 1250000)}, '{1}' ],
	'5 MB of no schemes' => [ q{repeat('://', 1700000)}, undef ],
	'5 MB of schemes that end at once' => [ q{repeat('a://.. ', 700000)}, undef ],
	'5 MB of dots after an address' => [ q{'me@example.org' || repeat('.', 5000000) || '@x'}, undef ],
	'5 MB of www' => [ q{repeat('www.', 1250000)}, undef ],
	'5 MB of numbers with points' => [ q{repeat('1.', 2500000)}, undef ],
	'5 MB of apostrophes' => [ q{repeat('a''', 2500000)}, undef ],
	'5 MB of possessives' => [ q{repeat('one''s ', 800000)}, q({800000} 'f.a':800000/800000) ],
	'5 MB of broken words' => [ q{repeat('o-' || E'\n' || 'ne-' || E'\n', 700000)}, undef ],
	'5 MB of hyphens and line breaks' => [ q{repeat('-' || E'\n', 2500000)}, '' ],
	'5 MB of soft hyphens' => [ q{'o' || repeat(U&'\00AD', 2500000) || 'ne'}, q({1} 'f.a':1/1) ],
	'5 MB of line breaks' => [ q{repeat(E'\r\n', 2500000)}, '' ],
	'every code point' => [ q{(SELECT string_agg(chr(c), '') FROM generate_series(1, 1114111) c WHERE c NOT BETWEEN 55296 AND 57343)}, undef ],
);

for my $name (sort keys %texts)
{
	my ($text, $expected) = @{ $texts{$name} };
	my $started = time;
	my ($status, $output, $errors) = $node->psql('postgres',
		qq{SELECT to_tagset('limits', $text); SELECT count(*) >= 0 FROM tag_mentions('limits', $text); SELECT count(*) >= 0 FROM tag_debug(left($text, 1000000))});
	my ($tags, @others) = split /\n/, $output;
	is($errors, '', "$name: no error");
	is("@others", 't t', "$name: mentions and tokens");
	is($tags // '', $expected, "$name: tags") if defined $expected;
	note("$name: ", time - $started, ' s');
}

# The words 50 MB long are one token each, and none is kept in pieces.
is(value(q{SELECT count(*), max(char_length), bool_and(folded IS NULL) FROM tag_debug(repeat('x', 50000000))}), '1|50000000|t', 'a token of 50 MB');
is(value(q{SELECT string_agg(token, '|') FROM tag_debug(repeat(' ', 3000000) || 'a' || repeat(' ', 3000000) || 'b')}), 'a|b', 'tokens far apart');

# Mentions across the borders of the tokenizer's window.
is(value(q{SELECT count(*) FROM generate_series(0, 40) n, LATERAL tag_mentions('limits', repeat('x ', 4096 * 3 - 20 + n) || 'one two three four') WHERE concept = 'f.a'}),
	'41', 'a label across the window, wherever it lies');
is(value(q{SELECT count(*) FROM generate_series(0, 40) n, LATERAL tag_mentions('limits', repeat(' ', 262144 - 20 + n) || 'one two three four') WHERE concept = 'f.a'}),
	'41', 'and across a batch of bytes');
is(value(q{SELECT count(*) FROM generate_series(0, 300) n, LATERAL tag_debug(repeat('x ', 8192 - 150 + n) || 'one.two-three+four%five_six@example.org x')  WHERE kind = 'address'}),
	'301', 'an address across the window');

# ---- many fields -------------------------------------------------------------------------------

is(value(q{SELECT to_tagset('limits', (SELECT jsonb_object_agg('field' || n, 'one, two') FROM generate_series(1, 10000) n),
	(SELECT jsonb_object_agg('field' || n, 'D') FROM generate_series(1, 10000) n))}), q({20000} 'f.a':20000/10000+10000 'f.b':10000/10000),
	'10,000 fields');
is(value(q{SELECT to_tagset('limits', jsonb_build_object('D', (SELECT jsonb_agg('one'::text) FROM generate_series(1, 100000))))}), q({100000} 'f.a':100000/100000),
	'100,000 texts of one zone');

# ---- cancelling --------------------------------------------------------------------------------

$node->safe_psql('postgres', q{
	INSERT INTO texts VALUES
		('dense', repeat('one two three, IT. ', 5300000)),
		('prose', repeat('The big data industry of Guizhou province grows. ', 2000000)),
		('capitals', repeat('IT ', 33000000)),
		('marks', repeat('e' || repeat(U&'\0301\0323', 12000) || ' ', 2000)),
		('spaces', repeat(' ', 100000000));
	CREATE FUNCTION latency(query text) RETURNS double precision LANGUAGE plpgsql AS $$
	BEGIN
		EXECUTE query;
		RETURN NULL;
	EXCEPTION WHEN query_canceled THEN
		RETURN extract(epoch FROM clock_timestamp() - statement_timestamp()) - extract(epoch FROM current_setting('statement_timeout')::interval);
	END $$;
});

my $worst = 0;
my $cancelled = 0;

# Cancels a query after so many milliseconds each, until it is quicker; tells how late each stopped.
sub cancel_after
{
	my ($query, @times) = @_;
	my @results;

	for my $after (@times)
	{
		my $latency = value(qq{SET statement_timeout = '${after}ms'; SELECT latency(\$\$ $query \$\$)});
		last if $latency eq '';
		push @results, $latency;
		$worst = $latency if $latency > $worst;
	}
	$cancelled += @results;
	return @results;
}

sub all_soon
{
	my ($name, @results) = @_;
	is(scalar(grep { $_ > $most_latency } @results), 0, "$name stops soon after: @results");
}

for my $function (q{to_tagset('limits', body)}, q{tag_mentions('limits', body)}, q{tag_explain('limits', body, 'f.a')}, 'tag_debug(body)')
{
	for my $name ($function =~ /explain/ ? ('dense', 'marks') : ('dense', 'prose', 'capitals', 'marks', 'spaces'))
	{
		my ($short) = $function =~ /^(\w+)/;
		my $query = "SELECT count(*) FROM texts, LATERAL $function x WHERE name = '$name'";

		all_soon("$short of 100 MB of $name", cancel_after($query, 50, 300, 1000, 2000));
	}
}

# The steps after the text was read: each late part of the whole time.
for my $name ('dense', 'capitals')
{
	my $query = "SELECT to_tagset('limits', body) FROM texts WHERE name = '$name'";
	my ($whole) = value(qq{\\timing on\n$query;}) =~ /^Time: ([\d.]+) ms/m;

	all_soon("to_tagset of 100 MB of $name in its later steps", cancel_after($query, map { int($whole * $_) } 0.5, 0.6, 0.7, 0.8, 0.9));
	note("$name: $whole ms in all");
}
cmp_ok($cancelled, '>', 20, 'many queries were cancelled');
note("worst latency of a cancel: $worst s");

# Also by another session, and the session goes on.
my $session = $node->background_psql('postgres', on_error_stop => 0);
my $pid = $session->query_safe(q{SELECT pg_backend_pid()});
$session->query_until(qr/begun/, qq{\\echo begun\nSELECT to_tagset('limits', body) FROM texts WHERE name = 'dense';\nSELECT clock_timestamp() AS ended \\gset\n});
my $since = value(qq{SELECT pg_sleep(0.4), pg_cancel_backend($pid), clock_timestamp()});
($since) = $since =~ /([^|]*)$/;
is(scalar $session->query(qq{SELECT :'ended'::timestamptz - '$since' < '$most_latency s'}), 't', 'pg_cancel_backend');
is(scalar $session->query(q{SELECT to_tagset('limits', 'one')}), q({1} 'f.a':1/1), 'and the session goes on');
$session->quit;

# ---- memory ------------------------------------------------------------------------------------

$node->safe_psql('postgres', q{
	CREATE TABLE documents AS SELECT n, repeat('one two three four, IT, the rest of the text is prose and 国家 ' || n || ' ', n * 37 % 800) AS body FROM generate_series(1, 200) n;
	CREATE FUNCTION used() RETURNS numeric LANGUAGE sql AS 'SELECT round(sum(total_bytes) / 1e6, 1) FROM pg_backend_memory_contexts';
});
my $all = q{SELECT sum(length(to_tagset('limits', body)::text)), sum((SELECT count(*) FROM tag_mentions('limits', body))),
	sum((SELECT count(*) FROM tag_explain('limits', body, 'f.a'))), sum((SELECT count(*) FROM tag_debug(left(body, 2000)))) FROM documents};
my @used = grep { /^[\d.]+$/ } split /\n/, value("$all; SELECT used(); $all; SELECT used(); $all; SELECT used()");
cmp_ok($used[2], '<=', $used[1] + 1, "memory does not grow with the documents: @used MB");
@used = grep { /^[\d.]+$/ } split /\n/, value(q{
	SELECT to_tagset('limits', 'one') IS NULL; SELECT used();
	SELECT to_tagset('limits', body) IS NULL FROM texts WHERE name = 'dense'; SELECT to_tagset('limits', 'one') IS NULL; SELECT used()});
cmp_ok($used[1], '<', $used[0] + 80, "nor is that of a huge document kept: @used MB");
@used = grep { /^[\d.]+$/ } split /\n/, value(q{
	SELECT to_tagset('limits', 'one') IS NULL; SELECT used();
	SELECT count(to_tagset('limits', body)) FROM documents WHERE n < 3; SELECT used();
	DO $$ BEGIN FOR i IN 1 .. 300 LOOP
		BEGIN PERFORM * FROM tag_explain('limits', repeat('one two three ', 1000), 'nothing.at_all'); EXCEPTION WHEN undefined_object THEN END;
		BEGIN PERFORM to_tagset('nowhere' || i, 'x'); EXCEPTION WHEN undefined_object THEN END;
		BEGIN PERFORM to_tagset('limits', jsonb_build_object('A', repeat('one ', 1000), 'B', 7)); EXCEPTION WHEN invalid_parameter_value THEN END;
	END LOOP; END $$; SELECT to_tagset('limits', 'one') IS NULL; SELECT used()});
cmp_ok($used[-1], '<', $used[0] + 4, "nor with errors: @used MB");

# Rows are built one at a time: the most memory this ever took, where the kernel tells.
my ($tokens, $peak) = split /\n/, value(q{
	SELECT count(*) FROM tag_debug((SELECT body FROM texts WHERE name = 'prose'));
	SELECT (regexp_match(pg_read_file('/proc/self/status', 0, 10000, true), 'VmHWM:\s*(\d+)'))[1]::int / 1024});
is($tokens, '18000000', 'tokens of 100 MB');
SKIP:
{
	skip 'the peak of memory is not known', 1 if !$peak || $ENV{LD_PRELOAD};
	cmp_ok($peak, '<', 800, "with $peak MB of memory");
}

is(value(q{SELECT to_tagset('limits', 'one two')}), q({2} 'f.a':2/1+1 'f.b':1/1 'g.a':1/1), 'the server is alive and right');
unlike(slurp_file($node->logfile), qr/PANIC|terminated by signal/, 'and never crashed');
$node->stop;
done_testing();
