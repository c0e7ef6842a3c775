/*-------------------------------------------------------------------------
 *
 * stored_image.c
 *		Images as policyscope.image stores them, and from a version's source
 *		where there is none that fits.
 *
 * Called by cache.c, publish.c and versions.c.  Must never decide which
 * version is wanted.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "taxonomy/catalog.h"
#include "taxonomy/compile.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/stored_image.h"
#include "text/unicode.h"

/* ---------- does it fit ---------- */

/* An image, but not for this build. */
static bool
is_foreign(const ImageHeader *header)
{
	return header->byte_order != IMAGE_BYTE_ORDER ||
		header->format != IMAGE_FORMAT ||
		header->unicode_version != unicode_version ||
		header->icu_version != unicode_icu_version;
}

StoredImage
stored_image_check(const void *bytes, Size length, const uint8 *digest, ImageView *view,
				   const char **problem)
{
	const ImageHeader *header = bytes;

	if (length >= sizeof(ImageHeader) &&
		memcmp(header->magic, IMAGE_MAGIC, sizeof(header->magic)) == 0 && is_foreign(header))
		return STORED_IMAGE_FOREIGN;
	*problem = image_validate(bytes, length, view);
	if (*problem == NULL && memcmp(header->digest, digest, IMAGE_DIGEST_LENGTH) != 0)
		*problem = "it was built from another source";
	return *problem ? STORED_IMAGE_DAMAGED : STORED_IMAGE_FITS;
}

/* ---------- from the source ---------- */

typedef struct BuiltVersion
{
	const char *taxonomy;
	int32		version;
} BuiltVersion;

static void
tell_version(void *arg)
{
	const BuiltVersion *built = arg;

	errcontext("image of taxonomy \"%s\" version %d", built->taxonomy, built->version);
}

void *
stored_image_build(const char *taxonomy, int32 version, const text *source,
				   const uint8 *digest, Size *length, Progress *progress)
{
	BuiltVersion built = {taxonomy, version};
	ErrorContextCallback context = {error_context_stack, tell_version, &built};
	Compilation compilation;
	uint8		actual[IMAGE_DIGEST_LENGTH];

	error_context_stack = &context;
	source_digest(VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source), actual);
	if (memcmp(actual, digest, IMAGE_DIGEST_LENGTH) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("the source of taxonomy \"%s\" version %d does not have its digest",
						taxonomy, version)));
	taxonomy_compile(&compilation, VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source), NULL, NULL,
					 progress);
	compilation_free_spec(&compilation);
	error_context_stack = context.previous;
	*length = compilation.image_length;
	return compilation.image;
}

/* ---------- the row ---------- */

/* The first three numbers of a version as ICU and Unicode write them. */
static char *
version_text(uint32 version)
{
	return psprintf("%u.%u.%u", version >> 24, (version >> 16) & 0xFF, (version >> 8) & 0xFF);
}

void
stored_image_write(const char *taxonomy, int32 version, void *image, Size length)
{
	const ImageHeader *header = image;
	QueryParameter parameters[] = {
		query_text(taxonomy),
		query_integer(version),
		query_bytes(image, length),
		query_integer((int32) header->format),
#ifdef WORDS_BIGENDIAN
		query_text("big"),
#else
		query_text("little"),
#endif
		query_text(version_text(header->unicode_version)),
		query_text(version_text(header->icu_version))
	};

	pfree(image);
	query_run("INSERT INTO policyscope.image"
			  " (taxonomy, version, image, format, byte_order, unicode_version, icu_version)"
			  " VALUES ($1, $2, $3, $4, $5, $6, $7)"
			  " ON CONFLICT (taxonomy, version) DO UPDATE SET"
			  " image = EXCLUDED.image, format = EXCLUDED.format,"
			  " byte_order = EXCLUDED.byte_order, unicode_version = EXCLUDED.unicode_version,"
			  " icu_version = EXCLUDED.icu_version, built_at = pg_catalog.now()",
			  false, parameters, lengthof(parameters));
	pfree(DatumGetPointer(parameters[2].value));
}
