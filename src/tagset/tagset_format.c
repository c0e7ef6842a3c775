/*-------------------------------------------------------------------------
 *
 * tagset_format.c
 *		The bytes of a tagset: varints, reader, builder, validator, keys.
 *
 * The only file that knows the stored layout drawn in tagset.h.  Called by
 * every other file of this room, and by the rooms that read or make values.
 * Must never know what a text form, an operator or an aggregate is.
 *
 * There is one decoder.  It checks every bound and every rule of a number,
 * for the reader as for the validator, so that a damaged value is an error
 * and never a wild read; the validator alone checks keys and their order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/int.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "tagset/tagset.h"
#include "utils/memutils.h"

#define VARINT_MAX 10			/* bytes of a 64-bit number */
#define HEAD_MAX (2 + 2 * VARINT_MAX)	/* version, flags, words, count */
#define BUILDER_START 256

StaticAssertDecl(offsetof(Tagset, bytes) == VARHDRSZ,
				 "a tagset is a varlena without padding");
StaticAssertDecl(TAGSET_KEY_MAX <= PG_UINT8_MAX,
				 "the length of a key is stored in one byte");

/*
 * Varints
 */

/* Returns what is wrong, or NULL with *next behind the number. */
static const char *
read_varint(const uint8 **next, const uint8 *end, uint64 *value)
{
	const uint8 *byte = *next;
	uint64		result = 0;
	int			shift = 0;

	for (;; byte++, shift += 7)
	{
		if (byte >= end)
			return "The value ends within a number";
		if (shift == 63 && *byte > 1)
			return "A number is longer than 64 bits";
		result |= (uint64) (*byte & 0x7F) << shift;
		if (*byte < 0x80)
			break;
	}
	if (*byte == 0 && shift > 0)
		return "A number is not in its shortest form";
	*next = byte + 1;
	*value = result;
	return NULL;
}

static const char *
read_counter(const uint8 **next, const uint8 *end, int64 *value)
{
	uint64		raw;
	const char *problem = read_varint(next, end, &raw);

	if (problem)
		return problem;
	if (raw > (uint64) PG_INT64_MAX)
		return "A counter is negative or out of range";
	*value = (int64) raw;
	return NULL;
}

static uint8 *
write_varint(uint8 *to, uint64 value)
{
	while (value >= 0x80)
	{
		*to++ = (uint8) (value | 0x80);
		value >>= 7;
	}
	*to++ = (uint8) value;
	return to;
}

/*
 * Decoder
 */

static const char *
read_head(const uint8 **next, const uint8 *end, int64 *words, int64 *count)
{
	const char *problem;

	if (end - *next < 2)
		return "The value is shorter than its head";
	if ((*next)[0] != TAGSET_FORMAT)
		return "The format version is unknown";
	if ((*next)[1] != 0)
		return "A reserved flag is set";
	*next += 2;
	problem = read_counter(next, end, words);
	return problem ? problem : read_counter(next, end, count);
}

static const char *
read_key(const uint8 **next, const uint8 *end, TagsetEntry *entry)
{
	if (*next >= end)
		return "The value ends before its last entry";
	entry->key_length = **next;
	if (end - *next <= entry->key_length)
		return "The value ends within a key";
	entry->key = (const char *) *next + 1;
	*next += entry->key_length + 1;
	return NULL;
}

/* The counters direct and beyond, and whether force follows. */
static const char *
read_mentions(const uint8 **next, const uint8 *end, TagsetEntry *entry)
{
	uint64		direct;
	int64		beyond;
	const char *problem;

	if ((problem = read_varint(next, end, &direct)) != NULL ||
		(problem = read_counter(next, end, &beyond)) != NULL)
		return problem;
	entry->has_force = direct & 1;
	entry->mentions_direct = (int64) (direct >> 1);
	if (pg_add_s64_overflow(entry->mentions_direct, beyond, &entry->mentions))
		return "A counter is negative or out of range";
	if (entry->mentions == 0)
		return "An entry has no mentions";
	return NULL;
}

static const char *
read_force(const uint8 **next, const uint8 *end, TagsetEntry *entry)
{
	memset(entry->force, 0, sizeof(entry->force));
	if (!entry->has_force)
		return NULL;
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
	{
		const char *problem = read_counter(next, end, &entry->force[i]);

		if (problem)
			return problem;
		if (entry->force[i] > entry->mentions)
			return "A force count exceeds the mentions";
	}
	return NULL;
}

static const char *
read_entry(const uint8 **next, const uint8 *end, TagsetEntry *entry)
{
	const char *problem;

	if ((problem = read_key(next, end, entry)) != NULL ||
		(problem = read_counter(next, end, &entry->evidence)) != NULL)
		return problem;
	if (entry->evidence == 0)
		return "An entry has no evidence";
	problem = read_mentions(next, end, entry);
	return problem ? problem : read_force(next, end, entry);
}

/*
 * Reader
 */

static bool
is_newer(const uint8 *bytes, Size length)
{
	return length > 0 && bytes[0] > TAGSET_FORMAT;
}

static int
newer_hint(void)
{
	return errhint("The value was written by a newer policyscope; update the installed library.");
}

/* A stored value that cannot be read: newer than this library, or damaged. */
static void
unreadable(const Tagset *value, const char *problem)
{
	if (is_newer((const uint8 *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("tagset has an unknown format version"),
				 newer_hint()));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("tagset is damaged"),
			 errdetail("%s.", problem)));
}

void
tagset_read_begin(TagsetReader *reader, const Tagset *value)
{
	const char *problem;

	reader->next = (const uint8 *) VARDATA_ANY(value);
	reader->end = reader->next + VARSIZE_ANY_EXHDR(value);
	problem = read_head(&reader->next, reader->end,
						&reader->words, &reader->remaining);
	if (problem)
		unreadable(value, problem);
}

bool
tagset_read_next(TagsetReader *reader, TagsetEntry *entry)
{
	const char *problem;

	if (reader->remaining == 0)
		return false;
	reader->remaining--;
	problem = read_entry(&reader->next, reader->end, entry);
	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("tagset is damaged"),
				 errdetail("%s.", problem)));
	return true;
}

/*
 * The entry of one key, and in any case the words; words may be NULL.  Walks
 * the entries up to the key.
 */
bool
tagset_find(const Tagset *value, const char *key, int key_length,
			TagsetEntry *entry, int64 *words)
{
	TagsetReader reader;

	tagset_read_begin(&reader, value);
	if (words)
		*words = reader.words;
	while (tagset_read_next(&reader, entry))
	{
		int			order = tagset_key_compare(entry->key, entry->key_length,
											   key, key_length);

		if (order >= 0)
			return order == 0;
	}
	return false;
}

/*
 * Builder.  The head is written last, when the entries are counted, so room
 * for the longest head is left in front.
 */

void
tagset_build_begin(TagsetBuilder *builder, int64 words)
{
	Assert(words >= 0);
	builder->allocated = BUILDER_START;
	builder->buffer = palloc(builder->allocated);
	builder->used = VARHDRSZ + HEAD_MAX;
	builder->words = words;
	builder->count = 0;
}

static void
reserve(TagsetBuilder *builder, Size more)
{
	Size		needed = builder->used + more;

	if (needed <= builder->allocated)
		return;
	if (needed > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("tagset is too large"),
				 errdetail("A tagset holds at most 1 GB.")));
	builder->allocated = Min(Max(builder->allocated * 2, needed), MaxAllocSize);
	builder->buffer = repalloc(builder->buffer, builder->allocated);
}

void
tagset_build_add(TagsetBuilder *builder, const TagsetEntry *entry)
{
	uint8	   *to;

	Assert(entry->evidence >= 0 && entry->mentions_direct >= 0);
	Assert(entry->mentions >= entry->mentions_direct);
	if (entry->evidence == 0)
		return;
	reserve(builder, 1 + entry->key_length + VARINT_MAX * (3 + TAGSET_FORCE_COUNTS));
	to = builder->buffer + builder->used;
	*to++ = (uint8) entry->key_length;
	memcpy(to, entry->key, entry->key_length);
	to = write_varint(to + entry->key_length, entry->evidence);
	to = write_varint(to, (uint64) entry->mentions_direct * 2 + entry->has_force);
	to = write_varint(to, entry->mentions - entry->mentions_direct);
	if (entry->has_force)
		for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
			to = write_varint(to, entry->force[i]);
	builder->used = to - builder->buffer;
	builder->count++;
}

Tagset *
tagset_build_end(TagsetBuilder *builder)
{
	Tagset	   *result = (Tagset *) builder->buffer;
	uint8	   *to = builder->buffer + VARHDRSZ;
	uint8	   *entries = to + HEAD_MAX;
	Size		length = builder->used - (VARHDRSZ + HEAD_MAX);

	*to++ = TAGSET_FORMAT;
	*to++ = 0;
	to = write_varint(to, builder->words);
	to = write_varint(to, builder->count);
	memmove(to, entries, length);
	to += length;
	SET_VARSIZE(result, to - builder->buffer);
	Assert(tagset_validate(builder->buffer + VARHDRSZ,
						   VARSIZE(result) - VARHDRSZ) == NULL);
	return result;
}

/*
 * Validator
 */

const char *
tagset_validate(const uint8 *bytes, Size length)
{
	const uint8 *next = bytes;
	const uint8 *end = bytes + length;
	int64		words;
	int64		count;
	TagsetEntry last = {.key = ""};
	const char *problem = read_head(&next, end, &words, &count);

	for (; problem == NULL && count > 0; count--)
	{
		TagsetEntry entry;

		CHECK_FOR_INTERRUPTS();
		if ((problem = read_entry(&next, end, &entry)) != NULL ||
			(problem = tagset_key_problem(entry.key, entry.key_length)) != NULL)
			return problem;
		if (tagset_key_compare(last.key, last.key_length,
							   entry.key, entry.key_length) >= 0)
			return "The keys are not in ascending order";
		last = entry;
	}
	if (problem == NULL && next != end)
		return "The value goes on after its last entry";
	return problem;
}

Tagset *
tagset_from_bytes(const uint8 *bytes, Size length)
{
	const char *problem = tagset_validate(bytes, length);
	Tagset	   *result;

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of a tagset"),
				 errdetail("%s.", problem),
				 is_newer(bytes, length) ? newer_hint() : 0));
	result = palloc(VARHDRSZ + length);
	SET_VARSIZE(result, VARHDRSZ + length);
	memcpy(result->bytes, bytes, length);
	return result;
}

/*
 * Keys
 */

/* Control characters: U+0000..U+001F and U+007F..U+009F. */
static bool
has_control_character(const char *key, int key_length)
{
	const uint8 *byte = (const uint8 *) key;
	const uint8 *end = byte + key_length;

	for (; byte < end; byte++)
	{
		if (*byte < 0x20 || *byte == 0x7F)
			return true;
		if (*byte == 0xC2 && byte + 1 < end && byte[1] < 0xA0)
			return true;
	}
	return false;
}

/* The bytes before the first dot, or -1 when there is none. */
int
tagset_key_facet_length(const char *key, int key_length)
{
	const char *dot = memchr(key, '.', key_length);

	return dot ? (int) (dot - key) : -1;
}

const char *
tagset_key_problem(const char *key, int key_length)
{
	int			facet_length = tagset_key_facet_length(key, key_length);

	if (facet_length < 0)
		return "A key needs a dot between facet and notation";
	if (facet_length == 0)
		return "A key needs a facet before its first dot";
	if (facet_length == key_length - 1)
		return "A key needs a notation after its first dot";
	if (key_length > TAGSET_KEY_MAX)
		return "A key must not be longer than 255 bytes";
	if (has_control_character(key, key_length))
		return "A key must not contain control characters";
	if (!pg_verify_mbstr(PG_UTF8, key, key_length, true))
		return "A key must be valid UTF-8";
	return NULL;
}

void
tagset_key_check(const char *key, int key_length)
{
	const char *problem = tagset_key_problem(key, key_length);

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid tagset key: \"%s\"", pnstrdup(key, key_length)),
				 errdetail("%s.", problem)));
}

int
tagset_key_compare(const char *a, int a_length, const char *b, int b_length)
{
	int			order = memcmp(a, b, Min(a_length, b_length));

	return order != 0 ? order : a_length - b_length;
}

bool
tagset_in_facet(const TagsetEntry *entry, const char *facet, int facet_length)
{
	return tagset_key_facet_length(entry->key, entry->key_length) == facet_length &&
		memcmp(entry->key, facet, facet_length) == 0;
}

/*
 * Counters
 */

static void
counter_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("tagset counter out of range"),
			 errdetail("Words and evidence (in thousandths) and mentions are held in 64 bits.")));
}

int64
tagset_counter_add(int64 a, int64 b)
{
	int64		sum = 0;

	if (pg_add_s64_overflow(a, b, &sum))
		counter_overflow();
	return sum;
}

bool
tagset_entry_try_add(TagsetEntry *into, const TagsetEntry *from)
{
	bool		overflow;

	overflow = pg_add_s64_overflow(into->evidence, from->evidence, &into->evidence);
	overflow |= pg_add_s64_overflow(into->mentions, from->mentions, &into->mentions);
	/* neither of these can be above mentions */
	into->mentions_direct += overflow ? 0 : from->mentions_direct;
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
		into->force[i] += overflow ? 0 : from->force[i];
	into->has_force |= from->has_force;
	return !overflow;
}

void
tagset_entry_add(TagsetEntry *into, const TagsetEntry *from)
{
	if (!tagset_entry_try_add(into, from))
		counter_overflow();
}
