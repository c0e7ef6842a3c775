/*-------------------------------------------------------------------------
 *
 * zones.h
 *		Title, lead, headings, body, annex and furniture of a plain text.
 *
 * Part of the core.  Called by reading.c when a taxonomy has zoning on, and by
 * tagging/tag_zones.c.  Knows lines alone: no tokens, no taxonomy.
 *
 * Weights.  A title names what a text is about (A, 4).  A lead sums it up: the
 * first paragraph is the baseline that summaries of news are measured against,
 * and laws and plans open with their purpose (B, 2).  A heading names what a
 * section is about (C, 1.5).  Body and annex weigh 1 (D).  Furniture is no
 * part of the text: no mentions, no words.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_ZONES_H
#define POLICYSCOPE_ZONES_H

#include "reading/uniform.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum Zone
{
	ZONE_TITLE,
	ZONE_LEAD,
	ZONE_HEADING,
	ZONE_BODY,
	ZONE_ANNEX,
	ZONE_FURNITURE,
	ZONE_BAR					/* inside zones.c only: furniture or body */
} Zone;

typedef struct ZoneSpan
{
	uint32_t	start;			/* bytes, half open */
	uint32_t	end;
	uint8_t		zone;			/* Zone */
} ZoneSpan;

/* The zones of one text, rising; what lies in none is blank. */
typedef struct Zones
{
	ZoneSpan   *spans;
	uint32_t	count;
	uint32_t	capacity;
} Zones;

/*
 * Finds the zones of a text, given in uniform writing, in places of the
 * original; what the list held is gone.
 */
extern void zones_find(Zones *zones, const UniformText *uniform);

/*
 * The zone of a place.  *hint, 0 at first, is where the last answer was found:
 * for rising places the work is linear.
 */
extern Zone zone_at(const Zones *zones, uint32_t place, uint32_t *hint);

/* Its letter among the weights of a tagset, 0..3 for A..D. */
extern int	zone_weight(Zone zone);

/* "title", "lead", ... */
extern const char *zone_name(Zone zone);

#endif							/* POLICYSCOPE_ZONES_H */
