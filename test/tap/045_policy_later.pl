# 045_policy_later.pl: mentions drawn once more, after the samples of the other tests were settled.
#
# test/judged/later.tsv holds three draws of two hundred mentions, judged by reading their sentences: those
# judged right must still be found, those that were wrong and are mended must be gone, and at least 95 in
# a hundred are right or mended. The texts are in corpus.tar.xz in the folder $POLICYSCOPE_DATA, public, but no part
# of the project, and in data/samples: without the archive the test is skipped.
use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('policy_later');
my ($judged, $wanted) = read_judged('later');
my $node = load_judged('policy_later', $corpus, $wanted, qw(tech place instrument));

my $right = check_judged($node, $judged, { en => 299, zh => 296 }, 'nearly three hundred');
my $mended = grep { $_->[5] eq 'mended' } @$judged;
cmp_ok($right + $mended, '>=', 0.95 * @$judged, "at least 95 in a hundred were right ($right) or are mended ($mended)");

$node->stop;
done_testing();
