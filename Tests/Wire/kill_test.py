"""64 clients submit while the server is killed, also during its very first start.

Every acknowledged dossier is there afterwards, exactly once; codes are gap-free; the server's
counters equal a recount from the export. Kills come at instants drawn from MOTCUA_SEED; the first
argument is how many there are while the clients submit.
"""

import collections
import datetime
import sys
import threading
import time

from house import (
    AGENCY, Runner, Server, Stubs, common_pb2, dossier_pb2, grpc, make_token, new_id, seeded,
    set_up, statistics_pb2, submission, temporary_folder)

CLIENTS = 64
KILLS = 10
FIRST_START_KILLS = 8


def kill_first_starts(data, random):
    """Kills the first starts of a folder; the next one must still succeed."""
    for _ in range(FIRST_START_KILLS):
        server = Server(data, wait=False)
        time.sleep(random.uniform(0.0, 0.25))
        server.kill()


class Fleet:
    """Clients that repeat a request with its request_id until it is answered."""

    def __init__(self, token, kills):
        self.token = token
        self.address = None
        self.lock = threading.Lock()
        self.acknowledged = {}
        self.attempts = 0
        self.errors = []
        self.enough = threading.Event()
        self.deadline = time.monotonic() + 90 + 3 * kills

    def run(self, client):
        stubs, address = None, None
        number = 0
        while not self.enough.is_set():
            number += 1
            request = submission(number=f"0701{client:04d}{number:04d}")
            while True:
                if time.monotonic() > self.deadline:
                    self.errors.append("a client ran out of time")
                    return
                if address != self.address:
                    if stubs:
                        stubs.close()
                    address = self.address
                    stubs = Stubs(address, self.token)
                with self.lock:
                    self.attempts += 1
                try:
                    dossier = stubs.call(stubs.dossiers.SubmitDossier, request, timeout=5)
                except grpc.RpcError as error:
                    if error.code() not in (
                        grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED,
                        grpc.StatusCode.CANCELLED, grpc.StatusCode.RESOURCE_EXHAUSTED,
                    ):
                        self.errors.append(f"{error.code()} {error.details()}")
                        return
                    time.sleep(0.01)
                    continue
                with self.lock:
                    self.acknowledged[request.request_id] = dossier.code
                break
        if stubs:
            stubs.close()

    def start(self):
        self.threads = [
            threading.Thread(target=self.run, args=(client,), daemon=True)
            for client in range(CLIENTS)]
        for thread in self.threads:
            thread.start()


def export(admin):
    dossiers = []
    for page in admin.dossiers.ExportDossiers(
        dossier_pb2.ExportDossiersRequest(), metadata=admin.metadata, timeout=60
    ):
        dossiers.extend(page.dossiers)
    return dossiers


def main():
    random = seeded()
    runner = Runner()
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with temporary_folder() as folder:
        data = f"{folder}/data"
        kill_first_starts(data, random)
        server = Server(data)
        admin = Stubs(server.address, server.token())
        set_up(admin)
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        admin.close()
        fleet = Fleet(token.secret, kills)
        fleet.address = server.address
        fleet.start()
        answered = []
        for _ in range(kills):
            time.sleep(random.uniform(0.1, 0.6))
            answered.append(len(fleet.acknowledged))
            server.kill()
            server = Server(data)
            fleet.address = server.address
        fleet.enough.set()
        for thread in fleet.threads:
            thread.join()
        admin = Stubs(server.address, server.token())
        check(runner, fleet, answered, export(admin), summary(admin))
        admin.close()
        runner.case("the server ends gracefully after all that", server.stop)
        print(f"{fleet.attempts} attempts for {len(fleet.acknowledged)} dossiers, {kills} kills, "
              f"{FIRST_START_KILLS} first starts killed")
    runner.finish()


def summary(admin):
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
    yesterday = today - datetime.timedelta(days=1)

    def date(day):
        return common_pb2.Date(year=day.year, month=day.month, day=day.day)

    period = common_pb2.Period(**{"from": date(yesterday), "to": date(today)})
    return admin.call(
        admin.statistics.GetSummary, statistics_pb2.GetSummaryRequest(period=period)).current


def check(runner, fleet, answered, dossiers, current):
    codes = [dossier.code for dossier in dossiers]

    def complete():
        assert not fleet.errors, fleet.errors[:3]
        # Between any two kills some dossiers were acknowledged, so the kills met a server at work.
        assert all(early < late for early, late in zip(answered, answered[1:])), answered

    def present():
        missing = set(fleet.acknowledged.values()) - set(codes)
        assert not missing, f"{len(missing)} acknowledged dossiers are gone"

    def unique():
        twice = [code for code, count in collections.Counter(codes).items() if count > 1]
        assert not twice, twice[:5]
        given = collections.Counter(fleet.acknowledged.values())
        assert max(given.values()) == 1, "one code was acknowledged to two requests"

    def exactly_once():
        assert len(codes) == len(fleet.acknowledged), (len(codes), len(fleet.acknowledged))

    def gap_free():
        days = collections.defaultdict(list)
        for code in codes:
            agency, day, sequence = code.rsplit("-", 2)
            days[agency, day].append(int(sequence))
        for key, numbers in days.items():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"gaps at {key}"

    def counters():
        counts = current.dossiers
        assert counts.submitted == len(codes), (counts.submitted, len(codes))
        assert counts.waiting == len(codes), (counts.waiting, len(codes))
        assert all(dossier.agency_code == AGENCY for dossier in dossiers)

    runner.case("every client got an answer to every dossier", complete)
    runner.case("every acknowledged dossier is there", present)
    runner.case("no code is given twice", unique)
    runner.case("every request had one effect, however often it was repeated", exactly_once)
    runner.case("the numbers of an agency's day have no gap", gap_free)
    runner.case("the counters equal a recount from the export", counters)


if __name__ == "__main__":
    main()
