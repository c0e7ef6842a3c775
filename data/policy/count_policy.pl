#!/usr/bin/perl
# count_policy.pl: the counts that doc/taxonomy.md shows, as Markdown.
#
#   perl count_policy.pl                      prints them
#   perl count_policy.pl --into doc/taxonomy.md   puts them between the page's marks
#
# Two tables: the facets with their concepts by level (along the concept named
# first as broader) and their labels by language, then the lists with their
# items. test/tap/042_taxonomy_doc.pl compares them with the page.
use strict;
use warnings;
use File::Basename qw(dirname);
use lib dirname($0);
use PolicyText;

my ($option, $page) = @ARGV;
die "usage: count_policy.pl [--into PAGE]\n" if defined $option && ($option ne '--into' || !defined $page);
my $policy = PolicyText::read_policy(dirname($0));
my (%parent, %concepts, %levels, %labels);
my @languages = qw(en zh-Hans zh-Hant fr de es ja ko);

sub facet_of { my ($facet) = $_[0] =~ /^([^.]*)/; return $facet }

sub level {
	my ($concept) = @_;
	return 1 if !$parent{$concept};
	return 1 + level($parent{$concept});
}

sub row { return '| ' . join(' | ', @_) . " |\n" }

sub count_concepts {
	$parent{ $_->[0] } //= $_->[1] for @{ $policy->{broader} };
	for my $concept (@{ $policy->{concepts} }) {
		$concepts{ facet_of($concept) }++;
		$levels{ facet_of($concept) }[ level($concept) - 1 ]++;
	}
	for my $label (@{ $policy->{labels} }) {
		my $kind = $label->{kind} eq 'negative' ? 'negative' : $label->{lang};
		$labels{ facet_of($label->{concept}) }{$kind}++;
	}
	return;
}

sub facets_table {
	my %sum;
	my $table = row('facet', 'concepts', 'by level', @languages, 'negative') . '|---' . '|--:' x 11 . "|\n";
	for my $facet (map { $_->[0] } @{ $policy->{facets} }) {
		my $by_level = join ', ', map { $_ // 0 } @{ $levels{$facet} // [] };
		my @counts = map { $labels{$facet}{$_} // 0 } @languages, 'negative';
		$sum{concepts} += $concepts{$facet} // 0;
		$sum{$_} += shift @counts for @languages, 'negative';
		$table .= row("`$facet`", $concepts{$facet} // 0, $by_level, map { $labels{$facet}{$_} // 0 } @languages, 'negative');
	}
	return $table . row('all', $sum{concepts}, '', map { $sum{$_} } @languages, 'negative');
}

sub lists_table {
	my $table = row('list', 'items', 'what it is') . "|---|--:|---|\n";
	for my $list (@{ $policy->{lists} }) {
		my $entry = $policy->{list}{$list};
		$table .= row("`$list`", scalar(grep { /^item / } keys %$entry), $entry->{title});
	}
	return $table;
}

# Between "<!-- counts of facets -->" and "<!-- end -->", and so on.
sub put_into {
	my ($file, %tables) = @_;
	open my $in, '<', $file or die "$file: $!\n";
	my $text = do { local $/; <$in> };
	close $in or die "$file: $!\n";
	for my $name (sort keys %tables) {
		$text =~ s/(<!-- counts of $name -->\n).*?(<!-- end -->)/$1$tables{$name}$2/s or die "$file: no mark for the counts of $name\n";
	}
	open my $out, '>', $file or die "$file: $!\n";
	print $out $text;
	close $out or die "$file: $!\n";
	return;
}

count_concepts();
if ($page) { put_into($page, facets => facets_table(), lists => lists_table()) }
else { print facets_table(), "\n", lists_table() }
