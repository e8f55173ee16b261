"""Servers that take over from each other under load: no call fails.

usage: restart.py [COUNT]; 50 hand-overs by default. The clients are grpcio's as it comes, without a
retry policy: what keeps their calls whole is GOAWAY, which they honour, and a socket that never
closes.
"""

import contextlib
import os
import re
import signal
import sys
import tempfile
import threading
import time

from house import BIN, grpc, procedure_pb2, procedure_pb2_grpc

import subprocess


class Line:
    """A line of motcuad processes, each the successor of the one before, with one stderr."""

    def __init__(self, data):
        self.process = subprocess.Popen(
            [str(BIN / "motcuad"), "--data", data, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split()[1]
        self.pid = self.process.pid
        self.successors = []
        self.arrived = threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stderr:
            found = re.search(r"Process (\d+) takes over", line)
            if found:
                with self.arrived:
                    self.successors.append(int(found.group(1)))
                    self.arrived.notify_all()

    def hand_over(self):
        """Asks the present server for a successor and waits until that one serves."""
        count = len(self.successors)
        os.kill(self.pid, signal.SIGUSR2)
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.successors) > count, 30), "no successor"
        self.pid = self.successors[-1]
        line = self.process.stdout.readline()
        assert line.startswith("listening "), line


class Load:
    """Clients that call one after the other until they are told to stop."""

    def __init__(self, address, clients):
        self.stopped = threading.Event()
        self.calls, self.failures, self.longest = 0, [], 0.0
        self.lock = threading.Lock()
        self.threads = [
            threading.Thread(target=self.run, args=(address,)) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self, address):
        options = [("grpc.use_local_subchannel_pool", 1)]
        with grpc.insecure_channel(address, options) as channel:
            stub = procedure_pb2_grpc.ProcedureServiceStub(channel)
            while not self.stopped.is_set():
                begun = time.monotonic()
                try:
                    stub.SearchProcedures(
                        procedure_pb2.SearchProceduresRequest(query="dat dai"), timeout=30)
                except grpc.RpcError as error:
                    with self.lock:
                        self.failures.append(f"{error.code().name}: {error.details()}")
                with self.lock:
                    self.calls += 1
                    self.longest = max(self.longest, time.monotonic() - begun)

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def waits(folder):
    """A successor waits for the folder as long as its predecessor runs, here a shell, and no longer."""
    data = os.path.join(folder, "held")
    holder = subprocess.Popen(
        [str(BIN / "motcuad"), "--data", data, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert holder.stdout.readline().startswith("listening ")
        script = f'''MOTCUA_READY_FD=4 "{BIN / "motcuad"}" --data "{data}" --listen 127.0.0.1:0 \\
            4>/dev/null & echo $! >"{data}.pid"; exec 1>&- 2>&-; read -r line'''
        shell = subprocess.Popen(
            ["bash", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        said = []
        reader = threading.Thread(target=lambda: said.append(shell.stdout.read()), daemon=True)
        reader.start()
        reader.join(2)
        assert not said, f"the successor has not waited: {said}"
        shell.stdin.close()
        reader.join(20)
        assert said and "in use by another server" in said[0], f"it still waits: {said}"
    finally:
        if os.path.exists(data + ".pid"):
            with open(data + ".pid") as file, contextlib.suppress(ProcessLookupError):
                os.kill(int(file.read()), signal.SIGKILL)
        holder.terminate()
        holder.wait()


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        waits(folder)
        line = Line(os.path.join(folder, "data"))
        load = Load(line.address, 4)
        begun = time.monotonic()
        try:
            for _ in range(count):
                line.hand_over()
        finally:
            load.stop()
            os.kill(line.pid, signal.SIGTERM)
        seconds = time.monotonic() - begun
        for failure in load.failures[:5]:
            print(f"failed: {failure}", file=sys.stderr)
        print(f"{count} hand-overs in {seconds:.1f} s: {load.calls} calls, "
              f"{len(load.failures)} failed, the longest took {load.longest * 1000:.0f} ms")
        sys.exit(1 if load.failures or load.calls < count else 0)


main()
