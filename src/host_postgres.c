/*-------------------------------------------------------------------------
 *
 * host_postgres.c
 *		host.h answered by the server: memory contexts and interrupts.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "host.h"
#include "miscadmin.h"
#include "utils/memutils.h"

void *
host_alloc(size_t size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, size);
}

void *
host_realloc(void *pointer, size_t size)
{
	return pointer ? repalloc_huge(pointer, size) : host_alloc(size);
}

void
host_free(void *pointer)
{
	if (pointer)
		pfree(pointer);
}

void
host_check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}
