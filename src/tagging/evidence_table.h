/*-------------------------------------------------------------------------
 *
 * evidence_table.h
 *		The table with a row a mention that a trigger keeps beside the tags.
 *
 * Used by tagset_update_trigger.c and tag_create_evidence.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGGING_EVIDENCE_TABLE_H
#define POLICYSCOPE_TAGGING_EVIDENCE_TABLE_H

#include "postgres.h"

#include "commands/trigger.h"
#include "tagging/tagger.h"

/* Before the name of an evidence table among the arguments of the trigger. */
#define EVIDENCE_OPTION "evidence="

/* tagset_update_trigger.c: is the argument version= or evidence=, and not a column? */
extern bool is_trigger_option(const char *argument);

/* Splits 'column:zone'; a colon that names no zone belongs to the column. */
extern char *split_zone(const char *argument, int *zone);

/* The column its rows refer to: the only one of the primary key, else 55000. */
extern AttrNumber evidence_key_column(Relation documents);

/*
 * Puts the mentions of a row that is written now into the table, in place of
 * those that are there.  The tagger has read the row's columns, of which
 * fields are the names, a part each.
 */
extern void evidence_replace(TriggerData *data, const char *table, Tagger *tagger, List *fields);

/*
 * Deletes those of a row that was deleted.  The foreign key does that too, but
 * not in time where an UPDATE moves the row into another partition: then the
 * new row's mentions are put in before the key of the old ones is changed.
 */
extern void evidence_delete(TriggerData *data, const char *table);

#endif							/* POLICYSCOPE_TAGGING_EVIDENCE_TABLE_H */
