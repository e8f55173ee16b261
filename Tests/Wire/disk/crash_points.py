"""Crashes that lose every write that was not synced, at hundreds of points of one run.

A server submits for several clients over a disk that is written down. Afterwards the disk is put
together again as a crash at a point would have left it: whatever had not been synced is lost, kept
or torn by chance. At each point the file opens, is sound, and has every dossier that a client had
been answered by then. MOTCUA_SEED repeats the chance; the first argument is the number of points.
"""

import collections
import os
import pathlib
import shutil
import sqlite3
import sys
import threading

import disk

from house import (
    Runner, Server, Stubs, common_pb2, dossier_pb2, make_token, seeded, set_up, submission,
    temporary_folder)

POINTS = 300
STARTS = 12
CLIENTS, EACH = 8, 60


class Load:
    """Clients that submit; each answer is noted with how far the journal had come by then."""

    def __init__(self, journal):
        self.journal = journal
        self.lock = threading.Lock()
        self.answered = []
        self.errors = []

    def client(self, server, token, number):
        stubs = Stubs(server.address, token)
        try:
            for index in range(EACH):
                request = submission(number=f"0702{number:04d}{index:04d}")
                code = stubs.call(stubs.dossiers.SubmitDossier, request).code
                # Read after the answer: what was synced for it lies before this place.
                place = os.path.getsize(self.journal)
                with self.lock:
                    self.answered.append((place, code))
        except Exception as error:  # the case below tells
            self.errors.append(error)
        finally:
            stubs.close()

    def run(self, server, token):
        threads = [
            threading.Thread(target=self.client, args=(server, token, number))
            for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def look(folder, wanted):
    """Opens the database as SQLite recovers it, and compares; returns how many dossiers it has."""
    path = pathlib.Path(folder, "motcua.sqlite")
    if not path.exists():
        assert not wanted, f"the file is gone, and {len(wanted)} dossiers with it"
        return 0
    database = sqlite3.connect(path)
    try:
        found = database.execute("PRAGMA quick_check").fetchall()
        assert found == [("ok",)], found[:3]
        codes = [code for (code,) in database.execute("SELECT code FROM dossier")]
        missing = wanted - set(codes)
        assert not missing, f"{len(missing)} of {len(wanted)} answered dossiers are lost"
        days = collections.defaultdict(list)
        for code in codes:
            day, number = code.rsplit("-", 1)
            days[day].append(int(number))
        for day, numbers in days.items():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"gaps at {day}"
        count = "SELECT count(*) FROM "
        for table in ("dossier_event", "dossier_component"):
            rows = database.execute(count + table).fetchone()[0]
            assert rows == len(codes), (table, rows, len(codes))
        return len(codes)
    finally:
        database.close()


def start(folder, wanted):
    """The server itself starts on what the crash left, and goes on."""
    server = Server(folder)
    try:
        admin = Stubs(server.address, server.token())
        codes = set()
        for page in admin.dossiers.ExportDossiers(
            dossier_pb2.ExportDossiersRequest(), metadata=admin.metadata, timeout=60
        ):
            codes.update(dossier.code for dossier in page.dossiers)
        assert wanted <= codes, f"{len(wanted - codes)} answered dossiers are lost"
        admin.close()
    finally:
        server.stop()


class Crashes:
    def __init__(self, folder, root, journal, load, random):
        self.folder, self.root, self.load, self.random = folder, root, load, random
        self.disk = disk.Disk(journal)
        self.seen = []

    def points(self, count):
        """Just after answers, where the least is synced, and anywhere."""
        ends = self.disk.boundaries()
        known = set(ends)
        answers = [place for place, _ in self.load.answered if place in known]
        half = min(len(answers), count // 2)
        chosen = set(self.random.sample(answers, half))
        rest = [end for end in ends if end not in chosen]
        chosen.update(self.random.sample(rest, min(len(rest), count - half)))
        return sorted(chosen)

    def run(self, count):
        points = self.points(count)
        every = max(1, len(points) // STARTS)
        for index, point in enumerate(points):
            self.disk.advance(point)
            wanted = {code for place, code in self.load.answered if place <= point}
            left = pathlib.Path(self.folder, "left")
            shutil.rmtree(left, ignore_errors=True)
            left.mkdir(mode=0o700)
            self.disk.leave(left, self.root, self.random)
            try:
                if index % every == 0:
                    copy = pathlib.Path(self.folder, "start")
                    shutil.rmtree(copy, ignore_errors=True)
                    shutil.copytree(left, copy)
                    start(copy, wanted)
                self.seen.append(look(left, wanted))
            except Exception as error:
                raise AssertionError(f"point {index} of {len(points)}: {error}") from error


def main():
    random = seeded()
    runner = Runner()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else POINTS
    with temporary_folder() as folder:
        library = disk.shim(folder)
        root, journal = f"{folder}/data", f"{folder}/journal"
        server = Server(root, environment=disk.environment(library, root, journal))
        admin = Stubs(server.address, server.token())
        set_up(admin)
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        admin.close()
        load = Load(journal)
        load.run(server, token.secret)
        server.stop()
        crashes = Crashes(folder, root, journal, load, random)

        def answered():
            assert not load.errors, load.errors[:3]
            assert len(load.answered) == CLIENTS * EACH

        def lost():
            crashes.run(count)
            # The points lay all over the run, so the check met files with few and with many.
            assert min(crashes.seen) == 0 and max(crashes.seen) > CLIENTS * EACH * 3 // 4

        def honest():
            """The same check fails where the disk is told to forget what was synced."""
            forgetful = disk.Disk(journal)
            forgetful.advance(forgetful.boundaries()[len(forgetful.boundaries()) // 2])
            names = [name for name in forgetful.certain if name.endswith("-wal")]
            assert names, "there was no log half way"
            wanted = {code for place, code in load.answered if place <= forgetful.at}
            for name in names:
                forgetful.certain[name].durable.clear()
                forgetful.certain[name].pending = []
            left = pathlib.Path(folder, "forgot")
            left.mkdir()
            for name, file in forgetful.certain.items():
                target = left / os.path.relpath(name, root)
                target.write_bytes(file.durable)
            try:
                look(left, wanted)
            except (AssertionError, sqlite3.DatabaseError):
                return
            raise AssertionError("a log that was lost went unnoticed")

        runner.case("every client got its answers", answered)
        runner.case(f"{count} crashes lose nothing that was answered", lost)
        runner.case("a lost log is noticed by the check", honest)
    runner.finish()


if __name__ == "__main__":
    main()
