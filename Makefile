# policyscope: build with PGXS.
#
#   make && make install && make installcheck     as for any PostgreSQL extension
#   make demo [DOC="file ..."], make stop         a private server that tags documents
#   make test, make lint                          everything the project checks
#
# PG_CONFIG=, DESTDIR=, with_llvm=no, COPT= and out-of-tree builds (make -f ../Makefile)
# work as usual. WERROR=1 turns warnings into errors.
#
# Make cannot handle a space in a path. In the tree every path is relative, so the clone
# itself may have one; the scripts of tools/ build out of the tree through a symbolic link.

EXTENSION  = policyscope
MODULE_big = policyscope

# Where the sources are: given by the caller, or beside this Makefile. No trailing slash.
SRC := $(patsubst %/,%,$(or $(srcdir),$(VPATH),$(dir $(firstword $(MAKEFILE_LIST)))))

EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" '$(SRC)/policyscope.control')

# ---- what is compiled ------------------------------------------------------------------

# C files made during the build, in the build directory.
GENERATED_C = src/text/unicode_data.c src/text/han_words.c src/text/common_words.c \
	src/text/english_data.c src/reading/furniture_data.c src/reading/unit_data.c

# Programs of the build, no part of the library.
NOT_LIBRARY = src/text/make_unicode.c src/text/make_han_words.c
BUILD_PROGRAMS = src/text/make_unicode src/text/make_han_words src/text/list_han_words

SOURCES := $(patsubst $(SRC)/%,%,$(sort $(wildcard $(SRC)/src/*.c $(SRC)/src/*/*.c)))
SOURCES := $(filter-out $(GENERATED_C) $(NOT_LIBRARY),$(SOURCES))

SOURCE_OBJS    = $(SOURCES:.c=.o)
GENERATED_OBJS = $(GENERATED_C:.c=.o)
OBJS           = $(SOURCE_OBJS) $(GENERATED_OBJS)

UNICODE_LIBS   := $(shell pkg-config --libs icu-uc icu-i18n 2>/dev/null || echo -licui18n -licuuc -licudata)
UNICODE_CFLAGS := $(shell pkg-config --cflags icu-uc icu-i18n 2>/dev/null)

# ---- the install script, from the rooms' parts in this order ----------------------------

SQL_PARTS = \
	$(SRC)/src/head.sql \
	$(SRC)/src/tagset/tagset_planner.sql \
	$(SRC)/src/tagset/tagset.sql \
	$(SRC)/src/tagset/tagset_operators.sql \
	$(SRC)/src/tagset/tagset_compare.sql \
	$(SRC)/src/tagset/tagset_pairs.sql \
	$(SRC)/src/tagset/tagset_aggregates.sql \
	$(SRC)/src/tagquery/tagquery_planner.sql \
	$(SRC)/src/tagquery/tagquery.sql \
	$(SRC)/src/tagquery/tagquery_functions.sql \
	$(SRC)/src/tagquery/tagset_gin.sql \
	$(SRC)/src/taxonomy/catalog.sql \
	$(SRC)/src/taxonomy/taxonomy.sql \
	$(SRC)/src/tagging/tagging.sql \
	$(SRC)/src/tagging/to_tagquery.sql \
	$(SRC)/src/tagging/looking.sql \
	$(SRC)/src/tagging/tag_periods.sql \
	$(SRC)/src/tagging/tag_targets.sql \
	$(SRC)/src/tagging/tag_pairs.sql \
	$(SRC)/src/tagging/tag_profile.sql \
	$(SRC)/src/tagging/views.sql \
	policy.sql \
	$(SRC)/src/tail.sql

SCOPE_SQL = $(EXTENSION)--$(EXTVERSION).sql
DATA_built     = $(SCOPE_SQL)

POLICY_DATA := $(sort $(wildcard $(SRC)/data/policy/*.txt))

# ---- tests -----------------------------------------------------------------------------

# In order of name; 00_setup creates the extension. The database is UTF8 with locale C
# whatever the server's own, so that the expected output holds everywhere.
REGRESS      = $(sort $(notdir $(basename $(wildcard $(SRC)/sql/*.sql))))
REGRESS_OPTS = --inputdir=$(SRC) --encoding=UTF8 --no-locale

ISOLATION      = $(sort $(notdir $(basename $(wildcard $(SRC)/test/isolation/specs/*.spec))))
ISOLATION_OPTS = --inputdir=$(SRC)/test/isolation --encoding=UTF8 --no-locale --load-extension=policyscope

# ---- flags -----------------------------------------------------------------------------

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

# PostgreSQL's headers as system headers: our warnings are about our code.
PG_CPPFLAGS = -I$(SRC)/src -isystem $(shell $(PG_CONFIG) --includedir-server) $(UNICODE_CFLAGS) \
	-DPOLICYSCOPE_VERSION=\"$(EXTVERSION)\"

# -Wno-unused-parameter: PG_FUNCTION_ARGS and the callbacks of the server fix our parameters.
# -ffp-contract=off: scores are the same on every platform; see BITCODE_CFLAGS below too.
PG_CFLAGS  = -Wall -Wextra -Wno-unused-parameter -ffp-contract=off $(if $(WERROR),-Werror)
SHLIB_LINK = $(UNICODE_LIBS) -lm

EXTRA_CLEAN = $(GENERATED_C) $(BUILD_PROGRAMS) $(OBJS:.o=.d) policy.sql $(EXTENSION)--*.sql \
	results regression.diffs regression.out output_iso

# ---- PGXS, where there is one (make demo installs it) ------------------------------------

ifneq ($(wildcard $(PGXS)),)

include $(PGXS)

# The JIT's bitcode is compiled for the machine it runs on, so it needs the flag as well.
override BITCODE_CFLAGS += -ffp-contract=off

# With a general VPATH, make would take objects of an in-tree build for those of this one.
override VPATH :=
vpath %.control $(SRC)

$(SOURCE_OBJS): %.o: $(SRC)/%.c $(SRC)/policyscope.control
	@$(MKDIR_P) $(@D)
	$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -MF $*.d -MT $*.o -MT $*.bc -c -o $@ $<

$(GENERATED_OBJS): %.o: %.c
	@$(MKDIR_P) $(@D)
	$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -MF $*.d -MT $*.o -MT $*.bc -c -o $@ $<

$(SOURCE_OBJS:.o=.bc): %.bc: $(SRC)/%.c $(SRC)/policyscope.control
	@$(MKDIR_P) $(@D)
	$(COMPILE.c.bc) -o $@ $<

$(GENERATED_OBJS:.o=.bc): %.bc: %.c
	@$(MKDIR_P) $(@D)
	$(COMPILE.c.bc) -o $@ $<

-include $(OBJS:.o=.d)

# Tables made from the ICU of this machine.
src/text/make_unicode: $(SRC)/src/text/make_unicode.c
	@$(MKDIR_P) $(@D)
	$(CC) -O1 -Wall -I$(SRC)/src $(UNICODE_CFLAGS) -o $@ $< $(UNICODE_LIBS)

src/text/unicode_data.c: src/text/make_unicode $(SRC)/data/han_simplified.txt
	./src/text/make_unicode $(SRC)/data/han_simplified.txt > $@.new
	mv $@.new $@

# A table of the words in ICU's Chinese dictionary, which ICU reads in C++ only.
src/text/list_han_words: $(SRC)/src/text/list_han_words.cpp
	@$(MKDIR_P) $(@D)
	$(CXX) -O1 -Wall $(UNICODE_CFLAGS) -o $@ $< $(UNICODE_LIBS)

src/text/make_han_words: $(SRC)/src/text/make_han_words.c src/text/unicode_data.c
	$(CC) -O1 -Wall -I$(SRC)/src -o $@ $^

src/text/han_words.c: src/text/list_han_words src/text/make_han_words
	./src/text/list_han_words | ./src/text/make_han_words > $@.new
	mv $@.new $@

# A word list (one a line, # opens a comment) as a sorted array.
src/text/common_words.c: $(SRC)/data/common_words_en.txt
	@$(MKDIR_P) $(@D)
	{ echo '/* made from data/common_words_en.txt */'; \
	  echo '#include "text/common_words.h"'; \
	  echo 'const char *const common_words[] = {'; \
	  sed -e 's/#.*//' -e 's/[[:space:]]*$$//' -e 's/^[[:space:]]*//' -e '/^$$/d' $< | \
	      LC_ALL=C sort -u | sed -e 's/["\\]/\\&/g' -e 's/.*/\t"&",/'; \
	  echo '};'; \
	  echo 'const int common_word_count = sizeof(common_words) / sizeof(common_words[0]);'; \
	} > $@.new
	mv $@.new $@

ENGLISH_LISTS = $(addprefix $(SRC)/data/english_,nouns.txt spelling.txt compounds.txt)

src/text/english_data.c: $(SRC)/src/text/make_english.sh $(ENGLISH_LISTS)
	@$(MKDIR_P) $(@D)
	sh $(SRC)/src/text/make_english.sh $(SRC)/data > $@.new
	mv $@.new $@

# Lines of pages that are no text, likewise.
src/reading/furniture_data.c: $(SRC)/data/policy/build_furniture.pl $(SRC)/data/policy/furniture.txt
	@$(MKDIR_P) $(@D)
	perl $^ > $@.new
	mv $@.new $@

src/reading/unit_data.c: $(SRC)/src/reading/make_units.sh $(SRC)/data/units.txt
	@$(MKDIR_P) $(@D)
	sh $(SRC)/src/reading/make_units.sh $(SRC)/data/units.txt > $@.new
	mv $@.new $@

policy.sql: $(SRC)/data/policy/build_policy.pl $(SRC)/data/policy/PolicyText.pm $(POLICY_DATA)
	@test -n '$(POLICY_DATA)' || { echo "no taxonomy: data/policy/*.txt is missing" >&2; exit 1; }
	perl $(SRC)/data/policy/build_policy.pl $(SRC)/data/policy > $@.new
	mv $@.new $@

$(SCOPE_SQL): $(SQL_PARTS)
	cat $(SQL_PARTS) > $@.new
	mv $@.new $@

else

.PHONY: all install uninstall installcheck clean
all install uninstall installcheck clean:
	@echo "PostgreSQL's build files (PGXS) were not found by '$(PG_CONFIG) --pgxs'." >&2
	@echo "Run tools/packages.sh to install them on Debian, or set PG_CONFIG." >&2
	@exit 1

endif

# ---- the project's own commands ----------------------------------------------------------

# Each of these reads its variables (DOC, VARIANT, STAGES, TESTS, PG_CONFIG) from the environment.
.PHONY: demo stop test lint
demo:
	@'$(SRC)/tools/demo.sh'
stop:
	@'$(SRC)/tools/demo.sh' --stop
test:
	@'$(SRC)/tools/test.sh'
lint:
	@'$(SRC)/tools/test.sh' lint
