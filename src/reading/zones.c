/*-------------------------------------------------------------------------
 *
 * zones.c
 *		Finds title, lead, headings, body, annex and furniture by lines.
 *
 * One pass over the lines of a text.  Those before the first line of prose are
 * kept back: among them is the title, which is told only when it is known what
 * follows.  A text that is all prose, or too short for any, is all body.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/zones.h"

#include "host.h"
#include "reading/furniture.h"
#include "reading/line.h"

/* Bytes are those of the uniform writing, an ideograph three of them. */
#define HEAD_LINES 12			/* the title is among so many lines */
#define TITLE_MAX 240			/* bytes of a title's line */
#define TITLE_FULL 24			/* bytes: long enough not to be a site's name */
#define LEAD_MAX 2000			/* bytes of a lead that goes on over lines */
#define LONG_TEXT 2000			/* bytes: a title may be far from any prose */
#define HEADING_MAX 120			/* bytes of a heading between blank lines */

typedef struct HeadLine
{
	Line		line;
	Zone		zone;
	bool		blank_after;
	bool		before_small;	/* the next line begins with a small letter */
	bool		before_longer;	/* and is much longer than this one */
} HeadLine;

typedef struct ZoneReader
{
	Zones	   *zones;
	const char *text;
	uint32_t	length;
	Line		next;			/* the line after the present one */
	HeadLine	head[HEAD_LINES];
	uint32_t	head_count;
	bool		head_open;		/* no prose yet */
	bool		in_lead;
	bool		in_annex;
	uint32_t	lead_start;
	uint32_t	prose_end;		/* of the last prose */
} ZoneReader;

static void
put_zone(Zones *zones, const Line *line, Zone zone)
{
	ZoneSpan   *last = zones->count ? &zones->spans[zones->count - 1] : NULL;

	if (last && last->zone == zone && zone != ZONE_HEADING)
	{
		last->end = line->end;
		return;
	}
	if (zones->count == zones->capacity)
		zones->spans = host_grow(zones->spans, &zones->capacity, 32, sizeof(ZoneSpan));
	last = &zones->spans[zones->count++];
	last->start = line->start;	/* NOLINT: host_grow() never gives NULL */
	last->end = line->end;
	last->zone = (uint8_t) zone;
}

/* ---------- the head ---------- */

static bool
may_be_title(const ZoneReader *reader, const HeadLine *head)
{
	const char *text = reader->text;
	const Line *line = &head->line;

	if (head->zone != ZONE_BODY || line_length(line) > TITLE_MAX)
		return false;
	if (line_is_open(text, line) || line_is_metadata(text, line))
		return false;
	if (line_ends_sentence(text, line) && text[line->end - 1] != '?' && text[line->end - 1] != '!')
		return false;
	if (line_begins_small(text, line) || head->before_small)
		return false;
	return head->blank_after || head->before_longer || text[line->start] == '#' ||
		(uint8_t) text[line->start] >= 0xE3;
}

/* The first that is long enough for more than a name, else the first at all. */
static uint32_t
choose_title(const ZoneReader *reader)
{
	uint32_t	first = HEAD_LINES;

	for (uint32_t i = 0; i < reader->head_count; i++)
	{
		if (!may_be_title(reader, &reader->head[i]))
			continue;
		if (line_length(&reader->head[i].line) >= TITLE_FULL)
			return i;
		if (first == HEAD_LINES)
			first = i;
	}
	return first;
}

/* Before any prose a blank line is no sign of a heading, a number is. */
static bool
is_head_heading(const char *text, const HeadLine *head)
{
	if (line_length(&head->line) > HEADING_MAX || line_ends_sentence(text, &head->line))
		return false;
	return line_is_marked_heading(text, &head->line) ||
		(line_is_numbered(text, &head->line) && head->blank_after);
}

static bool
close_head(ZoneReader *reader, bool titled)
{
	uint32_t	title = titled ? choose_title(reader) : HEAD_LINES;

	for (uint32_t i = 0; i < reader->head_count; i++)
	{
		HeadLine   *head = &reader->head[i];

		if (i == title)
			head->zone = ZONE_TITLE;
		else if (i > title && head->zone == ZONE_BODY && is_head_heading(reader->text, head))
			head->zone = ZONE_HEADING;
		put_zone(reader->zones, &head->line, head->zone);
	}
	reader->head_open = false;
	return title < HEAD_LINES;
}

static void
keep_head_line(ZoneReader *reader, const Line *line, Zone zone)
{
	HeadLine   *head = &reader->head[reader->head_count++];
	const Line *next = &reader->next;

	head->line = *line;
	head->zone = zone;
	head->blank_after = next->blank_before;
	head->before_small = !next->blank_before && line_begins_small(reader->text, next);
	head->before_longer = line_length(next) > line_length(line) + line_length(line) / 2;
	if (reader->head_count == HEAD_LINES)
		close_head(reader, reader->length >= LONG_TEXT);
}

static Zone
end_head_by_prose(ZoneReader *reader, const Line *line)
{
	if (!close_head(reader, true))
		return ZONE_BODY;
	reader->in_lead = true;
	reader->lead_start = line->start;
	return ZONE_LEAD;
}

/* ---------- after it ---------- */

/* The paragraph goes on over a line break that is no end of a sentence. */
static bool
lead_goes_on(const ZoneReader *reader, const Line *line)
{
	return !line->blank_before && line->end - reader->lead_start <= LEAD_MAX &&
		!line_is_marked_heading(reader->text, line) && !line_is_bullet(reader->text, line) &&
		!line_is_numbered(reader->text, line);
}

static bool
is_heading(const ZoneReader *reader, const Line *line)
{
	const char *text = reader->text;

	if (line_length(line) > HEADING_MAX)
		return false;
	if (line_is_marked_heading(text, line))
		return true;
	return line->blank_before && reader->next.blank_before && reader->next.start < reader->next.end &&
		!line_begins_small(text, line) && !line_ends_sentence(text, line) &&
		!line_is_open(text, line) && !line_is_metadata(text, line) && !line_is_bullet(text, line);
}

static Zone
zone_of_line(ZoneReader *reader, const Line *line, bool prose)
{
	if (reader->in_lead && lead_goes_on(reader, line))
		return ZONE_LEAD;
	reader->in_lead = false;
	if (!reader->in_annex && !prose && line_opens_annex(reader->text, line))
		reader->in_annex = true;
	if (reader->in_annex)
		return ZONE_ANNEX;
	if (prose)
		return ZONE_BODY;
	if (furniture_bar(reader->text, line))
		return ZONE_BAR;
	return is_heading(reader, line) ? ZONE_HEADING : ZONE_BODY;
}

static void
read_line(ZoneReader *reader, const Line *line)
{
	bool		furniture = furniture_phrase(reader->text, line);
	bool		prose = !furniture && line_is_prose(reader->text, line);
	Zone		zone = ZONE_FURNITURE;

	if (reader->head_open && !prose)
	{
		if (!furniture)
			zone = furniture_bar(reader->text, line) ? ZONE_FURNITURE : ZONE_BODY;
		keep_head_line(reader, line, zone);
		return;
	}
	if (reader->head_open)
		zone = end_head_by_prose(reader, line);
	else if (!furniture)
		zone = zone_of_line(reader, line, prose);
	put_zone(reader->zones, line, zone);
	if (prose)
		reader->prose_end = line->end;
}

/* A bar of links after all prose is furniture, another one may be a table. */
static void
settle_bars(ZoneReader *reader)
{
	Zones	   *zones = reader->zones;
	uint32_t	count = zones->count;

	zones->count = 0;
	for (uint32_t i = 0; i < count; i++)
	{
		Line		line = {zones->spans[i].start, zones->spans[i].end, false};
		Zone		zone = (Zone) zones->spans[i].zone;

		if (zone == ZONE_BAR)
			zone = line.start >= reader->prose_end ? ZONE_FURNITURE : ZONE_BODY;
		put_zone(zones, &line, zone);
	}
}

/* The spans, found in the uniform writing, in places of the original. */
static void
restore_places(Zones *zones, const UniformText *uniform)
{
	UniformCursor cursor = {0};

	for (uint32_t i = 0; i < zones->count && uniform->step_count > 0; i++)
	{
		zones->spans[i].start = uniform_original(uniform, zones->spans[i].start, &cursor);
		zones->spans[i].end = uniform_original(uniform, zones->spans[i].end, &cursor);
	}
}

void
zones_find(Zones *zones, const UniformText *uniform)
{
	ZoneReader	reader = {.zones = zones, .text = uniform->text, .length = uniform->length, .head_open = true};
	LineReader	lines = {uniform->text, uniform->length, 0};
	Line		line;
	bool		more;
	uint32_t	asked = 0;

	zones->count = 0;
	more = line_next(&lines, &reader.next);
	while (more)
	{
		line = reader.next;
		more = line_next(&lines, &reader.next);
		read_line(&reader, &line);
		if ((++asked & 0xFFF) == 0)
			host_check_interrupts();
	}
	if (reader.head_open)
		close_head(&reader, false);
	settle_bars(&reader);
	restore_places(zones, uniform);
}

Zone
zone_at(const Zones *zones, uint32_t place, uint32_t *hint)
{
	while (*hint < zones->count && zones->spans[*hint].end <= place)
		++*hint;
	if (*hint < zones->count && zones->spans[*hint].start <= place)
		return (Zone) zones->spans[*hint].zone;
	return ZONE_BODY;
}

int
zone_weight(Zone zone)
{
	static const int weights[] = {
		[ZONE_TITLE] = 0, [ZONE_LEAD] = 1, [ZONE_HEADING] = 2, [ZONE_BODY] = 3, [ZONE_ANNEX] = 3,
		[ZONE_FURNITURE] = 3, [ZONE_BAR] = 3
	};

	return weights[zone];
}

const char *
zone_name(Zone zone)
{
	static const char *const names[] = {
		[ZONE_TITLE] = "title", [ZONE_LEAD] = "lead", [ZONE_HEADING] = "heading", [ZONE_BODY] = "body",
		[ZONE_ANNEX] = "annex", [ZONE_FURNITURE] = "furniture", [ZONE_BAR] = "body"
	};

	return names[zone];
}
