#!/usr/bin/perl
# tools/record_examples.pl FILE...: writes the outputs shown in README.md and doc/analyst.md anew.
#
# For when the shipped taxonomy has changed what they show; read the difference before committing it.
# Wants a fresh server (tools/server.sh up DIR) in PGHOST and its kin, since roles stay, and runs the
# sql blocks as test/tap/020_readme.pl does, in an empty database. Where none is shown, none is put in.
use strict;
use warnings;
use File::Temp;

$ENV{PGOPTIONS} = '-c client_min_messages=warning';
my @PSQL = qw(psql -X -q -v ON_ERROR_STOP=1 -P format=aligned -P tuples_only=off -P footer=on);
my $DATABASE = 'record_examples';

sub output_of
{
	my ($sql) = @_;

	my $script = File::Temp->new(SUFFIX => '.sql');
	print $script $sql;
	close $script;
	open my $psql, '-|', @PSQL, '-d', $DATABASE, '-f', $script->filename or die "psql: $!";
	my $output = do { local $/; <$psql> } // '';
	close $psql or die "an example fails:\n$sql";
	$output =~ s/[ \t\r]+$//mg;
	$output =~ s/\n+\z//;
	return $output;
}

for my $file (@ARGV)
{
	local ($/, $^I);
	open my $in, '<', $file or die "$file: $!";
	my $text = <$in>;
	close $in;
	system(@PSQL[ 0 .. 2 ], '-d', 'postgres', '-c', "DROP DATABASE IF EXISTS $DATABASE",
		'-c', "CREATE DATABASE $DATABASE TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'") == 0 or die;
	$text =~ s{^(\h*)```sql\n(.*?)^\h*```\n(\s*^\h*```text\n(.*?)^\h*```\n)?}{
		my ($whole, $indent, $sql, $shown) = ($&, $1, $2, $4);
		my $output = output_of($sql =~ s/^$indent//gmr);
		if (defined $shown)
		{
			$output =~ s/^(?=.)/$indent/gm;
			substr($whole, rindex($whole, $shown), length $shown) = "$output\n";
		}
		$whole;
	}gmse;
	open my $out, '>', $file or die "$file: $!";
	print $out $text;
	close $out;
	system(@PSQL[ 0 .. 2 ], '-d', 'postgres', '-c', "DROP DATABASE $DATABASE");
}
