/*-------------------------------------------------------------------------
 *
 * host.h
 *		What the core (text, image reader, match, score) asks of its host.
 *
 * The core knows no server: the same objects link into the extension, where
 * host_postgres.c answers with memory contexts and interrupts, and into the
 * stand-alone fuzz target and benchmark, where a small file of their own
 * answers with malloc.  Must never include a server header.
 *
 * None of these functions returns failure: the host leaves by its own way
 * (ereport, abort), so the core never checks for NULL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_HOST_H
#define POLICYSCOPE_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Memory; sizes may pass 1 GB.  In the server: the current memory context. */
extern void *host_alloc(size_t size) __attribute__((returns_nonnull));
extern void *host_realloc(void *pointer, size_t size) __attribute__((returns_nonnull));
extern void host_free(void *pointer);

/*
 * Room for more elements in an array that a workspace keeps.  The capacity is
 * raised only once the memory is there: host_realloc() may not return, and the
 * workspace is used again afterwards.
 */
static inline void *
host_grow(void *array, uint32_t *capacity, uint32_t first, size_t element)
{
	uint32_t	larger = *capacity * 2 + first;

	array = host_realloc(array, element * (size_t) larger);
	*capacity = larger;
	return array;
}

/* Called every few hundred kilobytes of text; may not return. */
extern void host_check_interrupts(void);

#endif							/* POLICYSCOPE_HOST_H */
