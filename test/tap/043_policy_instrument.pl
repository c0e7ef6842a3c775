# 043_policy_instrument.pl: the instruments of the taxonomy policy, on real documents.
#
# test/judged/instrument.tsv holds fifty mentions, half English and half Chinese, judged by reading
# their sentences. Those judged right must still be found, with the same span and concept, and they
# must be at least 95 in a hundred; those that were wrong and are mended must be gone. Then what needs
# no document: the five families stand at the top, and the facets are as deep as they should be. The
# texts are in corpus.tar.xz in the folder $POLICYSCOPE_DATA; public, but no part of the project:
# without the archive the test is skipped.
use strict;
use warnings;

use File::Path qw(make_path);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $archive = ($ENV{POLICYSCOPE_DATA} // '') . '/corpus.tar.xz';
plan skip_all => 'corpus.tar.xz not present (POLICYSCOPE_DATA)' if !-r $archive;

$ENV{PGCLIENTENCODING} = 'UTF8';
my $corpus = "$ENV{TESTDATADIR}/policy_instrument";
make_path($corpus);
system('tar', '-xJf', $archive, '-C', $corpus) == 0 or die "could not unpack $archive";
my %file_of = (eurlex => 'eurlex-dev');

my @judged = map { [ split /\t/ ] } grep { !/^#/ } split /\n/, slurp_file('test/judged/instrument.tsv');
my %wanted;
$wanted{ $_->[0] }{ $_->[1] } = 1 for @judged;

# ---- the documents -------------------------------------------------------------------------------

sub write_row
{
	my ($rows, $source, $id, $text) = @_;
	my %escape = ("\\" => "\\\\", "\t" => '\\t', "\r" => '\\r', "\n" => '\\n');

	$text =~ s/([\\\t\r\n])/$escape{$1}/g;
	print $rows join("\t", $source, $id, $text), "\n";
	return;
}

# A file of JSON lines; the English text where there are several.
sub write_laws
{
	my ($rows, $source) = @_;
	my ($path) = glob "$corpus/*/" . ($file_of{$source} // $source) . '.jsonl';
	my $json = JSON::PP->new->utf8;

	for my $line (split /\n/, slurp_file($path))
	{
		my ($id) = $line =~ /^\{"id":\s*"([^"]*)"/ or die "$path: a line without id";
		next if !$wanted{$source}{$id};
		my $text = $json->decode($line)->{text};
		$text = $text->{en} if ref $text;
		utf8::encode($text);
		write_row($rows, $source, $id, $text);
	}
	return;
}

open my $rows, '>', "$corpus/rows" or die $!;
for my $source (sort keys %wanted)
{
	if ($source eq 'ai-strategies')
	{
		write_row($rows, $source, $_, slurp_file((glob "$corpus/*/$source/$_.txt")[0])) for sort keys %{ $wanted{$source} };
		next;
	}
	write_laws($rows, $source);
}
close $rows or die $!;

my $node = PostgreSQL::Test::Cluster->new('policy_instrument');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nclient_min_messages = warning\n");
$node->start;
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	CREATE TABLE doc (source text, id text, body text, PRIMARY KEY (source, id));
	COPY doc FROM '$corpus/rows';
	CREATE TABLE mention AS SELECT doc.source, id, start_char, char_length, concept
		FROM doc, tag_mentions('policy', body) WHERE facet = 'instrument';
});

# ---- the judged sample ---------------------------------------------------------------------------

my %found = map { $_ => 1 } split /\n/,
  $node->safe_psql('postgres', q{SELECT concat_ws('|', source, id, start_char, char_length, concept) FROM mention});
my %right = (en => 0, zh => 0);
my %all = (en => 0, zh => 0);

for my $row (@judged)
{
	my ($source, $id, $start, $length, $concept, $judgement) = @$row;
	my $stratum = $source =~ /^zh/ ? 'zh' : 'en';
	my $present = $found{"$source|$id|$start|$length|$concept"};

	$all{$stratum}++;
	$right{$stratum}++ if $judgement eq 'right';
	ok($present, "$source $id: $concept at $start") if $judgement eq 'right';
	ok(!$present, "$source $id: no $concept at $start") if $judgement eq 'mended';
}

# Wilson's interval of a share, in words.
sub interval
{
	my ($good, $total) = @_;
	my ($z, $p) = (1.96, $good / $total);
	my $middle = ($p + $z**2 / (2 * $total)) / (1 + $z**2 / $total);
	my $half = $z / (1 + $z**2 / $total) * sqrt($p * (1 - $p) / $total + $z**2 / (4 * $total**2));

	return sprintf '%d of %d right, 95 %% interval %.3f to %.3f', $good, $total, $middle - $half, $middle + $half;
}

note("$_: ", interval($right{$_}, $all{$_})) for 'en', 'zh';
note('all: ', interval($right{en} + $right{zh}, $all{en} + $all{zh}));
is($all{$_}, 25, "twenty-five mentions in $_") for 'en', 'zh';
cmp_ok($right{en} + $right{zh}, '>=', 0.95 * @judged, 'at least 95 in a hundred were right');

# ---- the trees -----------------------------------------------------------------------------------

is($node->safe_psql('postgres', q{
	SELECT string_agg(concept, ' ' ORDER BY concept) FROM policyscope.concept AS c
	WHERE taxonomy = 'policy' AND facet = 'instrument' AND NOT EXISTS
		(SELECT FROM policyscope.broader AS b WHERE (b.taxonomy, b.concept) = (c.taxonomy, c.concept))}),
	join(' ', map { "instrument.$_" } qw(collaborative_infrastructure direct_finance governance indirect_finance regulation_incentives)),
	'the five families of STIP Compass are the first level');

my %least = (instrument => 120, theme => 100, sector => 60);
for my $facet (sort keys %least)
{
	cmp_ok($node->safe_psql('postgres',
		"SELECT count(*) FROM policyscope.concept WHERE taxonomy = 'policy' AND facet = '$facet'"),
		'>=', $least{$facet}, "$facet has its $least{$facet} concepts");
}
for my $classification ([ 'nace', 'A'..'U' ], [ 'gbt4754', 'A'..'T' ])
{
	my ($name, @sections) = @$classification;

	is($node->safe_psql('postgres', qq{
		SELECT string_agg(value, ' ' ORDER BY value COLLATE "C") FROM policyscope.property
		WHERE taxonomy = 'policy' AND name = '$name' AND concept LIKE 'sector.%'}),
		"@sections", "every section of $name has one sector");
}

$node->stop;
done_testing();
