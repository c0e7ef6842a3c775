/*-------------------------------------------------------------------------
 *
 * line.c
 *		Lines of a text, and what the shape of one tells.
 *
 * Called by zones.c, with a text in uniform writing: the bytes counted here are
 * those, an ideograph three and a letter of Latin one.  Looks at a line's ends
 * and at most at PROSE_SURE bytes of it, so that one line of a gigabyte costs
 * no more than one look for its end.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/line.h"

#include "reading/uniform.h"
#include "text/ascii.h"

#include <string.h>

#define PROSE_SURE 300			/* bytes: no title is longer */
#define PROSE_STOP 100			/* bytes: prose, if it holds a full stop */
#define PROSE_SENTENCE 40		/* bytes: prose, if it ends in a full stop */
#define ANNEX_MAX 120			/* bytes of a line that opens an annex */
#define HEADING_MAX 120			/* bytes of a marked heading */

static bool
space_at(const char *text, uint32_t at, uint32_t end)
{
	return at < end && ascii_is_space((uint8_t) text[at]);
}

/* Where an ideograph, or another sign as wide, begins. */
static bool
wide_begins(const char *text, uint32_t at, uint32_t end)
{
	return at < end && (uint8_t) text[at] >= 0xE3;
}

static bool
wide_ends(const char *text, uint32_t start, uint32_t end)
{
	return end - start >= 3 && (uint8_t) text[end - 3] >= 0xE3;
}

/* Whether the bytes from start to end hold the word. */
static bool
holds(const char *text, uint32_t start, uint32_t end, const char *word)
{
	size_t		length = strlen(word);

	while (end - start >= length)
	{
		const char *found = memchr(text + start, *word, end - start - length + 1);

		if (found == NULL)
			return false;
		if (memcmp(found, word, length) == 0)
			return true;
		start = (uint32_t) (found - text) + 1;
	}
	return false;
}

static void
trim(const char *text, Line *line)
{
	while (line->start < line->end && ascii_is_space((uint8_t) text[line->start]))
		line->start++;
	while (line->start < line->end && ascii_is_space((uint8_t) text[line->end - 1]))
		line->end--;
}

bool
line_next(LineReader *reader, Line *line)
{
	line->blank_before = reader->position == 0;
	while (reader->position < reader->length)
	{
		const char *newline = memchr(reader->text + reader->position, '\n',
									 reader->length - reader->position);

		line->start = reader->position;
		line->end = newline ? (uint32_t) (newline - reader->text) : reader->length;
		reader->position = newline ? line->end + 1 : reader->length;
		trim(reader->text, line);
		if (line->start < line->end)
			return true;
		line->blank_before = true;
	}
	line->start = line->end = reader->length;
	return false;
}

/* ---------- comparing ---------- */

static bool
begins_with(const char *text, const Line *line, const char *front)
{
	size_t		length = strlen(front);

	return line_length(line) >= length && memcmp(text + line->start, front, length) == 0;
}

/* Without regard to case; the front is in small letters of ASCII. */
static bool
begins_with_word(const char *text, const Line *line, const char *front)
{
	size_t		length = strlen(front);

	if (line_length(line) < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((text[line->start + i] | (front[i] >= 'a' ? 0x20 : 0)) != front[i])
			return false;
	return line_length(line) == length ||
		(uint8_t) ((text[line->start + length] | 0x20) - 'a') >= 26;
}

static bool
begins_with_any(const char *text, const Line *line, const char *const *fronts)
{
	char		first = text[line->start];

	for (; *fronts; fronts++)
		if (**fronts != first && (**fronts & 0x80 || **fronts != (first | 0x20)))
			continue;
		else if ((uint8_t) **fronts < 0x80 ? begins_with_word(text, line, *fronts) :
			begins_with(text, line, *fronts))
			return true;
	return false;
}

/* Bytes of the sign that ends at end if it is among these, 0 otherwise. */
static uint32_t
sign_before(const char *text, uint32_t start, uint32_t end, const char *ascii, const uint32_t *wide)
{
	if (end <= start)
		return 0;
	if ((uint8_t) text[end - 1] < 0x80)
		return text[end - 1] != '\0' && strchr(ascii, text[end - 1]) != NULL;
	for (; end - start >= 3 && *wide; wide++)
		if (uniform_wide((const uint8_t *) text + end - 3) == *wide)
			return 3;
	return 0;
}

/* ---------- shapes ---------- */

/* Signs beyond ASCII, by their bytes. */
static const uint32_t wide_stops[] = {0xE38082 /* 。 */ , 0};
static const uint32_t wide_closers[] = {0xE2809D /* ” */ , 0xE3808D /* 」 */ , 0xE3808F /* 』 */ ,
0xE3808B /* 》 */ , 0};
static const uint32_t wide_openers[] = {0xE38081 /* 、 */ , 0};

bool
line_ends_sentence(const char *text, const Line *line)
{
	uint32_t	end = line->end;

	for (int i = 0; i < 2; i++)
		end -= sign_before(text, line->start, end, "\"')", wide_closers);
	if (end > line->start && text[end - 1] == ';')	/* as items end in Chinese */
		return wide_ends(text, line->start, end - 1);
	return sign_before(text, line->start, end, ".!?", wide_stops) > 0;
}

bool
line_is_open(const char *text, const Line *line)
{
	return sign_before(text, line->start, line->end, ",;:", wide_openers) > 0;
}

bool
line_is_prose(const char *text, const Line *line)
{
	uint32_t	length = line_length(line);

	if (length >= PROSE_SURE)
		return true;
	if (length >= PROSE_SENTENCE && line_ends_sentence(text, line))
		return true;
	return length >= PROSE_STOP &&
		(holds(text, line->start, line->end, ". ") || holds(text, line->start, line->end, "。"));
}

bool
line_begins_small(const char *text, const Line *line)
{
	return line->start < line->end && text[line->start] >= 'a' && text[line->start] <= 'z';
}

bool
line_is_bullet(const char *text, const Line *line)
{
	static const char *const signs[] = {"•", "①", "②", NULL};
	static const char *const spaced[] = {"-", "*", "·", NULL};

	if (text[line->start] == '(')
		return wide_begins(text, line->start + 1, line->end);	/* (一) */
	for (int i = 0; signs[i]; i++)
		if (text[line->start] == *signs[i] && begins_with(text, line, signs[i]))
			return true;
	for (int i = 0; spaced[i]; i++)
		if (text[line->start] == *spaced[i] && begins_with(text, line, spaced[i]) &&
			space_at(text, line->start + (uint32_t) strlen(spaced[i]), line->end))
			return true;
	return false;
}

bool
line_is_numbered(const char *text, const Line *line)
{
	uint32_t	at = line->start + (text[line->start] == '(');
	uint32_t	first = at;

	while (at < line->end && at - first < 5 &&
		   ((uint8_t) (text[at] - '0') < 10 || strchr("ivxIVX", text[at]) != NULL ||
			(at == first && first > line->start && (uint8_t) (text[at] - 'a') < 26)))
		at++;
	return at > first && at + 1 < line->end && (text[at] == '.' || text[at] == ')') &&
		(space_at(text, at + 1, line->end) || wide_begins(text, at + 1, line->end));
}

bool
line_is_metadata(const char *text, const Line *line)
{
	static const char *const fronts[] = {"by", "published", "posted", "updated", "last updated",
		"source", "date", "author", "written by", "reported by", "photo", "来源", "來源", "发布", "發布",
		"作者", "时间", "時間", "日期", "索引号", "文号", "发文", "成文", "信息来源", "稿源", "记者", "記者",
	NULL};
	uint32_t	digits = 0;

	if (begins_with_any(text, line, fronts))
		return true;
	if (line_length(line) > PROSE_STOP)
		return false;
	for (uint32_t i = line->start; i < line->end; i++)
		digits += (uint8_t) (text[i] - '0') < 10;
	return digits * 3 > line_length(line) || holds(text, line->start, line->end, "〔");
}

bool
line_opens_annex(const char *text, const Line *line)
{
	static const char *const fronts[] = {"annex", "annexe", "appendix", "anhang", "附件", "附录", "附錄", "附表", NULL};
	uint8_t		first = (uint8_t) text[line->start];

	return (first == 'A' || first == 0xE9) && line_length(line) <= ANNEX_MAX &&
		!line_ends_sentence(text, line) && begins_with_any(text, line, fronts);
}

/* 第 ... 章, with at most a few characters between */
static bool
is_han_chapter(const char *text, const Line *line)
{
	static const char *const units[] = {"章", "节", "節", "编", "編", "部分", NULL};
	uint32_t	limit = line->end - line->start < 24 ? line->end : line->start + 24;

	if (!begins_with(text, line, "第"))
		return false;
	for (int i = 0; units[i]; i++)
		if (holds(text, line->start, limit, units[i]))
			return true;
	return false;
}

/* 一、 and the like */
static bool
is_han_section(const char *text, const Line *line)
{
	static const char numerals[] = "一二三四五六七八九十";
	char		one[4] = {0};
	uint32_t	at = line->start;

	for (; at + 3 <= line->end && at - line->start < 9; at += 3)
	{
		memcpy(one, text + at, 3);
		if ((uint8_t) *one < 0xE4 || strstr(numerals, one) == NULL)
			break;
	}
	return at > line->start && at + 3 <= line->end && memcmp(text + at, "、", 3) == 0;
}

bool
line_is_marked_heading(const char *text, const Line *line)
{
	if ((text[line->start] != '#' && (uint8_t) text[line->start] < 0xE4) ||
		line_length(line) > HEADING_MAX || line_ends_sentence(text, line) || line_is_open(text, line))
		return false;
	return text[line->start] == '#' || is_han_chapter(text, line) || is_han_section(text, line);
}
