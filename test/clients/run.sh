#!/bin/bash
# test/clients/run.sh NAME SCRATCH: one client test against the server of PGHOST and its kin; prints TAP.
#
# Called by tools/test.sh (stage clients), which has made the database from setup.sql. A client that
# is not installed is skipped. Packages of npm go into SCRATCH, and only when npm is there.
set -euo pipefail
cd "$(dirname "$0")"

NODE_PACKAGES="pg@8 @malloydata/malloy@0.0.431 @malloydata/db-postgres@0.0.431 antlr4ts@0.5.0-alpha.4"
JDBC_JAR=/usr/share/java/postgresql.jar

skip()
{
	echo "1..0 # SKIP $1"
	exit 0
}

# Debian's own Python, since that has Debian's packages.
run_python()
{
	local module=$1 file=$2
	/usr/bin/python3 -c "import $module" 2>/dev/null || skip "$module is not installed"
	PYTHONDONTWRITEBYTECODE=1 exec /usr/bin/python3 "$file"
}

run_odbc()
{
	local driver
	driver=/usr/lib/$(uname -m)-linux-gnu/odbc/psqlodbcw.so
	[ -e "$driver" ] || skip "odbc-postgresql is not installed"
	ODBC_DRIVER=$driver run_python pyodbc odbc.py
}

run_jdbc()
{
	command -v javac >/dev/null || skip "no JDK"
	[ -e "$JDBC_JAR" ] || skip "libpostgresql-jdbc-java is not installed"
	mkdir -p "$1"
	javac -d "$1" -cp "$JDBC_JAR" Jdbc.java
	exec java -cp "$JDBC_JAR:$1" Jdbc
}

run_node()
{
	local file=$1 scratch=$2 packages
	command -v npm >/dev/null || skip "no npm"
	read -ra packages <<<"$NODE_PACKAGES"
	if [ ! -d "$scratch/node_modules/pg" ]; then
		mkdir -p "$scratch"
		timeout 180 npm install --silent --no-audit --no-fund --prefer-offline --fetch-retries=0 --fetch-timeout=20000 \
			--prefix "$scratch" "${packages[@]}" >&2 || skip "npm could not install pg and Malloy"
	fi
	NODE_PATH=$scratch/node_modules exec node "$file"
}

case $1 in
	psycopg_3) run_python psycopg psycopg_3.py ;;
	psycopg_2) run_python psycopg2 psycopg_2.py ;;
	odbc) run_odbc ;;
	jdbc) run_jdbc "$2" ;;
	node_postgres) run_node node_postgres.js "$2" ;;
	malloy) run_node malloy.js "$2" ;;
	*) echo "run.sh: no such client: $1" >&2; exit 2 ;;
esac
