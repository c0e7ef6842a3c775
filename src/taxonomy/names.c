/*-------------------------------------------------------------------------
 *
 * names.c
 *		Names of taxonomies as users write them, and what is said about
 *		wrong ones.
 *
 * Called by cache.c and the SQL functions of this room.  Must never decide
 * what a name means: cache.c does.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/snapmgr.h"

#include "taxonomy/names.h"

/* ---------- 'policy@3' ---------- */

static void
refuse_syntax(const char *written)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid taxonomy name: \"%s\"", written),
			 errhint("Write a name for its newest version, or name@number for a certain one.")));
}

/* A number above zero, in decimal digits and nothing else; else 0. */
static int32
parse_number(const char *digits)
{
	int64		number = 0;

	if (*digits == '0')
		return 0;
	for (; *digits; digits++)
	{
		if (*digits < '0' || *digits > '9')
			return 0;
		number = number * 10 + (*digits - '0');
		if (number > PG_INT32_MAX)
			return 0;
	}
	return (int32) number;
}

void
taxonomy_name_parse(const char *written, TaxonomyName *name)
{
	const char *at = strchr(written, '@');
	size_t		length = at ? (size_t) (at - written) : strlen(written);

	name->version = at ? parse_number(at + 1) : CATALOG_NEWEST;
	if (length == 0 || (at && name->version == 0))
		refuse_syntax(written);
	if (length > CATALOG_NAME_MAX)
		refuse_unknown_taxonomy(pnstrdup(written, length));
	memcpy(name->taxonomy, written, length);
	name->taxonomy[length] = '\0';
}

/* ---------- what does not exist ---------- */

_Noreturn void
refuse_unknown_taxonomy(const char *taxonomy)
{
	char	   *known = catalog_list_taxonomies(GetActiveSnapshot());

	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("taxonomy \"%s\" does not exist", taxonomy),
			 known ? errhint("There are: %s.", known) :
			 errhint("There is none yet: INSERT INTO %s.taxonomy.", CATALOG_SCHEMA)));
	pg_unreachable();
}

static void
refuse_unpublished(const char *taxonomy)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("taxonomy \"%s\" has not been published", taxonomy),
			 errhint("Run: SELECT taxonomy_publish('%s');", taxonomy)));
}

_Noreturn void
refuse_unknown_version(const char *taxonomy, int32 version)
{
	char	   *known;

	if (catalog_find_taxonomy(taxonomy, GetActiveSnapshot()) == CATALOG_TAXONOMY_UNKNOWN)
		refuse_unknown_taxonomy(taxonomy);
	known = catalog_list_versions(taxonomy, GetActiveSnapshot());
	if (known == NULL)
		refuse_unpublished(taxonomy);
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("taxonomy \"%s\" has no version %d", taxonomy, version),
			 errhint("Its versions: %s.", known)));
	pg_unreachable();
}

_Noreturn void
refuse_shipped_taxonomy(const char *taxonomy)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("taxonomy \"%s\" belongs to the extension and cannot be changed", taxonomy),
			 errhint("Make a copy of your own: SELECT taxonomy_copy('%s', 'mine');", taxonomy)));
	pg_unreachable();
}
