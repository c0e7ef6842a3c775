#!/bin/bash
# tools/lint.sh rooms|scripts|policy|tidy|cppcheck [BUILD]: one check of the sources; silent when all is well.
# tools/lint.sh --available NAME: is the tool of that check installed?
#
# Called by tools/test.sh (stage lint). BUILD is a build directory, for generated headers.
set -euo pipefail
cd "$(dirname "$0")/.."

ROOMS="text image match reading score tagset tagquery taxonomy tagging"
SERVER_FREE="text match reading score"

sources()
{
	find src -name '*.c' ! -name unicode_data.c ! -name han_words.c ! -name common_words.c ! -name english_data.c ! -name furniture_data.c ! -name unit_data.c | LC_ALL=C sort
}

# A room includes itself and rooms above it; tagset and tagquery know nothing of text or images;
# the core reaches the server through host.h alone. One awk program reads every include.
lint_rooms()
{
	find src -name '*.[ch]' ! -name make_unicode.c -print0 | LC_ALL=C sort -z |
		xargs -0 awk -v rooms="$ROOMS" -v free="$SERVER_FREE" '
		BEGIN {
			n = split(rooms, list, " ")
			for (i = 1; i <= n; i++) rank[list[i]] = i
			split(free, list, " ")
			for (i in list) server_free[list[i]] = 1
		}
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			split(FILENAME, path, "/")
			room = path[2]
			if (!(room in rank)) next
			split($0, quoted, "\"")
			split(quoted[2], target, "/")
			to = target[1]
			if (to in rank) {
				if (rank[to] > rank[room]) complain("includes a room below its own")
				else if (room ~ /^tag(set|query)$/ && to !~ /^tag(set|query)$/) complain("must not know that room")
			}
			else if (room in server_free && quoted[2] != "host.h") complain("reaches past host.h")
		}
		function complain(what) { printf "%s:%d: %s: %s\n", FILENAME, FNR, what, quoted[2]; bad = 1 }
		END { exit bad }'
}

lint_scripts()
{
	local file scripts=(tools/*.sh bench/*.sh test/browser/*.sh test/clients/*.sh test/fuzz/*.sh .ci/run)
	for file in "${scripts[@]}"; do
		bash -n "$file"
	done
	! command -v shellcheck >/dev/null || shellcheck -x -S warning -e SC2034 "${scripts[@]}"
}

# The shipped taxonomy by its own rules. Silent when all is well, but for exceptions nobody needs.
lint_policy() { perl data/policy/check_policy.pl; }

# Flags of a compilation, for clang-tidy; one a line.
compile_flags()
{
	local build=$1 config=${PG_CONFIG:-pg_config}
	printf '%s\n' -std=gnu11 -D_GNU_SOURCE '-DPOLICYSCOPE_VERSION="lint"' -Isrc "-I$build/src" \
		-isystem "$("$config" --includedir-server)"
	pkg-config --cflags-only-I icu-uc icu-i18n | tr ' ' '\n' | grep . || true
}

processors() { nproc 2>/dev/null || echo 1; }

# The checks are listed in .clang-tidy. It prints "N warnings generated" for system headers too.
lint_tidy()
{
	local flags status=0 log
	log=$(mktemp)
	mapfile -t flags < <(compile_flags "$1")
	sources | xargs -r -P "$(processors)" -I{} clang-tidy --quiet --warnings-as-errors='*' {} -- "${flags[@]}" >"$log" 2>&1 || status=1
	grep -v 'warnings generated\.$' "$log" || true
	rm -f "$log"
	return "$status"
}

lint_cppcheck()
{
	cppcheck -q --std=c11 --enable=warning,performance,portability --error-exitcode=2 --inline-suppr \
		-j "$(processors)" -Isrc '-DPG_FUNCTION_INFO_V1(x)=' '-DPG_MODULE_MAGIC=' '-DPG_MODULE_MAGIC_EXT(...)=' \
		'-DPOLICYSCOPE_VERSION=""' --suppress=internalAstError --suppress=normalCheckLevelMaxBranches src
}

available()
{
	case $1 in
		tidy) command -v clang-tidy ;;
		cppcheck) command -v cppcheck ;;
		*) true ;;
	esac >/dev/null
}

case ${1:-} in
	--available) available "$2" ;;
	rooms | scripts | policy | tidy | cppcheck) "lint_$1" "${2:-.}" ;;
	*) echo "usage: tools/lint.sh rooms|scripts|policy|tidy|cppcheck [BUILD]" >&2; exit 2 ;;
esac
