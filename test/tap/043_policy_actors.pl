# 043_policy_actors.pl: the actors and plans of the taxonomy policy, on real documents.
#
# test/judged/actor_plan.tsv holds fifty mentions that were judged by reading their sentences: those
# judged right must still be found, with the same span and concept. Then three laws for whole
# collections: laws of Taiwan name no ministry of the People's Republic by a name that both have, laws
# of the People's Republic none of Taiwan, and acts of the European Union none of either. The texts are in
# corpus.tar.xz in the folder $POLICYSCOPE_DATA; public, but no part of the project: without the
# archive the test is skipped.
use strict;
use warnings;

use File::Basename;
use File::Path qw(make_path);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $archive = ($ENV{POLICYSCOPE_DATA} // '') . '/corpus.tar.xz';
plan skip_all => 'corpus.tar.xz not present (POLICYSCOPE_DATA)' if !-r $archive;

$ENV{PGCLIENTENCODING} = 'UTF8';
my $corpus = "$ENV{TESTDATADIR}/policy_actors";
make_path($corpus);
system('tar', '-xJf', $archive, '-C', $corpus) == 0 or die "could not unpack $archive";

# Of each collection of laws, one document in this many is looked at besides the judged ones.
my $one_in = 25;
my %file_of = (eurlex => 'eurlex-dev');

my @judged = map { [ split /\t/ ] } grep { !/^#/ } split /\n/, slurp_file('test/judged/actor_plan.tsv');
my %wanted;
$wanted{ $_->[0] }{ $_->[1] } = 1 for @judged;

# ---- the documents, a line each: source, document, JSON -----------------------------------------

sub escape_for_copy
{
	my ($value) = @_;

	$value =~ s/([\\\t\n\r])/{ '\\' => '\\\\', "\t" => '\\t', "\n" => '\\n', "\r" => '\\r' }->{$1}/ge;
	return $value;
}

sub write_laws
{
	my ($source, $rows) = @_;
	my ($path) = glob "$corpus/*/" . ($file_of{$source} // $source) . '.jsonl';
	my $number = 0;

	for my $line (split /\n/, slurp_file($path))
	{
		my ($id) = $line =~ /^\{"id":\s*"([^"]*)"/ or die "$path: a line without id";

		print $rows join("\t", $source, $id, 'json', escape_for_copy($line)), "\n"
		  if $wanted{$source}{$id} || !($number++ % $one_in);
	}
	return;
}

open my $rows, '>', "$corpus/rows" or die $!;
write_laws($_, $rows) for grep { $_ ne 'ai-strategies' } sort keys %wanted;
for my $path (grep { $wanted{'ai-strategies'}{ basename($_, '.txt') } } sort glob "$corpus/*/ai-strategies/*.txt")
{
	print $rows join("\t", 'ai-strategies', basename($path, '.txt'), 'text', escape_for_copy(slurp_file($path))), "\n";
}
close $rows or die $!;

my $node = PostgreSQL::Test::Cluster->new('policy_actors');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nclient_min_messages = warning\n");
$node->start;
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	CREATE TABLE line (source text, id text, kind text, line text);
	COPY line FROM '$corpus/rows';
	CREATE TABLE doc AS SELECT source, id, CASE kind WHEN 'text' THEN line
			ELSE coalesce(line::jsonb -> 'text' ->> 'en', line::jsonb ->> 'text') END AS body FROM line;
	CREATE TABLE mention AS SELECT doc.source, id, start_char, char_length, concept
		FROM doc, tag_mentions('policy', body) WHERE facet IN ('actor', 'plan');
});

# ---- the judged sample ----------------------------------------------------------------------------

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
is($all{$_}, 25, "twenty-five mentions in $_") for 'en', 'zh';
cmp_ok($right{en} + $right{zh}, '>=', 48, 'at least 48 of 50 were right');

# ---- ministries of the same name ------------------------------------------------------------------

my $shared = 'most|moe|mof|mfa|mot|mara|mct|moj|mnr';

for my $case ([ 'zh-tw-laws', "cn_(?:$shared)" ], [ 'en-tw-laws', "cn_(?:$shared)" ], [ 'zh-cn-laws', 'tw_\w+' ], [ 'eurlex', "(?:cn_(?:$shared)|tw_mo\\w+)" ])
{
	my ($source, $pattern) = @$case;
	my ($documents, $stray) = split /\|/, $node->safe_psql('postgres', qq{
		SELECT count(DISTINCT id), count(DISTINCT id) FILTER (WHERE concept ~ '^actor.$pattern\$') FROM mention WHERE source = '$source'});

	cmp_ok($documents, '>=', 15, "$source: documents that name an actor or a plan");
	cmp_ok($stray, '<=', $documents / 100, "$source: hardly any takes a ministry for another's ($stray of $documents)");
}

$node->stop;
done_testing();
