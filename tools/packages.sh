#!/bin/bash
# tools/packages.sh [demo|test|ci]: installs the Debian packages that are missing.
#
# Called by tools/demo.sh (set "demo"), tools/test.sh ("test") and .ci/run ("ci"); each set
# includes those before it. Silent when nothing is missing; otherwise it says what it installs,
# with sudo when the caller is not root. Elsewhere than on Debian it only says what is needed.
set -euo pipefail

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The major version to use: the one PG_CONFIG builds for, or the one Debian offers.
major_version()
{
	local config=${PG_CONFIG:-pg_config} pgxs
	pgxs=$("$config" --pgxs 2>/dev/null || true)
	if [ -n "$pgxs" ] && [ -e "$pgxs" ]; then
		"$config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/'
	else
		apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1
	fi
}

# Names of the missing packages, one a line. Tools count as present when their command is.
missing()
{
	local set=$1 major=$2 tool package
	for tool in gcc g++ make perl pkg-config; do
		command -v "$tool" >/dev/null || echo "$tool"
	done
	for package in $(packages "$set" "$major"); do
		installed "$package" || echo "$package"
	done
}

packages()
{
	local set=$1 major=$2
	echo "postgresql-$major postgresql-server-dev-$major libicu-dev"
	[ "$set" != demo ] || return 0
	echo "postgresql-$major-pgtap libtap-parser-sourcehandler-pgtap-perl libipc-run-perl libhtml-html5-parser-perl valgrind"
	[ "$set" != test ] || return 0
	echo "clang clang-tidy cppcheck"
	echo "python3-psycopg python3-psycopg2 python3-pyodbc odbc-postgresql"
	! command -v javac >/dev/null || echo libpostgresql-jdbc-java
}

has_tools()
{
	local pgxs
	pgxs=$("${PG_CONFIG:-pg_config}" --pgxs 2>/dev/null) && [ -e "$pgxs" ] && command -v gcc g++ make perl pkg-config >/dev/null
}

as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo env DEBIAN_FRONTEND=noninteractive "$@"
	else
		echo "packages: not root and no sudo; run as root: $*" >&2
		return 1
	fi
}

# The server is named with its headers, so that both come in the same minor version.
install_missing()
{
	local major=$1
	shift
	echo "packages: installing $*" >&2
	as_root apt-get install -y -qq --no-install-recommends \
		"postgresql-$major" "postgresql-server-dev-$major" "$@" </dev/null >/dev/null
}

update_lists()
{
	[ -z "${lists_read:-}" ] || return 0
	lists_read=yes
	echo "packages: reading the package lists" >&2
	as_root apt-get update -qq </dev/null
}

main()
{
	local set=${1:-test} major wanted
	case $set in demo | test | ci) ;; *) echo "usage: tools/packages.sh [demo|test|ci]" >&2; exit 2 ;; esac
	if ! command -v apt-get >/dev/null; then
		has_tools || echo "packages: no apt-get here; needed: PostgreSQL 15+ with its headers, ICU, pkg-config, gcc, g++, make, perl" >&2
		return 0
	fi
	export DEBIAN_FRONTEND=noninteractive
	major=$(major_version)
	if [ -z "$major" ]; then
		update_lists
		major=$(major_version)
	fi
	[ -n "$major" ] || { echo "packages: no PostgreSQL among the packages of this system" >&2; exit 1; }

	mapfile -t wanted < <(missing "$set" "$major")
	[ "${#wanted[@]}" -gt 0 ] || return 0
	echo "packages: missing: ${wanted[*]}" >&2
	update_lists
	install_missing "$major" "${wanted[@]}"
}

main "$@"
