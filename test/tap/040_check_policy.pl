# 040_check_policy.pl: data/policy/check_policy.pl finds what it is for.
#
# A small taxonomy that keeps all rules, then one breach of each rule put into it: the breach is
# told with its file and line, and nothing else is. Runs no server.
use strict;
use warnings;

use File::Path qw(make_path);
use PostgreSQL::Test::Utils;
use Test::More;

my $tools = 'data/policy';

my $taxonomy = "taxonomy: small\n";
my $good = <<'END';
facet: tech | Technology
facet: other | Other
concept: tech.wide
en: wide area
zh-Hans: 广域
fr: large zone
de: weite Fläche
es: zona amplia
ja: 広い領域
ko: 넓은 영역
concept: tech.narrow
broader: tech.wide
en: narrow area | edge [requires=tech.wide]
zh-Hans: 窄域
fr: zone étroite
de: enge Fläche
es: zona estrecha
ja: 狭い領域
ko: 좁은 영역
concept: tech.narrower
broader: tech.narrow
en: narrower area | common [requires=tech.wide]
zh-Hans: 更窄域
negative-en: narrower escape
concept: other.third
en: third area | Common
zh-Hans: 第三域
list: fields, fields_en | Fields
source: nowhere
item: 广域 | Wide = exactMatch tech.wide; broadMatch tech.narrow, tech.narrower
END
my %check = (
	'common_words_en.txt' => "# words\ncommon\nedge\nlight\n",
	'exceptions.txt' => "# reasons\n",
	'keys_released.txt' => "tech.wide\ntech.gone | retired: never meant anything\n");

# Runs the checker over texts; files of the check directory are given as check/NAME.
sub run_check
{
	my (%files) = @_;
	my $dir = PostgreSQL::Test::Utils::tempdir();
	my %all = ('taxonomy.txt' => $taxonomy, 'small.txt' => $good,
		map({ ("check/$_" => $check{$_}) } keys %check), %files);

	make_path("$dir/data/policy/check");
	for my $name (keys %all)
	{
		open my $out, '>', "$dir/data/policy/$name" or die "$name: $!";
		print $out $all{$name};
		close $out or die "$name: $!";
	}
	open my $out, '>', "$dir/data/common_words_en.txt" or die $!;
	print $out "the\nof\nup\n";
	close $out or die $!;
	my $said = `perl '$tools/check_policy.pl' '$dir/data/policy' 2>&1`;
	return ($? >> 8, $said);
}

sub breach
{
	my ($name, $expected, %files) = @_;
	my ($status, $said) = run_check(%files);

	isnt($status, 0, "$name: the run fails");
	is($said, $expected, "$name: it is told") if !ref $expected;
	like($said, $expected, "$name: it is told") if ref $expected;
	return;
}

# The good text with one piece replaced, which must be there.
sub with
{
	my ($old, $new) = @_;
	my $text = $good;

	$text =~ s/\Q$old\E/$new/ or die "no such piece: $old";
	return ('small.txt' => $text);
}

my ($status, $said) = run_check();
is($said, '', 'the small taxonomy keeps the rules');
is($status, 0, 'and passes');

# ---- what check_policy.pl judges -----------------------------------------------------------------

breach('no Chinese', "small.txt:25: language: other.third has no preferred Chinese label (zh-Hans)\n",
	with("zh-Hans: 第三域\n", ''));
breach('no French at level 2', "small.txt:11: language: tech.narrow stands at level 1 or 2 and has no label in: fr\n",
	with("fr: zone étroite\n", ''));
breach('a shared label',
	"small.txt:13: shared: \"narrow area\" is a label of tech.narrow and tech.narrower; give all a requires, or name each in exceptions.txt\n",
	with('narrower area |', 'narrower area | Narrow-Area |'));
breach('a label shared by one that has company and one that has not', qr/^small.txt:13: shared: /,
	with('narrower area |', 'narrower area | edge | Edge of it |'));
($status) = run_check(with('narrower area |', 'narrower area | edge [requires=tech.wide] |'));
is($status, 0, 'a label that has company everywhere may be shared');
($status) = run_check(with('narrower area |', 'narrower area | narrow area |'),
	'check/exceptions.txt' => "shared: tech.narrow | narrow area | because\nshared: tech.narrower | narrow area | because\n");
is($status, 0, 'a reason excuses a shared label');
breach('a negative label that is a label', "small.txt:24: negative: \"narrow area\" of tech.narrower is a label of tech.narrow as well\n",
	with('narrower escape', 'narrow area'));
breach('a label with a comma', "small.txt:4: unmatchable: \"wide, area\" of tech.wide holds punctuation that no mention may have\n",
	with('en: wide area', 'en: wide, area'));
breach('a label with a full-width comma', qr/^small.txt:5: unmatchable: /, with('zh-Hans: 广域', 'zh-Hans: 广，域'));
breach('a common word alone', qr/^small.txt:22: ambiguous: "common" of tech.narrower is common English; /,
	with('common [requires=tech.wide]', 'common'));
breach('a common word whose capital does not count', qr/^small.txt:26: ambiguous: "Common" of other.third /,
	with('| Common', '| Common [caps=ignore]'));
breach('function words alone', qr/^small.txt:22: ambiguous: "up the" of /, with('narrower area |', 'narrower area | up the |'));
($status) = run_check(with('common [requires=tech.wide]', 'common'),
	'check/exceptions.txt' => "ambiguous: tech.narrower | common | because\n");
is($status, 0, 'a reason excuses a common word');
breach('a cycle', qr/^small.txt:\d+: cycle: tech.(?:wide|narrow|narrower)(?: < tech\.\w+){3}\n\z/, with("en: wide area", "broader: tech.narrower\nen: wide area"));
breach('a broader concept of another facet', qr/^small.txt:21: orphan: tech.narrower has the broader concept other.third of another facet$/m,
	with("broader: tech.narrow\nen: narrower", "broader: other.third\nen: narrower"));
breach('a key that is neither', qr/^small.txt:\d+: key: other.thirdArea is neither /, with('concept: other.third', 'concept: other.thirdArea'));
breach('a released key that is gone', qr/^keys_released.txt: key: tech.lost was released and is gone/,
	'check/keys_released.txt' => "tech.wide\ntech.lost\n");
breach('a retired key used again', "small.txt:20: key: tech.narrower is retired and must not be used again\n",
	'check/keys_released.txt' => "tech.narrower | retired: no more\n");
breach('a list that is not declared', qr/^small.txt:26: list: "field:Third" of other.third names no list/,
	with('en: third area', "mapping: exactMatch = field:Third\nen: third area"));
breach('a list without an item', "small.txt:28: list: fields has no item\nsmall.txt:28: list: fields_en has no item\n",
	with('item: 广域 | Wide = exactMatch tech.wide; broadMatch tech.narrow, tech.narrower', ''));
(undef, $said) = run_check('check/exceptions.txt' => "shared: tech.wide | wide area | because\n");
like($said, qr/^exceptions.txt: not needed any more: shared: tech.wide \| wide area$/m, 'an exception that excuses nothing is told');

# ---- what PolicyText.pm refuses to read ------------------------------------------------------------

breach('an unknown broader concept', "small.txt:12: unknown broader concept \"tech.wider\" of tech.narrow\n", with('broader: tech.wide', 'broader: tech.wider'));
breach('an unknown key in requires', "small.txt:13: unknown key \"tech.no\" in requires\n", with('edge [requires=tech.wide]', 'edge [requires=tech.no]'));
breach('a concept given twice', qr/^small.txt:20: duplicate concept tech.narrow/, with('concept: tech.narrower', 'concept: tech.narrow'));
breach('a label given twice', qr/^small.txt:4: duplicate label "Wide-area" of tech.wide/, with('en: wide area', 'en: wide area | Wide-area'));
breach('no English', "small.txt:3: tech.wide has no preferred English label\n", with("en: wide area\n", ''));
breach('an item of an unknown concept', qr/^small.txt:30: unknown concept "tech.no" of /, with('exactMatch tech.wide;', 'exactMatch tech.no;'));
breach('an item twice', qr/^small.txt:31: duplicate item /, 'small.txt' => $good . "item: 广域 | Wide = exactMatch tech.wide\n");
breach('an item with a wording too few', qr/^small.txt:30: wordings and names of the list differ/, with('item: 广域 | Wide', 'item: 广域'));
breach('an unknown relation', qr/^small.txt:30: relation must be one of /, with('exactMatch tech.wide;', 'sameAs tech.wide;'));

# ---- the shipped taxonomy ----------------------------------------------------------------------------

$said = `perl '$tools/check_policy.pl' 2>/dev/null`;
is($said, '', 'the shipped taxonomy keeps the rules');
is($?, 0, 'and passes');

done_testing();
