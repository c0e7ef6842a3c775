/*-------------------------------------------------------------------------
 *
 * tag_profile.c
 *		SQL: tag_profile(), one row about a document.
 *
 * The figures are worked out in profile_*.c from what reading/ and score/
 * found; here they become columns.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/profile.h"

#include "funcapi.h"
#include "storage/shmem.h"
#include "tagging/properties.h"
#include "tagging/tag_periods.h"
#include "tagset/tagset_measures.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_profile);

#define SPECIFICITY_LEAST 5		/* clauses: a share of fewer says nothing */

enum
{
	LANGUAGE_COLUMN, DOCTYPE_COLUMN, WORDS_COLUMN, SENTENCES_COLUMN, TOP_COLUMN,
	CLAUSES_COLUMN, S4_COLUMN,	/* and its interval */
	COMMITTED_COLUMN = S4_COLUMN + 3, SPECIFICITY_COLUMN, BREADTH_COLUMN, HEADLINE_COLUMN,
	HORIZON_COLUMN, TARGETS_COLUMN, PLACES_COLUMN,
	PROFILE_COLUMNS
};

/* ---- what it is made from ---------------------------------------------------------- */

/* What SQL knows of a taxonomy's concepts, kept from one document of a statement to the next. */
typedef struct ProfileProperties
{
	MemoryContext memory;
	char	   *taxonomy;
	uint8		digest[IMAGE_DIGEST_LENGTH];
	char	  **levels;
	ConceptPeriods periods;
} ProfileProperties;

static void
add_level(void *arg, uint32 concept, const char *value)
{
	ProfileProperties *properties = arg;

	if (properties->levels[concept] == NULL)	/* of several the first, in the order of bytes */
		properties->levels[concept] = MemoryContextStrdup(properties->memory, value);
}

static ProfileProperties *
read_properties(MemoryContext parent, const char *taxonomy, const ImageView *view)
{
	MemoryContext memory = AllocSetContextCreate(parent, "policyscope profile", ALLOCSET_DEFAULT_SIZES);
	MemoryContext outer = MemoryContextSwitchTo(memory);
	ProfileProperties *properties = palloc0(sizeof(ProfileProperties));

	properties->memory = memory;
	properties->taxonomy = pstrdup(taxonomy);
	memcpy(properties->digest, view->header->digest, IMAGE_DIGEST_LENGTH);
	properties->levels = palloc0(mul_size(sizeof(char *), (Size) view->concept_count + 1));
	concept_property_each(taxonomy, view, "level", add_level, properties);
	concept_periods_read(&properties->periods, taxonomy, view);
	MemoryContextSwitchTo(outer);
	return properties;
}

/* Runs SQL, so before the tagger has the document. */
static void
find_properties(Profile *profile, FmgrInfo *function, const char *taxonomy)
{
	const ImageView *view = &taxonomy_image(taxonomy)->view;
	ProfileProperties *properties = function->fn_extra;

	if (properties && (strcmp(properties->taxonomy, taxonomy) != 0 ||
					   memcmp(properties->digest, view->header->digest, IMAGE_DIGEST_LENGTH) != 0))
	{
		function->fn_extra = NULL;
		MemoryContextDelete(properties->memory);
		properties = NULL;
	}
	if (properties == NULL)
		properties = read_properties(function->fn_mcxt, taxonomy, view);
	function->fn_extra = properties;
	profile->levels = properties->levels;
	profile->concept_periods = &properties->periods;
}

static uint32
own_facet(const ImageView *view, const char *name)
{
	return image_find_facet(view, name, strlen(name));
}

static void
begin_profile(Profile *profile, const Tagger *tagger)
{
	profile->tagger = tagger;
	profile->places = own_facet(profile->view, "place");
	profile->actors = own_facet(profile->view, "actor");
	profile->roles = palloc0(mul_size(sizeof(PlaceRoles), (Size) profile->view->concept_count + 1));
}

/* ---- columns -------------------------------------------------------------------------- */

/* S4 with its interval, NULL of no clause. */
static void
fill_committed(Datum *values, bool *nulls, ProfileShare share)
{
	double		low = 0.0;
	double		high = 0.0;

	memset(nulls, share.of == 0, 3 * sizeof(bool));
	if (share.of == 0)
		return;
	tagset_wilson(share.count, share.of, TAGSET_WILSON_95, &low, &high);
	values[0] = Float8GetDatum((double) share.count / share.of);
	values[1] = Float8GetDatum(low);
	values[2] = Float8GetDatum(high);
}

static void
fill_specific(Datum *values, bool *nulls, ProfileShare share)
{
	values[COMMITTED_COLUMN] = Int32GetDatum((int32) share.of);
	nulls[SPECIFICITY_COLUMN] = share.of < SPECIFICITY_LEAST;
	if (!nulls[SPECIFICITY_COLUMN])
		values[SPECIFICITY_COLUMN] = Float8GetDatum((double) share.count / share.of);
}

/* From the first begin to the last end that is named; NULL without either. */
static Datum
horizon_datum(const PeriodList *list, bool *null)
{
	bool		has_lower = false;
	bool		has_upper = false;
	int32		lower = 0;
	int32		upper = 0;

	for (uint32 i = 0; i < list->count; i++)
	{
		const Period *period = &list->periods[i];

		if (!period->has_dates)
			continue;
		if (period->has_lower)
			lower = has_lower ? Min(lower, period->lower) : period->lower;
		if (period->has_upper)
			upper = has_upper ? Max(upper, period->upper) : period->upper;
		has_lower |= period->has_lower;
		has_upper |= period->has_upper;
	}
	*null = !has_lower && !has_upper;
	if (*null)
		return (Datum) 0;
	if (has_lower && has_upper && lower >= upper)
		return daterange_datum(true, upper - 1, true, lower + 1);	/* until 2025, from 2030 on */
	return daterange_datum(has_lower, lower, has_upper, upper);
}

static int32
count_targets(const TargetList *list)
{
	int32		count = 0;

	for (uint32 i = 0; i < list->count; i++)
		count += list->targets[i].status == STATUS_TARGET;
	return count;
}

static void
fill_figures(Datum *values, bool *nulls, const Profile *profile)
{
	ProfileShare committed = profile_committed(profile);
	double		breadth = 0.0;
	double		headline = 0.0;

	values[CLAUSES_COLUMN] = Int32GetDatum((int32) committed.of);
	fill_committed(&values[S4_COLUMN], &nulls[S4_COLUMN], committed);
	fill_specific(values, nulls, profile_specific(profile));
	nulls[BREADTH_COLUMN] = !profile_breadth(profile, &breadth);
	values[BREADTH_COLUMN] = Float8GetDatum(breadth);
	nulls[HEADLINE_COLUMN] = !profile_headline_share(profile, &headline);
	values[HEADLINE_COLUMN] = Float8GetDatum(headline);
	values[HORIZON_COLUMN] = horizon_datum(&profile->periods, &nulls[HORIZON_COLUMN]);
	values[TARGETS_COLUMN] = Int32GetDatum(count_targets(&profile->targets.list));
}

static void
put_profile(ReturnSetInfo *result, const Profile *profile)
{
	uint32		doctype = profile->tagger->reading->doctype;
	Datum		values[PROFILE_COLUMNS] = {0};
	bool		nulls[PROFILE_COLUMNS] = {0};

	values[LANGUAGE_COLUMN] = text_or_null(language_told(&profile->language), &nulls[LANGUAGE_COLUMN]);
	values[DOCTYPE_COLUMN] = concept_or_null(profile->view, doctype, &nulls[DOCTYPE_COLUMN]);
	values[WORDS_COLUMN] = Float8GetDatum((double) profile->tagger->matcher->words / TAGSET_THOUSAND);
	values[SENTENCES_COLUMN] = Int32GetDatum((int32) profile->sentences);
	values[TOP_COLUMN] = profile_top(profile);
	fill_figures(values, nulls, profile);
	values[PLACES_COLUMN] = profile_places(profile);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* tag_profile(taxonomy, document, doctype, issued, facet) */
Datum
tag_profile(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	PeriodContext context = issued_context(fcinfo, 3);
	Profile		profile = {0};
	char	   *taxonomy;
	text	   *document;
	Tagger	   *tagger;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	document = PG_GETARG_TEXT_PP(1);
	find_properties(&profile, fcinfo->flinfo, taxonomy);
	profile.view = &tagger_open(taxonomy)->image->view;
	profile.facet = PG_ARGISNULL(4) ? own_facet(profile.view, "tech") :
		require_facet(profile.view, PG_GETARG_TEXT_PP(4), taxonomy);
	tagger = tagger_run_reading(taxonomy, document, PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	begin_profile(&profile, tagger);
	profile_read(&profile, document, &context);
	put_profile(result, &profile);
	tagger_end(tagger);
	return (Datum) 0;
}
