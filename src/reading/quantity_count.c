/*-------------------------------------------------------------------------
 *
 * quantity_count.c
 *		The thing that a number counts.
 *
 * Called by quantity.c.  In Chinese a measure word says it; in English up to
 * four words that end with a plural noun, none of them a word of structure.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#define WORDS_BEFORE_NOUN 4
#define CODE_DIGITS 5			/* so many without a separator, before a capital: a code */

/* Words that end the search: the number counts nothing that is named. */
#define STOP_WORDS \
	"|of|and|or|to|in|on|at|by|for|from|with|the|a|an|is|are|was|were|be|been|has|have|had|will|shall|" \
	"should|may|must|can|could|would|that|which|who|this|these|those|its|their|as|than|but|if|when|" \
	"under|per|not|no|any|each|such|other|into|after|before|within|between|through|over|section|" \
	"article|chapter|years|months|days|weeks|hours|minutes|seconds|decades|quarters|times|year|month|" \
	"day|week|hour|decade|s|th|nd|rd|st|stat|code|ed|see|also|january|february|march|april|may|june|" \
	"july|august|september|october|november|december|dollars|cents|percent|consecutive|describes|" \
	"does|offers|provides|states|shows|requires|applies|sets|includes|contains|gives|makes|defines|"

/* Things that are parts of a text, or no things at all. */
#define NO_THINGS \
	"|sections|articles|paragraphs|chapters|pages|lines|titles|subsections|subparagraphs|clauses|terms|" \
	"ways|others|aspects|series|means|parts|degrees|"
#define FRACTIONS "|thirds|fourths|fifths|quarters|halves|sections|paragraphs|subsections|subparagraphs|clauses|"

#define PLURALS "|people|men|women|children|persons|staff|personnel|media|criteria|bases|aircraft|spacecraft|species|alumni|" \
	"cattle|sheep|youth|troops|crew|faculty|"

static bool
is_plural(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];
	const char *bytes = item_bytes(s, i);
	uint32_t	shortest = 4;

	if (item_among(s, i, PLURALS))
		return true;
	if (item->end - item->start > 2 && s->text[item->end - 1] == 's' && ascii_is_capital(s->text[item->end - 2]))
		return true;			/* GPUs */
	shortest -= item_is_dash(s, i - 1) && item_touches(s, i);	/* start-ups */
	return item->length >= shortest && bytes[item->length - 1] == 's' && bytes[item->length - 2] != 's' &&
		bytes[item->length - 2] != 'u' && !(bytes[item->length - 2] == 'i' && bytes[item->length - 3] == 's');
}

/* "36365 AERORUTAS", "301 Repealers": codes and headings, not things. */
static bool
is_heading(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];
	uint32_t	capitals = 0;

	for (uint32_t k = item->start; k < item->end; k++)
		capitals += s->text[k] >= 'A' && s->text[k] <= 'Z';
	if (item->capital && i > 0 && s->items[i - 1].length >= CODE_DIGITS && number_plain_integer(s, i - 1) >= 0)
		return true;
	return item->capital && (capitals == 1 || capitals > 4 || capitals + 2 < item->end - item->start) &&
		item->end - item->start > 1;
}

/* Whether the number before a capital is a code or numbers a heading: 40 Chinese firms are things. */
static bool
is_code(const ItemSentence *s, uint32_t i)
{
	return i < 2 || s->items[i - 1].broken || s->items[i - 1].length >= CODE_DIGITS + 2 ||
		(s->items[i - 1].length >= CODE_DIGITS && number_plain_integer(s, i - 1) >= 0) ||
		(s->items[i - 2].kind == ITEM_SIGN && s->items[i - 2].point != ',' && s->items[i - 2].point != ':' &&
		 s->items[i - 2].point != '(');
}

static uint32_t
read_words(const ItemSentence *s, uint32_t i, bool digits)
{
	uint32_t	found = 0;
	bool		heading = false;

	for (uint32_t at = i; at < s->count && at - i <= WORDS_BEFORE_NOUN; at++)
	{
		if (item_is_dash(s, at) && item_touches(s, at) && item_touches(s, at + 1) && at > i)
			continue;
		if (at == i && item_is(s, at, "states"))
			return 1;			/* 16 states; elsewhere it is a verb */
		if (at == i && item_is(s, at, "member") && item_is(s, at + 1, "states"))
			return 2;
		if (at == i && !digits && item_among(s, at, "|other|such|"))
			continue;			/* two other towns */
		heading |= digits && at == i && is_heading(s, at);
		if (s->items[at].kind != ITEM_WORD || (heading && at == i && is_code(s, at)) || item_among(s, at, STOP_WORDS) ||
			(at > i && s->items[at].broken) || (at == i && !s->items[at].spaced))
			break;
		if (is_plural(s, at) && !(digits && s->items[at].length > 3 && item_in_capitals(s, at)) &&
			!(heading && s->items[at].capital))
			found = item_among(s, at, FRACTIONS) || (at == i && item_among(s, at, NO_THINGS)) ? 0 : at + 1 - i;
		else if (found > 0)
			break;
	}
	return found;
}

#define MEASURE_WORDS \
	"|省份|城市|国家|地区|市县|部门|部委|单位|企业|机构|高校|学校|医院|园区|基地|行业|领域|产业链|岗位|像素|农户|居民|学生|学员|" \
	"教师|职工|用户|人口|人次|万人|阶段|个阶段|艘次|架次|辆次|车次|班次|户次|场次|梯次|" \
	"个|家|所|座|项|辆|台|套|名|人|户|件|次|批|处|场|只|架|艘|栋|幢|株|头|颗|枚|间|片|支|册|种|类|位|届|亩|份|条|块|具|张|盏|宗|款|" \
	"部|组|例|门|篇|幅|本|首|集|根|口|对|副|层|轮|班|笔|票|盒|袋|瓶|列|床|站|校|村|枪|匹|尾|羽|棵|扇|席|剂|管|箱|粒|窝|" \
	"省|市|县|国|州|地|区|城|镇|乡|"

/* Behind these characters a measure word is the begin of another word. */
#define NO_MEASURE \
	"|个月|个百分点|个工作日|个工作天|个小时|个五年|个别|人民|家庭|部门规|部分|项目|条例|条第|条规|条款|条件|条约|条的|条和|条至|条、|条所|份额|" \
	"种植|类似|次日|次年|次产业|位于|所有|名义|处理|处罚|台湾|头等|期间|期限|期货|本条|本法|部署|部长|组织|组成|对于|对外|管理|地方|地下|区域|" \
	"国际|国内|国外|市场|市长|省级|市级|县级|城乡|城镇|层级|层次|集中|集群|集成|集团|轮换|首先|首批|首次|门类|例如|例外|席位|" \
	"年期|根据|口岸|站点|校园|校企|村民|员工|箱变|管道|管网|组合|班子|本地|本市|本省|本项|本次|款第|款规|款、|款所|款情|款至|款或|款及|款之|款的|款和|款与|" \
	"届全|届中|届人|届常|届会|次会议|次全|次常|位一体|轮车|轮汽|轮摩|轮驱|市民|国民|国产|国家级|国防|地面|地块|区间|区内|市区|城区|市内|对接|对口|例规|篇章|集装|笔试|票据|国务|国有|国标|省部|地级|地市|区块|"

/* 八大枢纽, 十大工程; not 二十大, the twentieth congress, nor 第三大. */
static uint32_t
read_great(const ItemSentence *s, uint32_t i)
{
	return items_spell(s, i, "大") > 0 && items_spell_before(s, i, "|十九|十八|十七|二十|第一|第二|第三|第四|第五|") == 0 &&
		i + 1 < s->count && s->items[i + 1].kind == ITEM_CHARACTER &&
		items_spell_among(s, i + 1, "|以|报|精|会|召|代|上|前|后|的|提|作|对|于|小|中|型|学|") == 0;
}

/* What makes of 个 and 次 something else: months, an order. */
static uint32_t
read_measure_word(const ItemSentence *s, uint32_t i)
{
	uint32_t	count = items_spell_among(s, i, MEASURE_WORDS);

	if (count == 0)
		return read_great(s, i);
	if (items_spell_among(s, i, NO_MEASURE) > 0)
		return items_spell(s, i, "项目") > 0 ? 2 : 0;
	return count;
}

uint32_t
quantity_read_thing(const ItemSentence *s, uint32_t i, bool digits)
{
	if (i >= s->count)
		return 0;
	if (s->items[i].kind == ITEM_CHARACTER)
	{
		if (i > 0 && s->items[i].spaced && s->items[i - 1].kind == ITEM_CHARACTER)
			return 0;			/* 三  省市政: the number of an entry */
		return read_measure_word(s, i);
	}
	return read_words(s, i, digits);
}
