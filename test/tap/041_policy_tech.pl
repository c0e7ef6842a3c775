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
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('policy_tech');
my ($judged, $wanted) = read_judged('tech');

# ---- the documents that are judged, and the strategies ---------------------------------------

my @strategies = glob "$corpus/*/ai-strategies/*.txt";
is(scalar @strategies, 19, 'nineteen strategies');
$wanted->{'ai-strategies'}{ basename($_, '.txt') } = 1 for @strategies;

my $node = load_judged('policy_tech', $corpus, $wanted, 'tech');

# ---- the judged sample --------------------------------------------------------------------------

my $right = check_judged($node, $judged, 50, 'fifty');
cmp_ok($right, '>=', 95, 'at least 95 of 100 were right');

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
