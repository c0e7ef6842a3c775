#!/bin/bash
# The speed of tagset_sum over a million tagged rows, beside what PostgreSQL does with the same rows.
#
#   bench/aggregates.sh FILE.jsonl ...      files of JSON lines {"id": ..., "text": ...}
#
# Starts a private server (tools/server.sh), cuts the texts into pieces of CHUNK characters (1500),
# tags each piece, and repeats the pieces that have a tag until there are ROWS (1000000) rows.
# Then RUNS rounds (5), each of them timing in turn, so that a busy machine is busy for all:
#   text        sum(length(tags::text)), one process
#   sum         tagset_sum(tags), one process
#   sum_two     tagset_sum(tags) by two processes: the leader and one worker
#   count       tagset_count(tags), one process
#   mean        tagset_mean(tags), one process
# Prints medians and the two ratios that are wanted: sum / text at most 1.5, sum / sum_two at
# least 1.7. Beside other work on the machine the second says little: look at the load it prints.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
runs=${RUNS:-5}
place=$(mktemp -d -t psaggr.XXXXXX)
chmod 755 "$place"
trap '"$here/tools/server.sh" stop "$place" >/dev/null 2>&1 || true; rm -rf "$place"' EXIT

[ $# -gt 0 ] || { echo "usage: bench/aggregates.sh FILE.jsonl ..." >&2; exit 2; }
"$here/tools/server.sh" up "$place" >"$place/up.log" 2>&1 || { cat "$place/up.log" >&2; exit 1; }
psql=(psql -XqAt -v ON_ERROR_STOP=1 -h "$place/s" -p 5432 -d bench)
[ "$(id -u)" = 0 ] && psql+=(-U postgres)
"${psql[@]}" -d postgres -c "CREATE DATABASE bench"
"${psql[@]}" -c "CREATE EXTENSION policyscope" -c "CREATE TABLE pieces (tags tagset)"

load()
{
	"${psql[@]}" <<-SQL
		CREATE TEMP TABLE raw (line text);
		\copy raw FROM '$1' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
		INSERT INTO pieces SELECT tags
		FROM (SELECT line::jsonb ->> 'text' AS body FROM raw) AS document,
			generate_series(1, length(body), ${CHUNK:-1500}) AS first,
			to_tagset('policy', substr(body, first, ${CHUNK:-1500})) AS tags
		WHERE cardinality(tag_keys(tags)) > 0;
	SQL
}

for file in "$@"; do
	load "$file"
done
"${psql[@]}" <<-SQL
	CREATE TABLE docs AS
	SELECT p.tags FROM generate_series(1, ${ROWS:-1000000} / (SELECT count(*) FROM pieces) + 1) AS n, pieces AS p
	LIMIT ${ROWS:-1000000};
	VACUUM ANALYZE docs;
SQL
"${psql[@]}" -c "SELECT format('%s rows, %s keys each on average, %s', count(*),
	round(avg(cardinality(tag_keys(tags))), 1), pg_size_pretty(pg_relation_size('docs'))) FROM docs"

# Milliseconds of one aggregate over the table, with so many workers beside the leader.
milliseconds()
{
	"${psql[@]}" <<-SQL | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -1
		SET max_parallel_workers_per_gather = $1;
		SET parallel_setup_cost = 0;
		SET parallel_tuple_cost = 0;
		SELECT $2 IS NULL FROM docs WHERE tags = '';
		\timing on
		SELECT $2 IS NULL FROM docs;
	SQL
}

median() { sort -n "$place/$1" | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }

for ((round = 1; round <= runs; round++)); do
	milliseconds 0 'sum(length(tags::text))' >>"$place/text"
	milliseconds 0 'tagset_sum(tags)' >>"$place/sum"
	milliseconds 1 'tagset_sum(tags)' >>"$place/sum_two"
	milliseconds 0 'tagset_count(tags)' >>"$place/count"
	milliseconds 0 'tagset_mean(tags)' >>"$place/mean"
done
for what in text sum sum_two count mean; do
	printf '  %-8s %9.1f ms\n' "$what" "$(median "$what")"
done
awk -v text="$(median text)" -v sum="$(median sum)" -v two="$(median sum_two)" -v load="$(cut -d' ' -f1 /proc/loadavg)" \
	'BEGIN {printf "  sum / text %.2f (at most 1.5); sum / sum_two %.2f (at least 1.7); load %s on '"$(nproc)"' processors\n", sum / text, sum / two, load}'
