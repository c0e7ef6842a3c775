/*-------------------------------------------------------------------------
 *
 * place_role.c
 *		The words around a place that tell its role.
 *
 * Called by tagging/profile_roles.c.  The lists are the whole of it; they are
 * described in doc/reading.md, section "Roles of places".
 *
 *-------------------------------------------------------------------------
 */
#include "reading/place_role.h"

#include "reading/target.h"

const char *const place_role_names[] = {NULL, "issuer", "subject", "venue", "comparator"};

/* ---- venues ------------------------------------------------------------------------ */

#define EVENTS \
	"|meeting|meetings|conference|conferences|summit|forum|symposium|session|congress|expo|exposition|" \
	"fair|talks|seminar|workshop|convention|exhibition|dialogue|assembly|hackathon|"
#define HOLDS "|hold|holds|held|holding|host|hosts|hosted|hosting|open|opens|opened|attend|attends|attended|attending|"
#define CONVENES "|convene|convenes|convened|convening|held|hosted|gathered|met|"
#define TAKES "|take|takes|took|taken|taking|"
#define HAN_HOLDS "|召开|举行|举办|召集|开幕|闭幕|落幕|"

#define EVENT_NEAR 3			/* items from an event to "in" */
#define HELD_NEAR 5				/* from "held" to "in", from "holding" to the event */
#define HAN_IN_NEAR 8			/* characters from the preposition to the place */
#define CLAUSE_NEAR 40			/* items of a clause that are looked at, each way */

/* "holding the 18th meeting of the group": the verb, then the event. */
static bool
holds_event(const ItemSentence *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (item_among(s, i, HOLDS) &&
			items_have(s, i + 1, i + 1 + HELD_NEAR < end ? i + 1 + HELD_NEAR : end, EVENTS, "|"))
			return true;
	return false;
}

/* "was held in", "took place last week in" */
static bool
is_held(const ItemSentence *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = end > first + HELD_NEAR ? end - HELD_NEAR : first; i < end; i++)
	{
		if (item_among(s, i, TAKES) && item_is(s, i + 1, "place"))
			return true;
		if (item_among(s, i, CONVENES) && (i + 1 == end || items_have(s, first, end, EVENTS, "|")))
			return true;
	}
	return false;
}

/* The preposition before a place, or its first item. */
static uint32_t
preposition_before(const ItemSentence *s, Clause clause, uint32_t first)
{
	uint32_t	in = first;

	if (in > clause.first && item_is(s, in - 1, "the"))
		in--;
	return in > clause.first && item_among(s, in - 1, "|in|at|") ? in - 1 : first;
}

/* 在, or 于 that is no part of another word. */
static bool
is_han_preposition(const ItemSentence *s, uint32_t i)
{
	return items_spell(s, i, "在") > 0 ||
		(items_spell(s, i, "于") > 0 && items_spell_before(s, i, "|关|由|对|基|位|属|至|等|") == 0);
}

static bool
is_han_venue(const ItemSentence *s, Clause clause, uint32_t first, uint32_t end)
{
	uint32_t	from = first > clause.first + HAN_IN_NEAR ? first - HAN_IN_NEAR : clause.first;

	if (items_spell_among(s, end, "|境内|境外|") > 0)
		return false;			/* where a law applies */
	while (from < first && !is_han_preposition(s, from))
		from++;
	return from < first && items_have(s, end, clause.end, "|", HAN_HOLDS);
}

static bool
is_venue(const ItemSentence *s, Clause clause, uint32_t first, uint32_t end)
{
	uint32_t	in = preposition_before(s, clause, first);

	if (in == first)
		return is_han_venue(s, clause, first, end);
	return items_have(s, in > clause.first + EVENT_NEAR ? in - EVENT_NEAR : clause.first, in, EVENTS, "|") ||
		holds_event(s, clause.first, in) || is_held(s, clause.first, in);
}

/* ---- comparators --------------------------------------------------------------------- */

#define COMPARED "|compared|comparison|contrast|relative|opposed|comparable|ahead|"
#define BEHIND "|lag|lags|lagged|lagging|fall|falls|fell|falling|trail|trails|trailing|far|ranked|ranking|ranks|"
/* What may stand between the word of comparison and the place, besides names. */
#define FILLERS "|the|in|of|that|those|and|or|rest|other|countries|provinces|cities|regions|like|most|neighbouring|neighboring|"
#define COMPARED_NEAR 6			/* items back to the word of comparison */
#define HAN_COMPARED_NEAR 8		/* characters back to the preposition */
#define HAN_COMPARED_BEHIND 8	/* and from the place to the verb */

static bool
ends_comparison(const ItemSentence *s, Clause clause, uint32_t i)
{
	if (item_among(s, i, "|unlike|versus|vs|"))
		return true;
	if (i == clause.first)
		return item_is(s, i, "than");
	return (item_is(s, i, "than") && !item_among(s, i - 1, "|other|rather|")) ||
		(item_among(s, i, "|with|to|of|") && item_among(s, i - 1, COMPARED)) ||
		(item_is(s, i, "behind") && item_among(s, i - 1, BEHIND));
}

static bool
is_english_comparator(const ItemSentence *s, Clause clause, uint32_t first)
{
	for (uint32_t i = first; i > clause.first && first - i < COMPARED_NEAR; i--)
	{
		if (ends_comparison(s, clause, i - 1))
			return true;
		if (!s->items[i - 1].capital && !item_among(s, i - 1, FILLERS))
			return false;
	}
	return false;
}

/* 占比, 对比, 同比, 环比 and 比较 are other words. */
static bool
follows_than(const ItemSentence *s, uint32_t first)
{
	uint32_t	taken = items_spell_before(s, first, "|比|较|");

	return taken > 0 && items_spell_before(s, first - taken, "|占|对|同|环|分|比|") == 0;
}

static bool
is_han_comparator(const ItemSentence *s, Clause clause, uint32_t first, uint32_t end)
{
	uint32_t	from = first > clause.first + HAN_COMPARED_NEAR ? first - HAN_COMPARED_NEAR : clause.first;
	uint32_t	to = end + HAN_COMPARED_BEHIND < clause.end ? end + HAN_COMPARED_BEHIND : clause.end;

	if (items_spell_before(s, first, "|不同于|有别于|高于|低于|优于|落后于|领先于|相比|相比于|相较|相较于|") > 0 ||
		follows_than(s, first))
		return true;
	return items_have(s, from, first, "|", "|与|和|同|跟|") && items_have(s, end, to, "|", "|相比|相较|");
}

PlaceRole
place_role(const ItemSentence *s, uint32_t first, uint32_t end)
{
	Clause		clause = clause_around(s, first);

	if (item_is_sign(s, end, '$'))
		return PLACE_UNDECIDED; /* US$ */
	if (first - clause.first > CLAUSE_NEAR)
		clause.first = first - CLAUSE_NEAR;
	if (clause.end > end + CLAUSE_NEAR)
		clause.end = end + CLAUSE_NEAR;
	if (is_english_comparator(s, clause, first) || is_han_comparator(s, clause, first, end))
		return PLACE_COMPARATOR;
	return is_venue(s, clause, first, end) ? PLACE_VENUE : PLACE_UNDECIDED;
}

/* ---- governments ----------------------------------------------------------------------- */

#define BODIES \
	"|government|council|parliament|congress|assembly|legislature|cabinet|senate|ministry|commission|" \
	"committee|department|office|administration|"
#define HAN_BODIES \
	"|人民政府|政府|省人民政府|市人民政府|省政府|市政府|县人民政府|自治区人民政府|办公厅|省委|市委|人民代表大会|人大|" \
	"委员会|国务院|行政院|立法院|"

#define BODY_NEAR 3				/* items: "Guizhou Provincial People's Government" */

bool
place_governs(const ItemSentence *s, uint32_t first, uint32_t end)
{
	uint32_t	of = first;

	if (items_spell_among(s, end, HAN_BODIES) > 0)
		return true;
	if (items_have(s, end, end + BODY_NEAR < s->count ? end + BODY_NEAR : s->count, BODIES, "|"))
		return true;
	if (of > 0 && item_is(s, of - 1, "the"))
		of--;
	return of > 1 && item_is(s, of - 1, "of") && item_among(s, of - 2, BODIES);
}
