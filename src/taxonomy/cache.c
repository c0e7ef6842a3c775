/*-------------------------------------------------------------------------
 *
 * cache.c
 *		From a taxonomy's name to its image: the cache of one backend.
 *
 * taxonomy_image() is called by tagging/ for every document, so the usual
 * answer takes a few comparisons.  Images are kept by the digest of their
 * source, never by version number: a number may be published, rolled back
 * and published again with other content.
 *
 * What a name means is a question to a snapshot, answered so:
 *
 *	 - One snapshot always gets one answer (the entry's answers), until the
 *	   transaction ends or a subtransaction is rolled back.
 *	 - A change of policyscope.version only raises a flag: the relcache
 *	   callback counts, and a name is settled as of a count.
 *	 - A settled name answers any snapshot that is not older than the one it
 *	   was settled under.  That one is a fresh snapshot, and a name is settled
 *	   only if the fresh and the active snapshot mean the same image; else
 *	   the active one answers and the flag stays up.
 *	 - An older snapshot (a cursor opened before) asks the table for itself.
 *	   So does each new snapshot of REPEATABLE READ and SERIALIZABLE: a commit
 *	   is visible a moment before its invalidation arrives, and what such a
 *	   transaction answers first it has to keep to.
 *
 * An image is mapped from shared memory where it is there, else loaded into
 * this backend and then shared, if its rows are committed: both have the same
 * content, so it makes no difference to what a name means.  An image that
 * could not be shared is tried again when that may have changed; one that a
 * parallel query loaded, at the end of the query.  Its shared twin answers new
 * questions then, and the private one goes like any other that is no longer
 * used.
 *
 * Must never run SQL, and never free an image but on entry: its caller may
 * hold one until its own SQL function returns.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "executor/executor.h"
#include "lib/ilist.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "taxonomy/cache.h"
#include "taxonomy/names.h"
#include "taxonomy/snapshot_mark.h"
#include "taxonomy/stored_image.h"
#include "taxonomy/taxonomy.h"

#define NAME_SLOTS 16
#define ANSWERS 4				/* snapshots a name remembers */
#define SPARE_IMAGES 4			/* kept for callers that look up several */

typedef struct CachedImage
{
	TaxonomyImage image;		/* image.memory holds this struct too */
	uint8		digest[IMAGE_DIGEST_LENGTH];
	uint64		epoch;			/* when it was used last */
	uint64		used;
	TimestampTz used_at;
	void	   *bytes;			/* NULL: it is shared */
	Size		length;
	bool		own_bytes;		/* from an image's row not committed then */
	bool		committed;		/* so are the rows it is made of */
	ShareState	state;
	uint64		tried;			/* to share it, at this count of changes */
	SharedImage shared;
	MemoryContextCallback unmap;
	dlist_node	node;
} CachedImage;

typedef struct Answer
{
	CachedImage *image;			/* valid in this epoch only */
	int32		version;		/* several versions may have one image */
	uint64		epoch;
	SnapshotMark mark;
} Answer;

typedef struct CachedName
{
	uint64		used;			/* 0: a free slot */
	CachedImage *settled;		/* or NULL */
	int32		settled_version;
	uint64		settled_count;
	Answer		answers[ANSWERS];
	int			next_answer;
	SnapshotMark settled_mark;
	TaxonomyName name;
	char		written[CATALOG_NAME_MAX + 12]; /* name@2147483647 */
} CachedName;

static CachedName names[NAME_SLOTS];
static dlist_head images = DLIST_STATIC_INIT(images);
static uint64 ticks = 0;

/* Raised by the callbacks, which do nothing else. */
static uint64 changes = 1;		/* of policyscope.version */
static uint64 epoch = 1;		/* transactions ended, subtransactions undone */
static Oid	version_relation = InvalidOid;

/* A parallel query loaded an image that is to be shared after it. */
static bool sharing_waits = false;
static int	replaced_images = 0;	/* PRIVATE_REPLACED */
static ExecutorFinish_hook_type next_executor_finish = NULL;

static void share_waiting(void);

/* ---------- callbacks ---------- */

static void
note_relation_change(Datum arg, Oid relation)
{
	if (!OidIsValid(relation) || relation == version_relation)
		changes++;
}

static void
note_transaction_end(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_COMMIT:
		case XACT_EVENT_PARALLEL_COMMIT:
		case XACT_EVENT_ABORT:
		case XACT_EVENT_PARALLEL_ABORT:
		case XACT_EVENT_PREPARE:
			epoch++;
			break;
		default:
			break;
	}
}

static void
note_subtransaction_end(SubXactEvent event, SubTransactionId mine, SubTransactionId parent,
						void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB && !shared_image_owns_subtransaction(mine))
		epoch++;
}

/* When a query ends, parallel mode does. */
static void
share_after_query(QueryDesc *query)
{
	if (next_executor_finish)
		next_executor_finish(query);
	else
		standard_ExecutorFinish(query);
	if (sharing_waits && !IsInParallelMode())
		share_waiting();
}

/* Once in the life of the process: there is a limit and no way back. */
static void
register_callbacks(void)
{
	static bool registered = false;

	if (registered)
		return;
	registered = true;
	CacheRegisterRelcacheCallback(note_relation_change, (Datum) 0);
	RegisterXactCallback(note_transaction_end, NULL);
	RegisterSubXactCallback(note_subtransaction_end, NULL);
	next_executor_finish = ExecutorFinish_hook;
	ExecutorFinish_hook = share_after_query;
}

/* ---------- names ---------- */

static CachedName *
find_name(const char *written)
{
	for (int i = 0; i < NAME_SLOTS; i++)
	{
		if (names[i].used && strcmp(names[i].written, written) == 0)
			return &names[i];
	}
	return NULL;
}

/* Takes a free slot or the one not used for longest. */
static CachedName *
add_name(const char *written)
{
	CachedName *slot = &names[0];
	TaxonomyName name;

	taxonomy_name_parse(written, &name);
	for (int i = 1; i < NAME_SLOTS; i++)
	{
		if (names[i].used < slot->used)
			slot = &names[i];
	}
	memset(slot, 0, sizeof(*slot));
	strlcpy(slot->written, written, sizeof(slot->written));
	slot->name = name;
	slot->used = ++ticks;
	return slot;
}

static const Answer *
find_answer(const CachedName *name, const SnapshotMark *mark)
{
	for (int i = 0; i < ANSWERS; i++)
	{
		const Answer *answer = &name->answers[i];

		if (answer->epoch == epoch && snapshot_mark_same(&answer->mark, mark))
			return answer;
	}
	return NULL;
}

static const Answer *
keep_answer(CachedName *name, const SnapshotMark *mark, CachedImage *image, int32 version)
{
	Answer	   *answer = &name->answers[name->next_answer];

	answer->image = image;
	answer->version = version;
	answer->epoch = epoch;
	answer->mark = *mark;
	name->next_answer = (name->next_answer + 1) % ANSWERS;
	return answer;
}

/* ---------- images ---------- */

static bool
is_referenced(const CachedImage *image)
{
	for (int i = 0; i < NAME_SLOTS; i++)
	{
		if (names[i].settled == image)
			return true;
		for (int k = 0; k < ANSWERS; k++)
		{
			if (names[i].answers[k].epoch == epoch && names[i].answers[k].image == image)
				return true;
		}
	}
	return false;
}

/* Of an earlier transaction, or not among the few used last. */
static bool
is_stale(const CachedImage *image)
{
	dlist_iter	iter;
	int			newer = 0;

	dlist_foreach(iter, &images)
	{
		if (dlist_container(CachedImage, node, iter.cur)->used > image->used)
			newer++;
	}
	return image->epoch != epoch || newer >= SPARE_IMAGES;
}

static void
evict_images(void)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &images)
	{
		CachedImage *image = dlist_container(CachedImage, node, iter.cur);

		if (is_referenced(image) || !is_stale(image))
			continue;
		dlist_delete(&image->node);
		replaced_images -= image->state == PRIVATE_REPLACED;
		MemoryContextDelete(image->image.memory);
	}
}

static CachedImage *
find_image(const uint8 *digest)
{
	dlist_iter	iter;

	dlist_foreach(iter, &images)
	{
		CachedImage *image = dlist_container(CachedImage, node, iter.cur);

		if (memcmp(image->digest, digest, IMAGE_DIGEST_LENGTH) == 0)
			return image;
	}
	return NULL;
}

/* MemoryContextCallbackFunction */
static void
unmap_image(void *arg)
{
	shared_image_detach(arg);
}

/* Its context unmaps what is shared, also after an error. */
static CachedImage *
create_image(MemoryContext parent, const uint8 *digest)
{
	MemoryContext memory = AllocSetContextCreate(parent, "policyscope image",
												 ALLOCSET_DEFAULT_SIZES);
	CachedImage *image = MemoryContextAllocZero(memory, sizeof(CachedImage));

	image->image.memory = memory;
	memcpy(image->digest, digest, IMAGE_DIGEST_LENGTH);
	image->unmap.func = unmap_image;
	image->unmap.arg = &image->shared;
	MemoryContextRegisterResetCallback(memory, &image->unmap);
	return image;
}

static void
keep_image(CachedImage *image, const char *identifier)
{
	MemoryContext memory = image->image.memory;

	MemoryContextSetIdentifier(memory, MemoryContextStrdup(memory, identifier));
	MemoryContextSetParent(memory, CacheMemoryContext);
	dlist_push_head(&images, &image->node);
}

/* ---------- sharing ---------- */

/* What is mapped was validated by the backend that shared it. */
static bool
open_shared(CachedImage *image)
{
	const ImageHeader *header = image->shared.bytes;

	if (image_open(image->shared.bytes, image->shared.length, &image->image.view) != NULL ||
		memcmp(header->digest, image->digest, IMAGE_DIGEST_LENGTH) != 0)
	{
		shared_image_detach(&image->shared);
		return false;
	}
	image->bytes = NULL;
	image->length = image->shared.length;
	image->committed = true;
	image->state = SHARED;
	return true;
}

static bool
attach_image(CachedImage *image)
{
	return shared_image_attach(image->digest, &image->shared) && open_shared(image);
}

/* Shares the private bytes of an image, in the given entry. */
static ShareState
publish_image(const CachedImage *image, CachedImage *target)
{
	ShareState	state;

	if (!image->committed)
		return policyscope_share == SHARE_OFF ? PRIVATE_OFF : PRIVATE_UNCOMMITTED;
	state = shared_image_publish(image->digest, image->bytes, image->length, &target->shared);
	sharing_waits |= state == PRIVATE_PARALLEL;
	return state == SHARED && !open_shared(target) ? PRIVATE_NO_MEMORY : state;
}

/* Of an image just loaded, which nobody holds yet. */
static void
share_loaded(CachedImage *image)
{
	void	   *bytes = image->bytes;

	image->state = publish_image(image, image);
	image->tried = shared_image_changes();
	if (image->state == SHARED)
		pfree(bytes);
}

/* May what hindered sharing be gone? */
static bool
may_be_shared(const CachedImage *image)
{
	if (policyscope_share == SHARE_OFF || image->state == SHARED ||
		image->state == PRIVATE_REPLACED)
		return false;
	if (image->tried != shared_image_changes())
		return true;
	switch (image->state)
	{
		case PRIVATE_OFF:
		case PRIVATE_PARALLEL:
			return !IsInParallelMode();
		case PRIVATE_UNCOMMITTED:
			return !IsInParallelMode() && image->committed;
		case PRIVATE_SMALL:
			return !IsInParallelMode() && policyscope_share == SHARE_ON;
		default:
			return false;
	}
}

/* From now on the twin answers; what callers hold stays. */
static void
replace_settled(const CachedImage *image, CachedImage *twin)
{
	for (int i = 0; i < NAME_SLOTS; i++)
	{
		if (names[i].settled == image)
			names[i].settled = twin;
	}
}

/* The shared twin of a private image, or the image itself. */
static CachedImage *
share_again(CachedImage *image)
{
	CachedImage *twin = create_image(CurrentMemoryContext, image->digest);

	if (!attach_image(twin))
	{
		image->state = publish_image(image, twin);
		image->tried = shared_image_changes();
	}
	if (twin->state != SHARED || twin->shared.segment == NULL)
	{
		MemoryContextDelete(twin->image.memory);
		return image;
	}
	keep_image(twin, image->image.memory->ident);
	replace_settled(image, twin);
	image->state = PRIVATE_REPLACED;
	replaced_images++;
	return twin;
}

/* Images that are in use stay beside their twins until nobody holds them. */
static void
share_waiting(void)
{
	dlist_mutable_iter iter;

	sharing_waits = false;
	dlist_foreach_modify(iter, &images)
	{
		CachedImage *image = dlist_container(CachedImage, node, iter.cur);

		if (image->state == PRIVATE_PARALLEL && may_be_shared(image))
			(void) share_again(image);
	}
}

int
cache_describe(CachedImageInfo **result)
{
	dlist_iter	iter;
	int			count = 0;

	dlist_foreach(iter, &images)
		count++;
	*result = palloc0(mul_size(count + 1, sizeof(CachedImageInfo)));
	count = 0;
	dlist_foreach(iter, &images)
	{
		const CachedImage *image = dlist_container(CachedImage, node, iter.cur);
		CachedImageInfo *info = &(*result)[count++];

		memcpy(info->digest, image->digest, IMAGE_DIGEST_LENGTH);
		info->bytes = image->length;
		info->state = image->state;
		info->used = image->used_at;
	}
	return count;
}

/* ---------- loading ---------- */

/* Copies bytes into the image's context, where they are aligned, and checks them. */
static StoredImage
adopt_bytes(CachedImage *image, const void *bytes, Size length, const char **problem)
{
	void	   *copy = MemoryContextAllocHuge(image->image.memory, length);
	StoredImage state;

	memcpy(copy, bytes, length);
	state = stored_image_check(copy, length, image->digest, &image->image.view, problem);
	if (state != STORED_IMAGE_FITS)
	{
		pfree(copy);
		return state;
	}
	image->bytes = copy;
	image->length = length;
	return state;
}

/* From policyscope.image; false if there is none for this build. */
static bool
load_stored(CachedImage *image, const TaxonomyName *name, int32 version, Snapshot snapshot)
{
	bytea	   *bytes = catalog_read_image(name->taxonomy, version, snapshot, &image->own_bytes);
	const char *problem = NULL;

	if (bytes == NULL)
		return false;
	switch (adopt_bytes(image, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes), &problem))
	{
		case STORED_IMAGE_FITS:
			return true;
		case STORED_IMAGE_FOREIGN:
			return false;
		case STORED_IMAGE_DAMAGED:
			ereport(ERROR,
					(errcode(ERRCODE_DATA_CORRUPTED),
					 errmsg("the image of taxonomy \"%s\" version %d is damaged",
							name->taxonomy, version),
					 errdetail("As stored in %s.image, %s.", CATALOG_SCHEMA, problem),
					 errhint("Run: SELECT taxonomy_rebuild('%s');", name->taxonomy)));
	}
	return false;
}

/* For this backend alone, from the version's source. */
static void
compile_privately(CachedImage *image, const TaxonomyName *name, int32 version, Snapshot snapshot)
{
	text	   *source = catalog_read_source(name->taxonomy, version, snapshot);
	const char *problem = NULL;
	Size		length = 0;
	void	   *bytes;

	if (source == NULL)
		refuse_unknown_version(name->taxonomy, version);
	bytes = stored_image_build(name->taxonomy, version, source, image->digest, &length, NULL);
	image->own_bytes = false;
	if (adopt_bytes(image, bytes, length, &problem) != STORED_IMAGE_FITS)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("the image of taxonomy \"%s\" version %d cannot be used",
						name->taxonomy, version),
				 problem ? errdetail("Just built, %s.", problem) : 0));
}

static void
load_privately(CachedImage *image, const TaxonomyName *name, const CatalogVersion *version,
			   Snapshot snapshot)
{
	if (!load_stored(image, name, version->version, snapshot))
		compile_privately(image, name, version->version, snapshot);
	image->committed = !version->own && !image->own_bytes;
}

/*
 * Its context hangs below the caller's until it is complete, so that an
 * error leaves nothing behind.
 */
static CachedImage *
load_image(const TaxonomyName *name, const CatalogVersion *version, Snapshot snapshot)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "policyscope image loading",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext previous = MemoryContextSwitchTo(scratch);
	CachedImage *image = create_image(scratch, version->digest);

	if (!attach_image(image))
	{
		load_privately(image, name, version, snapshot);
		share_loaded(image);
	}
	keep_image(image, psprintf("%s@%d", name->taxonomy, version->version));
	MemoryContextSwitchTo(previous);
	MemoryContextDelete(scratch);
	return image;
}

/* ---------- what a name means ---------- */

/* Settles the name if a fresh snapshot means the same image. */
static void
settle(CachedName *entry, CachedImage *image, uint64 count)
{
	Snapshot	fresh = RegisterSnapshot(GetLatestSnapshot());
	CatalogVersion version;

	if (catalog_find_version(entry->name.taxonomy, entry->name.version, fresh, &version) &&
		memcmp(version.digest, image->digest, IMAGE_DIGEST_LENGTH) == 0)
	{
		entry->settled = image;
		entry->settled_version = version.version;
		entry->settled_count = count;
		entry->settled_mark = snapshot_mark(fresh);
	}
	UnregisterSnapshot(fresh);
}

static bool
is_settled(const CachedName *entry)
{
	return entry->settled && entry->settled_count == changes;
}

/* The image of a name that is settled, as well shared as it can be by now. */
static CachedImage *
settled_image(const CachedName *entry)
{
	return may_be_shared(entry->settled) ? share_again(entry->settled) : entry->settled;
}

/* The image of a version; its row says whether that is committed. */
static CachedImage *
version_image(const CachedName *entry, const CatalogVersion *version, Snapshot snapshot)
{
	CachedImage *image = find_image(version->digest);

	if (image == NULL)
	{
		evict_images();
		return load_image(&entry->name, version, snapshot);
	}
	if (!version->own && !image->own_bytes)
		image->committed = true;
	return may_be_shared(image) ? share_again(image) : image;
}

static const Answer *
resolve(CachedName *entry, Snapshot snapshot, const SnapshotMark *mark)
{
	CatalogVersion version;
	CachedImage *image;
	uint64		count;

	AcceptInvalidationMessages();
	if (replaced_images > 0)
		evict_images();
	if (is_settled(entry) && !IsolationUsesXactSnapshot() &&
		!snapshot_mark_older(mark, &entry->settled_mark))
		return keep_answer(entry, mark, settled_image(entry), entry->settled_version);
	version_relation = catalog_version_relation();
	count = changes;
	if (!catalog_find_version(entry->name.taxonomy, entry->name.version, snapshot, &version))
		refuse_unknown_version(entry->name.taxonomy, entry->name.version);
	image = version_image(entry, &version, snapshot);
	/* no fresh snapshot can be taken in parallel mode */
	if (!is_settled(entry) && !IsInParallelMode())
		settle(entry, image, count);
	return keep_answer(entry, mark, image, version.version);
}

/* What the name means under the active snapshot. */
static const Answer *
answer_name(const char *name)
{
	Snapshot	snapshot = GetActiveSnapshot();
	SnapshotMark mark = snapshot_mark(snapshot);
	CachedName *entry = find_name(name);
	const Answer *answer = entry ? find_answer(entry, &mark) : NULL;

	if (answer == NULL)
	{
		register_callbacks();
		if (entry == NULL)
			entry = add_name(name);
		answer = resolve(entry, snapshot, &mark);
	}
	entry->used = answer->image->used = ++ticks;
	answer->image->epoch = epoch;
	answer->image->used_at = GetCurrentStatementStartTimestamp();
	return answer;
}

TaxonomyImage *
taxonomy_image(const char *name)
{
	return &answer_name(name)->image->image;
}

int32
taxonomy_version(const char *name)
{
	return answer_name(name)->version;
}
