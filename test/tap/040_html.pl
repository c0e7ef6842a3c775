# 040_html.pl: no input breaks out of the markup.
#
# A corpus of hostile strings, and random mixtures of their pieces, stand in every place where a
# stranger's text can: documents, labels, keys, titles, options, chart labels. The answers are read by
# an HTML5 parser (and the charts by an XML parser as well), which must find only the elements and
# attributes that belong there, no parse error, and the strings themselves as text.
use strict;
use warnings;
use utf8;

use Encode qw(decode encode);
use MIME::Base64;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

BEGIN
{
	eval { require HTML::HTML5::Parser; require XML::LibXML; 1 }
	  or plan skip_all => 'no HTML::HTML5::Parser (Debian: libhtml-html5-parser-perl)';
}

$ENV{PGCLIENTENCODING} = 'UTF8';

# ---- the corpus ------------------------------------------------------------------------------

my @pieces = (
	'<script>alert(1)</script>', '</script>', '</style>', '</title>', '</mark>', '</p></article>', '</td></tr></table>',
	'<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '<![CDATA[', ']]>', '<!--', '-->', '--!>', '<!DOCTYPE x>', '<?xml ?>',
	'" onmouseover="alert(1)', "' onclick='alert(1)", '"><b>', "'>", '`', '=', '/>', '&', '&lt;', '&#60;script&#62;', '&#x3c', '&amp', '&notit;',
	'javascript:alert(1)', 'data:text/html,<b>', '<a href="//evil.example">x</a>', '<base href=//evil.example>', '<meta http-equiv=refresh content=0>',
	'<math><mi>', '<template>', '<noscript><p title="</noscript><i>">', '<textarea>', '<plaintext>', '<frameset>', '<isindex>',
	'{{7*7}}', '${x}', 'url(x)', '@import "x";', 'expression(1)', '\\3c b\\3e', '\\u003cb\\u003e',
	"\x{1}", "\x{8}", "\x{b}", "\x{c}", "\x{1b}[2J", "\x{7f}", "\x{85}", "\x{9b}31m", "\r", "\r\n", "\n\n", "\t",
	"\x{FFFD}", "\x{FEFF}", "\x{FFFE}", "\x{1FFFF}", "\x{FDD0}", "\x{202E}abc", "\x{200B}", "\x{2028}", "\x{2029}", "\x{0130}<", "\x{FF1C}script\x{FF1E}",
	"a\x{301}<b>\x{301}", 'ordinary text', '大数据<b>', "delta'delta\"delta&delta<delta>", '<delta>', 'delta</b>delta', '+ADw-script+AD4-');

# A small generator of one's own: the same strings everywhere.
my $state = 20260101;
sub random_below
{
	my ($limit) = @_;
	$state = ($state * 1103515245 + 12345) % 2147483648;
	return int($state / 65536) % $limit;
}

my @corpus = (@pieces, map { join '', map { $pieces[ random_below(scalar @pieces) ] } 1 .. 2 + random_below(6) } 1 .. 60);

# What a reader of the page must see: forbidden characters replaced, line ends as a parser gives them.
sub shown
{
	my ($text) = @_;
	$text =~ s/[\x01-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\x{FDD0}-\x{FDEF}\x{FFFE}\x{FFFF}\x{1FFFE}\x{1FFFF}]/\x{FFFD}/g;
	$text =~ s/\r\n?/\n/g;
	return $text;
}

# ---- the database ------------------------------------------------------------------------------

my $node = PostgreSQL::Test::Cluster->new('html');
$node->init;
$node->start;
$node->safe_psql('postgres', "CREATE DATABASE html TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");

sub base64 { return encode_base64(encode('UTF-8', $_[0]), '') }

# A statement's one column, a row a text.
sub ask
{
	my ($sql) = @_;
	my $answer = $node->safe_psql('html',
		"SELECT coalesce(translate(encode(convert_to(answer, 'UTF8'), 'base64'), E'\\n', ''), '-') FROM ($sql) AS q(n, answer) ORDER BY n");
	return map { $_ eq '-' ? undef : decode('UTF-8', decode_base64($_)) } split /\n/, $answer;
}

my $values = join ",\n", map { "($_, convert_from(decode('" . base64($corpus[$_]) . "', 'base64'), 'UTF8'))" } 0 .. $#corpus;
$node->safe_psql('html', <<"SQL");
SET client_min_messages = warning;
CREATE EXTENSION policyscope;
CREATE TABLE corpus (n int, s text);
INSERT INTO corpus VALUES $values;
INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('hostile');
INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('hostile', 'a'), ('hostile', 'b');
INSERT INTO policyscope.concept (taxonomy, concept) VALUES ('hostile', 'a.delta'), ('hostile', 'b.delta');
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind) VALUES
	('hostile', 'a.delta', 'en', 'delta', 'pref'), ('hostile', 'a.delta', 'zh-Hans', '大数据', 'pref'), ('hostile', 'b.delta', 'en', 'delta', 'alt');
-- every string that may be a notation and a label is one; the label that is found in texts is another
INSERT INTO policyscope.concept (taxonomy, concept)
SELECT DISTINCT 'hostile', 'b.' || s FROM corpus WHERE octet_length(s) < 250 AND s !~ '[\\x01-\\x1f\\x7f-\\x9f]' AND btrim(s) = s AND s <> ''
ON CONFLICT DO NOTHING;
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind)
SELECT 'hostile', concept, 'en', 'known ' || substr(md5(concept), 1, 8), 'alt' FROM policyscope.concept WHERE taxonomy = 'hostile' AND concept NOT LIKE '%.delta';
INSERT INTO policyscope.label (taxonomy, concept, lang, label, kind)
SELECT 'hostile', concept, 'fr', substr(concept, 3) || ' ' || substr(md5(concept), 1, 8), 'pref' FROM policyscope.concept WHERE taxonomy = 'hostile' AND concept NOT LIKE '%.delta';
SELECT taxonomy_publish('hostile');
SELECT taxonomy_copy('hostile', 'firm_hostile');
INSERT INTO policyscope.cue SELECT 'firm_hostile', lang, text, axis, value, doctype, direction, scope, terminators FROM policyscope.cue WHERE taxonomy = 'policy' AND doctype = '';
UPDATE policyscope.taxonomy SET reading = true, zoning = true WHERE taxonomy = 'firm_hostile';
SELECT taxonomy_publish('firm_hostile');
CREATE FUNCTION quoted(s text) RETURNS text LANGUAGE sql IMMUTABLE AS \$\$ SELECT '"' || replace(s, '"', '""') || '"' \$\$;
SQL
cmp_ok($node->safe_psql('html', "SELECT count(*) FROM policyscope.concept WHERE taxonomy = 'hostile'"), '>', 50, 'hostile notations and labels');

# ---- the judges --------------------------------------------------------------------------------

my $bad = 0;
sub blame
{
	my ($what, $n, $why) = @_;
	diag(encode('UTF-8', "$what, string $n: $why")) if $bad++ < 20;
}

# The parsed page; what the parser complains of is blamed.
sub parse_page
{
	my ($what, $n, $html) = @_;
	my $parser = HTML::HTML5::Parser->new;
	my $page = $parser->parse_string(encode('UTF-8', $html), { encoding => 'utf-8' });
	blame($what, $n, "parse error: $_") for grep { ($_->level // '') eq 'MUST' } $parser->errors;
	return $page;
}

sub elements { return grep { $_->nodeType == XML::LibXML::XML_ELEMENT_NODE() } $_[0]->getElementsByTagName('*') }

# Only these elements with these attributes.
sub check_elements
{
	my ($what, $n, $allowed, @elements) = @_;
	for my $element (@elements)
	{
		my $name = $element->localname;
		my %attributes = map { $_ => 1 } split / /, $allowed->{$name} // '';
		blame($what, $n, "an element <$name>") unless exists $allowed->{$name};
		for my $attribute (grep { $_->nodeType == XML::LibXML::XML_ATTRIBUTE_NODE() } $element->attributes)
		{
			my $attribute_name = $attribute->nodeName;
			blame($what, $n, "an attribute $attribute_name of <$name>") unless $attributes{$attribute_name} || $attribute_name eq 'viewbox'; # the HTML parser folds it
			blame($what, $n, 'a link that leads out: ' . $attribute->value) if $attribute_name eq 'href' && $attribute->value !~ /^#[a-z0-9-]+$/;
		}
	}
}

sub check_equal
{
	my ($what, $n, $got, $expected) = @_;
	blame($what, $n, "got '" . ($got // 'nothing') . "', expected '$expected'") unless defined $got && $got eq $expected;
}

sub verdict
{
	my ($name) = @_;
	is($bad, 0, $name);
	$bad = 0;
}

# A piece of HTML, as if in a paragraph.
sub check_fragment
{
	my ($what, $n, $html, $text) = @_;
	my $page = parse_page($what, $n, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head><body><p>$html</p></body></html>");
	my @paragraphs = $page->getElementsByTagName('p');
	blame($what, $n, 'the paragraph ended') unless @paragraphs == 1 && $page->getElementsByTagName('body')->[0]->childNodes->size == 1;
	check_elements($what, $n, { mark => 'data-concept data-continued' }, elements($paragraphs[0]));
	check_equal($what, $n, $paragraphs[0]->textContent, $text) if defined $text;
}

# ---- headlines and evidence --------------------------------------------------------------------

my $document = q{s || ' delta ' || s || ' delta'};
my @headlines = ask("SELECT n, tag_headline('hostile', $document, NULL, 'HighlightAll=true') FROM corpus");
is(scalar @headlines, scalar @corpus, 'a headline for each string');
for my $n (0 .. $#corpus)
{
	check_fragment('headline', $n, $headlines[$n], shown("$corpus[$n] delta $corpus[$n] delta"));
	blame('headline', $n, 'no mark') unless $headlines[$n] =~ /<mark /;
}
verdict('headlines: whole documents');

my @options = ask("SELECT n, tag_headline('hostile', 'delta ' || repeat('x ', 30) || 'delta', NULL,
	'MaxFragments=2, MaxWords=3, MinWords=1, StartSel=' || quoted(s) || ', StopSel=' || quoted(s) || ', FragmentDelimiter=' || quoted(s)) FROM corpus");
for my $n (0 .. $#corpus)
{
	# the delta of a fragment is two concepts: two elements, each with both texts
	my $one = $corpus[$n] x 2 . 'delta' . $corpus[$n] x 2;
	check_fragment('option', $n, $options[$n], shown($one . $corpus[$n] . $one));
}
verdict('headlines: options');

my @fragments = ask("SELECT n, tag_headline('hostile', $document, NULL, 'MaxFragments=5, MaxWords=4, MinWords=1') FROM corpus");
check_fragment('fragment', $_, $fragments[$_]) for 0 .. $#corpus;
verdict('headlines: fragments');

my @evidence = ask("SELECT n, html || E'\\x02' || sentence FROM corpus, tag_evidence('hostile', $document, NULL, 1)");
for my $row (@evidence)
{
	my ($html, $sentence) = split /\x02/, $row, 2;
	check_fragment('evidence', 0, $html, shown($sentence));
}
cmp_ok(scalar @evidence, '>', scalar @corpus, 'evidence of each string');
verdict('evidence');

my @keys = ask("SELECT row_number() OVER (ORDER BY concept), tag_headline('hostile', label, concept_query) || E'\\x02' || concept FROM
	(SELECT concept, label, ('''' || replace(replace(concept, '\\', '\\\\'), '''', '''''') || '''')::tagquery AS concept_query
	 FROM policyscope.label WHERE taxonomy = 'hostile' AND label LIKE 'known %') AS known");
for my $row (@keys)
{
	my ($html, $key) = split /\x02/, $row, 2;
	check_fragment('key', $key, $html);
	my ($mark) = parse_page('key', $key, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head><body>$html</body></html>")->getElementsByTagName('mark');
	check_equal('key', $key, $mark ? $mark->getAttribute('data-concept') : undef, shown($key));
}
cmp_ok(scalar @keys, '>', 50, 'a mark for each hostile key');
verdict('keys');

# ---- a terminal and Markdown -------------------------------------------------------------------

my @ansi = ask("SELECT n, tag_headline('hostile', $document, NULL, 'HighlightAll=true, Format=ansi') FROM corpus");
for my $n (0 .. $#corpus)
{
	my $plain = $ansi[$n] =~ s/\e\[[01]m//gr;
	blame('ansi', $n, 'a control character') if $plain =~ /[\x01-\x08\x0b-\x1f\x7f-\x9f]/;
}
verdict('a terminal gets no control characters but ours');

my @markdown = ask("SELECT n, tag_headline('hostile', $document, NULL, 'HighlightAll=true, Format=markdown, StartSel=x, StopSel=x') FROM corpus");
for my $n (0 .. $#corpus)
{
	my $bare = $markdown[$n] =~ s/\\[[:punct:]]/x/gr;
	blame('markdown', $n, "a bare character in: $bare") if $bare =~ /[\\`*_\[\]<>&~|\$]/ || $bare =~ /^[ \t]*(?:[#+=-]|[0-9]+[.)])/m;
}
verdict('Markdown has no special character without a backslash');

# ---- reports -----------------------------------------------------------------------------------

my %page_elements = (
	html => 'lang', head => '', body => '', title => '', style => '', meta => 'charset name content http-equiv',
	a => 'class href aria-label', header => '', main => '', footer => '', h1 => 'dir lang', h2 => 'id', h3 => 'id', p => 'class dir', section => 'id class aria-labelledby',
	article => 'lang', fieldset => 'class', legend => '', label => '', input => 'type id checked', span => 'id class dir lang', div => 'class role tabindex aria-labelledby',
	mark => 'id class data-concept data-continued title', strong => '', table => 'aria-labelledby', thead => '', tbody => '', tr => 'class', th => 'scope dir lang', td => 'class dir lang', code => '',
	details => '', summary => 'aria-label',
	svg => 'xmlns role lang width height viewBox font-family font-size', desc => '', g => '', text => 'x y text-anchor fill', rect => 'x y width height fill');

my $style;
sub check_report
{
	my ($what, $n, $html, $title) = @_;
	my $page = parse_page($what, $n, $html);
	my (%id, @targets);
	check_elements($what, $n, \%page_elements, elements($page));
	for my $element (elements($page))
	{
		my $id = $element->getAttribute('id');
		blame($what, $n, "two of id $id") if defined $id && $id{$id}++;
		push @targets, substr($element->getAttribute('href'), 1) if $element->hasAttribute('href');
		push @targets, $element->getAttribute('aria-labelledby') if $element->hasAttribute('aria-labelledby');
	}
	blame($what, $n, "nothing has the id $_") for grep { !$id{$_} } @targets;
	# the same style sheet in all, but for the facets' numbers
	my @styles = map { $_->textContent =~ s/^\.f[0-9]+\{--hue:[0-9]+\}\n|^body:has\(#show-f[0-9]+:not\(:checked\)\) \S+\{[a-z0:;-]+\}\n//mgr } $page->getElementsByTagName('style');
	$style //= $styles[0];
	blame($what, $n, 'another style sheet') unless @styles == 1 && $styles[0] eq $style;
	check_equal("$what h1", $n, $page->getElementsByTagName('h1')->[0]->textContent, shown($title)) if defined $title;
	# parsers do not read elements in a title, but references
	check_equal("$what title", $n, $page->getElementsByTagName('title')->[0]->textContent, shown($title)) if defined $title;
	return $page;
}

my @reports = ask("SELECT n, tag_report('hostile', $document, s) FROM corpus");
is(scalar @reports, scalar @corpus, 'a report for each string');
for my $n (0 .. $#corpus)
{
	my $page = check_report('report', $n, $reports[$n], $corpus[$n]);
	# white space aside, which some control characters are too, the article is the document
	my $article = $page->getElementsByTagName('article')->[0];
	check_equal('article', $n, ($article ? $article->textContent : '') =~ s/[\s\x{FFFD}]//gr, shown("$corpus[$n] delta $corpus[$n] delta") =~ s/[\s\x{FFFD}]//gr);
}
verdict('reports: documents and titles');

my ($labelled) = ask("SELECT 1, tag_report('hostile', string_agg(label, E'.\\n'), NULL) FROM policyscope.label WHERE taxonomy = 'hostile' AND label LIKE 'known %'");
my $page = check_report('labels', 0, $labelled);
cmp_ok(scalar(grep { defined $_->getAttribute('id') } $page->getElementsByTagName('mark')), '>', 50, 'a page that shows every hostile label and key');
my %names = map { $_ => 1 } map { $_->textContent } $page->getElementsByTagName('code');
my @missing = grep { !$names{ shown($_) } } ask("SELECT row_number() OVER (), concept FROM policyscope.label WHERE taxonomy = 'hostile' AND label LIKE 'known %'");
is(scalar @missing, 0, 'whole, as text') or diag(encode('UTF-8', join "\n", splice @missing, 0, 5));
verdict('reports: labels and keys');

# With reading and zoning on: commitments, targets, periods, furniture; the strings stand among their words.
my @firm = ask("SELECT n, tag_report('firm_hostile', 'The delta must buy 30 ' || s || ' delta by 2030. ' || s || E'\n\nHome | News | ' || s || ' | Events | Subscribe\n\n' || s || ' It is forbidden to sell 5 delta in 2021.', NULL, '2024-07-01') FROM corpus");
for my $n (0 .. $#corpus)
{
	my $page = check_report('reading', $n, $firm[$n]);
	my $article = $page->getElementsByTagName('article')->[0];
	check_equal('reading, article', $n, ($article ? $article->textContent : '') =~ s/[\s\x{FFFD}]//gr,
		shown("The delta must buy 30 $corpus[$n] delta by 2030. $corpus[$n]\n\nHome | News | $corpus[$n] | Events | Subscribe\n\n$corpus[$n] It is forbidden to sell 5 delta in 2021.") =~ s/[\s\x{FFFD}]//gr);
	my %sections = map { $_->getAttribute('id') => 1 } $page->getElementsByTagName('section');
	blame('reading', $n, 'no table of commitments or periods') unless $sections{commitments} && $sections{periods};
}
verdict('reports: commitments, targets and periods');

# ---- charts ------------------------------------------------------------------------------------

my %chart_elements = (
	svg => 'xmlns role lang width height viewBox font-family font-size', title => '', desc => '', g => '', text => 'x y text-anchor fill', rect => 'x y width height fill',
	line => 'x1 y1 x2 y2 stroke stroke-opacity stroke-width stroke-dasharray', path => 'fill stroke stroke-width stroke-dasharray d', circle => 'cx cy r fill');

sub check_chart
{
	my ($what, $n, $svg) = @_;
	my $tree = eval { XML::LibXML->load_xml(string => encode('UTF-8', $svg), no_network => 1, expand_entities => 0) };
	return blame($what, $n, "not well-formed: $@") unless $tree;
	blame($what, $n, 'not an svg element') unless $tree->documentElement->nodeName eq 'svg';
	check_elements($what, $n, \%chart_elements, $tree->documentElement, elements($tree->documentElement));
	my ($title) = $tree->documentElement->getChildrenByTagName('title');
	check_equal($what, $n, $title->textContent, shown($corpus[$n]));
	my $inline = parse_page($what, $n, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head><body><p>$svg</p></body></html>");
	blame($what, $n, 'it ends early in a page') unless $inline->getElementsByTagName('body')->[0]->childNodes->size == 1;
	check_elements($what, $n, \%chart_elements, elements($inline->getElementsByTagName('p')->[0]));
}

my $chart_options = q{'Title=' || quoted(s) || ', Lang=' || quoted(s)};
my @bars = ask("SELECT n, tag_chart_bars(ARRAY[s, 'x', s || s], '{1,2,3}', $chart_options) FROM corpus");
my @lines = ask("SELECT n, tag_chart_lines(ARRAY[s, 'x'], '{{1,2},{3,NULL}}', ARRAY[s, s || s], $chart_options || ', Description=' || quoted(s)) FROM corpus");
check_chart('bars', $_, $bars[$_]) for 0 .. $#corpus;
verdict('charts: bars');
check_chart('lines', $_, $lines[$_]) for 0 .. $#corpus;
verdict('charts: lines');

$node->stop;
done_testing();
