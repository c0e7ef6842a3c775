# 020_readme.pl: README.md and doc/analyst.md tell the truth.
#
# Runs the sql blocks of each in order, in one database, each in a psql of its own that stops at the
# first error. Where a text block follows, it must be the output (blanks at the end of a line aside).
# Then the reference of README.md: every function, operator, cast, setting and column of the extension is there.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Bytes all through: psql aligns by the client's encoding, Perl only compares.
$ENV{PGCLIENTENCODING} = 'UTF8';

my $readme = slurp_file('README.md');
my ($reference) = $readme =~ /^## Reference\n(.*?)^## /ms;
$reference =~ s/\\\|/|/g;

my $node = PostgreSQL::Test::Cluster->new('readme');
$node->init;
$node->start;

# ---- examples ------------------------------------------------------------------------------

# From the line of an opening fence: the lines up to the closing one, which is returned too.
sub block_at
{
	my ($file, $lines, $at) = @_;
	my ($indent) = $lines->[$at] =~ /^(\s*)/;
	my @block;

	while ($lines->[ ++$at ] !~ /^\s*```\s*$/)
	{
		push @block, $lines->[$at] =~ s/^$indent//r;
		die "$file: a block does not end" if $at == $#$lines;
	}
	return ($at, join("\n", @block) . "\n");
}

sub tidy
{
	my ($output) = @_;

	$output =~ s/[ \t\r]+$//mg;
	$output =~ s/\n+\z//;
	return $output;
}

sub run_examples
{
	my ($file, $database, $least) = @_;
	my @lines = split /\n/, slurp_file($file);
	my $count = 0;

	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
	for (my $at = 0; $at < @lines; $at++)
	{
		next unless $lines[$at] =~ /^\s*```sql\s*$/;
		my $first = $at + 1;
		($at, my $sql) = block_at($file, \@lines, $at);
		my ($status, $output, $error) =
		  $node->psql($database, $sql, extra_params => [ '-P', 'format=aligned', '-P', 'tuples_only=off', '-P', 'footer=on' ]);
		is($status, 0, "$file:$first runs") or diag($error);
		$count++;

		my $next = $at + 1;
		$next++ while $next < @lines && $lines[$next] =~ /^\s*$/;
		next unless $next < @lines && $lines[$next] =~ /^\s*```text\s*$/;
		($at, my $expected) = block_at($file, \@lines, $next);
		is(tidy($output), tidy($expected), "$file:$first has the output shown");
	}
	cmp_ok($count, '>', $least, "$file has examples");
}

run_examples('README.md', 'readme', 20);
run_examples('doc/analyst.md', 'analyst', 10);

# ---- what is said of indexes ------------------------------------------------------------------

sub uses_index
{
	my ($query, $index) = @_;

	like($node->safe_psql('readme', "SET enable_seqscan = off; SET enable_sort = off; EXPLAIN (COSTS OFF) $query"),
		qr/\b$index\b/, "$index serves: $query");
}

uses_index("SELECT id FROM docs WHERE tags -> 'tech.quantum' > 0.5", 'docs_expr_idx');
uses_index("SELECT id FROM docs WHERE tags -> 'tech.quantum' > 0", 'docs_expr_idx');
uses_index("SELECT id FROM docs ORDER BY tags -> 'tech.quantum' DESC LIMIT 20", 'docs_expr_idx');
uses_index("SELECT id FROM docs WHERE $_", 'docs_tags_idx')
  for "tags @@ 'tech.ai & place.*'", "tag_matches(tags, 'tech.ai')", "tags ? 'tech.ai'", "tag_has(tags, 'tech.ai')",
  "tags ?| '{tech.ai,tech.5g}'", "tags ?& '{tech.ai,tech.5g}'", "tags @> 'tech.ai'", "tags && 'tech.ai'";
uses_index("SELECT id FROM docs WHERE tags @@ 'tech.quantum' AND issued_on >= '2025-04-01'", 'docs_issued_on_idx');

# ---- the reference ----------------------------------------------------------------------------

# The answer's rows, fields separated by tabs, of the members of one catalog.
sub members
{
	my ($catalog, $columns) = @_;

	return map { [ split /\t/, $_, -1 ] } split /\n/,
	  $node->safe_psql('readme',
		"SELECT concat_ws(E'\\t', $columns) FROM pg_depend AS d
		 JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
		 JOIN $catalog AS o ON o.oid = d.objid
		 WHERE d.classid = '$catalog'::regclass AND d.deptype = 'e' AND e.extname = 'policyscope' ORDER BY 1");
}

sub mentioned
{
	my ($what, @forms) = @_;

	ok(scalar(grep { index($reference, "`$_`") >= 0 } @forms), "the reference has $what");
}

# Functions with their arguments as declared, or with the types alone.
for my $function (members('pg_proc', q{o.proname, pg_get_function_arguments(o.oid), oidvectortypes(o.proargtypes)}))
{
	my ($name, $arguments, $types) = @$function;
	$arguments =~ s/::[a-z ]+(?:\[\])?//g;
	mentioned("$name($types)", "$name($arguments)", "$name($types)");
}

mentioned("operator $_->[0]", $_->[0])
  for members('pg_operator', q{format('%s %s %s', format_type(oprleft, NULL), oprname, format_type(oprright, NULL))});

mentioned("cast $_->[0]", $_->[0])
  for members('pg_cast', q{format('%s AS %s', format_type(castsource, NULL), format_type(casttarget, NULL))});

mentioned("operator class $_->[0]", $_->[0]) for members('pg_opclass', 'opcname');

mentioned("output column $_", $_)
  for split /\n/, $node->safe_psql('readme',
	q{SELECT DISTINCT a.name FROM pg_proc AS p, unnest(p.proargnames, p.proargmodes) AS a(name, mode)
	  WHERE a.mode = 't' AND p.oid::regprocedure::text ~ '^(tag|taxonomy)_' ORDER BY 1});

mentioned("setting $_", $_)
  for split /\n/, $node->safe_psql('readme',
	q{LOAD 'policyscope'; SELECT name FROM pg_settings WHERE name LIKE 'policyscope.%' ORDER BY 1});

# Each table in a row of its own, with all its columns.
for my $table (members('pg_class', q{o.oid::regclass, (SELECT string_agg(attname, ' ') FROM pg_attribute
	WHERE attrelid = o.oid AND attnum > 0 AND NOT attisdropped)}))
{
	my ($name, $columns) = @$table;
	my ($row) = $reference =~ /^\| `\Q$name\E` \|(.*)$/m;
	ok(defined $row, "the reference has table $name") or next;
	my @missing = grep { index($row, "`$_`") < 0 } split / /, $columns;
	is("@missing", '', "the reference has all columns of $name");
}

$node->stop;
done_testing();
