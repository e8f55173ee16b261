"""What the live feed costs: from commit to receipt, and writes per second with and without watchers.

h2load writes (one submission over and over, without a request_id) and holds the streams open: both
are C and leave most of the machine to the server. Times come from one Python client that submits and
watches, so they include its own work.
"""

import os
import pathlib
import re
import signal
import statistics
import struct
import subprocess
import threading
import time

from house import (
    OTHER_AGENCY, Server, Stubs, common_pb2, dossier_pb2, make_token, set_up, submission,
    temporary_folder)

WRITER_CONNECTIONS, WRITER_STREAMS = 4, 16
WATCH_CONNECTIONS = 10
# Two runs without any stream differ by some percent.
REPEATS = 3
# What gRPC's C core says that it takes, as do grpc-java and grpc-dotnet in their own order.
CORE_ENCODINGS = "identity, deflate, gzip"


def frame(message):
    """One message of gRPC as the body of a request."""
    body = message.SerializeToString()
    return struct.pack(">BI", 0, len(body)) + body


class Load:
    """h2load against one method."""

    def __init__(self, folder, server, token):
        self.folder, self.server, self.token = folder, server, token
        self.number = 0

    def start(self, method, message, *options):
        self.number += 1
        path = pathlib.Path(self.folder, f"body{self.number}")
        path.write_bytes(frame(message))
        return subprocess.Popen(
            ["h2load", "-t1", "-w30", "-W30", *options, "-d", str(path),
             "-H", "content-type: application/grpc", "-H", "te: trailers",
             "-H", f"authorization: Bearer {self.token}",
             f"http://{self.server.address}/motcua.v1.DossierService/{method}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def server_seconds(self):
        """The processor's time that the server has used."""
        fields = pathlib.Path(f"/proc/{self.server.process.pid}/stat").read_text().split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def writes(self, seconds):
        """Acknowledged submissions in a second, and the server's microseconds for each."""
        begun = self.server_seconds()
        process = self.start(
            "SubmitDossier", submission(request_id=""), f"-c{WRITER_CONNECTIONS}",
            f"-m{WRITER_STREAMS}", f"-D{seconds}")
        text = process.communicate(timeout=seconds + 60)[0]
        found = re.search(r"finished in .*?, ([0-9.]+) req/s", text)
        failed = re.search(r"([0-9]+) failed", text)
        assert found and failed and failed.group(1) == "0", text[-800:]
        done = int(re.search(r"([0-9]+) succeeded", text).group(1))
        return float(found.group(1)), (self.server_seconds() - begun) * 1e6 / max(done, 1)

    def watch(self, count, message, encodings):
        """Streams that are held open; ended by `end`."""
        each = count // WATCH_CONNECTIONS
        return self.start(
            "WatchEvents", message, f"-c{WATCH_CONNECTIONS}", f"-m{each}", f"-n{count}",
            "-H", f"grpc-accept-encoding: {encodings}")


def end(process):
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def latencies(watcher, writer, count, pause):
    """Milliseconds from the call, and from its answer, to the receipt of its event."""
    received, lock = {}, threading.Event()
    stream = watcher.dossiers.WatchEvents(
        dossier_pb2.WatchEventsRequest(), metadata=watcher.metadata, timeout=600)
    next(stream)

    def read():
        try:
            for message in stream:
                now = time.perf_counter()
                for event in message.events:
                    received[event.dossier_code] = now
        except Exception:  # the stream is cancelled at the end
            lock.set()

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    asked = {}
    for _ in range(count):
        begun = time.perf_counter()
        dossier = writer.call(writer.dossiers.SubmitDossier, submission())
        asked[dossier.code] = (begun, time.perf_counter())
        time.sleep(pause)
    limit = time.monotonic() + 10
    while not asked.keys() <= received.keys() and time.monotonic() < limit:
        time.sleep(0.05)
    stream.cancel()
    thread.join(5)
    assert asked.keys() <= received.keys(), "events are missing"
    return (sorted((received[c] - t[0]) * 1000 for c, t in asked.items()),
            sorted((received[c] - t[1]) * 1000 for c, t in asked.items()))


def quantiles(values):
    cuts = statistics.quantiles(values, n=100)
    return f"p50 {cuts[49]:6.1f} ms  p99 {cuts[98]:6.1f} ms  max {values[-1]:6.1f} ms"


def tell_latencies(where, watcher, writer):
    for name, values in zip(
            ("call to receipt", "answer to receipt"), latencies(watcher, writer, 500, 0.005)):
        print(f"{name + where:32} {quantiles(values)}", flush=True)


def beside(load, watch, seconds):
    """Writes with the streams, and without them before and after, so that a change of the machine's
    load meets both."""
    before = load.writes(seconds)
    process = watch() if watch else None
    if process:
        time.sleep(3)
    watched = load.writes(seconds)
    if process:
        assert process.poll() is None, process.communicate()[0][-800:]
        end(process)
        time.sleep(1)
    return watched, [sum(pair) / 2 for pair in zip(before, load.writes(seconds))]


def run(seconds, watchers):
    seconds = max(int(seconds), 2)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {watchers} streams, "
          f"{seconds} s each, the mean of {REPEATS}")
    with temporary_folder() as data:
        server = Server(data, arguments=(
            "--set", "watch.streamsPerPrincipalMax=10000", "--set", "watch.streamsMax=10000",
            "--set", "concurrentStreamsMax=1000", "--set", "handlersPerConnectionMax=1000"))
        admin = Stubs(server.address, server.token())
        set_up(admin)
        officer = make_token(
            admin, common_pb2.PRINCIPAL_KIND_OFFICER, duties=[common_pb2.DUTY_RECEPTION])[1].secret
        load = Load(data, server, officer)
        watching = Load(data, server, server.token())
        writer = Stubs(server.address, officer)
        everything = dossier_pb2.WatchEventsRequest()
        tell_latencies("", admin, writer)
        process = watching.watch(watchers, everything, CORE_ENCODINGS)
        time.sleep(3)
        tell_latencies(f" beside {watchers}", admin, writer)
        end(process)
        load.writes(2)
        print(f"{'watched':24} {'writes/s':>9} {'without':>9} {'cost':>8}   "
              f"{'us/write':>9} {'without':>9} {'cost':>8}")
        one = dossier_pb2.WatchEventsRequest(agency_code=OTHER_AGENCY)
        for name, watch in (
                ("by nobody", None),
                ("one other agency each", lambda: watching.watch(watchers, one, CORE_ENCODINGS)),
                ("everything each", lambda: watching.watch(watchers, everything, CORE_ENCODINGS)),
                ("the same, without gzip", lambda: watching.watch(
                    watchers, everything, "identity"))):
            samples = [beside(load, watch, seconds) for _ in range(REPEATS)]
            watched, quiet = ([statistics.mean(part) for part in zip(*side)]
                              for side in zip(*samples))
            costs = (100 * (1 - watched[0] / quiet[0]), 100 * (watched[1] / quiet[1] - 1))
            print(f"{name:24} {watched[0]:9.0f} {quiet[0]:9.0f} {costs[0]:6.1f} %   "
                  f"{watched[1]:9.0f} {quiet[1]:9.0f} {costs[1]:6.1f} %", flush=True)
        server.stop()
