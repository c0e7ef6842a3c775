/*-------------------------------------------------------------------------
 *
 * number.c
 *		Numbers in digits, and exact decimals.
 *
 * Called through number.h by the rules for periods and quantities.  Numbers in
 * Han characters and in words are read by number_han.c and number_words.c.
 * Must never use floats: values are digits and a power of ten.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/number.h"

#define GROUPS_MAX 6

/* ---- decimals ------------------------------------------------------------- */

static const Decimal unknown = {0, 0, false};

Decimal
decimal_integer(int64_t value)
{
	Decimal		decimal = {value, 0, value < DECIMAL_DIGITS_END};

	return decimal;
}

Decimal
decimal_shift(Decimal a, int32_t exponent)
{
	a.exponent += exponent;
	if (a.exponent > DECIMAL_EXPONENT_MAX || a.exponent < -DECIMAL_EXPONENT_MAX)
		a.known = false;
	return a;
}

/* The same value with that smaller exponent, if its digits have room. */
static bool
lower_exponent(Decimal *a, int32_t exponent)
{
	while (a->exponent > exponent && a->digits != 0)
	{
		if (a->digits >= DECIMAL_DIGITS_END / 10)
			return false;
		a->digits *= 10;
		a->exponent--;
	}
	a->exponent = exponent;
	return true;
}

Decimal
decimal_add(Decimal a, Decimal b)
{
	int32_t		exponent = a.exponent < b.exponent ? a.exponent : b.exponent;

	if (!a.known || !b.known || !lower_exponent(&a, exponent) || !lower_exponent(&b, exponent) ||
		a.digits + b.digits >= DECIMAL_DIGITS_END)
		return unknown;
	a.digits += b.digits;
	return a;
}

/* Neither is negative, so what has no room for the lower exponent is larger. */
int
decimal_compare(Decimal a, Decimal b)
{
	int32_t		exponent = a.exponent < b.exponent ? a.exponent : b.exponent;

	if (!lower_exponent(&a, exponent))
		return 1;
	if (!lower_exponent(&b, exponent))
		return -1;
	return a.digits < b.digits ? -1 : a.digits > b.digits;
}

int32_t
decimal_to_integer(Decimal a, int32_t limit)
{
	if (!a.known || a.exponent < 0 || !lower_exponent(&a, 0) || a.digits > limit)
		return -1;
	return (int32_t) a.digits;
}

/* ---- the digits of one item -------------------------------------------------- */

/* How an item's digits are parted by '.' and ','. */
typedef struct Groups
{
	uint32_t	count;
	uint32_t	lengths[GROUPS_MAX];
	char		signs[GROUPS_MAX];	/* before each group but the first */
} Groups;

static bool
find_groups(const char *bytes, uint32_t length, Groups *groups)
{
	memset(groups, 0, sizeof(*groups));
	groups->count = 1;
	for (uint32_t i = 0; i < length; i++)
	{
		if (bytes[i] >= '0' && bytes[i] <= '9')
		{
			groups->lengths[groups->count - 1]++;
			continue;
		}
		if (groups->count == GROUPS_MAX)
			return false;
		groups->signs[groups->count++] = bytes[i];
	}
	return true;
}

/* Groups 1..last behind the same sign: thousands, or India's hundreds. */
static bool
are_thousands(const Groups *groups, uint32_t last, char sign)
{
	if (groups->lengths[0] == 0 || groups->lengths[0] > 3 || groups->lengths[last] != 3)
		return false;
	for (uint32_t i = 1; i <= last; i++)
		if (groups->signs[i] != sign || groups->lengths[i] < 2 || groups->lengths[i] > 3)
			return false;
	return true;
}

/* How many of the last groups are decimals (0 or 1), or -1 when ambiguous. */
static int
decimal_groups(const Groups *groups)
{
	uint32_t	last = groups->count - 1;
	char		final = groups->signs[last];

	if (last == 0)
		return 0;
	if (final == ',' && are_thousands(groups, last, ','))
		return 0;
	if (last == 1)				/* 57,2 can only be a decimal; 57,2345 is neither */
		return final == '.' || (groups->lengths[0] > 0 && groups->lengths[1] <= 2) ? 1 : -1;
	if (final == '.' && are_thousands(groups, last, '.') && last > 1)
		return 0;
	if (groups->signs[1] != final && are_thousands(groups, last - 1, groups->signs[1]))
		return 1;
	return -1;
}

Decimal
decimal_parse(const char *bytes, uint32_t length)
{
	Groups		groups;
	int			decimals;
	uint32_t	last;
	Decimal		value = {0, 0, true};

	if (!find_groups(bytes, length, &groups))
		return unknown;
	decimals = decimal_groups(&groups);
	if (decimals < 0)
		return unknown;
	last = decimals ? groups.lengths[groups.count - 1] : 0;
	for (; last > 0 && bytes[length - 1] == '0'; last--)
		length--;				/* 5.1700 is 5.17 */
	for (uint32_t i = 0; i < length; i++)
	{
		if (bytes[i] < '0' || bytes[i] > '9')
			continue;
		if (value.digits >= DECIMAL_DIGITS_END / 10)
			return unknown;
		value.digits = value.digits * 10 + (bytes[i] - '0');
	}
	return decimal_shift(value, -(int32_t) last);
}

static bool
is_digits(const ItemSentence *s, uint32_t i)
{
	if (i >= s->count || s->items[i].kind != ITEM_NUMBER)
		return false;
	return memchr(item_bytes(s, i), '.', s->items[i].length) == NULL &&
		memchr(item_bytes(s, i), ',', s->items[i].length) == NULL;
}

int32_t
number_plain_integer(const ItemSentence *s, uint32_t i)
{
	int32_t		value = 0;

	if (!is_digits(s, i) || s->items[i].length > 9)
		return -1;
	for (uint32_t k = 0; k < s->items[i].length; k++)
		value = value * 10 + (item_bytes(s, i)[k] - '0');
	return value;
}

/* 1 234 567: groups of three behind one white space each. */
static void
take_spaced_groups(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	next = i + 1;

	if (!is_digits(s, i) || s->items[i].length > 3 || item_bytes(s, i)[0] == '0')
		return;
	for (; next < s->count && next - i < GROUPS_MAX && s->items[next].kind == ITEM_NUMBER &&
		 s->items[next].spaced && s->items[next].length >= 3 &&
		 (s->items[next].length == 3 || item_bytes(s, next)[3] == '.'); next++)
	{
		Decimal		group = decimal_parse(item_bytes(s, next), s->items[next].length);

		if (item_bytes(s, next)[0] == '.' || number->value.exponent < 0)
			break;
		number->value = decimal_add(decimal_shift(number->value, 3), group);
		number->count++;
		number->plain = false;
	}
}

/* 10^400: a power has no value here; the whole of it is one number. */
static bool
take_power(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	sign = i + number->count;

	if (!item_is_sign(s, sign, '^') || sign + 1 >= s->count || s->items[sign + 1].kind != ITEM_NUMBER)
		return false;
	number->value = unknown;
	number->count += 2;
	number->plain = false;
	return true;
}

static bool
read_digits(const ItemSentence *s, uint32_t i, Number *number)
{
	int32_t		magnitude;

	number->value = decimal_parse(item_bytes(s, i), s->items[i].length);
	number->count = 1;
	number->form = NUMBER_DIGITS;
	number->plain = is_digits(s, i);
	take_spaced_groups(s, i, number);
	if (take_power(s, i, number))
		return true;
	number_take_han_magnitude(s, i + number->count, number);
	for (;;)
	{
		uint32_t	at = i + number->count;
		uint32_t	dash = item_is_dash(s, at) && item_touches(s, at) && item_touches(s, at + 1);

		magnitude = number_word_magnitude(s, at + dash);	/* 12.8-billion */
		if (magnitude == 0)
			return true;
		number->value = decimal_shift(number->value, magnitude);
		number->count += dash + 1;
		number->plain = false;
	}
}

/* 1st, 22nd, 14th */
static int32_t
digits_ordinal(const char *bytes, uint32_t length)
{
	int32_t		value = 0;
	uint32_t	digits = 0;

	while (digits < length && digits < 6 && bytes[digits] >= '0' && bytes[digits] <= '9')
		value = value * 10 + (bytes[digits++] - '0');
	if (digits == 0 || length != digits + 2)
		return 0;
	bytes += digits;
	if (memcmp(bytes, "st", 2) == 0 || memcmp(bytes, "nd", 2) == 0 || memcmp(bytes, "rd", 2) == 0 ||
		memcmp(bytes, "th", 2) == 0)
		return value;
	return 0;
}

int32_t
number_ordinal(const ItemSentence *s, uint32_t i)
{
	int32_t		value;

	if (i >= s->count || s->items[i].kind != ITEM_WORD)
		return 0;
	value = digits_ordinal(item_bytes(s, i), s->items[i].length);
	return value > 0 ? value : number_word_ordinal(s, i);
}

bool
number_read(const ItemSentence *s, uint32_t i, Number *number)
{
	int32_t		ordinal;

	memset(number, 0, sizeof(*number));
	if (i >= s->count)
		return false;
	switch ((ItemKind) s->items[i].kind)
	{
		case ITEM_NUMBER:
			return read_digits(s, i, number);
		case ITEM_CHARACTER:
			return number_read_han(s, i, number);
		case ITEM_WORD:
			ordinal = number_ordinal(s, i);
			if (ordinal == 0)
				return number_read_words(s, i, number);
			number->value = decimal_integer(ordinal);
			number->count = 1;
			number->form = NUMBER_WORDS;
			number->ordinal = true;
			return true;
		default:
			return false;
	}
}
