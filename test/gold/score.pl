#!/usr/bin/perl
# Scores what the program read of the gold, by hand: perl score.pl GOLD FOUND [--errors FIELD]. FOUND is what read.sql
# prints. The test is test/tap/050_gold.pl.

use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Judgements qw(read_judgements);
use Score qw(score_all is_right plain_values);

binmode STDOUT, ':encoding(UTF-8)';

my ($gold_path, $found_path, $errors, $field) = @ARGV;
my $gold = read_judgements($gold_path);
my $found = read_judgements($found_path);
my @ids = grep { $found->{$_} } sort keys %$gold;

if ($errors)
{
	foreach my $id (@ids)
	{
		next if is_right($gold->{$id}, $found->{$id}, $field);
		my @values = map { $field =~ /s$/ && $field ne 'status' ? join(' ; ', plain_values($_, $field)) : $_->{$field} } $gold->{$id}, $found->{$id};
		print join("\t", $id, @values, $found->{$id}{cue} // ''), "\n";
	}
	exit;
}
foreach my $part ([en => qr/^en/], [zh => qr/^zh/], [together => qr/./])
{
	my @of = grep { $_ =~ $part->[1] } @ids;
	next unless @of;
	my $score = score_all(map { [$gold->{$_}, $found->{$_}] } @of);

	print "$part->[0]\n";
	foreach my $name (sort keys %$score)
	{
		my $figure = $score->{$name};

		printf "  %-36s %.3f  n %3d", $name, $figure->{value}, $figure->{n};
		printf '  [%.3f, %.3f]', $figure->{low}, $figure->{high} if defined $figure->{low};
		print "\n";
	}
}
