# odbc.py: tagset and tagquery through ODBC (psqlodbc and unixODBC, by pyodbc), where ? is a parameter.
import glob
import os

import pyodbc
from tap import DATABASE, QUERY, contains, done, equal

connection = pyodbc.connect(
    f"Driver={{{os.environ['ODBC_DRIVER']}}};Servername={DATABASE['host']};Port={DATABASE['port']};Username={DATABASE['user']};"
    f"Database={DATABASE['dbname']};UseServerSidePrepare=1;BoolsAsChar=0;MaxVarcharSize=4000", autocommit=True)
cursor = connection.cursor()


def value(query, *parameters):
    return cursor.execute(query, *parameters).fetchone()[0]


equal(value("SELECT tags FROM tagged WHERE id = 200"),
      "{100} 'place.CN-GZ':1/1 'tech.ai':2/1+1 'tech.big_data':5/1", "a tagset is its text")
equal(value("SELECT count(*) FROM tagged WHERE tags @@ ?::tagquery", QUERY), 100, "bound text, cast to tagquery")
equal(value("SELECT count(*) FROM tagged WHERE tag_matches(tags, ?)", QUERY), 100, "tag_matches")
equal(value("SELECT count(*) FROM tagged WHERE tag_has(tags, ?)", "tech.ai"), 200, "tag_has")
equal(value("SELECT count(*) FROM tagged WHERE tags OPERATOR(public.@@) ?::tagquery", "tech.ai | place.CN-GZ"), 200, "| for ?|")
equal(value("SELECT count(*) FROM tagged WHERE tagset_has_any(tags, ?::text[])", "{tech.ai,place.CN-GZ}"), 200, "an array as its text")
equal(value("SELECT tags::text[] FROM tagged WHERE id = 200"), "{place.CN-GZ,tech.ai,tech.big_data}", "keys are the text of an array")
equal(value("SELECT tagset(?::text[])", "{tech.ai}"), "'tech.ai':1/1", "a tagset of an array")
equal(value("SELECT tag_score(tags, ?) FROM tagged WHERE id = 200", "tech.ai") > 0.5, True, "a score is a float")
equal(value("SELECT label FROM docs_document_concepts WHERE document_id = ? AND facet = ?", 2, "tech"), "artificial intelligence",
      "a view of plain columns")

# a long value is not cut: drivers that take an unknown type for varchar(255) would
long = value("SELECT tagset_agg('tech.number_' || n) FROM generate_series(1, 200) AS n")
equal(long, value("SELECT tagset_agg('tech.number_' || n)::text FROM generate_series(1, 200) AS n"), "a long tagset comes whole")

cursor.execute("CREATE TEMP TABLE written (id int, tags tagset)")
cursor.executemany("INSERT INTO written VALUES (?, ?::tagset)", [(1, "{10} tech.ai"), (2, "tech.big_data")])
equal(value("SELECT string_agg(tags::text, '; ' ORDER BY id) FROM written"), "{10} 'tech.ai':1/1; 'tech.big_data':1/1", "rows are written")
try:
    state = value("SELECT ?::tagquery", "tech.ai &") and None
except pyodbc.Error as error:
    state = error.args[0]
equal(state, "22P02", "a malformed query is 22P02")

# prepared by the server: the generic plan uses the index
cursor.execute("SET plan_cache_mode = force_generic_plan")
other = connection.cursor()
for condition in ("tags @@ ?::tagquery", "tag_matches(tags, ?)"):
    query = f"SELECT count(*) FROM tagged WHERE {condition}"
    equal(value(query, QUERY), 100, f"prepared: {condition}")
    name, text = other.execute("SELECT name, statement FROM pg_prepared_statements WHERE statement LIKE ?",
                               query.replace("?", "$1") + "%").fetchone()
    plan = other.execute(f'EXPLAIN (COSTS OFF) EXECUTE "{name}" (\'{QUERY}\')').fetchall()
    contains("\n".join(row[0] for row in plan), "tagged_tags_idx", "its generic plan uses the index")
connection.close()
for log in glob.glob(f"/tmp/psqlodbc_*{os.getpid()}.log"):  # the driver leaves one, whatever its options say
    os.unlink(log)
done()
