"""A well-behaved client that calls at a steady pace; one line of JSON for each line on stdin.

usage: honest.py HOST:PORT [ROOTS]
"""

import json
import os
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from house import grpc, procedure_pb2, procedure_pb2_grpc  # noqa: E402

PACE = 0.005


class Client:
    def __init__(self, address, roots):
        if roots:
            credentials = grpc.ssl_channel_credentials(pathlib.Path(roots).read_bytes())
            options = [("grpc.ssl_target_name_override", "localhost")]
            self.channel = grpc.secure_channel(address, credentials, options)
        else:
            self.channel = grpc.insecure_channel(address)
        self.stub = procedure_pb2_grpc.ProcedureServiceStub(self.channel)
        self.lock = threading.Lock()
        self.times, self.failures = [], []

    def run(self):
        request = procedure_pb2.SearchProceduresRequest(query="dat dai")
        due = time.monotonic()
        while True:
            due = max(due + PACE, time.monotonic() - 1)
            time.sleep(max(0, due - time.monotonic()))
            begun = time.monotonic()
            try:
                self.stub.SearchProcedures(request, timeout=10)
                failure = None
            except grpc.RpcError as error:
                failure = f"{error.code().name}: {error.details()}"
            with self.lock:
                self.times.append(time.monotonic() - begun)
                if failure:
                    self.failures.append(failure)

    def take(self):
        with self.lock:
            times, self.times = sorted(self.times), []
            failures, self.failures = self.failures, []
        at = lambda share: times[min(len(times) - 1, int(share * len(times)))] if times else None
        return {"calls": len(times), "failures": len(failures), "first": failures[:1],
                "p50": at(0.5), "p99": at(0.99), "max": at(1), "goes_first": GOES_FIRST}


def go_first():
    """Takes a real-time priority, so that no other program's turn is measured; false where it may not."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        return True
    except PermissionError:
        return False


# Before the first thread: a thread takes it over from the one that begins it.
GOES_FIRST = go_first()
client = Client(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
threading.Thread(target=client.run, daemon=True).start()
for _ in sys.stdin:
    print(json.dumps(client.take()), flush=True)
