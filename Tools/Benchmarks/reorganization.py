"""How long a very large reorganisation holds up everybody else.

    Tools/Benchmarks/reorganization.py [DOSSIERS]    (100000; MOTCUA_BIN_DIR names the programs)

Takes over so many open dossiers of one agency, merges it into a new one while one caller submits to a
third agency and another reads, one call after the other, and prints what each of them waited.
"""

import os
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Wire"))

from house import (  # noqa: E402
    AGENCY, OTHER_AGENCY, PROCEDURE, Server, Stubs, agency_pb2, common_pb2, dossier_pb2, grpc,
    make_token, new_id, set_up, submission, temporary_folder)
from motcua.v1 import reorganization_pb2  # noqa: E402

BATCH = 2000
NEW_AGENCY = "H10.92"


def take_over(admin, count):
    """Dossiers in work, by their histories: received and started yesterday."""
    begun = int(time.time()) - 86400
    events = []
    for number, action in enumerate(("RECEIVE", "START")):
        event = dossier_pb2.ImportedEvent(
            action=dossier_pb2.DossierAction.Value(f"DOSSIER_ACTION_{action}"))
        event.occurred_at.seconds = begun + number
        events.append(event)
    for first in range(0, count, BATCH):
        rows = [dossier_pb2.ImportedDossier(
            line=number + 1, external_source="CŨ", external_code=str(number),
            procedure_code=PROCEDURE, agency_code=AGENCY, channel=common_pb2.CHANNEL_DIRECT,
            applicant=dossier_pb2.Applicant(
                name=f"Nguyễn Văn {number}", subject_type=dossier_pb2.SUBJECT_TYPE_CITIZEN,
                identity_kind=dossier_pb2.IDENTITY_KIND_CITIZEN_ID,
                identity_number=f"{number:012}"),
            components=[dossier_pb2.ProvidedComponent(
                component_code="TP-1", source=dossier_pb2.COMPONENT_SOURCE_PAPER, quantity=1)],
            events=events) for number in range(first, min(first + BATCH, count))]
        answer = admin.dossiers.ImportDossiers(
            iter([dossier_pb2.ImportDossiersRequest(dossiers=rows[at:at + 500])
                  for at in range(0, len(rows), 500)]),
            metadata=admin.metadata, timeout=600)
        assert answer.counts.created == len(rows), answer


def processor_seconds(server):
    """What the server has used of all processors, which other work on the machine does not change."""
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Caller(threading.Thread):
    """Makes one call after the other and keeps what each took."""

    def __init__(self, call):
        super().__init__()
        self.call, self.waits, self.errors = call, [], {}
        self.done = threading.Event()

    def run(self):
        while not self.done.is_set():
            begun = time.monotonic()
            try:
                self.call()
            except grpc.RpcError as error:
                self.errors[error.code().name] = self.errors.get(error.code().name, 0) + 1
            self.waits.append(time.monotonic() - begun)

    def end(self):
        self.done.set()
        self.join()
        return (f"{len(self.waits)} calls, the longest {max(self.waits) * 1000:.0f} ms, "
                f"refused {self.errors or 0}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with temporary_folder() as folder:
        server = Server(f"{folder}/data")
        admin = Stubs(server.address, server.token())
        set_up(admin)
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM, agency=OTHER_AGENCY)
        begun = time.monotonic()
        take_over(admin, count)
        print(f"{count} dossiers taken over in {time.monotonic() - begun:.1f} s")
        system, reader = (Stubs(server.address, token.secret) for _ in range(2))
        code = system.call(
            system.dossiers.SubmitDossier, submission(agency=OTHER_AGENCY)).code
        now = time.gmtime(time.time() + 7 * 3600)
        request = agency_pb2.ReorganizeAgenciesRequest(
            decision="1/NQ", date=common_pb2.Date(
                year=now.tm_year, month=now.tm_mon, day=now.tm_mday),
            new_agencies=[agency_pb2.Agency(
                code=NEW_AGENCY, name="Sở Mới", level=common_pb2.AGENCY_LEVEL_PROVINCE,
                kind=agency_pb2.AGENCY_KIND_RESOLVING)],
            successions=[reorganization_pb2.PlannedSuccession(
                old_code=AGENCY, new_code=NEW_AGENCY, heir=True,
                kind=reorganization_pb2.SUCCESSION_KIND_MERGED)])
        for dry in (True, False):
            request.validate_only = dry
            request.request_id = new_id()
            writer = Caller(lambda: system.call(
                system.dossiers.SubmitDossier, submission(agency=OTHER_AGENCY), timeout=600))
            looker = Caller(lambda: reader.call(
                reader.dossiers.GetDossier, dossier_pb2.GetDossierRequest(code=code),
                timeout=600))
            writer.start()
            looker.start()
            time.sleep(1)
            begun, used = time.monotonic(), processor_seconds(server)
            answer = admin.call(admin.agencies.ReorganizeAgencies, request, timeout=600)
            took, used = time.monotonic() - begun, processor_seconds(server) - used
            print(f"{'dry run' if dry else 'reorganisation'}: {answer.totals.dossiers} moved in "
                  f"{took:.2f} s, {used:.2f} s of the processors, "
                  f"{used / max(answer.totals.dossiers, 1) * 1e6:.0f} µs each; resident {server.resident_kib() // 1024} MiB")
            print(f"  submissions: {writer.end()}")
            print(f"  reads: {looker.end()}")
        sizes = {path.name: path.stat().st_size >> 20
                 for path in pathlib.Path(folder, "data").glob("motcua.sqlite*")}
        print(f"  files, MiB: {sizes}")
        server.stop()


if __name__ == "__main__":
    main()
