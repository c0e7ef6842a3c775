# 042_taxonomy_doc.pl: doc/taxonomy.md tells the truth.
#
# Runs its sql blocks in order, in one database, each in a psql of its own that stops at the first
# error. Where a text block follows, it must be the output (blanks at the end of a line aside). Then
# the counts, which must be those that data/policy/count_policy.pl works out of the source.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Bytes all through: psql aligns by the client's encoding, Perl only compares.
$ENV{PGCLIENTENCODING} = 'UTF8';

my $page = 'doc/taxonomy.md';
my $text = slurp_file($page);

my $node = PostgreSQL::Test::Cluster->new('taxonomy_doc');
$node->init;
$node->start;
$node->safe_psql('postgres', "CREATE DATABASE page TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
$node->safe_psql('page', 'CREATE EXTENSION policyscope');

sub tidy
{
	my ($output) = @_;

	$output =~ s/[ \t\r]+$//mg;
	$output =~ s/\n+\z//;
	return $output;
}

# A block of sql, and the block of text that follows it at once.
my $count = 0;
while ($text =~ /^```sql\n(.*?)^```\n(?:```text\n(.*?)^```\n)?/msg)
{
	my ($sql, $expected) = ($1, $2);
	my $name = "example " . ++$count;
	my ($status, $output, $error) =
	  $node->psql('page', $sql, extra_params => [ '-P', 'format=aligned', '-P', 'tuples_only=off', '-P', 'footer=on' ]);

	is($status, 0, "$name runs") or diag($sql, $error);
	is(tidy($output), tidy($expected), "$name has the output shown") if defined $expected;
}
cmp_ok($count, '>', 8, 'the page has examples');

my $counts = `perl data/policy/count_policy.pl`;
is($?, 0, 'the counts can be worked out');
my $shown = join "\n", $text =~ /^<!-- counts of \w+ -->\n(.*?)<!-- end -->/msg;
is($shown, $counts, 'the page shows the counts: perl data/policy/count_policy.pl --into doc/taxonomy.md puts them there');

# The same from the database: nothing is lost on the way.
my %shown = $shown =~ /^\| `(\w+)` \| (\d+) \|/mg;
for my $row (split /\n/, $node->safe_psql('page',
	"SELECT facet, count(*) FROM policyscope.concept WHERE taxonomy = 'policy' GROUP BY 1"))
{
	my ($facet, $concepts) = split /\|/, $row;

	is($shown{$facet}, $concepts, "the database has as many concepts of $facet");
}

$node->stop;
done_testing();
