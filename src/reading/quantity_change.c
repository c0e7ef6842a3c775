/*-------------------------------------------------------------------------
 *
 * quantity_change.c
 *		Whether a quantity is a change or what a change leads to.
 *
 * Called by quantity.c.  "Increase by 10 %" and "grow 12 %" are growth;
 * "increase to 30 %" is a share with a direction.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#define LOOK_BACK 7				/* items between the verb and the quantity */

#define UP \
	"|increase|increases|increased|increasing|grow|grows|grew|grown|growing|growth|rise|rises|rose|risen|" \
	"rising|raise|raises|raised|raising|expand|expanded|expanding|up|boost|boosted|gain|gained|climb|" \
	"climbed|jumped|soared|surged|add|added|adding|"
#define DOWN \
	"|decrease|decreases|decreased|decreasing|reduce|reduces|reduced|reducing|reduction|reductions|cut|" \
	"cuts|cutting|fall|falls|fell|fallen|falling|drop|drops|dropped|decline|declines|declined|declining|" \
	"lower|lowered|lowering|down|shrink|shrank|halve|"
#define HAN_UP "|增长|成长|增加|提高|提升|上升|增幅|递增|增速|扩大|新增|增至|上涨|"
#define HAN_DOWN "|下降|降低|减少|降幅|削减|缩减|压减|减排|降至|下跌|"

#define CHANGE_WORDS \
	"|rise|rises|rose|risen|rising|climb|climbs|climbed|climbing|increase|increases|increased|increasing|grow|grows|grew|grown|" \
	"fall|falls|fell|fallen|falling|drop|drops|dropped|decline|declines|declined|cut|cuts|reduce|reduced|raise|raised|" \
	"lower|lowered|up|down|went|jumped|moved|slipped|expand|expanded|expanding|surged|soared|grew|growing|doubled|tripled|" \
	"shrank|dwindled|advanced|improved|bringing|brought|brings|doubling|reducing|raising|"
#define CHANGE_REACH 16			/* items between the verb and "from" */

bool
quantity_change_before(const ItemSentence *s, uint32_t i)
{
	return items_have(s, i > CHANGE_REACH ? i - CHANGE_REACH : 0, i, CHANGE_WORDS, "|");
}

/* A verb that ends just before item i, with "by", "of" and the like between. */
static Direction
find_english(const ItemSentence *s, uint32_t i, bool *to, bool *near)
{
	*to = *near = false;
	for (uint32_t k = i; k > 0 && i - k < LOOK_BACK; k--)
	{
		Direction	direction = item_among(s, k - 1, UP) ? DIRECTION_INCREASE :
			item_among(s, k - 1, DOWN) ? DIRECTION_DECREASE : DIRECTION_NONE;

		if (direction != DIRECTION_NONE)
		{
			*near = k == i || item_among(s, i - 1, "|by|of|rate|rates|averaging|average|another|further|annually|");
			return direction;
		}
		if (s->items[k - 1].kind == ITEM_SIGN && !item_is_dash(s, k - 1))
			break;
		*to |= item_is(s, k - 1, "to") && k == i;
	}
	return DIRECTION_NONE;
}

static Direction
find_han(const ItemSentence *s, uint32_t i, bool *to, bool *near)
{
	uint32_t	count;

	*near = false;
	i -= items_spell_before(s, i, "|超过|率为|速度|以|为|了|约|超|率|达|");
	count = items_spell_before(s, i, "|达到|到|至|");
	*to = count > 0;
	i -= count;
	for (uint32_t k = i; k > 0 && i - k < 3; k--)
	{
		*near = k == i && !*to;
		if (items_spell_before(s, k, HAN_UP) > 0)
			return DIRECTION_INCREASE;
		if (items_spell_before(s, k, HAN_DOWN) > 0)
			return DIRECTION_DECREASE;
	}
	return DIRECTION_NONE;
}

void
quantity_read_change(const ItemSentence *s, Quantity *quantity)
{
	bool		to;
	bool		near;
	bool		share = strcmp(quantity->measure, "share") == 0;

	quantity->direction = (uint8_t) find_english(s, quantity->first, &to, &near);
	if (quantity->direction == DIRECTION_NONE)
		quantity->direction = (uint8_t) find_han(s, quantity->first, &to, &near);
	if (quantity->direction != DIRECTION_NONE && near && !to && share)
		quantity->measure = "growth";
	if (strcmp(quantity->measure, "growth") == 0 && quantity->direction == DIRECTION_NONE)
		quantity->direction = DIRECTION_INCREASE;
	if (strcmp(quantity->measure, "growth") == 0 && items_spell_before(s, quantity->first, "|年均增长|年均增速|年增长|") > 0)
		quantity->unit = "%/a";
	if (strcmp(quantity->measure, "multiple") == 0 && quantity->direction == DIRECTION_NONE &&
		s->items[quantity->number].kind == ITEM_WORD)
		quantity->direction = DIRECTION_INCREASE;
}
