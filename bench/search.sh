#!/bin/bash
# Search in a million tagged rows: GIN beside the sequential scan, and beside tsvector.
#
#   bench/search.sh FILE.jsonl ...     files of JSON lines {"id": ..., "text": ...}
#
# Starts a private server (tools/server.sh) and cuts the texts into pieces of LENGTH characters (210),
# each beginning in the middle of the one before, until there are ROWS of them (1,000,000). Each piece
# is tagged; the table has its tagset and, as a tsvector, the same keys, so that the same query finds
# the same rows. Prints
#   - the size of the GIN index of the tagsets, of that of the tsvectors of the same keys, and of that of
#     to_tsvector('english', piece), which is what full-text search of the same pieces needs;
#   - for queries that find about 0.1 % and 1 % of the rows: the time through the index, that of the
#     sequential scan, and that of the tsvector through its index. All read the rows they find (sum(id)),
#     on one core. Each is processor time, user and system, as log_executor_stats has it, and the median
#     of RUNS (21) runs that take turns in one session, so that other work on the machine matters little;
#   - what the planner expects of each key, against what is there.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
runs=${RUNS:-21}
rows=${ROWS:-1000000}
length=${LENGTH:-210}
place=$(mktemp -d -t pssearch.XXXXXX)
chmod 755 "$place"
trap '"$here/tools/server.sh" stop "$place" >/dev/null 2>&1 || true; rm -rf "$place"' EXIT

[ $# -gt 0 ] || { echo "usage: bench/search.sh FILE.jsonl ..." >&2; exit 2; }
"$here/tools/server.sh" up "$place" >"$place/up.log" 2>&1 || { cat "$place/up.log" >&2; exit 1; }
psql=(psql -XqAt -v ON_ERROR_STOP=1 -h "$place/s" -p 5432 -d bench)
[ "$(id -u)" = 0 ] && psql+=(-U postgres)
"${psql[@]}" -d postgres -c "CREATE DATABASE bench"
"${psql[@]}" -c "CREATE EXTENSION policyscope" -c "CREATE UNLOGGED TABLE raw (line text COMPRESSION lz4)"

# ---- the rows ---------------------------------------------------------------------------

for file in "$@"; do
	"${psql[@]}" -c "\copy raw FROM '$file' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')"
done
"${psql[@]}" <<-SQL
	CREATE UNLOGGED TABLE piece AS
	SELECT row_number() OVER () AS id, p[1] AS body
	FROM raw, generate_series(1, $length / 2 + 1, $length / 2) AS start,
		LATERAL regexp_matches(substr(line::jsonb ->> 'text', start), '.{1,$length}', 'g') AS p
	LIMIT $rows;
	CREATE UNLOGGED TABLE docs AS
	SELECT id, tags, array_to_tsvector(tag_keys(tags)) AS keys
	FROM (SELECT id, to_tagset('policy', body) AS tags FROM piece OFFSET 0) AS t;
	CREATE INDEX docs_tags ON docs USING gin (tags);
	CREATE INDEX docs_keys ON docs USING gin (keys);
	VACUUM ANALYZE docs;
	CREATE INDEX piece_words ON piece USING gin (to_tsvector('english', body));
	CREATE TABLE key_rows AS SELECT k, count(*) AS n FROM docs, unnest(tag_keys(tags)) AS k GROUP BY k;
	SELECT format('%s rows of %s bytes of text, %s keys in all, %s different', (SELECT count(*) FROM piece),
		(SELECT round(avg(octet_length(body))) FROM piece), sum(n), count(*)) FROM key_rows;
	SELECT format('index of the tagsets: %s kB; of tsvectors of the same keys: %s kB (ratio %s); of to_tsvector(''english'', text): %s kB (ratio %s)',
		tags / 1024, keys / 1024, round(tags::numeric / keys, 2), words / 1024, round(tags::numeric / words, 3))
	FROM (SELECT pg_relation_size('docs_tags') AS tags, pg_relation_size('docs_keys') AS keys, pg_relation_size('piece_words') AS words) AS s;
SQL

# ---- times ------------------------------------------------------------------------------

median() { sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }

# One query in three ways, RUNS times and once before, in one session; the processor time of each
# executor run in milliseconds, three numbers a line: index, sequential, tsvector.
processor_times()
{
	{
		echo "SET max_parallel_workers_per_gather = 0; SET jit = off; SET client_min_messages = log; SET log_executor_stats = on;"
		for ((round = 0; round <= runs; round++)); do
			echo "SET enable_seqscan = off; SELECT sum(id) FROM docs WHERE tags @@ '$1';"
			echo "SET enable_seqscan = on; SET enable_bitmapscan = off; SELECT sum(id) FROM docs WHERE tags @@ '$1';"
			echo "SET enable_bitmapscan = on; SET enable_seqscan = off; SELECT sum(id) FROM docs WHERE keys @@ \$\$$2\$\$;"
		done
	} | "${psql[@]}" 2>&1 | awk '/s user,.*s elapsed/ {sub(/^[^0-9]*/, ""); print 1000 * ($1 + $4)}' | paste - - - | tail -n +2
}

# compare TAGQUERY TSQUERY: three medians and their ratios.
compare()
{
	local found gin sequential tsvector
	found=$("${psql[@]}" -c "SELECT count(*) FROM docs WHERE tags @@ '$1'")
	[ "$found" = "$("${psql[@]}" -c "SELECT count(*) FROM docs WHERE keys @@ \$\$$2\$\$")" ] ||
		{ echo "the queries find different rows: $1" >&2; exit 1; }
	processor_times "$1" "$2" >"$place/times"
	gin=$(cut -f 1 "$place/times" | median)
	sequential=$(cut -f 2 "$place/times" | median)
	tsvector=$(cut -f 3 "$place/times" | median)
	awk -v query="$1" -v found="$found" -v rows="$rows" -v g="$gin" -v s="$sequential" -v t="$tsvector" 'BEGIN {
		printf "%-40s %7d rows %6.3f %%  index %7.2f ms  sequential %7.1f ms (%.0f x)  tsvector %7.2f ms (%.2f x)\n",
			query, found, 100 * found / rows, g, s, s / g, t, t / g}'
}

# The key whose share of the rows is nearest to a per mille, as a tagquery.
key_near() { "${psql[@]}" -c "SELECT k FROM key_rows ORDER BY abs(ln(n::float8 / ($rows * $1 / 1000.0))), k LIMIT 1"; }

# Two keys that together find so many.
pair_near()
{
	"${psql[@]}" <<-SQL
		SELECT a.k || ' & ' || b.k FROM (SELECT * FROM key_rows ORDER BY n DESC LIMIT 12) AS a
		JOIN (SELECT * FROM key_rows ORDER BY n DESC LIMIT 12) AS b ON a.k < b.k
		ORDER BY abs(ln(greatest((SELECT count(*) FROM docs WHERE tags ?& ARRAY[a.k, b.k]), 1) / ($rows * $1 / 1000.0))) LIMIT 1
	SQL
}

# 'a.b & c.d' as a tsquery: each key in quotes.
as_tsquery() { sed -E "s/([^ &|!()]+)/'\1'/g" <<<"$1"; }

for query in "$(key_near 1)" "$(key_near 10)" "$(pair_near 1)" "$(key_near 1) | $(key_near 10)" "$(key_near 10) & !$(key_near 20)"; do
	compare "$query" "$(as_tsquery "$query")"
done

# ---- estimates --------------------------------------------------------------------------

"${psql[@]}" <<-'SQL'
	CREATE FUNCTION pg_temp.estimate(query text) RETURNS float8 LANGUAGE plpgsql AS $$
	DECLARE
		plan json;
	BEGIN
		EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
		RETURN greatest((plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8, 1);
	END $$;
	SELECT format('estimates of %s keys: of those in 1 %% of the rows and more %s times wrong at most; of rarer ones half at most %s times, 95 %% at most %s, all at most %s',
		count(*), round((max(factor) FILTER (WHERE common))::numeric, 1),
		round((percentile_cont(0.5) WITHIN GROUP (ORDER BY factor) FILTER (WHERE NOT common))::numeric, 1),
		round((percentile_cont(0.95) WITHIN GROUP (ORDER BY factor) FILTER (WHERE NOT common))::numeric, 1), round((max(factor) FILTER (WHERE NOT common))::numeric, 1))
	FROM (SELECT n >= 0.01 * (SELECT count(*) FROM docs) AS common, greatest(e / n, n / e) AS factor
		FROM (SELECT n, pg_temp.estimate(format('SELECT FROM docs WHERE tags ? %L', k)) AS e FROM key_rows) AS t) AS t;
SQL
