"""A consumer of the live feed that may be killed at any moment: state and token in one transaction.

usage: watch_consumer.py ADDRESS_FILE TOKEN STATE_FILE

It follows every change of the province, begins with a snapshot where it knows nothing, and ends when
the file STATE_FILE.stop is there and nothing new has come for a while. What breaks the rules of the
feed (a gap, a repetition, another order) it writes into the table `faults`.
"""

import pathlib
import sqlite3
import sys
import time

from house import Stubs, dossier_pb2, grpc

SCHEMA = """
CREATE TABLE IF NOT EXISTS dossier(code TEXT PRIMARY KEY, state INTEGER, sequence INTEGER);
CREATE TABLE IF NOT EXISTS place(id INTEGER PRIMARY KEY CHECK(id = 1), token TEXT, position INTEGER,
  in_snapshot INTEGER);
CREATE TABLE IF NOT EXISTS faults(text TEXT);
"""
# What a client answers by coming again with its last token.
RESUMABLE = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED,
             grpc.StatusCode.CANCELLED, grpc.StatusCode.DEADLINE_EXCEEDED,
             grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN}


class Consumer:
    """The state of the province as the feed tells it."""

    def __init__(self, path):
        self.store = sqlite3.connect(path, isolation_level=None)
        self.store.execute("PRAGMA journal_mode=WAL")
        self.store.executescript(SCHEMA)

    def place(self):
        row = self.store.execute("SELECT token, position, in_snapshot FROM place").fetchone()
        return row or ("", 0, 1)

    def fault(self, text):
        self.store.execute("INSERT INTO faults VALUES(?)", (text,))

    def apply(self, message):
        _, position, in_snapshot = self.place()
        self.store.execute("BEGIN")
        for dossier in message.dossiers:
            if self.store.execute(
                    "SELECT 1 FROM dossier WHERE code = ?", (dossier.code,)).fetchone():
                self.fault(f"the snapshot shows {dossier.code} twice")
            self.store.execute(
                "INSERT OR REPLACE INTO dossier VALUES(?, ?, ?)",
                (dossier.code, dossier.state, dossier.history_count))
        if not in_snapshot:
            for event in message.events:
                self.step(event, position)
                position = event.position
        elif message.events:
            self.fault("a change came before the end of the snapshot")
        if message.position < position:
            self.fault(f"the position went back from {position} to {message.position}")
        if not in_snapshot and message.position != position:
            self.fault(f"the position went on to {message.position} without {position + 1}")
        self.store.execute(
            "INSERT OR REPLACE INTO place VALUES(1, ?, ?, ?)",
            (message.resume_token, message.position, int(message.in_snapshot)))
        self.store.execute("COMMIT")

    def step(self, event, position):
        if event.position != position + 1:
            self.fault(f"{event.position} came after {position}")
        row = self.store.execute(
            "SELECT state, sequence FROM dossier WHERE code = ?", (event.dossier_code,)).fetchone()
        state, sequence = row or (0, 0)
        if (event.from_state, event.sequence) != (state, sequence + 1):
            self.fault(f"step {event.sequence} of {event.dossier_code} came after {sequence}")
        self.store.execute(
            "INSERT OR REPLACE INTO dossier VALUES(?, ?, ?)",
            (event.dossier_code, event.to_state, event.sequence))


def follow(consumer, address, token, stop):
    stubs = Stubs(address, token)
    try:
        resume, _, _ = consumer.place()
        request = dossier_pb2.WatchEventsRequest(resume_token=resume, with_snapshot=not resume)
        stream = stubs.dossiers.WatchEvents(
            request, metadata=stubs.metadata, timeout=2 if stop.exists() else 60)
        for message in stream:
            consumer.apply(message)
    except grpc.RpcError as error:
        if error.code() not in RESUMABLE:
            consumer.fault(f"{error.code()} {error.details()}")
            raise
        time.sleep(0.02)
    finally:
        stubs.close()


def main():
    address_file, token, state = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    stop = pathlib.Path(state + ".stop")
    consumer = Consumer(state)
    last = -1
    while True:
        before = consumer.place()[1]
        is_end = stop.exists()
        follow(consumer, address_file.read_text().strip(), token, stop)
        after = consumer.place()[1]
        if is_end and before == after == last:
            return
        last = after


if __name__ == "__main__":
    main()
