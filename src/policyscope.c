/*-------------------------------------------------------------------------
 *
 * policyscope.c
 *		The module: its magic block, its settings, its version.
 *
 * Called by the server when the library is loaded.  Must never hold anything
 * that a room could hold.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "compat.h"
#include "utils/builtins.h"
#include "utils/guc.h"

#include "taxonomy/progress.h"
#include "taxonomy/shared_image.h"
#include "taxonomy/taxonomy.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "policyscope", .version = POLICYSCOPE_VERSION);
#else
PG_MODULE_MAGIC;
#endif

char	   *policyscope_taxonomy = NULL;

static const struct config_enum_entry share_policies[] = {
	{"off", SHARE_OFF, false},
	{"auto", SHARE_AUTO, false},
	{"on", SHARE_ON, false},
	{"false", SHARE_OFF, true},
	{"no", SHARE_OFF, true},
	{"0", SHARE_OFF, true},
	{"true", SHARE_ON, true},
	{"yes", SHARE_ON, true},
	{"1", SHARE_ON, true},
	{NULL, 0, false}
};

extern PGDLLEXPORT void _PG_init(void);

/*
 * Whether to share is up to each session: what it can take is bounded by the
 * limit, it is the session's own speed and memory, and it changes no answer.
 * The limit binds the whole server, so it has one value for all, from its
 * configuration.
 */
static void
define_share_settings(void)
{
	DefineCustomEnumVariable("policyscope.share",
							 "Are compiled taxonomies shared between sessions?",
							 "off: each session has its own copy; auto: those of 256 kB or more are shared;"
							 " on: all are.",
							 &policyscope_share,
							 SHARE_AUTO,
							 share_policies,
							 PGC_USERSET,
							 0,
							 NULL, NULL, NULL);
	DefineCustomIntVariable("policyscope.share_limit",
							"Shared memory for compiled taxonomies, of all databases together.",
							"Where it does not suffice, sessions have copies of their own. 0 shares none.",
							&policyscope_share_limit,
							256 * 1024,
							0,
							MAX_KILOBYTES,
							PGC_SIGHUP,
							GUC_UNIT_KB,
							NULL, NULL, NULL);
}

void
_PG_init(void)
{
	DefineCustomStringVariable("policyscope.taxonomy",
							   "Taxonomy of the functions that are given none.",
							   "A name for its newest version, or name@number for a certain one.",
							   &policyscope_taxonomy,
							   "policy",
							   PGC_USERSET,
							   0,
							   NULL, NULL, NULL);
	define_share_settings();
	DefineCustomIntVariable("policyscope.progress_interval",
							"Time between two messages on the progress of a long publish.",
							"0 tells nothing.",
							&policyscope_progress_interval,
							PROGRESS_INTERVAL,
							0,
							INT_MAX,
							PGC_USERSET,
							GUC_UNIT_MS,
							NULL, NULL, NULL);
	MarkGUCPrefixReserved("policyscope");
}

PG_FUNCTION_INFO_V1(policyscope_version);
Datum
policyscope_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(POLICYSCOPE_VERSION));
}
