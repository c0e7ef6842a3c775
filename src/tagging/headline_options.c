/*-------------------------------------------------------------------------
 *
 * headline_options.c
 *		The options of tag_headline().
 *
 * Called by tag_headline.c.  The defaults are ts_headline's (wparser_def.c),
 * but for what stands around a mention.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/headline.h"

#include "tagging/settings.h"

#define KNOWN_OPTIONS \
	"Format, MaxWords, MinWords, ShortWord, MaxFragments, HighlightAll, StartSel, StopSel " \
	"and FragmentDelimiter"

#define MOST_WORDS 100000
#define MOST_FRAGMENTS 10000

static void
set_option(HeadlineOptions *options, DefElem *setting)
{
	if (setting_is(setting, "Format"))
		options->format = markup_format(setting_string(setting));
	else if (setting_is(setting, "MaxWords"))
		options->max_words = setting_int(setting, 1, MOST_WORDS);
	else if (setting_is(setting, "MinWords"))
		options->min_words = setting_int(setting, 1, MOST_WORDS);
	else if (setting_is(setting, "ShortWord"))
		options->short_word = setting_int(setting, 0, MOST_WORDS);
	else if (setting_is(setting, "MaxFragments"))
		options->max_fragments = setting_int(setting, 0, MOST_FRAGMENTS);
	else if (setting_is(setting, "HighlightAll"))
		options->highlight_all = setting_bool(setting);
	else if (setting_is(setting, "StartSel"))
		options->start_sel = setting_string(setting);
	else if (setting_is(setting, "StopSel"))
		options->stop_sel = setting_string(setting);
	else if (setting_is(setting, "FragmentDelimiter"))
		options->fragment_delimiter = setting_string(setting);
	else
		setting_unknown(setting, KNOWN_OPTIONS);
}

/* In HTML the mark element is always there, and needs nothing inside. */
static void
set_defaults(HeadlineOptions *options)
{
	static const char *const start[] = {
		[MARKUP_HTML] = "", [MARKUP_ANSI] = "\033[1m", [MARKUP_MARKDOWN] = "**"
	};
	static const char *const stop[] = {
		[MARKUP_HTML] = "", [MARKUP_ANSI] = "\033[0m", [MARKUP_MARKDOWN] = "**"
	};

	if (options->start_sel == NULL)
		options->start_sel = start[options->format];
	if (options->stop_sel == NULL)
		options->stop_sel = stop[options->format];
}

void
headline_options(HeadlineOptions *options, text *given)
{
	List	   *settings = settings_parse(given);

	memset(options, 0, sizeof(*options));
	options->format = MARKUP_HTML;
	options->max_words = 35;
	options->min_words = 15;
	options->short_word = 3;
	options->fragment_delimiter = " ... ";
	for (int i = 0; i < list_length(settings); i++)
		set_option(options, list_nth(settings, i));
	set_defaults(options);
	if (options->min_words >= options->max_words)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("MinWords must be less than MaxWords"),
				 errdetail("MinWords is %d, MaxWords %d.", options->min_words,
						   options->max_words)));
}
