/*-------------------------------------------------------------------------
 *
 * peer_vectorscan.c
 *		The work of the core done with vectorscan, as far as it goes.
 *
 *		peer_vectorscan LABELS DOCUMENTS [ROUNDS]
 *
 * LABELS is a file of concept, language and label, DOCUMENTS as for
 * bench_core.  Literals without regard to ASCII case over the text as it is,
 * a word boundary checked in the callback, then leftmost-longest.  No folding
 * beyond ASCII, no gaps other than the label's own, no facets, no score.
 *
 *-------------------------------------------------------------------------
 */
#include "documents.h"

#include <ctype.h>
#include <hs.h>
#include <stdbool.h>

typedef struct Hit
{
	uint32_t	start;
	uint32_t	end;
} Hit;

typedef struct Peer
{
	hs_database_t *database;
	hs_scratch_t *scratch;
	const char **labels;
	size_t	   *lengths;
	unsigned int *ids;
	unsigned int *flags;
	unsigned int count;

	const char *text;
	size_t		text_length;
	Hit		   *hits;
	size_t		hit_count;
	size_t		hit_capacity;
} Peer;

static bool
is_word(char byte)
{
	return isalnum((unsigned char) byte) || (unsigned char) byte >= 0x80;
}

static bool
is_cut(const Peer *peer, size_t start, size_t end)
{
	return (start > 0 && is_word(peer->text[start - 1]) && is_word(peer->text[start])) ||
		(end < peer->text_length && is_word(peer->text[end - 1]) && is_word(peer->text[end]));
}

static int
on_match(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *context)
{
	Peer	   *peer = context;
	size_t		start = (size_t) to - peer->lengths[id];

	(void) from;
	(void) flags;
	if (is_cut(peer, start, (size_t) to))
		return 0;
	if (peer->hit_count == peer->hit_capacity)
	{
		peer->hit_capacity = peer->hit_capacity * 2 + 1024;
		peer->hits = realloc(peer->hits, peer->hit_capacity * sizeof(Hit));
		if (peer->hits == NULL)
			die("out of memory", "peer_vectorscan");
	}
	peer->hits[peer->hit_count++] = (Hit) {(uint32_t) start, (uint32_t) to};
	return 0;
}

static int
compare_hits(const void *a, const void *b)
{
	const Hit  *left = a;
	const Hit  *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->end > right->end ? -1 : left->end < right->end;
}

static size_t
leftmost_longest(Peer *peer)
{
	size_t		kept = 0;
	uint32_t	reached = 0;

	qsort(peer->hits, peer->hit_count, sizeof(Hit), compare_hits);
	for (size_t i = 0; i < peer->hit_count; i++)
	{
		if (peer->hits[i].start < reached)
			continue;
		reached = peer->hits[i].end;
		kept++;
	}
	return kept;
}

static void
read_labels(Peer *peer, const char *name)
{
	size_t		length;
	char	   *bytes = read_file(name, &length);
	size_t		lines = 1;

	for (size_t i = 0; i < length; i++)
		lines += bytes[i] == '\n';
	peer->labels = malloc(lines * sizeof(char *));
	peer->lengths = malloc(lines * sizeof(size_t));
	peer->ids = malloc(lines * sizeof(unsigned int));
	peer->flags = malloc(lines * sizeof(unsigned int));
	if (!peer->labels || !peer->lengths || !peer->ids || !peer->flags)
		die("out of memory", name);
	for (char *line = strtok(bytes, "\n"); line != NULL; line = strtok(NULL, "\n"))
	{
		char	   *label = strrchr(line, '\t');

		if (label == NULL || label[1] == '\0')
			continue;
		peer->labels[peer->count] = label + 1;
		peer->lengths[peer->count] = unescape(label + 1, strlen(label + 1));
		peer->ids[peer->count] = peer->count;
		peer->flags[peer->count++] = HS_FLAG_CASELESS;
	}
}

static void
compile(Peer *peer)
{
	hs_compile_error_t *error;

	if (hs_compile_lit_multi(peer->labels, peer->flags, peer->ids, peer->lengths, peer->count,
							 HS_MODE_BLOCK, NULL, &peer->database, &error) != HS_SUCCESS)
		die(error->message, "vectorscan");
	if (hs_alloc_scratch(peer->database, &peer->scratch) != HS_SUCCESS)
		die("no scratch", "vectorscan");
}

static size_t
scan_all(Peer *peer, const Documents *documents)
{
	size_t		mentions = 0;

	for (size_t i = 0; i < documents->count; i++)
	{
		peer->text = document(documents, i, &peer->text_length);
		peer->hit_count = 0;
		if (hs_scan(peer->database, peer->text, (unsigned int) peer->text_length, 0, peer->scratch,
					on_match, peer) != HS_SUCCESS)
			die("scan failed", "vectorscan");
		mentions += leftmost_longest(peer);
	}
	return mentions;
}

int
main(int argc, char **argv)
{
	Peer		peer;
	Documents	documents;
	int			rounds = argc > 3 ? atoi(argv[3]) : 5;
	double		seconds[64];
	double		before = now();
	size_t		mentions = 0;
	double		built;

	if (argc < 3 || rounds < 1 || rounds > 64)
		die("usage: peer_vectorscan LABELS DOCUMENTS [ROUNDS, at most 64]", argv[0]);
	memset(&peer, 0, sizeof(peer));
	read_labels(&peer, argv[1]);
	compile(&peer);
	built = now() - before;
	read_documents(&documents, argv[2]);
	scan_all(&peer, &documents);
	for (int i = 0; i < rounds; i++)
	{
		before = now();
		mentions = scan_all(&peer, &documents);
		seconds[i] = now() - before;
	}
	printf("vectorscan %.1f MB/s, %zu mentions, one per %.0f B, built in %.2f s\n",
		   (double) documents.length / 1e6 / median(seconds, rounds), mentions,
		   (double) documents.length / (double) (mentions ? mentions : 1), built);
	return 0;
}
