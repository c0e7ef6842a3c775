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

use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('policy_instrument');
my ($judged, $wanted) = read_judged('instrument');
my $node = load_judged('policy_instrument', $corpus, $wanted, 'instrument');

# ---- the judged sample ---------------------------------------------------------------------------

my $right = check_judged($node, $judged, 25, 'twenty-five');
cmp_ok($right, '>=', 0.95 * @$judged, 'at least 95 in a hundred were right');

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
