# 033_han_edges.pl: Chinese hits that cut a word, on documents judged by reading.
#
# test/han_edges_judged.tsv says of each hit whether it is whole or cuts a word, and how it was drawn. The
# documents are those of zh-cn-laws.jsonl in corpus.tar.xz of the folder $POLICYSCOPE_DATA; without it the test is skipped.
use strict;
use warnings;

use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $archive = corpus_archive() // plan skip_all => NO_CORPUS;

# ---- judgements and their documents ------------------------------------------------------------

my (%judged, %wanted, %labels);
for (split /\n/, slurp_file('test/han_edges_judged.tsv'))
{
	next if /^#/;
	my ($id, $start, $label, $before, $after, $judgement) = split /\t/;
	$judged{"$id\t$start\t$label"} = $judgement;
	$wanted{$id} = 1;
	$labels{$label} = 1;
}

sub quoted
{
	my ($text) = @_;
	$text =~ s/'/''/g;
	return "'$text'";
}

my $rows = "$ENV{TESTDATADIR}/documents";
mkdir $ENV{TESTDATADIR};
open my $out, '>', $rows or die $!;
open my $lines, '-|', 'tar', '-xJOf', $archive, '--wildcards', '*zh-cn-laws.jsonl' or die $!;
while (my $line = <$lines>)
{
	my $document = decode_json($line);
	utf8::encode(my $id = $document->{id});
	next if !$wanted{$id};
	utf8::encode(my $text = $document->{text});
	print $out join("\t", map { escape_for_copy($_) } $id, $text), "\n";
}
close $out;

my $node = start_node('edges');
my $concepts = join ', ', map { "('edges', 'l.$_')" } 1 .. keys %labels;
my $number = 0;
my $values = join ', ', map { $number++; "('edges', 'l.$number', 'zh-Hans', " . quoted($_) . ", 'pref')" } sort keys %labels;
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('edges');
	INSERT INTO policyscope.facet (taxonomy, facet, overlap) VALUES ('edges', 'l', 'all');
	INSERT INTO policyscope.concept (taxonomy, concept) VALUES $concepts;
	INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES $values;
	SELECT taxonomy_publish('edges');
	CREATE TABLE docs (id text, body text);
	COPY docs FROM '$rows';
});

# ---- what is found -------------------------------------------------------------------------------

my %found = map { $_ => 1 } split /\n/, $node->safe_psql('postgres',
	q{SELECT id || E'\t' || start_char || E'\t' || surface FROM docs, LATERAL tag_mentions('edges', body)});
my %count = (whole => 0, cut => 0);
my %stands = (whole => 0, cut => 0);
for my $hit (keys %judged)
{
	$count{$judged{$hit}}++;
	$stands{$judged{$hit}}++ if $found{$hit};
}
my $all = $stands{whole} + $stands{cut};
note("$all hits stand, $stands{cut} of them cut a word; $count{cut} judged to cut, $count{whole} to be whole, of which "
	. ($count{whole} - $stands{whole}) . ' are rejected');
note("judged $_, " . ($found{$_} ? 'stands' : 'rejected'))
	for sort grep { ($judged{$_} eq 'cut') == !!$found{$_} } keys %judged;

sub wilson_upper
{
	my ($hits, $of) = @_;
	my $z = 1.96;
	my $share = $hits / $of;
	return ($share + $z**2 / (2 * $of) + $z * sqrt($share * (1 - $share) / $of + $z**2 / (4 * $of**2))) / (1 + $z**2 / $of);
}

cmp_ok($all, '>=', 700, 'hits stand');
cmp_ok(wilson_upper($stands{cut}, $all), '<=', 0.05, 'at most 5 % of them cut a word (upper end of the Wilson interval)');
cmp_ok($count{cut} - $stands{cut}, '>=', 30, 'hits that cut a word are rejected');
cmp_ok(($count{whole} - $stands{whole}) / $count{whole}, '<=', 0.02, 'at most 2 % of the whole hits are rejected');

$node->stop;
done_testing();
