#!/usr/bin/env perl
# bench/make_inputs.pl [--data DIR] OUT [NAME ...]
#
# Makes what bench/run.sh measures with: tables of documents (OUT/CORPUS.copy, one column
# in COPY's text form) and vocabularies (OUT/NAME.labels, concept, language and label in
# COPY's text form), and writes OUT/shape.md: the shape and the hit rate of each vocabulary,
# on which every ratio depends.  DIR holds the archives of public texts or their unpacked
# folders (default: $POLICYSCOPE_DATA or ../shared/data beside the clone).  NAMEs choose
# vocabularies; all of them by default.
#
# A vocabulary takes the labels of EuroVoc and of a computer science ontology, single words
# of the AGID list and place names first, then word sequences of the corpus itself until the
# wanted hit rate is reached, then sequences that the corpus does not hold.  All choices
# follow a fixed seed, so the same data give the same files on every machine.
#
# Rates are whole-word, leftmost-longest hits on a sample of the corpus, counted here in
# Perl without the engine's finer rules (case, gaps other than white space and hyphens).
use strict;
use warnings;
use Cwd qw(abs_path);
use Digest::MD5 qw(md5);
use File::Basename qw(dirname basename);
use File::Path qw(make_path);

use constant SAMPLE_BYTES     => 10_000_000;
use constant LABELS_A_CONCEPT => 10;

# Shares of labels by number of words (of characters, for Chinese), in per cent.  The first
# two are the shapes of the vocabularies behind the goals: 14,000 topics of computer science
# (2.2 words, 88 % of several) and a union of large ontologies (2.6 words, 77 %).
my @TOPICS     = (0, 12, 63, 19, 6);
my @UNION      = (0, 23, 31, 24, 13, 9);
my @MULTI_WORD = (0, 0,  40, 31, 17, 12);
my @CHARACTERS = (0, 0,  20, 20, 35, 12, 13);

# bytes: of text a hit, as measured for the prototypes' vocabularies; single: the share of
# single words among the hits.
my %VOCABULARIES = (
	en_1k   => { labels => 1_000,     shape => \@TOPICS,     bytes => 7_800, single => 0.6 },
	en_14k  => { labels => 14_000,    shape => \@TOPICS,     bytes => 340,   single => 0.6 },
	en_150k => { labels => 150_000,   shape => \@TOPICS,     bytes => 96,    single => 0.6 },
	en_1m   => { labels => 1_000_000, shape => \@UNION,      bytes => 17,    single => 0.9, foreign => 0.1 },
	en_1mw  => { labels => 1_000_000, shape => \@MULTI_WORD, bytes => 162,   single => 0 },
	de_14k  => { labels => 14_000,    shape => [ 0, 50, 30, 14, 6 ], bytes => 340, single => 0.6 },
	fr_14k  => { labels => 14_000,    shape => \@TOPICS,     bytes => 340,   single => 0.6 },
	zh_14k  => { labels => 14_000,    shape => \@CHARACTERS, bytes => 832,   single => 0 },
	zh_150k => { labels => 150_000,   shape => \@CHARACTERS, bytes => 50,    single => 0 },
);

my ($data, $out, @names) = arguments();
my (%sample, %counted);

# ---- reading -------------------------------------------------------------------------

sub arguments
{
	my @given = @ARGV;
	my $dir   = $ENV{POLICYSCOPE_DATA} || dirname(abs_path($0)) . '/../../shared/data';
	(undef, $dir) = splice(@given, 0, 2) if @given > 1 && $given[0] eq '--data';
	my $target = shift @given or die "usage: bench/make_inputs.pl [--data DIR] OUT [NAME ...]\n";
	@given = sort keys %VOCABULARIES unless @given;
	$VOCABULARIES{$_} or die "no such vocabulary: $_\n" for @given;
	make_path($target);
	return (abs_path($dir), $target, @given);
}

# The folder of that archive, unpacked below OUT unless DIR holds it unpacked.
sub folder
{
	my ($name) = @_;
	return "$data/$name" if -d "$data/$name";
	my $archive = "$data/$name.tar.xz";
	-e $archive or die "neither $data/$name nor $archive is there\n";
	make_path("$out/unpacked");
	return "$out/unpacked/$name" if -d "$out/unpacked/$name";
	system('tar', '-xJf', $archive, '-C', "$out/unpacked") == 0 or die "tar failed\n";
	return "$out/unpacked/$name";
}

# The JSON string that opens at that byte of the line.  JSON::PP would need minutes for the
# corpora, and a regular expression has a limit on how often it may repeat.
sub json_string
{
	my ($line, $start) = @_;
	my $end = $start;
	while (($end = index($$line, '"', $end + 1)) > 0)
	{
		my $before = $end;
		$before-- while substr($$line, $before - 1, 1) eq '\\';
		last if ($end - $before) % 2 == 0;
	}
	return json_unescaped(substr($$line, $start + 1, $end - $start - 1));
}

sub json_unescaped
{
	my ($text) = @_;
	my %plain = (n => "\n", t => "\t", r => "\r", b => "\b", f => "\f");
	$text =~ s{\\(?:u([dD][89abAB]..)\\u([dD][c-fC-F]..)|u(....)|(.))}
		{ defined $4 ? $plain{$4} // $4
		  : utf8_bytes(defined $3 ? hex $3 : 0x10000 + ((hex($1) & 0x3ff) << 10) + (hex($2) & 0x3ff)) }ge;
	$text =~ tr/\0//d;
	return $text;
}

sub json_strings
{
	return map { json_unescaped($_) } $_[0] =~ /"((?:[^"\\]|\\.)*)"/g;
}

# The texts of JSON lines, each the string after what the pattern matches.
sub json_texts
{
	my ($file, $pattern) = @_;
	my @texts;
	open(my $in, '<', $file) or die "$file: $!\n";
	while (my $line = <$in>)
	{
		next unless $line =~ /$pattern(?=")/g;
		my $text = json_string(\$line, pos $line);
		push @texts, $text if $text ne '';
	}
	close($in);
	return @texts;
}

sub utf8_bytes
{
	my $character = chr $_[0];
	utf8::encode($character);
	return $character;
}

sub plain_file
{
	my ($file) = @_;
	local $/;
	open(my $in, '<', $file) or die "$file: $!\n";
	return scalar <$in>;
}

sub corpus_texts
{
	my ($language) = @_;
	my $dir    = folder('corpus');
	my $text   = qr/"text": /;
	my %files  = (en => [ 'en-dc-law', 'en-tw-laws' ], zh => ['zh-cn-laws'], de => ['de-gesetze'], fr => ['fr-codes']);
	my @texts  = map { json_texts("$dir/$_.jsonl", $text) } @{ $files{$language} };
	my $acts = $language eq 'en' ? qr/"text": \{"en": / : qr/"text": \{"en": .*", "fr": /;
	push @texts, json_texts("$dir/eurlex-dev.jsonl", $acts) if $language eq 'en' || $language eq 'fr';
	push @texts, map { plain_file($_) } sort glob("$dir/ai-strategies/*-$language.txt");
	return @texts;
}

# ---- writing -------------------------------------------------------------------------

sub copy_field
{
	my ($field) = @_;
	$field =~ s/\\/\\\\/g;
	$field =~ s/\n/\\n/g;
	$field =~ s/\t/\\t/g;
	$field =~ s/\r/\\r/g;
	return $field;
}

# Writes the corpus once and keeps a sample of its documents.
sub corpus
{
	my ($language) = @_;
	return $sample{$language} if $sample{$language};
	my @texts = corpus_texts($language);
	my ($bytes, $other) = (0, 0);
	open(my $file, '>', "$out/$language.copy") or die "$out/$language.copy: $!\n";
	for (@texts)
	{
		print $file copy_field($_), "\n";
		$bytes += length;
		$other += tr/\x80-\xff//;
	}
	close($file);
	my @lengths = sort { $a <=> $b } map { length } @texts;
	note(sprintf('corpus %s: %d documents, %.1f MB, median %.1f KB, %.2f %% non-ASCII bytes',
		$language, scalar @texts, $bytes / 1e6, $lengths[ $#lengths / 2 ] / 1e3, 100 * $other / $bytes));
	my $step = int($bytes / SAMPLE_BYTES) + 1;
	return $sample{$language} = [ map { $texts[ $_ * $step ] } 0 .. int($#texts / $step) ];
}

# Prints a line and keeps it in shape.md, in place of an older one about the same.
sub note
{
	my ($line) = @_;
	my ($about) = $line =~ /^([^:]*:)/;
	my @lines = grep { index($_, "- $about") != 0 } -e "$out/shape.md" ? split(/^/, plain_file("$out/shape.md")) : ();
	open(my $file, '>', "$out/shape.md") or die "$out/shape.md: $!\n";
	print $file @lines, "- $line\n";
	close($file);
	print "$line\n";
}

sub write_labels
{
	my ($name, $labels) = @_;
	open(my $file, '>', "$out/$name.labels") or die "$out/$name.labels: $!\n";
	for my $i (0 .. $#$labels)
	{
		my ($label, $language) = @{ $labels->[$i] };
		printf $file "v.%06d\t%s\t%s\n", $i / LABELS_A_CONCEPT, $language, copy_field($label);
	}
	close($file);
}

# ---- words of texts ------------------------------------------------------------------

# Stretches without punctuation, each an array of lower-case words; of Chinese, of characters.
sub stretches
{
	my ($text, $language) = @_;
	if ($language eq 'zh')
	{
		utf8::decode($text);
		return map { [ split // ] } $text =~ /[\x{3400}-\x{9fff}]+/g;
	}
	$text =~ tr/A-Z/a-z/;
	$text =~ s/\xe2[\x80-\x82].|\xc2[\xa0-\xbf]/,/gs;
	return map { [ split /[ \n-]+/ ] } split /[^a-z0-9\x80-\xff \n-]+|\n\n+/, $text;
}

sub joiner { return $_[0] eq 'zh' ? '' : ' ' }

# Sequences of the sample with their counts: by number of words, then by sequence.  Sequences
# without their first or last word are counted first and must occur at least $least times.
sub count_sequences
{
	my ($language) = @_;
	return $counted{$language} if $counted{$language};
	my ($join, $most, $least) = (joiner($language), $language eq 'zh' ? 7 : 4, $language eq 'zh' ? 3 : 1);
	my @stretches = map { stretches($_, $language) } @{ corpus($language) };
	my @counts = ({});
	for my $length (1 .. $most)
	{
		my (%count, $shorter);
		$shorter = $counts[ $length - 1 ];
		for my $words (@stretches)
		{
			for my $at (0 .. @$words - $length)
			{
				my $sequence = join($join, @$words[ $at .. $at + $length - 1 ]);
				$count{$sequence}++
					if $length < 3 || $least == 1 || $shorter->{ join($join, @$words[ $at .. $at + $length - 2 ]) };
			}
		}
		if ($length > 1 && $least > 1)
		{
			delete @count{ grep { $count{$_} < $least } keys %count };
		}
		push @counts, \%count;
	}
	return $counted{$language} = \@counts;
}

# A fixed order that looks random.
sub shuffled
{
	my %key;
	for (@_)
	{
		my $bytes = $_;
		utf8::encode($bytes) if utf8::is_utf8($bytes);
		$key{$_} = md5("policyscope $bytes");
	}
	return sort { $key{$a} cmp $key{$b} } keys %key;
}

# The most frequent words: never a label by themselves, nor at the edge of one.
sub stop_words
{
	my ($language) = @_;
	my $words = count_sequences($language)->[1];
	my @frequent = sort { $words->{$b} <=> $words->{$a} || $a cmp $b } keys %$words;
	splice(@frequent, $language eq 'zh' ? 25 : 130) if @frequent > 130;
	return { map { $_ => 1 } @frequent };
}

# ---- candidates for labels --------------------------------------------------------------

# As a taxonomy has them: no qualifier in brackets, no capital that only opens a heading.
sub lower_first
{
	my ($label) = @_;
	$label =~ s/ *\(.*//;
	$label =~ s/^([A-Z])(?=[a-z ])/lc $1/e;
	return $label;
}

# Pairs of label and language.
sub eurovoc
{
	my ($wanted) = @_;
	my @labels;
	for my $line (split /\n/, plain_file(folder('vocab') . '/eurovoc.jsonl'))
	{
		my ($pref, $alt) = $line =~ /"pref": \{(.*?)\}, "alt": \{(.*?)\}/ or next;
		while ($pref =~ /"(\w\w)": ("(?:[^"\\]|\\.)*")/g)
		{
			push @labels, map { [ lower_first($_), $1 ] } json_strings($2) if $wanted->($1);
		}
		while ($alt =~ /"(\w\w)": \[(.*?)\]/g)
		{
			my ($language, $list) = ($1, $2);
			push @labels, map { [ lower_first($_), $language ] } json_strings($list) if $wanted->($language);
		}
	}
	return @labels;
}

sub computer_science
{
	my @lines = split /\n/, plain_file(folder('vocab') . '/opencs.jsonl');
	return map { [ lower_first($_), 'en' ] } map { json_strings($1 . $2) if /"pref": \[(.*?)\], "alt": (\[.*?\])/ } @lines;
}

sub dictionary_words
{
	my %words;
	for (split /\n/, plain_file(folder('english') . '/agid-infl.txt'))
	{
		$words{ lc $_ } = 1 for /\b([A-Za-z]{3,})\b/g;
	}
	return keys %words;
}

sub places
{
	my $dir = folder('gazetteer');
	my @names;
	for (map { split /\n/, plain_file("$dir/$_") } qw(areas.csv cities.csv provinces.csv))
	{
		utf8::decode($_);
		push @names, /([\x{3400}-\x{9fff}]{2,})/g;
	}
	return map { encoded_label($_) } @names;
}

# Real labels, in a fixed order, as pairs of label and language.
my %real;
sub real_labels
{
	my ($language) = @_;
	return @{ $real{$language} //= [ read_labels($language) ] };
}

sub read_labels
{
	my ($language) = @_;
	return map { [ $_, 'zh' ] } shuffled(places()) if $language eq 'zh';
	my @labels = eurovoc(sub { $_[0] eq $language });
	push @labels, computer_science() if $language eq 'en';
	my %language_of = map { $_->[0] => $_->[1] } grep { is_matchable($_->[0]) } @labels;
	return map { [ $_, $language_of{$_} ] } shuffled(keys %language_of);
}

# Without punctuation that ends a label.
sub is_matchable
{
	return $_[0] =~ /\A[a-zA-Z0-9\x80-\xff][a-zA-Z0-9\x80-\xff+#&.\/ -]*\z/ && $_[0] !~ / [-&.\/]|[-&.\/] |\xe2[\x80-\x82]/;
}

sub length_in_words
{
	my ($label, $language) = @_;
	if ($language eq 'zh')
	{
		utf8::decode($label);
		return length $label;
	}
	return scalar(() = $label =~ /[A-Za-z0-9\x80-\xff]+/g);
}

# Sequences of the corpus that look like terms: no stop word at an edge; in Chinese with at
# least three different neighbours on each side, so that most do not cut words.
sub terms
{
	my ($language, $length) = @_;
	my ($counts, $stop, $join) = (count_sequences($language), stop_words($language), joiner($language));
	my @found;
	my $free = $language eq 'zh' ? neighbours($language, $length) : undef;
	while (my ($sequence, $count) = each %{ $counts->[$length] // {} })
	{
		if ($free)
		{
			next if ($free->{"<$sequence"} // 0) < 3 || ($free->{">$sequence"} // 0) < 3;
			next if $stop->{ substr($sequence, 0, 1) } || $stop->{ substr($sequence, -1) };
		}
		else
		{
			my @words = split / /, $sequence;
			next if $language eq 'en' && $sequence =~ /[\x80-\xff]/;
			next if !@words || grep { !/^[a-z\x80-\xff]{2}/ || /\d/ } @words;
			next if length $words[0] < 3 || $stop->{ $words[0] } || $stop->{ $words[-1] };
		}
		push @found, $sequence;
	}
	return shuffled(@found);
}

sub neighbours
{
	my ($language, $length) = @_;
	my %count;
	for my $longer (keys %{ count_sequences($language)->[ $length + 1 ] })
	{
		$count{ '>' . substr($longer, 0, $length) }++;
		$count{ '<' . substr($longer, 1) }++;
	}
	return \%count;
}

# ---- choosing ----------------------------------------------------------------------------

# Labels of one length: real ones for up to half, then terms of the corpus until the budget of
# hits is spent, then what the sample does not hold, or hardly.
sub choose
{
	my ($language, $length, $wanted, $budget, $taken) = @_;
	my $pool = pool($language, $length);
	my $choice = { counts => count_sequences($language)->[$length], language => $language, taken => $taken,
		budget => $budget, largest => $budget / 20 + 1, hits => 0, labels => [] };
	take($choice, $wanted / 2, 0, list_source($pool->{real}));
	take($choice, $wanted, 1, list_source($pool->{terms})) if $choice->{hits} < $budget;
	take($choice, $wanted, 0, $_)
		for list_source($pool->{real}), composed_source($language, $length), list_source($pool->{terms});
	return @{ $choice->{labels} };
}

# First come first served, within the budget.  A source that shall spend it passes over what is
# too rare for that.
sub take
{
	my ($choice, $wanted, $spend, $source) = @_;
	my ($labels, $taken) = @$choice{qw(labels taken)};
	while (@$labels < $wanted && defined(my $label = $source->()))
	{
		my $folded = folded($label->[0], $choice->{language});
		next if $taken->{$folded};
		my $count = $choice->{counts}{$folded} // 0;
		my $left = $choice->{budget} - $choice->{hits};
		next if $count && ($count > $choice->{largest} || $count > $left);
		next if $spend && $count < 0.5 * $left / ($wanted - @$labels);
		$taken->{$folded} = 1;
		$choice->{hits} += $count;
		push @$labels, $label;
	}
}

sub folded
{
	my ($label, $language) = @_;
	if ($language eq 'zh')
	{
		utf8::decode($label);
		return $label;
	}
	$label =~ tr/A-Z/a-z/;
	return join(' ', $label =~ /[a-z0-9\x80-\xff]+/g);
}

sub list_source
{
	my ($labels) = @_;
	my $at = 0;
	return sub { return $labels->[ $at++ ] };
}

# Words and terms put together, for labels that the corpus does not hold.
sub composed_source
{
	my ($language, $length) = @_;
	my $half  = $language eq 'zh' && $length > 3 ? 2 : 1;
	my $first = pieces($language, $half);
	my $last  = pieces($language, $length == 1 ? 1 : $length - $half);
	my ($join, $at) = ($length == 1 ? '' : joiner($language), 0);
	return sub {
		return undef if !@$first || !@$last || $at > 100 * (@$first + @$last);
		my ($one, $two) = unpack('NN', md5("compose $language $length $at"));
		$at++;
		return [ encoded_label($first->[ $one % @$first ] . $join . $last->[ $two % @$last ]), $language ];
	};
}

# Counted sequences of Chinese are characters, all others bytes.
sub encoded_label
{
	my ($label) = @_;
	utf8::encode($label) if utf8::is_utf8($label);
	return $label;
}

# Labels of that length: real ones, and terms of the corpus.
my %pools;
sub pool
{
	my ($language, $length) = @_;
	return $pools{"$language $length"} //= do
	{
		my @real = grep { length_in_words($_->[0], $language) == $length } real_labels($language);
		push @real, map { [ $_, 'en' ] } shuffled(dictionary_words()) if $language eq 'en' && $length == 1;
		my @terms = map { [ encoded_label($_), $language ] } terms($language, $length);
		{ real => \@real, terms => \@terms };
	};
}

my %pieces;
sub pieces
{
	my ($language, $length) = @_;
	return $pieces{"$language $length"} //= do
	{
		my @terms = $length == 1 && $language eq 'zh'
			? shuffled(keys %{ count_sequences($language)->[1] })
			: terms($language, $length);
		splice(@terms, 200_000) if @terms > 200_000;
		\@terms;
	};
}

# Labels of other languages, for the share of labels beyond ASCII of a large union.
sub foreign_labels
{
	my ($wanted) = @_;
	my @labels = eurovoc(sub { $_[0] !~ /^(?:en|zh)$/ });
	my %language_of = map { $_->[0] => $_->[1] } grep { $_->[0] =~ /[\x80-\xff]/ && is_matchable($_->[0]) } @labels;
	my @order = shuffled(keys %language_of);
	splice(@order, $wanted) if @order > $wanted;
	return map { [ $_, $language_of{$_} ] } @order;
}

sub draw
{
	my ($name, $wish, $scale) = @_;
	my $language = substr($name, 0, 2);
	my $bytes = 0;
	$bytes += length for @{ corpus($language) };
	my $hits = $scale * $bytes / $wish->{bytes};
	my @labels = $wish->{foreign} ? foreign_labels($wish->{labels} * $wish->{foreign}) : ();
	my $left   = $wish->{labels} - @labels;
	my %taken;
	my $several = 0;
	$several += $_ for @{ $wish->{shape} }[ 2 .. $#{ $wish->{shape} } ];
	for my $length (1 .. $#{ $wish->{shape} })
	{
		my $share = $wish->{shape}[$length] or next;
		my $part = $length == 1 ? $wish->{single} : (1 - $wish->{single}) * $share / $several;
		push @labels, choose($language, $length, int($left * $share / 100 + 0.5), $hits * $part, \%taken);
	}
	return \@labels;
}

# ---- measuring ---------------------------------------------------------------------------

# Bytes of the sample a hit, leftmost-longest.
sub hit_rate
{
	my ($language, $labels) = @_;
	my ($join, %whole, %prefix, $hits, $bytes) = (joiner($language));
	($hits, $bytes) = (0, 0);
	for (@$labels)
	{
		my $label = folded($_->[0], $language);
		my @words = $language eq 'zh' ? split(//, $label) : split(/ /, $label);
		$whole{$label} = 1;
		$prefix{ join($join, @words[ 0 .. $_ ]) } = 1 for 0 .. $#words - 1;
	}
	for my $text (@{ corpus($language) })
	{
		$bytes += length $text;
		for my $words (stretches($text, $language))
		{
			my $at = 0;
			while ($at < @$words)
			{
				my ($sequence, $end, $longest) = ($words->[$at], $at, 0);
				while (1)
				{
					$longest = $end - $at + 1 if $whole{$sequence};
					last unless $prefix{$sequence} && ++$end < @$words;
					$sequence .= $join . $words->[$end];
				}
				$hits++ if $longest;
				$at += $longest || 1;
			}
		}
	}
	return $bytes / ($hits || 1);
}

sub shape
{
	my ($language, $labels) = @_;
	my ($words, $several, $other, $length) = (0) x 4;
	for (@$labels)
	{
		my $count = length_in_words($_->[0], $language);
		$words += $count;
		$several++ if $count > 1;
		$other++ if $_->[0] =~ /[\x80-\xff]/;
		$length += length $_->[0];
	}
	my $all = @$labels || 1;
	return sprintf('%d labels, %.2f %s, %.0f %% of several, %.1f %% non-ASCII, %.1f bytes',
		scalar @$labels, $words / $all, $language eq 'zh' ? 'characters' : 'words',
		100 * $several / $all, 100 * $other / $all, $length / $all);
}

# Overlaps and cut-off counts make the first draw miss its rate: correct it a few times.
sub make_vocabulary
{
	my ($name) = @_;
	my ($wish, $language, $scale) = ($VOCABULARIES{$name}, substr($name, 0, 2), 1);
	my ($best, $rate, $distance);
	for (1 .. 5)
	{
		my $labels = draw($name, $wish, $scale);
		my $found = hit_rate($language, $labels);
		my $off = abs(log($found / $wish->{bytes}));
		($best, $rate, $distance) = ($labels, $found, $off) if !defined $distance || $off < $distance;
		last if $off < 0.05;
		$scale *= $found / $wish->{bytes};
	}
	$best = [ map { $best->[$_] } shuffled(0 .. $#$best) ];
	write_labels($name, $best);
	note(sprintf('vocabulary %s: %s; one hit per %.0f B (wanted %d)',
		$name, shape($language, $best), $rate, $wish->{bytes}));
}

make_vocabulary($_) for @names;
