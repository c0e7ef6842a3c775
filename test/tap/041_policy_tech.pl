# 041_policy_tech.pl: the technologies of the taxonomy policy, on real documents.
#
# test/judged/tech.tsv holds a hundred mentions that were judged by reading their sentences: those
# judged right must still be found, with the same span and concept, and they must be at least 95 in a
# hundred. Then the national AI strategies: artificial intelligence has the most evidence of all
# technologies in each. The texts are in corpus.tar.xz in the folder $POLICYSCOPE_DATA; public, but no
# part of the project: without the archive the test is skipped.
use strict;
use warnings;

use File::Basename;
use File::Path qw(make_path);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $archive = ($ENV{POLICYSCOPE_DATA} // '') . '/corpus.tar.xz';
plan skip_all => 'corpus.tar.xz not present (POLICYSCOPE_DATA)' if !-r $archive;

$ENV{PGCLIENTENCODING} = 'UTF8';
my $corpus = "$ENV{TESTDATADIR}/policy_tech";
make_path($corpus);
system('tar', '-xJf', $archive, '-C', $corpus) == 0 or die "could not unpack $archive";
my %file_of = (eurlex => 'eurlex-dev');

my @judged = map { [ split /\t/ ] } grep { !/^#/ } split /\n/, slurp_file('test/judged/tech.tsv');
my %wanted;
$wanted{ $_->[0] }{ $_->[1] } = 1 for @judged;

# ---- the documents that are judged, and the strategies ---------------------------------------

sub escape_for_copy
{
	my ($value) = @_;

	$value =~ s/\\/\\\\/g;
	$value =~ s/\t/\\t/g;
	$value =~ s/\r/\\r/g;
	$value =~ s/\n/\\n/g;
	return $value;
}

# The English text where there are several.
sub write_laws
{
	my ($source, $rows) = @_;
	my ($path) = glob "$corpus/*/" . ($file_of{$source} // $source) . '.jsonl';
	my $json = JSON::PP->new->utf8;

	for my $line (split /\n/, slurp_file($path))
	{
		my ($id) = $line =~ /^\{"id":\s*"([^"]*)"/ or die "$path: a line without id";
		next if !$wanted{$source}{$id};
		my $text = $json->decode($line)->{text};
		$text = $text->{en} if ref $text;
		utf8::encode($text);
		print $rows join("\t", $source, $id, escape_for_copy($text)), "\n";
	}
	return;
}

open my $rows, '>', "$corpus/rows" or die $!;
write_laws($_, $rows) for grep { $_ ne 'ai-strategies' } sort keys %wanted;
my @strategies = sort glob "$corpus/*/ai-strategies/*.txt";
print $rows join("\t", 'ai-strategies', basename($_, '.txt'), escape_for_copy(slurp_file($_))), "\n" for @strategies;
close $rows or die $!;
is(scalar @strategies, 19, 'nineteen strategies');

my $node = PostgreSQL::Test::Cluster->new('policy_tech');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nclient_min_messages = warning\n");
$node->start;
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	CREATE TABLE doc (source text, id text, body text, PRIMARY KEY (source, id));
	COPY doc FROM '$corpus/rows';
	CREATE TABLE mention AS SELECT doc.source, id, start_char, char_length, concept
		FROM doc, tag_mentions('policy', body) WHERE facet = 'tech';
});

# ---- the judged sample --------------------------------------------------------------------------

my %found = map { $_ => 1 } split /\n/,
  $node->safe_psql('postgres', q{SELECT concat_ws('|', source, id, start_char, char_length, concept) FROM mention});
my %right = (en => 0, zh => 0);
my %all = (en => 0, zh => 0);

for my $row (@judged)
{
	my ($source, $id, $start, $length, $concept, $judgement, $surface) = @$row;
	my $stratum = $source =~ /^zh/ ? 'zh' : 'en';

	$all{$stratum}++;
	next if $judgement ne 'right';
	$right{$stratum}++;
	ok($found{"$source|$id|$start|$length|$concept"}, "$source $id: $concept at $start");
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
is($all{$_}, 50, "fifty mentions in $_") for 'en', 'zh';
cmp_ok($right{en} + $right{zh}, '>=', 95, 'at least 95 of 100 were right');

# ---- the strategies -----------------------------------------------------------------------------

for my $row (split /\n/, $node->safe_psql('postgres', q{
	SELECT DISTINCT ON (id) id, concept FROM doc, tag_entries(to_tagset('policy', body))
	WHERE source = 'ai-strategies' AND facet = 'tech' ORDER BY id, evidence DESC, concept}))
{
	my ($id, $concept) = split /\|/, $row;

	is($concept, 'tech.ai', "$id is about artificial intelligence");
}

$node->stop;
done_testing();
