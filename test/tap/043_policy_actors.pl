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
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('policy_actors');

# Of each collection of laws, one document in this many is looked at besides the judged ones.
my $one_in = 25;

my ($judged, $wanted) = read_judged('actor_plan');

# ---- the documents, a line each: source, document, JSON -----------------------------------------

# The lines as they are, of the judged documents and of more.
sub write_lines
{
	my ($source, $rows) = @_;
	my $path = path_of_laws($corpus, $source);
	my $number = 0;

	for my $line (split /\n/, slurp_file($path))
	{
		my ($id) = $line =~ /^\{"id":\s*"([^"]*)"/ or die "$path: a line without id";

		print $rows join("\t", $source, $id, 'json', escape_for_copy($line)), "\n"
		  if $wanted->{$source}{$id} || !($number++ % $one_in);
	}
	return;
}

open my $rows, '>', "$corpus/rows" or die $!;
write_lines($_, $rows) for grep { $_ ne 'ai-strategies' } sort keys %$wanted;
for my $path (grep { $wanted->{'ai-strategies'}{ basename($_, '.txt') } } sort glob "$corpus/*/ai-strategies/*.txt")
{
	print $rows join("\t", 'ai-strategies', basename($path, '.txt'), 'text', escape_for_copy(slurp_file($path))), "\n";
}
close $rows or die $!;

my $node = start_node('policy_actors');
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

my $right = check_judged($node, $judged, 25, 'twenty-five');
cmp_ok($right, '>=', 48, 'at least 48 of 50 were right');

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
