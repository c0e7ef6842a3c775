-- demo/report.html of make demo, over the tables that tools/demo.sql has left. The page loads nothing:
-- reports of documents stand in frames as data: addresses, charts are inline SVG.
\set QUIET on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

CREATE FUNCTION pg_temp.escaped(content text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT replace(replace(replace(replace(coalesce(content, ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;') $$;

CREATE FUNCTION pg_temp.lang(tag text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN tag ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' THEN tag ELSE 'en' END $$;

CREATE FUNCTION pg_temp.frame(document documents) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT format('<figure><iframe title="%s" src="data:text/html;charset=utf-8;base64,%s"></iframe><figcaption lang="%s">%s</figcaption></figure>',
	pg_temp.escaped(document.title || ' (' || document.name || ')'),
	translate(encode(convert_to(tag_report('policy', document.body, document.title), 'UTF8'), 'base64'), E'\n', ''),
	pg_temp.lang(document.lang), pg_temp.escaped(document.title)) $$;

\qecho '<!DOCTYPE html>'
\qecho '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
\qecho '<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''; frame-src data:; base-uri ''none''; form-action ''none''">'
\qecho '<title>What policyscope read</title><style>'
\qecho ':root{color-scheme:light dark;--page:#fff;--ink:#1b1b1b;--soft:#4d4d4d;--line:#d4d4d4;--focus:#0a45a8;--mark:#d9d4f7}'
\qecho '@media (prefers-color-scheme:dark){:root{--page:#161616;--ink:#e8e8e8;--soft:#b8b8b8;--line:#3a3a3a;--focus:#8ab4f8;--mark:#2f2373}}'
\qecho '*{box-sizing:border-box}body{margin:0 auto;max-width:100rem;padding:0 1.25rem 2rem;background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC",sans-serif}'
\qecho 'h1{font-size:1.6rem;margin:1.5rem 0 .25rem}h2{font-size:1.25rem;margin:2rem 0 .25rem}h3{font-size:1rem;margin:1rem 0 .25rem}'
\qecho 'p{max-width:50rem;margin:.25rem 0 .75rem}.soft,figcaption{color:var(--soft);font-size:.9rem}a{color:var(--focus)}:focus-visible{outline:3px solid var(--focus);outline-offset:2px}'
\qecho '.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));gap:1rem}figure{margin:0;min-width:0}'
\qecho 'iframe{width:100%;height:46rem;border:1px solid var(--line);resize:vertical;background:var(--page)}'
\qecho '.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}thead th{color:var(--soft);white-space:nowrap}'
\qecho '.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}td:last-child{min-width:18rem}svg{max-width:100%;height:auto}mark{background:var(--mark);color:inherit;border-radius:2px;padding:0 .1em}.firm{white-space:nowrap}'
\qecho '</style></head><body><header><h1>What policyscope read</h1>'
SELECT format('<p class="soft">%s documents, %s words, %s concepts, by the taxonomy policy, version %s.</p></header><main>',
	(SELECT count(*) FROM documents), round(tag_word_count(s.tags)), cardinality(tag_keys(s.tags)), v.version)
FROM (SELECT tagset_sum(tags) AS tags FROM tagged) AS s,
     (SELECT max(version) AS version FROM policyscope.version WHERE taxonomy = 'policy') AS v;

-- ---- a page and its twin ------------------------------------------------------------------------

SELECT CASE WHEN count(*) > 1 THEN '<section aria-labelledby="page"><h2 id="page">A page and its twin</h2><p>The same text in two languages, the same concepts. Menus, notices and links are grey and count for nothing; every row of the tables below each text leads to its words.</p><div class="pair">'
	ELSE '<section aria-labelledby="page"><h2 id="page">A page</h2><p>Menus, notices and links are grey and count for nothing; every row of the tables below the text leads to its words.</p><div class="pair">' END
FROM shown;
SELECT pg_temp.frame(d) FROM documents AS d JOIN shown USING (id) ORDER BY shown.place;
\qecho '</div></section>'

-- ---- who, how firmly, by when, how much -------------------------------------------------------------

SELECT count(*) > 0 AS has_topic, count(*) FILTER (WHERE EXISTS (SELECT FROM topic_targets)) > 0 AS has_targets FROM topic \gset
\if :has_topic
SELECT format('<section aria-labelledby="who"><h2 id="who">Who commits to %s, how firmly, by when, how much?</h2>', pg_temp.escaped(label)) FROM topic;
SELECT '<h3>Share of mentions with force 4 or 5, by document</h3><p>' ||
	tag_chart_bars(array_agg(left(title, 60) ORDER BY id), array_agg(round(100 * share)::float8 ORDER BY id), 'Title="Decided or binding, per cent of mentions", Width=900, Max=100') || '</p>'
FROM (SELECT t.id, t.title, f.share[4] AS share FROM tagged AS t, topic AS p, tag_forces(t.tags) AS f WHERE f.concept = p.concept) AS firm;
\qecho '<div class="wide" role="group" tabindex="0" aria-labelledby="firm"><h3 id="firm">How firmly</h3><table><thead><tr><th scope="col">Concept</th><th scope="col">Who</th><th scope="col">Force</th><th scope="col">Firm clauses</th><th scope="col">Firmest sentence</th></tr></thead><tbody>'
SELECT format('<tr><th scope="row">%s</th><td lang="%s">%s%s</td><td class="firm">%s</td><td class="number">%s of %s</td><td lang="%s">%s</td></tr>',
	pg_temp.escaped(c.label), pg_temp.lang(d.lang), pg_temp.escaped(d.title), CASE WHEN who IS NOT NULL THEN '<br><span class="soft" lang="en">' || pg_temp.escaped(who) || '</span>' ELSE '' END, (ARRAY['1 explored', '2 supported', '3 urged', '4 decided', '5 binding'])[highest], firm, clauses,
	pg_temp.lang(d.lang), tag_headline('policy', c.sentence, ('''' || replace(c.concept, '''', '''''') || '''')::tagquery, 'HighlightAll=true'))
FROM topic_commitments AS c JOIN documents AS d USING (id) ORDER BY highest DESC, firm DESC, c.id, c.concept COLLATE "C" LIMIT 30;
\qecho '</tbody></table></div>'
\if :has_targets
\qecho '<div class="wide" role="group" tabindex="0" aria-labelledby="due"><h3 id="due">By when, how much</h3><table><thead><tr><th scope="col">Due by</th><th scope="col">Quantity</th><th scope="col">Concept</th><th scope="col">Document</th></tr></thead><tbody>'
SELECT format('<tr><td class="number">%s</td><th scope="row" lang="%s">%s</th><td>%s</td><td lang="%s">%s</td></tr>', upper(deadline) - 1, pg_temp.lang(d.lang), pg_temp.escaped(surface), pg_temp.escaped(t.label), pg_temp.lang(d.lang), pg_temp.escaped(d.title))
FROM topic_targets AS t JOIN documents AS d USING (id) ORDER BY upper(deadline), id, start_char;
\qecho '</tbody></table></div>'
\endif
\qecho '</section>'
\endif

-- ---- a new label -------------------------------------------------------------------------------------

SELECT count(*) > 0 AS has_label FROM label_chart \gset
\if :has_label
\qecho '<section aria-labelledby="label"><h2 id="label">A new label: <span lang="zh-Hans">低空经济</span></h2><p>A copy of the taxonomy begins without it (version 1). One row in <code>policyscope.label</code>, <code>taxonomy_publish(''mine'')</code>, and version 2 finds it, in the next statement of any session.</p><div class="pair">'
SELECT format('<div><h3>%s</h3>%s</div>', heading, tag_chart_bars(array_agg(label ORDER BY after DESC, concept COLLATE "C"),
	array_agg((CASE number WHEN 1 THEN before ELSE after END)::float8 ORDER BY after DESC, concept COLLATE "C"),
	format('Title="Mentions, %s", Lang=zh-Hans, Width=480, Max=%s', heading, (SELECT max(after) FROM label_chart))))
FROM label_chart, (VALUES (1, 'version 1'), (2, 'version 2')) AS v(number, heading) GROUP BY number, heading ORDER BY number;
\qecho '</div></section>'
\endif
\qecho '</main></body></html>'
