/*-------------------------------------------------------------------------
 *
 * list_han_words.cpp
 *		Writes ICU's Chinese and Japanese dictionary: a line a word, its cost first.
 *
 * Run by the Makefile, piped into make_han_words; never part of the library.
 * C++ because ICU reads the dictionary's trie in C++ only.  The dictionary is
 * an item of ICU's data: eight int32, of which the first tells where the trie
 * begins and the fifth what kind it is, then the trie as serialised (ICU's
 * i18n data build, tool gendict).  A dictionary of another kind is refused.
 *
 *-------------------------------------------------------------------------
 */
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unicode/ucharstrie.h>
#include <unicode/udata.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

static const int32_t INDEX_TRIE = 0;
static const int32_t INDEX_KIND = 4;
static const int32_t KIND_MASK = 7;
static const int32_t KIND_UCHARS = 1;

static void
check(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "list_han_words: %s\n", what);
	exit(1);
}

static const int32_t *
open_dictionary()
{
	UErrorCode	status = U_ZERO_ERROR;
	std::string package = "icudt" + std::to_string(U_ICU_VERSION_MAJOR_NUM) +
		U_ICUDATA_TYPE_LETTER + "-brkitr";
	UDataMemory *data = udata_open(package.c_str(), "dict", "cjdict", &status);
	UDataInfo	info;

	check(U_SUCCESS(status), "this ICU has no dictionary cjdict");
	info.size = sizeof(info);
	udata_getInfo(data, &info);
	check(info.formatVersion[0] == 1, "the dictionary is of an unknown format");
	return static_cast<const int32_t *>(udata_getMemory(data));
}

int
main()
{
	const int32_t *indexes = open_dictionary();
	const char *trie = reinterpret_cast<const char *>(indexes) + indexes[INDEX_TRIE];
	UErrorCode	status = U_ZERO_ERROR;

	check((indexes[INDEX_KIND] & KIND_MASK) == KIND_UCHARS, "the dictionary is of an unknown kind");
	icu::UCharsTrie::Iterator word(reinterpret_cast<const char16_t *>(trie), 0, status);
	while (word.next(status))
	{
		std::string utf8;

		printf("%d %s\n", static_cast<int>(word.getValue()),
			   word.getString().toUTF8String(utf8).c_str());
	}
	check(U_SUCCESS(status), "the dictionary cannot be read");
	return 0;
}
