#!/usr/bin/perl
# How well two readings of the gold agree: Krippendorff's alpha for the axes, exact agreement for periods and
# quantities, with the disagreements listed when asked. Run by hand in this folder:
#
#   perl agreement.pl [--list] [FIRST SECOND]...
#
# Without names it compares reader A with reader B, English, Chinese and both. It knows nothing of the program.

use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Judgements qw(read_judgements read_clauses values_of);

binmode STDOUT, ':encoding(UTF-8)';

my $list = @ARGV && $ARGV[0] eq '--list' ? shift @ARGV : undef;
my @pairs = map { ["$FindBin::Bin/$_.a.tsv", "$FindBin::Bin/$_.b.tsv"] } qw(en zh);

@pairs = ([splice @ARGV, 0, 2]) if @ARGV;

my @all;
foreach my $pair (@pairs)
{
	my ($first, $second) = map { read_judgements($_) } @$pair;
	my @units = map { [$first->{$_}, $second->{$_}] } sort keys %$first;
	my ($name) = $pair->[0] =~ m{([^/]+)$};

	report($name, @units);
	push @all, @units;
}
report('together', @all) if @pairs > 1;

# alpha of a list of [first, second] values, no value missing: 1 - observed / expected disagreement
sub alpha
{
	my ($distance, @units) = @_;
	my (%count, $observed, $expected);

	foreach my $unit (@units)
	{
		$count{$_}++ foreach @$unit;
		$observed += 2 * $distance->(@$unit);
	}
	my $n = 2 * @units;

	foreach my $c (keys %count)
	{
		$expected += $count{$c} * $count{$_} * $distance->($c, $_) foreach keys %count;
	}
	return $expected ? 1 - ($n - 1) * ($observed / $expected) : 1;
}

sub nominal
{
	return $_[0] eq $_[1] ? 0 : 1;
}

# Krippendorff's ordinal metric needs how often each rank was given
sub ordinal_of
{
	my @units = @_;
	my %count;

	$count{$_}++ foreach map { @$_ } @units;
	return sub {
		my ($c, $k) = sort { $a <=> $b } @_[0, 1];
		my $sum = 0;

		return 0 if $c == $k;
		$sum += $count{$_} // 0 foreach $c .. $k;
		return ($sum - ($count{$c} + $count{$k}) / 2)**2;
	};
}

sub report
{
	my ($name, @units) = @_;

	printf "%s, %d clauses\n", $name, scalar @units;
	foreach my $axis (qw(force status voice polarity))
	{
		my @values = map { [$_->[0]{$axis}, $_->[1]{$axis}] } @units;
		my $same = grep { $_->[0] eq $_->[1] } @values;

		printf "  %-22s alpha %.3f, same %d\n", "$axis, nominal", alpha(\&nominal, @values), $same;
		next if $axis ne 'force';
		@values = grep { $_->[0] =~ /^\d$/ && $_->[1] =~ /^\d$/ } @values;
		printf "  %-22s alpha %.3f, both gave 1 to 5: %d\n", 'force, ordinal', alpha(ordinal_of(@values), @values), scalar @values;
	}
	foreach my $field (qw(periods quantities))
	{
		my $same = grep { values_of($_->[0], $field) eq values_of($_->[1], $field) } @units;
		my $some = grep { values_of($_->[0], $field) ne '' || values_of($_->[1], $field) ne '' } @units;
		my $of_some = $same - (@units - $some);

		printf "  %-22s same %d of %d; of those with any, %d of %d\n", $field, $same, scalar @units, $of_some, $some;
	}
	list_differences(@units) if $list;
}

sub list_differences
{
	foreach my $unit (@_)
	{
		foreach my $axis (qw(force status voice polarity))
		{
			my ($first, $second) = map { $_->{$axis} } @$unit;

			print "    $unit->[0]{id} $axis: $first | $second\n" if $first ne $second;
		}
		foreach my $field (qw(periods quantities))
		{
			next if values_of($unit->[0], $field) eq values_of($unit->[1], $field);
			print "    $unit->[0]{id} $field: $unit->[0]{$field} | $unit->[1]{$field}\n";
		}
	}
}
