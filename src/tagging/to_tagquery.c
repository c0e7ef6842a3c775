/*-------------------------------------------------------------------------
 *
 * to_tagquery.c
 *		SQL: to_tagquery(), the query of the concepts that plain words name.
 *
 * Must never know how labels are matched: the words go through the matcher as
 * a document does, first as they are written.  People who search do not write
 * capitals, which labels may ask for, so what found no concept is tried again
 * with its first letter, and then all its letters, in capitals.  What was
 * understood stays as it was written, so that a requires sees it and a longer
 * label can still be found.
 *
 * Common words (of, in, us) take part in longer labels only: alone they are
 * never read as names unless they are written so.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unicode/uchar.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagging/tagger.h"
#include "tagquery/tagquery.h"
#include "text/common_words.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(to_tagquery);

/* How many words a notice names, and how many bytes of each. */
#define SHOWN_WORDS 20
#define SHOWN_BYTES 100

typedef enum WordCase
{
	AS_WRITTEN,
	TITLE_CASE,
	UPPER_CASE
} WordCase;

/* A token of the words. */
typedef struct Word
{
	uint32		start;			/* bytes of the original, half open */
	uint32		end;
	uint32		place;			/* the same in the text of this reading */
	uint32		place_end;
	bool		common;			/* worth no notice */
	bool		understood;		/* part of a mention */
	bool		ambiguous;		/* common, and a name if it were in capitals */
} Word;

/* A concept, and the words that name it. */
typedef struct Meaning
{
	int			first;			/* word */
	int			last;
	const char *key;
	int			key_length;
} Meaning;

/* The meanings of the same words, which are alternatives. */
typedef struct Alternatives
{
	const Meaning *meanings;
	int			count;
	bool		repeated;		/* an earlier group is the same */
} Alternatives;

typedef struct WordReader
{
	const char *text;
	uint32		length;
	Word	   *words;
	int			word_count;
	int			word_capacity;
	Meaning    *meanings;
	int			meaning_count;
	int			meaning_capacity;
} WordReader;

/* ---------- words ---------- */

/*
 * Chinese function words of one character, folded.  Only where a run of
 * characters holds nothing else are they left out without a notice.
 */
static bool
is_function_character(const char *folded, uint32 length)
{
	static const char *const characters[] = {
		"的", "了", "和", "与", "及", "或", "在", "于", "对", "从", "向", "由", "为", "是",
		"有", "之", "其", "这", "那", "将", "把", "被", "等", "中", "以", "而", "所", "到"
	};

	for (size_t i = 0; i < lengthof(characters); i++)
		if (strlen(characters[i]) == length && memcmp(characters[i], folded, length) == 0)
			return true;
	return false;
}

static bool
is_common(const TokenStream *stream, const Token *token)
{
	const char *folded = (const char *) stream->folded + token->folded;

	if (token->kind == TOKEN_SYMBOL || token->kind == TOKEN_POSSESSIVE)
		return true;
	if (token->kind == TOKEN_ADDRESS || (token->flags & TOKEN_OVERLONG))
		return false;
	if (token->kind == TOKEN_CHARACTER)
		return is_function_character(folded, token->folded_length);
	return is_common_word(folded, token->folded_length);
}

static void
add_word(WordReader *reader, const TokenStream *stream, const Token *token)
{
	Word	   *word;

	if (reader->word_count == reader->word_capacity)
	{
		reader->word_capacity *= 2;
		reader->words = repalloc(reader->words, mul_size(sizeof(Word), reader->word_capacity));
	}
	word = &reader->words[reader->word_count++];
	memset(word, 0, sizeof(*word));
	word->start = token->start;
	word->end = token->end;
	word->common = is_common(stream, token);
}

static void
split_words(WordReader *reader)
{
	TokenStream stream = {0};
	uint32		next = 0;
	bool		more;

	token_stream_begin(&stream, reader->text, reader->length);
	do
	{
		uint32		keep = next > 0 ? next - 1 : 0;
		uint32		final;

		more = token_stream_fill(&stream, keep);
		next -= keep;
		final = token_stream_final(&stream, more);
		for (; next < final; next++)
		{
			CHECK_FOR_INTERRUPTS();
			add_word(reader, &stream, &stream.tokens[next]);
		}
	} while (more);
	token_stream_release(&stream);
}

/* ---------- one reading ---------- */

static void
append_code_point(StringInfo out, pg_wchar code_point)
{
	unsigned char bytes[MAX_MULTIBYTE_CHAR_LEN];

	unicode_to_utf8(code_point, bytes);
	appendBinaryStringInfo(out, (char *) bytes, pg_utf_mblen(bytes));
}

/* Letter by letter, so that no locale has a say. */
static void
append_capitals(StringInfo out, const char *word, uint32 length, WordCase word_case)
{
	const unsigned char *at = (const unsigned char *) word;
	const unsigned char *end = at + length;

	for (bool first = true; at < end; first = false, at += pg_utf_mblen(at))
	{
		pg_wchar	code_point = utf8_to_unicode(at);

		if (word_case == UPPER_CASE)
			code_point = (pg_wchar) u_toupper((UChar32) code_point);
		else if (first)
			code_point = (pg_wchar) u_totitle((UChar32) code_point);
		append_code_point(out, code_point);
	}
}

/*
 * The text of a reading.  A small letter ends it in capitals: in a line
 * without any, the matcher takes none of the common words for a name.
 */
static text *
reading_text(WordReader *reader, WordCase word_case)
{
	StringInfoData out;
	uint32		copied = 0;

	initStringInfo(&out);
	for (int i = 0; i < reader->word_count; i++)
	{
		Word	   *word = &reader->words[i];

		appendBinaryStringInfo(&out, reader->text + copied, (int) (word->start - copied));
		word->place = (uint32) out.len;
		if (word->understood || word_case == AS_WRITTEN)
			appendBinaryStringInfo(&out, reader->text + word->start, (int) (word->end - word->start));
		else
			append_capitals(&out, reader->text + word->start, word->end - word->start, word_case);
		word->place_end = (uint32) out.len;
		copied = word->end;
	}
	appendBinaryStringInfo(&out, reader->text + copied, (int) (reader->length - copied));
	if (word_case == UPPER_CASE)
		appendStringInfoString(&out, " a");
	return cstring_to_text_with_len(out.data, out.len);
}

/* The words that a mention touches; false when there are none. */
static bool
words_of(const WordReader *reader, const MatchCandidate *mention, int *first, int *last)
{
	int			low = 0;
	int			high = reader->word_count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (reader->words[middle].place_end <= mention->start)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	while (low < reader->word_count && reader->words[low].place < mention->end)
		low++;
	*last = low - 1;
	return *last >= *first;
}

/*
 * Does the mention say anything new?  Common words that are a name in
 * capitals only are remembered instead.
 */
static bool
is_new(WordReader *reader, int first, int last, WordCase word_case)
{
	bool		all_understood = true;
	bool		all_common = true;

	for (int i = first; i <= last; i++)
	{
		all_understood = all_understood && reader->words[i].understood;
		all_common = all_common && reader->words[i].common;
	}
	if (word_case == AS_WRITTEN)
		return true;
	if (!all_understood && all_common)
		for (int i = first; i <= last; i++)
			reader->words[i].ambiguous = true;
	return !all_understood && !all_common;
}

static void
add_meaning(WordReader *reader, int first, int last, const char *key, int key_length)
{
	Meaning    *meaning;

	if (reader->meaning_count == reader->meaning_capacity)
	{
		reader->meaning_capacity *= 2;
		reader->meanings = repalloc(reader->meanings,
									mul_size(sizeof(Meaning), reader->meaning_capacity));
	}
	meaning = &reader->meanings[reader->meaning_count++];
	meaning->first = first;
	meaning->last = last;
	meaning->key = pnstrdup(key, key_length);
	meaning->key_length = key_length;
}

/* A mention inside a longer one of another facet is no meaning of its own. */
static void
take_mentions(WordReader *reader, const Matcher *matcher, WordCase word_case)
{
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];
		const ImageConcept *concept;
		int			first;
		int			last;

		CHECK_FOR_INTERRUPTS();
		if (mention->verdict != MATCH_ACCEPTED || mention->inside != IMAGE_NONE ||
			!words_of(reader, mention, &first, &last) ||
			!is_new(reader, first, last, word_case))
			continue;
		concept = &matcher->view->concepts[match_label(matcher, mention)->concept];
		add_meaning(reader, first, last, matcher->view->strings + concept->key, concept->key_length);
	}
}

/* Whether words are left that another reading could understand. */
static bool
read_words(WordReader *reader, const char *taxonomy, WordCase word_case)
{
	int			known = reader->meaning_count;
	bool		left = false;
	Tagger	   *tagger = tagger_run(taxonomy, reading_text(reader, word_case), false);

	take_mentions(reader, tagger->matcher, word_case);
	tagger_end(tagger);
	for (int i = known; i < reader->meaning_count; i++)
		for (int j = reader->meanings[i].first; j <= reader->meanings[i].last; j++)
			reader->words[j].understood = true;
	for (int i = 0; i < reader->word_count; i++)
		left = left || !reader->words[i].understood;
	return left;
}

/* ---------- the query ---------- */

static int
compare_keys(const Meaning *a, const Meaning *b)
{
	return tagset_key_compare(a->key, a->key_length, b->key, b->key_length);
}

/* In the order of the words, the longer mention first. */
static int
compare_meanings(const void *a, const void *b)
{
	const Meaning *left = (const Meaning *) a;
	const Meaning *right = (const Meaning *) b;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	if (left->last != right->last)
		return left->last > right->last ? -1 : 1;
	return compare_keys(left, right);
}

static int
compare_alternatives(const void *a, const void *b)
{
	const Alternatives *left = *(Alternatives *const *) a;
	const Alternatives *right = *(Alternatives *const *) b;
	int			order = (left->count > right->count) - (left->count < right->count);

	for (int i = 0; order == 0 && i < left->count; i++)
		order = compare_keys(&left->meanings[i], &right->meanings[i]);
	return order;
}

/* As above, and of equal ones that of the earlier words first. */
static int
compare_for_repetition(const void *a, const void *b)
{
	const Alternatives *left = *(Alternatives *const *) a;
	const Alternatives *right = *(Alternatives *const *) b;
	int			order = compare_alternatives(a, b);

	return order != 0 ? order : (left > right) - (left < right);
}

/* Meanings of the same words, made one group; the meanings are sorted. */
static Alternatives *
group_meanings(WordReader *reader, int *count)
{
	Alternatives *groups = palloc(mul_size(sizeof(Alternatives), Max(reader->meaning_count, 1)));

	*count = 0;
	for (int i = 0; i < reader->meaning_count; i++)
	{
		const Meaning *meaning = &reader->meanings[i];
		const Meaning *before = i > 0 ? meaning - 1 : NULL;

		if (before && before->first == meaning->first && before->last == meaning->last)
			groups[*count - 1].count++;
		else
			groups[(*count)++] = (Alternatives) {meaning, 1, false};
	}
	return groups;
}

/* Marks what is said again; returns how many groups are left. */
static int
mark_repetitions(Alternatives *groups, int count)
{
	Alternatives **sorted = palloc(mul_size(sizeof(Alternatives *), Max(count, 1)));
	int			left = Min(count, 1);

	for (int i = 0; i < count; i++)
		sorted[i] = &groups[i];
	qsort(sorted, count, sizeof(Alternatives *), compare_for_repetition);
	for (int i = 1; i < count; i++)
	{
		sorted[i]->repeated = compare_alternatives(&sorted[i - 1], &sorted[i]) == 0;
		left += !sorted[i]->repeated;
	}
	return left;
}

/* Operators stand before their operands, and a chain leans right. */
static bool
build_group(TagqueryBuilder *builder, const Alternatives *group)
{
	for (int i = 0; i < group->count; i++)
	{
		TagqueryNode leaf = {.kind = TAGQUERY_KEY};

		leaf.name = group->meanings[i].key;
		leaf.name_length = group->meanings[i].key_length;
		if (i + 1 < group->count &&
			!tagquery_build_operator(builder, TAGQUERY_OR, builder->bytes.len))
			return false;
		if (!tagquery_build_leaf(builder, &leaf))
			return false;
	}
	return true;
}

static Tagquery *
build_query(WordReader *reader)
{
	TagqueryBuilder builder;
	Alternatives *groups;
	int			count;
	int			left;

	qsort(reader->meanings, reader->meaning_count, sizeof(Meaning), compare_meanings);
	groups = group_meanings(reader, &count);
	left = mark_repetitions(groups, count);
	tagquery_build_begin(&builder);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (groups[i].repeated)
			continue;
		if (--left > 0 && !tagquery_build_operator(&builder, TAGQUERY_AND, builder.bytes.len))
			tagquery_too_long();
		if (!build_group(&builder, &groups[i]))
			tagquery_too_long();
	}
	return tagquery_build_end(&builder);
}

/* ---------- what is left over ---------- */

/* The end of the run of words that begins here: those that touch, all left over. */
static int
run_end(const WordReader *reader, int first)
{
	int			end = first + 1;

	while (end < reader->word_count && !reader->words[end].understood &&
		   reader->words[end].start == reader->words[end - 1].end)
		end++;
	return end;
}

static bool
is_worth_notice(const WordReader *reader, int first, int end, bool *ambiguous)
{
	bool		worth = false;

	for (int i = first; i < end; i++)
	{
		worth = worth || !reader->words[i].common || reader->words[i].ambiguous;
		*ambiguous = *ambiguous || reader->words[i].ambiguous;
	}
	return worth;
}

static void
append_run(StringInfo out, const WordReader *reader, int first, int end)
{
	const char *run = reader->text + reader->words[first].start;
	int			length = (int) (reader->words[end - 1].end - reader->words[first].start);
	int			shown = pg_mbcliplen(run, length, SHOWN_BYTES);

	appendStringInfo(out, "%s\"%.*s%s\"", out->len > 0 ? ", " : "", shown, run,
					 shown < length ? "..." : "");
}

static void
notice_left_over(const WordReader *reader)
{
	StringInfoData left;
	int			runs = 0;
	bool		ambiguous = false;

	initStringInfo(&left);
	for (int first = 0, end; first < reader->word_count; first = end)
	{
		CHECK_FOR_INTERRUPTS();
		end = first + 1;
		if (reader->words[first].understood)
			continue;
		end = run_end(reader, first);
		if (!is_worth_notice(reader, first, end, &ambiguous))
			continue;
		if (++runs <= SHOWN_WORDS)
			append_run(&left, reader, first, end);
	}
	if (runs > SHOWN_WORDS)
		appendStringInfo(&left, ", and %d more", runs - SHOWN_WORDS);
	if (runs > 0)
		ereport(NOTICE,
				(errmsg("words that name no concept are left out: %s", left.data),
				 ambiguous ? errhint("A common word is taken for a name only when it is written in capitals.") : 0));
}

/* to_tagquery(words), to_tagquery(taxonomy, words) */
Datum
to_tagquery(PG_FUNCTION_ARGS)
{
	text	   *words = PG_GETARG_TEXT_PP(PG_NARGS() - 1);
	char	   *taxonomy = tagger_taxonomy(fcinfo, 1);
	WordReader	reader = {
		.text = VARDATA_ANY(words),
		.length = (uint32) VARSIZE_ANY_EXHDR(words),
		.word_capacity = 32,
		.meaning_capacity = 32
	};

	reader.words = palloc_array(Word, reader.word_capacity);
	reader.meanings = palloc_array(Meaning, reader.meaning_capacity);
	split_words(&reader);
	if (read_words(&reader, taxonomy, AS_WRITTEN) &&
		read_words(&reader, taxonomy, TITLE_CASE))
		read_words(&reader, taxonomy, UPPER_CASE);
	notice_left_over(&reader);
	PG_RETURN_TAGQUERY_P(build_query(&reader));
}
