/*-------------------------------------------------------------------------
 *
 * compile.c
 *		From the canonical source to an image.
 *
 * Called by publish.c (a draft), lint.c, and stored_image.c (a version whose
 * image is missing or was made elsewhere).  Lines are read and sorted by
 * kind, names are resolved to numbers, then image_build() does the rest.
 * Must never read a table: the source is all there is, and the server's
 * stemmers (stems.c).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "host.h"
#include "tagset/tagset.h"
#include "taxonomy/ancestors.h"
#include "taxonomy/compile.h"
#include "taxonomy/requires.h"
#include "taxonomy/source.h"
#include "taxonomy/stems.h"

typedef struct LineArray
{
	SourceLine *lines;
	uint32		count;
	uint32		allocated;
} LineArray;

/* Labels are most of a source, so their lines wait unsplit. */
typedef struct RawLineArray
{
	SourceRawLine *lines;
	uint32		count;
	uint32		allocated;
} RawLineArray;

typedef struct Compiler
{
	Compilation *compilation;
	ImageSpec  *spec;
	LineArray	lines[SOURCE_KINDS];	/* but for labels */
	RawLineArray labels;
	uint32		label_concept;	/* of the last label */
	Progress   *progress;
	uint32		program_allocated;
	CompileFinding found;
	void	   *arg;
} Compiler;

/* ---------- lines by kind ---------- */

static void
add_line(LineArray *array, const SourceLine *line)
{
	if (array->count == array->allocated)
		array->lines = host_grow(array->lines, &array->allocated, 64, sizeof(SourceLine));
	array->lines[array->count++] = *line;
}

static void
add_raw_line(RawLineArray *array, const SourceRawLine *raw)
{
	if (array->count == array->allocated)
		array->lines = host_grow(array->lines, &array->allocated, 64, sizeof(SourceRawLine));
	array->lines[array->count++] = *raw;
}

/* What the image has nothing of is only checked for its form. */
static void
take_line(Compiler *compiler, const SourceRawLine *raw)
{
	SourceLine	line;

	if (raw->kind == SOURCE_LABEL)
	{
		add_raw_line(&compiler->labels, raw);
		return;
	}
	source_split(raw, &line);
	if (raw->kind != SOURCE_PROPERTY && raw->kind != SOURCE_MAPPING)
		add_line(&compiler->lines[raw->kind], &line);
}

static void
read_lines(Compiler *compiler, const char *source, Size length)
{
	SourceReader reader;
	SourceRawLine raw;
	char	   *copy = MemoryContextAllocHuge(CurrentMemoryContext, add_size(length, 1));

	memcpy(copy, source, length);
	copy[length] = '\0';
	source_read_begin(&reader, copy, length);
	progress_phase(compiler->progress, "reading lines", 0);
	while (source_read_raw(&reader, &raw))
	{
		take_line(compiler, &raw);
		progress_step(compiler->progress);
	}
}

/* ---------- fields ---------- */

/* As the constraints of catalog.sql have it; the image's fields are wider. */
#define FACETS_MAX 65535
#define FACET_NAME_MAX 63
#define LANG_MAX 35
#define LABEL_MAX 1024
#define CUE_MAX 200

/* A field that may not be NULL. */
static const char *
field_text(const SourceLine *line, int field)
{
	if (line->fields[field] == NULL)
		source_damaged(line->number, psprintf("\"%s\" is null",
											  source_kinds[line->kind].fields[field]));
	return line->fields[field];
}

/* The same, with 1..max bytes. */
static const char *
field_short_text(const SourceLine *line, int field, Size max)
{
	const char *text = field_text(line, field);

	if (*text == '\0' || strlen(text) > max)
		source_damaged(line->number, psprintf("\"%s\" is empty or too long",
											  source_kinds[line->kind].fields[field]));
	return text;
}

/* Which of the given words a field is. */
static int
field_choice(const SourceLine *line, int field, const char *const *words, int count)
{
	const char *text = field_text(line, field);

	for (int i = 0; i < count; i++)
	{
		if (strcmp(text, words[i]) == 0)
			return i;
	}
	source_damaged(line->number, psprintf("\"%s\" has an unknown value",
										  source_kinds[line->kind].fields[field]));
}

static bool
field_boolean(const SourceLine *line, int field)
{
	static const char *const words[] = {"false", "true"};

	return field_choice(line, field, words, lengthof(words)) == 1;
}

static uint32
field_number(const SourceLine *line, int field, NumberTable *table, const char *high)
{
	uint32		class = 0;

	if (!numbers_class(table, field_text(line, field), "0", high, &class))
		source_damaged(line->number, psprintf("\"%s\" is not a number from 0 to %s",
											  source_kinds[line->kind].fields[field], high));
	return class;
}

static uint32
field_concept(const Compiler *compiler, const SourceLine *line, int field)
{
	const char *key = field_text(line, field);
	uint32		concept = spec_find_concept(compiler->spec, key, strlen(key));

	if (concept == IMAGE_NONE)
		source_damaged(line->number, psprintf("There is no concept \"%s\"", key));
	return concept;
}

/* ---------- names ---------- */

static int
compare_name(const char *name, Size length, const char *other)
{
	int			order = strncmp(name, other, length);

	return order != 0 ? order : (other[length] == '\0' ? 0 : -1);
}

uint32
spec_find_concept(const ImageSpec *spec, const char *key, Size length)
{
	uint32		low = 0;
	uint32		high = spec->concept_count;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;
		int			order = compare_name(key, length, spec->concepts[middle].key);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return IMAGE_NONE;
}

uint32
spec_find_facet(const ImageSpec *spec, const char *name, Size length)
{
	for (uint32 i = 0; i < spec->facet_count; i++)
	{
		if (compare_name(name, length, spec->facets[i].name) == 0)
			return i;
	}
	return IMAGE_NONE;
}

/* ---------- the head and the facets ---------- */

static void
refuse_count(const char *what, uint32 limit)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("the taxonomy has more than %u %s", limit, what)));
}

static void
compile_head(Compiler *compiler)
{
	const SourceLine *line = compiler->lines[SOURCE_TAXONOMY].lines;

	if (compiler->lines[SOURCE_TAXONOMY].count != 1)
		source_damaged(1, "There is not exactly one line \"taxonomy\"");
	compiler->spec->flags = (field_boolean(line, 2) ? IMAGE_READING : 0) |
		(field_boolean(line, 3) ? IMAGE_ZONING : 0) |
		(field_boolean(line, 4) ? IMAGE_ACRONYMS : 0);
}

static void
compile_facets(Compiler *compiler)
{
	static const char *const overlaps[] = {"longest", "all"};
	const LineArray *lines = &compiler->lines[SOURCE_FACET];
	ImageSpec  *spec = compiler->spec;

	if (lines->count > FACETS_MAX)
		refuse_count("facets", FACETS_MAX);
	spec->facets = palloc0(mul_size(Max(lines->count, 1), sizeof(ImageSpecFacet)));
	for (uint32 i = 0; i < lines->count; i++)
	{
		const SourceLine *line = &lines->lines[i];
		const char *name = field_short_text(line, 0, FACET_NAME_MAX);
		ImageSpecFacet *facet = &spec->facets[spec->facet_count];

		if (strchr(name, '.') || spec_find_facet(spec, name, strlen(name)) != IMAGE_NONE)
			source_damaged(line->number, "The facet's name is invalid or not unique");
		facet->name = name;
		facet->overlap_all = field_choice(line, 2, overlaps, lengthof(overlaps)) == 1;
		facet->inside_class = field_number(line, 3, &compiler->compilation->insides, "1");
		spec->facet_count++;
	}
}

/* ---------- concepts ---------- */

static int
compare_keys(const void *a, const void *b)
{
	const SourceLine *x = a;
	const SourceLine *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->fields[0] == NULL || y->fields[0] == NULL)
		return (x->fields[0] == NULL) - (y->fields[0] == NULL);
	return strcmp(x->fields[0], y->fields[0]);
}

static void
compile_concept(Compiler *compiler, const SourceLine *line, ImageSpecConcept *concept)
{
	const char *key = field_text(line, 0);
	const char *problem = tagset_key_problem(key, (int) strlen(key));

	if (problem)
		source_damaged(line->number, problem);
	concept->key = key;
	concept->facet = spec_find_facet(compiler->spec, key, strcspn(key, "."));
	if (concept->facet == IMAGE_NONE)
		source_damaged(line->number, psprintf("Concept \"%s\" has no facet", key));
}

static void
compile_concepts(Compiler *compiler)
{
	const LineArray *lines = &compiler->lines[SOURCE_CONCEPT];
	ImageSpec  *spec = compiler->spec;

	if (lines->count > IMAGE_INSTRUCTION_OPERAND(UINT32_MAX))
		refuse_count("concepts", IMAGE_INSTRUCTION_OPERAND(UINT32_MAX));
	spec->concepts = palloc0(mul_size(Max(lines->count, 1), sizeof(ImageSpecConcept)));
	if (lines->count > 1)
		qsort(lines->lines, lines->count, sizeof(SourceLine), compare_keys);
	for (uint32 i = 0; i < lines->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		compile_concept(compiler, &lines->lines[i], &spec->concepts[i]);
		if (i > 0 && strcmp(spec->concepts[i - 1].key, spec->concepts[i].key) == 0)
			source_damaged(lines->lines[i].number, "The concept is there twice");
	}
	spec->concept_count = lines->count;
}

/* ---------- broader ---------- */

static int
compare_edges(const void *a, const void *b)
{
	const BroaderEdge *x = a;
	const BroaderEdge *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->concept != y->concept)
		return x->concept < y->concept ? -1 : 1;
	return x->broader < y->broader ? -1 : x->broader > y->broader;
}

static void
compile_broader(Compiler *compiler)
{
	const LineArray *lines = &compiler->lines[SOURCE_BROADER];
	NumberTable *rollups = &compiler->compilation->rollups;
	BroaderEdge *edges = palloc(mul_size(Max(lines->count, 1), sizeof(BroaderEdge)));
	uint32		one;

	numbers_class(rollups, "1", "0", "1", &one);
	for (uint32 i = 0; i < lines->count; i++)
	{
		const SourceLine *line = &lines->lines[i];

		CHECK_FOR_INTERRUPTS();
		edges[i].concept = field_concept(compiler, line, 0);
		edges[i].broader = field_concept(compiler, line, 1);
		edges[i].rollup = field_number(line, 2, rollups, "1");
	}
	if (lines->count > 1)
		qsort(edges, lines->count, sizeof(BroaderEdge), compare_edges);
	ancestors_compute(compiler->spec, edges, lines->count, rollups);
}

/* ---------- labels ---------- */

/* Labels come sorted by concept: the same as the last one's, or a later one. */
static uint32
label_concept(Compiler *compiler, const SourceLine *line)
{
	const ImageSpec *spec = compiler->spec;
	uint32		last = compiler->label_concept;
	const char *key = field_text(line, 0);

	for (uint32 i = last; i < spec->concept_count && i <= last + 1; i++)
	{
		if (strcmp(key, spec->concepts[i].key) == 0)
			return compiler->label_concept = i;
	}
	return compiler->label_concept = field_concept(compiler, line, 0);
}

static void
compile_label(Compiler *compiler, const SourceLine *line, ImageSpecLabel *label)
{
	static const char *const kinds[] = {"pref", "alt", "hidden", "negative"};
	static const char *const caps[] = {"label", "ignore"};
	static const char *const scopes[] = {"document", "sentence"};

	label->concept = label_concept(compiler, line);
	label->lang = field_short_text(line, 1, LANG_MAX);
	label->text = field_short_text(line, 2, LABEL_MAX);
	label->kind = (ImageLabelKind) field_choice(line, 3, kinds, lengthof(kinds));
	label->weight_class = field_number(line, 4, &compiler->compilation->weights, "1000");
	if (strpbrk(line->fields[4], "123456789") == NULL)
		source_damaged(line->number, "\"weight\" is zero");
	label->inflect = field_boolean(line, 5);
	label->caps_ignore = field_choice(line, 6, caps, lengthof(caps)) == 1;
	label->sentence_scope = field_choice(line, 8, scopes, lengthof(scopes)) == 1;
	label->program = IMAGE_NONE;
	if (line->fields[7])
		requires_compile(compiler->spec, &compiler->program_allocated, label, line->fields[7]);
}

static void
compile_labels(Compiler *compiler)
{
	RawLineArray *raw = &compiler->labels;
	ImageSpec  *spec = compiler->spec;

	progress_phase(compiler->progress, "compiling labels", raw->count);
	spec->labels = MemoryContextAllocExtended(CurrentMemoryContext,
											  mul_size(Max(raw->count, 1), sizeof(ImageSpecLabel)),
											  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (uint32 i = 0; i < raw->count; i++)
	{
		SourceLine	line;

		source_split(&raw->lines[i], &line);
		compile_label(compiler, &line, &spec->labels[i]);
		progress_step(compiler->progress);
	}
	spec->label_count = raw->count;
	if (raw->lines)
		pfree(raw->lines);
}

/* ---------- cues ---------- */

/* The values of an axis, by their numbers; NULL where a number has no name. */
static const char *const cue_values[IMAGE_CUE_AXES][IMAGE_CUE_MAX_VALUE + 1] = {
	[IMAGE_CUE_FORCE] = {"none", "1", "2", "3", "4", "5", "prohibited", "power"},
	[IMAGE_CUE_STATUS] = {"none", "achieved", "ongoing", "planned", "forecast"},
	[IMAGE_CUE_VOICE] = {"none", "reported"},
	[IMAGE_CUE_POLARITY] = {"none", "negated", "conditional"}
};

static uint8
cue_value(const SourceLine *line, ImageCueAxis axis)
{
	const char *value = field_text(line, 4);

	for (uint8 i = 0; i <= IMAGE_CUE_MAX_VALUE; i++)
	{
		if (cue_values[axis][i] && strcmp(value, cue_values[axis][i]) == 0)
			return i;
	}
	source_damaged(line->number, "\"value\" has an unknown value");
}

/* For which type of document; the empty text is for all. */
static uint32
cue_doctype(const Compiler *compiler, const SourceLine *line)
{
	const char *key = field_text(line, 3);
	uint32		concept;

	if (*key == '\0')
		return IMAGE_NONE;
	concept = spec_find_concept(compiler->spec, key, strlen(key));
	if (concept == IMAGE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cue \"%s\" (%s) is for an unknown document type", line->fields[1], line->fields[0]),
				 errdetail("The taxonomy has no concept \"%s\".", key)));
	return concept;
}

static void
compile_cue(Compiler *compiler, const SourceLine *line, ImageSpecCue *cue)
{
	static const char *const axes[] = {"force", "status", "voice", "polarity"};
	static const char *const directions[] = {"forward", "backward", "both"};
	static const char *const scopes[] = {"clause", "sentence"};

	(void) field_short_text(line, 0, LANG_MAX);
	cue->text = field_short_text(line, 1, CUE_MAX);
	cue->axis = (ImageCueAxis) field_choice(line, 2, axes, lengthof(axes));
	cue->doctype = cue_doctype(compiler, line);
	cue->value = cue_value(line, cue->axis);
	cue->direction = (ImageCueDirection) field_choice(line, 5, directions, lengthof(directions));
	cue->sentence_scope = field_choice(line, 6, scopes, lengthof(scopes)) == 1;
	cue->terminators = line->fields[7];
	if (cue->terminators)
		(void) field_short_text(line, 7, CUE_MAX);
	if (!image_cue_is_good(cue->text))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cue \"%s\" (%s) cannot match any text", cue->text, line->fields[0]),
				 errdetail("A cue begins with a word or a character.")));
}

static void
compile_cues(Compiler *compiler)
{
	const LineArray *lines = &compiler->lines[SOURCE_CUE];
	ImageSpec  *spec = compiler->spec;

	if (lines->count > IMAGE_MAX_CUES)
		refuse_count("cues", IMAGE_MAX_CUES);
	spec->cues = palloc0(mul_size(Max(lines->count, 1), sizeof(ImageSpecCue)));
	for (uint32 i = 0; i < lines->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		compile_cue(compiler, &lines->lines[i], &spec->cues[i]);
	}
	spec->cue_count = lines->count;
}

/* ---------- the image ---------- */

const char *
compilation_label_concept(const Compilation *compilation, uint32 label)
{
	return compilation->spec.concepts[compilation->spec.labels[label].concept].key;
}

static void
refuse_label(const Compilation *compilation, uint32 number, ImageFinding finding)
{
	const ImageSpecLabel *label = &compilation->spec.labels[number];
	bool		empty = finding == IMAGE_EMPTY_LABEL;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 empty ? errmsg("label \"%s\" (%s) of concept %s is empty after folding",
							label->text, label->lang, compilation_label_concept(compilation, number)) :
			 errmsg("label \"%s\" (%s) of concept %s is too long",
					label->text, label->lang, compilation_label_concept(compilation, number)),
			 empty ? errdetail("It has no word, character or symbol that a text could match.") :
			 errdetail("A label has at most %d words, characters and symbols.", IMAGE_MAX_TOKENS)));
}

/* ImageFindingCallback */
static void
pass_on_finding(void *arg, ImageFinding finding, uint32_t label, uint32_t other)
{
	const Compiler *compiler = arg;

	if (finding == IMAGE_EMPTY_LABEL || finding == IMAGE_LABEL_TOO_LONG)
		refuse_label(compiler->compilation, label, finding);
	if (compiler->found)
		compiler->found(compiler->arg, compiler->compilation, finding, label, other);
}

/* ImageProgress */
static void
pass_on_progress(void *arg, uint32_t label)
{
	progress_reach(((const Compiler *) arg)->progress, label);
}

static void
build_image(Compiler *compiler)
{
	Compilation *compilation = compiler->compilation;
	size_t		length = 0;
	Stems		stems;

	progress_phase(compiler->progress, "building the image", compiler->spec->label_count);
	compiler->spec->progress = pass_on_progress;
	compiler->spec->progress_arg = compiler;
	stems_begin(&stems);
	compiler->spec->stem = stems_find;
	compiler->spec->stem_arg = &stems;
	compilation->image = image_build(compiler->spec, pass_on_finding, compiler, &length);
	compiler->spec->stem = NULL;	/* it does not outlive us */
	compiler->spec->stem_arg = NULL;
	if (compilation->image == NULL || length > MaxAllocSize - VARHDRSZ)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the image of the taxonomy would be larger than 1 GB")));
	compilation->image_length = length;
}

void
taxonomy_compile(Compilation *compilation, const char *source, Size length,
				 CompileFinding found, void *arg, Progress *progress)
{
	MemoryContext previous;
	Compiler	compiler = {
		.compilation = compilation,
		.spec = &compilation->spec,
		.found = found,
		.arg = arg,
		.progress = progress
	};

	memset(compilation, 0, sizeof(*compilation));
	compilation->memory = AllocSetContextCreate(CurrentMemoryContext, "policyscope compilation",
												ALLOCSET_DEFAULT_SIZES);
	previous = MemoryContextSwitchTo(compilation->memory);
	numbers_begin(&compilation->weights);
	numbers_begin(&compilation->rollups);
	numbers_begin(&compilation->insides);
	source_digest(source, length, compilation->spec.digest);
	read_lines(&compiler, source, length);
	compile_head(&compiler);
	compile_facets(&compiler);
	compile_concepts(&compiler);
	compile_broader(&compiler);
	compile_labels(&compiler);
	compile_cues(&compiler);
	numbers_contributions(&compilation->spec, &compilation->weights, &compilation->rollups,
						  &compilation->insides);
	MemoryContextSwitchTo(previous);
	build_image(&compiler);
}

void
compilation_free_spec(Compilation *compilation)
{
	MemoryContextDelete(compilation->memory);
	compilation->memory = NULL;
}
