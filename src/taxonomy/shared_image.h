/*-------------------------------------------------------------------------
 *
 * shared_image.h
 *		Images in dynamic shared memory, one copy for all backends.
 *
 * Used by cache.c and cache_rows.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_SHARED_IMAGE_H
#define POLICYSCOPE_TAXONOMY_SHARED_IMAGE_H

#include "postgres.h"

#include "compat.h"
#include "image/image.h"
#include "storage/dsm.h"
#include "taxonomy/share_control.h"

/* GUC policyscope.share */
typedef enum SharePolicy
{
	SHARE_OFF,
	SHARE_AUTO,
	SHARE_ON
} SharePolicy;

extern int	policyscope_share;
extern int	policyscope_share_limit;	/* kB */

/* Below this an image is not worth a segment under "auto": it loads in a millisecond. */
#define SHARE_AUTO_MIN_BYTES ((Size) 256 * 1024)

/* Why an image is not shared, or SHARED. */
typedef enum ShareState
{
	SHARED,
	PRIVATE_OFF,				/* policyscope.share is off */
	PRIVATE_SMALL,
	PRIVATE_UNCOMMITTED,		/* from rows of the transaction itself */
	PRIVATE_PARALLEL,			/* a parallel query only takes what is there */
	PRIVATE_BEING_SHARED,		/* another backend was about to share it */
	PRIVATE_LIMIT,				/* policyscope.share_limit */
	PRIVATE_SLOTS,				/* as many are shared as can be */
	PRIVATE_NO_MEMORY,			/* the system gave no shared memory */
	PRIVATE_REPLACED			/* by a shared one, but perhaps still held */
} ShareState;

/* A mapping of this backend; the image stays while it is kept. */
typedef struct SharedImage
{
	dsm_segment *segment;		/* NULL: none */
	const void *bytes;
	Size		length;
} SharedImage;

extern ShareKey shared_image_key(const uint8 *digest);

/* Maps an image that is shared; false if it is not. */
extern bool shared_image_attach(const uint8 *digest, SharedImage *image);

/*
 * Shares a copy of an image that was validated and is made of committed rows,
 * or maps the one that another backend shared meanwhile.  Never raises an
 * error because there is no room.
 */
extern ShareState shared_image_publish(const uint8 *digest, const void *bytes, Size length,
									   SharedImage *image);

extern void shared_image_detach(SharedImage *image);

/* Did anything come or go since?  Then what failed may succeed. */
extern uint64 shared_image_changes(void);

/* What is shared in this database, into room for SHARE_SLOTS; how many. */
extern int	shared_images_list(ShareSlot *slots);
extern uint64 shared_image_length(const ShareSlot *slot);

/* Is this the subtransaction in which shared memory is asked for? */
extern bool shared_image_owns_subtransaction(SubTransactionId id);

#endif							/* POLICYSCOPE_TAXONOMY_SHARED_IMAGE_H */
