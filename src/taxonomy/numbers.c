/*-------------------------------------------------------------------------
 *
 * numbers.c
 *		Distinct numbers of a taxonomy, each with a class, and what a mention
 *		gives, worked out exactly.
 *
 * Called by compile.c and ancestors.c.  All arithmetic is numeric; a
 * contribution is rounded once, at the end, half away from zero.  Must never
 * use floating point.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "taxonomy/numbers.h"

/* Longer than any number of sense; the server's own limit is beyond. */
#define NUMBER_MAX_LENGTH 1000

typedef struct NumberText
{
	const char *text;
	uint32		class;
	char		status;
} NumberText;

#define SH_PREFIX numbertext
#define SH_ELEMENT_TYPE NumberText
#define SH_KEY_TYPE const char *
#define SH_KEY text
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) (key), (int) strlen(key))
#define SH_EQUAL(table, a, b) (strcmp(a, b) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct ProductKey
{
	uint32		a;
	uint32		b;
} ProductKey;

typedef struct Product
{
	ProductKey	key;
	uint32		class;
} Product;

/* ---------- numeric, shortly ---------- */

static Numeric
number_parse(const char *text)
{
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(text),
											   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

static Numeric
multiply(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_mul, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

static int
compare(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a),
											 NumericGetDatum(b)));
}

/* ---------- classes ---------- */

void
numbers_begin(NumberTable *table)
{
	memset(table, 0, sizeof(*table));
	table->classes = numbertext_create(CurrentMemoryContext, 32, NULL);
}

static uint32
add_number(NumberTable *table, const char *text, Numeric value)
{
	bool		found;
	NumberText *entry = numbertext_insert(table->classes, pstrdup(text), &found);

	if (found)
		return entry->class;
	if (table->count == table->allocated)
	{
		table->allocated = table->allocated ? table->allocated * 2 : 16;
		table->values = table->values ?
			repalloc(table->values, mul_size(table->allocated, sizeof(Numeric))) :
			palloc(mul_size(table->allocated, sizeof(Numeric)));
	}
	table->values[table->count] = value;
	entry->class = table->count;
	return table->count++;
}

/* Digits with at most one point between them. */
static bool
is_decimal(const char *text)
{
	size_t		whole = strspn(text, "0123456789");
	size_t		fraction;

	if (whole == 0 || strlen(text) > NUMBER_MAX_LENGTH)
		return false;
	if (text[whole] == '\0')
		return true;
	fraction = strspn(text + whole + 1, "0123456789");
	return text[whole] == '.' && fraction > 0 && text[whole + 1 + fraction] == '\0';
}

bool
numbers_class(NumberTable *table, const char *text, const char *low, const char *high,
			  uint32 *class)
{
	NumberText *known = numbertext_lookup(table->classes, text);
	Numeric		value;

	if (known)
	{
		*class = known->class;
		return true;
	}
	if (!is_decimal(text))
		return false;
	value = number_parse(text);
	if (compare(value, number_parse(low)) < 0 || compare(value, number_parse(high)) > 0)
		return false;
	*class = add_number(table, text, value);
	return true;
}

static uint32
compute_product(NumberTable *table, uint32 a, uint32 b)
{
	Datum		product = NumericGetDatum(multiply(table->values[a], table->values[b]));
	Datum		trimmed = DirectFunctionCall1(numeric_trim_scale, product);

	return add_number(table, DatumGetCString(DirectFunctionCall1(numeric_out, trimmed)),
					  DatumGetNumeric(trimmed));
}

static HTAB *
create_products(void)
{
	HASHCTL		control = {
		.keysize = sizeof(ProductKey),
		.entrysize = sizeof(Product),
		.hcxt = CurrentMemoryContext
	};

	return hash_create("policyscope products", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* The class of the product of two classes; class 0 is the number 1. */
uint32
numbers_product(NumberTable *table, uint32 a, uint32 b)
{
	ProductKey	key = {Min(a, b), Max(a, b)};
	Product    *product;
	bool		found;

	if (key.a == 0)
		return key.b;
	if (table->products == NULL)
		table->products = create_products();
	product = hash_search(table->products, &key, HASH_ENTER, &found);
	if (!found)
		product->class = compute_product(table, a, b);
	return product->class;
}

int
numbers_compare(const NumberTable *table, uint32 a, uint32 b)
{
	return a == b ? 0 : compare(table->values[a], table->values[b]);
}

/* ---------- contributions ---------- */

/* Numbers of one weight, rollup and inside factor: a zone's, outside and inside. */
#define CELL_LENGTH ((Size) IMAGE_ZONES * 2)

/* Zones A, B, C, D, in thousandths: 4, 2, 1.5, 1 */
static const char *const zone_thousandths[IMAGE_ZONES] = {"4000", "2000", "1500", "1000"};

static int64
round_to_int64(Numeric value)
{
	Datum		rounded = DirectFunctionCall2(numeric_round, NumericGetDatum(value),
											  Int32GetDatum(0));

	return DatumGetInt64(DirectFunctionCall1(numeric_int8, rounded));
}

static int64 *
allocate_contributions(const ImageSpec *spec)
{
	Size		classes = mul_size(mul_size(spec->weight_classes, spec->rollup_classes),
								   spec->inside_classes);
	Size		bytes = mul_size(mul_size(classes, CELL_LENGTH), sizeof(int64));

	if (bytes > IMAGE_MAX_LENGTH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the taxonomy has too many different weights, rollups and inside factors"),
				 errdetail("%u weights, %u products of rollups and %u inside factors combine to more than 1 GB.",
						   spec->weight_classes, spec->rollup_classes, spec->inside_classes)));
	return palloc(bytes);
}

static void
fill_cell(int64 *cell, Numeric given, Numeric inside)
{
	for (int zone = 0; zone < IMAGE_ZONES; zone++)
	{
		Numeric		outside = multiply(given, number_parse(zone_thousandths[zone]));

		*cell++ = round_to_int64(outside);
		*cell++ = round_to_int64(multiply(outside, inside));
	}
}

static void
fill_weight(ImageSpec *spec, uint32 weight, Numeric value, const NumberTable *rollups,
			const NumberTable *insides)
{
	int64	   *cell = spec->contributions +
		(Size) weight * spec->rollup_classes * spec->inside_classes * CELL_LENGTH;

	for (uint32 r = 0; r < rollups->count; r++)
	{
		Numeric		given = multiply(value, rollups->values[r]);

		CHECK_FOR_INTERRUPTS();
		for (uint32 f = 0; f < insides->count; f++, cell += CELL_LENGTH)
			fill_cell(cell, given, insides->values[f]);
	}
}

void
numbers_contributions(ImageSpec *spec, const NumberTable *weights, const NumberTable *rollups,
					  const NumberTable *insides)
{
	MemoryContext scratch;
	MemoryContext previous;

	spec->weight_classes = weights->count;
	spec->rollup_classes = rollups->count;
	spec->inside_classes = insides->count;
	spec->contributions = allocate_contributions(spec);
	scratch = AllocSetContextCreate(CurrentMemoryContext, "policyscope contributions",
									ALLOCSET_DEFAULT_SIZES);
	previous = MemoryContextSwitchTo(scratch);
	for (uint32 w = 0; w < weights->count; w++)
	{
		fill_weight(spec, w, weights->values[w], rollups, insides);
		MemoryContextReset(scratch);
	}
	MemoryContextSwitchTo(previous);
	MemoryContextDelete(scratch);
}
