#!/bin/bash
# The speed of tagging beside what PostgreSQL does with the same stored table, in one run.
#
#   bench/run.sh [-r ROUNDS] [-v "NAME ..."] [-i INPUTS] [-o FILE] [-c] [-s] [-w]
#
#   -r  paired rounds (7)
#   -v  vocabularies of bench/make_inputs.pl and en_policy, zh_policy for the shipped
#       taxonomy over that corpus (all)
#   -i  a directory that keeps the inputs; what is missing there is made (a scratch one)
#   -o  where the table is written, in Markdown (bench-DATE.md)
#   -c  also the stand-alone core beside vectorscan and aho-corasick, where they are installed
#   -s  also the SQL ways: to_tsvector in two rounds, stored tsquery on a sample
#   -w  also two processes at once, each with half of the table
#
# Starts a private server (tools/server.sh) and stops it again. Tables are stored with lz4
# and are in shared buffers; vocabularies are published as taxonomies by plain SQL. A round
# runs each expression straight after sum(hashtext(body)), the time that reading the table
# takes, in the same backend on one processor core: a multiple is the median of the ratios
# of such pairs, by the clock and, for a machine with other work, by processor time.
# POLICYSCOPE_DATA is the folder of public texts (default: ../shared/data).
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
rounds=7
names="en_1k en_14k en_150k en_1m en_1mw en_policy zh_14k zh_150k zh_policy de_14k fr_14k"
inputs=
output=
with_core=
with_sql=
with_two=
core=$(($(nproc) - 1))

while getopts r:v:i:o:csw option; do
	case $option in
		r) rounds=$OPTARG ;;
		v) names=$OPTARG ;;
		i) inputs=$OPTARG ;;
		o) output=$OPTARG ;;
		c) with_core=yes ;;
		s) with_sql=yes ;;
		w) with_two=yes ;;
		*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
	esac
done
output=${output:-bench-$(date +%Y-%m-%d).md}

. "$here/tools/server.sh"
forget_pg_environment
find_postgres
place=$(new_place)
trap 'server_stop "$place"; rm -rf "$place"' EXIT
trap 'exit 130' INT TERM HUP
[ -n "$inputs" ] || inputs=$place/inputs
mkdir -p "$inputs"

say() { printf '%s\n' "$*" | tee -a "$output"; }

note() { printf '%s\n' "$*" >&2; }

sql() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

corpora() { for name in $names; do echo "${name%%_*}"; done | sort -u; }

vocabularies_of() { for name in $names; do [ "${name%%_*}" != "$1" ] || echo "$name"; done; }

# The taxonomy that carries a vocabulary.
taxonomy_of() { case $1 in *_policy) echo policy ;; *) echo "$1" ;; esac; }

# ---- inputs and server ------------------------------------------------------------------

make_inputs()
{
	local missing="" name
	for name in $names; do
		case $name in
			*_policy) [ -e "$inputs/${name%%_*}.copy" ] || missing="$missing ${name%%_*}_14k" ;;
			*) [ -e "$inputs/$name.labels" ] && [ -e "$inputs/${name%%_*}.copy" ] || missing="$missing $name" ;;
		esac
	done
	[ -z "$missing" ] && return 0
	note "making$missing"
	# shellcheck disable=SC2046,SC2086
	perl "$here/bench/make_inputs.pl" "$inputs" $(printf '%s\n' $missing | sort -u) >&2
}

start()
{
	note "building and starting PostgreSQL $MAJOR"
	build_in "$place" >"$place/build.log" 2>&1 || { cat "$place/build.log" >&2; return 1; }
	install_in "$place"
	server_init "$place"
	{
		echo "shared_buffers = '1500MB'"
		echo "max_parallel_workers_per_gather = 0"
		echo "autovacuum = off"
		echo "max_wal_size = '4GB'"
	} | as_server tee -a "$place/data/postgresql.conf" >/dev/null
	server_start "$place"
	use_server "$place"
	sql -c "CREATE DATABASE bench"
	export PGDATABASE=bench
	sql -c "CREATE EXTENSION policyscope"
}

load_corpus()
{
	sql <<-SQL
		CREATE TABLE $1 (id int GENERATED ALWAYS AS IDENTITY, body text COMPRESSION lz4);
		\copy $1 (body) FROM '$inputs/$1.copy'
		VACUUM (ANALYZE, FREEZE) $1;
	SQL
}

# Prints the seconds that publishing took.
publish()
{
	local name=$1
	sql <<-SQL | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -1 | awk '{printf "%.1f", $1 / 1000}'
		SET client_min_messages = error;
		INSERT INTO policyscope.taxonomy (taxonomy) VALUES ('$name');
		INSERT INTO policyscope.facet (taxonomy, facet) VALUES ('$name', 'v');
		CREATE TEMP TABLE given (concept text, lang text, label text);
		\copy given FROM '$inputs/$name.labels'
		INSERT INTO policyscope.concept (taxonomy, concept) SELECT DISTINCT '$name', concept FROM given;
		INSERT INTO policyscope.label (taxonomy, concept, lang, label)
		SELECT DISTINCT '$name', concept, lang, label FROM given;
		ANALYZE policyscope.label;
		\timing on
		SELECT taxonomy_publish('$name');
	SQL
}

image_length()
{
	sql -c "SELECT octet_length(image) FROM policyscope.image WHERE taxonomy = '$(taxonomy_of "$1")' ORDER BY version DESC LIMIT 1"
}

# The bytes of an image: COPY's binary form without its header (25 bytes) and trailer (2).
dump_image()
{
	sql -c "COPY (SELECT image FROM policyscope.image WHERE taxonomy = '$(taxonomy_of "$1")' ORDER BY version DESC LIMIT 1)
		TO STDOUT (FORMAT binary)" | tail -c +26 | head -c -2 >"$place/$1.image"
}

# ---- measuring ----------------------------------------------------------------------------

# What a psql script begins with: the backend on one core, and its process number.
on_core()
{
	cat <<-SQL
		SELECT pg_backend_pid() AS pid \gset
		\setenv BENCH_PID :pid
		\! taskset -pc $1 \$BENCH_PID >/dev/null
		\timing on
	SQL
}

# One expression over a table: its name, milliseconds by the clock, and by the processor. The
# kernel says how many nanoseconds the backend has run (schedstat).
timed()
{
	cat <<-SQL
		\echo NAME $1
		\! sed 's/^/CPU /' /proc/\$BENCH_PID/schedstat
		SELECT $2 FROM $3;
		\! sed 's/^/CPU /' /proc/\$BENCH_PID/schedstat
	SQL
}

READING='sum(hashtext(body))'

# pair NAME EXPRESSION TABLE: reading first, then the expression.
pair()
{
	timed reading "$READING" "$3"
	timed "$1" "$2" "$3"
}

tagging() { echo "count(to_tagset('$(taxonomy_of "$1")', body))"; }

# Lines "name clock processor" from what psql printed.
times()
{
	awk '$1 == "NAME" {name = $2; seen = 0}
		$1 == "CPU" {if (seen++) print name, clock, ($2 - before) / 1e6; before = $2}
		$1 == "Time:" {clock = $2}'
}

# The median of the numbers given on standard input.
median() { sort -n | awk '{a[NR] = $1} END {if (NR) print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2}'; }

# median_of FILE NAME COLUMN
median_of() { awk -v n="$2" -v c="$3" '$1 == n {print $c}' "$1" | median; }

# multiple FILE NAME COLUMN: the median of the ratios to the reading just before.
multiple()
{
	awk -v n="$2" -v c="$3" '$1 == "reading" {r = $c} $1 == n && r > 0 {print $c / r}' "$1" | median
}

measure_corpus()
{
	local corpus=$1 name round
	{
		on_core "$core"
		for name in $(vocabularies_of "$corpus"); do
			timed "first_$name" "$(tagging "$name")" "(SELECT body FROM $corpus LIMIT 1) AS one"
			echo "SELECT $(tagging "$name") FROM (SELECT body FROM $corpus LIMIT 500) AS few;"
		done
		for ((round = 1; round <= rounds; round++)); do
			pair length 'sum(length(body))' "$corpus"
			for name in $(vocabularies_of "$corpus"); do
				pair "$name" "$(tagging "$name")" "$corpus"
			done
			if [ -n "$with_sql" ] && [ "$round" -le 2 ] && [ "$corpus" = en ]; then
				pair to_tsvector "count(to_tsvector('english', body))" "$corpus"
			fi
		done
	} | sql -f - | times >"$place/$corpus.times"
}

row()
{
	local file=$1 name=$2 bytes=$3 what=$4 clock
	clock=$(median_of "$file" "$name" 2)
	[ -n "$clock" ] || return 0
	say "$(awk -v w="$what" -v t="$clock" -v b="$bytes" -v m="$(multiple "$file" "$name" 2)" -v p="$(multiple "$file" "$name" 3)" \
		'BEGIN {printf "| %s | %.1f | %.1f | %.2f | %.2f |", w, t, b / t / 1000, m, p}')"
}

report_corpus()
{
	local corpus=$1 file=$place/$1.times bytes name
	bytes=$(sql -c "SELECT sum(octet_length(body)) FROM $corpus")
	say ""
	say "## Corpus $corpus, $(sql -c "SELECT count(*) FROM $corpus") documents, $(awk "BEGIN {printf \"%.1f\", $bytes / 1e6}") MB"
	say ""
	say "| expression | ms | MB/s | times reading | by processor time |"
	say "|---|---|---|---|---|"
	say "$(awk -v t="$(median_of "$file" reading 2)" -v b="$bytes" 'BEGIN {printf "| sum(hashtext(body)), reading | %.1f | %.1f | 1 | 1 |", t, b / t / 1000}')"
	row "$file" length "$bytes" "sum(length(body))"
	for name in $(vocabularies_of "$corpus"); do
		row "$file" "$name" "$bytes" "to_tagset, $name"
	done
	row "$file" to_tsvector "$bytes" "to_tsvector('english', body)"
	say ""
	for name in $(vocabularies_of "$corpus"); do
		say "- first use of $name in a backend, one document: $(median_of "$file" "first_$name" 2) ms; image $(image_length "$name") bytes"
	done
}

# ---- stored tsquery over a sample ----------------------------------------------------------

percolate()
{
	local name=$1 bytes milliseconds
	sql <<-SQL
		SET client_min_messages = warning;
		CREATE TABLE queries AS
			SELECT DISTINCT phraseto_tsquery('english', label) AS q FROM policyscope.label WHERE taxonomy = '$name';
		DELETE FROM queries WHERE numnode(q) = 0;
		CREATE TABLE sample AS SELECT body FROM en WHERE id % 70 = 0;
		VACUUM ANALYZE queries, sample;
	SQL
	bytes=$(sql -c "SELECT sum(octet_length(body)) FROM sample")
	milliseconds=$({
		on_core "$core"
		for _ in 1 2 3; do
			timed percolation 'count(*)' "(SELECT to_tsvector('english', body) AS v FROM sample OFFSET 0) AS s JOIN queries ON v @@ q"
		done
	} | sql -f - | times | awk '{print $2}' | median)
	say "- stored tsquery, $name, on $bytes bytes: $milliseconds ms, $(awk "BEGIN {printf \"%.2f\", $bytes / $milliseconds / 1000}") MB/s"
}

# ---- two processes ---------------------------------------------------------------------------

# half TABLE REMAINDER CORE FILE: rounds over one half, in a process of its own.
half()
{
	local name=$1 corpus=${1%%_*}
	{
		on_core "$3"
		echo "SELECT $(tagging "$name") FROM $corpus WHERE id % 2 = $2;"
		for ((round = 0; round < rounds; round++)); do
			timed half "$(tagging "$name")" "$corpus WHERE id % 2 = $2"
		done
	} | sql -f - | times >"$4"
}

two_processes()
{
	local name=$1 other=$(((core + 1) % $(nproc))) first second one
	[ "$other" != "$core" ] || { say "- two processes: the machine has one core"; return 0; }
	half "$name" 0 "$core" "$place/alone0"
	half "$name" 1 "$core" "$place/alone1"
	half "$name" 0 "$core" "$place/half0" &
	half "$name" 1 "$other" "$place/half1"
	wait $!
	one=$(awk "BEGIN {print $(median_of "$place/alone0" half 2) + $(median_of "$place/alone1" half 2)}")
	first=$(median_of "$place/half0" half 2)
	second=$(median_of "$place/half1" half 2)
	say "- two processes, $name: halves in $first and $second ms, one process $one ms: $(awk "BEGIN {m = $first > $second ? $first : $second; printf \"%.2f\", $one / m}") times one"
}

# ---- the core beside its peers -----------------------------------------------------------------

build_core()
{
	local objects icu
	mapfile -t objects < <(cd "$place/build" && find src/text src/image src/match src/reading src/score -name '*.o' 2>/dev/null)
	read -ra icu <<<"$(pkg-config --cflags --libs icu-uc icu-i18n)"
	(cd "$place/build" && gcc -O2 -std=gnu11 -I"$here/src" -o "$place/bench_core" "$here/bench/core.c" \
		"$here/test/fuzz/host_malloc.c" "${objects[@]}" "${icu[@]}" -lm)
}

build_vectorscan()
{
	local flags
	pkg-config --exists libhs || { say "- vectorscan: not installed (libvectorscan-dev)"; return 0; }
	read -ra flags <<<"$(pkg-config --cflags --libs libhs)"
	gcc -O2 -std=gnu11 -o "$place/peer_vectorscan" "$here/bench/peer_vectorscan.c" "${flags[@]}"
}

# From Debian's sources of the crates, by the plain compiler: cargo would ask a registry.
build_aho_corasick()
{
	local sources=/usr/share/cargo/registry crate=$place/crates aho memchr rustc
	aho=$(compgen -G "$sources/aho-corasick-0.7*/src/lib.rs" || true)
	memchr=$(compgen -G "$sources/memchr-2*/src/lib.rs" || true)
	rustc=$(command -v rustc || true)
	[ -n "$aho" ] && [ -n "$memchr" ] && [ -n "$rustc" ] ||
		{ say "- aho-corasick: not installed (librust-aho-corasick-dev, rustc)"; return 0; }
	mkdir -p "$crate"
	"$rustc" -O --cap-lints allow --crate-type rlib --edition 2018 --out-dir "$crate" --crate-name memchr --cfg 'feature="std"' \
		--cfg memchr_runtime_simd --cfg memchr_runtime_sse2 --cfg memchr_runtime_sse42 --cfg memchr_runtime_avx "$memchr"
	"$rustc" -O --cap-lints allow --crate-type rlib --edition 2018 --out-dir "$crate" --crate-name aho_corasick \
		--cfg 'feature="std"' --extern memchr="$crate/libmemchr.rlib" "$aho"
	"$rustc" -O --edition 2018 -L "$crate" --extern aho_corasick="$crate/libaho_corasick.rlib" \
		-o "$place/peer_aho_corasick" "$here/bench/peer_aho_corasick.rs"
}

# Peers get a part of the corpus for a million labels: vectorscan needs minutes for all of it.
core_and_peers()
{
	local name corpus documents program level
	say ""
	say "## The core without a server, beside its peers (processor time, one core, whole words)"
	say ""
	build_core
	build_vectorscan
	build_aho_corasick
	say "- daachorse: not in Debian; its measured ratios are with the goals"
	for name in $names; do
		corpus=${name%%_*}
		documents=$inputs/$corpus.copy
		dump_image "$name"
		say "- $name: $(taskset -c "$core" "$place/bench_core" "$place/$name.image" "$documents" "$rounds")"
		for level in avx2 portable; do
			say "- $name, at most $level: $(taskset -c "$core" "$place/bench_core" "$place/$name.image" "$documents" "$rounds" "$level")"
		done
		case $name in *_policy) continue ;; esac
		for program in vectorscan aho_corasick; do
			[ -x "$place/peer_$program" ] || continue
			rm -f "$place/part.copy"	# what it links to is not to be written
			case $name in
				*_1m | *_1mw) head -n 600 "$documents" >"$place/part.copy" ;;
				*) ln -sf "$(realpath "$documents")" "$place/part.copy" ;;
			esac
			say "- $name: $(taskset -c "$core" "$place/peer_$program" "$inputs/$name.labels" "$place/part.copy" 3 2>&1 | tail -1)"
		done
		rm -f "$place/$name.image"
	done
}

# ---- the run -------------------------------------------------------------------------------------

machine()
{
	say "# Benchmark of $(date -u +%Y-%m-%d)"
	say ""
	say "- machine: $(lscpu | sed -n 's/^Model name: *//p' | head -1), $(nproc) processors, caches $(lscpu | sed -n 's/^L[123][di]* cache: *//p' | paste -sd, | sed 's/,/, /g'), kernel $(uname -r), load $(cut -d' ' -f1 /proc/loadavg)"
	say "- PostgreSQL $("$PG_CONFIG" --version | sed 's/^PostgreSQL //'), ICU $(pkg-config --modversion icu-uc), $(gcc --version | head -1)"
	say "- policyscope $(git -C "$here" rev-parse --short HEAD 2>/dev/null || echo unknown), $rounds paired rounds, medians"
	[ ! -e "$inputs/shape.md" ] || cat "$inputs/shape.md" | tee -a "$output"
}

: >"$output"
make_inputs
start
machine
for corpus in $(corpora); do
	note "loading $corpus"
	load_corpus "$corpus"
	for name in $(vocabularies_of "$corpus"); do
		case $name in
			*_policy) ;;
			*)
				seconds=$(publish "$name")
				say "- published $name in $seconds s" ;;
		esac
	done
	note "measuring $corpus"
	measure_corpus "$corpus"
	report_corpus "$corpus"
done
[ -z "$with_sql" ] || ! [[ " $names " == *" en_14k "* ]] || percolate en_14k
[ -z "$with_two" ] || ! [[ " $names " == *" en_14k "* ]] || two_processes en_14k
[ -z "$with_core" ] || core_and_peers
note "written to $output"
