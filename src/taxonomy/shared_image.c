/*-------------------------------------------------------------------------
 *
 * shared_image.c
 *		Images in dynamic shared memory, one copy for all backends.
 *
 * Called by cache.c.  A segment is a SegmentHead and the image.  It is written
 * once, by the backend that loaded the image from the tables, validated it
 * and knows that its rows are committed; from then on everybody only reads.
 * It lives as long as it is pinned or anybody has it mapped, so who uses an
 * old image never waits and never loses it.
 *
 * An image that comes from a table is validated in full, which takes time
 * linear in its length.  One that comes from a segment is not: only code of
 * this library, in this server, writes there, after it validated the same
 * bytes, and whoever can write there otherwise can write anywhere in the
 * server.  So a backend that attaches checks the head: that the segment is
 * the one the slot promised, and that the library which validated it was of
 * this build.  The image itself is then opened with its header checked.
 *
 * Shared memory may be short, and the server says so by an error.  That must
 * not reach a query, so it is asked for in a subtransaction, which parallel
 * mode does not allow: there an image is attached if it is shared, and never
 * shared.  Must never hold a lock while it copies, and never decide what a
 * name means.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "storage/ipc.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "taxonomy/shared_image.h"
#include "text/unicode.h"

#define SEGMENT_MAGIC 0x70735348	/* "psSH" */

typedef struct SegmentHead
{
	uint32		magic;
	uint32		reserved;		/* zero */
	uint64		length;			/* of the image */
	ShareKey	key;
	uint8		padding[8];		/* the image begins at a cache line */
} SegmentHead;

StaticAssertDecl(sizeof(SegmentHead) == 64, "layout of SegmentHead");

int			policyscope_share = SHARE_AUTO;
int			policyscope_share_limit = 256 * 1024;

static SubTransactionId guard = InvalidSubTransactionId;

/* ---------- what has to agree ---------- */

/* Of the library and of what images depend on; another one shares apart. */
static uint32
build_number(void)
{
	static const char release[] = POLICYSCOPE_VERSION;
	uint32		build = hash_bytes((const unsigned char *) release, sizeof(release));

	build = hash_combine(build, IMAGE_FORMAT);
	build = hash_combine(build, unicode_version);
	return hash_combine(build, unicode_icu_version);
}

ShareKey
shared_image_key(const uint8 *digest)
{
	ShareKey	key = {.database = MyDatabaseId, .build = build_number()};

	memcpy(key.digest, digest, IMAGE_DIGEST_LENGTH);
	return key;
}

static bool
head_fits(const SegmentHead *head, Size mapped, const ShareKey *key)
{
	return mapped >= sizeof(SegmentHead) &&
		head->magic == SEGMENT_MAGIC &&
		memcmp(&head->key, key, sizeof(*key)) == 0 &&
		head->length <= mapped - sizeof(SegmentHead);
}

static void
open_segment(dsm_segment *segment, SharedImage *image)
{
	const SegmentHead *head = dsm_segment_address(segment);

	image->segment = segment;
	image->bytes = head + 1;
	image->length = head->length;
}

/* ---------- work that may fail ---------- */

typedef struct ShareWork
{
	const ShareKey *key;
	const void *bytes;
	Size		length;
	ShareClaim	claim;
	int			slot;
	dsm_handle	handle;
	dsm_segment *segment;		/* the result */
} ShareWork;

bool
shared_image_owns_subtransaction(SubTransactionId id)
{
	return guard != InvalidSubTransactionId && guard == id;
}

/*
 * After an error: back to where it was, and on with the error if somebody
 * wanted this backend to stop.
 */
static void
recover(MemoryContext context, ResourceOwner owner)
{
	ErrorData  *error;

	MemoryContextSwitchTo(context);
	error = CopyErrorData();
	FlushErrorState();
	RollbackAndReleaseCurrentSubTransaction();
	guard = InvalidSubTransactionId;
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_OPERATOR_INTERVENTION)
		ReThrowError(error);
	ereport(DEBUG1,
			(errmsg("a taxonomy's image is not shared: %s", error->message)));
	FreeErrorData(error);
}

/* Does the work; false if it raised an error. */
static bool
try_work(void (*work) (ShareWork *), ShareWork *data)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	volatile bool done = false;

	if (IsInParallelMode())
	{
		work(data);
		return true;
	}
	BeginInternalSubTransaction(NULL);
	guard = GetCurrentSubTransactionId();
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		work(data);
		ReleaseCurrentSubTransaction();
		done = true;
	}
	PG_CATCH();
	{
		recover(context, owner);
	}
	PG_END_TRY();
	guard = InvalidSubTransactionId;
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	return done;
}

static void
map_control(ShareWork *work)
{
	share_control_map();
}

/* Once it failed it is not tried again: the next session may. */
static bool
control_is_there(void)
{
	static bool failed = false;
	ShareWork	work = {0};

	if (share_control_is_mapped())
		return true;
	if (!IsUnderPostmaster || failed)
		return false;
	failed = !try_work(map_control, &work);
	return !failed;
}

/* ---------- attach ---------- */

/* on_dsm_detach_callback */
static void
leave_slot(dsm_segment *segment, Datum slot)
{
	share_slot_leave(DatumGetInt32(slot), dsm_segment_handle(segment));
}

/* Callback of an exit or an error before the segment knows its slot. */
static void
leave_unmapped(int code, Datum arg)
{
	const ShareWork *work = (const ShareWork *) DatumGetPointer(arg);

	share_slot_leave(work->slot, work->handle);
}

/* The mapping outlives the statement; leaving is up to the segment now. */
static void
keep_mapping(dsm_segment *segment, int slot)
{
	on_dsm_detach(segment, leave_slot, Int32GetDatum(slot));
	dsm_pin_mapping(segment);
}

static void
map_segment(ShareWork *work)
{
	PG_ENSURE_ERROR_CLEANUP(leave_unmapped, PointerGetDatum(work));
	{
		/* gone: its last user left it between the slot and here */
		work->segment = dsm_attach(work->handle);
		if (work->segment)
			keep_mapping(work->segment, work->slot);
	}
	PG_END_ENSURE_ERROR_CLEANUP(leave_unmapped, PointerGetDatum(work));
	if (work->segment == NULL)
		share_slot_leave(work->slot, work->handle);
}

/* In one piece of work, as with a claim below. */
static void
enter_and_map(ShareWork *work)
{
	work->slot = share_slot_enter(work->key, &work->handle);
	if (work->slot < 0)
		return;
	/* a second mapping is an error; cache.c has one entry a digest */
	if (dsm_find_mapping(work->handle))
		share_slot_leave(work->slot, work->handle);
	else
		map_segment(work);
}

bool
shared_image_attach(const uint8 *digest, SharedImage *image)
{
	ShareKey	key = shared_image_key(digest);
	ShareWork	work = {.key = &key};

	if (policyscope_share == SHARE_OFF || !control_is_there())
		return false;
	if (!try_work(enter_and_map, &work) || work.segment == NULL)
		return false;
	if (!head_fits(dsm_segment_address(work.segment), dsm_segment_map_length(work.segment), &key))
	{
		dsm_detach(work.segment);
		return false;
	}
	open_segment(work.segment, image);
	return true;
}

void
shared_image_detach(SharedImage *image)
{
	if (image->segment)
		dsm_detach(image->segment);
	image->segment = NULL;
	image->bytes = NULL;
}

/* ---------- publish ---------- */

static void
abandon_claim(int code, Datum arg)
{
	share_slot_abandon(((const ShareWork *) DatumGetPointer(arg))->slot);
}

static void
write_segment(dsm_segment *segment, const ShareWork *work)
{
	SegmentHead *head = dsm_segment_address(segment);

	memset(head, 0, sizeof(*head));
	head->magic = SEGMENT_MAGIC;
	head->length = work->length;
	head->key = *work->key;
	memcpy(head + 1, work->bytes, work->length);
}

/*
 * Nobody else knows the segment before its slot is filled: until then an
 * error unmaps it, and with its only mapping it goes.
 */
static void
fill_claim(ShareWork *work)
{
	PG_ENSURE_ERROR_CLEANUP(abandon_claim, PointerGetDatum(work));
	{
		work->segment = dsm_create(sizeof(SegmentHead) + work->length,
								   DSM_CREATE_NULL_IF_MAXSEGMENTS);
		if (work->segment)
		{
			write_segment(work->segment, work);
			keep_mapping(work->segment, work->slot);
			dsm_pin_segment(work->segment);
			share_slot_fill(work->slot, dsm_segment_handle(work->segment));
		}
	}
	PG_END_ENSURE_ERROR_CLEANUP(abandon_claim, PointerGetDatum(work));
	if (work->segment == NULL)
		share_slot_abandon(work->slot);
}

/* In one piece of work: nothing may come between a claim and its cleanup. */
static void
claim_and_fill(ShareWork *work)
{
	work->claim = share_slot_claim(work->key, sizeof(SegmentHead) + work->length,
								   (uint64) policyscope_share_limit * 1024, &work->slot);
	if (work->claim == SHARE_CLAIMED)
		fill_claim(work);
}

static ShareState
claim_result(const ShareWork *work, SharedImage *image)
{
	switch (work->claim)
	{
		case SHARE_CLAIMED:
			if (work->segment == NULL)
				return PRIVATE_NO_MEMORY;
			open_segment(work->segment, image);
			return SHARED;
		case SHARE_CLAIM_THERE:
			return shared_image_attach(work->key->digest, image) ? SHARED : PRIVATE_NO_MEMORY;
		case SHARE_CLAIM_BEING_FILLED:
			return PRIVATE_BEING_SHARED;
		case SHARE_CLAIM_LIMIT:
			return PRIVATE_LIMIT;
		case SHARE_CLAIM_SLOTS:
			return PRIVATE_SLOTS;
	}
	return PRIVATE_NO_MEMORY;
}

ShareState
shared_image_publish(const uint8 *digest, const void *bytes, Size length, SharedImage *image)
{
	ShareKey	key = shared_image_key(digest);
	ShareWork	work = {.key = &key, .bytes = bytes, .length = length};

	if (policyscope_share == SHARE_OFF)
		return PRIVATE_OFF;
	if (policyscope_share == SHARE_AUTO && length < SHARE_AUTO_MIN_BYTES)
		return PRIVATE_SMALL;
	if (IsInParallelMode())
		return PRIVATE_PARALLEL;
	if (!control_is_there() || !try_work(claim_and_fill, &work))
		return PRIVATE_NO_MEMORY;
	return claim_result(&work, image);
}

uint64
shared_image_changes(void)
{
	return share_control_is_mapped() ? share_control_changes() : 0;
}

/* ---------- for the view ---------- */

int
shared_images_list(ShareSlot *slots)
{
	return control_is_there() ? share_slots_copy(MyDatabaseId, slots) : 0;
}

uint64
shared_image_length(const ShareSlot *slot)
{
	return slot->bytes - sizeof(SegmentHead);
}
