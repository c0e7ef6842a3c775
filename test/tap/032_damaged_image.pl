# 032_damaged_image.pl: whatever stands in policyscope.image, a session answers rightly or refuses clearly.
#
# Each damage is met by a session of its own, since a session keeps what it has read, and nothing is
# shared: with a good image in shared memory nobody would look at the stored one.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('damaged');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "client_min_messages = warning\nfsync = off\npolicyscope.share = off");
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION policyscope;
	CREATE TABLE good AS SELECT image FROM policyscope.image WHERE taxonomy = 'policy';
});

my $question = q{SELECT to_tagset('policy', 'Guizhou province: big data, quantum computing, 5G. 人工智能; Made in China 2025')};
my $answer = $node->safe_psql('postgres', $question);
my $length = $node->safe_psql('postgres', 'SELECT length(image) FROM good');
like($answer, qr/tech\.quantum_computing/, 'the answer');

# The stored image becomes that expression over the good one; then what a new session says to it:
# the answer, or the SQLSTATE and message of an error.
sub say_all
{
	my @expressions = @_;
	my $script = "\\set VERBOSITY terse\n";

	for my $expression (@expressions)
	{
		$script .= "\\connect -\n"
		  . "UPDATE policyscope.image SET image = (SELECT $expression FROM good) WHERE taxonomy = 'policy';\n"
		  . "\\connect -\n\\echo @@\n$question;\n\\if :ERROR\n\\echo :SQLSTATE :LAST_ERROR_MESSAGE\n\\endif\n";
	}
	$node->psql('postgres', $script, stdout => \my $output, stderr => \my $errors, on_error_stop => 0);
	unlike($errors, qr/server closed the connection|could not connect|recovery mode/, 'no session was lost');
	my (undef, @said) = split /^@@\n/m, $output;
	return @said;
}

my $refusal = 'XX001 the image of taxonomy "policy" version 1 is damaged';

sub judge
{
	my ($name, $may_answer, %damages) = @_;
	my @names = sort keys %damages;
	my @said = say_all(map { $damages{$_} } @names);
	my ($answered, $refused, @wrong) = (0, 0);

	is(scalar @said, scalar @names, "$name: each session spoke");
	for my $i (0 .. $#said)
	{
		my $said = $said[$i] =~ s/\s+\z//r;

		if ($said eq $answer) { $answered++ }
		elsif ($said eq $refusal) { $refused++ }
		else { push @wrong, "$names[$i]: $said" }
	}
	is(join("\n", @wrong), '', "$name: right or refused ($answered answers, $refused refusals)");
	is($answered, 0, "$name: nothing was taken for good") if !$may_answer;
}

# ---- flipped bits ----------------------------------------------------------------------------

srand(20250217);

sub flip { return sprintf 'set_bit(image, %d, 1 - get_bit(image, %d))', $_[0], $_[0]; }

# Magic, byte order, format, length, checksum, digest, versions: 192 bytes. An image of another
# format, byte order, Unicode or ICU is none of this server's: it compiles its own.
judge('bits of the header', 1, map { my $at = $_ * 8 + int rand 8; ("bit $at" => flip($at)) } 0 .. 103);
judge('bits of the table of sections', 0, map { my $at = (104 + int rand 88) * 8 + int rand 8; ("bit $at" => flip($at)) } 1 .. 25);
judge('bits of the rest', 0, map { my $at = (192 + int rand($length - 192)) * 8 + int rand 8; ("bit $at" => flip($at)) } 1 .. 100);

# ---- other damage ----------------------------------------------------------------------------

judge('truncated', 0, map { ("$_ bytes" => "substr(image, 1, $_)") }
	0, 1, 7, 8, 100, 191, 192, 193, 1000, int($length / 2), $length - 8, $length - 1);
judge('other bytes', 0,
	'one byte more' => q{image || '\x00'},
	'eight bytes more' => q{image || '\x0000000000000000'},
	'twice' => 'image || image',
	'without its first byte' => 'substr(image, 2)',
	'zeros' => "decode(repeat('00', $length), 'hex')",
	'ones' => "decode(repeat('ff', $length), 'hex')",
	'a header alone and zeros' => "substr(image, 1, 192) || decode(repeat('00', $length - 192), 'hex')",
	'a hole of zeros' => "overlay(image placing decode(repeat('00', 512), 'hex') from " . int($length / 2) . ')',
	'two parts exchanged' => "substr(image, 1, 192) || substr(image, 1193) || substr(image, 193, 1000)",
	'text' => q{convert_to('no image at all', 'UTF8')});

# An image in good order, of another source.
$node->safe_psql('postgres', q{
	SELECT taxonomy_copy('policy', 'other');
	INSERT INTO policyscope.label (taxonomy, concept, lang, label) VALUES ('other', 'tech.ai', 'en', 'big');
	SELECT taxonomy_publish('other');
});
judge('of another taxonomy', 0, 'it' => q{(SELECT i.image FROM policyscope.image i WHERE taxonomy = 'other')});

# ---- the way back ----------------------------------------------------------------------------

is($node->safe_psql('postgres', 'SELECT taxonomy_rebuild()'), '1', 'taxonomy_rebuild repairs it');
is($node->safe_psql('postgres', $question), $answer, 'and the answer is right');
is($node->safe_psql('postgres', q{SELECT i.image = g.image FROM policyscope.image i, good g WHERE i.taxonomy = 'policy'}), 't',
	'it is the same to the byte');
$node->safe_psql('postgres', q{DELETE FROM policyscope.image WHERE taxonomy = 'policy'});
is($node->safe_psql('postgres', $question), $answer, 'without an image: compiled from the source');

$node->safe_psql('postgres', q{
	SET session_replication_role = replica;
	UPDATE policyscope.version SET source = replace(source, 'big data', 'big dada') WHERE taxonomy = 'policy';
});
my ($status, $output, $errors) = $node->psql('postgres', "\\set VERBOSITY verbose\n$question");
like($errors, qr/XX001: the source of taxonomy "policy" version 1 does not have its digest/, 'nor is a damaged source believed');

unlike(slurp_file($node->logfile), qr/PANIC|terminated by signal/, 'no crash');
$node->stop;
done_testing();
