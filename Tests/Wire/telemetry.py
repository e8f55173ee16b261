"""Settings, metrics, the access log and limits of motcuad, from outside.

Nothing personal may get into the log or the metrics: a name and numbers that stand in requests,
metadata and paths are looked for in all that was written.
"""

import hashlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from google.rpc import error_details_pb2
from house import (
    AGENCY, BIN, Runner, Stubs, admin_pb2, common_pb2, detail, dossier_pb2, failure, make_token,
    new_id, procedure_pb2, set_up, submission, temporary_folder)
from motcua.v1 import file_pb2

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CANARIES = ("Nguyễn Thị Thử", "Thị Thử", "070190000123", "0907654321")
SEARCH = "motcua.v1.ProcedureService/SearchProcedures"


def motcuad(*arguments, **variables):
    """Runs the program to its end."""
    return subprocess.run(
        [str(BIN / "motcuad"), *arguments], capture_output=True, text=True, timeout=60,
        env={**os.environ, **variables})


class Watched:
    """A server whose log is a file, with metrics and a log of all calls."""

    def __init__(self, folder, *arguments, **variables):
        self.data = pathlib.Path(folder, "data")
        self.log_path = pathlib.Path(folder, "log")
        self.log_file = self.log_path.open("w")
        self.process = subprocess.Popen(
            [str(BIN / "motcuad"), "--data", str(self.data), "--listen", "127.0.0.1:0",
             "--metrics-listen", "127.0.0.1:0", "--access-log", "all", "--log-format", "json",
             *arguments],
            stdout=subprocess.PIPE, stderr=self.log_file, text=True,
            env={**os.environ, **variables})
        line = self.process.stdout.readline()
        assert line.startswith("listening "), f"{line!r}: {self.log_path.read_text()}"
        self.address = line.split()[1]
        self.token = (self.data / "admin.token").read_text().strip()
        said = [entry["message"] for entry in self.log() if "Metrics are at" in entry["message"]]
        self.metrics = said[0].split()[-1].rstrip(".")

    def log(self):
        """Every line of the log as an object; a line that is none is an error."""
        return [json.loads(line) for line in self.log_path.read_text().splitlines()]

    def calls(self):
        return [entry for entry in self.log() if entry["message"] == "call"]

    def scrape(self, method="GET", url=None):
        request = urllib.request.Request(url or self.metrics, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.headers, answer.read().decode()

    def values(self):
        """Every sample by its name with labels."""
        _, text = self.scrape()
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=40)
        self.log_file.close()
        assert code == 0, f"exit {code}"


class Cases:
    def __init__(self, folder):
        self.folder = folder
        self.file = pathlib.Path(folder, "settings.json")
        self.file.write_text(json.dumps(
            {"connectionsMax": 77, "unsentBytesMax": "16KiB", "keepalive": {"time": "1h"}}))
        self.server = Watched(
            folder, "--config", str(self.file), "--set", "rowErrorsMax=55",
            "--set", "file.bytesMax=2000", "--set", "dossierRowsMax=2", "--set", "bulkRowsMax=2",
            MOTCUA_SERVER_UNSENT_BYTES_MAX="32KiB")
        self.admin = Stubs(self.server.address, self.server.token)
        set_up(self.admin)
        _, token = make_token(self.admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        self.secret = token.secret
        self.system = Stubs(self.server.address, self.secret)

    # Settings.

    def refusals(self):
        for arguments, variables, words in (
                (["--set", "connectionsMax=0"], {}, ("connectionsMax", "'0'", "1…1000000")),
                (["--set", "connectionMax=5"], {}, ("connectionMax", "--set")),
                (["--set", "idleTimeout"], {}, ("idleTimeout",)),
                (["--set", "idleTimeout=1h", "--set", "idleTimeout=2h"], {}, ("idleTimeout=2h",)),
                (["--metrics-listen", "0.0.0.0:1"], {}, ("metricsListen", "0.0.0.0:1")),
                (["--log-level", "loud"], {}, ("log.level", "'loud'", "debug|info")),
                ([], {"MOTCUA_SERVER_IDLE_TIMEOUT": "5"},
                 ("idleTimeout", "'5'", "MOTCUA_SERVER_IDLE_TIMEOUT", "1s…30d, none")),
                ([], {"MOTCUA_SERVER_IDLE_TIME": "5s"}, ("MOTCUA_SERVER_IDLE_TIME",)),
                (["--config", "/nowhere"], {}, ("/nowhere",))):
            for command in ([], ["config"]):
                done = motcuad(*command, *arguments, "--data", f"{self.folder}/none", **variables)
                assert done.returncode == 64, (arguments, done)
                first = done.stderr.splitlines()[0]
                assert all(word in first for word in words), first
        assert not pathlib.Path(self.folder, "none").exists()

    def effective(self):
        done = motcuad(
            "config", "--config", str(self.file), "--set", "rowErrorsMax=55",
            MOTCUA_SERVER_UNSENT_BYTES_MAX="32KiB")
        assert done.returncode == 0, done
        lines = dict(
            (line.split("\t")[0], line.split("\t")[1:]) for line in done.stdout.splitlines())
        assert lines["connectionsMax"] == ["77", str(self.file)], lines["connectionsMax"]
        assert lines["unsentBytesMax"] == ["32KiB", "MOTCUA_SERVER_UNSENT_BYTES_MAX"]
        assert lines["keepalive.time"] == ["1h", str(self.file)]
        assert lines["rowErrorsMax"] == ["55", "--set"]
        assert lines["keepalive.timeout"] == ["20s", "mặc định"]
        helped = motcuad("serve", "--help").stdout
        shown = {line.split()[0] for line in helped.splitlines() if line.startswith("  ")}
        limits = [name for name in lines if name[0].islower() and name in shown]
        assert len(limits) > 40, limits

    def shown_by_the_server(self):
        info = self.admin.call(
            self.admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest())
        limits = {limit.name: limit for limit in info.limits}
        assert limits["connectionsMax"].value == 77
        assert limits["connectionsMax"].source == admin_pb2.LIMIT_SOURCE_FILE
        assert limits["unsentBytesMax"].value == 32768
        assert limits["unsentBytesMax"].unit == admin_pb2.LIMIT_UNIT_BYTES
        assert limits["unsentBytesMax"].source == admin_pb2.LIMIT_SOURCE_ENVIRONMENT
        assert limits["rowErrorsMax"].source == admin_pb2.LIMIT_SOURCE_FLAG
        assert limits["connectionAgeMax"].unlimited
        assert limits["prefaceTimeout"].value == 10_000
        done = subprocess.run(
            [str(BIN / "motcua"), "admin", "server", "info", "--server", self.server.address],
            capture_output=True, text=True, timeout=60,
            env={**os.environ, "MOTCUA_TOKEN": self.server.token})
        row = [line.split() for line in done.stdout.splitlines() if "connectionsMax" in line]
        assert row and row[0][1] == "77" and row[0][-1] == "tệp", done

    def limits_hold(self):
        """What is set for files, histories and bulk transitions is what refuses."""
        def refused(call):
            code, reason, status = failure(call)
            return code, reason, dict(detail(status, error_details_pb2.ErrorInfo).metadata)

        body = b"%PDF-1.7\n" + bytes(2000)
        upload = [
            file_pb2.UploadFileRequest(request_id=new_id(), size_bytes=len(body),
                                       sha256=hashlib.sha256(body).hexdigest()),
            file_pb2.UploadFileRequest(chunk=body)]
        code, reason, _ = refused(lambda: self.system.dossiers.UploadFile(
            iter(upload), metadata=self.system.metadata, timeout=20))
        assert (code, reason) == ("RESOURCE_EXHAUSTED", "FILE_TOO_LARGE"), (code, reason)
        _, token = make_token(
            self.admin, common_pb2.PRINCIPAL_KIND_OFFICER, duties=[common_pb2.DUTY_RECEPTION])
        officer = Stubs(self.server.address, token.secret)
        bulk = dossier_pb2.BulkTransitionRequest(
            action=dossier_pb2.DOSSIER_ACTION_ACCEPT, request_id=new_id(),
            codes=[f"{AGENCY}-200807-000{number}" for number in (1, 2, 3)])
        rows = [dossier_pb2.ImportedDossier(line=number) for number in (1, 2, 3)]
        history = [dossier_pb2.ImportDossiersRequest(request_id=new_id(), dossiers=rows)]
        for call in (
                lambda: officer.call(officer.dossiers.BulkTransition, bulk),
                lambda: self.admin.dossiers.ImportDossiers(
                    iter(history), metadata=self.admin.metadata, timeout=20)):
            code, reason, metadata = refused(call)
            assert (code, reason) == ("RESOURCE_EXHAUSTED", "IMPORT_TOO_LARGE"), (code, reason)
            assert metadata["rows_max"] == "2", metadata
        officer.close()

    # Calls.

    def outcomes(self):
        search = self.admin.procedures.SearchProcedures
        before = self.server.values()
        number = new_id()
        for _ in range(3):
            search(
                procedure_pb2.SearchProceduresRequest(query="dat dai"), timeout=60,
                metadata=[("traceparent", f"00-{TRACE}-00f067aa0ba902b7-01"),
                          ("x-request-id", number), ("x-name", CANARIES[3])])
        code, reason, _ = failure(lambda: self.admin.call(
            self.admin.dossiers.GetDossier,
            dossier_pb2.GetDossierRequest(code="000.00.02.H10-200101-0001")))
        assert code == "NOT_FOUND", code
        failure(lambda: search(
            procedure_pb2.SearchProceduresRequest(), timeout=60,
            metadata=[("authorization", "Bearer 0907654321")]))
        for path in ("/motcua.v1.Nothing/0907654321", "/x/070190000123"):
            failure(lambda: self.admin.channel.unary_unary(path)(b"", timeout=60))
        after = self.server.values()

        def grown(name):
            return after.get(name, 0) - before.get(name, 0)

        labels = ('grpc_type="unary",grpc_service="motcua.v1.ProcedureService",'
                  'grpc_method="SearchProcedures"')
        unknown = 'grpc_type="unary",grpc_service="unknown",grpc_method="unknown"'
        for name, count in (
                (f"grpc_server_started_total{{{labels}}}", 4),
                (f'grpc_server_handled_total{{{labels},grpc_code="OK"}}', 3),
                (f'grpc_server_handled_total{{{labels},grpc_code="Unauthenticated"}}', 1),
                (f"grpc_server_handling_seconds_count{{{labels}}}", 4),
                (f"grpc_server_msg_received_total{{{labels}}}", 3),
                (f"grpc_server_msg_sent_total{{{labels}}}", 3),
                (f'grpc_server_handled_total{{{unknown},grpc_code="Unimplemented"}}', 2),
                (f'grpc_server_call_started_total{{grpc_method="{SEARCH}"}}', 4),
                ('grpc_server_call_started_total{grpc_method="other"}', 2),
                (f'grpc_server_call_duration_seconds_count{{grpc_method="{SEARCH}",'
                 'grpc_status="OK"}', 3)):
            assert grown(name) == count, (name, grown(name))
        lines = self.server.calls()
        traced = [line for line in lines if line.get("trace_id") == TRACE]
        assert len(traced) == 3, lines[-8:]
        assert all(line["method"] == SEARCH and line["code"] == "OK" for line in traced)
        assert all(line["request_id"] == number for line in traced)
        assert all(line["caller"] == "public" for line in traced), traced[0]
        assert all(int(line["bytes_out"]) > 0 for line in traced)
        missing = [line for line in lines if line.get("reason") == reason]
        assert missing and missing[-1]["caller"] == "administrator", lines[-8:]
        assert missing[-1]["trace_id"] != TRACE
        assert len([line for line in lines if line["method"] == "unknown"]) == 2

    def gauges(self):
        self.system.call(self.system.dossiers.SubmitDossier, submission())
        values = self.server.values()
        assert values["motcua_dossiers"] >= 1, values["motcua_dossiers"]
        assert values["motcua_store_commits"] >= 1
        assert values["motcua_store_wal_bytes"] > 0
        assert values["motcua_store_waiting_commands"] == 0
        assert values["motcua_connections"] >= 1
        assert values["motcua_streams_open"] >= 0
        assert values["motcua_handlers_running"] >= 0
        assert values["motcua_calls_running"] == 0
        assert values["motcua_metrics_dropped_series_total"] == 0

    def connections(self):
        """Ends are counted by their reasons, and told in the log where something is wrong."""
        def count(reason):
            return self.server.values()[f'motcua_connections_ended_total{{reason="{reason}"}}']

        before = {reason: count(reason) for reason in ("client", "other_protocol", "flood")}
        assert before["flood"] == 0 and self.server.values()["motcua_streams_refused_total"] == 0
        host, port = self.server.address.rsplit(":", 1)
        with socket.create_connection((host, int(port)), timeout=10) as garbage:
            garbage.sendall(b"\x16\x03\x01")
            own = garbage.getsockname()[1]
            assert garbage.recv(1) == b""
        with socket.create_connection((host, int(port)), timeout=10) as polite:
            polite.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0")
            assert polite.recv(9)
        end = time.monotonic() + 10
        while count("client") == before["client"] and time.monotonic() < end:
            time.sleep(0.05)
        assert count("client") > before["client"]
        assert count("other_protocol") == before["other_protocol"] + 1
        lines = [line for line in self.server.log() if line["message"] == "A connection was ended."]
        assert [line["reason"] for line in lines] == ["other_protocol"], lines
        assert lines[0]["peer"].endswith(f":{own}"), lines

    def endpoint(self):
        headers, text = self.server.scrape()
        assert headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert "# TYPE grpc_server_started_total counter" in text
        headers, text = self.server.scrape("HEAD")
        assert text == "" and int(headers["content-length"]) > 1000
        for method, url, code in (
                ("POST", self.server.metrics, 405), ("DELETE", self.server.metrics, 405),
                ("GET", self.server.metrics.removesuffix("metrics"), 404),
                ("GET", self.server.metrics + "/x", 404)):
            try:
                self.server.scrape(method, url)
            except urllib.error.HTTPError as error:
                assert error.code == code, (method, url, error.code)
            else:
                raise AssertionError(f"{method} {url} was served")

    def nothing_personal(self):
        submit = self.system.dossiers.SubmitDossier
        code, _, _ = failure(lambda: self.system.call(submit, submission(agency="000.00.99.H10")))
        assert code != "PERMISSION_DENIED", code
        code, _, _ = failure(lambda: self.system.call(submit, submission(number="0907654321")))
        assert code == "INVALID_ARGUMENT", code
        _, metrics = self.server.scrape()
        log = self.server.log_path.read_text()
        assert AGENCY not in metrics
        for canary in CANARIES:
            assert canary not in metrics, f"{canary} is in the metrics"
            assert canary not in log, f"{canary} is in the log"
        assert self.server.token not in log and self.secret not in log

    def level(self):
        """By default good calls leave no line, failures leave one of text."""
        with temporary_folder() as folder:
            log = pathlib.Path(folder, "log")
            with log.open("w") as file:
                process = subprocess.Popen(
                    [str(BIN / "motcuad"), "--data", f"{folder}/data", "--listen", "127.0.0.1:0"],
                    stdout=subprocess.PIPE, stderr=file, text=True)
                address = process.stdout.readline().split()[1]
                stubs = Stubs(address)
                stubs.call(
                    stubs.procedures.SearchProcedures,
                    procedure_pb2.SearchProceduresRequest(query="x"))
                failure(lambda: stubs.call(
                    stubs.admin.GetServerInfo, admin_pb2.GetServerInfoRequest()))
                stubs.close()
                process.send_signal(signal.SIGTERM)
                assert process.wait(timeout=40) == 0
            lines = [line for line in log.read_text().splitlines() if line.endswith(" call")]
            assert len(lines) == 1 and "code=UNAUTHENTICATED" in lines[0], lines


def main():
    runner = Runner()
    with temporary_folder() as folder:
        cases = Cases(folder)
        runner.case("wrong and unknown settings are refused in a sentence", cases.refusals)
        runner.case("flag, environment, file, default: in this order", cases.effective)
        runner.case("the server tells its limits and who has set them", cases.shown_by_the_server)
        runner.case("what is set for files and rows is what refuses", cases.limits_hold)
        runner.case("calls are counted and logged by their outcomes", cases.outcomes)
        runner.case("the store's figures are there", cases.gauges)
        runner.case("ends of connections are counted and told", cases.connections)
        runner.case("the port for metrics serves that and nothing else", cases.endpoint)
        runner.case("nothing personal is in the log or the metrics", cases.nothing_personal)
        runner.case("by default failures are logged and good calls are not", cases.level)
        cases.admin.close()
        cases.system.close()
        runner.case("the server stops in order", cases.server.stop)
    runner.finish()


if __name__ == "__main__":
    main()
