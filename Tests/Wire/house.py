"""What the wire tests share: stubs from Protos/, a server under test, a small runner."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("MOTCUA_BIN_DIR", ROOT / ".build/debug"))
STUBS = ROOT / ".build/python-stubs"


def make_stubs():
    """Makes the Python stubs from Protos/ alone, as any other system would."""
    from grpc_tools import protoc

    STUBS.mkdir(parents=True, exist_ok=True)
    files = sorted(str(p) for p in (ROOT / "Protos/motcua/v1").glob("*.proto"))
    include = pathlib.Path(protoc.__file__).parent / "_proto"
    code = protoc.main(
        ["protoc", f"-I{ROOT / 'Protos'}", f"-I{include}",
         f"--python_out={STUBS}", f"--grpc_python_out={STUBS}", *files])
    assert code == 0, "protoc failed"
    sys.path.insert(0, str(STUBS))


make_stubs()

import grpc  # noqa: E402
from google.rpc import error_details_pb2  # noqa: E402
from grpc_status import rpc_status  # noqa: E402
from motcua.v1 import (  # noqa: E402
    admin_pb2, admin_pb2_grpc, agency_pb2, agency_pb2_grpc, common_pb2, dossier_pb2,
    dossier_pb2_grpc, payment_pb2, procedure_pb2, procedure_pb2_grpc, shipment_pb2,
    statistics_pb2, statistics_pb2_grpc)

AGENCY = "000.00.02.H10"
OTHER_AGENCY = "000.00.03.H10"
PROCEDURE = "1.900001"


class Server:
    """motcuad on a data folder and a free port of the loopback."""

    def __init__(self, data, clock=None, wait=True, arguments=(), environment=None, prefix=()):
        self.data = str(data)
        arguments = [
            *prefix, str(BIN / "motcuad"), "--data", self.data, "--listen", "127.0.0.1:0", *arguments]
        if clock:
            arguments += ["--clock", clock]
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **(environment or {})})
        self.address = None
        if wait:
            self.wait()

    def wait(self):
        line = self.process.stdout.readline()
        if not line.startswith("listening "):
            raise RuntimeError(f"motcuad did not start: {line}{self.process.stderr.read()}")
        self.address = line.split()[1]
        # A full pipe would stop the server.
        self.log = []
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stderr:
            self.log.append(line)

    def token(self):
        return pathlib.Path(self.data, "admin.token").read_text().strip()

    def resident_kib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise RuntimeError("no VmRSS")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=40) == 0, "motcuad ended with an error"


def part_cores(count):
    """Leaves so many cores to a server, where there are more, and gives the prefix that starts it on them."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[count:] or cores)
    return ["taskset", "-c", ",".join(map(str, cores[:count]))]


def bearer(token):
    return [("authorization", f"Bearer {token}")] if token else []


class Stubs:
    """One channel with all services, every call as one principal."""

    def __init__(self, address, token=None):
        self.channel = grpc.insecure_channel(address)
        self.metadata = bearer(token)
        self.agencies = agency_pb2_grpc.AgencyServiceStub(self.channel)
        self.procedures = procedure_pb2_grpc.ProcedureServiceStub(self.channel)
        self.dossiers = dossier_pb2_grpc.DossierServiceStub(self.channel)
        self.statistics = statistics_pb2_grpc.StatisticsServiceStub(self.channel)
        self.admin = admin_pb2_grpc.AdminServiceStub(self.channel)

    def call(self, method, request, timeout=60):
        return method(request, metadata=self.metadata, timeout=timeout)

    def close(self):
        self.channel.close()


def new_id():
    return str(uuid.uuid4())


def set_up(admin):
    """Two agencies and a procedure that both receive online."""
    for code, name in ((AGENCY, "Sở Thử nghiệm"), (OTHER_AGENCY, "Sở Bên cạnh")):
        admin.call(admin.agencies.CreateAgency, agency_pb2.CreateAgencyRequest(
            agency=agency_pb2.Agency(
                code=code, name=name, level=common_pb2.AGENCY_LEVEL_PROVINCE,
                kind=agency_pb2.AGENCY_KIND_RESOLVING),
            request_id=new_id()))
    set_up_procedure(admin, (AGENCY, OTHER_AGENCY))


def set_up_procedure(admin, agencies, code=PROCEDURE):
    """A procedure that agencies receive online."""
    row = procedure_pb2.CatalogueRow(
        line=2, code=code, name="Đăng ký biến động đất đai", sectors="Đất đai",
        promulgating_agency="Bộ", target_types="Công dân", state="ACTIVE", type="STANDARD")
    limit = common_pb2.TimeLimit(quantity_milli=5000, unit=common_pb2.TIME_UNIT_WORKING_DAY)
    details = procedure_pb2.ProcedureDetails(
        line=2, code=code, competent_level=common_pb2.AGENCY_LEVEL_PROVINCE,
        components=[procedure_pb2.Component(code="TP-1", name="Tờ khai", mandatory=True)],
        channels=[
            procedure_pb2.ProcedureChannel(channel=channel, time_limit=limit)
            for channel in (common_pb2.CHANNEL_DIRECT, common_pb2.CHANNEL_ONLINE)])
    answer = admin.procedures.ImportProcedures(
        iter([procedure_pb2.ImportProceduresRequest(
            catalogue_rows=[row], details_rows=[details], request_id=new_id())]),
        metadata=admin.metadata, timeout=60)
    assert not answer.errors, answer
    for agency in agencies:
        admin.call(admin.procedures.SetOffering, procedure_pb2.SetOfferingRequest(
            offering=procedure_pb2.Offering(
                procedure_code=code, agency_code=agency, receives_online=True,
                levels=[procedure_pb2.OfferingLevel(
                    level=common_pb2.SERVICE_LEVEL_LEVEL_4)]),
            request_id=new_id()))


def make_token(admin, kind, agency=AGENCY, duties=(), days=30):
    """A new principal with a token; returns the secret."""
    principal = admin.call(admin.admin.CreatePrincipal, admin_pb2.CreatePrincipalRequest(
        principal=admin_pb2.Principal(
            kind=kind, name=f"Thử {new_id()[:8]}", agency_codes=[agency] if agency else [],
            duties=duties),
        request_id=new_id()))
    return principal, admin.call(admin.admin.CreateToken, admin_pb2.CreateTokenRequest(
        principal_id=principal.id, request_id=new_id()))


def submission(request_id=None, number="070190000123", agency=AGENCY, procedure=PROCEDURE):
    return dossier_pb2.SubmitDossierRequest(
        procedure_code=procedure, agency_code=agency,
        applicant=dossier_pb2.Applicant(
            name="Nguyễn Thị Thử", subject_type=dossier_pb2.SUBJECT_TYPE_CITIZEN,
            identity_kind=dossier_pb2.IDENTITY_KIND_CITIZEN_ID, identity_number=number),
        components=[dossier_pb2.ProvidedComponent(
            component_code="TP-1", source=dossier_pb2.COMPONENT_SOURCE_FORM)],
        request_id=request_id if request_id is not None else new_id())


def failure(call):
    """The error of a call that has to fail: code name, reason, google.rpc.Status."""
    try:
        answer = call()
        if hasattr(answer, "__next__"):
            answer = list(answer)
    except grpc.RpcError as error:
        status = rpc_status.from_call(error)
        return error.code().name, reason_of(status), status
    raise AssertionError(f"the call succeeded: {str(answer)[:200]}")


def detail(status, kind):
    for item in status.details if status else []:
        if item.Is(kind.DESCRIPTOR):
            message = kind()
            item.Unpack(message)
            return message
    return None


def reason_of(status):
    info = detail(status, error_details_pb2.ErrorInfo)
    return info.reason if info else None


class Runner:
    """Runs cases by name, prints what failed and the closing line."""

    def __init__(self):
        self.passed = self.failed = 0

    def case(self, name, body):
        try:
            body()
            self.passed += 1
            print(f"ok    {name}")
        except Exception as error:  # a test program reports whatever went wrong
            self.failed += 1
            print(f"FAIL  {name}: {type(error).__name__}: {str(error)[:600]}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


def seeded():
    """The run's chance; MOTCUA_SEED repeats a run."""
    seed = int(os.environ.get("MOTCUA_SEED", "2020"))
    print(f"MOTCUA_SEED={seed}")
    return random.Random(seed)


def temporary_folder():
    return tempfile.TemporaryDirectory(prefix="motcua.")
