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
use File::Basename qw(basename dirname);

my $rows_per_insert = 250;
my %kind_of = (hidden => 'hidden', negative => 'negative');
my (%taxonomy, %facet, %concept);
my (@facets, @concepts, @broader, @labels, @properties, @mappings, @cues);
my %cue_seen;
my $where = '';    # file:line being read
my $current;       # concept being read

sub fail { die "$where: @_\n" }

sub quote {
	my ($value) = @_;
	return 'NULL' if !defined $value;
	$value =~ s/'/''/g;
	return "'$value'";
}

sub trim {
	my ($text) = @_;
	$text =~ s/^\s+|\s+$//g;
	return $text;
}

sub one_of {
	my ($what, $value, @allowed) = @_;
	return $value if grep { $_ eq $value } @allowed;
	fail("$what must be one of @allowed, not \"$value\"");
}

sub number {
	my ($what, $value) = @_;
	return $value if $value =~ /^\d+(?:\.\d{1,3})?$/;
	fail("$what must be a number with at most three decimals, not \"$value\"");
}

# What counts as the same label: ASCII case, white space and hyphens apart.
sub label_key {
	my ($label) = @_;
	my $key = lc $label;
	$key =~ s/[\s-]+/ /g;
	return $key;
}

# Split at " | ", but not inside [brackets].
sub split_labels {
	my ($text) = @_;
	my @parts = ('');
	my $depth = 0;
	for my $piece (split /( \| |\[|\])/, $text) {
		if ($piece eq ' | ' && !$depth) { push @parts, ''; next }
		$depth++ if $piece eq '[';
		$depth-- if $piece eq ']';
		fail('unbalanced brackets') if $depth < 0 || $depth > 1;
		$parts[-1] .= $piece;
	}
	fail('unbalanced brackets') if $depth;
	return map { trim($_) } @parts;
}

# The options in brackets behind a label, taken off it.
sub take_options {
	my ($text) = @_;
	my %option = (weight => 1, caps => 'label', scope => 'document');
	while ($text =~ s/\s*\[(\w+)=([^\]]*)\]$//) {
		my ($name, $value) = ($1, $2);
		one_of('option', $name, qw(weight caps requires scope));
		$option{$name} = $value;
	}
	one_of('caps', $option{caps}, qw(label ignore));
	one_of('scope', $option{scope}, qw(document sentence));
	number('weight', $option{weight});
	return ($text, %option);
}

sub add_label {
	my ($lang, $kind, $text) = @_;
	my ($label, %option) = take_options($text);
	fail('empty label') if $label eq '';
	fail("stray | or bracket in \"$label\"") if $label =~ /[\[\]|]/;
	my $key = join "\t", $lang, label_key($label);
	fail("duplicate label \"$label\" of $current") if $concept{$current}{$key}++;
	push @labels, {
		concept => $current, lang => $lang, label => $label, kind => $kind,
		where => $where, %option
	};
	return;
}

sub read_labels {
	my ($kind, $lang, $text) = @_;
	for my $label (split_labels($text)) {
		my $pref = !$kind && !$concept{$current}{"pref $lang"}++;
		add_label($lang, $kind ? $kind_of{$kind} : $pref ? 'pref' : 'alt', $label);
	}
	return;
}

sub read_facet {
	my ($text) = @_;
	my ($name, $title, @options) = map { trim($_) } split /\|/, $text;
	fail('facet: name | title | overlap=... | inside=...') if !defined $title;
	fail("bad facet name \"$name\"") if $name !~ /^[a-z_]+$/;
	fail("duplicate facet $name") if $facet{$name};
	my %option = (overlap => 'longest', inside => 1);
	for (@options) {
		my ($key, $value) = /^(overlap|inside)=(\S+)$/ or fail("unknown facet option \"$_\"");
		$option{$key} = $value;
	}
	one_of('overlap', $option{overlap}, qw(longest all));
	$facet{$name} = 1;
	push @facets, [$name, $title, $option{overlap}, number('inside', $option{inside})];
	return;
}

sub read_concept {
	my ($name) = @_;
	my ($of) = $name =~ /^([a-z_]+)\.[A-Za-z0-9_-]+$/ or fail("bad concept name \"$name\"");
	fail("unknown facet \"$of\"") if !$facet{$of};
	fail("duplicate concept $name (first at $concept{$name}{where})") if $concept{$name};
	$concept{$name} = { where => $where };
	push @concepts, $name;
	$current = $name;
	return;
}

# A line "field: value" inside a concept.
sub read_field {
	my ($field, $value) = @_;
	fail("$field before any concept") if !defined $current;
	if ($field eq 'broader') {
		my ($target, $rollup) = $value =~ /^(\S+)(?:\s+(\S+))?$/ or fail('broader: concept [rollup]');
		push @broader, [$current, $target, number('rollup', $rollup // 1), $where];
	} elsif ($field eq 'definition' || $field eq 'uri') {
		fail("second $field") if defined $concept{$current}{$field};
		$concept{$current}{$field} = $value;
	} elsif ($field eq 'property' || $field eq 'mapping') {
		my ($name, $text) = $value =~ /^(\w+)\s*=\s*(\S.*)$/ or fail("$field: name = value");
		fail("duplicate $field") if $concept{$current}{"$field $value"}++;
		push @{ $field eq 'property' ? \@properties : \@mappings }, [$current, $name, $text];
	} elsif ($field =~ /^(?:(hidden|negative)-)?([a-z]{2}(?:-[A-Z][a-z]{3})?)$/) {
		read_labels($1 // '', $2, $value);
	} else {
		fail("unknown field \"$field\"");
	}
	return;
}

# Hand each "field: value" line of a file to a sub.
sub each_line {
	my ($file, $sub, $form) = @_;
	$form //= qr/^([A-Za-z-]+):\s+(\S.*)$/;
	open my $in, '<', $file or die "$file: $!\n";
	while (my $line = <$in>) {
		$where = basename($file) . ":$.";
		my $copy = $line;
		fail('not valid UTF-8') if !utf8::decode($copy);
		$line = trim($line);
		next if $line eq '' || $line =~ /^#/;
		my ($field, $value) = $line =~ $form or fail('expected "field: value"');
		$sub->($field, $value);
	}
	close $in or die "$file: $!\n";
	return;
}

sub read_taxonomy_line {
	my ($field, $value) = @_;
	one_of('field', $field, qw(taxonomy title description reading zoning acronyms shipped));
	fail("second $field") if defined $taxonomy{$field};
	one_of($field, $value, qw(true false)) if $field =~ /^(?:reading|zoning|acronyms|shipped)$/;
	$taxonomy{$field} = $value;
	return;
}

sub read_concept_line {
	my ($field, $value) = @_;
	return read_facet($value) if $field eq 'facet';
	return read_concept($value) if $field eq 'concept';
	return read_field($field, $value);
}

# A line of cues.txt: "lang axis value [options]: cue | cue ..."
sub read_cue_line {
	my ($head, $text) = @_;
	my ($lang, $axis, $value, @options) = split ' ', $head;
	fail('lang axis value [options]: cue | cue ...') if !defined $value;
	my %cue = (lang => $lang, axis => $axis, value => $value, doctype => [''],
		direction => 'forward', scope => 'clause');
	for (@options) {
		if (/^(?:forward|backward|both)$/) { $cue{direction} = $_ }
		elsif (/^(?:clause|sentence)$/) { $cue{scope} = $_ }
		elsif (/^doctype=(\S+)$/) { $cue{doctype} = [split /,/, $1] }
		elsif (/^until=(\S+)$/) { $cue{terminators} = $1 =~ s/,/|/gr =~ s/_/ /gr }
		else { fail("unknown option \"$_\"") }
	}
	one_of('axis', $axis, qw(force status voice polarity));
	for my $doctype (@{ $cue{doctype} }) {
		for my $wording (split_labels($text)) {
			fail('empty cue') if $wording eq '';
			fail("duplicate cue \"$wording\"") if $cue_seen{join "\t", $lang, $wording, $axis, $doctype}++;
			push @cues, { %cue, text => $wording, doctype => $doctype, where => $where };
		}
	}
	return;
}

# What can be checked only when everything has been read.
sub check_references {
	for (@broader) {
		my ($name, $target) = @$_;
		$where = $_->[3];
		fail("unknown broader concept \"$target\" of $name") if !$concept{$target};
	}
	for my $label (grep { defined $_->{requires} } @labels) {
		$where = $label->{where};
		my @keys = $label->{requires} =~ /([a-z_]+\.[A-Za-z0-9_*-]+)/g;
		fail('requires names no key') if !@keys;
		for my $key (@keys) {
			fail("unknown key \"$key\" in requires") if !($key =~ /^(.*)\.\*$/ ? $facet{$1} : $concept{$key});
		}
	}
	for my $cue (grep { $_->{doctype} ne '' } @cues) {
		$where = $cue->{where};
		fail("unknown document type \"$cue->{doctype}\"") if !$concept{ $cue->{doctype} };
	}
	for my $name (@concepts) {
		$where = $concept{$name}{where};
		fail("$name has no preferred English label") if !$concept{$name}{'pref en'};
	}
	return;
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
	my $t = quote($taxonomy{taxonomy});
	print "-- Made by data/policy/build_policy.pl from data/policy/*.txt: change those.\n";
	print_rows('taxonomy', 'taxonomy, title, description, reading, zoning, acronyms, shipped',
		row($t, map({ quote($taxonomy{$_}) } qw(title description)),
			map { $taxonomy{$_} // 'false' } qw(reading zoning acronyms shipped)));
	print_rows('facet', 'taxonomy, facet, title, overlap, inside',
		map { row($t, map({ quote($_) } @$_[0 .. 2]), $_->[3]) } @facets);
	print_rows('concept', 'taxonomy, concept, definition, uri',
		map { row($t, quote($_), map { quote($_) } @{ $concept{$_} }{qw(definition uri)}) } @concepts);
	print_rows('broader', 'taxonomy, concept, broader, rollup',
		map { row($t, quote($_->[0]), quote($_->[1]), $_->[2]) } @broader);
	print_rows('label', 'taxonomy, concept, lang, label, kind, weight, caps, requires, requires_scope',
		map { my $l = $_; row($t, map({ quote($l->{$_}) } qw(concept lang label kind)),
			$l->{weight}, map { quote($l->{$_}) } qw(caps requires scope)) } @labels);
	print_rows('property', 'taxonomy, concept, name, value',
		map { row($t, map { quote($_) } @$_) } @properties);
	print_rows('mapping', 'taxonomy, concept, relation, target',
		map { row($t, map { quote($_) } @$_) } @mappings);
	print_rows('cue', 'taxonomy, lang, text, axis, value, doctype, direction, scope, terminators',
		map { my $c = $_; row($t, map { quote($c->{$_}) }
			qw(lang text axis value doctype direction scope terminators)) } @cues);
	return;
}

my $directory = shift @ARGV // dirname($0);
each_line("$directory/taxonomy.txt", \&read_taxonomy_line);
die "$directory/taxonomy.txt: no taxonomy named\n" if !defined $taxonomy{taxonomy};
opendir my $dir, $directory or die "$directory: $!\n";
my @files = sort grep { /\.txt$/ && !/^(?:taxonomy|cues|furniture)\.txt$/ } readdir $dir;
closedir $dir;
for my $file (@files) {
	undef $current;
	each_line("$directory/$file", \&read_concept_line);
}
each_line("$directory/cues.txt", \&read_cue_line, qr/^([^:]+):\s+(\S.*)$/) if -e "$directory/cues.txt";
check_references();
print_sql();
