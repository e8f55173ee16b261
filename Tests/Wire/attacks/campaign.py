"""Attacks on motcuad, each beside a well-behaved client; prints a table.

usage: campaign.py [--short] [--seconds N] [--write] [NAME...]

An attack passes when the server has refused it as its rule says, no call of the well-behaved client
has failed, the server's memory has grown by at most 64 MiB (96 in the short form of a debug build) and, unless --short,
the client's 99th percentile has stayed within twice what it was before.

Unless --short, the server has half of the cores for itself; the client and the attacker have the others, and
the client goes before the attacker. They would have machines of their own: on cores that all three share, the
scheduler's choices are measured and not the server.
"""

import argparse
import contextlib
import datetime
import importlib
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

from house import BIN, ROOT, Server, Stubs, part_cores, set_up  # noqa: E402

ATTACKS = [
    "rapid_reset", "own_reset", "continuation_flood", "settings_flood", "ping_flood", "empty_data",
    "priority_churn", "tiny_windows", "hpack_bomb", "huge_headers", "zero_window", "slow_preface",
    "half_open", "unfinished_messages", "small_messages", "watch_hoard", "idle_connections",
    "gzip_bomb", "http1_garbage", "tls_hoard"]
GROWTH_KIB_MAX = 64 * 1024
# Beside whatever else the machine does more handlers of a debug build stand in the middle of an answer: 52 to
# 73 MiB were seen for the same attack.
DEBUG_GROWTH_KIB_MAX = 96 * 1024
IS_DEBUG = "debug" in str(BIN)
P99_FACTOR_MAX = 2
TICKS = os.sysconf("SC_CLK_TCK")
BEGIN, END = "<!-- attacks: begin -->", "<!-- attacks: end -->"


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Memory:
    """The most memory that the server has had, looked at twenty times a second."""

    def __init__(self, server):
        self.server, self.most = server, server.resident_kib()
        self.begin = self.most
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self):
        while not self.is_over.wait(0.05):
            try:
                self.most = max(self.most, self.server.resident_kib())
            except (OSError, RuntimeError):
                return

    def growth(self):
        self.is_over.set()
        self.thread.join()
        return self.most - self.begin


class Honest:
    """The well-behaved client, in a process of its own."""

    def __init__(self, address, roots):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "honest.py"), address, *([roots] if roots else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def figures(self):
        """What has been since the last figures."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()


@contextlib.contextmanager
def honest_client(server, roots):
    """A well-behaved client of a server."""
    honest = Honest(server.address, roots)
    try:
        yield honest
    finally:
        honest.stop()


def is_slow(before, beside):
    """Whether the client has waited longer than it may; that no call has ended is a fault of its own."""
    if before["p99"] is None or beside["p99"] is None:
        return False
    return beside["p99"] > P99_FACTOR_MAX * before["p99"]


def certificate(folder):
    """A certificate for the loopback that signs itself; its files."""
    chain, key = str(folder / "server.pem"), str(folder / "server.key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return chain, key


class Campaign:
    def __init__(self, folder, arguments):
        self.folder = pathlib.Path(folder)
        self.arguments = arguments
        self.prefix = [] if arguments.short else part_cores(len(os.sched_getaffinity(0)) // 2)
        self.goes_first = True
        self.template = self.folder / "template"
        server = Server(self.template)
        admin = Stubs(server.address, server.token())
        set_up(admin)
        admin.close()
        server.stop()

    def attack(self, name):
        """Runs one attack on a fresh server and judges it."""
        module = importlib.import_module(name)
        roots = ""
        arguments = getattr(module, "arguments", lambda is_short: [])(self.arguments.short)
        if getattr(module, "NEEDS_TLS", False):
            chain, key = certificate(self.folder)
            arguments, roots = [*arguments, "--tls-certificate", chain, "--tls-key", key], chain
        with self.served(name, arguments) as server, honest_client(server, roots) as honest:
            return self.judge(name, module, server, honest, roots)

    @contextlib.contextmanager
    def served(self, name, arguments):
        """A fresh server in a folder of its own."""
        data = self.folder / name
        shutil.copytree(self.template, data)
        server = Server(data, arguments=arguments, prefix=self.prefix)
        try:
            yield server
        finally:
            server.kill()
            shutil.rmtree(data)

    def run_attacker(self, name, server, roots):
        return subprocess.run(
            [sys.executable, str(HERE / "attacker.py"), name, server.address,
             str(self.arguments.seconds), *(["--short"] if self.arguments.short else []),
             *(["--roots", roots] if roots else [])],
            capture_output=True, text=True, timeout=180)

    def judge(self, name, module, server, honest, roots):
        is_short = self.arguments.short
        time.sleep(1)
        honest.figures()
        time.sleep(1 if is_short else self.arguments.seconds)
        before = honest.figures()
        self.goes_first = before["goes_first"]
        memory, cpu = Memory(server), cpu_seconds(server.process.pid)
        run = self.run_attacker(name, server, roots)
        beside = honest.figures()
        is_alive = server.process.poll() is None
        growth = memory.growth()
        if not is_alive:
            return {"name": name, "module": module, "faults": ["the server has ended"]}
        cpu = cpu_seconds(server.process.pid) - cpu
        # A busy machine takes longer to the next call, and no call is what a dead server gives.
        for _ in range(50):
            time.sleep(0.2)
            after = honest.figures()
            if after["calls"] or after["failures"]:
                break
        faults = []
        if run.returncode:
            faults.append(f"the attacker has failed: {run.stderr.strip()[-200:]}")
        report = json.loads(run.stdout) if run.returncode == 0 else {}
        if report and not report["is_refused"]:
            faults.append("not refused as it should be")
        failed = before["failures"] + beside["failures"] + after["failures"]
        if failed or not after["calls"]:
            first = (before["first"] + beside["first"] + after["first"] or [""])[0]
            faults.append(f"{failed} honest calls failed, {after['calls']} afterwards: {first}")
        if growth > (DEBUG_GROWTH_KIB_MAX if is_short and IS_DEBUG else GROWTH_KIB_MAX):
            faults.append(f"{growth >> 10} MiB more memory")
        if not is_short and is_slow(before, beside):
            faults.append("p99 over twice what it was")
        return {
            "name": name, "module": module, "report": report, "before": before, "beside": beside,
            "growth": growth, "cpu": cpu, "faults": faults}


def line(result):
    """One row of the table."""
    module = result["module"]
    cells = [result["name"].replace("_", " "), module.LIMIT, module.RULE]
    report = result.get("report")
    if report and result["before"]["p99"] and result["beside"]["p99"]:
        slowest = "" if report["slowest"] is None else f"; at most {report['slowest']:.2f} s"
        cells += [
            f"{report['connections']:,} connections, {report['units']:,} units: "
            f"{report['what']}{slowest}",
            f"{result['before']['p99'] * 1000:.1f} → {result['beside']['p99'] * 1000:.1f} ms",
            f"{result['growth'] / 1024:.1f} MiB",
            f"{result['cpu']:.1f} / {report['cpu']:.1f} s"]
    else:
        cells += ["", "", "", ""]
    cells.append(f"FAIL: {'; '.join(result['faults'])}" if result["faults"] else "PASS")
    return "| " + " | ".join(cells) + " |"


HEAD = (
    "| attack | bounded by | rule | seen | p99 beside it | memory | CPU server / attacker | |\n"
    "|---|---|---|---|---|---|---|---|")


def write(lines, load, seconds, goes_first):
    path = ROOT / "Docs/THREAT_MODEL.md"
    text = path.read_text()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}"
    said = (f"Measured {datetime.date.today().isoformat()} on {machine}, "
            f"{'debug' if IS_DEBUG else 'release'} build, {seconds:g} s an attack where the server's "
            f"clock does not say how long, load average {load:.1f} before the run, the client with"
            f"{'' if goes_first else 'out'} real-time priority.")
    path.write_text(
        text[:begin] + "\n" + said + "\n\n" + "\n".join([HEAD, *lines]) + "\n" + text[end:])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    arguments.seconds = arguments.seconds or (1 if arguments.short else 8)
    names = [name.replace("-", "_") for name in arguments.names] or ATTACKS
    for name in names:
        if name not in ATTACKS:
            parser.error(f"no attack is called {name}; there are {', '.join(ATTACKS)}")
    if not arguments.short and len(os.sched_getaffinity(0)) < 2:
        parser.error("times need two cores, one for the server; --short does without them")
    load = os.getloadavg()[0]
    lines, failed = [], 0
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
        campaign = Campaign(folder, arguments)
        for name in names:
            result = campaign.attack(name)
            failed += bool(result["faults"])
            lines.append(line(result))
            print(lines[-1], flush=True)
    if arguments.write:
        write(lines, load, arguments.seconds, campaign.goes_first)
    print(f"{len(lines) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
