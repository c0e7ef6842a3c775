/*-------------------------------------------------------------------------
 *
 * share_control.h
 *		Which images are shared in this server, and who uses them.
 *
 * Used by shared_image.c, which makes and maps the segments, and by
 * cache_rows.c, which lists them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_SHARE_CONTROL_H
#define POLICYSCOPE_TAXONOMY_SHARE_CONTROL_H

#include "postgres.h"

#include "compat.h"
#include "image/image.h"
#include "storage/dsm.h"
#include "utils/timestamp.h"

/* The block must stay below 2 kB: it lives in memory the server has to spare. */
#define SHARE_SLOTS 24

/* Two images are the same when all of this is. */
typedef struct ShareKey
{
	Oid			database;
	uint32		build;			/* of the library that checked it */
	uint8		digest[IMAGE_DIGEST_LENGTH];
} ShareKey;

typedef struct ShareSlot
{
	ShareKey	key;
	uint64		bytes;			/* of the segment; 0: the slot is free */
	TimestampTz used;			/* when a backend came or went last */
	dsm_handle	handle;			/* DSM_HANDLE_INVALID: being filled */
	int32		backends;		/* that have it mapped */
} ShareSlot;

typedef enum ShareClaim
{
	SHARE_CLAIMED,				/* the caller has the slot to fill or abandon */
	SHARE_CLAIM_THERE,			/* somebody shares it already */
	SHARE_CLAIM_BEING_FILLED,	/* somebody is about to */
	SHARE_CLAIM_LIMIT,			/* no room below the limit */
	SHARE_CLAIM_SLOTS			/* all slots are in use */
} ShareClaim;

/*
 * Maps the control block; all other functions want that first.  Raises what
 * the server raises where it cannot be made.
 */
extern void share_control_map(void);
extern bool share_control_is_mapped(void);

/* Rises with every image that comes or goes. */
extern uint64 share_control_changes(void);

/* Counts the caller among the users of an image; its slot, or -1. */
extern int	share_slot_enter(const ShareKey *key, dsm_handle *handle);

/* Takes the caller off again, if the slot still has that segment. */
extern void share_slot_leave(int slot, dsm_handle handle);

/*
 * A slot for a segment of so many bytes, such that all segments together stay
 * within the limit.  Images nobody uses make room, the longest unused first.
 */
extern ShareClaim share_slot_claim(const ShareKey *key, uint64 bytes, uint64 limit, int *slot);

/* What was claimed is there, pinned, and mapped by the caller; or never will be. */
extern void share_slot_fill(int slot, dsm_handle handle);
extern void share_slot_abandon(int slot);

/* Copies the slots of a database into room for SHARE_SLOTS; how many. */
extern int	share_slots_copy(Oid database, ShareSlot *slots);

#endif							/* POLICYSCOPE_TAXONOMY_SHARE_CONTROL_H */
