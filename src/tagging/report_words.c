/*-------------------------------------------------------------------------
 *
 * report_words.c
 *		The words of a report that are its own, in the languages it speaks.
 *
 * Called by the parts of tag_report().  Must know neither documents nor
 * taxonomies.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report_words.h"

#include "tagging/markup.h"

static const char *const language_tags[PAGE_LANGUAGES] = {"en", "zh-Hans", "zh-Hant"};

static const char *const phrases[PHRASES][PAGE_LANGUAGES] = {
	[PHRASE_SKIP] = {"Skip to the document", "跳到正文", "跳到正文"},
	[PHRASE_SUMMARY] = {
		"Taxonomy $1, version $2: $3 mentions, $4 concepts, $5 words.",
		"分类体系 $1 第 $2 版：$3 处提及，$4 个概念，$5 词。",
		"分類體系 $1 第 $2 版：$3 處提及，$4 個概念，$5 詞。"
	},
	[PHRASE_FACETS] = {"Facets shown", "显示的分面", "顯示的分面"},
	[PHRASE_DOCUMENT] = {"Document", "正文", "正文"},
	[PHRASE_FURNITURE] = {
		"Grey: menus, notices and links of the page; no mention there counts.",
		"灰色：网页的菜单、提示和链接，其中的提及不计。",
		"灰色：網頁的選單、提示和連結，其中的提及不計。"
	},
	[PHRASE_SCORES] = {"Scores", "得分", "得分"},
	[PHRASE_SCORES_OF] = {"Scores of $1", "$1 的得分", "$1 的得分"},
	[PHRASE_FIRST_OF] = {"The first $1 of $2.", "$2 个中的前 $1 个。", "$2 個中的前 $1 個。"},
	[PHRASE_CONCEPTS] = {"Concepts", "概念", "概念"},
	[PHRASE_CONCEPTS_NOTE] = {
		"The score is from 0 up to 1, by evidence and the document\u2019s length; density is evidence in a thousand "
		"words. Mentions include those of narrower concepts, direct ones do not.",
		"得分在 0 与 1 之间，依证据量和文件长度而定；密度为每千词的证据量。提及包括下位概念的提及，直接提及不包括。",
		"得分在 0 與 1 之間，依證據量和文件長度而定；密度為每千詞的證據量。提及包括下位概念的提及，直接提及不包括。"
	},
	[PHRASE_CONCEPT] = {"Concept", "概念", "概念"},
	[PHRASE_SCORE] = {"Score", "得分", "得分"},
	[PHRASE_DENSITY] = {"Density", "密度", "密度"},
	[PHRASE_MENTIONS] = {"Mentions", "提及", "提及"},
	[PHRASE_DIRECT] = {"Direct", "直接提及", "直接提及"},
	[PHRASE_IN_TEXT] = {"In the text", "文中位置", "文中位置"},
	[PHRASE_FIRST_SENTENCE] = {"First sentence", "首个句子", "首個句子"},
	[PHRASE_MENTION] = {"$1, mention $2", "$1，第 $2 处", "$1，第 $2 處"},
	[PHRASE_MORE] = {"more", "更多", "更多"},
	[PHRASE_MORE_MENTIONS] = {"$1, more mentions", "$1，更多提及", "$1，更多提及"},
	[PHRASE_COMMITMENTS] = {"Commitments", "承诺", "承諾"},
	[PHRASE_COMMITMENTS_NOTE] = {
		"Clauses that name a concept, by how firmly the issuer commits in them: 5 binding, 4 decided, 3 urged, "
		"2 supported, 1 explored. The share is that of 4 and 5 among all its clauses, with the 95 % interval (Wilson).",
		"提到该概念的分句，按发文者承诺的力度计数：5 必须，4 决定，3 要求，2 支持，1 探索。比例为力度 4 和 5 的分句占全部分句的比例，附 95% 置信区间（Wilson）。",
		"提到該概念的分句，按發文者承諾的力度計數：5 必須，4 決定，3 要求，2 支持，1 探索。比例為力度 4 和 5 的分句占全部分句的比例，附 95% 信賴區間（Wilson）。"
	},
	[PHRASE_CLAUSES] = {"Clauses", "分句", "分句"},
	[PHRASE_COUNT_5] = {"5", "5", "5"},
	[PHRASE_COUNT_4] = {"4", "4", "4"},
	[PHRASE_COUNT_3] = {"3", "3", "3"},
	[PHRASE_COUNT_2] = {"2", "2", "2"},
	[PHRASE_COUNT_1] = {"1", "1", "1"},
	[PHRASE_FORCE_5] = {"5 binding", "5 必须", "5 必須"},
	[PHRASE_FORCE_4] = {"4 decided", "4 决定", "4 決定"},
	[PHRASE_FORCE_3] = {"3 urged", "3 要求", "3 要求"},
	[PHRASE_FORCE_2] = {"2 supported", "2 支持", "2 支持"},
	[PHRASE_FORCE_1] = {"1 explored", "1 探索", "1 探索"},
	[PHRASE_PROHIBITED] = {"prohibited", "禁止", "禁止"},
	[PHRASE_FIRM_SHARE] = {"Share of 4 and 5", "力度 4、5 的比例", "力度 4、5 的比例"},
	[PHRASE_FIRMEST] = {"Firmest", "最高力度", "最高力度"},
	[PHRASE_FIRMEST_OF] = {"$1, firmest sentence: $2", "$1，力度最高的句子：$2", "$1，力度最高的句子：$2"},
	[PHRASE_SENTENCE] = {"Sentence", "句子", "句子"},
	[PHRASE_RESPONSIBLE] = {"Who", "责任主体", "責任主體"},
	[PHRASE_TARGETS] = {"Targets", "目标", "目標"},
	[PHRASE_TARGETS_NOTE] = {
		"Quantities, each with the nearest concept of its clause. Targets come first, then what is achieved and "
		"what targets are measured from.",
		"数量，各附其分句中最近的概念。目标在前，其后是已完成的数量和基数。",
		"數量，各附其分句中最近的概念。目標在前，其後是已完成的數量和基數。"
	},
	[PHRASE_TARGETS_LEFT] = {
		"Quantities of which the text does not say whether they are targets: $1, not shown.",
		"另有 $1 个数量，文中未说明是否为目标，不予列出。",
		"另有 $1 個數量，文中未說明是否為目標，不予列出。"
	},
	[PHRASE_QUANTITY] = {"Quantity", "数量", "數量"},
	[PHRASE_VALUE] = {"Value", "数值", "數值"},
	[PHRASE_STATUS] = {"Status", "状态", "狀態"},
	[PHRASE_DUE] = {"When", "期限", "期限"},
	[PHRASE_TARGET] = {"target", "目标", "目標"},
	[PHRASE_ACHIEVED] = {"achieved", "已完成", "已完成"},
	[PHRASE_BASELINE] = {"baseline", "基数", "基數"},
	[PHRASE_PERIODS] = {"Periods", "时间", "時間"},
	[PHRASE_PERIODS_NOTE] = {
		"The times that the document names, in their order.",
		"文件提到的时间，按先后排列。",
		"文件提到的時間，按先後排列。"
	},
	[PHRASE_PERIOD] = {"Period", "时间", "時間"},
	[PHRASE_KIND] = {"Kind", "类型", "類型"},
	[PHRASE_POINT] = {"point", "时点", "時點"},
	[PHRASE_RANGE] = {"range", "区间", "區間"},
	[PHRASE_DEADLINE] = {"deadline", "截止", "截止"},
	[PHRASE_UNTIL] = {"until", "至", "至"},
	[PHRASE_SINCE] = {"since", "自", "自"},
	[PHRASE_NEXT] = {"next", "未来", "未來"},
	[PHRASE_LAST] = {"last", "过去", "過去"},
	[PHRASE_DURATION] = {"duration", "时长", "時長"},
	[PHRASE_FISCAL] = {"fiscal year", "财政年度", "會計年度"},
	[PHRASE_PLAN] = {"plan", "规划", "規劃"},
	[PHRASE_TO_DATE] = {"to $1", "至 $1", "至 $1"},
	[PHRASE_FROM_DATE] = {"from $1", "$1 起", "$1 起"},
	[PHRASE_ONE_YEAR] = {"$1 year", "$1 年", "$1 年"},
	[PHRASE_YEARS] = {"$1 years", "$1 年", "$1 年"},
	[PHRASE_ONE_MONTH] = {"$1 month", "$1 个月", "$1 個月"},
	[PHRASE_MONTHS] = {"$1 months", "$1 个月", "$1 個月"},
	[PHRASE_ONE_DAY] = {"$1 day", "$1 天", "$1 天"},
	[PHRASE_DAYS] = {"$1 days", "$1 天", "$1 天"},
	[PHRASE_FOOTER] = {"Made by policyscope $1.", "由 policyscope $1 生成。", "由 policyscope $1 產生。"}
};

PageLanguage
page_language(const char *lang)
{
	if (lang == NULL || strncmp(lang, "zh", 2) != 0 || (lang[2] != '\0' && lang[2] != '-'))
		return PAGE_ENGLISH;
	return strcmp(lang, language_tags[PAGE_TRADITIONAL]) == 0 ? PAGE_TRADITIONAL : PAGE_SIMPLIFIED;
}

const char *
page_language_tag(PageLanguage language)
{
	return language_tags[language];
}

const char *
phrase(PageLanguage language, Phrase which)
{
	return phrases[which][language];
}

void
phrase_write(StringInfo out, PageLanguage language, Phrase which, const char *const *arguments)
{
	for (const char *p = phrases[which][language]; *p; p++)
	{
		if (*p == '$')
			html_append(out, arguments[*++p - '1']);
		else
			appendStringInfoCharMacro(out, *p);
	}
}

void
phrase_write_two(StringInfo out, PageLanguage language, Phrase which, const char *first,
				 const char *second)
{
	const char *const arguments[] = {first, second};

	phrase_write(out, language, which, arguments);
}
