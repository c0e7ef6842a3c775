/*-------------------------------------------------------------------------
 *
 * quantity_count.c
 *		The thing that a number counts.
 *
 * Called by quantity.c.  In Chinese a measure word says it; in English up to
 * four words that end with a plural noun, none of them a word of structure.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#define WORDS_BEFORE_NOUN 4
#define CODE_DIGITS 5			/* so many without a separator, before a capital: a code */

/* Words that end the search: the number counts nothing that is named. */
#define STOP_WORDS \
	"|of|and|or|to|in|on|at|by|for|from|with|the|a|an|is|are|was|were|be|been|has|have|had|will|shall|" \
	"should|may|must|can|could|would|that|which|who|this|these|those|its|their|as|than|but|if|when|" \
	"under|per|not|no|any|each|such|other|into|after|before|within|between|through|over|section|" \
	"article|chapter|years|months|days|weeks|hours|minutes|seconds|decades|quarters|times|year|month|" \
	"day|week|hour|decade|s|th|nd|rd|st|stat|code|ed|see|also|january|february|march|april|may|june|" \
	"july|august|september|october|november|december|dollars|cents|percent|consecutive|describes|" \
	"does|offers|provides|states|shows|requires|applies|sets|includes|contains|gives|makes|defines|"

/* Things that are parts of a text, or no things at all. */
#define NO_THINGS \
	"|sections|articles|paragraphs|chapters|pages|lines|titles|subsections|subparagraphs|clauses|terms|" \
	"thirds|fourths|fifths|quarters|halves|ways|others|aspects|series|means|parts|degrees|"

#define PLURALS "|people|men|women|children|persons|staff|personnel|media|criteria|bases|"

static bool
is_plural(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];
	const char *bytes = item_bytes(s, i);

	if (item_among(s, i, PLURALS))
		return true;
	if (item->end - item->start > 2 && s->text[item->end - 1] == 's' && ascii_is_capital(s->text[item->end - 2]))
		return true;			/* GPUs */
	return item->length > 3 && bytes[item->length - 1] == 's' && bytes[item->length - 2] != 's' &&
		bytes[item->length - 2] != 'u' && !(bytes[item->length - 2] == 'i' && bytes[item->length - 3] == 's');
}

/* "36365 AERORUTAS", "301 Repealers": codes and headings, not things. */
static bool
is_heading(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];
	uint32_t	capitals = 0;

	for (uint32_t k = item->start; k < item->end; k++)
		capitals += s->text[k] >= 'A' && s->text[k] <= 'Z';
	if (item->capital && i > 0 && s->items[i - 1].length >= CODE_DIGITS && number_plain_integer(s, i - 1) >= 0)
		return true;
	return item->capital && (capitals == 1 || capitals > 4 || capitals + 2 < item->end - item->start) &&
		item->end - item->start > 1;
}

static uint32_t
read_words(const ItemSentence *s, uint32_t i, bool digits)
{
	uint32_t	found = 0;

	for (uint32_t at = i; at < s->count && at - i <= WORDS_BEFORE_NOUN; at++)
	{
		if (item_is_dash(s, at) && item_touches(s, at) && item_touches(s, at + 1) && at > i)
			continue;
		if (at == i && item_is(s, at, "states"))
			return 1;			/* 16 states; elsewhere it is a verb */
		if (s->items[at].kind != ITEM_WORD || (digits && at == i && is_heading(s, at)) || item_among(s, at, STOP_WORDS) ||
			(at > i && s->items[at].broken) || (at == i && !s->items[at].spaced))
			break;
		if (is_plural(s, at) && !(digits && s->items[at].length > 3 && item_in_capitals(s, at)))
			found = item_among(s, at, NO_THINGS) ? 0 : at + 1 - i;
		else if (found > 0)
			break;
	}
	return found;
}

#define MEASURE_WORDS \
	"|个|家|所|座|项|辆|台|套|名|人|户|件|次|批|处|场|只|架|艘|栋|幢|株|头|颗|枚|间|片|支|册|" \
	"人次|万人|种|类|位|届|亩|份|条|阶段|个阶段|块|具|张|盏|"

/* What makes of 个 and 次 something else: months, an order. */
static uint32_t
read_measure_word(const ItemSentence *s, uint32_t i)
{
	uint32_t	count = items_spell_among(s, i, MEASURE_WORDS);

	if (count == 0 || items_spell_among(s, i, "|个月|个百分点|个工作日|个小时|个五年|个别|人民|家庭|部门|部分|项目|条例|条第|条规|条款|条件|条约|条的|条和|条至|条、|条所|份额|种植|类似|次日|次年|位于|所有|名义|处理|处罚|台湾|头等|") > 0)
		return items_spell(s, i, "项目") > 0 ? 2 : 0;
	return count;
}

uint32_t
quantity_read_thing(const ItemSentence *s, uint32_t i, bool digits)
{
	if (i >= s->count)
		return 0;
	if (s->items[i].kind == ITEM_CHARACTER)
		return read_measure_word(s, i);
	return read_words(s, i, digits);
}
