# psycopg_2.py: tagset and tagquery through psycopg2, which writes parameters into the query.
import io

import psycopg2
from tap import DATABASE, QUERY, contains, done, equal

connection = psycopg2.connect(**DATABASE)
connection.autocommit = True
cursor = connection.cursor()


def value(query, parameters=None):
    cursor.execute(query, parameters)
    return cursor.fetchone()[0]


equal(value("SELECT tags FROM tagged WHERE id = 200"),
      "{100} 'place.CN-GZ':1/1 'tech.ai':2/1+1 'tech.big_data':5/1", "a tagset is its text")
equal(value("SELECT count(*) FROM tagged WHERE tags @@ %s::tagquery", [QUERY]), 100, "bound text, cast to tagquery")
equal(value("SELECT count(*) FROM tagged WHERE tags @@ %s", [QUERY]), 100, "bound text is a literal, so it is a tagquery")
equal(value("SELECT count(*) FROM tagged WHERE tag_matches(tags, %s)", [QUERY]), 100, "tag_matches")
equal(value("SELECT count(*) FROM tagged WHERE tag_has(tags, %s)", ["tech.ai"]), 200, "tag_has")
equal(value("SELECT count(*) FROM tagged WHERE tags ? %s", ["tech.ai"]), 200, "the operator ?")
equal(value("SELECT count(*) FROM tagged WHERE tags ?| %s", [["tech.ai", "place.CN-GZ"]]), 200, "?| with a list")
equal(value("SELECT count(*) FROM tagged WHERE tags ?& %s", [["tech.ai", "place.CN-GZ"]]), 100, "?& with a list")
equal(value("SELECT tags::text[] FROM tagged WHERE id = 200"), ["place.CN-GZ", "tech.ai", "tech.big_data"], "keys are a list")
equal(value("SELECT tagset(%s)", [["tech.ai"]]), "'tech.ai':1/1", "a tagset of a list")
equal(value("SELECT %s::tagset", ["'tech.it''s'"]), "'tech.it''s':1/1", "quotes pass")
equal(value("SELECT tag_filter(tags, 'place')::jsonb FROM tagged WHERE id = 200")["words"], 100, "jsonb is a dict")
try:
    state = value("SELECT %s::tagquery", ["tech.ai &"]) and None
except psycopg2.Error as error:
    state = error.pgcode
equal(state, "22P02", "a malformed query is 22P02")

# arrays of tagsets, once psycopg2 is told of the type
cursor.execute("SELECT 'tagset'::regtype::oid::int, 'tagset[]'::regtype::oid::int")
tagset, array = cursor.fetchone()
psycopg2.extensions.register_type(
    psycopg2.extensions.new_array_type((array,), "TAGSETS", psycopg2.extensions.new_type((tagset,), "TAGSET", psycopg2.STRING)))
equal(value("SELECT array_agg(tags ORDER BY id) FROM tagged WHERE id IN (1, 2)"),
      ["{100} 'tech.big_data':2/1", "{100} 'tech.big_data':3/1"], "an array of tagsets is a list")
equal(value("SELECT count(*) FROM tagged WHERE tags = ANY(%s::tagset[])", [["{100} tech.big_data:2/1"]]) > 0, True,
      "a list is an array of tagsets")

# COPY out and in, text and binary: the rows come back equal
for form in ("text", "binary"):
    cursor.execute("CREATE TEMP TABLE copied (id int, tags tagset)")
    stream = io.BytesIO()
    cursor.copy_expert(f"COPY tagged TO STDOUT (FORMAT {form})", stream)
    stream.seek(0)
    cursor.copy_expert(f"COPY copied FROM STDIN (FORMAT {form})", stream)
    equal(value("SELECT count(*) FROM copied JOIN tagged USING (id, tags)"), 20000, f"COPY {form} and back")
    cursor.execute("DROP TABLE copied")

# prepared by hand, as psycopg2 does not: the generic plan uses the index
cursor.execute("SET plan_cache_mode = force_generic_plan")
for name, kind, condition in (("cast_", "text", "tags @@ $1::tagquery"), ("matches", "text", "tag_matches(tags, $1)"),
                              ("has", "text", "tag_has(tags, $1)"), ("typed", "tagquery", "tags @@ $1")):
    cursor.execute(f"PREPARE {name}({kind}) AS SELECT count(*) FROM tagged WHERE {condition}")
    key = "tech.ai" if name == "has" else QUERY
    equal(value(f"EXECUTE {name}(%s)", [key]), 200 if name == "has" else 100, f"prepared: {condition}")
    cursor.execute(f"EXPLAIN (COSTS OFF) EXECUTE {name}(%s)", [key])
    contains("\n".join(row[0] for row in cursor.fetchall()), "tagged_tags_idx", "its generic plan uses the index")
done()
