/*-------------------------------------------------------------------------
 *
 * documents.h
 *		What the stand-alone benchmarks share: reading files, a clock, medians.
 *
 * Included by core.c and peer_vectorscan.c, each one program.  Documents are
 * a file of COPY's text form with one column, as bench/make_inputs.pl writes
 * them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_BENCH_DOCUMENTS_H
#define POLICYSCOPE_BENCH_DOCUMENTS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* All documents in one block; document i is [starts[i], starts[i + 1] - 1). */
typedef struct Documents
{
	char	   *bytes;
	size_t	   *starts;
	size_t		count;
	size_t		length;			/* of the documents, without what divides them */
} Documents;

static void
die(const char *what, const char *name)
{
	fprintf(stderr, "%s: %s\n", name, what);
	exit(1);
}

/* A whole file, a zero byte after it; malloc's blocks are aligned for an image. */
static char *
read_file(const char *name, size_t *length)
{
	FILE	   *file = fopen(name, "rb");
	char	   *bytes = NULL;
	size_t		capacity = 0;

	if (file == NULL)
		die("cannot be read", name);
	*length = 0;
	do
	{
		capacity = capacity * 2 + 65536;
		bytes = realloc(bytes, capacity + 1);
		if (bytes == NULL)
			die("out of memory", name);
		*length += fread(bytes + *length, 1, capacity - *length, file);
	} while (*length == capacity);
	fclose(file);
	bytes[*length] = '\0';
	return bytes;
}

/* Undoes COPY's escapes in place; returns the new length. */
static size_t
unescape(char *line, size_t length)
{
	char	   *to = line;

	for (const char *from = line; from < line + length; from++)
	{
		if (*from != '\\' || from + 1 == line + length)
			*to++ = *from;
		else
		{
			from++;
			*to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : *from == 'r' ? '\r' : *from;
		}
	}
	return (size_t) (to - line);
}

static void
read_documents(Documents *documents, const char *name)
{
	size_t		length;
	size_t		capacity = 0;
	char	   *to;

	documents->bytes = read_file(name, &length);
	documents->starts = NULL;
	documents->count = documents->length = 0;
	to = documents->bytes;
	for (char *line = documents->bytes, *end; line < documents->bytes + length; line = end + 1)
	{
		size_t		size;

		end = memchr(line, '\n', (size_t) (documents->bytes + length - line));
		if (end == NULL)
			end = documents->bytes + length;
		size = unescape(line, (size_t) (end - line));
		if (documents->count + 1 >= capacity)
		{
			capacity = capacity * 2 + 1024;
			documents->starts = realloc(documents->starts, capacity * sizeof(size_t));
			if (documents->starts == NULL)
				die("out of memory", name);
		}
		memmove(to, line, size);
		documents->starts[documents->count++] = (size_t) (to - documents->bytes);
		documents->length += size;
		to[size] = '\0';
		to += size + 1;
	}
	if (documents->count == 0)
		die("holds no document", name);
	documents->starts[documents->count] = (size_t) (to - documents->bytes);
}

static inline const char *
document(const Documents *documents, size_t i, size_t *length)
{
	*length = documents->starts[i + 1] - documents->starts[i] - 1;
	return documents->bytes + documents->starts[i];
}

/* Seconds of processor time of this thread: other work on the machine does not count. */
static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static int
compare_seconds(const void *a, const void *b)
{
	double		left = *(const double *) a;
	double		right = *(const double *) b;

	return left < right ? -1 : left > right;
}

static double
median(double *seconds, int count)
{
	qsort(seconds, (size_t) count, sizeof(double), compare_seconds);
	return seconds[count / 2];
}

#endif							/* POLICYSCOPE_BENCH_DOCUMENTS_H */
