#!/bin/sh
# make_units.sh: data/units.txt as a C table, on standard output.
#
#   sh make_units.sh FILE
#
# Called by the Makefile for src/reading/unit_data.c. Malformed lines end the run.
set -eu
awk -F ' [|] ' '
	BEGIN {
		print "/* made from data/units.txt */"
		print "#include \"reading/unit.h\""
		print ""
		print "const Unit units[] = {"
	}
	/^#/ || /^[ \t]*$/ { next }
	NF != 4 { printf "units.txt:%d: expected four fields\n", FNR > "/dev/stderr"; exit 1 }
	{
		count = split($4, forms, / ; /)
		for (i = 1; i <= count; i++) {
			form = forms[i]
			before = sub(/^</, "", form)
			gsub(/["\\]/, "\\\\&", form)
			printf "\t{\"%s\", \"%s\", \"%s\", %d, %s},\n", form, $1, $2, $3, before ? "true" : "false"
		}
	}
	END { print "\t{NULL, NULL, NULL, 0, false}"; print "};" }' "$1"
