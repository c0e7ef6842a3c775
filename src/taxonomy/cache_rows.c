/*-------------------------------------------------------------------------
 *
 * cache_rows.c
 *		taxonomy_cache(): the compiled taxonomies in memory.
 *
 * Called from SQL, by the view policyscope.cache.  Puts together what this
 * backend has and what is shared in its database; of other databases nothing
 * is told.  Must never load an image.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "taxonomy/cache.h"

#define CACHE_COLUMNS 6

typedef struct CacheRow
{
	const uint8 *digest;
	uint64		bytes;
	bool		mine;			/* this backend has it */
	ShareState	state;
	const ShareSlot *slot;		/* or NULL */
	TimestampTz used;
} CacheRow;

/* NULL for an image that is shared. */
static const char *
private_reason(ShareState state)
{
	switch (state)
	{
		case SHARED:
			return NULL;
		case PRIVATE_OFF:
			return "policyscope.share is off";
		case PRIVATE_SMALL:
			return "small";
		case PRIVATE_UNCOMMITTED:
			return "not committed when it was loaded";
		case PRIVATE_PARALLEL:
			return "loaded in a parallel query";
		case PRIVATE_BEING_SHARED:
			return "another session was about to share it";
		case PRIVATE_LIMIT:
			return "policyscope.share_limit";
		case PRIVATE_SLOTS:
			return "too many shared images";
		case PRIVATE_NO_MEMORY:
			return "no shared memory";
		case PRIVATE_REPLACED:
			return "replaced by a shared one";
	}
	return NULL;
}

static void
put_row(ReturnSetInfo *result, const CacheRow *row)
{
	Datum		values[CACHE_COLUMNS] = {0};
	bool		nulls[CACHE_COLUMNS] = {0};
	const char *reason = private_reason(row->state);
	bytea	   *digest = palloc(VARHDRSZ + IMAGE_DIGEST_LENGTH);

	SET_VARSIZE(digest, VARHDRSZ + IMAGE_DIGEST_LENGTH);
	memcpy(VARDATA(digest), row->digest, IMAGE_DIGEST_LENGTH);
	values[0] = PointerGetDatum(digest);
	values[1] = Int64GetDatum((int64) row->bytes);
	values[2] = CStringGetTextDatum(row->state == SHARED ? "shared" : "private");
	nulls[3] = reason == NULL;
	values[3] = reason ? CStringGetTextDatum(reason) : (Datum) 0;
	values[4] = Int32GetDatum(row->slot ? row->slot->backends : row->mine ? 1 : 0);
	values[5] = TimestampTzGetDatum(row->used);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* The slot of a shared image of this backend; private ones have none. */
static const ShareSlot *
slot_of(const CachedImageInfo *image, const ShareSlot *slots, int slot_count)
{
	ShareKey	key = shared_image_key(image->digest);

	for (int i = 0; i < slot_count && image->state == SHARED; i++)
	{
		if (memcmp(&slots[i].key, &key, sizeof(key)) == 0)
			return &slots[i];
	}
	return NULL;
}

static void
put_own_images(ReturnSetInfo *result, const CachedImageInfo *images, int image_count,
			   const ShareSlot *slots, int slot_count, bool *told)
{
	for (int i = 0; i < image_count; i++)
	{
		const ShareSlot *slot = slot_of(&images[i], slots, slot_count);
		CacheRow	row = {
			.digest = images[i].digest,
			.bytes = images[i].bytes,
			.mine = true,
			.state = images[i].state,
			.slot = slot,
			.used = slot ? Max(images[i].used, slot->used) : images[i].used
		};

		if (slot)
			told[slot - slots] = true;
		put_row(result, &row);
	}
}

PG_FUNCTION_INFO_V1(taxonomy_cache);
Datum
taxonomy_cache(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	CachedImageInfo *images;
	ShareSlot	slots[SHARE_SLOTS];
	bool		told[SHARE_SLOTS] = {0};
	int			slot_count = shared_images_list(slots);
	int			image_count = cache_describe(&images);

	InitMaterializedSRF(fcinfo, 0);
	put_own_images(result, images, image_count, slots, slot_count, told);
	for (int i = 0; i < slot_count; i++)
	{
		CacheRow	row = {
			.digest = slots[i].key.digest,
			.bytes = shared_image_length(&slots[i]),
			.state = SHARED,
			.slot = &slots[i],
			.used = slots[i].used
		};

		if (!told[i])
			put_row(result, &row);
	}
	return (Datum) 0;
}
