/*-------------------------------------------------------------------------
 *
 * settings.c
 *		Options in a text, read as ts_headline reads its own.
 *
 * Called by tag_headline and tag_chart_*.  Must never know what an option does.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/settings.h"

#include "commands/defrem.h"
#include "utils/builtins.h"

List *
settings_parse(text *options)
{
	if (options == NULL)
		return NIL;
	return deserialize_deflist(PointerGetDatum(options));
}

bool
setting_is(const DefElem *setting, const char *name)
{
	return pg_strcasecmp(setting->defname, name) == 0;
}

char *
setting_string(DefElem *setting)
{
	return defGetString(setting);
}

int
setting_int(DefElem *setting, int least, int most)
{
	const char *value = defGetString(setting);
	char	   *end;
	long		number;

	errno = 0;
	number = strtol(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || number < least || number > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"%s\" cannot be \"%s\"", setting->defname, value),
				 errdetail("It is an integer from %d to %d.", least, most)));
	return (int) number;
}

bool
setting_bool(DefElem *setting)
{
	const char *value = defGetString(setting);
	bool		result;

	if (!parse_bool(value, &result))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"%s\" cannot be \"%s\"", setting->defname, value),
				 errdetail("It is a Boolean: true or false.")));
	return result;
}

void
setting_unknown(const DefElem *setting, const char *known)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("there is no option \"%s\"", setting->defname),
			 errhint("The options are %s.", known)));
}
