# Reads the files of the gold: clauses and judgements. Used by agreement.pl and by test/tap/050_gold.pl; it must never
# know what the program says.

package Judgements;

use strict;
use warnings;
use utf8;
use Exporter 'import';

our @EXPORT_OK = qw(read_clauses read_judgements entries_of values_of);

my @judgement_fields = qw(id force status voice polarity periods quantities);
my @clause_fields = qw(id lang doctype sentence);

sub read_table
{
	my ($path, @fields) = @_;
	my %rows;

	open my $file, '<:encoding(UTF-8)', $path or die "cannot read $path: $!";
	while (my $line = <$file>)
	{
		chomp $line;
		my %row;
		my @cells = split /\t/, $line, -1;

		die "$path:$.: expected " . @fields . " fields\n" if @cells < @fields;
		@row{@fields} = @cells;
		$row{cue} = $cells[@fields];
		$rows{ $row{id} } = \%row;
	}
	close $file;
	return \%rows;
}

sub read_clauses
{
	return read_table($_[0], @clause_fields);
}

sub read_judgements
{
	return read_table($_[0], @judgement_fields);
}

# the [surface, value] pairs of a field 'periods' or 'quantities'
sub entries_of
{
	my ($judgement, $field) = @_;

	return () if $judgement->{$field} eq '-';
	return map { [split / => /, $_, 2] } split / ; /, $judgement->{$field};
}

# the values of a field as one string in a fixed order; what the sentence alone cannot date ('?') has no value
sub values_of
{
	return join ' ; ', sort grep { $_ ne '?' } map { $_->[1] // die "no value in $_->[0]" } entries_of(@_);
}

1;
