"""Measures a unary echo on our stack and on its peers in one run; Scripts/bench runs it.

Every server gets the same request of 63 bytes with the same fields, answers it over one protocol, and
is checked by one real call before it is measured, because h2load takes any HTTP 200 for success.
Times depend on what else the machine does, so each server is measured several times in turn and the
middle one counts; instructions do not depend on it.
"""

import json
import os
import pathlib
import re
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

from bench import ROOT, cpu_seconds, grpc, met, note, row, rows, table, versions

FOLDER = pathlib.Path(os.environ["MOTCUA_BENCH_DIR"])
PEERS = pathlib.Path(os.environ["MOTCUA_PEERS_DIR"])
EXPECTED = ROOT / "Tools/Benchmarks/instructions.json"

# SimpleRequest with a payload of 59 bytes.
PAYLOAD = b"\x12\x3b" + b"x" * 59
ECHO = b"\x1a\x3d" + PAYLOAD
ECHO_PATH = "/grpc.testing.TestService/UnaryCall"
STREAM_PATH = "/grpc.testing.TestService/FullDuplexCall"
CONNECTIONS, STREAMS = 8, 32
ROUNDS = int(os.environ.get("MOTCUA_BENCH_ROUNDS", "3"))


class Server:
    """A server under test, under a prefix such as valgrind if asked for."""

    def __init__(self, program, *prefix):
        self.process = subprocess.Popen(
            [*prefix, str(program), "--port", "0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, **({"MOTCUA_BENCH_SLOW_MOTION": "yes"} if prefix else {})})
        self.address = self.process.stdout.readline().split()[1]
        self.port = int(self.address.rsplit(":", 1)[1])
        with grpc.insecure_channel(self.address) as channel:
            answer = channel.unary_unary(ECHO_PATH)(
                ECHO, timeout=30, metadata=[("x-tenant", "motcua")])
            # The first byte is the field's number; a peer that knows no protobuf leaves it.
            assert answer[1:] == ECHO[1:], f"{program} does not echo"

    def cpu(self):
        return cpu_seconds(self.process.pid)

    def resident_kib(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s*(\d+)", text).group(1))

    def stop(self):
        self.process.terminate()
        self.process.wait()


def load(server, calls, connections=CONNECTIONS, streams=STREAMS):
    """Calls a second, and microseconds of each call in order."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "body").write_bytes(struct.pack(">BI", 0, len(ECHO)) + ECHO)
        text = subprocess.run(
            ["h2load", "-n", str(calls), "-c", str(connections), "-m", str(streams), "-t", "1",
             "-d", f"{folder}/body", "--log-file", f"{folder}/log",
             "-H", "content-type: application/grpc", "-H", "te: trailers",
             "-H", "grpc-timeout: 10S", "-H", "x-tenant: motcua",
             f"http://{server.address}{ECHO_PATH}"],
            capture_output=True, text=True, check=True).stdout
        assert f"{calls} succeeded" in text, text
        # A refusal of gRPC is an HTTP 200 without a body.
        data = int(re.search(r"\((\d+)\) data", text).group(1))
        assert data == calls * (5 + len(ECHO)), f"not all of {calls} calls were answered: {text}"
        rate = float(re.search(r"finished in .*?, ([\d.]+) req/s", text).group(1))
        with open(f"{folder}/log") as log:
            times = sorted(int(line.rsplit("\t", 1)[1]) for line in log)
        return rate, times


# Instructions.

FEW, MANY = 2_000, 12_000


def under_callgrind(source, work):
    """Instructions of a program for which `work` gets how it is started."""
    with tempfile.TemporaryDirectory() as folder:
        # valgrind cannot read the debug information that swiftc writes.
        program = f"{folder}/program"
        subprocess.run(["strip", "-s", "-o", program, source], check=True)
        work(program, "valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
             "--quiet")
        text = pathlib.Path(folder, "out").read_text()
        return int(re.search(r"^(?:summary|totals): (\d+)", text, re.M).group(1))


def each(count):
    """Instructions of one call: the difference of two runs, without start and end."""
    return round((count(MANY) - count(FEW)) / (MANY - FEW))


def instructions(source):
    """Instructions of a server for one call of h2load."""
    def count(calls):
        def work(program, *prefix):
            server = Server(program, *prefix)
            load(server, calls)
            server.stop()
        return under_callgrind(source, work)
    return each(count)


def echo_calls(port, calls, *prefix, program=None, on_loop=False):
    """What our client says of so many calls, 64 at a time, by tasks of the pool or of its loop."""
    return json.loads(subprocess.run(
        [*prefix, str(program or FOLDER / "bench-client"), str(port), str(calls), "64",
         *(["loop"] if on_loop else [])],
        capture_output=True, text=True, check=True).stdout)


def client_instructions():
    """Instructions of our client for one call, and of our server for one of the same calls.

    By tasks of the client's own thread, for those of the pool take their turns as they like.
    """
    def of_client(calls):
        server = Server(FOLDER / "bench-server")
        try:
            return under_callgrind(
                FOLDER / "bench-client",
                lambda program, *prefix: echo_calls(
                    server.port, calls, *prefix, program=program, on_loop=True))
        finally:
            server.stop()

    def of_server(calls):
        def work(program, *prefix):
            server = Server(program, *prefix)
            echo_calls(server.port, calls, on_loop=True)
            server.stop()
        return under_callgrind(FOLDER / "bench-server", work)
    return each(of_client), each(of_server)


CLIENT_BAR = 1.5
ECHO_BAR = 28_000


def counted():
    """The figures of instructions.json."""
    client, server = client_instructions()
    return {
        "unary_echo": instructions(FOLDER / "bench-server"), "client_unary_echo": client,
        "server_for_client": server}


def check_instructions(is_check):
    found = counted()
    ratio = found["client_unary_echo"] / found["server_for_client"]
    print(f"the client takes {ratio:.2f} times the server's instructions, at most {CLIENT_BAR}")
    expected = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else None
    if not is_check:
        EXPECTED.write_text(json.dumps({**found, "tolerance_percent": 2}, indent=2) + "\n")
        for name, figure in found.items():
            print(f"{name}: {figure:,} instructions a call, written to {EXPECTED.relative_to(ROOT)}")
        return
    if expected is None:
        sys.exit("nothing to compare with: run Scripts/bench instructions once")
    tolerance = expected["tolerance_percent"]
    is_held = ratio <= CLIENT_BAR and found["unary_echo"] <= ECHO_BAR
    for name, figure in found.items():
        change = 100 * (figure - expected[name]) / expected[name]
        print(f"{name}: {figure:,} instructions a call, {expected[name]:,} expected, {change:+.1f} %")
        is_held = is_held and abs(change) <= tolerance
    if not is_held:
        sys.exit(
            f"more than {tolerance} % away, or over a bar. If that is meant, run "
            "Scripts/bench instructions and commit the file with the reason.")


# Peers.

def programs():
    """Our server and its peers by name, and why some are left out."""
    ours = {"MotCua": FOLDER / "bench-server", "C: nghttp2 + epoll, bytes only": PEERS / "floor"}
    names = {
        "cpp": f"gRPC C++ {package_version('libgrpc++-dev')}, callback",
        "go": f"grpc-go {package_version('golang-google-grpc-dev')}",
        "grpc-swift": "grpc-swift-2 2.4.3",
    }
    left_out = {}
    for name, title in names.items():
        reason = PEERS / f"{name}.reason"
        if reason.exists() or not (PEERS / name).exists():
            left_out[title] = reason.read_text().strip() if reason.exists() else "not built"
        else:
            ours[title] = PEERS / name
    return ours, left_out


def package_version(name):
    text = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True).stdout
    return text.split("-")[0].split("+")[0] or "of unknown version"


def measured(server, calls, connections, streams):
    before = server.cpu()
    rate, times = load(server, calls, connections, streams)
    return {
        "rate": rate, "cpu": (server.cpu() - before) / calls * 1e6,
        "p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100]}


def middle(results):
    return {key: statistics.median(result[key] for result in results) for key in results[0]}


def compare(servers):
    """Each server in turn, as often as there are rounds; the middle of each figure."""
    many, one = {name: [] for name in servers}, {name: [] for name in servers}
    sizes = {}
    for name, server in servers.items():
        # Warm, and as many calls as take about two seconds.
        rate, _ = load(server, 5_000)
        sizes[name] = max(10_000, int(rate * 2) // 1_000 * 1_000)
    for _ in range(ROUNDS):
        for name, server in servers.items():
            many[name].append(measured(server, sizes[name], CONNECTIONS, STREAMS))
            one[name].append(measured(server, max(2_000, sizes[name] // 20), 1, 1))
    return {name: middle(some) for name, some in many.items()}, {
        name: middle(some) for name, some in one.items()}


def report_comparison(servers):
    many, one = compare(servers)
    for name in servers:
        figures, alone = many[name], one[name]
        row(f"{name}: 8 connections x 32 streams",
            f"{figures['rate']:,.0f} calls/s, {figures['cpu']:.1f} µs CPU, "
            f"p50 {figures['p50'] / 1e3:.2f} ms, p99 {figures['p99'] / 1e3:.2f} ms")
        row(f"{name}: one call at a time",
            f"{alone['cpu']:.1f} µs CPU, p50 {alone['p50']:.0f} µs, p99 {alone['p99']:.0f} µs")
    cpu = {name: figures["cpu"] for name, figures in many.items()}
    for title, factor in (("gRPC C++", 3), ("grpc-go", 2), ("grpc-swift-2", 20)):
        for name in servers:
            if name.startswith(title):
                ratio = cpu["MotCua"] / cpu[name]
                row(f"P1 CPU a call beside {name}", f"1/{1 / ratio:.1f}", f"<= 1/{factor}",
                    met(ratio <= 1 / factor))
    row("P1 CPU a call", f"{cpu['MotCua']:.1f} µs", "<= 8 µs", met(cpu["MotCua"] <= 8))


# Memory.

def field(name, value):
    """A field as a literal without indexing (RFC 7541 §6.2.2)."""
    return b"\x00" + bytes([len(name)]) + name + bytes([len(value)]) + value


def frame(kind, flags, stream, payload):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + (
        payload)


PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, b"") + frame(4, 1, 0, b"")
STREAM_HEAD = frame(1, 4, 1, b"".join([
    field(b":method", b"POST"), field(b":scheme", b"http"), field(b":path", STREAM_PATH.encode()),
    field(b":authority", b"localhost"), field(b"te", b"trailers"),
    field(b"content-type", b"application/grpc"), field(b"grpc-timeout", b"600S"),
    field(b"x-tenant", b"motcua")]))
MESSAGE = frame(0, 0, 1, struct.pack(">BI", 0, len(ECHO)) + ECHO)


def connect(server, with_stream):
    """A connection whose SETTINGS, or whose stream's first answer, has been read."""
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.settimeout(20)
    connection.sendall(PREFACE + (STREAM_HEAD + MESSAGE if with_stream else b""))
    received = b""
    while (PAYLOAD not in received) if with_stream else not received:
        some = connection.recv(65_536)
        assert some, "the server has closed a connection"
        received += some
    return connection


def memory(name, program):
    """KiB resident with 1, 100 and 1,000 connections, idle and with one open stream each."""
    figures = {}
    # The floor answers whole requests only, so that none of its streams stays open.
    for with_stream in (False,) if name.startswith("C:") else (False, True):
        server = Server(program)
        load(server, 5_000)
        connections, sizes = [], []
        for count in (1, 100, 1_000):
            connections += [connect(server, with_stream) for _ in range(count - len(connections))]
            time.sleep(0.5)  # for what a server still does when it has answered
            sizes.append(server.resident_kib())
        figures[with_stream] = sizes
        for connection in connections:
            connection.close()
        server.stop()
    texts = [
        " / ".join(f"{size / 1024:.0f}" for size in sizes) + " MiB "
        + ("with a stream each" if with_stream else "idle")
        for with_stream, sizes in figures.items()]
    row(f"{name}: memory at 1, 100, 1,000 connections", ", ".join(texts))
    if name == "MotCua":
        idle, open_ = figures[False], figures[True]
        size = (idle[2] - idle[0]) / 999
        row("P4 memory of an idle connection", f"{size:.0f} KiB", "<= 64 KiB", met(size <= 64))
        row("P4 memory at 1,000 connections with a stream each", f"{open_[2] / 1024:.0f} MiB",
            "<= 100 MiB", met(open_[2] <= 100 * 1024))


# Our client.

def client():
    """P8: our client against our server, both measured in one run."""
    calls = int(os.environ.get("MOTCUA_BENCH_CALLS", "1000000"))
    for on_loop, where in ((True, "the client's own thread"), (False, "the common pool")):
        client_in_time(calls, on_loop, where)
    mine, its = client_instructions()
    row("P8 the same by tasks of the client's own thread, instructions a call",
        f"{mine:,}, server {its:,}: {mine / its:.2f} x",
        f"<= {CLIENT_BAR} x", met(mine <= CLIENT_BAR * its))


def client_in_time(calls, on_loop, where):
    """CPU and memory of many calls by tasks of one kind."""
    server = Server(FOLDER / "bench-server")
    before = server.cpu()
    figures = echo_calls(server.port, calls, on_loop=on_loop)
    served = (server.cpu() - before) / calls * 1e6
    server.stop()
    used = figures["cpu_seconds"] / calls * 1e6
    row(f"P8 client, 64 tasks of {where}, {calls:,} calls",
        f"{used:.1f} µs CPU a call, server {served:.1f} µs: {used / served:.2f} x",
        f"<= {CLIENT_BAR} x", met(used <= CLIENT_BAR * served))
    first, last = figures["rss_kib"][1], figures["rss_kib"][-1]
    row(f"P8 client's memory after {calls // 5:,} calls and after all of them",
        f"{first / 1024:.1f} MiB, {last / 1024:.1f} MiB", "flat", met(last <= first * 1.05))


def wire():
    echo = instructions(FOLDER / "bench-server")
    row("P1 unary echo, instructions a call", f"{echo:,}", f"<= {ECHO_BAR:,}", met(echo <= ECHO_BAR))
    row("the same in C, bytes only", f"{instructions(PEERS / 'floor'):,}")
    found, left_out = programs()
    servers = {name: Server(program) for name, program in found.items()}
    report_comparison(servers)
    for server in servers.values():
        server.stop()
    client()
    for name, program in found.items():
        memory(name, program)
    for name, reason in left_out.items():
        row(name, f"left out: {reason}")


def main():
    head = versions()
    if sys.argv[1] == "instructions":
        check_instructions("--check" in sys.argv)
        return
    wire()
    text = table(head)
    print(text)
    page = ROOT / "Docs/BENCHMARKS.md"
    begin, end = "<!-- wire -->\n", "<!-- end of wire -->"
    old = page.read_text()
    start = old.index(begin) + len(begin)
    page.write_text(old[:start] + text + old[old.index(end):])


if __name__ == "__main__":
    main()
