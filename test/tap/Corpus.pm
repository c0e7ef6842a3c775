# Corpus.pm: what the tests on real documents share.
#
# The documents are in corpus.tar.xz in the folder $POLICYSCOPE_DATA; public, but no part of the project.
# Tests of this folder take it with "use lib 'test/tap'", since they run at the top of the project.
package Corpus;

use strict;
use warnings;

use Exporter qw(import);
use File::Basename;
use File::Path qw(make_path);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use lib 'test/gold';
use Score qw(wilson);

our @EXPORT = qw(NO_CORPUS corpus_archive unpack_corpus escape_for_copy path_of_laws read_judged start_node load_judged check_judged interval);

use constant NO_CORPUS => 'corpus.tar.xz not present (POLICYSCOPE_DATA)';

# The archive; undefined where there is none.
sub corpus_archive
{
	my $archive = ($ENV{POLICYSCOPE_DATA} // '') . '/corpus.tar.xz';

	return -r $archive ? $archive : undef;
}

# Unpacks it into a folder of the test's own, which is returned. Without the archive the test is skipped.
sub unpack_corpus
{
	my ($name) = @_;
	my $archive = corpus_archive() // plan skip_all => NO_CORPUS;
	my $corpus = "$ENV{TESTDATADIR}/$name";

	make_path($corpus);
	system('tar', '-xJf', $archive, '-C', $corpus) == 0 or die "could not unpack $archive";
	return $corpus;
}

# ---- rows for COPY ----------------------------------------------------------------------------

my %escape = ("\\" => '\\\\', "\t" => '\\t', "\r" => '\\r', "\n" => '\\n');

sub escape_for_copy
{
	my ($value) = @_;

	return $value =~ s/([\\\t\r\n])/$escape{$1}/gr;
}

# The file of JSON lines of a source of laws.
sub path_of_laws
{
	my ($corpus, $source) = @_;
	my %file_of = (eurlex => 'eurlex-dev');
	my ($path) = glob "$corpus/*/" . ($file_of{$source} // $source) . '.jsonl';

	return $path;
}

# The wanted laws of a file of JSON lines, as rows (source, id, text); the English text where there are several.
sub write_laws
{
	my ($rows, $corpus, $source, $wanted) = @_;
	my $path = path_of_laws($corpus, $source);
	my $json = JSON::PP->new->utf8;

	for my $line (split /\n/, slurp_file($path))
	{
		my ($id) = $line =~ /^\{"id":\s*"([^"]*)"/ or die "$path: a line without id";
		next if !$wanted->{$id};
		my $text = $json->decode($line)->{text};
		$text = $text->{en} if ref $text;
		utf8::encode($text);
		print $rows join("\t", $source, $id, escape_for_copy($text)), "\n";
	}
	return;
}

# The wanted documents, by source, as such rows: laws, national strategies for artificial intelligence and data/samples.
sub write_documents
{
	my ($rows, $corpus, $wanted) = @_;
	my %files_of = ('ai-strategies' => "$corpus/*/ai-strategies", samples => 'data/samples');

	for my $source (sort keys %$wanted)
	{
		my $folder = $files_of{$source};

		write_laws($rows, $corpus, $source, $wanted->{$source}) if !$folder;
		for my $path ($folder ? sort glob "$folder/*.txt" : ())
		{
			my $id = basename($path, '.txt');

			print $rows join("\t", $source, $id, escape_for_copy(slurp_file($path))), "\n" if $wanted->{$source}{$id};
		}
	}
	return;
}

# ---- the server ---------------------------------------------------------------------------------

# With more lines of postgresql.conf, where a test wants some.
sub start_node
{
	my ($name, $conf) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$ENV{PGCLIENTENCODING} = 'UTF8';
	$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node->append_conf('postgresql.conf', "fsync = off\njit = off\nclient_min_messages = warning\n" . ($conf // ''));
	$node->start;
	return $node;
}

# ---- mentions judged by reading their sentences ---------------------------------------------------

# The judgements of test/judged/NAME.tsv, and the documents they are about, by source.
sub read_judged
{
	my ($name) = @_;
	my @judged = map { [ split /\t/ ] } grep { !/^#/ } split /\n/, slurp_file("test/judged/$name.tsv");
	my %wanted;

	$wanted{ $_->[0] }{ $_->[1] } = 1 for @judged;
	return (\@judged, \%wanted);
}

# A server with the wanted documents (see read_judged) in the table doc (source, id, body), and their mentions of
# these facets in the table mention, for check_judged.
sub load_judged
{
	my ($name, $corpus, $wanted, @facets) = @_;
	my $node = start_node($name);
	my $list = join ', ', map { "'$_'" } @facets;

	open my $rows, '>', "$corpus/rows" or die $!;
	write_documents($rows, $corpus, $wanted);
	close $rows or die $!;
	$node->safe_psql('postgres', qq{
		CREATE EXTENSION policyscope;
		CREATE TABLE doc (source text, id text, body text, PRIMARY KEY (source, id));
		COPY doc FROM '$corpus/rows';
		CREATE TABLE mention AS SELECT doc.source, id, start_char, char_length, concept
			FROM doc, tag_mentions('policy', body) WHERE facet IN ($list);
	});
	return $node;
}

# Wilson's interval of a share, in words.
sub interval
{
	my ($good, $total) = @_;

	return sprintf '%d of %d right, 95 %% interval %.3f to %.3f', $good, $total, wilson($good, $total);
}

# Against the table mention (source, id, start_char, char_length, concept): what was judged right is there,
# what was wrong and is mended is gone. There are so many judgements, a number (or one for each language) and
# its name, of English and of Chinese documents. Returns how many were right.
sub check_judged
{
	my ($node, $judged, $number, $in_words) = @_;
	my %found = map { $_ => 1 } split /\n/,
	  $node->safe_psql('postgres', q{SELECT concat_ws('|', source, id, start_char, char_length, concept) FROM mention});
	my %right = (en => 0, zh => 0);
	my %all = (en => 0, zh => 0);
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	for my $row (@$judged)
	{
		my ($source, $id, $start, $length, $concept, $judgement) = @$row;
		my $stratum = $source =~ /^zh/ || $id =~ /[.]zh-Han/ ? 'zh' : 'en';
		my $present = $found{"$source|$id|$start|$length|$concept"};

		$all{$stratum}++;
		$right{$stratum}++ if $judgement eq 'right';
		ok($present, "$source $id: $concept at $start") if $judgement eq 'right';
		ok(!$present, "$source $id: no $concept at $start") if $judgement eq 'mended';
	}
	note("$_: ", interval($right{$_}, $all{$_})) for 'en', 'zh';
	note('all: ', interval($right{en} + $right{zh}, $all{en} + $all{zh}));
	is($all{$_}, ref $number ? $number->{$_} : $number, "$in_words mentions in $_") for 'en', 'zh';
	return $right{en} + $right{zh};
}

1;
