/*-------------------------------------------------------------------------
 *
 * target_status.c
 *		Clauses, and what their words say of a quantity: target, achieved or
 *		baseline.
 *
 * Called by target.c.  clause_around() is a rule of its own, small on purpose:
 * what reads clauses better can take its place.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/target.h"

const char *const target_status_names[] = {NULL, "target", "achieved", "baseline"};

#define MODALS "|will|shall|should|must|"
#define HAN_MODALS "|将|应当|应|要|须|必须|力争|确保|争取|"

#define TARGET_WORDS \
	"|will|shall|should|must|aim|aims|aiming|aimed|target|targets|targeted|goal|goals|objective|objectives|" \
	"planned|intends|intend|ambition|commit|commits|committed|pledge|pledges|pledged|seek|" \
	"seeks|strive|strives|envisages|required|"
#define HAN_TARGET_WORDS \
	"|力争|目标|将|确保|争取|预期|应当|不得|必须|达到|实现|建成|计划到|计划在|计划建|计划投|计划新|" \
	"规划到|规划建|"

#define ACHIEVED_WORDS \
	"|was|were|has|have|had|been|reached|ranked|ranks|achieved|accounted|accounts|grew|rose|fell|totalled|" \
	"totaled|stood|attracted|completed|became|built|amounted|"
#define HAN_ACHIEVED_WORDS "|已|已经|累计|完成|同比|位居|位列|"

#define NEAR_ITEMS 30			/* how far before its clause a modal still counts */

#define BASE_WORDS "|baseline|compared|relative|against|versus|vs|from|"

/* Signs that part clauses; a comma between digits never gets here. */
static bool
parts_clauses(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];

	if (item->kind != ITEM_SIGN)
		return false;
	return item->point == ';' || item->point == ':' || item->point == ',' || item->point == 0x3002 ||
		item->point == '!' || item->point == '?';
}

Clause
clause_around(const ItemSentence *s, uint32_t i)
{
	Clause		clause = {i, i};

	while (clause.first > 0 && !parts_clauses(s, clause.first - 1) && !s->items[clause.first].broken)
		clause.first--;
	while (clause.end < s->count &&
		   !(clause.end > i && (parts_clauses(s, clause.end) || s->items[clause.end].broken)))
		clause.end++;
	return clause;
}

uint32_t
target_modal(const ItemSentence *s, Clause clause)
{
	for (uint32_t i = clause.first; i < clause.end; i++)
		if (item_among(s, i, MODALS) || items_spell_among(s, i, HAN_MODALS) > 0)
			return i;
	return clause.end;
}

/* "from 20 % to 30 %", "compared with 20 %", 从20%提高到30% */
static bool
is_baseline(const ItemSentence *s, Clause clause, const Quantity *quantity)
{
	uint32_t	i = quantity->first;

	if (i > clause.first && item_is(s, i - 1, "from"))
		return true;
	if (i > clause.first + 1 && item_among(s, i - 2, "|compared|relative|") && item_among(s, i - 1, "|to|with|"))
		return true;
	if (i > clause.first && item_among(s, i - 1, "|against|versus|vs|baseline|"))
		return true;
	return items_spell_before(s, i, "|从|由|") > 0 &&
		items_have(s, quantity->end, clause.end, "|to|", "|到|至|");
}

TargetStatus
target_status(const ItemSentence *s, Clause clause, const Quantity *quantity, const Period *deadline)
{
	bool		future = deadline && deadline->kind == PERIOD_DEADLINE;
	uint32_t	i = quantity->first;

	if (is_baseline(s, clause, quantity))
		return STATUS_BASELINE;
	if (items_have(s, clause.first, i, "|will|shall|should|must|aims|aim|", "|力争|将|确保|争取|目标|应当|"))
		return STATUS_TARGET;
	if (items_have(s, clause.first, i, "|has|have|had|was|were|reached|achieved|", "|已|已经|累计|截至|"))
		return STATUS_ACHIEVED;
	if (items_spell_before(s, i, "|了|") > 0)
		return STATUS_ACHIEVED;
	if (future)
		return STATUS_TARGET;
	if (items_have(s, clause.first, clause.end, TARGET_WORDS, HAN_TARGET_WORDS))
		return items_have(s, clause.first, clause.end, ACHIEVED_WORDS, "|已|了|") ? STATUS_ACHIEVED : STATUS_TARGET;
	if (items_have(s, clause.first, clause.end, ACHIEVED_WORDS, HAN_ACHIEVED_WORDS))
		return STATUS_ACHIEVED;
	if (strcmp(quantity->measure, "rank") == 0)
		return STATUS_ACHIEVED;
	if (items_have(s, i > NEAR_ITEMS ? i - NEAR_ITEMS : 0, i, MODALS, "|力争|目标|将|确保|争取|"))
		return STATUS_TARGET;
	return STATUS_NONE;
}

/* Whether a base word stands just before item i. */
static bool
base_word_before(const ItemSentence *s, uint32_t i, uint32_t first)
{
	for (uint32_t k = i; k > first && i - k < 4; k--)
		if (item_among(s, k - 1, BASE_WORDS) || items_spell_among(s, k - 1, "|比|较|与|以|") > 0)
			return true;
	return false;
}

/* The year that a quantity is compared with: from 2020 levels, 比2020年. */
int32_t
target_base_year(const ItemSentence *s, Clause clause, const Quantity *quantity)
{
	for (uint32_t i = clause.first; i < clause.end; i++)
	{
		int32_t		year;

		if (i >= quantity->number && i < quantity->end)
			continue;
		year = date_four_digits(s, i);
		if (year >= 1900 && year < 2100 && base_word_before(s, i, clause.first) &&
			!item_is(s, i + 1, "to") && !item_is_dash(s, i + 1))
			return year;
	}
	return 0;
}
