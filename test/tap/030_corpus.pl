# 030_corpus.pl: laws that must hold on real documents, of many kinds and languages.
#
# Takes a sample of corpus.tar.xz in the folder $POLICYSCOPE_DATA: JSON lines of {id, text} (a text, or
# an object of texts by language) and plain *.txt. The texts are public, but no part of the project:
# without the archive the test is skipped.
use strict;
use warnings;

use File::Basename;
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap';
use Corpus;

my $corpus = unpack_corpus('corpus');

# Documents of a file, spread evenly over it.
my $sample_size = 55;

# ---- the sample, as rows (file, line) for COPY ------------------------------------------------

sub sample_lines
{
	my ($path, $rows) = @_;
	my @lines = split /\n/, slurp_file($path);
	my $step = @lines > $sample_size ? @lines / $sample_size : 1;

	for (my $at = 0; $at < @lines; $at += $step)
	{
		print $rows join("\t", basename($path), 'json', escape_for_copy($lines[$at])), "\n";
	}
}

my @files = sort grep { -f } map { glob "$corpus/$_" } '*/*.jsonl', '*/*/*.jsonl', '*/*.txt', '*/*/*.txt';
open my $rows, '>', "$corpus/rows" or die $!;
for my $path (@files)
{
	if ($path =~ /\.jsonl$/) { sample_lines($path, $rows) }
	else { print $rows join("\t", 'txt', 'text', escape_for_copy(slurp_file($path))), "\n" }
}
close $rows;

# ---- the documents, stored as users store them -------------------------------------------------

my $node = start_node('corpus', q{
	min_parallel_table_scan_size = 0
	parallel_setup_cost = 0
	parallel_tuple_cost = 0
	max_parallel_workers_per_gather = 0
	max_parallel_workers = 4
});
$node->safe_psql('postgres', qq{
	CREATE EXTENSION policyscope;
	CREATE TABLE sample (file text, kind text, line text);
	COPY sample FROM '$corpus/rows';
	CREATE TABLE docs (id serial PRIMARY KEY, file text, body text, tags tagset) WITH (parallel_workers = 4);
	CREATE TRIGGER docs_tags BEFORE INSERT OR UPDATE OF body ON docs FOR EACH ROW
		EXECUTE FUNCTION tagset_update_trigger('tags', 'policy', 'body');
	INSERT INTO docs (file, body) SELECT file, left(text, 40000) FROM (
		SELECT file, line AS text FROM sample WHERE kind = 'text'
		UNION ALL
		SELECT file, t.text FROM sample, CAST(CASE kind WHEN 'json' THEN line END AS jsonb) AS document,
			LATERAL (SELECT document ->> 'text' AS text WHERE jsonb_typeof(document -> 'text') = 'string'
				UNION ALL SELECT e.value FROM jsonb_each_text(
					CASE jsonb_typeof(document -> 'text') WHEN 'object' THEN document -> 'text' ELSE '{}' END) e) t
		WHERE kind = 'json') s
	WHERE text <> '';
	VACUUM ANALYZE docs;
});

sub value { return $node->safe_psql('postgres', $_[0]); }

# The query gives what breaks the law; some of it is shown.
sub law
{
	my ($name, $query) = @_;
	my $broken = value("SELECT * FROM ($query) broken LIMIT 5");
	is($broken, '', $name);
}

my ($documents, $megabytes, $kinds) = split /\|/, value(
	q{SELECT count(*), round(sum(octet_length(body)) / 1e6, 1), count(DISTINCT file) FROM docs});
note("$documents documents of $kinds files, $megabytes MB");
cmp_ok($documents, '>', 250, 'a few hundred documents');
cmp_ok(value(q{SELECT count(*) FROM docs WHERE tags <> '' AND cardinality(tag_keys(tags)) > 0}), '>', $documents / 3,
	'many of which carry tags');

# ---- mentions ----------------------------------------------------------------------------------

$node->safe_psql('postgres', q{
	CREATE TABLE mentions AS SELECT id, m.* FROM docs, LATERAL tag_mentions('policy', body) WITH ORDINALITY m;
	ANALYZE mentions;
});
cmp_ok(value('SELECT count(*) FROM mentions'), '>', 5000, 'mentions');
$node->safe_psql('postgres', q{
	CREATE TABLE places AS SELECT id, surface, start_char, substr(body, start_char, char_length + 1) AS place, char_length
		FROM mentions JOIN docs USING (id)});
law('offset law', q{SELECT * FROM places WHERE left(place, char_length) <> surface});
law('no mention begins or ends within a character of several code points', q{
	SELECT * FROM places WHERE place ~ U&'^[\0300-\036F\200D\FE0F]' OR substr(place, char_length + 1) ~ U&'[\0300-\036F\200D\FE0F]'});
$node->safe_psql('postgres', q{
	CREATE TABLE readings AS SELECT id, 'period' AS what, r.surface, r.start_char, r.char_length, r.sentence FROM docs, LATERAL tag_periods('policy', body) r
		UNION ALL SELECT id, 'target', r.surface, r.start_char, r.char_length, r.sentence FROM docs, LATERAL tag_targets('policy', body) r});
cmp_ok(value(q{SELECT min(n) FROM (SELECT count(*) AS n FROM readings GROUP BY what) c}), '>', 1000, 'periods and quantities');
law('offset law of periods and quantities', q{
	SELECT what, id, surface, start_char FROM readings JOIN docs USING (id)
	WHERE substr(body, start_char, char_length) <> surface OR char_length < 1 OR sentence < 1});
law('no two periods, nor two quantities, share a place', q{
	SELECT * FROM (SELECT *, lag(start_char + char_length) OVER (PARTITION BY what, id ORDER BY start_char) AS earlier FROM readings) r
	WHERE start_char < earlier});
law('in text order', q{
	SELECT id, start_char, before FROM (
		SELECT id, start_char, lag(start_char) OVER (PARTITION BY id ORDER BY ordinality) AS before FROM mentions) m
	WHERE before > start_char});
law('a facet takes a place once', q{
	SELECT id, facet, surface, start_char FROM (
		SELECT *, lag(start_char + char_length) OVER (PARTITION BY id, facet ORDER BY start_char) AS earlier
		FROM (SELECT DISTINCT id, facet, surface, start_char, char_length FROM mentions) m) m
	WHERE start_char < earlier AND facet NOT IN (SELECT facet FROM policyscope.facet WHERE taxonomy = 'policy' AND overlap = 'all')});
$node->safe_psql('postgres', q{
	CREATE TABLE entries AS SELECT id, e.* FROM docs, LATERAL tag_entries(tags) e;
	CREATE TABLE counted AS SELECT id, concept, count(*) AS mentions, sum(evidence::numeric(20, 3)) AS evidence FROM mentions GROUP BY id, concept;
});
law('mentions_direct counts the mentions', q{
	SELECT id, concept, e.mentions_direct, c.mentions FROM (SELECT * FROM entries WHERE mentions_direct > 0) e
	FULL JOIN counted c USING (id, concept) WHERE e.mentions_direct IS DISTINCT FROM c.mentions});
law('a concept with nothing narrower has the evidence of its mentions', q{
	SELECT id, concept, e.evidence, c.evidence FROM entries e JOIN counted c USING (id, concept)
	WHERE e.evidence::numeric(20, 3) <> c.evidence
		AND concept NOT IN (SELECT broader FROM policyscope.broader WHERE taxonomy = 'policy')});
law('mentions are never fewer than mentions_direct', q{SELECT * FROM entries WHERE mentions < mentions_direct OR evidence <= 0});
law('an accepted candidate of tag_explain is a mention', q{
	SELECT d.id, x.surface, x.start_char FROM (SELECT * FROM docs WHERE id % 10 = 0) d,
		LATERAL tag_explain('policy', left(body, 20000), 'tech.ai') x
	WHERE x.accepted AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = d.id AND m.start_char = x.start_char AND m.concept = x.concept)
		AND x.start_char < 19000});
law('the tokens of tag_debug lie in order, and are the text', q{
	SELECT id, token, start_char FROM (
		SELECT id, left(body, 5000) AS body, t.*, lag(t.start_char + t.char_length) OVER (PARTITION BY id ORDER BY ordinality) AS earlier
		FROM docs, LATERAL tag_debug(left(body, 5000)) WITH ORDINALITY t WHERE id % 10 = 1) t
	WHERE substr(body, start_char, char_length) <> token OR earlier > start_char OR (earlier = start_char) <> (gap_before = 'none')});

# ---- pairs and profiles --------------------------------------------------------------------------

$node->safe_psql('postgres', q{
	CREATE TABLE pairs AS SELECT id, within, p.* FROM docs, unnest('{clause,sentence,paragraph}'::text[]) within, LATERAL tag_pairs('policy', body, 'instrument', 'tech', within) p;
	CREATE TABLE profiles AS SELECT id, p.* FROM docs, LATERAL tag_profile('policy', body) p;
	CREATE TABLE commitments AS SELECT id, c.* FROM docs, LATERAL tag_commitments('policy', body) c WHERE concept LIKE 'tech.%';
	ANALYZE pairs, profiles, commitments;
});
cmp_ok(value('SELECT count(*) FROM pairs'), '>', 1000, 'pairs');
law('offset law of pairs', q{
	SELECT id, within, concept_a, concept_b, start_char FROM pairs JOIN docs USING (id)
	WHERE substr(body, start_char, char_length) <> sentence OR char_length < 1 OR pairs < 1 OR pairs > least(units_a, units_b)});
law('no pair begins or ends within a character of several code points', q{
	SELECT id, start_char FROM (SELECT id, start_char, char_length, substr(body, start_char, char_length + 1) AS place FROM pairs JOIN docs USING (id)) p
	WHERE place ~ U&'^[\0300-\036F\200D\FE0F]' OR substr(place, char_length + 1) ~ U&'[\0300-\036F\200D\FE0F]'});
law('what is in one clause is in one sentence, and what is in one sentence in one paragraph', q{
	SELECT id, concept_a, concept_b FROM pairs WHERE within = 'clause' EXCEPT SELECT id, concept_a, concept_b FROM pairs WHERE within = 'sentence'
	UNION ALL (SELECT id, concept_a, concept_b FROM pairs WHERE within = 'sentence' EXCEPT SELECT id, concept_a, concept_b FROM pairs WHERE within = 'paragraph')});
is(value('SELECT count(*) FROM profiles'), $documents, 'a profile each');
law('figures of profiles are within their bounds', q{
	SELECT id FROM profiles WHERE s4 NOT BETWEEN s4_low AND s4_high OR s4_low < 0 OR s4_high > 1 OR (s4 IS NULL) <> (clauses = 0)
		OR specificity NOT BETWEEN 0 AND 1 OR (specificity IS NULL) <> (committed < 5) OR breadth < 1 OR headline NOT BETWEEN 0 AND 1 OR isempty(horizon)
		OR language NOT IN ('en', 'zh-Hans', 'zh-Hant') OR sentences < 0});
law('the words of a profile are those of the tagset', q{
	SELECT id, words FROM profiles JOIN docs USING (id) WHERE id % 10 = 0 AND words <> tag_word_count(to_tagset('policy', body))});
law('a facet has no fewer clauses than one of its concepts, and no more than all together', q{
	SELECT id, clauses, most, together, firm FROM profiles JOIN (SELECT id, max(c.clauses) AS most, sum(c.clauses) AS together, max(force_5 + force_4) AS firm,
			sum(force_5 + force_4) AS firm_together FROM commitments c GROUP BY id) c USING (id)
	WHERE clauses NOT BETWEEN most AND together OR round(s4 * clauses) NOT BETWEEN firm AND firm_together});

# ---- the same text, written otherwise ------------------------------------------------------------

my %rewritten = (
	'NFC' => 'normalize(body, NFC)',
	'NFD' => 'normalize(body, NFD)',
	'ideographic spaces' => q{replace(body, ' ', U&'\3000')},
	'no-break spaces' => q{replace(body, ' ', U&'\00A0')},
	'straight apostrophes' => q{replace(body, U&'\2019', '''')},
	'soft hyphens' => q{regexp_replace(body, '([a-z]{4})([a-z]{4})', '\1' || U&'\00AD' || '\2', 'g')},
	'line ends CRLF' => q{replace(replace(body, E'\r\n', E'\n'), E'\n', E'\r\n')},
	'punctuation of half width' => q{translate(body, '，；：！？（）', ',;:!?()')},
	'full width small letters' => q{translate(body, 'bcdfgjkmnqrvxz', 'ｂｃｄｆｇｊｋｍｎｑｒｖｘｚ')},
);
for my $name (sort keys %rewritten)
{
	# addresses are known by their ASCII bytes
	my $plain = $name =~ /width|hyphens|apostrophes/ ? q{AND body !~ '@|://|www\.'} : '';
	law("the same tags: $name", qq{
		SELECT id, file, ARRAY(SELECT unnest(tag_keys(tags)) EXCEPT SELECT unnest(tag_keys(other))) AS lost,
			ARRAY(SELECT unnest(tag_keys(other)) EXCEPT SELECT unnest(tag_keys(tags))) AS won, tag_word_count(tags), tag_word_count(other) FROM (
			SELECT id, file, tags, to_tagset('policy', $rewritten{$name}) AS other FROM docs WHERE octet_length(body) < 60000 $plain) d
		WHERE tags <> other});
}

# ---- sums ----------------------------------------------------------------------------------------

my @orders = ('id', 'id DESC', 'md5(body)', 'length(body), id');
my %sums = map { $_ => value("SELECT md5(tagset_send(tagset_sum(tags ORDER BY $_))) FROM docs") } @orders;
is($sums{$_}, $sums{id}, "the sum in order of $_") for @orders[ 1 .. $#orders ];

sub parallel
{
	my ($query) = @_;
	my $settings = 'SET max_parallel_workers_per_gather = 4; SET enable_indexscan = off;';
	my $plan = value("$settings EXPLAIN (COSTS off) $query");
	like($plan, qr/Gather.*Partial Aggregate/s, 'a parallel plan');
	return value("$settings $query");
}
is(parallel('SELECT md5(tagset_send(tagset_sum(tags))) FROM docs'), $sums{id}, 'the sum of partial sums');
is(parallel(q{SELECT md5(tagset_send(tagset_sum(to_tagset('policy', body)))) FROM docs}), $sums{id}, 'tagged by parallel workers');
is(value(q{SELECT md5(tagset_send(tagset_sum(s ORDER BY file DESC))) FROM (SELECT file, tagset_sum(tags) AS s FROM docs GROUP BY file) d}),
	$sums{id}, 'the sum of sums by file');

$node->stop;
done_testing();
