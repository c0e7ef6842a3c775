/*-------------------------------------------------------------------------
 *
 * definition.h
 *		Private to the matcher: reads a short form that a text defines.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_DEFINITION_H
#define POLICYSCOPE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ShortForm
{
	size_t		start;			/* bytes of the text, half open */
	size_t		end;
	size_t		after;			/* the bracket */
} ShortForm;

/*
 * The short form in brackets behind the long form text[start .. end), if
 * there is one and its letters fit.
 */
extern bool definition_read(const uint8_t *text, size_t length, size_t start, size_t end,
							ShortForm *form);

#endif							/* POLICYSCOPE_DEFINITION_H */
