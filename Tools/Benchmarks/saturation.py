"""Offers motcuad three times what it can serve and sees how much it still serves.

usage: saturation.py [SECONDS]; Scripts/bench saturation runs it.

First the peak: the most answers a second that a fixed number of calls under way gives. Then an open
loop at a rate, whatever comes back, each call with a deadline of a second; what counts is answered in
time (goodput). Beside it a client of grpcio asks for the health. The server has one core, the load
the other.
"""

import json
import pathlib
import select
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Wire"))
sys.path.insert(0, str(ROOT / "Tests/Wire/attacks"))

from house import (  # noqa: E402
    BIN, Server, Stubs, common_pb2, dossier_pb2, make_token, part_cores, set_up, submission)
from frames import (  # noqa: E402
    DATA, END_HEADERS, END_STREAM, HEADERS, PREFACE, RST_STREAM, Peer, Target, block, frame,
    message, settings, window_update)

GET = "/motcua.v1.DossierService/GetDossier"
DEADLINE = 1.0
CONNECTIONS, STREAMS = 32, 120
HEALTH = r"""
import json, sys, time, grpc
times, end = [], time.monotonic() + float(sys.argv[2])
with grpc.insecure_channel(sys.argv[1]) as channel:
    check = channel.unary_unary("/grpc.health.v1.Health/Check")
    failures = 0
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            failures += check(b"", timeout=5) != b"\x08\x01"
        except grpc.RpcError:
            failures += 1
        times.append(time.monotonic() - begun)
        time.sleep(0.01)
times.sort()
print(json.dumps({"p99": times[int(0.99 * len(times))], "failures": failures}))
"""


class Line(Peer):
    """A connection with calls under way; it knows an answer by its body."""

    def __init__(self, target, head, payload):
        self.begun, self.answered = {}, set()
        self.results = []
        self.next = 1
        start = frame(HEADERS, END_HEADERS, 0, head)
        body = frame(DATA, END_STREAM, 0, message(payload))
        self.parts = (start[:5], start[9:] + body[:5], body[9:])
        self.out = bytearray()
        # Windows that no answer fills.
        super().__init__(
            target, hello=PREFACE + settings() + window_update(0, 0x7FFF_FFFF - 65_535))

    def begin(self, now):
        number = struct.pack(">I", self.next)
        self.begun[self.next] = now
        self.next += 2
        first, middle, last = self.parts
        self.out += first + number + middle + number + last

    def write(self):
        if self.out and not self.is_closed:
            try:
                del self.out[:self.socket.send(self.out)]
            except BlockingIOError:
                pass
            except OSError:
                self.close_seen()

    def take(self, kind, flags, stream, body):
        if kind == DATA and body:
            self.answered.add(stream)
        elif kind == RST_STREAM or (kind == HEADERS and flags & END_STREAM):
            begun = self.begun.pop(stream, None)
            if begun is not None:
                self.results.append((time.monotonic() - begun, stream in self.answered))
                self.answered.discard(stream)


class Load:
    def __init__(self, target, head, payload):
        self.lines = [Line(target, head, payload) for _ in range(CONNECTIONS)]
        self.poll = select.epoll()
        self.by_number = {}
        for line in self.lines:
            self.by_number[line.socket.fileno()] = line
            self.poll.register(line.socket.fileno(), select.EPOLLIN)
        self.turn = 0

    def turn_around(self):
        """Writes and reads what can be; (seconds, answered) of the calls that have ended."""
        for line in self.lines:
            line.write()
        ended = []
        for number, _ in self.poll.poll(0.001):
            line = self.by_number[number]
            line.read()
            assert not line.is_closed, f"the server has closed a connection: {line.farewell()}"
            ended += line.results
            line.results.clear()
        return ended

    def begin(self, now):
        """One call on the next line that has room; whether there was one."""
        for _ in self.lines:
            line = self.lines[self.turn % len(self.lines)]
            self.turn += 1
            if len(line.begun) < STREAMS:
                line.begin(now)
                return True
        return False

    def closed(self, width, seconds):
        """Answers a second with so many calls under way."""
        under_way = answered = 0
        begun = time.monotonic()
        while (now := time.monotonic()) < begun + seconds:
            while under_way < width and self.begin(now):
                under_way += 1
            for _, is_answer in self.turn_around():
                under_way -= 1
                answered += is_answer
        self.settle()
        return answered / seconds

    def open(self, rate, seconds, warm_up):
        """(offered, good, refused or late) a second, behind the first seconds."""
        begun = time.monotonic()
        counted = begun + warm_up
        offered = good = bad = due = no_room = 0
        while (now := time.monotonic()) < begun + warm_up + seconds:
            while due < (now - begun) * rate:
                due += 1
                is_sent = self.begin(now)
                if now >= counted:
                    offered += 1
                    no_room += not is_sent
            for taken, is_answer in self.turn_around():
                if now >= counted:
                    is_good = is_answer and taken <= DEADLINE
                    good += is_good
                    bad += not is_good
        self.settle()
        return offered / seconds, good / seconds, bad / seconds, no_room / seconds

    def settle(self):
        end = time.monotonic() + 5
        while any(line.begun for line in self.lines) and time.monotonic() < end:
            self.turn_around()


def health(address, seconds):
    return subprocess.Popen(
        [sys.executable, "-c", HEALTH, address, str(seconds)], stdout=subprocess.PIPE, text=True)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 8
    with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
        server = Server(pathlib.Path(folder, "data"), prefix=part_cores(1))
        admin = Stubs(server.address, server.token())
        set_up(admin)
        _, token = make_token(
            admin, common_pb2.PRINCIPAL_KIND_OFFICER, duties=[common_pb2.DUTY_RECEPTION])
        officer = Stubs(server.address, token.secret)
        dossier = officer.call(officer.dossiers.SubmitDossier, submission())
        request = dossier_pb2.GetDossierRequest(code=dossier.code).SerializeToString()
        host, port = server.address.rsplit(":", 1)
        target = Target(host, int(port), 0, False)
        head = block(
            GET, ("authorization", f"Bearer {token.secret}"), ("grpc-timeout", "1S"))
        load = Load(target, head, request)
        peak = max(load.closed(width, seconds / 2) for width in (8, 32, 128))
        rows, held = [], False
        for times in (0.8, 1, 2, 3):
            beside = health(server.address, seconds + 1)
            offered, good, bad, no_room = load.open(times * peak, seconds, 2)
            figures = json.loads(beside.communicate()[0])
            rows.append((times, offered, good, bad, no_room, figures))
            held = good >= 0.9 * peak
        server.kill()
        print(f"Peak: {peak:,.0f} calls/s of GetDossier, {BIN.name} build, the server on one core.\n")
        print("| offered | calls/s | answered in time | of the peak | refused or late | not sent "
              "| health p99 | health failed |\n|---|---|---|---|---|---|---|---|")
        for times, offered, good, bad, no_room, figures in rows:
            print(f"| {times} x peak | {offered:,.0f} | {good:,.0f} | {good / peak:.0%} | {bad:,.0f} "
                  f"| {no_room:,.0f} | {figures['p99'] * 1000:.1f} ms | {figures['failures']} |")
        print(f"\nAt three times the peak {'at least' if held else 'NOT'} 90 % of it.")
        sys.exit(0 if held else 1)


main()
