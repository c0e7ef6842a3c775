# 046_policy_noise.pl: no mention where nothing is said: function words, page furniture, pieces of Chinese words.
#
# Needs no public data: the lists are the project's own, and Chinese traps were found by reading laws of
# China and Taiwan. Places have traps of their own in 040_places.pl. With the folder
# $POLICYSCOPE_DATA the news article of guizhou-news.txt is looked at besides data/samples.
use strict;
use warnings;
use utf8;

use Encode qw(decode_utf8 encode_utf8);
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $node = start_node('policy_noise');

sub value { return decode_utf8($node->safe_psql('postgres', encode_utf8($_[0]))); }

sub lines_of
{
	my ($file) = @_;
	return grep { !/^(#|$)/ } split /\n/, decode_utf8(slurp_file($file));
}

sub load_texts
{
	my ($table, @texts) = @_;
	my $values = join ', ', map { "('" . s/'/''/gr . "')" } @texts;

	$node->safe_psql('postgres', encode_utf8("CREATE TABLE $table (text) AS VALUES $values"));
	return scalar @texts;
}

# What the query finds; some of it is shown.
sub none
{
	my ($name, $query) = @_;
	is(value("SELECT * FROM ($query) AS found LIMIT 8"), '', $name);
	return;
}

$node->safe_psql('postgres', 'CREATE EXTENSION policyscope');

# ---- function words -------------------------------------------------------------------------------

my @words = lines_of('data/common_words_en.txt');
cmp_ok(load_texts('word', @words), '>', 300, 'function words');
none("no mention in $_->[0]", qq{
	SELECT written, m.surface, m.concept FROM word, LATERAL (SELECT $_->[1] AS written) AS s, tag_mentions('policy', written) AS m})
  for [ 'a function word', 'text' ], [ 'one with a capital', 'initcap(text)' ], [ 'one in capitals', 'upper(text)' ],
  [ 'one in a sentence', q{format('They %s that, and %s.', text, text)} ],
  [ 'one in a line of capitals', q{'NOT ' || upper(text) || ' AND'} ];

# ---- furniture ------------------------------------------------------------------------------------

my $text_before = 'Robots are built in Norway. They learn, and the work goes on.';
my $text_after = 'The government funds research in Peru, and much of it is on robots.';
load_texts('furniture', map { s/\*$//r } lines_of('data/policy/furniture.txt'));
none('no mention in a line of furniture', qq{
	SELECT text, m.surface, m.concept FROM furniture,
		LATERAL (SELECT 'Report' || E'\\n\\n' || '$text_before' || E'\\n\\n' || text || E'\\n\\n' || '$text_after' AS document) AS d,
		tag_mentions('policy', document) AS m
	WHERE m.start_char > length('Report' || '$text_before') + 4
		AND m.start_char <= length('Report' || '$text_before' || text) + 4});
is(value(qq{SELECT count(*) FROM tag_mentions('policy', E'Report\\n\\n$text_before\\n\\nShare on Facebook\\n\\n$text_after') AS m
	WHERE m.surface IN ('Norway', 'Peru')}), 2, 'but before and after it');

my @documents = glob 'data/samples/*.txt';
my $news = ($ENV{POLICYSCOPE_DATA} // '') . '/guizhou-news.txt';
push @documents, $news if -r $news;
load_texts('document', map { decode_utf8(slurp_file($_)) } @documents);
cmp_ok(value(q{SELECT count(*) FROM document, tag_zones(text) WHERE zone = 'furniture'}), '>=', 2, 'documents have furniture');
none('no mention in the furniture of a document', q{
	SELECT m.surface, m.concept FROM document, tag_zones(text) AS z, tag_mentions('policy', text) AS m
	WHERE z.zone = 'furniture' AND m.start_char BETWEEN z.start_char AND z.start_char + z.char_length - 1});

# ---- pieces of Chinese words -----------------------------------------------------------------------

# What only looks like the label, and the concept that must not be found; then words where it must be.
my @traps = (
	[ '发展中国家', 'place.CN' ], [ '企业中国家投资形成的资产', 'place.CN' ], [ '部长和政治', 'place.*' ], [ '北至滨河北路', 'place.*' ],
	[ '智能体系建设', 'tech.ai_agent' ], [ '建设单位组织工程竣工验收时', 'tech.tissue_engineering' ], [ '信息共享交换机制', 'tech.network_equipment' ],
	[ '培育壮大数据收集企业', 'tech.big_data' ], [ '纯电动机动车', 'tech.electric_motor' ], [ '多元學習之規劃', 'tech.transfer_learning' ],
	[ '數位匯流媒體', 'tech.content_delivery' ], [ '加熱處理後', 'tech.forming' ], [ '软体动物', 'tech.software' ],
	[ '自驾车房车营地', 'tech.autonomous_driving' ], [ '植物疫情监测预报网络', 'tech.public_health_tech' ], [ '采用污染控制技术后', 'tech.control_technology' ],
	[ '传播淫秽电子信息', 'tech.it' ], [ '北京市：鼓励使用新技术、新工艺、新材料，不得影响安全', 'tech.advanced_materials' ], [ '绿色低碳的生活方式', 'tech.environmental' ],
	[ '创新应用中心、创新实验室', 'instrument.sandbox' ], [ '互相勾稽查證', 'instrument.inspection' ], [ '缴纳有关税费', 'instrument.tariff' ],
	[ '应分配额', 'instrument.quota' ], [ '路線圖說', 'instrument.roadmap' ], [ '限制开发区域内', 'instrument.high_tech_zone' ],
	[ '跨境电商综试办', 'instrument.pilot_zone' ], [ '判处罚金', 'instrument.penalty' ], [ '由专家组成', 'actor.task_force' ],
	[ '突发性重大学生伤害事故', 'actor.university' ], [ '應變更登記者', 'actor.media' ], [ '進修研究所需費用', 'actor.research_institute' ],
	[ '依法治税', 'theme.rule_of_law' ], [ '预算外资金管理', 'theme.foreign_investment' ], [ '軍法案卷', 'doctype.bill' ],
);
my @whole = (
	[ '专家组成员由主任指定', 'actor.task_force' ], [ '判处罚金', 'instrument.criminal_penalty' ], [ '并处罚款', 'instrument.penalty' ],
	[ '路由器和交换机，人工智能', 'tech.network_equipment' ], [ '大数据', 'tech.big_data' ], [ '组织工程与再生医学', 'tech.tissue_engineering' ],
	[ '中国', 'place.CN' ], [ '法治建设', 'theme.rule_of_law' ], [ '高新技术产业开发区', 'instrument.high_tech_zone' ],
	[ '生物技术、新能源、新材料', 'tech.advanced_materials' ], [ '关税', 'instrument.tariff' ], [ '金融科技創新實驗', 'instrument.sandbox' ],
);

# Does the text carry the concept? Direct mentions only: a narrower concept would count for a broader one.
sub carries
{
	my ($text, $concept) = @_;
	my $pattern = '^' . ($concept =~ s/[.]/[.]/gr =~ s/\*$/.*/r) . '$';

	return value("SELECT coalesce(string_agg(surface || ' ' || concept, ', '), '') FROM tag_mentions('policy', '$text') WHERE concept ~ '$pattern'");
}

is(carries(@$_), '', encode_utf8("$_->[0]: no $_->[1]")) for @traps;
isnt(carries(@$_), '', encode_utf8("$_->[0]: $_->[1]")) for @whole;

$node->stop;
done_testing();
