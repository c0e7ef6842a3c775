# 044_policy_languages.pl: one document in two languages has the same tags, and they weigh the same.
#
# Laws of Taiwan in Chinese and English and acts of the European Union in English and French, by pairs.
# Of the countries: the mean overlap (Jaccard) of the keys, and the median of the second text's score as a
# share of the first's, for keys that both have. The same is noted for the technologies, whose labels in French
# stop at the second level, and the pairs that agree least are named: doc/taxonomy.md says why they do. The texts are in
# corpus.tar.xz in the folder $POLICYSCOPE_DATA; public, but no part of the project: without the
# archive the test is skipped.
use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('languages');

# ---- the documents, a line each: source, JSON ---------------------------------------------------

my $lines = "$corpus/lines";
open my $rows, '>', $lines or die $!;
for my $source (qw(eurlex-dev en-tw-laws zh-tw-laws))
{
	print $rows "$source\t", escape_for_copy($_), "\n" for split /\n/, slurp_file("$corpus/corpus/$source.jsonl");
}
close $rows or die $!;

my $node = start_node('policy_languages');

# The laws of the English file have the name of the Chinese ones with a prefix.
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	CREATE TABLE line (source text, line text);
	COPY line FROM '$lines';
	CREATE TABLE document AS SELECT source, line::jsonb ->> 'id' AS id, line::jsonb -> 'text' AS body FROM line;
	CREATE TABLE pair AS
		SELECT 'tw' AS kind, z.id, to_tagset('policy', e.body #>> '{}') AS first, to_tagset('policy', z.body #>> '{}') AS second
		FROM document AS e JOIN document AS z ON substr(e.id, 5) = z.id
		WHERE e.source = 'en-tw-laws' AND z.source = 'zh-tw-laws'
		UNION ALL
		SELECT 'eu', id, to_tagset('policy', body ->> 'en'), to_tagset('policy', body ->> 'fr')
		FROM document WHERE source = 'eurlex-dev' AND body ? 'en' AND body ? 'fr';
	CREATE TABLE country AS SELECT concept FROM policyscope.property WHERE taxonomy = 'policy' AND name = 'iso3166_1';
	CREATE TABLE score AS
		SELECT kind, id, CASE WHEN key ^\@ 'tech.' THEN 'tech' ELSE 'place' END AS facet, key,
			nullif(first -> key, 0) AS first, nullif(second -> key, 0) AS second
		FROM pair, LATERAL (SELECT unnest(tag_keys(first)) UNION SELECT unnest(tag_keys(second))) AS k (key)
		WHERE key ^\@ 'tech.' OR key IN (SELECT concept FROM country);
	CREATE TABLE overlap AS
		SELECT kind, facet, id, count(*) AS keys, avg((first > 0 AND second > 0)::integer) AS jaccard
		FROM (SELECT kind, facet, id, key, coalesce(first, 0) AS first, coalesce(second, 0) AS second FROM score) AS s
		GROUP BY kind, facet, id;
});

my %name = (tw => 'laws of Taiwan, English and Chinese', eu => 'acts of the European Union, English and French');
my %least = (tw => 25, eu => 100);

for my $kind ('tw', 'eu')
{
	for my $facet ('place', 'tech')
	{
		my $what = ($facet eq 'place' ? 'countries' : 'technologies') . ", $name{$kind}";
		my ($pairs, $mean) = split /\|/, $node->safe_psql('postgres', qq{
			SELECT count(*), round(avg(jaccard), 3) FROM overlap WHERE (kind, facet) = ('$kind', '$facet')});
		my ($keys, $lower, $median, $upper) = split /\|/, $node->safe_psql('postgres', qq{
			SELECT count(*), round(q[1]::numeric, 3), round(q[2]::numeric, 3), round(q[3]::numeric, 3) FROM score,
				(SELECT percentile_cont('{0.25,0.5,0.75}'::float8[]) WITHIN GROUP (ORDER BY second / first) AS q
				FROM score WHERE (kind, facet) = ('$kind', '$facet')) AS quartiles
			WHERE (kind, facet) = ('$kind', '$facet') AND first > 0 AND second > 0 GROUP BY q});
		my $worst = $node->safe_psql('postgres', qq{
			SELECT string_agg(id || ' ' || round(jaccard, 2), ', ') FROM (
				SELECT * FROM overlap WHERE (kind, facet) = ('$kind', '$facet') AND jaccard < 1
				ORDER BY jaccard, keys DESC, id LIMIT 10) AS w});

		note("$what: $pairs pairs, mean overlap $mean; score ratio of $keys keys: median $median, quartiles $lower and $upper");
		note("  agree least: $worst");
		next if $facet eq 'tech';
		cmp_ok($pairs, '>=', $least{$kind}, "$what: pairs with any");
		cmp_ok($mean, '>=', 0.75, "$what: mean overlap");
		next if $kind eq 'eu';
		cmp_ok($median, '>=', 0.95, "$what: the Chinese score is not lower");
		cmp_ok($median, '<=', 1.05, "$what: nor higher");
	}
}

$node->stop;
done_testing();
