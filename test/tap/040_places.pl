# 040_places.pl: the places of the shipped taxonomy, and the levels they have.
#
# First what follows from the taxonomy's own rows: each name gives its place, in both scripts, and each
# place its level; then traps. Then, with corpus.tar.xz in the folder $POLICYSCOPE_DATA, real documents:
# national strategies and the sample of mentions judged by reading (places_sample.tsv); texts in two
# languages are compared by 044_policy_languages.pl. The texts are public, but no part of the project.
use strict;
use warnings;

use File::Basename;
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $node = start_node('places');

sub value { return $node->safe_psql('postgres', $_[0]); }

# The query gives what breaks the law; some of it is shown.
sub law
{
	my ($name, $query) = @_;
	is(value("SELECT * FROM ($query) broken LIMIT 8"), '', $name);
}

sub quoted { return "'" . ($_[0] =~ s/'/''/gr) . "'" }

# Rows of a file of this directory, tab-separated, # for comments, as VALUES.
sub values_of
{
	my ($file) = @_;
	my @rows = grep { !/^(#|$)/ } split /\n/, slurp_file("test/tap/$file");
	return join ",\n", map { '(' . join(', ', map { quoted($_) } split /\t/, $_, -1) . ')' } @rows;
}

# ---- what it costs ------------------------------------------------------------------------------

my $before = value('SELECT pg_database_size(current_database())');
my $seconds = value(q{
	CREATE TEMP TABLE clock AS SELECT clock_timestamp() AS start;
	CREATE EXTENSION policyscope;
	SELECT extract(epoch FROM clock_timestamp() - start) FROM clock});
cmp_ok($seconds, '<', 3, 'CREATE EXTENSION in less than 3 s');
cmp_ok((value('SELECT pg_database_size(current_database())') - $before) / 1e6, '<', 30, 'and with less than 30 MB');

$node->safe_psql('postgres', q{
	CREATE TABLE property AS SELECT concept, name, value FROM policyscope.property
		WHERE taxonomy = 'policy' AND concept LIKE 'place.%';
	CREATE TABLE level AS SELECT concept, value AS level FROM property WHERE name = 'level';
	CREATE TABLE country AS SELECT concept FROM property WHERE name = 'iso3166_1';
	CREATE TABLE gbt AS SELECT concept, value AS code, level FROM property JOIN level USING (concept) WHERE name = 'gbt2260';
	CREATE TABLE label AS SELECT concept, lang, label, kind, requires FROM policyscope.label
		WHERE taxonomy = 'policy' AND concept LIKE 'place.%' AND kind <> 'negative';
	-- a province's names, as company for what asks for it
	CREATE TABLE company AS SELECT left(code, 2) AS province, string_agg(label, ' , ') AS names
		FROM gbt JOIN label USING (concept) WHERE level = 'province' AND kind = 'pref' GROUP BY 1;
	CREATE TABLE prefecture_company AS SELECT left(code, 4) AS prefecture, string_agg(label, ' , ') AS names
		FROM gbt JOIN label USING (concept) WHERE level = 'prefecture' AND kind = 'pref' AND requires IS NULL GROUP BY 1;
});

# ---- scope --------------------------------------------------------------------------------------

is(value(q{SELECT count(*) FROM country WHERE concept <> 'place.XK'}), 249, 'the countries and territories of ISO 3166-1');
is(value(q{SELECT string_agg(country || ':' || n, ' ' ORDER BY country) FROM (
		SELECT left(value, 2) AS country, count(*) AS n FROM property WHERE name = 'iso3166_2' GROUP BY 1) s}),
	'AU:8 CA:13 CN:31 DE:16 FR:13 GB:4 IN:36 JP:47 KR:17 TW:22 US:51', 'first-level subdivisions');
is(value(q{SELECT count(*) FROM gbt WHERE level = 'province'}), 31, 'provinces of China');
cmp_ok(value(q{SELECT count(*) FROM gbt WHERE level = 'prefecture'}), '>=', 330, 'prefectures');
cmp_ok(value(q{SELECT count(*) FROM gbt WHERE level = 'county'}), '>=', 2800, 'counties');
law('each place has one level', q{
	SELECT concept FROM policyscope.concept LEFT JOIN level USING (concept) WHERE taxonomy = 'policy' AND facet = 'place'
	GROUP BY 1 HAVING count(level) <> 1});
is(value('SELECT string_agg(DISTINCT level, $$ $$ ORDER BY level) FROM level'),
	'country county prefecture province supranational zone', 'the levels');
law('each code stands once', q{SELECT code FROM gbt GROUP BY 1 HAVING count(*) > 1});
law('each country is named in seven languages', q{
	SELECT concept, count(DISTINCT lang) FROM country JOIN label USING (concept)
	WHERE kind = 'pref' AND lang IN ('en', 'zh-Hans', 'fr', 'de', 'es', 'ja', 'ko') GROUP BY 1 HAVING count(DISTINCT lang) < 7});
law('Taiwan, Hong Kong and Macao have no broader concept', q{
	SELECT concept, broader FROM policyscope.broader
	WHERE taxonomy = 'policy' AND concept IN ('place.TW', 'place.HK', 'place.MO')});
law('a county lies in its prefecture or, without one, its province, and this at 0.3', q{
	SELECT c.concept, c.code FROM gbt c WHERE level IN ('county', 'prefecture') AND NOT EXISTS (
		SELECT FROM policyscope.broader b JOIN gbt p ON p.concept = b.broader
		WHERE b.taxonomy = 'policy' AND b.concept = c.concept AND b.rollup = 0.3
			AND p.code = CASE WHEN c.level = 'county' AND EXISTS (SELECT FROM gbt WHERE code = left(c.code, 4) || '00')
				THEN left(c.code, 4) || '00' ELSE left(c.code, 2) || '0000' END)});

# ---- names --------------------------------------------------------------------------------------

# Text whose first word is the name; it must be that place there.
sub named
{
	my ($name, $query) = @_;
	law($name, qq{
		SELECT n.concept, n.text FROM ($query) n (concept, length, text) WHERE NOT EXISTS (
			SELECT FROM tag_mentions('policy', n.text) m WHERE m.concept = n.concept AND m.start_char = 1 AND m.char_length = n.length)});
}

named('each name of a province or prefecture, where it asks for company in that of its province', q{
	SELECT concept, length(label), CASE WHEN requires IS NULL THEN label ELSE label || ' , ' || names END
	FROM gbt JOIN label USING (concept) JOIN company ON province = left(code, 2) WHERE level IN ('province', 'prefecture')});
named('the same in Traditional characters', q{
	SELECT concept, length(label), label || ' , ' || names
	FROM (VALUES } . values_of('places_traditional.tsv') . q{) t (code, labels) JOIN gbt USING (code)
		JOIN company ON province = left(code, 2), regexp_split_to_table(labels, ' [|] ') AS label});
named('each name of a county in the company of its prefecture and province', q{
	SELECT concept, length(label), concat_ws(' , ', label, p.names, c.names)
	FROM gbt JOIN label USING (concept) JOIN company c ON province = left(code, 2)
		LEFT JOIN prefecture_company p ON prefecture = left(code, 4) WHERE level = 'county'});
# A katakana middle dot ends a label.
named('the preferred names of countries', q{
	SELECT concept, length(label), label FROM country JOIN label USING (concept)
	WHERE kind = 'pref' AND requires IS NULL AND label NOT LIKE '%・%'});
law('few of them ask for company', q{
	SELECT lang, count(*) FROM country JOIN label USING (concept) WHERE kind = 'pref' AND requires IS NOT NULL GROUP BY 1 HAVING count(*) > 16});

my %province = (
	BJ => '北京 北京市 Beijing', TJ => '天津 天津市 Tianjin', HE => '河北 河北省 Hebei', SX => '山西 山西省 Shanxi',
	NM => '内蒙古 內蒙古 内蒙古自治区 Inner_Mongolia', LN => '辽宁 遼寧 辽宁省 Liaoning', JL => '吉林 吉林省 Jilin',
	HL => '黑龙江 黑龍江 黑龙江省 Heilongjiang', SH => '上海 上海市 Shanghai', JS => '江苏 江蘇 江苏省 Jiangsu',
	ZJ => '浙江 浙江省 Zhejiang', AH => '安徽 安徽省 Anhui', FJ => '福建 福建省 Fujian', JX => '江西 江西省 Jiangxi',
	SD => '山东 山東 山东省 Shandong', HA => '河南 河南省 Henan', HB => '湖北 湖北省 Hubei', HN => '湖南 湖南省 Hunan',
	GD => '广东 廣東 广东省 Guangdong', GX => '广西 廣西 广西壮族自治区 Guangxi', HI => '海南 海南省 Hainan',
	CQ => '重庆 重慶 重庆市 Chongqing', SC => '四川 四川省 Sichuan', GZ => '贵州 貴州 贵州省 Guizhou',
	YN => '云南 雲南 云南省 Yunnan', XZ => '西藏 西藏自治区 Tibet Xizang', SN => '陕西 陝西 陕西省 Shaanxi',
	GS => '甘肃 甘肅 甘肃省 Gansu', QH => '青海 青海省 Qinghai', NX => '宁夏 寧夏 宁夏回族自治区 Ningxia', XJ => '新疆 新疆维吾尔自治区 Xinjiang');
named('the 31 provinces by their usual names, alone', join ' UNION ALL ',
	map { my $key = $_; map { s/_/ /gr } map { "SELECT 'place.CN-$key', length('$_'), '$_'" } split / /, $province{$key} } sort keys %province);
my %longer = (BJ => 'Municipality', TJ => 'Municipality', SH => 'Municipality', CQ => 'Municipality', NM => 'Autonomous Region',
	GX => 'Zhuang Autonomous Region', NX => 'Hui Autonomous Region', XJ => 'Uygur Autonomous Region', XZ => 'Autonomous Region');
named('and with what kind of province they are, in English', join ' UNION ALL ', map {
	my ($latin) = $province{$_} =~ /([A-Z]\w*)/a;
	my $name = ($latin =~ s/_/ /r) . ' ' . ($longer{$_} // 'Province');
	"SELECT 'place.CN-$_', length('$name'), '$name'" } sort keys %province);

# One character is never enough (京 is a capital, 云 a cloud, 新 new): an abbreviation counts in the number of a document, and beside others.
my %abbreviated = (
	BJ => '京政发 京政办发 京沪 京津', TJ => '津政发 京津', HE => '冀政发 津冀 晋冀鲁豫', SX => '晋政发 晋陕', NM => '内政办发', LN => '辽政发 辽吉黑',
	JL => '吉政发 辽吉黑', HL => '黑政发 辽吉黑', SH => '沪府发 京沪', JS => '苏政发 苏皖', ZJ => '浙政发 浙皖', AH => '皖政发 苏皖 鄂豫皖',
	FJ => '闽政发 浙闽', JX => '赣府发 湘赣', SD => '鲁政发 鲁苏豫皖', HA => '豫政发 鄂豫皖', HB => '鄂政发 湘鄂赣', HN => '湘政发 湘赣 湘桂',
	GD => '粤府办 粤府函 粤桂', GX => '桂政发 黔桂', HI => '琼府办', CQ => '渝府发 川渝', SC => '川府发 川办发 川滇', GZ => '黔府发 云贵 滇黔',
	YN => '云政发 云贵 滇桂黔', XZ => '藏政发 青藏', SN => '陕政发 川陕 陕甘宁', GS => '甘政发 陕甘', QH => '青藏', NX => '陕甘宁');
named('provinces by their abbreviations, where nothing else can be meant', join ' UNION ALL ',
	map { my $key = $_; map { "SELECT 'place.CN-$key', length('$_'), '$_〔2024〕3号'" } split / /, $abbreviated{$key} } sort keys %abbreviated);
law('each province and prefecture is named in English or pinyin and in Chinese', q{
	SELECT concept FROM gbt JOIN label USING (concept) WHERE level IN ('province', 'prefecture')
	GROUP BY 1 HAVING count(DISTINCT lang) FILTER (WHERE lang IN ('en', 'zh-Hans')) < 2});
named('pinyin with and without its apostrophe or diacritics', q{
	VALUES ('place.CN-520300', 5, 'Zunyi'), ('place.CN-650100', 6, 'Ürümqi'), ('place.CN-650100', 6, 'Urumqi'), ('place.CN-650100', 8, 'Wulumuqi'),
		('place.CN-610100', 5, 'Xi''an'), ('place.CN-610100', 5, 'Xi’an'), ('place.CN-610100', 4, 'Xian, Shaanxi'), ('place.CN-520281', 10, 'Pan County'),
		('place.CN-520281', 7, 'Panzhou'), ('place.CN-SN', 7, 'Shaanxi'), ('place.CN-SX', 6, 'Shanxi')});

# ---- traps --------------------------------------------------------------------------------------

my @traps = (
	'发展中国家', '部长和政治', '黄河北岸', '重大连接', '立法国', '道德国', '沿海地区的发展', '参加纳税', '推广东西', '隆重庆祝', '幸福建设',
	'市和县', '市和县人民政府', '示范县', '贸易县', '信息县', '建设新城区', '老城区改造', '郊区', '矿区', '适应城市发展', '专项城市设计', '会同县级',
	'应当会同县人民政府', '环保定期检验', '普通化妆品', '平方毫米，四平方米', '日照时间', '复合肥料', '规定西侧', '实行朝阳产业政策', '平安建设',
	'和平与发展', '文明城市', '新政发布', '内政发展', '京剧', '粤菜', '安定团结', '开封后使用', '来宾登记', '公安机关', '共和制', '以上海关', '德国麻疹', '股东营利事业', '不平衡水平', '动物保定装置', '法国民大会', '中华民国一百零五年', '中华民国 105 年',
	'a jordan', 'chad', 'turkey', 'a georgia', 'us', 'it', 'Guinea pig', 'Georgia Avenue', 'Georgia', 'Jordan', 'South China Sea',
	'New Zealand dollars', 'Brazil nuts', 'Pennsylvania Avenue', 'An Shan He Long', 'the Uruguay Round');
law('no place in what only looks like one', 'SELECT text, surface, concept FROM (VALUES ' . join(', ', map { '(' . quoted($_) . ')' } @traps)
	. q{) t (text), tag_mentions('policy', text) m WHERE facet = 'place'});

sub places { return value("SELECT string_agg(DISTINCT concept, ' ' ORDER BY concept) FROM tag_mentions('policy', " . quoted($_[0]) . ") WHERE facet = 'place'"); }
is(places('Niger and Nigeria'), 'place.NE place.NG', 'Niger, Nigeria');
is(places('Georgia, Armenia and Azerbaijan'), 'place.AM place.AZ place.GE', 'Georgia beside Armenia');
is(places('Georgia, Florida and Alabama'), 'place.US-AL place.US-FL place.US-GA', 'Georgia beside Florida');
is(places('Jordan, Egypt and Lebanon'), 'place.EG place.JO place.LB', 'Jordan beside Egypt');
is(places('l’Allemagne, d\'Italie et l\'Irlande du Nord'), 'place.DE place.GB-NIR place.IT', 'French elision');
is(places('辽宁省朝阳市'), 'place.CN-211300 place.CN-LN', 'Chaoyang of Liaoning');
is(places('北京市朝阳区、海淀区'), 'place.CN-110105 place.CN-110108', 'Chaoyang of Beijing');
is(places('南京市鼓楼区'), 'place.CN-320106', 'one of four districts of that name');
is(places('开封市和徐州市的鼓楼区'), 'place.CN-320300 place.CN-320302 place.CN-410200 place.CN-410204', 'two of them, if two are meant');
is(places('我国与美国'), 'place.US', 'we, whoever that is');
is(places('中国将扩大我国的开放'), 'place.CN', 'we in China');
is(places('臺灣省、金門縣、連江縣'), 'place.TW place.TW-KIN place.TW-LIE', 'the Lienchiang of Taiwan');
is(places('福建省福州市连江县'), 'place.CN-350122 place.CN-FJ', 'the Lianjiang of Fujian');
is(places('行政院：我國'), 'place.TW', 'we in Taiwan');
is(places('台湾 臺灣 Taiwan 中華民國'), 'place.TW', 'one key for Taiwan');
is(places('京津冀、长三角、粤港澳大湾区'), 'place.greater_bay_area place.jing_jin_ji place.yangtze_delta', 'regions');
is(places("Gui'an New Area, Xiong’an, Pudong, Qianhai, Zhongguancun, Lingang, Hengqin"),
	'place.CN-310115 place.guian_new_area place.hengqin place.lingang_new_area place.qianhai place.xiongan_new_area place.zhongguancun', 'zones');

# ---- levels -------------------------------------------------------------------------------------

sub levels { return value("SELECT string_agg(key, ' ' ORDER BY key) FROM unnest(tag_keys(to_tagset('policy', " . quoted($_[0]) . "))) key WHERE key LIKE 'level.%'"); }
is(levels('Guanshanhu District'), 'level.county', 'the level of a district, not of what it lies in');
is(levels('遵义市'), 'level.prefecture', 'of a prefecture');
is(levels('贵州省'), 'level.province', 'of a province');
is(levels('Norway'), 'level.country', 'of a country');
is(levels('the European Union'), 'level.supranational', 'of a union');
is(levels('雄安新区'), 'level.zone', 'of a zone');
is(levels('at the provincial, municipal and county levels'), 'level.county level.municipality level.prefecture level.province', 'levels in words');
is(levels('省级、市级、县级'), 'level.county level.municipality level.prefecture level.province', 'in Chinese words');
is(levels('local governments'), 'level.local', 'local governments');
is(levels('at the national level'), 'level.country level.national', 'national level');
law('each place with a level in its tags has its own, and no other', q{
	SELECT l.concept, l.level, key FROM (SELECT l.*, (SELECT label FROM label WHERE label.concept = l.concept AND lang = 'zh-Hans' AND requires IS NULL ORDER BY kind = 'pref' DESC, label LIMIT 1) AS name FROM level l) l
		CROSS JOIN LATERAL tag_mentions('policy', name) m, unnest(tag_keys(to_tagset('policy', name))) key
	WHERE name IS NOT NULL AND m.concept = l.concept AND m.char_length = length(name) AND key LIKE 'level.%' AND key <> 'level.' || l.level
		AND NOT EXISTS (SELECT FROM tag_mentions('policy', name) w WHERE w.facet = 'level')
		AND NOT EXISTS (SELECT FROM tag_mentions('policy', name) o WHERE o.facet <> 'level' AND o.concept <> l.concept)
		AND l.concept NOT IN ('place.CN-310115', 'place.CN-120116')});
is(levels('浦东新区'), 'level.county level.zone', 'Pudong is both');
is(value(q{SELECT to_tagset('policy', '凤冈县') @@ 'level.county' AND NOT to_tagset('policy', '遵义市') @@ 'level.county'}), 't', 'a query by level');

# ---- documents ----------------------------------------------------------------------------------

SKIP:
{
	skip NO_CORPUS, 1 if !corpus_archive();

	load_documents(unpack_corpus('places'));
	check_strategies();
	check_sample();
}

# The table documents (file, id, lang, body).
sub load_documents
{
	my ($corpus) = @_;
	open my $texts, '>', "$corpus/texts" or die $!;
	for my $path (glob("$corpus/corpus/ai-strategies/*.txt"), glob('data/samples/*.txt'))
	{
		my $file = $path =~ /ai-strategies/ ? 'ai-strategies' : 'samples';
		print $texts join("\t", $file, basename($path), '', escape_for_copy(slurp_file($path))), "\n";
	}
	close $texts;
	open my $lines, '>', "$corpus/lines" or die $!;
	for my $file (qw(eurlex-dev en-tw-laws zh-tw-laws zh-cn-laws))
	{
		print $lines "$file.jsonl\t", escape_for_copy($_), "\n" for split /\n/, slurp_file("$corpus/corpus/$file.jsonl");
	}
	close $lines;
	$node->safe_psql('postgres', qq{
		CREATE TABLE documents (file text, id text, lang text, body text);
		COPY documents FROM '$corpus/texts';
		CREATE TEMP TABLE lines (file text, line text);
		COPY lines FROM '$corpus/lines';
		INSERT INTO documents SELECT file, document ->> 'id', lang, body FROM lines, CAST(line AS jsonb) AS document, LATERAL (
			SELECT '' AS lang, document ->> 'text' AS body WHERE jsonb_typeof(document -> 'text') = 'string'
			UNION ALL SELECT t.key, t.value FROM jsonb_each_text(
				CASE jsonb_typeof(document -> 'text') WHEN 'object' THEN document -> 'text' ELSE '{}' END) t) t;
		ANALYZE documents;
	});
	return;
}

# Sixteen are in English that can be read; of the three others the first country is only noted.
sub check_strategies
{
	$node->safe_psql('postgres', q{
		CREATE TABLE strategy AS SELECT id, 'place.' || substr(id, 6, 2) AS own, first FROM documents LEFT JOIN LATERAL (
			SELECT concept AS first FROM tag_entries(to_tagset('policy', body)) JOIN country USING (concept)
			ORDER BY evidence DESC, concept LIMIT 1) f ON true
		WHERE file = 'ai-strategies'});
	is(value(q{SELECT count(*) FROM strategy WHERE id LIKE '%-en.txt'}), 16, 'sixteen national strategies in English');
	cmp_ok(value(q{SELECT count(*) FROM strategy WHERE id LIKE '%-en.txt' AND first = own}), '>=', 15,
		'at least fifteen are first of all about their own country');
	note(value(q{SELECT string_agg(id || ': ' || coalesce(first, 'none'), ', ' ORDER BY id) FROM strategy
		WHERE id NOT LIKE '%-en.txt' OR first IS DISTINCT FROM own}));
	return;
}

sub check_sample
{
	$node->safe_psql('postgres', 'CREATE TABLE sample (file, id, lang, start_char, char_length, concept, verdict) AS VALUES '
		. values_of('places_sample.tsv'));
	$node->safe_psql('postgres', q{
		CREATE TABLE found AS SELECT s.*, EXISTS (
			SELECT FROM tag_mentions('policy', body) m WHERE m.concept = s.concept
				AND m.start_char = s.start_char::integer AND m.char_length = s.char_length::integer) AS mention
		FROM sample s JOIN documents USING (file, id, lang)});
	is(value('SELECT count(*) FROM found'), value('SELECT count(*) FROM sample'), 'the documents of the sample are there');
	my ($judged, $right, $chinese) = split /\|/, value(q{
		SELECT count(*), count(*) FILTER (WHERE verdict = 'right'), count(*) FILTER (WHERE file LIKE 'zh%' OR id LIKE '%.zh-Han%') FROM sample});
	note(interval($right, $judged), "; $chinese of them Chinese");
	cmp_ok($judged, '>=', 100, 'a hundred places were judged');
	cmp_ok($right, '>=', 0.95 * $judged, 'at least 95 in a hundred were right');
	law('what was judged right is found', q{SELECT * FROM found WHERE verdict = 'right' AND NOT mention});
	law('what was judged wrong is gone', q{SELECT * FROM found WHERE verdict = 'wrong' AND mention});
	return;
}

$node->stop;
done_testing();
