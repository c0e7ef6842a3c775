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

/* A sign of full width, U+FF01 to U+FF5E, as the one of ASCII; others as they are. */
static inline uint32_t
definition_narrow(uint32_t code_point)
{
	return code_point - 0xFF01 <= 0xFF5E - 0xFF01 ? code_point - 0xFEE0 : code_point;
}

#endif							/* POLICYSCOPE_DEFINITION_H */
