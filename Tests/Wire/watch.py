"""The live feed under fire: its consumer and the server are killed at random under writes.

usage: watch.py [--kills N] [--measure SECONDS] [--watchers N]

Afterwards the state that the consumer has replayed equals the server's, and there was no gap, no
repetition and no other order. Before that every end of a stream is provoked over the wire.
MOTCUA_SEED repeats a run's chance. With --measure nothing is killed; see watch_measure.py.
"""

import argparse
import pathlib
import sqlite3
import subprocess
import sys
import threading
import time

from house import (
    Runner, Server, Stubs, common_pb2, detail, dossier_pb2, error_details_pb2,
    failure, grpc, make_token, new_id, seeded, set_up, statistics_pb2, submission,
    temporary_folder)
from grpc_status import rpc_status
import watch_shared

HERE = pathlib.Path(__file__).resolve().parent
WRITERS = 4


class Writers:
    """Clients that submit, accept and start dossiers, whatever becomes of the server."""

    def __init__(self, address_file, tokens, random):
        self.address_file, self.tokens = address_file, tokens
        self.enough = threading.Event()
        self.written = [0] * WRITERS
        self.threads = [
            threading.Thread(target=self.run, args=(i, random.random()), daemon=True)
            for i in range(WRITERS)]

    def run(self, index, chance):
        address, admin, desk = None, None, None
        while not self.enough.is_set():
            present = self.address_file.read_text().strip()
            if present != address:
                address = present
                admin, desk = (Stubs(address, token) for token in self.tokens)
            try:
                number = f"0702{index:04d}{self.written[index]:04d}"
                dossier = admin.call(
                    admin.dossiers.SubmitDossier, submission(number=number), timeout=5)
                self.written[index] += 1
                chance = (chance * 7919 + 0.31) % 1
                if chance < 0.6:
                    desk.call(desk.dossiers.AcceptDossier, dossier_pb2.AcceptDossierRequest(
                        code=dossier.code, request_id=new_id()), timeout=5)
                if chance < 0.3:
                    desk.call(desk.dossiers.StartDossier, dossier_pb2.StartDossierRequest(
                        code=dossier.code, request_id=new_id()), timeout=5)
            except grpc.RpcError:
                time.sleep(0.02)

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.enough.set()
        for thread in self.threads:
            thread.join(20)


class Fire:
    """A server and a consumer that are killed and started again."""

    def __init__(self, folder, random):
        self.random = random
        self.data, self.state = folder + "/data", folder + "/state.sqlite"
        self.address_file = pathlib.Path(folder, "address")
        self.server_kills = self.consumer_kills = self.drains = 0
        self.start_server()
        self.consumer = None

    def start_server(self):
        self.server = Server(self.data)
        part = self.address_file.with_suffix(".part")
        part.write_text(self.server.address)
        part.rename(self.address_file)

    def start_consumer(self):
        self.consumer = subprocess.Popen(
            [sys.executable, HERE / "watch_consumer.py", self.address_file, self.token,
             self.state])

    def run(self, kills):
        for number in range(kills):
            time.sleep(self.random.uniform(0.1, 0.9))
            draw = self.random.random()
            if draw < 0.5:
                self.consumer.kill()
                self.consumer.wait()
                self.consumer_kills += 1
                self.start_consumer()
                # A Python that is still loading has seen nothing that it could lose.
                time.sleep(0.5)
            elif draw < 0.85:
                self.server.kill()
                self.server_kills += 1
                self.start_server()
            else:
                self.server.stop()
                self.drains += 1
                self.start_server()
            if number % 20 == 19:
                print(f"{number + 1} of {kills} kills", flush=True)

    def finish(self):
        pathlib.Path(self.state + ".stop").touch()
        assert self.consumer.wait(120) == 0, "the consumer failed"


def check_fire(runner, kills):
    random = seeded()
    with temporary_folder() as folder:
        fire = Fire(folder, random)
        admin = Stubs(fire.server.address, fire.server.token())
        set_up(admin)
        portal = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)[1].secret
        desk = make_token(
            admin, common_pb2.PRINCIPAL_KIND_OFFICER, duties=[common_pb2.DUTY_RECEPTION])[1].secret
        fire.token = fire.server.token()
        submitter = Stubs(fire.server.address, portal)
        for _ in range(40):
            submitter.call(submitter.dossiers.SubmitDossier, submission())
        writers = Writers(fire.address_file, (portal, desk), random)
        writers.start()
        fire.start_consumer()
        fire.run(kills)
        writers.stop()
        fire.finish()
        report(runner, fire, sum(writers.written))
        fire.server.stop()


def report(runner, fire, written):
    state = sqlite3.connect(fire.state)
    faults = [row[0] for row in state.execute("SELECT text FROM faults")]
    rows = state.execute("SELECT code, state, sequence FROM dossier")
    replayed = {row[0]: row[1:] for row in rows}
    position = state.execute("SELECT position FROM place").fetchone()[0]
    admin = Stubs(fire.server.address, fire.server.token())
    stream = admin.dossiers.ExportDossiers(
        dossier_pb2.ExportDossiersRequest(), metadata=admin.metadata, timeout=60)
    there = {d.code: (d.state, d.history_count) for part in stream for d in part.dossiers}
    last = sum(count for _, count in there.values())
    print(f"{fire.consumer_kills} kills of the consumer, {fire.server_kills} of the server, "
          f"{fire.drains} drains; {written} submissions, {position} changes")

    def orderly():
        assert not faults, faults[:5]

    def complete():
        assert position == last, (position, last)

    def equal():
        assert replayed == there, "the replayed state differs from the server's"

    runner.case("no gap, no repetition, no other order", orderly)
    runner.case("the consumer has seen everything", complete)
    runner.case("the replayed state equals the server's", equal)


def check_ends(runner):
    with temporary_folder() as data:
        server = Server(data, arguments=(
            "--set", "watch.streamsPerPrincipalMax=2", "--set", "watch.resumeEventsMax=3",
            "--set", "watch.waitingEventsMax=256", "--set", "watch.heartbeat=500ms"))
        admin = Stubs(server.address, server.token())
        set_up(admin)
        portal = Stubs(server.address, make_token(
            admin, common_pb2.PRINCIPAL_KIND_SYSTEM)[1].secret)

        def watch(stubs=admin, **fields):
            return stubs.dossiers.WatchEvents(
                dossier_pb2.WatchEventsRequest(**fields), metadata=stubs.metadata, timeout=30)

        def live():
            stream = watch()
            first = next(stream)
            assert first.resume_token and not first.events
            begun = time.monotonic()
            dossier = portal.call(portal.dossiers.SubmitDossier, submission())
            message = next(m for m in stream if m.events)
            assert time.monotonic() - begun < 5
            assert message.events[0].dossier_code == dossier.code
            assert message.events[0].national_status == 1
            beat = next(stream)
            assert not beat.events and beat.position == message.position
            stream.cancel()

        def token():
            code, reason, _ = failure(lambda: next(watch(resume_token="AAAA")))
            assert (code, reason) == ("INVALID_ARGUMENT", "RESUME_TOKEN_MISMATCH"), (code, reason)

        def old():
            stream = watch()
            first = next(stream)
            stream.cancel()
            for _ in range(5):
                portal.call(portal.dossiers.SubmitDossier, submission())
            code, reason, status = failure(lambda: next(watch(resume_token=first.resume_token)))
            assert (code, reason) == ("OUT_OF_RANGE", "WATCH_POSITION_GONE"), (code, reason)
            metadata = detail(status, error_details_pb2.ErrorInfo).metadata
            assert int(metadata["oldest_position"]) > first.position, metadata

        def many():
            streams = [watch() for _ in range(2)]
            for stream in streams:
                next(stream)
            code, reason, _ = failure(lambda: next(watch()))
            assert (code, reason) == ("RESOURCE_EXHAUSTED", "WATCH_TOO_MANY"), (code, reason)
            for stream in streams:
                stream.cancel()
            time.sleep(0.3)

        def slow():
            # The peer reads nothing: the window of the stream fills, then what may wait.
            channel = grpc.insecure_channel(server.address, options=[
                ("grpc.http2.lookahead_bytes", 65536), ("grpc.http2.bdp_probe", 0)])
            stubs = Stubs(server.address, server.token())
            stubs.close()
            stub = type(admin.dossiers)(channel)
            stream = stub.WatchEvents(
                dossier_pb2.WatchEventsRequest(), metadata=admin.metadata, timeout=120)
            seen = next(stream).position
            threads = [threading.Thread(target=lambda: [
                portal.call(portal.dossiers.SubmitDossier, submission()) for _ in range(400)])
                for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            try:
                for message in stream:
                    for event in message.events:
                        assert event.position == seen + 1, (event.position, seen)
                        seen = event.position
            except grpc.RpcError as error:
                status = rpc_status.from_call(error)
                info = detail(status, error_details_pb2.ErrorInfo)
                assert info.reason == "WATCH_TOO_SLOW", info
                assert info.metadata["resume_token"]
                return
            raise AssertionError("the stream ended well")

        def summary():
            stream = admin.statistics.WatchSummary(
                statistics_pb2.WatchSummaryRequest(), metadata=admin.metadata, timeout=30)
            first = next(stream).current
            portal.call(portal.dossiers.SubmitDossier, submission())
            second = next(m for m in stream if m.HasField("current")).current
            assert second.dossiers.submitted == first.dossiers.submitted + 1
            stream.cancel()

        def drain():
            stream = watch()
            last = next(stream)
            server.stop()
            try:
                for message in stream:
                    last = message
            except grpc.RpcError as error:
                info = detail(rpc_status.from_call(error), error_details_pb2.ErrorInfo)
                assert error.code() == grpc.StatusCode.UNAVAILABLE, error.code()
                assert info.reason == "SHUTTING_DOWN", info
                assert info.metadata["resume_token"] == last.resume_token
                return
            raise AssertionError("the stream ended well")

        runner.case("a change comes at once, silence is broken", live)
        runner.case("a token that is none is refused", token)
        runner.case("a token from too far back is refused", old)
        runner.case("too many streams are refused", many)
        runner.case("a screen's summary follows", summary)
        runner.case("who does not read is ended with a token", slow)
        runner.case("a drain ends the stream with a token", drain)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--measure", type=float, default=0)
    parser.add_argument("--watchers", type=int, default=500)
    options = parser.parse_args()
    if options.measure:
        import watch_measure
        return watch_measure.run(options.measure, options.watchers)
    runner = Runner()
    check_ends(runner)
    runner.case("streams that show the same share its gzip", watch_shared.check)
    check_fire(runner, options.kills)
    runner.finish()


if __name__ == "__main__":
    main()
