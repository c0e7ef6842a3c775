# 045_policy_later.pl: mentions drawn once more, after the samples of the other tests were settled.
#
# test/judged/later.tsv holds three draws of two hundred mentions, judged by reading their sentences: those
# judged right must still be found, those that were wrong and are mended must be gone, and at least 95 in
# a hundred are right or mended. The texts are in corpus.tar.xz in the folder $POLICYSCOPE_DATA, public, but no part
# of the project, and in data/samples: without the archive the test is skipped.
use strict;
use warnings;

use File::Basename;
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('policy_later');
my ($judged, $wanted) = read_judged('later');

open my $rows, '>', "$corpus/rows" or die $!;
write_laws($rows, $corpus, $_, $wanted->{$_}) for grep { !/^(?:ai-strategies|samples)$/ } sort keys %$wanted;
for my $path (sort(glob("$corpus/*/ai-strategies/*.txt"), glob('data/samples/*.txt')))
{
	my $source = $path =~ m{/ai-strategies/} ? 'ai-strategies' : 'samples';
	my $id = basename($path, '.txt');

	print $rows join("\t", $source, $id, escape_for_copy(slurp_file($path))), "\n" if $wanted->{$source}{$id};
}
close $rows or die $!;

my $node = start_node('policy_later');
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	CREATE TABLE doc (source text, id text, body text, PRIMARY KEY (source, id));
	COPY doc FROM '$corpus/rows';
	CREATE TABLE mention AS SELECT doc.source, id, start_char, char_length, concept
		FROM doc, tag_mentions('policy', body) WHERE facet IN ('tech', 'place', 'instrument');
});

my $right = check_judged($node, $judged, { en => 299, zh => 296 }, 'nearly three hundred');
my $mended = grep { $_->[5] eq 'mended' } @$judged;
cmp_ok($right + $mended, '>=', 0.95 * @$judged, "at least 95 in a hundred were right ($right) or are mended ($mended)");

$node->stop;
done_testing();
