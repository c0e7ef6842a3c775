#!/bin/bash
# Reports, headlines, evidence and charts in a real browser, with axe-core.
#
#   test/browser/run.sh PLACE           as TAP; PLACE: a build and a running server (tools/server.sh)
#   make test STAGES=browser            the same, on a server of its own
#   SCREENSHOTS=DIR make test STAGES=browser      keeps a picture of each page
#
# Needs Chromium (Debian: chromium, and fonts-noto-cjk to look at Chinese) and the packages of
# test/browser/package.json: "npm ci" in this directory, or $POLICYSCOPE_NODE_MODULES names a
# node_modules that has them. Skipped, saying so, without.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
place=${1:?usage: test/browser/run.sh PLACE}
pages=$place/browser
modules=${POLICYSCOPE_NODE_MODULES:-$here/test/browser/node_modules}

skip_all() { echo "1..0 # skip $1"; exit 0; }

find_browser()
{
	local name
	for name in chromium chromium-browser google-chrome; do
		command -v "$name" && return 0
	done
	return 1
}

ask() { psql -XqAt -v ON_ERROR_STOP=1 -d browser "$@"; }

# base64 takes any content through psql unchanged.
write_report()
{
	local file=$1
	base64 -w 0 "$file" >"$pages/document.b64"
	ask -v content="$pages/document.b64" >"$pages/report-$(basename "$file" .txt).html" <<'SQL'
\set body `cat :'content'`
SELECT tag_report('policy', convert_from(decode(:'body', 'base64'), 'UTF8'));
SQL
	rm -f "$pages/document.b64"
}

# Reports that a document of hostile strings, an empty one and one without mentions make.
write_odd_reports()
{
	ask -c "SELECT tag_report('policy', '<script>document.title = 1</script><img src=x onerror=alert(1)> AI </p></article>' || repeat(' AI <b>', 40), '\"><script>alert(1)</script>')" \
		>"$pages/report-hostile.html"
	ask -c "SELECT tag_report('policy', '', 'An empty document')" >"$pages/report-empty.html"
	ask -c "SELECT tag_report('policy', 'Nothing of the kind.')" >"$pages/report-nothing.html"
}

# What the cell of a BI tool shows, all of it on one page.
write_cells()
{
	ask >"$pages/cells.html" <<'SQL'
\qecho '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Cells</title><style>:root{color-scheme:light dark}svg{max-width:100%;height:auto}</style></head><body><main><h1>Cells</h1>'
SELECT '<p>' || tag_headline('policy', 'Guizhou will build parks for integrated circuits & AI.', 'tech.*') || '</p>';
SELECT '<p lang="zh">' || html || '</p>' FROM tag_evidence('policy', '贵州省支持人工智能和量子计算。', 'tech.*');
SELECT '<p>' || tag_chart_bars('{quantum,"人工智能","<script>"}', '{3,NULL,-1.5}', 'Title="Shares <b>"') || '</p>';
SELECT '<p>' || tag_chart_lines('{2023,2024,2025,2026}', '{{1,2,NULL,4},{4,3,2,1}}', '{quantum,AI}', 'Title="By year"') || '</p>';
\qecho '</main></body></html>'
SQL
}

write_pages()
{
	local file
	psql -XqAt -d postgres -c 'DROP DATABASE IF EXISTS browser' \
		-c "CREATE DATABASE browser TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
	ask -c 'SET client_min_messages = warning' -c 'CREATE EXTENSION policyscope'
	for file in "$here"/data/samples/*.txt; do
		write_report "$file"
	done
	write_odd_reports
	write_cells
	psql -XqAt -d postgres -c 'DROP DATABASE browser'
}

browser=$(find_browser) || skip_all "no Chromium (Debian: chromium)"
command -v node >/dev/null || skip_all "no Node.js"
[ -d "$modules/axe-core" ] && [ -d "$modules/playwright-core" ] ||
	skip_all "no axe-core and playwright-core in $modules (npm ci in test/browser)"
mkdir -p "$pages"
write_pages
NODE_PATH=$modules node "$here/test/browser/look.js" "$browser" "$pages" ${SCREENSHOTS:+"$SCREENSHOTS"}
