/*-------------------------------------------------------------------------
 *
 * share_control.c
 *		Which images are shared in this server, and who uses them.
 *
 * Called by shared_image.c and cache_rows.c.  One small block for the whole
 * server, under one lock that is held for a walk over its slots and never
 * while anything is built, copied, mapped or matched.  It comes from the
 * registry of dynamic shared memory (17 and later) or from what the server
 * allots beyond its needs (15 and 16, some 100 kB), so nothing has to be
 * preloaded.  Must never touch a segment but to unpin it.
 *
 * The count of backends is exact: each takes itself off when it unmaps the
 * segment, also while it exits.  A backend that is killed takes the server
 * through a crash restart, which clears shared memory.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"

#include "taxonomy/share_control.h"

/*
 * A block of another size under the same name is an error until the server
 * restarts: a change of layout takes a new name.
 */
#define CONTROL_NAME "policyscope control v1"

/* An image nobody used for so long goes when another one comes. */
#define UNUSED_SECONDS 3600

typedef struct ShareControl
{
	LWLock		lock;
	uint64		changes;
	ShareSlot	slots[SHARE_SLOTS];
} ShareControl;

StaticAssertDecl(sizeof(ShareControl) < 2048, "the control block is small");

static ShareControl *control = NULL;

/* ---------- the block ---------- */

static void
initialize_control(void *address)
{
	ShareControl *block = address;

	memset(block, 0, sizeof(*block));
	LWLockInitialize(&block->lock, LWLockNewTrancheId());
}

static ShareControl *
find_control(void)
{
	ShareControl *block;
	bool		found;

#ifdef HAS_DSM_REGISTRY
	block = GetNamedDSMSegment(CONTROL_NAME, sizeof(ShareControl), initialize_control, &found);
#else
	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	block = ShmemInitStruct(CONTROL_NAME, sizeof(ShareControl), &found);
	if (!found)
		initialize_control(block);
	LWLockRelease(AddinShmemInitLock);
#endif
	return block;
}

void
share_control_map(void)
{
	ShareControl *block;

	if (control)
		return;
	block = find_control();
	LWLockRegisterTranche(block->lock.tranche, "policyscope");
	control = block;
}

bool
share_control_is_mapped(void)
{
	return control != NULL;
}

/* One word read without the lock: what it is compared with is older anyway. */
uint64
share_control_changes(void)
{
	return *(volatile uint64 *) &control->changes;
}

/* ---------- slots, under the lock ---------- */

static bool
is_filled(const ShareSlot *slot)
{
	return slot->bytes != 0 && slot->handle != DSM_HANDLE_INVALID;
}

static int
find_slot(const ShareKey *key)
{
	for (int i = 0; i < SHARE_SLOTS; i++)
	{
		if (control->slots[i].bytes != 0 && memcmp(&control->slots[i].key, key, sizeof(*key)) == 0)
			return i;
	}
	return -1;
}

static int
find_free_slot(void)
{
	for (int i = 0; i < SHARE_SLOTS; i++)
	{
		if (control->slots[i].bytes == 0)
			return i;
	}
	return -1;
}

/* The image nobody uses, and of several the one left first; or -1. */
static int
find_unused_slot(void)
{
	int			found = -1;

	for (int i = 0; i < SHARE_SLOTS; i++)
	{
		const ShareSlot *slot = &control->slots[i];

		if (is_filled(slot) && slot->backends == 0 &&
			(found < 0 || slot->used < control->slots[found].used))
			found = i;
	}
	return found;
}

static uint64
total_bytes(void)
{
	uint64		total = 0;

	for (int i = 0; i < SHARE_SLOTS; i++)
		total += control->slots[i].bytes;
	return total;
}

/* Frees the slot; the segment stays pinned for the caller to let go. */
static dsm_handle
clear_slot(int slot)
{
	dsm_handle	handle = control->slots[slot].handle;

	memset(&control->slots[slot], 0, sizeof(ShareSlot));
	control->changes++;
	return handle;
}

/* Does an image have to go before one of so many bytes can come? */
static bool
wants_room(int unused, uint64 bytes, uint64 limit, TimestampTz now)
{
	return find_free_slot() < 0 || total_bytes() + bytes > limit ||
		TimestampDifferenceExceeds(control->slots[unused].used, now, UNUSED_SECONDS * 1000);
}

/* Handles of the images that had to go, to be unpinned without the lock. */
static int
make_room(uint64 bytes, uint64 limit, TimestampTz now, dsm_handle *gone)
{
	int			count = 0;
	int			unused;

	while ((unused = find_unused_slot()) >= 0 && wants_room(unused, bytes, limit, now))
		gone[count++] = clear_slot(unused);
	return count;
}

static ShareClaim
claim_slot(const ShareKey *key, uint64 bytes, uint64 limit, TimestampTz now, int *slot)
{
	*slot = find_free_slot();
	if (total_bytes() + bytes > limit)
		return SHARE_CLAIM_LIMIT;
	if (*slot < 0)
		return SHARE_CLAIM_SLOTS;
	control->slots[*slot] = (ShareSlot) {
		.key = *key,
		.bytes = bytes,
		.used = now,
		.handle = DSM_HANDLE_INVALID,
		.backends = 1
	};
	return SHARE_CLAIMED;
}

/* ---------- what others call ---------- */

ShareClaim
share_slot_claim(const ShareKey *key, uint64 bytes, uint64 limit, int *slot)
{
	dsm_handle	gone[SHARE_SLOTS];
	int			gone_count = 0;
	TimestampTz now = GetCurrentTimestamp();
	ShareClaim	result;

	LWLockAcquire(&control->lock, LW_EXCLUSIVE);
	*slot = find_slot(key);
	if (*slot >= 0)
		result = is_filled(&control->slots[*slot]) ? SHARE_CLAIM_THERE : SHARE_CLAIM_BEING_FILLED;
	else if (bytes > limit)
		result = SHARE_CLAIM_LIMIT;
	else
	{
		gone_count = make_room(bytes, limit, now, gone);
		result = claim_slot(key, bytes, limit, now, slot);
	}
	LWLockRelease(&control->lock);
	for (int i = 0; i < gone_count; i++)
		dsm_unpin_segment(gone[i]);
	return result;
}

void
share_slot_fill(int slot, dsm_handle handle)
{
	LWLockAcquire(&control->lock, LW_EXCLUSIVE);
	control->slots[slot].handle = handle;
	control->changes++;
	LWLockRelease(&control->lock);
}

void
share_slot_abandon(int slot)
{
	LWLockAcquire(&control->lock, LW_EXCLUSIVE);
	clear_slot(slot);
	LWLockRelease(&control->lock);
}

int
share_slot_enter(const ShareKey *key, dsm_handle *handle)
{
	TimestampTz now = GetCurrentTimestamp();
	int			slot;

	LWLockAcquire(&control->lock, LW_EXCLUSIVE);
	slot = find_slot(key);
	if (slot >= 0 && !is_filled(&control->slots[slot]))
		slot = -1;
	if (slot >= 0)
	{
		control->slots[slot].backends++;
		control->slots[slot].used = now;
		*handle = control->slots[slot].handle;
	}
	LWLockRelease(&control->lock);
	return slot;
}

void
share_slot_leave(int slot, dsm_handle handle)
{
	TimestampTz now = GetCurrentTimestamp();

	LWLockAcquire(&control->lock, LW_EXCLUSIVE);
	if (control->slots[slot].handle == handle)
	{
		control->slots[slot].backends--;
		control->slots[slot].used = now;
	}
	LWLockRelease(&control->lock);
}

int
share_slots_copy(Oid database, ShareSlot *slots)
{
	int			count = 0;

	LWLockAcquire(&control->lock, LW_SHARED);
	for (int i = 0; i < SHARE_SLOTS; i++)
	{
		if (is_filled(&control->slots[i]) && control->slots[i].key.database == database)
			slots[count++] = control->slots[i];
	}
	LWLockRelease(&control->lock);
	return count;
}
