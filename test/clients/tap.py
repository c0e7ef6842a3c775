# tap.py: what the Python tests of this directory have in common: TAP, and where the server is.
import os

DATABASE = {"host": os.environ["PGHOST"], "port": os.environ["PGPORT"],
            "user": os.environ["PGUSER"], "dbname": os.environ["PGDATABASE"]}
QUERY = "tech.ai & place.CN-GZ"  # finds 100 of the 20,000 rows
count = 0
failed = 0


def equal(got, expected, name):
    global count, failed
    count += 1
    if got == expected:
        print(f"ok {count} - {name}")
    else:
        failed += 1
        print(f"not ok {count} - {name}\n# got      {got!r}\n# expected {expected!r}")


def contains(got, part, name):
    equal(got if part not in got else part, part, name)


def done():
    print(f"1..{count}")
    raise SystemExit(failed > 0)
