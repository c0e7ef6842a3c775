#!/bin/sh
# make_units.sh: data/units.txt as a C table, on standard output.
#
#   sh make_units.sh FILE
#
# Called by the Makefile for src/reading/unit_data.c. The forms are put together by their first byte, in the order of
# the file, with an index of them by that byte. Malformed lines end the run.
set -eu
LC_ALL=C awk -F ' [|] ' '
	BEGIN {
		for (i = 1; i < 256; i++)
			byte_of[sprintf("%c", i)] = i
		print "/* made from data/units.txt */"
		print "#include \"reading/unit.h\""
		print ""
		print "const Unit units[] = {"
	}
	/^#/ || /^[ \t]*$/ { next }
	NF != 4 { printf "units.txt:%d: expected four fields\n", FNR > "/dev/stderr"; failed = 1; exit 1 }
	{
		count = split($4, forms, / ; /)
		for (i = 1; i <= count; i++) {
			form = forms[i]
			before = sub(/^</, "", form)
			letters = sub(/^\^/, "", form) ? "UNIT_CAPITALS" : sub(/^~/, "", form) ? "UNIT_SMALL" : "UNIT_ANY"
			byte = byte_of[substr(form, 1, 1)]
			gsub(/["\\]/, "\\\\&", form)
			rows[byte, ++number[byte]] = sprintf("\t{\"%s\", \"%s\", \"%s\", %d, %s, %s},", form, $1, $2, $3, before ? "true" : "false", letters)
		}
	}
	END {
		if (failed)
			exit 1
		list = "0"
		for (byte = 0; byte < 256; byte++) {
			for (i = 1; i <= number[byte]; i++)
				print rows[byte, i]
			total += number[byte]
			list = list ", " total
		}
		print "\t{NULL, NULL, NULL, 0, false, UNIT_ANY}"
		print "};"
		print ""
		print "const uint16_t units_of_byte[257] = {" list "};"
	}' "$1"
