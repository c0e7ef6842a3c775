#!/bin/sh
# make_english.sh DATA > english_data.c: the English lists as the sorted tables of english.h.
#
# Called by the Makefile and by test/fuzz/run.sh. DATA is the project's folder data/. The head of
# each list says what its lines mean.
set -eu
export LC_ALL=C

lines() { sed -e "s/#.*//" "$1" | grep "[a-z]"; }

for list in nouns spelling compounds; do
	[ -r "$1/english_$list.txt" ] || { echo "make_english.sh: no $1/english_$list.txt" >&2; exit 1; }
done

# Sorted lines "from<TAB>to[<TAB>tails]" to a table of that name.
table()
{
	sort -u | awk -F '\t' -v name="$1" '
		BEGIN { printf "static const EnglishPair %s_pairs[] = {\n", name }
		{ printf "\t{\"%s\", \"%s\", %s},\n", $1, $2, $3 == "" ? "NULL" : "\"" $3 "\"" }
		END { printf "};\nconst EnglishTable english_%s = {%s_pairs, %d};\n", name, name, NR }'
}

echo '/* made by src/text/make_english.sh from data/english_*.txt */'
echo '#include "text/english.h"'

# singular plural; a word alone stays as it is
lines "$1/english_nouns.txt" |
	awk -v OFS='\t' 'NF == 1 { print $1, $1 } NF > 1 { print $1, $2; print $2, $1 }' | table nouns

# british american [tail ...]; ">" after the first: in that direction only; a word alone stays
lines "$1/english_spelling.txt" |
	awk -v OFS='\t' '{
			one_way = $2 == ">"
			to = NF == 1 ? $1 : one_way ? $3 : $2
			tails = ""
			for (i = one_way ? 4 : 3; i <= NF; i++) tails = tails $i " "
			print $1, to, tails
			if (!one_way && to != $1) print to, $1, tails
		}' | table spellings

# two words; the third column is what they make together
lines "$1/english_compounds.txt" |
	awk -v OFS='\t' '{ print $1 $2, $1 " " $2; print $1 " " $2, $1 $2 }' | table compounds
