# PolicyText.pm: reads the text files of a taxonomy, as README.md describes them.
#
# Used by build_policy.pl, which writes SQL, and check_policy.pl, which judges.
# Malformed input ends the program with file:line. Knows the format only: what
# makes a good label or a good tree is the checker's business. Needs nothing
# beyond Debian's perl-base.
package PolicyText;
use strict;
use warnings;
use File::Basename qw(basename);

my %kind_of = (hidden => 'hidden', negative => 'negative');
my $place_rollup = 0.3;    # up the tree of places, and from a place to its level
my @place_levels = qw(supranational country province prefecture county zone);
my (%taxonomy, %facet, %concept, %list);
my %place_of_code;         # GB/T 2260 code to concept
my (@facets, @concepts, @broader, @labels, @properties, @mappings, @lists, @cues);
my %cue_seen;
my $where = '';    # file:line being read
my $current;       # concept being read
my @reading;       # names of the list being read, one for each wording of an item

sub fail { die "$where: @_\n" }

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

# What [requires=broader] stands for.
sub first_broader {
	return $concept{$current}{broader} // fail('requires=broader before any broader concept');
}

# The options in brackets behind a label, taken off it.
sub take_options {
	my ($text) = @_;
	my ($facet) = split /\./, $current;
	my %option = (weight => 1, inflect => $facet{$facet}{inflect}, caps => 'label', scope => 'document');
	while ($text =~ s/\s*\[(\w+)=([^\]]*)\]$//) {
		my ($name, $value) = ($1, $2);
		one_of('option', $name, qw(weight inflect caps requires scope));
		$option{$name} = $value;
	}
	one_of('inflect', $option{inflect}, qw(true false));
	one_of('caps', $option{caps}, qw(label ignore));
	one_of('scope', $option{scope}, qw(document sentence));
	$option{requires} = first_broader() if ($option{requires} // '') eq 'broader';
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
	fail('facet: name | title | overlap=... | inside=... | inflect=...') if !defined $title;
	fail("bad facet name \"$name\"") if $name !~ /^[a-z_]+$/;
	fail("duplicate facet $name") if $facet{$name};
	my %option = (overlap => 'longest', inside => 1, inflect => 'true');
	for (@options) {
		my ($key, $value) = /^(overlap|inside|inflect)=(\S+)$/ or fail("unknown facet option \"$_\"");
		$option{$key} = $value;
	}
	one_of('overlap', $option{overlap}, qw(longest all));
	one_of('inflect', $option{inflect}, qw(true false));
	$facet{$name} = { inflect => $option{inflect} };
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
	@reading = ();
	return;
}

sub add_broader {
	my ($target, $rollup) = @_;
	$concept{$current}{broader} //= $target;
	push @broader, [$current, $target, $rollup, $where];
	return;
}

sub add_property {
	my ($name, $value) = @_;
	fail("duplicate property $name") if $concept{$current}{"property $name = $value"}++;
	$place_of_code{$value} = $current if $name eq 'gbt2260';
	push @properties, [$current, $name, $value, $where];
	return;
}

# The level of a place, as data and as a concept of the facet level.
sub add_level {
	my ($level) = @_;
	one_of('level', $level, @place_levels);
	add_property('level', $level);
	add_broader("level.$level", $place_rollup);
	return;
}

# A place of China in one line, "520302: Honghuagang District | ... = 红花岗区 | ...": the code says
# which concept, what it belongs to (prefecture, else province) and its level.
sub read_place {
	my ($code, $labels) = @_;
	my ($english, $chinese) = split / = /, $labels, 2;
	my ($province, $prefecture) = map { substr($code, 0, $_) . '0' x (6 - $_) } 2, 4;
	my $level = $code eq $prefecture ? 'prefecture' : 'county';
	my $parent = ($level eq 'county' && $place_of_code{$prefecture}) || $place_of_code{$province};
	fail('code: English labels = Chinese labels') if !defined $chinese;
	fail("nothing that $code belongs to") if !$parent;
	read_concept("place.CN-$code");
	add_property('gbt2260', $code);
	add_broader($parent, $place_rollup);
	add_level($level);
	read_labels('', 'en', $english);
	read_labels('', 'zh-Hans', $chinese);
	return;
}

# list: name, name | title. The names are lists of the same items in other wordings.
sub read_list {
	my ($text) = @_;
	my ($names, $title) = $text =~ /^(.*?)\s+\|\s+(\S.*)$/ or fail('list: name, name | title');
	undef $current;
	@reading = split /\s*,\s*/, $names;
	for my $name (@reading) {
		fail("bad list name \"$name\"") if $name !~ /^[a-z][a-z0-9_]*$/;
		fail("duplicate list $name") if $list{$name};
		$list{$name} = { title => $title, where => $where };
		push @lists, $name;
	}
	return;
}

# item: wording | wording = relation concept, concept; relation concept
sub read_item {
	my ($text) = @_;
	my ($names, $links) = $text =~ /^(\S.*?)\s+=\s+(\S.*)$/ or fail('item: wording = relation concept');
	my @wordings = split /\s+\|\s+/, $names;
	fail('item before any list') if !@reading;
	fail('wordings and names of the list differ in number') if @wordings != @reading;
	for my $link (split /\s*;\s*/, $links) {
		my ($relation, $targets) = $link =~ /^(\w+)\s+(\S.*)$/ or fail("bad link \"$link\"");
		one_of('relation', $relation, qw(exactMatch closeMatch broadMatch narrowMatch relatedMatch));
		for my $target (split /\s*,\s*/, $targets) {
			push @mappings, map { [$target, $relation, "$reading[$_]:$wordings[$_]", $where] } 0 .. $#reading;
		}
	}
	for (0 .. $#reading) {
		fail("duplicate item \"$wordings[$_]\"") if $list{ $reading[$_] }{"item $wordings[$_]"}++;
	}
	return;
}

# A line "field: value" inside a concept.
sub read_field {
	my ($field, $value) = @_;
	fail("$field before any concept") if !defined $current;
	if ($field eq 'broader') {
		my ($target, $rollup) = $value =~ /^(\S+)(?:\s+(\S+))?$/ or fail('broader: concept [rollup]');
		add_broader($target, number('rollup', $rollup // 1));
	} elsif ($field eq 'level') {
		add_level($value);
	} elsif ($field eq 'definition' || $field eq 'uri') {
		fail("second $field") if defined $concept{$current}{$field};
		$concept{$current}{$field} = $value;
	} elsif ($field eq 'property' || $field eq 'mapping') {
		my ($name, $text) = $value =~ /^(\w+)\s*=\s*(\S.*)$/ or fail("$field: name = value");
		if ($field eq 'property') { add_property($name, $text); return }
		fail("duplicate $field") if $concept{$current}{"$field $value"}++;
		push @mappings, [$current, $name, $text, $where];
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
	$form //= qr/^([A-Za-z-]+|\d{6}):\s+(\S.*)$/;
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
	return read_list($value) if $field eq 'list';
	return read_item($value) if $field eq 'item';
	return if $field eq 'source' && @reading;
	return read_place($field, $value) if $field =~ /^\d/;
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
	for (@mappings) {
		$where = $_->[3];
		fail("unknown concept \"$_->[0]\" of \"$_->[2]\"") if !$concept{ $_->[0] };
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

# Reads taxonomy.txt and every other *.txt of the directory, in order of name:
# tech.txt, which declares the facet, comes before tech_ai.txt, which goes on.
sub read_policy {
	my ($directory) = @_;
	each_line("$directory/taxonomy.txt", \&read_taxonomy_line);
	die "$directory/taxonomy.txt: no taxonomy named\n" if !defined $taxonomy{taxonomy};
	opendir my $dir, $directory or die "$directory: $!\n";
	my @files = sort grep { /\.txt$/ && !/^(?:taxonomy|cues|furniture)\.txt$/ } readdir $dir;
	closedir $dir;
	for my $file (@files) {
		undef $current;
		@reading = ();
		each_line("$directory/$file", \&read_concept_line);
	}
	each_line("$directory/cues.txt", \&read_cue_line, qr/^([^:]+):\s+(\S.*)$/) if -e "$directory/cues.txt";
	check_references();
	return {
		taxonomy => \%taxonomy, facets => \@facets, concepts => \@concepts, concept => \%concept,
		broader => \@broader, labels => \@labels, properties => \@properties,
		mappings => \@mappings, lists => \@lists, list => \%list, cues => \@cues
	};
}

1;
