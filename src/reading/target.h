/*-------------------------------------------------------------------------
 *
 * target.h
 *		Targets: quantities with a concept, a status and a deadline.
 *
 * Part of the core.  Used by tagging/tag_targets.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TARGET_H
#define POLICYSCOPE_TARGET_H

#include "match/match.h"
#include "reading/period.h"
#include "reading/quantity.h"

typedef enum TargetStatus
{
	STATUS_NONE,				/* nothing in the clause decides */
	STATUS_TARGET,
	STATUS_ACHIEVED,
	STATUS_BASELINE
} TargetStatus;

typedef struct Target
{
	Quantity	quantity;
	uint32_t	start;			/* bytes, half open; see target_reader_finish() */
	uint32_t	end;
	uint32_t	sentence;
	uint32_t	concept;		/* of the image, or IMAGE_NONE */
	uint32_t	responsible;	/* of the image, or IMAGE_NONE */
	int32_t		base_year;		/* 0: none */
	bool		has_deadline;
	Period		deadline;
	uint8_t		status;			/* TargetStatus */
} Target;

typedef struct TargetList
{
	Target	   *targets;
	uint32_t	count;
	uint32_t	capacity;
} TargetList;

/* What is kept from sentence to sentence of one document. */
typedef struct TargetReader
{
	const Matcher *matcher;		/* finished; one part */
	const UniformText *uniform; /* of that part, which the sentences are of */
	ReadingSpan *mentions;		/* the candidates of the matcher, in places of uniform */
	PeriodContext context;
	uint32_t	places;			/* facets of the image, or IMAGE_NONE */
	uint32_t	actors;
	uint32_t	levels;
	uint32_t	doctypes;
	PeriodList	periods;		/* of the present sentence */
	uint32_t	next;			/* candidate: none before it ends behind the
								 * begin of the sentence */
	TargetList	list;
} TargetReader;

extern const char *const target_status_names[];

/* Before the first sentence of a document, when its matcher is finished; uniform is that of the items. */
extern void target_reader_begin(TargetReader *reader, const Matcher *matcher, const UniformText *uniform,
								const PeriodContext *context);

/* Appends the targets of the next sentence of the document to reader->list. */
extern void targets_read(TargetReader *reader, const ItemSentence *s);

/*
 * After the last sentence: the list in places of the document itself.  Of the
 * reader only the list is left.
 */
extern void target_reader_finish(TargetReader *reader);

/* Whether a target can be due in the period: its end is known and not past as such. */
extern bool period_can_be_deadline(const Period *period);

/* target_status.c: what the words of a clause say of a quantity. */
typedef struct Clause
{
	uint32_t	first;			/* items, half open */
	uint32_t	end;
} Clause;

/* The clause around an item: the one place that says where clauses end. */
extern Clause clause_around(const ItemSentence *s, uint32_t i);

extern TargetStatus target_status(const ItemSentence *s, Clause clause, const Quantity *quantity,
								  const Period *deadline);

extern int32_t target_base_year(const ItemSentence *s, Clause clause, const Quantity *quantity);

/* The first word of the clause that a responsible actor stands before, or its end. */
extern uint32_t target_modal(const ItemSentence *s, Clause clause);

#endif							/* POLICYSCOPE_TARGET_H */
