#!/bin/bash
# tools/demo.sh [FILE ...]: make demo. A private server tags documents and shows what it found.
# tools/demo.sh --stop: make stop. Ends that server; silent when none runs.
#
# The documents are the files given (also in $DOC: one name, or several between spaces), else
# data/samples/*.txt and data/demo/*.txt; UTF-8 only. Installs missing Debian packages, builds out of the tree, starts
# a server (tools/server.sh), loads a fresh database, runs tools/demo.sql and leaves what
# tools/demo_report.sql makes of it in demo/report.html. A second run reuses build and server.
#
# Everything lies in .demo/home: a directory, or a link to one under /tmp when the clone is no
# place for a server (a space in its path, too long, or closed to the server's user).
set -euo pipefail
STARTED_IN=$PWD
cd "$(dirname "$0")/.."
. tools/server.sh

DATABASE=policyscope_demo
HOME_LINK=$CLONE/.demo/home

say() { printf '%s\n' "$*"; }

# Prints the place of the demo's server, if there is one. A link into /tmp may have lost its
# target (a restart empties /tmp), and a stranger may then have made that name his own.
find_place()
{
	[ -d "$HOME_LINK" ] || return 1
	[ -O "$HOME_LINK/" ] || return 1
	(cd -P "$HOME_LINK" && pwd)
}

# Two users of one clone would end each other's server.
check_owner()
{
	[ ! -e "$CLONE/.demo" ] || [ -O "$CLONE/.demo" ] || {
		say "demo: .demo belongs to $(stat -c %U "$CLONE/.demo"), who has to run this command (or: make stop; rm -r .demo)" >&2
		exit 1
	}
}

make_place()
{
	local elsewhere
	mkdir -p "$CLONE/.demo"
	chmod 755 "$CLONE/.demo"
	rm -rf "$HOME_LINK"
	mkdir -m 755 "$HOME_LINK"
	fit_for_server "$HOME_LINK" && return 0
	elsewhere=$(new_place)
	rmdir "$HOME_LINK"
	ln -s "$elsewhere" "$HOME_LINK"
}

# ---- documents ------------------------------------------------------------------------------

# Sets DOCUMENTS to absolute names. Relative ones count from where the command was given.
choose_documents()
{
	local names=() name
	if [ $# -gt 0 ]; then
		names=("$@")
	elif [ -n "${DOC:-}" ]; then
		if (cd "$STARTED_IN" && [ -e "$DOC" ]); then names=("$DOC"); else read -ra names <<<"${DOC//$'\n'/ }"; fi
	else
		names=("$CLONE"/data/samples/*.txt "$CLONE"/data/demo/*.txt)
	fi
	DOCUMENTS=()
	for name in "${names[@]}"; do
		case $name in /*) ;; *) name=$STARTED_IN/$name ;; esac
		check_document "$name"
		DOCUMENTS+=("$name")
	done
}

check_document()
{
	local file=$1
	[ -f "$file" ] && [ -r "$file" ] || { say "demo: no such file, or not readable: $file" >&2; exit 1; }
	iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 ||
		{ say "demo: not UTF-8: $file (convert it first, e.g. iconv -f GB18030 -t UTF-8)" >&2; exit 1; }
	[ "$(tr -d '\000' <"$file" | wc -c)" = "$(wc -c <"$file")" ] ||
		{ say "demo: holds zero bytes, so it is no text: $file" >&2; exit 1; }
}

# The language tag of a name like 05-quantum-plan.en.txt; empty when it has none.
language_of()
{
	local stem=${1%.txt}
	case $stem in
		*.en | *.zh | *.zh-*) echo "${stem##*.}" ;;
	esac
}

# base64 takes any content through unchanged; the name is quoted by psql.
load_document()
{
	local file=$1 name=${1##*/}
	base64 -w 0 "$file" >"$PLACE/document.b64"
	ask -v name="$name" -v lang="$(language_of "$name")" -v content="$PLACE/document.b64" >/dev/null <<'SQL'
\set body `cat :'content'`
INSERT INTO documents (name, lang, body)
SELECT :'name', nullif(:'lang', ''), ltrim(convert_from(decode(:'body', 'base64'), 'UTF8'), U&'\FEFF');
SQL
}

load_documents()
{
	local file
	say "loading ${#DOCUMENTS[@]} documents"
	ask >/dev/null <<'SQL'
CREATE TABLE documents (
	id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL,
	lang text,
	title text,
	body text NOT NULL
);
SQL
	for file in "${DOCUMENTS[@]}"; do
		load_document "$file"
	done
	rm -f "$PLACE/document.b64"
}

# ---- server and database ----------------------------------------------------------------------

ask() { psql -X -q -v ON_ERROR_STOP=1 -d "$DATABASE" "$@"; }

# The data of another major version are of no use to this one: a demo begins again.
start_server()
{
	if [ -e "$PLACE/data/PG_VERSION" ] && [ "$(cat "$PLACE/data/PG_VERSION")" != "$MAJOR" ]; then
		server_stop "$PLACE"
		rm -rf "${PLACE:?}/data" "$PLACE/build" "$PLACE/root"
	fi
	[ -e "$PLACE/data/PG_VERSION" ] || { say "making a database cluster"; server_init "$PLACE"; }
	server_running "$PLACE" || { say "starting PostgreSQL $MAJOR"; server_start "$PLACE"; }
	use_server "$PLACE"
}

make_database()
{
	say "CREATE EXTENSION policyscope"
	psql -X -q -d postgres -v ON_ERROR_STOP=1 -c 'SET client_min_messages = warning' \
		-c "DROP DATABASE IF EXISTS $DATABASE WITH (FORCE)" -c "CREATE DATABASE $DATABASE"
	ask -c 'CREATE EXTENSION policyscope'
}

# Mentions are bold on a terminal, in guillemets elsewhere.
show_result()
{
	local open='«' close='»'
	if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then
		open=$'\e[1m'
		close=$'\e[0m'
	fi
	PAGER='' ask -v open="$open" -v close="$close" -f tools/demo.sql
	say ""
	say "The same database by hand (the tables are documents and tagged):"
	say "    $(psql_command "$PLACE" "$DATABASE")"
	say "make stop ends the server."
}

# A page to look at: the first document and its translation, who commits, a new label.
write_report()
{
	mkdir -p "$CLONE/demo"
	ask -o "$CLONE/demo/report.html" -f tools/demo_report.sql
	say ""
	say "The same to look at, with the documents marked: demo/report.html"
}

stop()
{
	check_owner
	forget_pg_environment
	PLACE=$(find_place) || return 0
	[ -e "$PLACE/data/postmaster.pid" ] || return 0
	find_postgres
	server_stop "$PLACE"
	say "The demo's server has ended."
}

demo()
{
	check_owner
	choose_documents "$@"
	tools/packages.sh demo
	forget_pg_environment
	find_postgres
	find_place >/dev/null || make_place
	PLACE=$(find_place)
	fit_for_server "$PLACE" || { server_stop "$PLACE"; make_place; PLACE=$(find_place); }
	say "building policyscope for PostgreSQL $MAJOR"
	build_in "$PLACE"
	install_in "$PLACE"
	start_server
	make_database
	load_documents
	show_result
	write_report
}

if [ "${1:-}" = --stop ]; then
	stop
else
	demo "$@"
fi
