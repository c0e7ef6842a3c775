#!/bin/bash
# A private PostgreSQL server with this extension in it; nothing is installed into the system.
#
# Sourced by tools/test.sh and tools/demo.sh. For hand work it is a command of its own:
#   tools/server.sh up DIR        build, install into DIR, start; prints the psql command
#   tools/server.sh stop DIR      stop the server of DIR
#
# A server lives in a "place", a directory whose path has no space and is short enough for a
# Unix socket, and which the server's user can reach:
#   source -> the clone   build/   root/ (DESTDIR)   data/   s/ (the socket)   log/server
# As root, the server runs as the user postgres (or $POLICYSCOPE_SERVER_USER); else as oneself.
# The socket's directory is open to that user and root alone, which is why connections need no
# password.

umask 022
export LC_ALL=C.UTF-8
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES MAKEFILES CDPATH

CLONE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Environment of the server process (a sanitizer's LD_PRELOAD, ...).
SERVER_ENV=()

# Nothing of the caller's PostgreSQL settings may leak in: no PGHOST, PGSERVICE, PGOPTIONS, ...
forget_pg_environment()
{
	local name
	for name in "${!PG@}"; do
		[ "$name" = PG_CONFIG ] || unset "$name"
	done
}

# Sets PG_CONFIG, BIN, MAJOR: the version to build for, whose server is there too.
find_postgres()
{
	local config
	for config in "${PG_CONFIG:-}" pg_config $(ls -1d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -rV); do
		[ -n "$config" ] || continue
		[ -e "$("$config" --pgxs 2>/dev/null || true)" ] || continue
		PG_CONFIG=$config
		BIN=$("$config" --bindir)
		MAJOR=$("$config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
		[ -x "$BIN/initdb" ] || continue
		export PG_CONFIG
		return 0
	done
	echo "server: no PostgreSQL server with its build files (PGXS) found; set PG_CONFIG" >&2
	return 1
}

server_user() { echo "${POLICYSCOPE_SERVER_USER:-postgres}"; }

# Runs a command as the server's user, from a directory everybody may read.
as_server()
{
	if [ "$(id -u)" != 0 ]; then
		(cd / && exec env "$@")
	else
		(cd / && exec setpriv --reuid="$(id -u "$(server_user)")" --regid="$(id -g "$(server_user)")" \
			--clear-groups env HOME=/tmp "$@")
	fi
}

# Can a server live here? No space or quote in the path, short enough, reachable.
fit_for_server()
{
	local dir=$1
	[[ $dir =~ ^[A-Za-z0-9_./@%+-]+$ ]] && [ "${#dir}" -le 80 ] && [ -d "$dir" ] && [ -w "$dir" ] &&
		as_server test -r "$dir" -a -x "$dir"
}

# Makes a fresh directory fit for a server, under $TMPDIR or else /tmp; prints its name.
new_place()
{
	local base place
	for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
		[ -d "$base" ] || continue
		place=$(mktemp -d "$base/policyscope.XXXXXX" 2>/dev/null) || continue
		chmod 755 "$place"
		if fit_for_server "$place"; then
			echo "$place"
			return 0
		fi
		rmdir "$place"
	done
	echo "server: no directory to work in; set TMPDIR to one that $(server_user) can reach" >&2
	return 1
}

# make in $place/$build, reading the clone through a link: its own path may have a space.
make_in()
{
	local place=$1 build=$2
	shift 2
	ln -sfn "$CLONE" "$place/source"
	mkdir -p "$place/$build"
	make -s -C "$place/$build" -f "$place/source/Makefile" srcdir="$place/source" VPATH="$place/source" \
		PG_CONFIG="$PG_CONFIG" with_llvm=no "$@"
}

processors() { nproc 2>/dev/null || echo 1; }

build_in()
{
	local place=$1
	shift
	make_in "$place" build -j "$(processors)" "$@" all
}

install_in()
{
	local place=$1
	shift
	make_in "$place" build install DESTDIR="$place/root" "$@" >/dev/null
}

has_setting() { as_server "$BIN/postgres" -C "$1" -D "$2" >/dev/null 2>&1; }

# The lines of postgresql.conf that let a server see the extension installed in the place.
extension_conf()
{
	local place=$1 root=$1/root
	if has_setting extension_destdir "$place/data"; then
		echo "extension_destdir = '$root'"
	elif has_setting extension_control_path "$place/data"; then
		echo "extension_control_path = '$root$("$PG_CONFIG" --sharedir):\$system'"
	else
		echo "server: PostgreSQL $MAJOR here cannot load an extension from a private directory" >&2
		echo "server: (it takes Debian's extension_destdir, or extension_control_path of 18)" >&2
		return 1
	fi
	echo "dynamic_library_path = '$root$("$PG_CONFIG" --pkglibdir):\$libdir'"
}

server_conf()
{
	local place=$1
	cat <<-CONF
		listen_addresses = ''
		unix_socket_directories = '$place/s'
		fsync = off
		full_page_writes = off
		jit = off
		log_line_prefix = '%m [%p] %d '
	CONF
	extension_conf "$place"
}

# A private directory of the server's user. The names below a place are ours alone.
server_dir()
{
	mkdir -p "$1"
	chmod "$2" "$1"
	[ "$(id -u)" != 0 ] || chown "$(server_user):" "$1"
}

server_init()
{
	local place=$1 conf
	server_dir "$place/data" 700
	server_dir "$place/s" 700
	server_dir "$place/log" 755
	as_server "$BIN/initdb" -D "$place/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >"$place/initdb.out" 2>&1 ||
		{ cat "$place/initdb.out" >&2; return 1; }
	conf=$(server_conf "$place")
	echo "$conf" | as_server tee -a "$place/data/postgresql.conf" >/dev/null
}

server_running() { as_server "$BIN/pg_ctl" -D "$1/data" status >/dev/null 2>&1; }

# Starts the server and waits until it answers.
server_start()
{
	local place=$1
	as_server ${SERVER_ENV[@]+"${SERVER_ENV[@]}"} "$BIN/pg_ctl" -D "$place/data" -w -t 120 -l "$place/log/server" \
		start </dev/null >"$place/start.out" 2>&1 && return 0
	cat "$place/start.out" "$place/log/server" >&2
	return 1
}

# Stops the server of the place, if one runs, and waits for its end.
server_stop()
{
	local place=$1
	[ -e "$place/data/postmaster.pid" ] || return 0
	as_server "$BIN/pg_ctl" -D "$place/data" -m fast -w -t 60 stop >/dev/null 2>&1 ||
		as_server "$BIN/pg_ctl" -D "$place/data" -m immediate -w -t 60 stop >/dev/null 2>&1 || true
}

# Points psql and its kin at the server of the place.
use_server()
{
	export PGHOST=$1/s PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
}

# The command line that reaches a database of the place, for people.
psql_command() { echo "psql -h $1/s -p 5432 -U postgres $2"; }

server_up()
{
	local place=$1
	fit_for_server "$place" || { echo "server: $place is not fit for a server (see the head of tools/server.sh)" >&2; return 1; }
	build_in "$place"
	install_in "$place"
	[ -e "$place/data/PG_VERSION" ] || server_init "$place"
	server_running "$place" || server_start "$place"
	psql_command "$place" postgres
}

server_main()
{
	local verb=${1:-} place=${2:-}
	case $verb in up | stop) ;; *) verb= ;; esac
	[ -n "$verb" ] && [ -n "$place" ] || { echo "usage: tools/server.sh up|stop DIR" >&2; exit 2; }
	[ "$verb" = stop ] || mkdir -p "$place"
	place=$(cd "$place" && pwd)
	forget_pg_environment
	find_postgres
	"server_$verb" "$place"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
	set -euo pipefail
	server_main "$@"
fi
