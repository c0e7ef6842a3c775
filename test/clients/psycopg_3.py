# psycopg_3.py: tagset and tagquery through psycopg 3, which sends parameters apart from the query.
import psycopg
from tap import DATABASE, QUERY, contains, done, equal

connection = psycopg.connect(**DATABASE, autocommit=True)
cursor = connection.cursor()


def value(query, parameters=(), **options):
    return cursor.execute(query, parameters, **options).fetchone()[0]


equal(value("SELECT tags FROM tagged WHERE id = 200"),
      "{100} 'place.CN-GZ':1/1 'tech.ai':2/1+1 'tech.big_data':5/1", "a tagset is its text")
equal(value("SELECT count(*) FROM tagged WHERE tags @@ %s::tagquery", [QUERY]), 100, "bound text, cast to tagquery")
equal(value("SELECT count(*) FROM tagged WHERE tags @@ %s", [QUERY]), 100, "bound text without a cast has no type, so it is a tagquery")
equal(value("SELECT count(*) FROM tagged WHERE tag_matches(tags, %s)", [QUERY]), 100, "tag_matches")
equal(value("SELECT count(*) FROM tagged WHERE tag_has(tags, %s)", ["tech.ai"]), 200, "tag_has")
equal(value("SELECT count(*) FROM tagged WHERE tags ? %s", ["tech.ai"]), 200, "the operator ?")
equal(value("SELECT count(*) FROM tagged WHERE tags ?| %s", [["tech.ai", "place.CN-GZ"]]), 200, "?| with a list")
equal(value("SELECT count(*) FROM tagged WHERE tags ?& %s", [["tech.ai", "place.CN-GZ"]]), 100, "?& with a list")
equal(value("SELECT tags::text[] FROM tagged WHERE id = 200"), ["place.CN-GZ", "tech.ai", "tech.big_data"], "keys are a list")
equal(value("SELECT tagset(%s::text[])", [["tech.ai"]]), "'tech.ai':1/1", "a tagset of a list")
equal(value("SELECT (%s::tagset || %s::tagset)::jsonb", ["{10} tech.ai:1", "{5} tech.ai:2"]),
      {"words": 15, "tags": {"tech.ai": {"evidence": 3, "mentions": 2, "mentions_direct": 2}}}, "jsonb is a dict")
equal(value("SELECT tag_score(tags, %s) > 0.5 FROM tagged WHERE id = 200", ["tech.ai"]), True, "tag_score")
try:
    state = value("SELECT %s::tagquery", ["tech.ai &"]) and None
except psycopg.Error as error:
    state = error.sqlstate
equal(state, "22P02", "a malformed query is 22P02")

# arrays of tagsets, once psycopg is told of the type
psycopg.types.TypeInfo.fetch(connection, "tagset").register(connection)
cursor = connection.cursor()
equal(value("SELECT array_agg(tags ORDER BY id) FROM tagged WHERE id IN (1, 2)"),
      ["{100} 'tech.big_data':2/1", "{100} 'tech.big_data':3/1"], "an array of tagsets is a list")
equal(value("SELECT count(*) FROM tagged WHERE tags = ANY(%s::tagset[])", [["{100} tech.big_data:2/1"]]) > 0, True,
      "a list is an array of tagsets")

# COPY out and in, text and binary: the rows come back equal
for form in ("text", "binary"):
    cursor.execute("CREATE TEMP TABLE copied (id int, tags tagset)")
    with cursor.copy(f"COPY tagged TO STDOUT (FORMAT {form})") as out:
        blocks = [bytes(block) for block in out]
    with cursor.copy(f"COPY copied FROM STDIN (FORMAT {form})") as into:
        for block in blocks:
            into.write(block)
    equal(value("SELECT count(*) FROM copied JOIN tagged USING (id, tags)"), 20000, f"COPY {form} and back")
    cursor.execute("DROP TABLE copied")
with cursor.copy("COPY (SELECT tags FROM tagged WHERE id = 200) TO STDOUT") as out:
    equal(list(out.rows()), [("{100} 'place.CN-GZ':1/1 'tech.ai':2/1+1 'tech.big_data':5/1",)], "COPY row by row")

# prepared by the server: the generic plan uses the index
cursor.execute("SET plan_cache_mode = force_generic_plan")
for query in ("SELECT count(*) FROM tagged WHERE tags @@ %s::tagquery", "SELECT count(*) FROM tagged WHERE tag_matches(tags, %s::text)"):
    equal(value(query, [QUERY], prepare=True), 100, f"prepared: {query}")
    name = value("SELECT name FROM pg_prepared_statements ORDER BY prepare_time DESC LIMIT 1", prepare=False)
    plan = cursor.execute(f"EXPLAIN (COSTS OFF) EXECUTE {name} ('{QUERY}')").fetchall()
    contains("\n".join(row[0] for row in plan), "tagged_tags_idx", "its generic plan uses the index")

# binary results are the bytes of the wire, which go back as they came
binary = connection.cursor(binary=True)
wire = binary.execute("SELECT tags FROM tagged WHERE id = 200").fetchone()[0]
equal(isinstance(wire, bytes), True, "a binary tagset is bytes")
done()
