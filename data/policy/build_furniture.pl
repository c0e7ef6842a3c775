#!/usr/bin/perl
# build_furniture.pl: turn furniture.txt into C.
#
#   perl build_furniture.pl furniture.txt > furniture_data.c
#
# Prints the phrases, sorted bytewise, and a bit for each three bytes that one of them
# begins with, at furniture_front() of furniture.h. They are compared with text in uniform
# writing (src/reading/uniform.h), and so are written in it here.
use strict;
use warnings;

use Encode qw(decode encode);
use Unicode::Normalize qw(NFD NFC);

# For Latin, Han, Kana, Hangul and the signs of ASCII; anything else is refused.
sub uniform
{
	my $text = NFD(shift) =~ s/(?<=\p{Latin})\p{Mn}+//gr;
	$text = NFC($text) =~ tr/\x{2019}\x{A0}\x{3000}/' /r;
	$text =~ s/([\x{FF01}-\x{FF5E}])/chr(ord($1) - 0xFEE0)/ge;
	$text = NFD($text) =~ s/([\x{1100}-\x{11FF}]+)/NFC($1)/ger;
	die "furniture.txt:$.: not Latin, Han, Kana or Hangul\n" if $text !~ /^[\p{Latin}\p{Han}\p{Kana}\p{Hangul}\p{Hira}\x{3099}\x{309A}\x{30FC}\x{A9}\x{3010}\x{3011}\x20-\x7e]+$/;
	return $text;
}

my %phrase;
my @fronts = (0) x 8192;
while (my $line = <>) {
	$line =~ s/#.*|^\s+|\s+$//g;
	next if $line eq '';
	$line = encode('UTF-8', uniform(decode('UTF-8', $line)));
	$phrase{$line} = 1;
	my ($one, $two, $three) = unpack 'C3', $line =~ s/\*$//r;
	die "furniture.txt:$.: a phrase has three bytes at least\n" if !defined $three;
	my $bit = (($one << 16 | $two << 8 | $three) * 40503 >> 4) & 0xFFFF;
	$fronts[$bit >> 3] |= 1 << ($bit & 7);
}
print "/* made from data/policy/furniture.txt */\n#include \"reading/furniture.h\"\n";
print "const char *const furniture_phrases[] = {\n";
for (sort keys %phrase) {
	s/(["\\])/\\$1/g;
	print "\t\"$_\",\n";
}
print "};\nconst int furniture_phrase_count = sizeof(furniture_phrases) / sizeof(furniture_phrases[0]);\n";
print "const uint8_t furniture_fronts[8192] = {\n";
print "\t", join(', ', splice @fronts, 0, 32), ",\n" while @fronts;
print "};\n";
