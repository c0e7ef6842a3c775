#!/usr/bin/perl
# make_csv.pl: the sample documents as CSV, for doc/analyst.md: perl data/samples/make_csv.pl > docs.csv
#
# Columns: id (the number in the name), issued_on, kind, place (of the issuer, as the taxonomy names it; empty where none is
# named), lang, title, body. Dates, kinds and places are the list below: the documents are invented,
# and so are their dates.
use strict;
use warnings;
use File::Basename;

sub field
{
	my ($value) = @_;

	$value =~ s/"/""/g;
	return qq("$value");
}

# First line the title, then a blank line, then the body; the language is in the name.
sub read_sample
{
	my ($name) = @_;

	open my $file, '<', dirname($0) . "/$name" or die "$name: $!";
	local $/;
	my ($title, $body) = <$file> =~ /\A(.*?)\n\n(.*?)\n*\z/s;
	my ($lang) = $name =~ /\.([^.]+)\.txt\z/;
	return ($lang, $title, $body);
}

print "id,issued_on,kind,place,lang,title,body\n";
while (my $line = <DATA>)
{
	chomp $line;
	my ($name, $issued_on, $kind, $place) = split /\t/, $line, -1;
	my ($id) = $name =~ /\A0*(\d+)/;
	my ($lang, $title, $body) = read_sample($name);

	print join(',', $id, $issued_on, $kind, $place, $lang, field($title), field($body)), "\n";
}

__DATA__
01-pilot-zone-news.en.txt	2025-02-18	news	
02-ai-strategy.en.txt	2025-03-05	strategy	
03-semiconductor-act.en.txt	2025-05-12	law	
04-county-notice.en.txt	2025-06-30	notice	
05-quantum-plan.en.txt	2025-08-20	plan	place.CN-AH
06-quantum-plan.zh-Hans.txt	2025-08-20	plan	place.CN-AH
07-data-opinions.zh-Hans.txt	2025-09-15	opinions	
08-ai-chip-news.zh-Hant.txt	2025-10-28	news	place.TW
09-think-tank-6g-robots-biotech.en.txt	2025-11-10	report	
10-digital-ministers-speech.en.txt	2025-12-03	speech	
