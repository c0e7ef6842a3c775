#!/usr/bin/perl
# build_policy.pl: turn the text files of a taxonomy into SQL.
#
#   perl build_policy.pl [directory] > policy.sql
#
# Reads taxonomy.txt, cues.txt and every other *.txt of the directory (default:
# the script's own) but furniture.txt, as described in README.md, and prints multi-row INSERTs into
# the draft tables of the schema policyscope, always in the same order.
# Malformed input ends the run with file:line and exit status 1 or more.
# Needs nothing beyond Debian's perl-base.
use strict;
use warnings;
use File::Basename qw(dirname);
use lib dirname($0);
use PolicyText;

my $rows_per_insert = 1000;

sub quote {
	my ($value) = @_;
	return 'NULL' if !defined $value;
	$value =~ s/'/''/g;
	return "'$value'";
}

sub print_rows {
	my ($table, $columns, @rows) = @_;
	while (my @some = splice @rows, 0, $rows_per_insert) {
		print "INSERT INTO policyscope.$table ($columns) VALUES\n\t", join(",\n\t", @some), ";\n";
	}
	return;
}

sub row { return '(' . join(', ', @_) . ')' }

sub print_sql {
	my ($policy) = @_;
	my ($taxonomy, $concept) = @$policy{qw(taxonomy concept)};
	my $t = quote($taxonomy->{taxonomy});
	print "-- Made by data/policy/build_policy.pl from data/policy/*.txt: change those.\n";
	print_rows('taxonomy', 'taxonomy, title, description, reading, zoning, acronyms, shipped',
		row($t, map({ quote($taxonomy->{$_}) } qw(title description)),
			map { $taxonomy->{$_} // 'false' } qw(reading zoning acronyms shipped)));
	print_rows('facet', 'taxonomy, facet, title, overlap, inside',
		map { row($t, map({ quote($_) } @$_[0 .. 2]), $_->[3]) } @{ $policy->{facets} });
	print_rows('concept', 'taxonomy, concept, definition, uri',
		map { row($t, quote($_), map { quote($_) } @{ $concept->{$_} }{qw(definition uri)}) } @{ $policy->{concepts} });
	print_rows('broader', 'taxonomy, concept, broader, rollup',
		map { row($t, quote($_->[0]), quote($_->[1]), $_->[2]) } @{ $policy->{broader} });
	print_rows('label', 'taxonomy, concept, lang, label, kind, weight, inflect, caps, requires, requires_scope',
		map { my $l = $_; row($t, map({ quote($l->{$_}) } qw(concept lang label kind)),
			$l->{weight}, $l->{inflect}, map { quote($l->{$_}) } qw(caps requires scope)) } @{ $policy->{labels} });
	print_rows('property', 'taxonomy, concept, name, value',
		map { row($t, map { quote($_) } @$_[0 .. 2]) } @{ $policy->{properties} });
	print_rows('mapping', 'taxonomy, concept, relation, target',
		map { row($t, map { quote($_) } @$_[0 .. 2]) } @{ $policy->{mappings} });
	print_rows('cue', 'taxonomy, lang, text, axis, value, doctype, direction, scope, terminators',
		map { my $c = $_; row($t, map { quote($c->{$_}) }
			qw(lang text axis value doctype direction scope terminators)) } @{ $policy->{cues} });
	return;
}

print_sql(PolicyText::read_policy(shift @ARGV // dirname($0)));
