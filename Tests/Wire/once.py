"""Exactly once under fire: a proxy drops answers while the server is killed with SIGKILL.

usage: once.py [--count N] [--kills N] [--clients N] [--drop PERCENT]

Clients submit N dossiers through a proxy that swallows a share of the answers by cutting the
connection, and repeat each request with its request_id until it is answered. Meanwhile the server is
killed and started again, at instants drawn from MOTCUA_SEED. Afterwards every request is repeated
once more: exactly N dossiers are there, and every repeat gives the first answer byte by byte.
"""

import argparse
import asyncio
import collections
import random
import threading
import time

from house import (
    Runner, Server, Stubs, common_pb2, dossier_pb2, grpc, make_token, seeded,
    set_up, submission, temporary_folder)
from motcua.v1 import audit_pb2, operation_pb2

METHOD = "/motcua.v1.DossierService/SubmitDossier"
DATA = 0
OPTIONS = [
    ("grpc.initial_reconnect_backoff_ms", 20), ("grpc.min_reconnect_backoff_ms", 20),
    ("grpc.max_reconnect_backoff_ms", 100), ("grpc.enable_retries", 0),
    ("grpc.use_local_subchannel_pool", 1)]
AGAIN = (
    grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED,
    grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNKNOWN, grpc.StatusCode.INTERNAL)


class Proxy:
    """Forwards connections to the present server; swallows a share of the answers."""

    def __init__(self, share, seed):
        self.share = share
        self.random = random.Random(seed)
        self.upstream = None
        self.answers = self.dropped = 0
        self.port = None
        self.ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True).start()
        self.ready.wait(10)

    async def serve(self):
        server = await asyncio.start_server(self.accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        async with server:
            await server.serve_forever()

    async def accept(self, reader, writer):
        try:
            host, port = self.upstream.rsplit(":", 1)
            up_reader, up_writer = await asyncio.open_connection(host, int(port))
        except OSError:
            writer.transport.abort()
            return
        tasks = [
            asyncio.create_task(self.requests(reader, up_writer)),
            asyncio.create_task(self.answer(up_reader, writer))]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        writer.transport.abort()
        up_writer.transport.abort()

    async def requests(self, reader, writer):
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass

    async def answer(self, reader, writer):
        """Frame by frame (RFC 9113, 4.1); the first DATA of a stream is an answer."""
        seen = set()
        try:
            while True:
                head = await reader.readexactly(9)
                body = await reader.readexactly(int.from_bytes(head[:3], "big"))
                stream = int.from_bytes(head[5:9], "big")
                if head[3] == DATA and body and stream not in seen:
                    seen.add(stream)
                    self.answers += 1
                    if self.random.random() < self.share:
                        self.dropped += 1
                        return
                writer.write(head + body)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass


class Fleet:
    """Clients that repeat a request until it is answered, and keep the answer's bytes."""

    def __init__(self, port, token, count, clients):
        self.target = f"127.0.0.1:{port}"
        self.metadata = [("authorization", f"Bearer {token}")]
        self.requests = [
            submission(number=f"07{number:010d}") for number in range(count)]
        self.next = 0
        self.lock = threading.Lock()
        self.answers = {}
        self.attempts = self.replays = 0
        self.statuses = collections.Counter()
        self.errors = []
        self.threads = [
            threading.Thread(target=self.run, daemon=True) for _ in range(clients)]
        self.deadline = time.monotonic() + 120 + count / 5

    def run(self):
        channel = grpc.insecure_channel(self.target, OPTIONS)
        call = channel.unary_unary(METHOD)
        while True:
            with self.lock:
                number = self.next
                self.next += 1
            if number >= len(self.requests) or self.errors:
                break
            self.submit(call, self.requests[number])
        channel.close()

    def submit(self, call, request):
        body = request.SerializeToString()
        while time.monotonic() < self.deadline:
            try:
                answer, state = call.with_call(body, metadata=self.metadata, timeout=60)
            except grpc.RpcError as error:
                with self.lock:
                    self.attempts += 1
                    self.statuses[error.code().name] += 1
                if error.code() not in AGAIN:
                    self.errors.append(f"{error.code()} {error.details()}")
                    return
                time.sleep(0.005)
                continue
            with self.lock:
                self.attempts += 1
                self.replays += ("motcua-replayed", "true") in [
                    (key, value) for key, value in state.trailing_metadata()]
                self.answers[request.request_id] = answer
            return
        self.errors.append("a client ran out of time")


def kill_on_the_way(fleet, server, data, proxy, kills, chance):
    """Kills the server each time a further share of the dossiers is answered."""
    count = len(fleet.requests)
    marks = sorted(chance.sample(range(1, count), kills))
    done = 0
    for mark in marks:
        while len(fleet.answers) < mark and not fleet.errors:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        server.kill()
        done += 1
        server = Server(data)
        proxy.upstream = server.address
    for thread in fleet.threads:
        thread.join()
    return server, done


def export(admin):
    dossiers = []
    for page in admin.dossiers.ExportDossiers(
        dossier_pb2.ExportDossiersRequest(), metadata=admin.metadata, timeout=120
    ):
        dossiers.extend(page.dossiers)
    return dossiers


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--drop", type=float, default=30)
    options = parser.parse_args()
    chance = seeded()
    runner = Runner()
    with temporary_folder() as folder:
        data = f"{folder}/data"
        server = Server(data)
        admin = Stubs(server.address, server.token())
        set_up(admin)
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        admin.close()
        proxy = Proxy(options.drop / 100, chance.random())
        proxy.upstream = server.address
        fleet = Fleet(proxy.port, token.secret, options.count, options.clients)
        begun = time.monotonic()
        for thread in fleet.threads:
            thread.start()
        server, kills = kill_on_the_way(fleet, server, data, proxy, options.kills, chance)
        seconds = time.monotonic() - begun
        check(runner, fleet, server, token.secret, proxy, kills, options)
        runner.case("the server ends gracefully after all that", server.stop)
        print(
            f"{options.count} dossiers, {kills} kills, {fleet.attempts} attempts, "
            f"{proxy.dropped} of {proxy.answers} answers dropped, {fleet.replays} answered by a "
            f"repeat, {seconds:.0f} s; failed attempts: {dict(fleet.statuses)}")
    runner.finish()


def check(runner, fleet, server, secret, proxy, kills, options):
    admin = Stubs(server.address, server.token())
    channel = grpc.insecure_channel(server.address, OPTIONS)
    call = channel.unary_unary(METHOD)
    dossiers = export(admin)
    codes = [dossier.code for dossier in dossiers]

    def complete():
        assert not fleet.errors, fleet.errors[:3]
        assert len(fleet.answers) == options.count
        assert kills == options.kills, kills
        assert proxy.dropped >= options.count * options.drop / 100 * 0.5, proxy.dropped
        assert fleet.replays > 0, "no answer was lost after its effect: nothing was tried"

    def exactly():
        assert len(codes) == options.count, (len(codes), options.count)
        answered = [
            dossier_pb2.Dossier.FromString(answer).code for answer in fleet.answers.values()]
        assert sorted(answered) == sorted(codes)
        assert len(set(codes)) == len(codes)

    def gap_free():
        days = collections.defaultdict(list)
        for code in codes:
            agency, day, sequence = code.rsplit("-", 2)
            days[agency, day].append(int(sequence))
        for key, numbers in days.items():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"gaps at {key}"

    def identical():
        for request in fleet.requests:
            answer, state = call.with_call(
                request.SerializeToString(), metadata=fleet.metadata, timeout=60)
            assert answer == fleet.answers[request.request_id], request.request_id
            trailers = dict(state.trailing_metadata())
            assert trailers.get("motcua-replayed") == "true", trailers
        assert len(export(admin)) == options.count

    def outcomes():
        system = Stubs(server.address, secret)
        for request in fleet.requests[:: max(1, options.count // 200)]:
            outcome = system.call(
                system.admin.GetOperationOutcome, operation_pb2.GetOperationOutcomeRequest(
                    method=METHOD, request_id=request.request_id))
            assert outcome.state == operation_pb2.OPERATION_STATE_APPLIED
            assert outcome.answer == fleet.answers[request.request_id]
        system.close()

    def audit():
        verdict = admin.call(admin.admin.VerifyAudit, audit_pb2.VerifyAuditRequest(), timeout=60)
        assert verdict.intact, verdict
        # Every submission, and what furnished the house; a repeat is no entry.
        assert verdict.entries >= options.count
        assert verdict.entries < options.count + 30, verdict.entries

    runner.case("every request was answered, through kills and dropped answers", complete)
    runner.case("exactly as many dossiers as requests", exactly)
    runner.case("the numbers of an agency's day have no gap", gap_free)
    runner.case("every repeat gives the first answer byte by byte", identical)
    runner.case("GetOperationOutcome has the same answers", outcomes)
    runner.case("the audit has one entry for each, and its chain is whole", audit)
    channel.close()
    admin.close()


if __name__ == "__main__":
    main()
