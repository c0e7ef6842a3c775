#!/bin/bash
# tools/test.sh [STAGE ...]: builds the clone and runs its tests; called by make test and .ci/run.
#
# Stages, in this order (all of them by default):
#   build      gcc, warnings are errors, out of the tree, installed into a private root
#   package    what PGXS users do: make, install and clean in a copy, with the default flags
#   clang      the same sources through clang, warnings are errors
#   lint       include rules of the rooms, shell scripts, the shipped taxonomy, clang-tidy, cppcheck (tools/lint.sh)
#   unit       test/unit/*.c, stand-alone C programs that print TAP
#   regress    sql/*.sql against expected/ (pg_regress, by make installcheck)
#   pgtap      test/*.sql (pg_prove), each in a fresh, empty database contrib_pgtap
#   isolation  test/isolation/specs/*.spec
#   tap        test/tap/*.pl (prove), each making servers of its own; see stage_tap
#   clients    test/clients/: drivers and a semantic layer, as far as they are installed (run.sh)
#   gate       instructions a byte of the core against bench/gate.txt (bench/gate.sh, callgrind)
#   browser    reports and charts in headless Chromium (test/browser/run.sh); skipped without it
#   log        the server's log holds no crash and no sanitizer report
#
# Environment: STAGES="regress pgtap" as the arguments; TESTS="name ..." runs only these tests
# of the stages regress, pgtap, isolation, tap, clients and unit; RECORD=1 lets the stage gate write its
# numbers anew; VARIANT=asan builds with the address and
# undefined behaviour sanitizers; KEEP=1 keeps the work directory; PG_CONFIG chooses the version;
# POLICYSCOPE_DATA is a folder of public texts (default: ../shared/data, when it is there);
# POLICYSCOPE_NODE_MODULES and SCREENSHOTS are for the stage browser (test/browser/run.sh).
#
# Works as root (the servers then run as postgres) and as an ordinary user. Leaves nothing
# running and nothing behind. The last line is "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/server.sh

ALL_STAGES="build package clang lint unit regress pgtap isolation tap clients gate browser log"
passed=0
failed=0
server_started=

# ---- counting ---------------------------------------------------------------------------

say() { printf '%s\n' "$*"; }

pass() { passed=$((passed + 1)); say "  ok    $1"; }

fail() { failed=$((failed + 1)); say "  FAIL  $1"; }

skip() { say "  SKIPPED  $1"; }

# The end of a log, indented, below a failure.
show() { [ ! -s "$1" ] || tail -n "${2:-80}" "$1" | sed 's/^/        /'; }

# check NAME COMMAND...: one command as one check, its output shown only when it fails.
check()
{
	local name=$1 log=$W/check.log
	shift
	if "$@" >"$log" 2>&1; then
		pass "$name"
	else
		fail "$name"
		show "$log" 200
		return 1
	fi
}

# count_tap NAME LOG STATUS: adds the results of a TAP stream. A stream that ends badly without
# a failed test, or holds no test, is a failure itself.
count_tap()
{
	local name=$1 log=$2 status=$3 good bad
	good=$(grep -cE '^(ok [0-9]+|not ok [0-9]+.*# TODO)' "$log" || true)
	bad=$(grep -E '^not ok [0-9]+' "$log" | grep -cv '# TODO' || true)
	if [ "$good$bad" = 00 ] && grep -qE '^1\.\.0 # (skip|SKIP) |\.\. skipped: ' "$log"; then
		skip "$name: $(sed -nE 's/^1\.\.0 # (skip|SKIP) |.*\.\. skipped: //p' "$log" | head -n 1)"
		return 0
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ "$good" = 0 ]; }; then
		fail "$name: ended early or ran nothing (status $status)"
	elif [ "$bad" != 0 ]; then
		say "  FAIL  $name: $bad of $((good + bad))"
	else
		say "  ok    $name: $good"
		return 0
	fi
	grep -vE '^ok [0-9]+' "$log" >"$W/check.log" || true
	show "$W/check.log"
}

# count_regress NAME LOG STATUS: the same for pg_regress, whose form changed in version 16.
count_regress()
{
	local name=$1 log=$2 status=$3 good bad
	good=$(grep -cE '^(test .*\.\.\. ok|ok [0-9]+)' "$log" || true)
	bad=$(grep -cE '^(test .*\.\.\. FAILED|not ok [0-9]+)' "$log" || true)
	passed=$((passed + good))
	failed=$((failed + bad))
	if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ "$good" = 0 ]; }; then
		fail "$name: ended early or ran nothing (status $status)"
		show "$log"
	elif [ "$bad" != 0 ]; then
		say "  FAIL  $name: $bad of $((good + bad))"
		grep -E '^(test .*\.\.\. FAILED|not ok)' "$log" | sed 's/^/        /'
		show "$4" 400
	else
		say "  ok    $name: $good"
	fi
}

# Is this test wanted? All are, unless TESTS names some.
wanted()
{
	local name=${1##*/}
	[ -z "${TESTS:-}" ] || [[ " $TESTS " == *" ${name%.*} "* ]]
}

has_stage() { [[ " $STAGES " == *" $1 "* ]]; }

# ---- building ---------------------------------------------------------------------------

# Debian's clang is told of gcc's options by PostgreSQL's flags, and of no others.
CLANG_OPTIONS="-Wno-unknown-warning-option -Wno-unused-command-line-argument -Wno-ignored-optimization-argument"
SANITIZERS="-O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"

choose_variant()
{
	BUILD=()
	case ${VARIANT:-plain} in
		plain) BUILD=(WERROR=1) ;;
		asan) BUILD=("COPT=$SANITIZERS") ;;
		*) say "test: no such VARIANT: $VARIANT"; exit 2 ;;
	esac
}

# An unchanged server can only load a sanitized library when the sanitizers come first, and with
# Debian 12's libgpg-error only after an early malloc (see test/initfirst.c).
prepare_sanitizers()
{
	[ "${VARIANT:-plain}" = asan ] || return 0
	gcc -shared -fPIC -Wl,-z,initfirst -o "$W/initfirst.so" test/initfirst.c
	SERVER_ENV=(LD_PRELOAD="$(readlink -f "$(gcc -print-file-name=libasan.so)") $(readlink -f "$(gcc -print-file-name=libubsan.so)") $W/initfirst.so"
		ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1)
}

# Without a build there is nothing to test: later stages are not tried.
stage_build()
{
	check "build with gcc (${VARIANT:-plain})" build_in "$W" "${BUILD[@]}" || return 1
	check "install into a private root" install_in "$W" "${BUILD[@]}"
}

# What git sees of the clone (its ignored files left out) or, outside of git, all of it.
copy_clone()
{
	local target=$1 file
	mkdir -p "$target"
	if git -C "$CLONE" rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files -z --cached --others --exclude-standard |
			while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
			xargs -0 cp -d --parents -t "$target"
	else
		cp -R . "$target"
		rm -rf "$target/.demo"
	fi
}

# Bitcode is part of the default build where PostgreSQL was built for JIT and its clang is here.
default_build_flags()
{
	local clang
	clang=$(sed -n 's/^CLANG *= *//p' "$(dirname "$("$PG_CONFIG" --pgxs)")/../Makefile.global")
	[ -x "$clang" ] || echo with_llvm=no
}

# A build in the tree, in a directory with a space, as any PGXS user does it.
package_in_tree()
{
	local copy="$W/a copy" root=$W/package-root flags
	copy_clone "$copy"
	make -s -C "$copy" PG_CONFIG="$PG_CONFIG" clean
	find "$copy" -type f | LC_ALL=C sort >"$W/before"
	read -ra flags <<<"$(default_build_flags)"
	make -s -j "$(processors)" -C "$copy" PG_CONFIG="$PG_CONFIG" ${flags[@]+"${flags[@]}"} &&
		make -s -C "$copy" PG_CONFIG="$PG_CONFIG" ${flags[@]+"${flags[@]}"} install DESTDIR="$root" &&
		compgen -G "$root$("$PG_CONFIG" --sharedir)/extension/policyscope--*.sql" &&
		[ -e "$root$("$PG_CONFIG" --pkglibdir)/policyscope.so" ] &&
		make -s -C "$copy" PG_CONFIG="$PG_CONFIG" clean
}

stage_package()
{
	check "make, make install in the tree" package_in_tree || { rm -rf "$W/a copy"; return 0; }
	find "$W/a copy" -type f | LC_ALL=C sort >"$W/after"
	check "make clean leaves only sources" diff "$W/before" "$W/after" || true
	rm -rf "$W/a copy"
}

stage_clang()
{
	command -v clang >/dev/null || { skip "clang: not installed"; return 0; }
	check "build with clang" make_in "$W" build-clang -j "$(processors)" \
		CC=clang WERROR=1 COPT="$CLANG_OPTIONS" all || true
	# they are built by hand only, and would go stale unseen
	check "clang reads the fuzz target and the benchmark" \
		clang -fsyntax-only -std=gnu11 -Wall -Wextra -Werror -Isrc test/fuzz/fuzz_core.c bench/core.c || true
}

stage_lint()
{
	local name
	for name in rooms scripts policy tidy cppcheck; do
		if tools/lint.sh --available "$name"; then
			check "lint: $name" tools/lint.sh "$name" "$W/build" || true
		else
			skip "lint: $name (tool not installed)"
		fi
	done
}

# ---- stand-alone C ------------------------------------------------------------------------

# Objects of the core, which need no server. A test may name others: "// objects: src/a/b.o ...".
unit_objects()
{
	local named
	named=$(sed -n 's,^// objects: *,,p' "$1")
	if [ -n "$named" ]; then
		echo "$named"
	else
		(cd "$W/build" && find src/text src/image src/match src/reading src/score -name '*.o' 2>/dev/null) || true
	fi
}

run_unit()
{
	local source=$1 program=$W/unit/$2 objects flags libraries
	read -ra objects <<<"$(unit_objects "$source" | tr '\n' ' ')"
	read -ra flags <<<"$(pkg-config --cflags icu-uc icu-i18n)"
	read -ra libraries <<<"$(pkg-config --libs icu-uc icu-i18n)"
	[ "${VARIANT:-plain}" != asan ] || read -ra flags <<<"${flags[*]} $SANITIZERS"
	mkdir -p "$W/unit"
	(cd "$W/build" && gcc -g -std=gnu11 -Wall -Wextra -I"$W/source/src" ${flags[@]+"${flags[@]}"} \
		-o "$program" "$W/source/$source" ${objects[@]+"${objects[@]}"} "${libraries[@]}" -lm) &&
		ASAN_OPTIONS=detect_leaks=0 "$program"
}

stage_unit()
{
	local source name status
	for source in test/unit/*.c; do
		[ -e "$source" ] && wanted "$source" || continue
		name=${source##*/}
		status=0
		run_unit "$source" "${name%.c}" >"$W/unit.log" 2>&1 || status=$?
		count_tap "unit $name" "$W/unit.log" "$status"
	done
}

# ---- tests that need the server --------------------------------------------------------------

start_server()
{
	[ -z "$server_started" ] || return 0
	server_started=yes
	say "starting PostgreSQL $MAJOR"
	server_init "$W" && server_start "$W" || { fail "the server starts"; return 1; }
	use_server "$W"
}

# TESTS may narrow the list; the set-up always goes first.
stage_regress()
{
	local file name names="" status=0
	for file in sql/*.sql; do
		[ -e "$file" ] || return 0
		name=${file##*/}
		case $name in
			00_*) names="$names ${name%.sql}" ;;
			*) ! wanted "$file" || names="$names ${name%.sql}" ;;
		esac
	done
	make_in "$W" build "${BUILD[@]}" installcheck ISOLATION= REGRESS="$names" >"$W/regress.log" 2>&1 || status=$?
	count_regress "regress" "$W/regress.log" "$status" "$W/build/regression.diffs"
}

stage_isolation()
{
	local file name names="" status=0
	for file in test/isolation/specs/*.spec; do
		[ -e "$file" ] && wanted "$file" || continue
		name=${file##*/}
		names="$names ${name%.spec}"
	done
	[ -n "$names" ] || return 0
	make_in "$W" build "${BUILD[@]}" installcheck REGRESS= ISOLATION="$names" >"$W/isolation.log" 2>&1 || status=$?
	count_regress "isolation" "$W/isolation.log" "$status" "$W/build/output_iso/regression.diffs"
}

# An empty UTF8 database for each file; the file creates the extensions it needs:
#   CREATE EXTENSION IF NOT EXISTS pgtap;  CREATE EXTENSION IF NOT EXISTS policyscope;
stage_pgtap()
{
	local file status
	for file in test/*.sql; do
		[ -e "$file" ] && wanted "$file" || continue
		command -v pg_prove >/dev/null || { skip "pgtap: pg_prove is not installed"; return 0; }
		psql -X -q -c 'DROP DATABASE IF EXISTS contrib_pgtap' \
			-c "CREATE DATABASE contrib_pgtap TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'" >/dev/null 2>&1 || true
		status=0
		PGOPTIONS="-c client_min_messages=warning" pg_prove --ext .sql -v -d contrib_pgtap "$file" >"$W/pgtap.log" 2>&1 || status=$?
		count_tap "pgtap ${file##*/}" "$W/pgtap.log" "$status"
	done
}

# Perl tests use PostgreSQL::Test::Cluster and run as the server's user, in a copy of test/, data/, doc/
# and README.md (the clone may be closed to that user), at its top. TEMP_CONFIG makes every node that
# a test initialises see the extension: a test needs no lines of its own for that.
stage_tap()
{
	local file status perl_lib
	compgen -G 'test/tap/*.pl' >/dev/null || return 0
	perl_lib=$(dirname "$("$PG_CONFIG" --pgxs)")/../test/perl
	[ -e "$perl_lib/PostgreSQL/Test/Cluster.pm" ] || { skip "tap: no PostgreSQL::Test::Cluster with PostgreSQL $MAJOR"; return 0; }
	perl -MIPC::Run -e 1 2>/dev/null || { skip "tap: no IPC::Run"; return 0; }
	prepare_tap
	for file in test/tap/*.pl; do
		wanted "$file" || continue
		status=0
		run_tap "$perl_lib" "$file" >"$W/tap.log" 2>&1 || status=$?
		count_tap "tap ${file##*/}" "$W/tap.log" "$status"
	done
}

prepare_tap()
{
	mkdir -p "$W/tap"
	cp -r test "$W/tap/"
	[ ! -e data ] || cp -r data "$W/tap/"
	[ ! -e doc ] || cp -r doc "$W/tap/"
	[ ! -e README.md ] || cp README.md "$W/tap/"
	[ -z "$POLICYSCOPE_DATA" ] || cp -r "$POLICYSCOPE_DATA" "$W/tap/public_data"
	extension_conf "$W" >"$W/tap/extension.conf"
	[ "$(id -u)" != 0 ] || chown -R "$(server_user):" "$W/tap"
}

run_tap()
{
	local perl_lib=$1 file=$2
	as_server ${SERVER_ENV[@]+"${SERVER_ENV[@]}"} HOME="$W/tap" PATH="$BIN:$PATH" TEMP_CONFIG="$W/tap/extension.conf" \
		TESTDIR="$W/tap" TESTDATADIR="$W/tap/tmp_check" TESTLOGDIR="$W/tap/tmp_check/log" PGPORT=65432 \
		PG_REGRESS="$perl_lib/../regress/pg_regress" POLICYSCOPE_DATA="${POLICYSCOPE_DATA:+$W/tap/public_data}" sh -c 'cd "$1" && shift && unset PGHOST PGUSER PGDATABASE && exec "$@"' \
		sh "$W/tap" prove -v -I "$perl_lib" "$file"
}

# Each client in a database of its own, made from setup.sql.
stage_clients()
{
	local name status
	psql -X -q -c "CREATE DATABASE clients_template TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'" >"$W/clients.log" 2>&1 &&
		psql -X -q -d clients_template -f test/clients/setup.sql >"$W/clients.log" 2>&1 ||
		{ fail "clients: setup.sql"; show "$W/clients.log"; return 0; }
	for name in psycopg_3 psycopg_2 odbc jdbc node_postgres malloy; do
		wanted "$name" || continue
		status=0
		psql -X -q -c 'DROP DATABASE IF EXISTS clients' -c 'CREATE DATABASE clients TEMPLATE clients_template' 2>/dev/null
		PGDATABASE=clients test/clients/run.sh "$name" "$W/clients" >"$W/clients.log" 2>&1 || status=$?
		count_tap "clients $name" "$W/clients.log" "$status"
	done
}

# Not with sanitizers: the counts are those of the library as it is built for use.
stage_gate()
{
	local status=0
	[ "${VARIANT:-plain}" = plain ] || { skip "gate: only with VARIANT=plain"; return 0; }
	bench/gate.sh "$W" ${RECORD:+record} >"$W/gate.log" 2>&1 || status=$?
	count_tap "gate" "$W/gate.log" "$status"
	sed -n 's/^ok [0-9]* - /        /p' "$W/gate.log"
}

stage_browser()
{
	local status=0
	test/browser/run.sh "$W" >"$W/browser.log" 2>&1 || status=$?
	count_tap "browser" "$W/browser.log" "$status"
}

log_is_clean()
{
	! grep -nE 'PANIC:  |terminated by signal|TRAP: |AddressSanitizer|runtime error:|detected write past chunk end' "$W/log/server"
}

stage_log()
{
	[ -z "$server_started" ] || check "no crash in the server's log" log_is_clean || true
}

# ---- the run --------------------------------------------------------------------------------

finish()
{
	trap - EXIT INT TERM HUP
	server_stop "$W"
	if [ -n "${KEEP:-}" ]; then
		say "kept: $W"
	else
		rm -rf "$W"
	fi
}

# Public texts that are no part of the project; the tests that want them are skipped without.
find_data()
{
	local dir=${POLICYSCOPE_DATA:-$CLONE/../shared/data}
	export POLICYSCOPE_DATA=
	[ ! -d "$dir" ] || POLICYSCOPE_DATA=$(cd "$dir" && pwd)
}

prepare()
{
	exec </dev/null
	find_data
	STAGES=${*:-${STAGES:-$ALL_STAGES}}
	tools/packages.sh test
	forget_pg_environment
	find_postgres
	choose_variant
	W=$(new_place)
	trap finish EXIT
	trap 'exit 130' INT TERM HUP
	prepare_sanitizers
}

run_stages()
{
	local stage
	say "build"
	stage_build || return 0
	for stage in package clang lint unit regress pgtap isolation tap clients gate browser log; do
		has_stage "$stage" || [ "$stage$server_started" = logyes ] || continue
		case $stage in
			regress | pgtap | isolation | tap | clients | gate | browser) start_server || return 0 ;;
		esac
		say "$stage"
		"stage_$stage"
	done
}

prepare "$@"
run_stages
finish
say "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
