/*-------------------------------------------------------------------------
 *
 * report_style.c
 *		The style sheet of a report.
 *
 * Called by tag_report.c.  Writes constants and numbers of facets only:
 * nothing of a document ever stands in a style sheet.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

/*
 * Text on a mark and on the page has a contrast of 7:1 or more in both
 * schemes, borders and bars 3:1 (WCAG 2.2, 1.4.6 and 1.4.11).
 */
static const char style[] =
":root{color-scheme:light dark;--page:#fff;--ink:#1b1b1b;--soft:#4d4d4d;--line:#d4d4d4;"
"--mark:88%;--edge:38%;--strong:#000;--focus:#0a45a8;--here:#fff3c4}\n"
"@media (prefers-color-scheme:dark){:root{--page:#161616;--ink:#e8e8e8;--soft:#b8b8b8;"
"--line:#3a3a3a;--mark:17%;--edge:66%;--strong:#fff;--focus:#8ab4f8;--here:#40370c}}\n"
"*{box-sizing:border-box}\n"
"body{margin:0;background:var(--page);color:var(--ink);"
"font:1rem/1.6 system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\",\"Noto Sans CJK SC\",sans-serif}\n"
":lang(zh-Hant){font-family:system-ui,\"Noto Sans\",\"Noto Sans CJK TC\",sans-serif}\n"
"header,main,footer{max-width:84rem;margin:0 auto;padding:0 1.25rem}\n"
"h1{font-size:1.6rem;line-height:1.3;margin:1.5rem 0 .25rem}\n"
"h2{font-size:1.2rem;margin:1.5rem 0 .5rem}\n"
"h3{font-size:.95rem;margin:.75rem 0 .25rem}\n"
".note,header p,footer{color:var(--soft);font-size:.875rem;margin:.25rem 0}\n"
"footer{padding-top:1rem;padding-bottom:2rem}\n"
"a{color:var(--focus)}\n"
":focus-visible{outline:3px solid var(--focus);outline-offset:2px}\n"
".skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:var(--page);"
"padding:.25rem .5rem;z-index:3}\n"
"@media (min-width:48rem){.facets{position:sticky;top:0}}\n"
".facets{z-index:2;background:var(--page);border:0;"
"border-bottom:1px solid var(--line);margin:.75rem 0 0;padding:.4rem 0;display:flex;"
"flex-wrap:wrap;gap:.25rem 1rem;font-size:.9rem;min-width:0}\n"
".facets legend{float:left;padding:0 .75rem 0 0;color:var(--soft)}\n"
".facets label{display:inline-flex;align-items:center;gap:.35rem;min-height:1.75rem}\n"
".facets input{width:1.1rem;height:1.1rem;margin:0;accent-color:var(--focus)}\n"
"@media (min-width:64rem){.page{display:grid;grid-template-columns:minmax(0,1fr) 27.5rem;"
"gap:0 2.5rem;align-items:start}.all{grid-column:1/-1;min-width:0}}\n"
"article{max-width:46rem}\n"
"article p{white-space:pre-line;overflow-wrap:anywhere;margin:0 0 1em}\n"
".furniture{color:var(--soft);font-size:.875rem}\n"
"mark,.name{background:hsl(var(--hue) 70% var(--mark));color:inherit;"
"border-bottom:2px solid hsl(var(--hue) 60% var(--edge));border-radius:2px;padding:0 .1em;"
"-webkit-box-decoration-break:clone;box-decoration-break:clone}\n"
"mark mark{padding-bottom:.1em;border-bottom-width:3px}\n"
"mark:target{outline:3px solid var(--focus);outline-offset:1px;color:var(--strong)}\n"
".sentence:target{background:var(--here);box-shadow:0 0 0 .2em var(--here)}"
".sentence:target .furniture{color:inherit}\n"
"mark,.sentence{scroll-margin:6rem 0 3rem}section{scroll-margin-top:3.5rem}\n"
"svg{display:block;max-width:100%;height:auto}\n"
".facet rect{fill:hsl(var(--hue) 50% var(--edge))}\n"
".facet h3{border-left:.35rem solid hsl(var(--hue) 60% var(--edge));padding-left:.5rem}\n"
".wide{overflow-x:auto}\n"
"table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
"th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}\n"
"thead th{color:var(--soft);font-weight:600;white-space:nowrap}\n"
"#commitments thead th{white-space:normal;word-break:keep-all;vertical-align:bottom}#commitments tbody th{min-width:11rem}\n"
"tbody th{font-weight:600;min-width:14rem}\n"
"code{font-size:.8rem;color:var(--soft);font-weight:400;overflow-wrap:break-word}\n"
"tbody th code{display:block}\n"
".interval{color:var(--soft);font-size:.8rem;white-space:nowrap}\n"
".number,.close{white-space:nowrap}.number{text-align:end;font-variant-numeric:tabular-nums}\n"
".links{min-width:9rem}.links a,.links summary{display:inline-block;min-width:1.5rem;"
"min-height:1.5rem;text-align:center}\n"
"td:last-child{min-width:20rem}\n"
"@media print{.facets,.skip{display:none}}\n";

/*
 * Nine hues, as far apart as can be, neighbours in the list far from each
 * other; the tenth facet and on get those between.
 */
#define HUES 9
#define HUE_FIRST 210
#define HUE_STEP 160
#define HUE_BETWEEN 20

static uint32
facet_hue(uint32 facet)
{
	return (HUE_FIRST + facet % HUES * HUE_STEP + facet / HUES % 2 * HUE_BETWEEN) % 360;
}

/* A facet's colour, and what becomes of it when its box is not checked. */
static void
write_facet_style(StringInfo out, uint32 facet)
{
	appendStringInfo(out, ".f%u{--hue:%u}\n", facet, facet_hue(facet));
	appendStringInfo(out, "body:has(#show-f%u:not(:checked)) mark.f%u{background:none;"
					 "border-color:transparent;padding:0}\n", facet, facet);
	appendStringInfo(out, "body:has(#show-f%u:not(:checked)) .facet.f%u{display:none}\n", facet,
					 facet);
}

void
report_write_style(StringInfo out, const Report *report)
{
	appendStringInfoString(out, "<style>\n");
	appendStringInfoString(out, style);
	for (uint32 facet = 0; facet < report->view->facet_count; facet++)
		if (report_facet_size(report, facet) > 0)
			write_facet_style(out, facet);
	appendStringInfoString(out, "</style>\n");
}
