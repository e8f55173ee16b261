"""Restarts under load with a client that does nothing but honour GOAWAY: no call fails.

usage: drain.py order | successors [COUNT] | supervisor [COUNT]

order       one drain, frame by frame: NOT_SERVING, GOAWAY(2^31-1), PING, its acknowledgement,
            GOAWAY(last), the end of the calls, the end of the connection
successors  COUNT (50) hand-overs by SIGUSR2, each server starting the next on its socket
supervisor  COUNT (50) restarts by a supervisor that keeps the socket and passes it on by LISTEN_FDS

The client makes no call a second time. Its frames are made by hand, because PyPI's h2 takes a GOAWAY
for the end of everything and could not finish its calls.
"""

import os
import pathlib
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import hpack

from house import BIN

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "attacks"))

from frames import (  # noqa: E402
    ACK, CODES, DATA, END_STREAM, GOAWAY, HEADERS, PING, REFLECT, RST_STREAM, SEARCH, SETTINGS,
    WATCH, Peer, Target, block, call, frame, message)

SERVING, NOT_SERVING = b"\x08\x01", b"\x08\x02"
HIGHEST = 0x7FFF_FFFF


class Connection(Peer):
    """A client's connection that keeps the rules: acknowledgements, statuses, GOAWAY."""

    def __init__(self, target, log=None):
        self.decoder = hpack.Decoder()
        self.log = log
        self.next_stream, self.pending, self.done = 1, {}, []
        self.answers_pings = True
        super().__init__(target)

    @property
    def is_leaving(self):
        return bool(self.goaways) or self.is_closed

    def begin(self, head, payload, end=True):
        stream, self.next_stream = self.next_stream, self.next_stream + 2
        self.pending[stream] = time.monotonic()
        # Nothing is read on the way: whoever has read GOAWAY begins nothing more.
        self.send(call(stream, head, payload, end=end), reads=False)
        return stream

    def take(self, kind, flags, stream, body):
        super().take(kind, flags, stream, body)
        if self.log is not None and kind in (DATA, GOAWAY, PING):
            self.log.append((kind, flags, stream, body))
        if kind == SETTINGS and not flags & ACK:
            self.reply(frame(SETTINGS, ACK, 0))
        elif kind == PING and not flags & ACK and self.answers_pings:
            self.reply(frame(PING, ACK, 0, body))
        elif kind == HEADERS:
            fields = dict(self.decoder.decode(body))
            if flags & END_STREAM:
                self.end(stream, fields.get("grpc-status", "none"))
        elif kind == RST_STREAM:
            self.end(stream, f"RST_STREAM({CODES.get(struct.unpack('>I', body)[0])})")
        elif kind == GOAWAY:
            last = struct.unpack(">I", body[:4])[0]
            for number in [number for number in self.pending if number > last]:
                self.end(number, "above the last stream")

    def reply(self, data):
        try:
            self.socket.send(data)
        except OSError:
            self.close_seen()

    def end(self, stream, status):
        begun = self.pending.pop(stream, None)
        if begun is not None:
            self.done.append((status, time.monotonic() - begun))

    def close_seen(self):
        super().close_seen()
        for stream in list(self.pending):
            self.end(stream, "the connection has ended")


class Client(threading.Thread):
    """Keeps some calls under way; a connection that says GOAWAY gets no more of them."""

    WIDTH = 4

    def __init__(self, target):
        super().__init__()
        self.target, self.is_over = target, threading.Event()
        self.calls, self.failures, self.longest, self.connections = 0, [], 0.0, 0
        self.head = block(SEARCH)

    def run(self):
        open_, current = [], None
        while not self.is_over.is_set() or any(one.pending for one in open_):
            if not self.is_over.is_set():
                if current is None or current.is_leaving:
                    begun = time.monotonic()
                    current = Connection(self.target)
                    self.connections += 1
                    self.longest = max(self.longest, time.monotonic() - begun)
                    open_.append(current)
                while len(current.pending) < self.WIDTH and not current.is_leaving:
                    current.begin(self.head, b"\x0a\x07dat dai")
            sockets = {one.socket: one for one in open_ if not one.is_closed}
            for ready in select.select(list(sockets), [], [], 0.1)[0]:
                sockets[ready].read()
            for one in open_:
                self.count(one)
            open_ = [one for one in open_ if not one.is_closed]
        for one in open_:
            one.close()

    def count(self, connection):
        for status, seconds in connection.done:
            self.calls += 1
            self.longest = max(self.longest, seconds)
            if status != "0":
                self.failures.append(status)
        connection.done.clear()


def listening_line(process):
    line = process.stdout.readline()
    assert line.startswith("listening "), f"motcuad did not start: {line}"
    return line.split()[1]


def target_of(address):
    host, port = address.rsplit(":", 1)
    return Target(host, int(port), 0, False)


def sockets_of(pid):
    """The sockets that a process has open."""
    folder = f"/proc/{pid}/fd"
    found = set()
    for name in os.listdir(folder):
        try:
            found.add(os.readlink(f"{folder}/{name}"))
        except FileNotFoundError:
            continue  # closed since
    return {link for link in found if link.startswith("socket:")}


class Successors:
    """Servers of which each starts the next, with a port for metrics that each has to itself."""

    def __init__(self, data):
        with socket.create_server(("127.0.0.1", 0)) as free:
            metrics = f"127.0.0.1:{free.getsockname()[1]}"
        self.metrics = f"http://{metrics}/metrics"
        self.process = subprocess.Popen(
            [str(BIN / "motcuad"), "--data", data, "--listen", "127.0.0.1:0",
             "--metrics-listen", metrics],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.target = target_of(listening_line(self.process))
        self.pid = self.process.pid
        self.pids, self.arrived = [], threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stderr:
            if "takes over" in line:
                words = line.split()
                with self.arrived:
                    self.pids.append(int(words[words.index("takes") - 1]))
                    self.arrived.notify_all()

    def restart(self):
        known, held = len(self.pids), sockets_of(self.pid)
        os.kill(self.pid, signal.SIGUSR2)
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.pids) > known, 30), "no successor"
        self.pid = self.pids[-1]
        listening_line(self.process)
        # A connection that a successor holds too would not end when its server closes it.
        passed = held & sockets_of(self.pid)
        assert len(passed) == 1, f"{len(passed)} sockets were passed on, not the listening one alone"
        # The figures are those of the successor, which has done nothing before it listened.
        with urllib.request.urlopen(self.metrics, timeout=60) as answer:
            text = answer.read().decode()
        assert "\nmotcua_connections " in text and "\nmotcua_streams_open " in text, text

    def stop(self):
        os.kill(self.pid, signal.SIGTERM)


class Supervisor:
    """Keeps the socket, stops one server and starts the next with it."""

    def __init__(self, data):
        self.data = data
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=4096)
        self.target = Target("127.0.0.1", self.socket.getsockname()[1], 0, False)
        self.process = None
        self.start()

    def start(self):
        number = self.socket.fileno()
        # dup2 leaves descriptor 3 open for the child, as the protocol of systemd wants it.
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$0" "$@" 3<&{number}', str(BIN / "motcuad"), "--data",
             self.data, "--listen", f"127.0.0.1:{self.target.port}"],
            pass_fds=[number], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "LISTEN_FDS": "1"})
        listening_line(self.process)

    def restart(self):
        self.stop()
        assert self.process.wait(timeout=40) == 0, "motcuad ended with an error"
        self.start()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)


def restarts(kind, count):
    with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
        line = kind(os.path.join(folder, "data"))
        clients = [Client(line.target) for _ in range(4)]
        for client in clients:
            client.start()
        begun = time.monotonic()
        try:
            for _ in range(count):
                # Until calls go through the present server, so that each restart meets load.
                known = sum(client.calls for client in clients)
                while sum(client.calls for client in clients) < known + 20:
                    time.sleep(0.005)
                line.restart()
        finally:
            for client in clients:
                client.is_over.set()
            for client in clients:
                client.join()
            line.stop()
        failures = [failure for client in clients for failure in client.failures]
        calls = sum(client.calls for client in clients)
        longest = max(client.longest for client in clients)
        connections = sum(client.connections for client in clients)
        print(f"{kind.__name__.lower()}: {count} restarts in {time.monotonic() - begun:.1f} s, "
              f"{calls:,} calls on {connections} connections, {len(failures)} failed, the longest "
              f"wait {longest * 1000:.0f} ms")
        for failure in sorted(set(failures)):
            print(f"failed: {failures.count(failure)} x {failure}")
        return not failures and connections > count


def order():
    """[S27] One drain as a client sees it."""
    with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
        process = subprocess.Popen(
            [str(BIN / "motcuad"), "--data", os.path.join(folder, "data"), "--listen",
             "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            log = []
            peer = Connection(target_of(listening_line(process)), log)
            peer.answers_pings = False
            watch = peer.begin(block(WATCH), b"")
            talk = peer.begin(block(REFLECT), b"\x3a\x00", end=False)
            peer.pump(10, lambda: sum(kind == DATA for kind, *_ in log) >= 2)
            del log[:]
            process.send_signal(signal.SIGTERM)
            peer.pump(10, lambda: any(kind == PING for kind, *_ in log))
            seen = [describe(entry, watch) for entry in log]
            # A call that was under way when the notice came is served.
            late = peer.begin(block(SEARCH), b"\x0a\x07dat dai")
            ping = next(body for kind, _, _, body in log if kind == PING)
            del log[:]
            peer.send(frame(PING, ACK, 0, ping))
            peer.pump(10, lambda: len(peer.goaways) == 2)
            seen += [describe(entry, watch) for entry in log if entry[0] == GOAWAY]
            assert late not in peer.pending or peer.pump(10, lambda: late not in peer.pending)
            seen.append(f"late call: {peer.done[-1][0]}")
            assert not peer.is_closed, "closed with a call under way"
            peer.send(frame(DATA, END_STREAM, talk, message(b"\x3a\x00")))
            peer.pump(10, lambda: talk not in peer.pending)
            seen.append(f"open call: {peer.done[-1][0]}")
            assert peer.pump(10) and peer.is_closed, "still open"
            seen.append("closed")
            assert process.wait(timeout=40) == 0, "motcuad ended with an error"
        finally:
            process.kill()
    print("[S27] " + ", ".join(seen))
    return seen == [
        "NOT_SERVING", f"GOAWAY({HIGHEST}, NO_ERROR)", "PING", f"GOAWAY({late}, NO_ERROR)",
        "late call: 0", "open call: 0", "closed"]


def describe(entry, watch):
    kind, _, stream, body = entry
    if kind == DATA and stream == watch:
        return "NOT_SERVING" if body.endswith(NOT_SERVING) else f"DATA {body.hex()}"
    if kind == GOAWAY:
        last, code = struct.unpack(">II", body[:8])
        return f"GOAWAY({last}, {CODES[code]})"
    return {PING: "PING", DATA: "DATA"}[kind]


def main():
    what, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50
    held = {
        "order": order,
        "successors": lambda: restarts(Successors, count),
        "supervisor": lambda: restarts(Supervisor, count)}[what]()
    sys.exit(0 if held else 1)


main()
