# How right a reading of the gold is: figures with their number and Wilson's interval. Used by test/gold/score.pl and
# test/tap/050_gold.pl; takes judgements, wherever they come from.

package Score;

use strict;
use warnings;
use utf8;
use Exporter 'import';
use Judgements qw(entries_of);

our @EXPORT_OK = qw(score_all wilson is_right plain_values);

# the 95 % interval of a share (Wilson 1927)
sub wilson
{
	my ($right, $n) = @_;
	my $z = 1.959964;

	return (0, 1) if $n == 0;
	my $p = $right / $n;
	my $middle = $p + $z**2 / (2 * $n);
	my $half = $z * sqrt($p * (1 - $p) / $n + $z**2 / (4 * $n**2));
	my $whole = 1 + $z**2 / $n;
	return (($middle - $half) / $whole, ($middle + $half) / $whole);
}

# P1Y and P12M are one duration: months, days and seconds
sub plain_duration
{
	my ($text) = @_;
	my ($date, $time) = $text =~ /^P([^T]*)(?:T(.*))?$/ or return $text;
	my %in;

	$in{$2} = $1 while $date =~ /([\d.]+)([YMWD])/g;
	my $seconds = 0;
	while (($time // '') =~ /([\d.]+)([HMS])/g)
	{
		$seconds += $1 * { H => 3600, M => 60, S => 1 }->{$2};
	}
	return join '', 'P', 12 * ($in{Y} // 0) + ($in{M} // 0), 'M', 7 * ($in{W} // 0) + ($in{D} // 0), 'D', $seconds, 'S';
}

# the digits of a number times a power of ten
sub shift_point
{
	my ($number, $power) = @_;
	my ($whole, $places) = split /\./, $number;

	$places //= '';
	$places .= '0' x ($power - length $places) if length $places < $power;
	return $whole . substr($places, 0, $power) . (length $places > $power ? '.' . substr($places, $power) : '');
}

# 5, 5.0 and [5,5] are one number; the guideline's names of units are those of UCUM, an annotation adds nothing to a
# unit, and of a rate the quantity alone is compared
sub plain_quantity
{
	my ($text) = @_;

	$text =~ s/ ha$/ har/;
	if ($text =~ / \{?([TPEZ])FLOPS\}?$/)
	{
		my $power = { T => 12, P => 15, E => 18, Z => 21 }->{$1};
		$text =~ s/([\d.]+)(?=[],) ].*FLOPS)/shift_point($1, $power)/ge;
		$text =~ s/ \S+$/ {FLOPS}/;
	}
	$text =~ s/ ([kMGT]?W)h$/ $1.h/;
	$text =~ s/ \{qubits\}$/ 1/;
	$text =~ s/ \{(TOPS|TEU|FLOPS)\}$/ $1/;
	$text =~ s/ (\w+)\{[^{}]*\}$/ $1/;
	$text =~ s{ %/a$}{ %};

	$text =~ s/(\.\d*?)0+(?=[],)\s])/$1/g;
	$text =~ s/\.(?=[],)\s])//g;
	$text =~ s/^\[([\d.]+),\1\]/$1/;
	return $text;
}

# the values of a field in a fixed order; what has no dates ('?') has no value
sub plain_values
{
	my ($judgement, $field) = @_;
	my @values = grep { !/^\?/ } map { $_->[1] // $_->[0] } entries_of($judgement, $field);

	@values = sort map { $field eq 'periods' ? plain_duration($_) : plain_quantity($_) } @values;
	return @values;
}

sub level_of
{
	my %rank = ('-' => 0, prohibited => 5);

	return $rank{ $_[0] } // $_[0];
}

# Within one: '-' stands below 1; prohibited is near nothing but itself.
sub is_near
{
	my ($gold, $found) = @_;

	return 1 if $gold eq $found;
	return 0 if grep { $_ eq 'prohibited' || $_ eq 'unread' } $gold, $found;
	return abs(level_of($gold) - level_of($found)) <= 1;
}

sub is_right
{
	my ($gold, $found, $field) = @_;

	return join(' ; ', plain_values($gold, $field)) eq join(' ; ', plain_values($found, $field))
	  if $field eq 'periods' || $field eq 'quantities';
	return $gold->{$field} eq $found->{$field};
}

# F1 of one class, undef where neither has it
sub f1
{
	my ($class, $axis, @pairs) = @_;
	my $both = grep { $_->[0]{$axis} eq $class && $_->[1]{$axis} eq $class } @pairs;
	my $gold = grep { $_->[0]{$axis} eq $class } @pairs;
	my $found = grep { $_->[1]{$axis} eq $class } @pairs;

	return $gold + $found ? 2 * $both / ($gold + $found) : undef;
}

sub mean
{
	my @values = grep { defined } @_;
	my $sum = 0;

	$sum += $_ foreach @values;
	return @values ? $sum / @values : 1;
}

# precision, recall and F1 of the single values of a field
sub item_f1
{
	my ($field, @pairs) = @_;
	my ($both, $gold, $found) = (0, 0, 0);

	foreach my $pair (@pairs)
	{
		my %left;
		my @gold = plain_values($pair->[0], $field);
		my @found = plain_values($pair->[1], $field);

		$left{$_}++ foreach @gold;
		$gold += @gold;
		$found += @found;
		$both += grep { $left{$_} && $left{$_}-- } @found;
	}
	return $gold + $found ? 2 * $both / ($gold + $found) : 1;
}

sub share
{
	my ($right, $n) = @_;
	my ($low, $high) = wilson($right, $n);

	return { value => $n ? $right / $n : 1, n => $n, low => $low, high => $high };
}

# figures of [gold, found] pairs by name
sub score_all
{
	my @pairs = @_;
	my %score;

	$score{'force exact'} = share(scalar(grep { is_right(@$_, 'force') } @pairs), scalar @pairs);
	$score{'force within one'} = share(scalar(grep { is_near($_->[0]{force}, $_->[1]{force}) } @pairs), scalar @pairs);
	$score{'status exact'} = share(scalar(grep { is_right(@$_, 'status') } @pairs), scalar @pairs);
	my %classes = (voice => [qw(issuer reported)], polarity => [qw(affirmed negated conditional)]);
	foreach my $axis (sort keys %classes)
	{
		my ($default, @others) = @{ $classes{$axis} };

		$score{"$axis exact"} = share(scalar(grep { is_right(@$_, $axis) } @pairs), scalar @pairs);
		$score{"$axis F1, all classes"} = { value => mean(map { f1($_, $axis, @pairs) } $default, @others), n => scalar @pairs };
		$score{"$axis F1, not $default"} =
		  { value => mean(map { f1($_, $axis, @pairs) } @others), n => scalar(grep { $_->[0]{$axis} ne $default } @pairs) };
	}
	foreach my $field (qw(periods quantities))
	{
		my @some = grep { plain_values($_->[0], $field) || plain_values($_->[1], $field) } @pairs;

		$score{"$field exact, all clauses"} = share(scalar(grep { is_right(@$_, $field) } @pairs), scalar @pairs);
		$score{"$field exact, clauses with any"} = share(scalar(grep { is_right(@$_, $field) } @some), scalar @some);
		$score{"$field, F1 of single ones"} = { value => item_f1($field, @pairs), n => scalar(map { plain_values($_->[0], $field) } @pairs) };
	}
	return \%score;
}

1;
