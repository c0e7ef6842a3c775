/*-------------------------------------------------------------------------
 *
 * unit.c
 *		Finds the unit that stands beside a number.
 *
 * Called by quantity.c.  Must never know what a quantity means.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/unit.h"

/* Items that spell a word of a form: Latin, Han or a sign; 0 if none. */
static uint32_t
match_word(const ItemSentence *s, uint32_t i, const char *word, size_t length)
{
	char		copy[64];
	const TextItem *item;

	if (i >= s->count || length == 0 || length >= sizeof(copy))
		return 0;
	item = &s->items[i];
	memcpy(copy, word, length);
	copy[length] = '\0';
	if (item->kind == ITEM_CHARACTER)
		return items_spell(s, i, copy);
	if (item->kind == ITEM_SIGN)
	{
		uint32_t	bytes = item->end - item->start;

		if (length == 1)
			return item->point == (uint8_t) copy[0];
		return bytes == length && memcmp(s->text + item->start, copy, length) == 0;
	}
	return item_is(s, i, copy);
}

/* Items of the whole form, or 0. */
static uint32_t
match_form(const ItemSentence *s, uint32_t i, const char *form)
{
	uint32_t	count = 0;

	while (*form)
	{
		size_t		length = strcspn(form, " ");
		uint32_t	items = match_word(s, i + count, form, length);

		/* a superscript touches its letter, and so does the sign of A$; "a $5 fund" */
		if (items == 0 || (form[0] >= '0' && form[0] <= '9' && !item_touches(s, i + count)) ||
			(form[0] == '$' && count == 1 && s->items[i].length == 1 && !item_touches(s, i + 1)))
			return 0;
		count += items;
		form += length + (form[length] == ' ');
	}
	return count;
}

/* The first byte of what a form that begins with that item would begin with. */
static uint8_t
first_byte(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];

	if (item->length > 0)
		return (uint8_t) *item_bytes(s, i);
	return item->point < 0x80 ? (uint8_t) item->point : s->text[item->start];	/* a sign has no folded bytes */
}

static bool
has_letters(const ItemSentence *s, uint32_t i, const Unit *unit)
{
	if (unit->letters == UNIT_CAPITALS)
		return item_in_capitals(s, i);
	return unit->letters == UNIT_ANY || !s->items[i].capital;
}

/* A Latin word must end where the form does: "km" is no "kmol". */
static const Unit *
find(const ItemSentence *s, uint32_t i, bool before, uint32_t *count)
{
	const Unit *found = NULL;
	uint8_t		first;

	*count = 0;
	if (i >= s->count)
		return NULL;
	first = first_byte(s, i);
	for (const Unit *unit = units + units_of_byte[first]; unit < units + units_of_byte[first + 1]; unit++)
	{
		uint32_t	items = 0;

		if (unit->before == before && has_letters(s, i, unit))
			items = match_form(s, i, unit->form);
		if (items > *count)
		{
			*count = items;
			found = unit;
		}
	}
	return found;
}

const Unit *
unit_after(const ItemSentence *s, uint32_t i, uint32_t *count)
{
	return find(s, i, false, count);
}

const Unit *
unit_before(const ItemSentence *s, uint32_t i, uint32_t *count)
{
	return find(s, i, true, count);
}
