#!/bin/bash
# Builds the fuzz target of the core with libFuzzer, ASan and UBSan, and runs it.
#
#   test/fuzz/run.sh [SECONDS] [CORPUS DIRECTORY]      60 seconds, a corpus of its own
#
# Called by hand; needs clang with libFuzzer, ICU's headers, no server. Ends with an error
# when something is found; the input that did it is then in the corpus directory.
set -euo pipefail

source=$(cd "$(dirname "$0")/../../src" && pwd)
fuzz=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
corpus=${2:-$work/corpus}
mkdir -p "$corpus"

icu=$(pkg-config --cflags --libs icu-uc icu-i18n)
# shellcheck disable=SC2086
cc -O1 -I"$source" "$source/text/make_unicode.c" -o "$work/make_unicode" $icu
"$work/make_unicode" "$source/../data/han_simplified.txt" >"$work/unicode_data.c"
# shellcheck disable=SC2086
c++ -O1 "$source/text/list_han_words.cpp" -o "$work/list_han_words" $icu
cc -O1 -I"$source" "$source/text/make_han_words.c" "$work/unicode_data.c" -o "$work/make_han_words"
"$work/list_han_words" | "$work/make_han_words" >"$work/han_words.c"
{
	printf '#include "text/common_words.h"\nconst char *const common_words[] = {"it", "us"};\n'
	printf 'const int common_word_count = 2;\n'
} >"$work/common_words.c"
sh "$source/text/make_english.sh" "$source/../data" >"$work/english_data.c"
perl "$source/../data/policy/build_furniture.pl" "$source/../data/policy/furniture.txt" >"$work/furniture_data.c"
sh "$source/reading/make_units.sh" "$source/../data/units.txt" >"$work/unit_data.c"

# A tree that was built in place has generated files too.
core=()
for file in "$source"/{text,image,match,reading,score}/*.c; do
	case $file in
		*/make_*.c | *_data.c | */han_words.c | */common_words.c) ;;
		*) core+=("$file") ;;
	esac
done
clang -g -O1 -std=gnu11 -D_GNU_SOURCE -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$source" \
	"$fuzz"/*.c "$work"/{unicode_data,han_words,common_words,english_data,furniture_data,unit_data}.c "${core[@]}" -o "$work/fuzz_core"

printf 'AI\xffartificial intelligence\xffCOVID-19\xffC++\xffU.S.A.\xff人工智能\xffalpha alpha beta\xff인도\xffThe AI, COVID19 and C++: 人工智能 인도는 alpha alpha beta (AB), 人工智能（AI）AIs AB quan-\ntum www.a.bc d@e.fg' >"$corpus/seed"
cd "$corpus"
"$work/fuzz_core" -max_total_time="$seconds" -max_len=3000 -print_final_stats=1 "$corpus"
