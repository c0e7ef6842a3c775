/*-------------------------------------------------------------------------
 *
 * quantity_money.c
 *		Which currency a sign or a word means, and short forms of magnitudes.
 *
 * Called by quantity.c.  A yuan in Traditional characters and a ¥ belong to a
 * country that only the words around them tell.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#include "reading/unit.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What "m" and "k" stand before when they are magnitudes: "3.2m homes", not "3m high". */
static bool
counts_things(const ItemSentence *s, uint32_t i)
{
	return i < s->count && s->items[i].kind == ITEM_WORD && quantity_read_thing(s, i, true) > 0;
}

/* 300m, 1.5bn, 20k as one word: "m", "b" and "k" behind a currency or before a thing. */
bool
quantity_read_short(const ItemSentence *s, uint32_t i, bool money, Number *number)
{
	static const struct
	{
		const char *suffix;
		int32_t		power;
		bool		clear;		/* means nothing else */
	}			suffixes[] = {
		{"bn", 9, true}, {"mn", 6, true}, {"tn", 12, true}, {"m", 6, false}, {"b", 9, false}, {"k", 3, false}
	};
	const char *bytes;
	uint32_t	digits = 0;

	if (i >= s->count || s->items[i].kind != ITEM_WORD)
		return false;
	bytes = item_bytes(s, i);
	while (digits < s->items[i].length && strchr("0123456789.,", bytes[digits]) != NULL && bytes[digits] != '\0')
		digits++;
	for (size_t k = 0; k < LENGTH(suffixes) && digits > 0; k++)
	{
		size_t		length = strlen(suffixes[k].suffix);

		if (s->items[i].length != digits + length || memcmp(bytes + digits, suffixes[k].suffix, length) != 0)
			continue;
		if (!money && !suffixes[k].clear && !counts_things(s, i + 1))
			return false;
		memset(number, 0, sizeof(*number));
		number->value = decimal_shift(decimal_parse(bytes, digits), suffixes[k].power);
		number->count = 1;
		return true;
	}
	return false;
}

/* The currency that those letters are, before a number. */
static const Unit *
currency_of(const char *letters, size_t length)
{
	uint8_t		first = (uint8_t) letters[0];

	for (const Unit *unit = units + units_of_byte[first]; unit < units + units_of_byte[first + 1]; unit++)
		if (unit->before && strcmp(unit->measure, "money") == 0 && strlen(unit->form) == length &&
			memcmp(unit->form, letters, length) == 0)
			return unit;
	return NULL;
}

/* What a word holds of letters and digits, from the left. */
static void
split_joined(const char *bytes, size_t length, size_t *letters, size_t *digits)
{
	*letters = 0;
	while (*letters < length && bytes[*letters] >= 'a' && bytes[*letters] <= 'z')
		(*letters)++;
	*digits = *letters;
	while (*digits < length && (ascii_is_digit((uint8_t) bytes[*digits]) || bytes[*digits] == '.' || bytes[*digits] == ','))
		(*digits)++;
}

/* The power of the m or bn that ends a word; -1: another end. */
static int32_t
power_of_end(const char *end, size_t length)
{
	if (length == 0)
		return 0;
	return length == 1 && *end == 'm' ? 6 : length == 2 && memcmp(end, "bn", 2) == 0 ? 9 : -1;
}

/* RM50 million, USD20bn, Rs500 crore: letters and digits as one word. */
bool
quantity_read_joined(const ItemSentence *s, uint32_t i, uint32_t *count, Quantity *quantity)
{
	const char *bytes;
	size_t		letters;
	size_t		digits;
	const Unit *unit;
	int32_t		power;

	if (i >= s->count || s->items[i].kind != ITEM_WORD || s->items[i].length > 24 || !s->items[i].capital)
		return false;
	bytes = item_bytes(s, i);
	split_joined(bytes, s->items[i].length, &letters, &digits);
	power = power_of_end(bytes + digits, s->items[i].length - digits);
	if (letters < 2 || letters > 4 || digits == letters || power < 0 || (unit = currency_of(bytes, letters)) == NULL)
		return false;
	quantity->value = decimal_shift(decimal_parse(bytes + letters, (uint32_t) (digits - letters)), power);
	for (*count = 1; (power = number_word_magnitude(s, i + *count)) > 0; (*count)++)
		quantity->value = decimal_shift(quantity->value, power);
	quantity->measure = unit->measure;
	quantity->unit = unit->code;
	return true;
}

#define REACH 60				/* items around a yuan that are looked at */
#define TAIWAN "|新台币|台湾|台币|行政院|立法院|经济部|民国|台电|台积电|中油|工研院|资策会|中研院|国发会|卫福部|国科会|数发部|"
#define HONG_KONG "|香港|本港|港府|港铁|港元|特区政府|财政司|立法会|金管局|科学园|数码港|机管局|明报|港交所|证监会|生产力局|应科院|医管局|机电工程署|运输署|贸发局|创科局|投资推广署|"
/* Words of the one that the other puts otherwise: 计画 and 计划, 人工智慧 and 人工智能. */
#define TAIWAN_WORDS \
	"|计画|数位|网路|软体|硬体|奈米|品质|补助|罚锾|公吨|县市|部会|核定|人工智慧|光电|营运|汰换|冷气|节能家电|客车|业者|" \
	"我国|环境部|产官学|直辖市|捷运|机车|雷射|程式|伺服器|资料中心|台北|新北|桃园|新竹|台中|台南|高雄|"
#define HONG_KONG_WORDS \
	"|创科|拨款|施政报告|的士|资助|款额|预留|预算案|增拨|批出|拨出|议员|局长|科技券|数码|网络|软件|硬件|人工智能|超算|巴士|政府会|政府已|" \
	"公营|都会区|大湾区|财务委员会|业界|当局|计划|质素|服务器|数据中心|我们将|政府将|研发院|引导基金|注资|"

/* How many items of a stretch begin one of the words. */
static uint32_t
count_words(const ItemSentence *s, uint32_t first, uint32_t end, const char *words)
{
	uint32_t	count = 0;

	for (uint32_t k = first; k < end; k++)
		count += items_spell_among(s, k, words) > 0;
	return count;
}

/* 自114年起: a year of the Republic is Taiwan's. */
static bool
has_minguo_year(const ItemSentence *s, uint32_t first, uint32_t end)
{
	for (uint32_t k = first; k + 1 < end; k++)
		if (s->items[k].kind == ITEM_NUMBER && s->items[k].length == 3 && *item_bytes(s, k) == '1' &&
			item_bytes(s, k)[1] <= '3' && items_spell(s, k + 1, "年") > 0)
			return true;
	return false;
}

/* The currency of a text in Traditional characters, by names and else by its words. */
static const char *
traditional_yuan(const ItemSentence *s, uint32_t first, uint32_t end)
{
	uint32_t	taiwan;
	uint32_t	hong_kong;

	if (items_have(s, first, end, "|", TAIWAN))
		return "TWD";
	if (items_have(s, first, end, "|", HONG_KONG))
		return "HKD";
	taiwan = count_words(s, first, end, TAIWAN_WORDS) + has_minguo_year(s, first, end);
	hong_kong = count_words(s, first, end, HONG_KONG_WORDS);
	return taiwan > hong_kong ? "TWD" : hong_kong > taiwan ? "HKD" : "XXX";
}

static bool
has_traditional(const ItemSentence *s, uint32_t first, uint32_t end)
{
	for (uint32_t k = first; k < end; k++)
		if (item_is_traditional(s, k))
			return true;
	return false;
}

/*
 * A yuan in a sentence in Traditional characters is not the mainland's; which
 * one it is, only the words of the sentence say (XXX: no currency, ISO 4217).
 */
static void
check_yuan(const ItemSentence *s, uint32_t unit, Quantity *quantity)
{
	uint32_t	first = unit > REACH ? unit - REACH : 0;
	uint32_t	end = s->count - unit > REACH ? unit + REACH : s->count;

	for (uint32_t k = quantity->number; k < unit; k++)
		if ((s->items[k].point == 0x4E07 || s->items[k].point == 0x4EBF) && !item_is_traditional(s, k))
			return;				/* 亿 in Simplified form */
	if (has_traditional(s, first, end))
		quantity->unit = traditional_yuan(s, first, end);
}

void
quantity_check_currency(const ItemSentence *s, uint32_t unit, Quantity *quantity)
{
	uint32_t	first = unit > REACH ? unit - REACH : 0;
	uint32_t	end = s->count - unit > REACH ? unit + REACH : s->count;

	if (strcmp(quantity->unit, "CNY") == 0 && items_spell(s, unit, "元") > 0)
		check_yuan(s, unit, quantity);
	else if (strcmp(quantity->unit, "USD") == 0 && item_is_sign(s, unit, '$') && has_traditional(s, first, end) &&
			 !items_have(s, first, end, "|", TAIWAN))
		quantity->unit = "HKD";	/* "$" alone in a text of Hong Kong */
	else if (strcmp(quantity->unit, "CNY") == 0 && item_is_sign(s, unit, 0xA5) &&
			 items_have(s, first, end, "|japan|japanese|tokyo|meti|yen|", "|日本|日元|东京|"))
		quantity->unit = "JPY";
	else if (strcmp(quantity->unit, "[lb_av]") == 0 && number_word_magnitude(s, unit - 1) >= 6)
	{							/* two million pounds */
		quantity->unit = "GBP";
		quantity->measure = "money";
	}
}
