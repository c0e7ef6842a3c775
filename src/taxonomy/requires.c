/*-------------------------------------------------------------------------
 *
 * requires.c
 *		A label's condition as a postfix program of the image.
 *
 * Called by compile.c for each label that has one.  A tagquery is stored in
 * prefix order; operators wait on a stack until their operands are done, so
 * no recursion is needed.  Must never evaluate anything: match/ does.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "tagquery/tagquery.h"
#include "taxonomy/requires.h"
#include "utils/memutils.h"

/*
 * An operator whose operands are still to come.  A chain of one operator,
 * however it is bracketed, is one entry: a | (b | c) needs no more room at
 * run time than a | b.
 */
typedef struct Waiting
{
	ImageOperation operation;
	int			missing;		/* operands */
	int			done;
} Waiting;

typedef struct Program
{
	ImageSpec  *spec;
	uint32	   *allocated;
	const ImageSpecLabel *label;
	Waiting    *waiting;
	int			waiting_count;
	int			depth;			/* values on the stack at this point */
} Program;

/* ---------- what a requires may not say ---------- */

static void
refuse_requires(const Program *program, const char *what)
{
	const ImageSpecLabel *label = program->label;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("label \"%s\" (%s) of concept %s has a requires that cannot be",
					label->text, label->lang, program->spec->concepts[label->concept].key),
			 errdetail("%s.", what)));
}

/* what has a %s for the key, or the facet.* */
static void
refuse_name(const Program *program, const char *what, const TagqueryNode *node)
{
	char	   *name = psprintf("%.*s%s", node->name_length, node->name,
								node->kind == TAGQUERY_FACET ? ".*" : "");

	refuse_requires(program, psprintf(what, name));
}

/* ---------- instructions ---------- */

static void
emit(Program *program, ImageOperation operation, uint32 operand)
{
	ImageSpec  *spec = program->spec;

	if (spec->program_length == *program->allocated)
	{
		*program->allocated = *program->allocated ? *program->allocated * 2 : 256;
		spec->program = spec->program ?
			repalloc(spec->program, mul_size(*program->allocated, sizeof(uint32))) :
			palloc(mul_size(*program->allocated, sizeof(uint32)));
	}
	spec->program[spec->program_length++] = IMAGE_INSTRUCTION(operation, operand);
}

static void
push_value(Program *program)
{
	if (++program->depth > IMAGE_MAX_PROGRAM_DEPTH)
		refuse_requires(program, psprintf("Its brackets nest more than %d deep",
										  IMAGE_MAX_PROGRAM_DEPTH));
}

/* A value is complete: so may be operators that waited for it. */
static void
finish_operand(Program *program)
{
	while (program->waiting_count > 0)
	{
		Waiting    *top = &program->waiting[program->waiting_count - 1];

		if (top->operation == IMAGE_OP_NOT)
			emit(program, IMAGE_OP_NOT, 0);
		else if (top->done++ > 0)
		{
			emit(program, top->operation, 0);
			program->depth--;
		}
		if (--top->missing > 0)
			return;
		program->waiting_count--;
	}
}

static void
wait_for(Program *program, ImageOperation operation, int operands)
{
	int			count = program->waiting_count;

	if (count > 0 && operands == 2 && program->waiting[count - 1].operation == operation)
	{
		program->waiting[count - 1].missing++;
		return;
	}
	program->waiting[count] = (Waiting) {operation, operands, 0};
	program->waiting_count++;
}

static void
emit_leaf(Program *program, const TagqueryNode *node)
{
	bool		facet = node->kind == TAGQUERY_FACET;
	uint32		operand = facet ?
		spec_find_facet(program->spec, node->name, node->name_length) :
		spec_find_concept(program->spec, node->name, node->name_length);

	if (node->conditions)
		refuse_name(program, "A condition on score, mentions or force is not possible here: %s", node);
	if (operand == IMAGE_NONE)
		refuse_name(program, facet ? "The taxonomy has no facet for %s" :
					"The taxonomy has no concept %s", node);
	emit(program, facet ? IMAGE_OP_FACET : IMAGE_OP_CONCEPT, operand);
	push_value(program);
	finish_operand(program);
}

static void
emit_node(Program *program, const TagqueryNode *node)
{
	switch (node->kind)
	{
		case TAGQUERY_NOT:
			wait_for(program, IMAGE_OP_NOT, 1);
			break;
		case TAGQUERY_AND:
			wait_for(program, IMAGE_OP_AND, 2);
			break;
		case TAGQUERY_OR:
			wait_for(program, IMAGE_OP_OR, 2);
			break;
		case TAGQUERY_KEY:
		case TAGQUERY_FACET:
			emit_leaf(program, node);
			break;
	}
}

void
requires_compile(ImageSpec *spec, uint32 *allocated, ImageSpecLabel *label, const char *requires)
{
	Tagquery   *query = tagquery_parse(requires, NULL);
	TagqueryReader reader;
	TagqueryNode node;
	Program		program = {.spec = spec, .allocated = allocated, .label = label};

	tagquery_read_begin(&reader, query);
	if (reader.remaining == 0)
		refuse_requires(&program, "It is empty and would never hold");
	program.waiting = palloc(mul_size(reader.remaining, sizeof(Waiting)));
	label->program = spec->program_length;
	while (tagquery_read_next(&reader, &node))
		emit_node(&program, &node);
	label->program_length = spec->program_length - label->program;
	pfree(program.waiting);
	pfree(query);
}
