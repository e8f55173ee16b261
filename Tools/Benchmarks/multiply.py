"""Makes a large database out of a small one, where the ordinary commands would take half an hour.

Each copy of the dossiers lies some months earlier: ids, codes and instants are shifted and everything
that hangs on a dossier goes with it, so that the copies are what years of the same work would have
left. It is for measuring only.
"""

import datetime
import functools
import sqlite3

DAYS = 230
MILLISECONDS = DAYS * 24 * 60 * 60 * 1000
TABLES = (
    "dossier", "dossier_event", "dossier_component", "dossier_fee", "dossier_result",
    "dossier_supplement", "dossier_pause", "dossier_extra", "rollup", "figure_stray", "agency_day")
# Columns that are days and are not named like instants.
DAY_COLUMNS = {"typed_due_day", "deadline", "day"}


def earlier(code, days):
    """The code of some days before: its date is the part before the last."""
    agency, day, number = code.rsplit("-", 2)
    return f"{agency}-{day_before(day, days)}-{number}"


@functools.cache
def day_before(day, days):
    born = datetime.datetime.strptime(day, "%y%m%d") - datetime.timedelta(days=days)
    return f"{born:%y%m%d}"


def columns(database, table):
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def value(name, copy, dossiers, events):
    """The expression of a column in a copy; so many dossiers and events lie before it."""
    if name == "code":
        return f"earlier(code, {copy * DAYS})"
    if name in ("id", "dossier_id"):
        return f"{name} + {dossiers}"
    if name == "sequence":
        return f"{name} + {events}"
    if name in DAY_COLUMNS:
        return f"{name} - {copy * DAYS}"
    if name == "at" or name.endswith("_at") or name.startswith("due_") or name == "late_from":
        return f"{name} - {copy * MILLISECONDS}"
    if name in ("transaction_reference", "external_code"):
        return f"{name} || '#{copy}'"
    return name


def multiply(path, times):
    """Makes `times` dossiers out of each; returns how many there are then."""
    database = sqlite3.connect(path, isolation_level=None)
    database.create_function("earlier", 2, earlier, deterministic=True)
    database.execute("PRAGMA synchronous=OFF")
    database.execute("PRAGMA cache_size=-200000")
    dossiers, events = (
        database.execute(f"SELECT max({key}) FROM {table}").fetchone()[0]
        for table, key in (("dossier", "id"), ("dossier_event", "sequence")))
    database.execute("BEGIN")
    for table in TABLES:
        names = columns(database, table)
        database.execute(f"CREATE TEMP TABLE old AS SELECT * FROM {table}")
        database.execute(f"DELETE FROM {table}")
        # The oldest first, so that ids still grow with time.
        for place in range(times):
            values = [
                "code" if name == "code" and table != "dossier"
                else value(name, times - 1 - place, place * dossiers, place * events)
                for name in names]
            database.execute(f"INSERT INTO {table} SELECT {', '.join(values)} FROM old")
        database.execute("DROP TABLE old")
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    count = database.execute("SELECT count(*) FROM dossier").fetchone()[0]
    database.close()
    return count


def use_system_clock(path):
    """Lets a folder of the sample, made under a manual clock, be served by the machine's clock."""
    database = sqlite3.connect(path)
    with database:
        database.execute("UPDATE meta SET value = 'system' WHERE name = 'clock'")
    database.close()
