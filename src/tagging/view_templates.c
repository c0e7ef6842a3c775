/*-------------------------------------------------------------------------
 *
 * view_templates.c
 *		The views that tag_create_views() makes: queries and comments.
 *
 * Used by tag_create_views.c.  Data alone; all names in the SQL are qualified
 * or placeholders.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/view_templates.h"

#define DOCUMENT_ID {"document_id", "The document: its %i in %d."}
#define FACET {"facet", "The facet of the concept."}
#define CONCEPT {"concept", "The concept, facet.notation."}
#define LABEL {"label", "Its preferred label in the language %l, as in concepts; the concept itself where the version no longer has it."}

/* Columns that stand one after the other in several views. */
#define LESSER_FORCES \
	{"force_4", "Of force 4, decided: will, is set up."}, \
	{"force_3", "Of force 3, urged: should."}, \
	{"force_2", "Of force 2, supported: encourage, promote."}, \
	{"force_1", "Of force 1, explored: may, explore."}, \
	{"prohibited", "Of them those in a prohibition."}
#define FIRM_INTERVAL \
	{"firm_low", "Lower end of its interval of 95 per cent (Wilson)."}, \
	{"firm_high", "Upper end of its interval of 95 per cent (Wilson)."}
#define PLACE_OF_WORDS \
	{"start_char", "Where they begin in %b, in characters from 1."}, \
	{"char_length", "How many characters they have."}, \
	{"sentence", "Number of the sentence, from 1."}

const ViewTemplate view_templates[] = {
	{
		.name = "documents",
		.query = "SELECT d.%i AS document_id, %e.tag_word_count(d.%t) AS word_count%o FROM %d AS d",
		.comment = "The documents of %d, a row each, without columns of policyscope's own types.",
		.columns = {
			DOCUMENT_ID,
			{"word_count", "Words read when the document was tagged; a Han character is a part of one. NULL: not tagged."}
		}
	},
	{
		.name = "facets",
		.query = "SELECT f.facet, COALESCE(f.title, f.facet) AS label FROM %e.taxonomy_facets(%x) AS f",
		.comment = "The facets of the taxonomy %x, a row each, from its published version.",
		.columns = {
			{"facet", "The facet: what stands before the dot in a concept."},
			{"label", "Its title, or the facet itself where it has none."}
		}
	},
	{
		.name = "concepts",
		.query = "SELECT c.concept, pg_catalog.split_part(c.concept, '.', 1) AS facet,"
		" %e.tag_label(%x, c.concept, %l) AS label, c.definition, c.uri"
		" FROM %e.taxonomy_concepts(%x) AS c",
		.comment = "The concepts of the taxonomy %x, a row each, from its published version.",
		.columns = {
			{"concept", "The concept, facet.notation."},
			{"facet", "Its facet."},
			{"label", "Its preferred label in the language %l, or the nearest there is: see tag_label()."},
			{"definition", "What it means; NULL where the taxonomy does not say."},
			{"uri", "Its identifier on the web; NULL where it has none."}
		}
	},
	{
		.name = "broader",
		.query = "SELECT a.concept, a.broader FROM %e.taxonomy_ancestors(%x) AS a",
		.comment = "What each concept of the taxonomy %x counts for: itself and everything broader, a row a pair, from its published version.",
		.columns = {
			{"concept", "The concept."},
			{"broader", "Itself, or a broader concept, however far up."}
		}
	},
	{
		.name = "document_concepts",
		.query = "SELECT d.%i AS document_id, e.facet, e.concept,"
		" COALESCE(%e.tag_label(%x, e.concept, %l), e.concept) AS label,"
		" e.score, e.density, e.evidence, e.mentions_direct, e.mentions"
		" FROM %d AS d CROSS JOIN LATERAL %e.tag_entries(d.%t) AS e",
		.comment = "The facts: a row for each concept of each document of %d. Broader concepts have rows of their own, so add up rows of one concept, never of all.",
		.columns = {
			DOCUMENT_ID,
			FACET,
			CONCEPT,
			LABEL,
			{"score", "How much the document is about it, from 0 up to but not including 1. Not to be added."},
			{"density", "Evidence in a thousand words; NULL with 0 words. Not to be added."},
			{"evidence", "Mentions, weighted by label and zone."},
			{"mentions_direct", "Places with a label of this very concept."},
			{"mentions", "Places with a label of this concept or of a narrower one."}
		}
	},
	{
		.name = "places",
		.query = "SELECT c.concept, %e.tag_label(%x, c.concept, %l) AS label,"
		" pg_catalog.min(p.value) FILTER (WHERE p.name OPERATOR(pg_catalog.=) 'level') AS level,"
		" pg_catalog.min(p.value) FILTER (WHERE p.name OPERATOR(pg_catalog.=) 'iso3166_1') AS iso3166_1,"
		" pg_catalog.min(p.value) FILTER (WHERE p.name OPERATOR(pg_catalog.=) 'iso3166_2') AS iso3166_2,"
		" pg_catalog.min(p.value) FILTER (WHERE p.name OPERATOR(pg_catalog.=) 'gbt2260') AS gbt2260"
		" FROM %e.taxonomy_concepts(%x) AS c LEFT JOIN %e.taxonomy_properties(%x) AS p"
		" ON p.concept OPERATOR(pg_catalog.=) c.concept"
		" WHERE pg_catalog.split_part(c.concept, '.', 1) OPERATOR(pg_catalog.=) 'place'"
		" GROUP BY c.concept",
		.comment = "The places of the taxonomy %x, its concepts of the facet place, a row each, with the codes that maps go by.",
		.columns = {
			{"concept", "The place as in document_concepts."},
			{"label", "Its preferred label in the language %l, or the nearest there is."},
			{"level", "country, province, city, county or what else its property level says; NULL where it has none."},
			{"iso3166_1", "Two-letter code of a country, ISO 3166-1; NULL for others."},
			{"iso3166_2", "Code of a subdivision, ISO 3166-2 (CN-GZ); NULL for others."},
			{"gbt2260", "Six-digit code of an area of China, GB/T 2260; NULL for others."}
		}
	},
	{
		.name = "commitments",
		.query = "SELECT d.%i AS document_id, f.facet, f.concept,"
		" COALESCE(%e.tag_label(%x, f.concept, %l), f.concept) AS label, f.mentions,"
		" f.force_5, f.force_4, f.force_3, f.force_2, f.force_1, f.prohibited,"
		" f.share[4] AS firm_share, f.share_low[4] AS firm_low, f.share_high[4] AS firm_high"
		" FROM %d AS d CROSS JOIN LATERAL %e.tag_forces(d.%t) AS f",
		.comment = "How firmly: a row for each concept of each document of %d, from its tags. All 0 where the taxonomy was published with reading off. For a share of many documents add up counts and divide, never average shares.",
		.columns = {
			DOCUMENT_ID,
			FACET,
			CONCEPT,
			LABEL,
			{"mentions", "Places with a label of this concept or of a narrower one, whether somebody commits there or not."},
			{"force_5", "Of them those of force 5, binding: must, shall."},
			LESSER_FORCES,
			{"firm_share", "The share of force 4 or more of the mentions, 0 to 1. Not to be added."},
			FIRM_INTERVAL
		}
	},
	{
		.name = "commitment_sentences",
		.reads_text = true,
		.query = "SELECT d.%i AS document_id, pg_catalog.split_part(c.concept, '.', 1) AS facet, c.concept,"
		" %e.tag_label(%x, c.concept, %l) AS label, c.clauses,"
		" c.force_5, c.force_4, c.force_3, c.force_2, c.force_1, c.prohibited,"
		" c.share[4] AS firm_share, c.share_low[4] AS firm_low, c.share_high[4] AS firm_high,"
		" c.highest, c.sentence, c.start_char, c.char_length,"
		" c.responsible, %e.tag_label(%x, c.responsible, %l) AS responsible_label"
		" FROM %d AS d CROSS JOIN LATERAL %e.tag_commitments(%x, d.%b::pg_catalog.text) AS c",
		.comment = "Who commits to what, in which words: a row for each concept that %b of %d names itself. Reads each text anew; over many, materialise it.",
		.columns = {
			DOCUMENT_ID,
			FACET,
			CONCEPT,
			{"label", "Its preferred label in the language %l, as in concepts."},
			{"clauses", "Clauses with a mention of this very concept."},
			{"force_5", "Of them those of force 5, binding: must, shall. A clause counts once, with its highest force."},
			LESSER_FORCES,
			{"firm_share", "The share of force 4 or more of the clauses, 0 to 1. Not to be added."},
			FIRM_INTERVAL,
			{"highest", "The highest force, 5 to 1; NULL where nobody commits, as in the columns that follow."},
			{"sentence", "The first sentence of that force."},
			{"start_char", "Where it begins in %b, in characters from 1."},
			{"char_length", "How many characters it has."},
			{"responsible", "The actor before the words of that force; NULL where none is named."},
			{"responsible_label", "Its preferred label in the language %l."}
		}
	},
	{
		.name = "targets",
		.reads_text = true,
		.query = "SELECT d.%i AS document_id, t.concept, %e.tag_label(%x, t.concept, %l) AS label, t.status, t.measure,"
		" pg_catalog.lower(t.quantity) AS low, pg_catalog.upper(t.quantity) AS high, t.comparator, t.unit_code,"
		" t.direction, t.base_year, pg_catalog.lower(t.deadline) AS due_from,"
		" pg_catalog.upper(t.deadline) OPERATOR(pg_catalog.-) 1 AS due_by,"
		" t.responsible, %e.tag_label(%x, t.responsible, %l) AS responsible_label,"
		" t.surface, t.start_char, t.char_length, t.sentence"
		" FROM %d AS d CROSS JOIN LATERAL %e.tag_targets(%x, d.%b::pg_catalog.text%u) AS t",
		.comment = "How much by when: a row for each quantity in %b of %d. Reads each text anew; over many, materialise it.",
		.columns = {
			DOCUMENT_ID,
			{"concept", "What it is a quantity of: the nearest concept of its clause; NULL: none."},
			{"label", "Its preferred label in the language %l."},
			{"status", "target, achieved or baseline; NULL where nothing decides."},
			{"measure", "share, points, growth, multiple, rank, count, money or a dimension (power, energy, mass, ...)."},
			{"low", "The least value in units of unit_code, exact; NULL: no lower bound, or no exact value."},
			{"high", "The greatest value; the same as low for a single one."},
			{"comparator", "=, >=, >, <=, <, ~ (about) or between."},
			{"unit_code", "UCUM, 1 for counts, ranks and multiples; ISO 4217 for money, never converted."},
			{"direction", "increase, decrease or NULL."},
			{"base_year", "The year it is measured from; NULL: none."},
			{"due_from", "The first day of the time it is due in; NULL: none is named, or only the last day."},
			{"due_by", "The last day of that time; NULL: none is named."},
			{"responsible", "An actor or place that has to reach it; NULL where none is named."},
			{"responsible_label", "Its preferred label in the language %l."},
			{"surface", "The words of the quantity."},
			PLACE_OF_WORDS
		}
	},
	{
		.name = "periods",
		.reads_text = true,
		.query = "SELECT d.%i AS document_id, pg_catalog.lower(p.period) AS first_day,"
		" pg_catalog.upper(p.period) OPERATOR(pg_catalog.-) 1 AS last_day, p.duration, p.anchor, p.precision, p.kind,"
		" p.surface, p.start_char, p.char_length, p.sentence"
		" FROM %d AS d CROSS JOIN LATERAL %e.tag_periods(%x, d.%b::pg_catalog.text%u) AS p",
		.comment = "The times that %b of %d names, a row each. Reads each text anew; over many, materialise it.",
		.columns = {
			DOCUMENT_ID,
			{"first_day", "The first day; NULL: none is named, or it hangs on the date of issue and that is not known."},
			{"last_day", "The last day; NULL likewise."},
			{"duration", "How long, where the text says that; else NULL."},
			{"anchor", "absolute, issued (hangs on the date of issue), or NULL where the text does not say when a duration begins."},
			{"precision", "day, month, quarter, half, year, decade or period."},
			{"kind", "point, range, deadline, until, since, next, last, duration, fiscal year or plan."},
			{"surface", "The words of the period."},
			PLACE_OF_WORDS
		}
	}
};

const int	view_template_count = lengthof(view_templates);
