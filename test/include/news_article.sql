-- What the tests news_*.sql begin with: the variable article, the news article the project starts from.
-- It is a third party's and no part of the project: guizhou-news.txt in the
-- folder $POLICYSCOPE_DATA, and without it a skipped test: the variable absent is true.
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

\set absent `test -r "$POLICYSCOPE_DATA/guizhou-news.txt" && echo false || echo true`
\if :absent
	\echo '1..0 # SKIP guizhou-news.txt not present (POLICYSCOPE_DATA)'
\else
	\set article `cat "$POLICYSCOPE_DATA/guizhou-news.txt"`
\endif
