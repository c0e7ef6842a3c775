/*-------------------------------------------------------------------------
 *
 * view_templates.h
 *		The views that tag_create_views() makes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_VIEW_TEMPLATES_H
#define POLICYSCOPE_VIEW_TEMPLATES_H

#include "postgres.h"

#define COLUMNS_MAX 21	/* and an end */

typedef struct ViewColumn
{
	const char *name;
	const char *comment;
} ViewColumn;

/*
 * In texts: %d the table of documents, %i its key, %t its tags, %o its other
 * columns, %b its column of texts, %u a further argument with its date of
 * issue, %x the taxonomy and %l the language as literals, %e the schema of the
 * extension's functions.
 */
typedef struct ViewTemplate
{
	const char *name;			/* behind the prefix */
	bool		reads_text;		/* made only where %b is known */
	const char *query;
	const char *comment;
	ViewColumn	columns[COLUMNS_MAX];
} ViewTemplate;

extern const ViewTemplate view_templates[];
extern const int view_template_count;

#endif							/* POLICYSCOPE_VIEW_TEMPLATES_H */
