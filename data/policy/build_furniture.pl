#!/usr/bin/perl
# build_furniture.pl: turn furniture.txt into C.
#
#   perl build_furniture.pl furniture.txt > furniture_data.c
#
# Prints the phrases, sorted bytewise, and a bit for each three bytes that one of them
# begins with, at furniture_front() of furniture.h.
use strict;
use warnings;

my %phrase;
my @fronts = (0) x 8192;
while (my $line = <>) {
	$line =~ s/#.*|^\s+|\s+$//g;
	next if $line eq '';
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
