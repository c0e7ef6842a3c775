#!/usr/bin/perl
# check_policy.pl: holds the text files of a taxonomy to the rules of README.md.
#
#   perl check_policy.pl [directory [check directory]]
#
# Prints a line "file:line: rule: what is wrong" for each breach and ends with
# status 1 if there was one. The check directory (default: check/ beside the
# files) holds what is judged by: common_words_en.txt, exceptions.txt and
# keys_released.txt. What is not even well-formed ends the run in PolicyText.pm.
# Needs nothing beyond Debian's perl-base.
use strict;
use warnings;
use File::Basename qw(dirname);
use lib dirname($0);
use PolicyText;

my ($directory, $check_directory) = @ARGV;
$directory //= dirname($0);
$check_directory //= "$directory/check";

my $policy = PolicyText::read_policy($directory);
my (%parents, %where, %prefs);
my %excused;    # "rule: concept | label": 1 once used
my $breaches = 0;

sub complain {
	my ($at, $rule, $what) = @_;
	print "$at: $rule: $what\n";
	$breaches++;
	return;
}

# The lines of a file of the check directory, without comments.
sub check_lines {
	my ($name) = @_;
	open my $in, '<', "$check_directory/$name" or die "$check_directory/$name: $!\n";
	chomp(my @lines = <$in>);
	close $in or die "$name: $!\n";
	return grep { !/^\s*(?:#|$)/ } @lines;
}

# "rule: concept | label | reason"
sub read_exceptions {
	for (check_lines('exceptions.txt')) {
		my ($rule, $concept, $label, $reason) = /^(\w+): (\S+) \| (.*?) \| (\S.*)$/
			or die "exceptions.txt: expected \"rule: concept | label | reason\", not \"$_\"\n";
		$excused{"$rule: $concept | $label"} = 0;
	}
	return;
}

sub is_excused {
	my ($rule, $label) = @_;
	my $key = "$rule: $label->{concept} | $label->{label}";
	return 0 if !exists $excused{$key};
	$excused{$key} = 1;
	return 1;
}

sub positive { return grep { $_->{kind} ne 'negative' } @{ $policy->{labels} } }

# ---- languages -----------------------------------------------------------------------------

# By the concept named first as broader, which is where a concept stands.
sub level {
	my ($concept, %seen) = @_;
	my ($parent) = @{ $parents{$concept} // [] };
	return 1 if !defined $parent || $seen{$concept}++;
	return 1 + level($parent, %seen);
}

sub check_languages {
	for my $concept (@{ $policy->{concepts} }) {
		complain($where{$concept}, 'language', "$concept has no preferred Chinese label (zh-Hans)")
			if !$prefs{$concept}{'zh-Hans'};
		next if $concept !~ /^tech\./ || level($concept) > 2;
		my @missing = grep { !$prefs{$concept}{$_} } qw(fr de es ja ko);
		complain($where{$concept}, 'language', "$concept stands at level 1 or 2 and has no label in: @missing")
			if @missing;
	}
	return;
}

# ---- labels ---------------------------------------------------------------------------------

sub facet_of { my ($facet) = $_[0] =~ /^([^.]*)/; return $facet }

# A label of several concepts of a facet is fine when all of them are conditional.
sub check_shared {
	my %by;
	push @{ $by{ facet_of($_->{concept}) . "\t" . PolicyText::label_key($_->{label}) } }, $_ for positive();
	for my $same (map { $by{$_} } sort keys %by) {
		my %concepts = map { $_->{concept} => 1 } @$same;
		next if keys %concepts < 2 || !grep { !defined $_->{requires} } @$same;
		my @bad = grep { !is_excused('shared', $_) } @$same;
		complain($bad[0]{where}, 'shared', "\"$bad[0]{label}\" is a label of " . join(' and ', sort keys %concepts) .
			'; give all a requires, or name each in exceptions.txt') if @bad;
	}
	return;
}

# A negative label takes the place of every other of its facet.
sub check_negative {
	my %by;
	$by{ facet_of($_->{concept}) . "\t" . PolicyText::label_key($_->{label}) } //= $_ for positive();
	for my $label (grep { $_->{kind} eq 'negative' } @{ $policy->{labels} }) {
		my $other = $by{ facet_of($label->{concept}) . "\t" . PolicyText::label_key($label->{label}) };
		complain($label->{where}, 'negative', "\"$label->{label}\" of $label->{concept} is a label of $other->{concept} as well")
			if $other;
	}
	return;
}

# No text matches a label with a pause in it.
sub check_matchable {
	for my $label (positive()) {
		complain($label->{where}, 'unmatchable', "\"$label->{label}\" of $label->{concept} holds punctuation that no mention may have")
			if $label->{label} =~ /[,;:()!?"]|\xe3\x80[\x81\x82]|\xef\xbc[\x88\x89\x8c\x9a\x9b]/;
	}
	return;
}

# A label that common words alone make up needs company, a capital, or a reason.
sub check_ambiguous {
	my %common = map { $_ => 1 } check_lines('common_words_en.txt');
	my %function = map { $_ => 1 } check_lines('../../common_words_en.txt');
	for my $label (grep { $_->{lang} eq 'en' && !defined $_->{requires} } positive()) {
		next if $label->{label} =~ /[A-Z]/ && $label->{caps} eq 'label';
		my @words = split /[\s-]+/, lc $label->{label};
		my $known = @words == 1 ? \%common : \%function;
		next if grep { !$known->{$_} } @words;
		complain($label->{where}, 'ambiguous', "\"$label->{label}\" of $label->{concept} is common English; " .
			'ask for company with requires, take a longer wording, or name it in exceptions.txt')
			if !is_excused('ambiguous', $label);
	}
	return;
}

# ---- the tree and the keys --------------------------------------------------------------------

# From a concept along all its broader ones; complains of the first way that comes back to it.
sub walk_up {
	my ($concept, $path, $done) = @_;
	return if $done->{$concept};
	for my $parent (@{ $parents{$concept} // [] }) {
		my ($at) = grep { $path->[$_] eq $parent } 0 .. $#$path;
		if (defined $at) {
			complain($where{$parent}, 'cycle', join(' < ', @$path[$at .. $#$path], $parent));
			next;
		}
		walk_up($parent, [ @$path, $parent ], $done);
	}
	$done->{$concept} = 1;
	return;
}

# A concept's tree is its facet's, but a place has a level, and an organ of a state its country.
my %other_facet = (place => 'level', actor => 'place');

sub check_tree {
	my %done;
	walk_up($_, [$_], \%done) for @{ $policy->{concepts} };
	for (@{ $policy->{broader} }) {
		my ($concept, $parent, undef, $at) = @$_;
		my ($facet, $of) = (facet_of($concept), facet_of($parent));
		complain($at, 'orphan', "$concept has the broader concept $parent of another facet")
			if $facet ne $of && ($other_facet{$facet} // '') ne $of;
	}
	return;
}

sub check_keys {
	my %concept = map { $_ => 1 } @{ $policy->{concepts} };
	for my $concept (@{ $policy->{concepts} }) {
		my ($notation) = $concept =~ /^[^.]*\.(.*)$/;
		complain($where{$concept}, 'key', "$concept is neither lower_snake_case nor a code such as CN-GZ")
			if $notation !~ /^(?:[a-z0-9]+(?:_[a-z0-9]+)*|[A-Z][A-Z0-9]+(?:[-_][A-Za-z0-9]+(?:_[a-z0-9]+)*)?)$/;
	}
	for (check_lines('keys_released.txt')) {
		my ($key, $why) = /^(\S+)(?: \| retired: (\S.*))?$/ or die "keys_released.txt: malformed: $_\n";
		complain('keys_released.txt', 'key', "$key was released and is gone; keep it, or write \"$key | retired: why\"")
			if !$concept{$key} && !defined $why;
		complain($where{$key}, 'key', "$key is retired and must not be used again") if $concept{$key} && defined $why;
	}
	return;
}

sub check_lists {
	for (@{ $policy->{mappings} }) {
		my ($concept, undef, $target, $at) = @$_;
		next if $target =~ m{^\w+://};
		my ($list) = $target =~ /^([^:]+):./;
		complain($at, 'list', "\"$target\" of $concept names no list; declare it with list:, and use item:")
			if !defined $list || !$policy->{list}{$list};
	}
	for my $list (@{ $policy->{lists} }) {
		complain($policy->{list}{$list}{where}, 'list', "$list has no item")
			if !grep { /^item / } keys %{ $policy->{list}{$list} };
	}
	return;
}

push @{ $parents{ $_->[0] } }, $_->[1] for @{ $policy->{broader} };
$where{$_} = $policy->{concept}{$_}{where} for @{ $policy->{concepts} };
$prefs{ $_->{concept} }{ $_->{lang} } = 1 for grep { $_->{kind} eq 'pref' } @{ $policy->{labels} };
read_exceptions();
check_languages();
check_shared();
check_negative();
check_matchable();
check_ambiguous();
check_tree();
check_keys();
check_lists();
warn "exceptions.txt: not needed any more: $_\n" for grep { !$excused{$_} } sort keys %excused;
exit($breaches ? 1 : 0);
