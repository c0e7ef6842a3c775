/*-------------------------------------------------------------------------
 *
 * publish.c
 *		taxonomy_publish(): from a draft to an immutable version.
 *
 * Called from SQL.  Must never touch the rows of the draft, but for the
 * number of the last version in its head: updating that is also what makes
 * two publishers of one taxonomy wait for each other.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "commands/extension.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "taxonomy/compile.h"
#include "taxonomy/names.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/stored_image.h"

#define NOTICES_MAX 10			/* of each finding; the rest are counted */

/* ---------- findings ---------- */

typedef struct Findings
{
	uint32		unmatchable;
	uint32		equal;
} Findings;

static void
tell_unmatchable(const Compilation *compilation, uint32 number)
{
	const ImageSpecLabel *label = &compilation->spec.labels[number];

	ereport(NOTICE,
			(errmsg("label \"%s\" (%s) of concept %s cannot match any text",
					label->text, label->lang, compilation_label_concept(compilation, number)),
			 errdetail("It holds punctuation that may not stand inside a mention.")));
}

static void
tell_equal(const Compilation *compilation, uint32 first, uint32 second)
{
	const ImageSpecLabel *a = &compilation->spec.labels[first];
	const ImageSpecLabel *b = &compilation->spec.labels[second];
	bool		same = a->weight_class == b->weight_class;
	const ImageSpecLabel *heavier =
		numbers_compare(&compilation->weights, a->weight_class, b->weight_class) < 0 ? b : a;

	ereport(NOTICE,
			(errmsg("labels \"%s\" (%s) and \"%s\" (%s) of concept %s are equal after folding",
					a->text, a->lang, b->text, b->lang, compilation_label_concept(compilation, first)),
			 same ? errdetail("Their weight is the same.") :
			 errdetail("The weight of \"%s\" (%s) counts.", heavier->text, heavier->lang)));
}

static void
tell_finding(void *arg, const Compilation *compilation, ImageFinding finding, uint32 label,
			 uint32 other)
{
	Findings   *findings = arg;

	if (finding == IMAGE_UNMATCHABLE_LABEL && findings->unmatchable++ < NOTICES_MAX)
		tell_unmatchable(compilation, label);
	if (finding == IMAGE_EQUAL_LABELS && findings->equal++ < NOTICES_MAX)
		tell_equal(compilation, label, other);
}

static void
tell_rest(uint32 count, const char *what)
{
	if (count > NOTICES_MAX)
		ereport(NOTICE,
				(errmsg("and %u more %s", count - NOTICES_MAX, what),
				 errhint("taxonomy_lint() lists them all.")));
}

static const char *
counted(uint32 count, const char *noun)
{
	return psprintf("%u %s%s", count, noun, count == 1 ? "" : "s");
}

static void
tell_result(const char *taxonomy, int32 version, const Compilation *compilation,
			const Findings *findings)
{
	const ImageSpec *spec = &compilation->spec;

	tell_rest(findings->unmatchable, "labels that cannot match any text");
	tell_rest(findings->equal, "pairs of equal labels");
	ereport(NOTICE,
			(errmsg("taxonomy \"%s\" version %d: %s, %s, %s", taxonomy, version,
					counted(spec->facet_count, "facet"), counted(spec->concept_count, "concept"),
					counted(spec->label_count, "label")),
			 errdetail("The image has %zu bytes.", compilation->image_length)));
}

/* ---------- the version ---------- */

/*
 * The number of the new version.  In REPEATABLE READ a second publisher gets
 * 40001 here; in READ COMMITTED it waits and then counts on.
 */
static int32
next_version(const char *taxonomy)
{
	QueryParameter name = query_text(taxonomy);
	uint64		rows = query_run("UPDATE policyscope.taxonomy AS t SET last_version ="
								 " GREATEST(t.last_version, COALESCE("
								 "  (SELECT pg_catalog.max(v.version) FROM policyscope.version AS v"
								 "   WHERE v.taxonomy OPERATOR(pg_catalog.=) t.taxonomy), 0))"
								 " OPERATOR(pg_catalog.+) 1"
								 " WHERE t.taxonomy OPERATOR(pg_catalog.=) $1"
								 " RETURNING t.last_version::pg_catalog.int4",
								 false, &name, 1);

	if (rows == 0)
		refuse_unknown_taxonomy(taxonomy);
	return query_result_integer(0, 1);
}

/* As of now, not as of the start of the statement: we may have waited. */
static char *
current_source(const char *taxonomy, Size *length, Progress *progress)
{
	char	   *source;

	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	source = source_of_draft(taxonomy, length, progress);
	PopActiveSnapshot();
	return source;
}

static void
insert_version(const char *taxonomy, int32 version, const char *source, const char *note,
			   const uint8 *digest)
{
	QueryParameter parameters[] = {
		query_text(taxonomy),
		query_integer(version),
		query_bytes(digest, IMAGE_DIGEST_LENGTH),
		query_text(source),
		query_text(note)
	};

	query_run("INSERT INTO policyscope.version (taxonomy, version, digest, source, note)"
			  " VALUES ($1, $2, $3, $4, $5)",
			  false, parameters, lengthof(parameters));
	pfree(DatumGetPointer(parameters[3].value));
}

/*
 * Each big thing goes as soon as the next is made of it: the rows, the
 * source, the image.
 */
static int32
publish(const char *taxonomy, const char *note, Progress *progress)
{
	int32		version = next_version(taxonomy);
	Compilation compilation;
	Findings	findings = {0};
	Size		length;
	char	   *source = current_source(taxonomy, &length, progress);

	taxonomy_compile(&compilation, source, length, tell_finding, &findings, progress);
	compilation_free_spec(&compilation);
	progress_phase(progress, "storing", 0);
	insert_version(taxonomy, version, source, note, compilation.spec.digest);
	pfree(source);
	stored_image_write(taxonomy, version, compilation.image, compilation.image_length);
	tell_result(taxonomy, version, &compilation, &findings);
	return version;
}

PG_FUNCTION_INFO_V1(taxonomy_publish);
Datum
taxonomy_publish(PG_FUNCTION_ARGS)
{
	char	   *taxonomy;
	char	   *note;
	volatile int32 version = 0;
	Progress	progress;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	note = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (!creating_extension &&
		catalog_find_taxonomy(taxonomy, GetActiveSnapshot()) == CATALOG_TAXONOMY_SHIPPED)
		refuse_shipped_taxonomy(taxonomy);
	SPI_connect();
	progress_begin(&progress, psprintf("publishing taxonomy \"%s\"", taxonomy));
	PG_TRY();
	{
		version = publish(taxonomy, note, &progress);
	}
	PG_FINALLY();
	{
		progress_end(&progress);
	}
	PG_END_TRY();
	SPI_finish();
	PG_RETURN_INT32(version);
}
