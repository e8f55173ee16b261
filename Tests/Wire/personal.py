"""Canary values in every personal field, searched for in every output that is not meant for them.

The fields come from the contract: those marked (motcua.v1.personal). Each method of each service is
called with canaries of wrong shapes, of too great a length and of right shapes; dossiers live whole
lives under canary names. Then everything that is not meant for them is searched for all of them: the
errors with all their details, the server's log with every call and its trace, the metrics, the audit,
the live feed, violations, reports, lists of figures, snapshots, the page for the committee and the
tool's error output.
"""

import datetime
import importlib
import os
import re
import subprocess
import urllib.request

from house import (
    AGENCY, BIN, PROCEDURE, ROOT, Runner, Server, Stubs, common_pb2, dossier_pb2, grpc, make_token,
    new_id, payment_pb2, procedure_pb2, set_up, shipment_pb2, temporary_folder)
from personal_answers import Answers
from motcua.v1 import audit_pb2, options_pb2

# What no program writes by itself.
MARK = "7731907319"
VALID = {
    "name": f"Hoàng Thị Chim {MARK}", "identity_number": "077319073190", "phone": "0977319073",
    "email": f"chim{MARK}@example.vn", "address": f"Số {MARK} đường Chim Yến",
    "assistant_name": f"Người Giúp {MARK}", "receiver_name": f"Người Nhận {MARK}",
    "reason": f"Vì {MARK}", "note": f"Ghi chú {MARK}", "closing_reason": f"Đóng {MARK}",
    "exemption_reason": f"Hộ nghèo {MARK}",
}
CANARIES = [MARK, *(value for value in VALID.values() if MARK not in value)]
SERVICES = ("agency", "procedure", "dossier", "statistics", "admin")
# Names that speak of a person wherever they stand.
PERSONAL_NAMES = ("phone", "email", "address", "identity_number", "identity_suffix",
                  "applicant_identity_number", "assistant_name", "receiver_name")


def is_personal(field):
    return field.GetOptions().Extensions[options_pb2.personal]


def is_list(field):
    return field.is_repeated


def fill(message, value, depth=0):
    """Puts canaries in every personal field below a message; gives how many."""
    count = 0
    for field in message.DESCRIPTOR.fields:
        if field.type == field.TYPE_MESSAGE:
            if depth > 6 or field.message_type.full_name.startswith("google.protobuf"):
                continue
            inner = getattr(message, field.name)
            inner = inner.add() if is_list(field) else inner
            found = fill(inner, value, depth + 1)
            if found == 0:
                message.ClearField(field.name)
            elif not is_list(field):
                inner.SetInParent()
            count += found
        elif is_personal(field) and field.type in (field.TYPE_STRING, field.TYPE_BYTES):
            text = value(field)
            content = text if field.type == field.TYPE_STRING else text.encode()
            if is_list(field):
                getattr(message, field.name).append(content)
            else:
                setattr(message, field.name, content)
            count += 1
    return count


ROUNDS = {
    "wrong shapes": lambda field: f"{MARK} %s\u202e\x01 <b>",
    "too long": lambda field: MARK * 900,
    "right shapes": lambda field: VALID.get(field.name, f"Chữ {MARK}"),
}


def services():
    for name in SERVICES:
        module = importlib.import_module(f"motcua.v1.{name}_pb2")
        yield from module.DESCRIPTOR.services_by_name.values()


class Outputs:
    """Everything that came out beside the answers, to be searched."""

    def __init__(self):
        self.texts = []
        self.calls = self.errors = 0

    def add(self, where, text):
        self.texts.append((where, text if isinstance(text, str) else text.decode("latin-1")))

    def attempt(self, stubs, method, request):
        path = f"/{method.containing_service.full_name}/{method.name}"
        channel = stubs.channel
        kind = ("stream" if method.client_streaming else "unary") + "_" + (
            "stream" if method.server_streaming else "unary")
        call = getattr(channel, kind)(path, request_serializer=lambda message: message.
                                      SerializeToString())
        self.calls += 1
        try:
            argument = iter([request]) if method.client_streaming else request
            # A feed ends at the deadline alone.
            timeout = 1 if method.name.startswith("Watch") else 60
            answer = call(argument, metadata=stubs.metadata, timeout=timeout)
            if method.server_streaming:
                list(answer)
        except grpc.RpcError as error:
            self.errors += 1
            self.add(f"{path}: details", error.details() or "")
            for key, value in error.trailing_metadata() or ():
                self.add(f"{path}: {key}", value)

    def found(self):
        hits = []
        for where, text in self.texts:
            hits += [f"{where}: {canary}" for canary in CANARIES
                     if canary in text or canary.encode().decode("latin-1") in text]
        return hits


def applicant():
    return dossier_pb2.Applicant(
        name=VALID["name"], subject_type=dossier_pb2.SUBJECT_TYPE_CITIZEN,
        identity_kind=dossier_pb2.IDENTITY_KIND_CITIZEN_ID,
        identity_number=VALID["identity_number"], phone=VALID["phone"], email=VALID["email"],
        address=VALID["address"])


def live(stubs, outputs, number="EB1VN"):
    """Whole lives under canary names, with steps that are refused on the way."""
    def call(name, request, may_fail=False):
        try:
            return stubs.call(getattr(stubs.dossiers, name), request)
        except grpc.RpcError as error:
            outputs.add(f"life: {name}", error.details() or "")
            for key, value in error.trailing_metadata() or ():
                outputs.add(f"life: {name}: {key}", value)
            if not may_fail:
                raise
            return None

    def receive():
        return call("ReceiveDossier", dossier_pb2.ReceiveDossierRequest(
            procedure_code=PROCEDURE, agency_code=AGENCY, channel=common_pb2.CHANNEL_DIRECT,
            applicant=applicant(), note=VALID["note"], request_id=new_id(),
            components=[dossier_pb2.ProvidedComponent(
                component_code="TP-1", source=dossier_pb2.COMPONENT_SOURCE_PAPER, quantity=1)]))

    withdrawn = receive()
    call("WithdrawDossier", dossier_pb2.WithdrawDossierRequest(
        code=withdrawn.code, reason=VALID["reason"], request_id=new_id()))
    # A second time, with a stale etag, and under an id that was used: refused, with the words in it.
    call("WithdrawDossier", dossier_pb2.WithdrawDossierRequest(
        code=withdrawn.code, reason=VALID["reason"], request_id=new_id()), may_fail=True)
    code = receive().code
    # Money is asked for and taken back, papers travel; each is refused once with the words in it.
    call("RequestPayment", payment_pb2.RequestPaymentRequest(
        code=code, kind=procedure_pb2.FEE_KIND_FEE, amount_vnd=1000, note=VALID["note"],
        deadline=common_pb2.Date(year=2999, month=1, day=1), request_id=new_id()), may_fail=True)
    parcel = shipment_pb2.RecordShipmentRequest(
        code=code, direction=shipment_pb2.SHIPMENT_DIRECTION_INBOUND, carrier="VNPOST",
        tracking_number=number, receiver_name=VALID["receiver_name"],
        receiver_phone=VALID["phone"], receiver_address=VALID["address"])
    call("RecordShipment", parcel)
    call("RecordShipment", parcel, may_fail=True)
    for state in (shipment_pb2.SHIPMENT_STATE_RETURNED, shipment_pb2.SHIPMENT_STATE_LOST):
        call("UpdateShipment", shipment_pb2.UpdateShipmentRequest(
            carrier="VNPOST", tracking_number=number, state=state, note=VALID["note"]),
            may_fail=state == shipment_pb2.SHIPMENT_STATE_LOST)
    call("CancelPayment", payment_pb2.CancelPaymentRequest(
        code=code + "-TT1", reason=VALID["reason"], request_id=new_id()), may_fail=True)
    call("StartDossier", dossier_pb2.StartDossierRequest(
        code=code, note=VALID["note"], etag="1" * 5), may_fail=True)
    call("StartDossier", dossier_pb2.StartDossierRequest(code=code, note=VALID["note"]))
    call("CompleteDossier", dossier_pb2.CompleteDossierRequest(
        code=code, results=[dossier_pb2.DossierResult(name="Giấy phép", signer="Trưởng phòng")],
        note=VALID["note"]))
    call("ReturnResult", dossier_pb2.ReturnResultRequest(
        code=code, method=dossier_pb2.RETURN_METHOD_DESK, receiver_name=VALID["receiver_name"]))
    call("ReturnResult", dossier_pb2.ReturnResultRequest(
        code=code, method=dossier_pb2.RETURN_METHOD_DESK, receiver_name=VALID["receiver_name"]),
        may_fail=True)
    return call("GetDossier", dossier_pb2.GetDossierRequest(
        code=code, view=dossier_pb2.DOSSIER_VIEW_FULL, purpose="Thử nghiệm"))


def main():
    runner = Runner()
    outputs = Outputs()
    with temporary_folder() as folder:
        server = Server(
            f"{folder}/data",
            arguments=("--metrics-listen", "127.0.0.1:0", "--access-log", "all"))
        admin = Stubs(server.address, server.token())
        set_up(admin)
        duties = [common_pb2.DUTY_RECEPTION, common_pb2.DUTY_RESOLUTION, common_pb2.DUTY_SIGNING,
                  common_pb2.DUTY_RESULT, common_pb2.DUTY_GUIDANCE]
        secrets = {"administrator": server.token(), "public": None}
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_OFFICER, duties=duties)
        secrets["officer"] = token.secret
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        secrets["system"] = token.secret
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SUPERVISOR)
        secrets["supervisor"] = token.secret
        gateway, token = make_token(admin, common_pb2.PRINCIPAL_KIND_PAYMENT_GATEWAY, agency=None)
        secrets["gateway"] = token.secret
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_POSTAL_OPERATOR, agency=None)
        secrets["postman"] = token.secret
        stubs = {name: Stubs(server.address, secret) for name, secret in secrets.items()}
        seen = {}
        answers = Answers(server.address, stubs, secrets, outputs, VALID, applicant)

        def marked():
            """Fields whose names speak of a person are marked, wherever they stand."""
            missing = []
            for path in sorted((ROOT / "Protos/motcua/v1").glob("*.proto")):
                module = importlib.import_module(f"motcua.v1.{path.stem}_pb2")
                for message in module.DESCRIPTOR.message_types_by_name.values():
                    missing += [field.full_name for field in message.fields
                                if field.name in PERSONAL_NAMES
                                and field.type == field.TYPE_STRING and not is_personal(field)]
            assert not missing, missing

        def every_method():
            for value in ROUNDS.values():
                for service in services():
                    for method in service.methods:
                        module = importlib.import_module(
                            method.input_type.file.name[:-6].replace("/", ".") + "_pb2")
                        request = getattr(module, method.input_type.name)()
                        fill(request, value)
                        for caller in stubs.values():
                            outputs.attempt(caller, method, request)
            assert outputs.calls > 300 and outputs.errors > 100, (outputs.calls, outputs.errors)

        def lives():
            seen["full"] = live(stubs["officer"], outputs)

        def watched(message):
            """The feed is read by itself; it counts among the answers."""
            answers.note("WatchEvents", message)

        def everything():
            assert not answers.missing(services(), is_personal), answers.missing(
                services(), is_personal)

        def search_can_fail():
            assert all(canary in str(seen["full"]) or canary.encode() in
                       seen["full"].SerializeToString() for canary in CANARIES), CANARIES
            check = Outputs()
            check.add("x", seen["full"].SerializeToString())
            assert len(check.found()) == len(CANARIES), check.found()

        def feed():
            caller = stubs["supervisor"]
            stream = caller.dossiers.WatchEvents(
                dossier_pb2.WatchEventsRequest(with_snapshot=True), metadata=caller.metadata,
                timeout=30)
            dossiers = 0
            for message in stream:
                dossiers += len(message.dossiers)
                outputs.add("snapshot of the feed", message.SerializeToString())
                if not message.in_snapshot:
                    break
            assert dossiers >= 2, dossiers
            live(stubs["officer"], outputs, "EB2VN")
            events = 0
            for message in stream:
                events += len(message.events)
                watched(message)
                outputs.add("feed", message.SerializeToString())
                if any(event.to_state == dossier_pb2.DOSSIER_STATE_RETURNED
                       for event in message.events):
                    break
            stream.cancel()
            assert events >= 6, events

        def masked():
            """Lists of parcels hide telephone and address from whoever does not deliver them."""
            caller = stubs["supervisor"]
            parcels = caller.call(
                caller.dossiers.ListShipments, shipment_pb2.ListShipmentsRequest()).shipments
            assert parcels and all(parcel.receiver_phone for parcel in parcels)
            assert not any(parcel.receiver_address for parcel in parcels)
            assert not any(VALID["phone"] in parcel.receiver_phone for parcel in parcels)

        def page():
            """The committee's page of the fortnight up to today."""
            now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
            meeting = (now + datetime.timedelta(days=1)).date().isoformat()
            environment = dict(
                os.environ, MOTCUA_SERVER=server.address, MOTCUA_TOKEN=secrets["supervisor"])
            done = subprocess.run(
                [BIN / "motcua", "report", "fortnight", "--meeting", meeting, "--html", "-"],
                env=environment, capture_output=True, text=True, timeout=60)
            assert done.returncode == 0 and "Ban Chỉ đạo" in done.stdout, done
            outputs.add("page", done.stdout)

        def metrics():
            said = re.search(r"Metrics are at (\S+?)\.?[\s\"]", "".join(server.log))
            with urllib.request.urlopen(said.group(1), timeout=60) as answer:
                text = answer.read().decode()
            assert "ReceiveDossier" in text, text[:500]
            outputs.add("metrics", text)

        def audit():
            token = ""
            while True:
                page = admin.call(admin.admin.ListAuditEntries, audit_pb2.ListAuditEntriesRequest(
                    page_size=500, page_token=token))
                for entry in page.entries:
                    outputs.add(f"audit {entry.id}", str(entry) + entry.subject + entry.purpose)
                answers.note("ListAuditEntries", page)
                token = page.next_page_token
                if not token:
                    break

        def tool():
            environment = dict(
                os.environ, MOTCUA_SERVER=server.address, MOTCUA_TOKEN=secrets["officer"])
            done = subprocess.run(
                [BIN / "motcua", "dossier", "submit", "--procedure", "1.999999", "--agency", AGENCY,
                 "--name", VALID["name"], "--id", VALID["identity_number"],
                 "--phone", VALID["phone"], "--email", "@" + VALID["email"],
                 "--address", VALID["address"], "--component", "TP-1"],
                env=environment, capture_output=True, text=True, timeout=60)
            assert done.returncode > 10, done
            outputs.add("tool", done.stderr)

        def nothing():
            for caller in stubs.values():
                caller.close()
            admin.close()
            server.stop()
            outputs.add("log", "".join(server.log))
            assert "Stopped" in "".join(server.log), "the log was not read"
            hits = outputs.found()
            assert not hits, (len(hits), hits[:5])

        runner.case("what speaks of a person by its name is marked", marked)
        runner.case("every method is called with canaries of three sorts by every caller",
                    every_method)
        runner.case("whole lives under canary names", lives)
        runner.case("the search finds canaries where they are meant to be", search_can_fail)
        runner.case("the live feed", feed)
        runner.case("lists of parcels hide telephone and address", masked)
        runner.case("money, paper and officers", lambda: answers.furnish({"gateway": gateway.id}))
        for name in ("lives", "parcel", "money", "many", "reads", "figures", "tool"):
            runner.case(f"answers that tell of somebody: {name}", getattr(answers, name))
        runner.case("the committee's page", page)
        runner.case("the metrics", metrics)
        runner.case("the audit is read", audit)
        runner.case("the tool says what is wrong", tool)
        runner.case("every method that tells of somebody did", everything)
        runner.case("no canary in what is not meant for them", nothing)
        print(f"{outputs.calls} calls, {outputs.errors} refused, {len(outputs.texts)} outputs")
    runner.finish()


if __name__ == "__main__":
    main()
