# 050_gold.pl: how often the reading of a clause is right, on the gold of test/gold (see its README.md).
#
# Each clause goes through tag_mentions (with its type of document), tag_periods and tag_targets; what they say is compared with
# the settled judgement. Prints each figure with its number and Wilson's interval, for English, Chinese and both; the figures
# that are asked for are asserted for both together. The other sets were written after the rules.
use strict;
use warnings;
use utf8;

use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/tap', 'test/gold';
use Corpus;
use Judgements qw(read_clauses read_judgements);
use Score qw(score_all);

my %asked = (
	'force exact' => .85,
	'force within one' => .97,
	'status exact' => .85,
	'voice F1, all classes' => .90,
	'polarity F1, all classes' => .90,
	'periods exact, clauses with any' => .92,
	'quantities exact, clauses with any' => .90);

my $node = start_node('gold');

# a clause as a row for COPY: id, type, sentence, what is marked, where it begins
sub copy_row
{
	my ($clause) = @_;
	my ($before, $surface, $behind) = $clause->{sentence} =~ /^(.*?)\[\[(.*?)\]\](.*)$/ or die "nothing is marked in $clause->{id}";

	return join "\t", map { escape_for_copy($_) } $clause->{id}, $clause->{doctype}, "$before$surface$behind", $surface, 1 + length $before;
}

# what the program reads of the clauses, as judgements by id
sub read_by_program
{
	my ($database, $clauses) = @_;
	my $rows = join '', map { copy_row($_) . "\n" } map { $clauses->{$_} } sort keys %$clauses;
	my $file = "$ENV{TESTDATADIR}/$database.tsv";
	my $script = slurp_file('test/gold/read.sql');

	mkdir $ENV{TESTDATADIR};
	utf8::encode($rows);
	append_to_file("$file.in", $rows);
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	my $read = $node->safe_psql($database, "CREATE EXTENSION policyscope;
		CREATE TABLE gold_clause (id text, doctype text, sentence text, surface text, start_char int);
		COPY gold_clause FROM '$file.in';
		$script");
	append_to_file($file, join '', map { "$_\n" } grep { /\t/ } split /\n/, $read);
	return read_judgements($file);
}

sub report_part
{
	my ($set, $part, $score) = @_;

	foreach my $name (sort keys %$score)
	{
		my $figure = $score->{$name};
		my $interval = defined $figure->{low} ? sprintf ', %.3f to %.3f', $figure->{low}, $figure->{high} : '';

		note sprintf '%s, %s: %s %.3f (n = %d%s)', $set, $part, $name, $figure->{value}, $figure->{n}, $interval;
	}
}

# scores of a set, told by language; returns that of the whole
sub score_set
{
	my ($set, $gold, $found, $lang_of) = @_;
	my $whole;

	foreach my $part (['English', qr/^en/], ['Chinese', qr/^zh/], ['together', qr/^/])
	{
		my @ids = grep { $lang_of->{$_}{lang} =~ $part->[1] } sort keys %$gold;

		$whole = score_all(map { [$gold->{$_}, $found->{$_}] } @ids);
		report_part($set, $part->[0], $whole);
	}
	return $whole;
}

sub joined
{
	my ($read, @paths) = @_;

	return { map { %{ $read->("test/gold/$_") } } @paths };
}

# ---- the gold is what the readings and the settlements say -------------------------------------------

my $clauses = joined(\&read_clauses, 'clauses.en.tsv', 'clauses.zh.tsv');
my $gold = joined(\&read_judgements, 'gold.en.tsv', 'gold.zh.tsv');
my $a = joined(\&read_judgements, 'en.a.tsv', 'zh.a.tsv');
my $b = joined(\&read_judgements, 'en.b.tsv', 'zh.b.tsv');

is(scalar(keys %$clauses), 600, '600 clauses');
is_deeply([sort keys %$gold], [sort keys %$clauses], 'each is judged');
is_deeply([grep { my $id = $_; grep { $a->{$id}{$_} eq $b->{$id}{$_} && $gold->{$id}{$_} ne $a->{$id}{$_} } qw(force status voice polarity) } sort keys %$gold],
	[], 'where both readers agree the gold is theirs');

# ---- the program ---------------------------------------------------------------------------------------

my $found = read_by_program('gold', $clauses);
is_deeply([grep { ($found->{$_}{force} // 'unread') eq 'unread' } sort keys %$gold], [], 'every marked surface is a mention');
my $score = score_set('gold', $gold, $found, $clauses);
foreach my $name (sort keys %asked)
{
	cmp_ok($score->{$name}{value}, '>=', $asked{$name}, "gold: $name");
}

# ---- later sets: within five points of the gold ----------------------------------------------------------

# Where a set lies further off: of the fourth only units written without a space were mended for its own sake, of the
# seventh nothing of force.
my %further = (
	fourth => {'quantities exact, clauses with any' => .10, 'periods exact, clauses with any' => .06},
	seventh => {'force exact' => .10, 'force within one' => .10});

foreach my $set (qw(second third fourth fifth sixth seventh))
{
	my $judged = joined(\&read_judgements, "gold.$set.tsv");
	my $of_set = joined(\&read_clauses, "clauses.$set.tsv");
	is(scalar(keys %$judged), 200, "200 clauses in the $set set");
	my $found_there = score_set("$set set", $judged, read_by_program($set, $of_set), $of_set);
	foreach my $name (sort keys %asked)
	{
		my $points = $further{$set}{$name} // .05;
		cmp_ok($found_there->{$name}{value}, '>=', $score->{$name}{value} - $points, "$set set: $name, within $points");
	}
}

$node->stop;
done_testing();
