"""A server with few descriptors: connections are refused before files, calls and successors are.

usage: descriptors.py. A soft limit is raised to the hard one; under a low hard limit the server
takes fewer connections than it is told to, says so, and has descriptors left for all else.
"""

import hashlib
import os
import pathlib
import resource
import socket
import tempfile
import time

from house import (
    Server, Stubs, admin_pb2, common_pb2, make_token, new_id, procedure_pb2, set_up)
from motcua.v1 import file_pb2

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
CONNECTIONS = 400
# More than a second is what a server takes that has to wait for descriptors.
SECONDS_MAX = 5


class Idle:
    """Connections that have said their preface and say nothing else."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.sockets = []
        for _ in range(CONNECTIONS):
            connection = socket.create_connection((host, int(port)), timeout=SECONDS_MAX)
            try:
                connection.sendall(PREFACE)
            except OSError:
                # Closed already; it is counted as what it is below.
                pass
            self.sockets.append(connection)

    def served(self):
        """How many get SETTINGS; the others must be closed, and not be left to wait."""
        served = 0
        for connection in self.sockets:
            try:
                served += len(connection.recv(9)) == 9
            except ConnectionError:
                pass
        return served

    def close(self):
        for connection in self.sockets:
            connection.close()


def upload(stubs):
    body = b"%PDF-1.7\n" + bytes(1000)
    messages = [
        file_pb2.UploadFileRequest(request_id=new_id()), file_pb2.UploadFileRequest(chunk=body),
        file_pb2.UploadFileRequest(
            size_bytes=len(body), sha256=hashlib.sha256(body).hexdigest())]
    stubs.dossiers.UploadFile(iter(messages), metadata=stubs.metadata, timeout=SECONDS_MAX)


def check(limits, fewest, most, warns):
    """Starts a server under limits, with many connections that do nothing."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(
            os.path.join(folder, "data"), prefix=["bash", "-c", f'{limits} && exec "$@"', "limits"])
        idle = None
        try:
            admin = Stubs(server.address, server.token())
            set_up(admin)
            _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
            portal = Stubs(server.address, token.secret)
            question = procedure_pb2.SearchProceduresRequest(query="dat dai")
            portal.call(portal.procedures.SearchProcedures, question)
            idle = Idle(server.address)
            served = idle.served()
            begun = time.monotonic()
            upload(portal)
            idle.close()
            fresh = Stubs(server.address, server.token())
            info = fresh.call(
                fresh.admin.GetServerInfo, admin_pb2.GetServerInfoRequest(), timeout=SECONDS_MAX)
            seconds = time.monotonic() - begun
            for stubs in (admin, portal, fresh):
                stubs.close()
            warned = any("descriptors" in line for line in server.log)
            print(f"{limits}: {served} of {CONNECTIONS} connections served{', warned' * warned}; "
                  f"an upload beside them and a new connection behind them in {seconds:.1f} s")
            assert fewest <= served <= most, served
            assert warned == warns, server.log
            # What is shown is what holds: the number of the warning, or what is set by default.
            shown = next(one.value for one in info.limits if one.name == "connectionsMax")
            told = [line for line in server.log if "descriptors" in line]
            assert told and f"At most {shown} connections" in told[0] or shown == 10_000, (shown, told)
            assert (shown < 10_000) == warns, shown
        finally:
            if idle:
                idle.close()
            server.kill()


def check_loops(prefix, arguments, loops, connections):
    """Starts a server and counts its event loops, which leave themselves descriptors."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(os.path.join(folder, "data"), arguments=arguments, prefix=prefix)
        try:
            tasks = pathlib.Path(f"/proc/{server.process.pid}/task").glob("*/comm")
            found = sum(task.read_text().startswith("NIO-ELT") for task in tasks)
            print(f"{' '.join(prefix + arguments)}: {found} event loops")
            assert found == loops, found
            admin = Stubs(server.address, server.token())
            info = admin.call(admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest())
            admin.close()
            limits = {one.name: one.value for one in info.limits}
            assert limits["connectionsMax"] == connections, limits["connectionsMax"]
        finally:
            server.kill()


def main():
    core = str(min(os.sched_getaffinity(0)))
    limited = ["bash", "-c", 'ulimit -n 1000 && exec "$@"', "limits"]
    # What is left of 1,000 descriptors when 240 are kept, and 8 for each loop.
    check_loops(["taskset", "-c", core, *limited], [], 1, 752)
    check_loops(limited, ["--set", "eventLoops=16"], 16, 632)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    check("ulimit -Sn 300", CONNECTIONS, CONNECTIONS,
          warns=hard < 10_240 + 8 * len(os.sched_getaffinity(0)))
    check("ulimit -n 300", 100, 200, warns=True)


main()
