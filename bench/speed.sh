#!/bin/bash
# The speed of to_tagset() beside what PostgreSQL itself does with the same stored table.
#
#   bench/speed.sh FILE.jsonl ...      files of JSON lines {"id": ..., "text": ...}
#
# Starts a private server (tools/server.sh), loads each file into a table with lz4
# compression, and times sum(hashtext(body)) (reading the table), sum(length(body)),
# to_tagset('policy', body) and to_tsvector('english', body) in paired runs on one core:
# RUNS rounds (5), each expression once a round, to_tsvector in the first round only.
# Prints medians, MB of UTF-8 text a second, and multiples of the reading time.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
runs=${RUNS:-5}
place=$(mktemp -d -t psspeed.XXXXXX)
chmod 755 "$place"
trap '"$here/tools/server.sh" stop "$place" >/dev/null 2>&1 || true; rm -rf "$place"' EXIT

[ $# -gt 0 ] || { echo "usage: bench/speed.sh FILE.jsonl ..." >&2; exit 2; }
"$here/tools/server.sh" up "$place" >"$place/up.log" 2>&1 || { cat "$place/up.log" >&2; exit 1; }
psql=(psql -XqAt -v ON_ERROR_STOP=1 -h "$place/s" -p 5432 -d bench)
[ "$(id -u)" = 0 ] && psql+=(-U postgres)
"${psql[@]}" -d postgres -c "CREATE DATABASE bench"
"${psql[@]}" -c "CREATE EXTENSION policyscope"

load()
{
	"${psql[@]}" <<-SQL
		DROP TABLE IF EXISTS raw, docs;
		CREATE TABLE raw (line text);
		\copy raw FROM '$1' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
		CREATE TABLE docs (body text COMPRESSION lz4);
		INSERT INTO docs SELECT line::jsonb ->> 'text' FROM raw;
		VACUUM ANALYZE docs;
	SQL
}

# Milliseconds of one aggregate over the table, on one core.
milliseconds()
{
	"${psql[@]}" <<-SQL | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -1
		SET max_parallel_workers_per_gather = 0;
		SET jit = off;
		SELECT to_tagset('policy', 'warm') IS NULL, count(*) FROM docs WHERE hashtext(body) = 0;
		\timing on
		SELECT count($1) FROM docs;
	SQL
}

median() { sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }

for file in "$@"; do
	load "$file"
	bytes=$("${psql[@]}" -c "SELECT sum(octet_length(body)) FROM docs")
	for ((round = 1; round <= runs; round++)); do
		milliseconds 'hashtext(body)' >>"$place/hashtext"
		milliseconds 'length(body)' >>"$place/length"
		milliseconds "to_tagset('policy', body)" >>"$place/to_tagset"
		[ "$round" -gt 1 ] || milliseconds "to_tsvector('english', body)" >>"$place/to_tsvector"
	done
	floor=$(median <"$place/hashtext")
	printf '%s: %.1f MB\n' "$(basename "$file")" "$(awk "BEGIN {print $bytes / 1e6}")"
	for what in hashtext length to_tagset to_tsvector; do
		awk -v what=$what -v t="$(median <"$place/$what")" -v b="$bytes" -v f="$floor" \
			'BEGIN {printf "  %-12s %9.1f ms %8.1f MB/s %7.2f x reading\n", what, t, b / t / 1000, t / f}'
		rm "$place/$what"
	done
done
