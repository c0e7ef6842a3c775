/*-------------------------------------------------------------------------
 *
 * host_malloc.c
 *		src/host.h answered with malloc, for programs without a server.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>

#include "host.h"

static void *
or_die(void *pointer)
{
	if (pointer)
		return pointer;
	fprintf(stderr, "out of memory\n");
	abort();
}

void *
host_alloc(size_t size)
{
	return or_die(malloc(size ? size : 1));
}

void *
host_realloc(void *pointer, size_t size)
{
	return or_die(realloc(pointer, size ? size : 1));
}

void
host_free(void *pointer)
{
	free(pointer);
}

void
host_check_interrupts(void)
{
}
