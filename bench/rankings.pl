#!/usr/bin/perl
# bench/rankings.pl [--concept KEY] [--data DIR]: does the order of documents depend on the constants of the score?
#
# Tags the public texts of corpus.tar.xz in DIR (default: $POLICYSCOPE_DATA or ../shared/data beside the clone) on
# a private server (tools/server.sh): with `policy`, and with copies of it whose roll-up of technologies is
# another one. Orders the documents that have the concept (default tech.ai) by tag_score for each setting of k1, b
# and roll-up, and prints Kendall's tau (tau-b, which allows for ties) of each order with that of the defaults,
# least first, and the least between any two orders. 0.9 is wanted.
use strict;
use warnings;

use File::Basename qw(basename dirname);
use File::Temp qw(tempdir);
use Getopt::Long;
use JSON::PP;

my @K1      = (0.8, 1.2, 1.6, 2);
my @B       = (0.5, 0.75, 1);
my @ROLLUP  = (0.5, 0.75, 1);
my $DEFAULT = 'k1 1.2, b 0.75, roll-up 1';

my $home = dirname(__FILE__) . '/..';
my $concept = 'tech.ai';
my $data = $ENV{POLICYSCOPE_DATA} // "$home/../shared/data";
GetOptions('concept=s' => \$concept, 'data=s' => \$data) or die "usage: rankings.pl [--concept KEY] [--data DIR]\n";

my $place = tempdir('psrankXXXXXX', TMPDIR => 1);
chmod 0755, $place;
$SIG{INT} = $SIG{TERM} = sub { exit 130 };
END { my $status = $?; system("'$home/tools/server.sh' stop '$place' >/dev/null 2>&1; rm -rf '$place'") if $place; $? = $status }

# ---- the documents ------------------------------------------------------------------------------

my %escape = ("\\" => '\\\\', "\t" => '\\t', "\r" => '\\r', "\n" => '\\n');

sub texts_of
{
	my ($path) = @_;
	open my $in, '<', $path or die "$path: $!";
	return do { local $/; <$in> } if $path =~ /\.txt$/;
	my $json = JSON::PP->new->utf8;
	my @texts;
	while (my $line = <$in>) {
		my $text = $json->decode($line)->{text};
		$text = $text->{en} if ref $text;
		next if !defined $text;
		utf8::encode($text);
		push @texts, $text;
	}
	return @texts;
}

sub write_rows
{
	my ($rows) = @_;
	mkdir "$place/corpus";
	system('tar', '-xJf', "$data/corpus.tar.xz", '-C', "$place/corpus") == 0 or die "no corpus.tar.xz in $data\n";
	for my $path (sort glob "$place/corpus/*/*.jsonl $place/corpus/*/*.txt $place/corpus/*/*/*.txt") {
		my @texts = texts_of($path);
		print $rows s/([\\\t\r\n])/$escape{$1}/gr, "\n" for @texts;
	}
	return;
}

# ---- the server -----------------------------------------------------------------------------------

my @psql = (qw(psql -XqAt -v ON_ERROR_STOP=1 -p 5432 -h), "$place/s", $> == 0 ? (qw(-U postgres)) : ());

sub sql
{
	my ($database, @statements) = @_;
	open my $out, '-|', @psql, '-d', $database, map { ('-c', $_) } 'SET client_min_messages = warning', @statements or die "psql: $!";
	my @lines = <$out>;
	close $out or die "psql failed\n";
	chomp @lines;
	return @lines;
}

sub taxonomy { return $_[0] == 1 ? 'policy' : 'rollup_' . $_[0] * 100 }

sub prepare
{
	system("'$home/tools/server.sh' up '$place' >'$place/up.log' 2>&1") == 0 or die "see $place/up.log\n";
	sql('postgres', "CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
	sql('bench', 'CREATE EXTENSION policyscope', 'CREATE TABLE docs (id int GENERATED ALWAYS AS IDENTITY, body text)');
	for my $rollup (grep { $_ != 1 } @ROLLUP) {
		my $name = taxonomy($rollup);
		sql('bench', "SELECT taxonomy_copy('policy', '$name')",
			"UPDATE policyscope.broader SET rollup = rollup * $rollup WHERE taxonomy = '$name' AND concept LIKE 'tech.%'",
			"SELECT taxonomy_publish('$name')");
	}
	open my $rows, '|-', @psql, '-d', 'bench', '-c', 'COPY docs (body) FROM STDIN' or die "psql: $!";
	write_rows($rows);
	close $rows or die "psql failed\n";
	return;
}

# The scores of all documents that have the concept, by setting; a row a setting.
sub scores
{
	my ($rollup) = @_;
	my $name = taxonomy($rollup);
	my %by_setting;

	sql('bench', 'DROP TABLE IF EXISTS tagged',
		"CREATE TABLE tagged AS SELECT id, to_tagset('$name', body) AS tags FROM docs",
		"DELETE FROM tagged WHERE NOT tags ? '$concept'");
	for my $k1 (@K1) {
		for my $b (@B) {
			$by_setting{"k1 $k1, b $b, roll-up $rollup"} = [ sql('bench', "SELECT tag_score(tags, '$concept', $k1, $b, 600) FROM tagged ORDER BY id") ];
		}
	}
	return %by_setting;
}

# ---- Kendall's tau-b, by Knight's way: pairs out of order are the exchanges of a merge sort ----------

sub exchanges
{
	my ($list) = @_;
	return 0 if @$list < 2;
	my $middle = int(@$list / 2);
	my @left = @$list[ 0 .. $middle - 1 ];
	my @right = @$list[ $middle .. $#$list ];
	my $count = exchanges(\@left) + exchanges(\@right);
	for (0 .. $#$list) {
		if (!@right || (@left && $left[0] <= $right[0])) { $list->[$_] = shift @left }
		else { $list->[$_] = shift @right; $count += @left }
	}
	return $count;
}

sub tied_pairs
{
	my %count;
	$count{$_}++ for @_;
	my $pairs = 0;
	$pairs += $_ * ($_ - 1) / 2 for values %count;
	return $pairs;
}

sub tau
{
	my ($x, $y) = @_;
	my $n = @$x;
	my @order = sort { $x->[$a] <=> $x->[$b] || $y->[$a] <=> $y->[$b] } 0 .. $n - 1;
	my ($all, $x_tied, $y_tied) = ($n * ($n - 1) / 2, tied_pairs(@$x), tied_pairs(@$y));
	my $both = tied_pairs(map { "$x->[$_] $y->[$_]" } 0 .. $n - 1);
	my $discordant = exchanges([ map { $y->[$_] } @order ]);
	my $concordant = $all - $x_tied - $y_tied + $both - $discordant;
	return ($concordant - $discordant) / sqrt(($all - $x_tied) * ($all - $y_tied));
}

# ---- ---------------------------------------------------------------------------------------------------

prepare();
my %scores = map { scores($_) } @ROLLUP;
my %tau = map { $_ => tau($scores{$DEFAULT}, $scores{$_}) } keys %scores;
printf "%d documents, of which %d have %s\n", (sql('bench', 'SELECT count(*) FROM docs'))[0], scalar @{ $scores{$DEFAULT} }, $concept;
printf "tau with %s:\n", $DEFAULT;
printf "  %.4f  %s\n", $tau{$_}, $_ for sort { $tau{$a} <=> $tau{$b} || $a cmp $b } keys %tau;
my ($least, $pair) = (1, 'none');
my @settings = sort keys %scores;
for my $i (0 .. $#settings) {
	for my $k ($i + 1 .. $#settings) {
		my $tau = tau(@scores{ @settings[ $i, $k ] });
		($least, $pair) = ($tau, "$settings[$i] and $settings[$k]") if $tau < $least;
	}
}
printf "least of any two: %.4f, %s\n", $least, $pair;
