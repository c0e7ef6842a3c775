#!/bin/bash
# What reading costs: to_tagset with the taxonomy policy, reading and zoning on, beside a copy with both off.
#
#   bench/reading.sh FILE.jsonl ...      files of JSON lines {"id": ..., "text": ...}
#
# Starts a private server (tools/server.sh) and tags every text of a file in both ways, one after the
# other in one backend, RUNS rounds (5). Prints for each file the medians in milliseconds and the median
# of the ratios of such pairs, by the clock and by processor time (schedstat), which other work on the
# machine hardly changes. 2 is the limit.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
runs=${RUNS:-5}
place=$(mktemp -d -t psread.XXXXXX)
chmod 755 "$place"
trap '"$here/tools/server.sh" stop "$place" >/dev/null 2>&1 || true; rm -rf "$place"' EXIT

[ $# -gt 0 ] || { echo "usage: bench/reading.sh FILE.jsonl ..." >&2; exit 2; }
"$here/tools/server.sh" up "$place" >"$place/up.log" 2>&1 || { cat "$place/up.log" >&2; exit 1; }
psql=(psql -XqAt -v ON_ERROR_STOP=1 -h "$place/s" -p 5432 -d bench)
[ "$(id -u)" = 0 ] && psql+=(-U postgres)
"${psql[@]}" -d postgres -c "CREATE DATABASE bench"
"${psql[@]}" -f "$here/bench/plain.sql" >/dev/null

load()
{
	"${psql[@]}" <<-SQL
		SET client_min_messages = warning;
		DROP TABLE IF EXISTS docs;
		CREATE TEMP TABLE raw (line text);
		\copy raw FROM '$1' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
		CREATE TABLE docs AS SELECT line::jsonb ->> 'text' AS body FROM raw;
		VACUUM ANALYZE docs;
	SQL
}

# One way to tag the table, with the processor time of the backend before and after it.
timed()
{
	cat <<-SQL
		\echo NAME $1
		\! sed 's/^/CPU /' /proc/\$BENCH_PID/schedstat
		SELECT count(to_tagset('$1', body)) FROM docs;
		\! sed 's/^/CPU /' /proc/\$BENCH_PID/schedstat
	SQL
}

# Lines "name clock processor", in milliseconds; the first of each is to warm up.
times()
{
	{
		echo "SELECT pg_backend_pid() AS pid \\gset"
		echo "\\setenv BENCH_PID :pid"
		echo "SET max_parallel_workers_per_gather = 0;"
		echo "\\timing on"
		for ((round = 0; round <= runs; round++)); do
			timed plain
			timed policy
		done
	} | "${psql[@]}" | awk '$1 == "NAME" {name = $2; seen = 0}
		$1 == "CPU" {if (seen++ && done[name]++) print name, clock, ($2 - before) / 1e6; before = $2}
		$1 == "Time:" {clock = $2}'
}

report()
{
	awk 'function median(list, n,    i, j, t) {
			for (i = 2; i <= n; i++)
				for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
			return list[int((n + 1) / 2)]
		}
		$1 == "plain" {clock = $2; cpu = $3; p[++n] = $3}
		$1 == "policy" {by_clock[n] = $2 / clock; by_cpu[n] = $3 / cpu; r[n] = $3}
		END {printf "reading off %.0f ms, on %.0f ms of processor time; on / off %.2f by the clock, %.2f by processor time\n",
			median(p, n), median(r, n), median(by_clock, n), median(by_cpu, n)}'
}

for file in "$@"; do
	load "$file"
	echo "$(basename "$file" .jsonl), $("${psql[@]}" -c "SELECT format('%s documents, %s MB', count(*), round(sum(octet_length(body)) / 1e6, 1)) FROM docs"): $(times | report)"
done
