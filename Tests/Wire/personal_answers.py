"""Every method whose answer tells of people or of dossiers, called until it does.

Dossiers go through everything that can be done with one, under canary names. What tells of a person
by its nature is only called, so that the log and the traces of the call can be searched; all other
answers are searched as well, and lists in BASIC view for what they mask.
"""

import datetime
import hashlib
import hmac
import os
import subprocess
import time

from house import (
    AGENCY, BIN, PROCEDURE, admin_pb2, agency_pb2, common_pb2, dossier_pb2, new_id, payment_pb2,
    procedure_pb2, shipment_pb2, statistics_pb2)
from google.protobuf import field_mask_pb2
from motcua.v1 import (
    directive_pb2, figure_pb2, file_pb2, operation_pb2, recompute_pb2, report_pb2, scorecard_pb2,
    snapshot_pb2, violation_pb2)

P, D, Y, S = common_pb2, dossier_pb2, payment_pb2, shipment_pb2
SECRET = "mot-khoa-bi-mat-dai-hon-32-ky-tu-nhe"
OFFICER = "CB-CHIM"
AMOUNT = 1000
# Beside the methods whose answers hold fields marked as personal, these tell of dossiers.
TELLING = {
    "ExportDossiers", "WatchEvents", "GetControlSheet", "TrackDossier", "ListViolations",
    "CountViolations", "ListDirectives", "CreateDirective", "UpdateDirective", "GetReport",
    "ExportReport", "ListOverdue", "ExplainFigure", "GetSummary", "QueryDaily", "RankAgencies", "CreateSnapshot",
    "GetSnapshot", "ListSnapshots", "ListAuditEntries", "BulkTransition", "ImportDossiers",
    "ReconcilePayments", "RecomputeDueDates"}


def tells(descriptor, is_personal, above=()):
    """Whether a message holds a field marked as personal, at any depth."""
    if descriptor.full_name in above:
        return False
    return any(
        is_personal(field) or field.message_type is not None and tells(
            field.message_type, is_personal, (*above, descriptor.full_name))
        for field in descriptor.fields)


def is_something(answer):
    """An answer with at least one item in it, where it lists items."""
    lists = [field for field in answer.DESCRIPTOR.fields
             if field.is_repeated and field.message_type is not None]
    if answer.DESCRIPTOR.name.startswith(("List", "BatchGet")) or "Register" in (
            answer.DESCRIPTOR.name):
        return any(getattr(answer, field.name) for field in lists)
    return answer.ByteSize() > 0


class Answers:
    """The people who call, and what has been reached."""

    def __init__(self, address, stubs, secrets, outputs, valid, applicant):
        self.address, self.stubs, self.secrets = address, stubs, secrets
        self.outputs = outputs
        self.valid, self.applicant = valid, applicant
        self.masked = [valid[name] for name in (
            "identity_number", "phone", "email", "address", "exemption_reason")]
        self.reached = set()

    def call(self, who, name, request, service="dossiers", search=False):
        caller = self.stubs[who]
        answer = caller.call(getattr(getattr(caller, service), name), request)
        return self.note(name, answer, search)

    def note(self, name, answer, search=False):
        assert is_something(answer), f"{name} has nothing in its answer"
        self.reached.add(name)
        if search:
            self.outputs.add(f"answer of {name}", answer.SerializeToString())
        return answer

    def stream(self, who, name, request, service="dossiers", search=False):
        caller = self.stubs[who]
        answers = list(getattr(getattr(caller, service), name)(
            request, metadata=caller.metadata, timeout=30))
        assert answers, name
        for answer in answers:
            self.note(name, answer, search)
        return answers

    # --- before: money can come, paper is counted, an officer is named ---------------------------

    def furnish(self, principals):
        self.principals = principals
        self.call("administrator", "UpdateAgency", agency_pb2.UpdateAgencyRequest(
            agency=agency_pb2.Agency(
                code=AGENCY, beneficiary_account=agency_pb2.BeneficiaryAccount(
                    bank_code="VCB", account_number="0011", account_name="Sở Thử nghiệm"),
                paper_policies=[agency_pb2.PaperPolicy(mode=agency_pb2.PAPER_MODE_WARN)]),
            update_mask=field_mask_pb2.FieldMask(paths=["beneficiary_account", "paper_policies"]),
            request_id=new_id()), "agencies")
        self.call("administrator", "CreateOfficer", agency_pb2.CreateOfficerRequest(
            officer=agency_pb2.Officer(code=OFFICER, name="Cán bộ", agency_code=AGENCY),
            request_id=new_id()), "agencies")
        provider = Y.PaymentProvider(
            code=Y.PAYMENT_PROVIDER_CODE_VNPT, name="VNPT Pay", principal_id=principals["gateway"])
        provider.stages.add(
            stage=Y.PAYMENT_PROVIDER_STAGE_LIVE, since=P.Date(year=2020, month=8, day=1))
        self.call("administrator", "SetPaymentProvider", Y.SetPaymentProviderRequest(
            provider=provider, secret=SECRET, request_id=new_id()))
        self.call("administrator", "SetDossierPolicy", D.SetDossierPolicyRequest(
            policy=D.DossierPolicy(
                supplement_requests_max=1, extensions_max=1, extension_notice_days=365),
            request_id=new_id()))
        made = self.call("administrator", "CreatePrincipal", admin_pb2.CreatePrincipalRequest(
            principal=admin_pb2.Principal(
                kind=P.PRINCIPAL_KIND_SUPERVISOR, name=self.valid["name"]),
            request_id=new_id()), "admin")
        self.call("administrator", "CreateToken", admin_pb2.CreateTokenRequest(
            principal_id=made.id, request_id=new_id()), "admin")
        self.call("administrator", "ListPrincipals", admin_pb2.ListPrincipalsRequest(), "admin")

    # --- everything that can be done with a dossier ----------------------------------------------

    def component(self):
        return D.ProvidedComponent(
            component_code="TP-1", source=D.COMPONENT_SOURCE_UPLOAD, file_id=self.upload().id)

    def submit(self, component=None):
        return self.call("system", "SubmitDossier", D.SubmitDossierRequest(
            procedure_code=PROCEDURE, agency_code=AGENCY, applicant=self.applicant(),
            components=[component or self.component()], request_id=new_id()))

    def receive(self):
        self.received_by = new_id()
        return self.call("officer", "ReceiveDossier", D.ReceiveDossierRequest(
            procedure_code=PROCEDURE, agency_code=AGENCY, channel=P.CHANNEL_DIRECT,
            applicant=self.applicant(), note=self.valid["note"], request_id=self.received_by,
            components=[D.ProvidedComponent(
                component_code="TP-1", source=D.COMPONENT_SOURCE_PAPER, quantity=1)]))

    def do(self, name, code, who="officer", **more):
        kind = getattr(D, f"{name}Request")
        for field in ("note", "reason", "comment"):
            if field in kind.DESCRIPTOR.fields_by_name:
                more.setdefault(field, self.valid.get(field, self.valid["note"]))
        return self.call(who, name, kind(code=code, request_id=new_id(), **more))

    def upload(self):
        content = b"%PDF-1.7\n" + self.valid["name"].encode() * 10
        caller = self.stubs["system"]
        return self.note("UploadFile", caller.dossiers.UploadFile(
            iter([file_pb2.UploadFileRequest(request_id=new_id()),
                  file_pb2.UploadFileRequest(chunk=content),
                  file_pb2.UploadFileRequest(
                      size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())]),
            metadata=caller.metadata, timeout=20))

    def lives(self):
        """Whole lives: one with every step, one refused, one refused at the desk, one with money."""
        component = self.component()
        code = self.submit(component).code
        self.stream("system", "DownloadFile", file_pb2.DownloadFileRequest(
            file_id=component.file_id, purpose="Thử nghiệm"))
        later = P.Date(year=time.gmtime().tm_year + 1, month=12, day=31)
        self.do("AcceptDossier", code, fees=[D.DossierFee(
            kind=procedure_pb2.FEE_KIND_FEE, exempt=True,
            exemption_reason=self.valid["exemption_reason"])])
        self.do("StartDossier", code)
        self.do("ForwardDossier", code, division="Phòng Một", officer_code=OFFICER)
        self.do("ReassignDossier", code, officer_code=OFFICER)
        self.do("RequestSupplement", code, component_codes=["TP-1"], deadline=later)
        self.do("ProvideSupplement", code, who="system", components=[self.component()])
        self.do("StopDossier", code)
        self.do("ResumeDossier", code, who="supervisor")
        # No limit ends on a day of rest: the first Wednesday behind the holidays of New Year.
        day = next(day for day in range(5, 12)
                   if datetime.date(later.year, 1, day).weekday() == 2)
        due = P.Date(year=later.year, month=1, day=day)
        self.do("ExtendDueDate", code, due_date=due)
        result = D.DossierResult(name="Giấy phép", signer="Trưởng phòng")
        self.do("CompleteDossier", code, results=[result])
        self.do("ReworkDossier", code, who="supervisor")
        self.do("CompleteDossier", code, results=[result])
        self.do("ReturnResult", code, method=D.RETURN_METHOD_DESK,
                receiver_name=self.valid["receiver_name"])
        self.do("RevokeResult", code, result_number=2)
        self.do("RateDossier", code, score=5)
        self.full = code
        self.refused = self.submit().code
        self.do("RefuseDossier", self.refused)
        self.call("officer", "RefuseDossierAtDesk", D.RefuseDossierAtDeskRequest(
            procedure_code=PROCEDURE, agency_code=AGENCY, channel=P.CHANNEL_DIRECT,
            applicant=self.applicant(), reason=self.valid["reason"], request_id=new_id()))

    def money(self):
        """Asked for and cancelled; asked for, paid, and given back after a withdrawal."""
        code = self.receive().code
        self.call("officer", "GetOperationOutcome", operation_pb2.GetOperationOutcomeRequest(
            method="/motcua.v1.DossierService/ReceiveDossier", request_id=self.received_by),
            "admin")
        deadline = P.Date(year=time.gmtime().tm_year + 1, month=12, day=31)
        for number in (1, 2):
            self.call("officer", "RequestPayment", Y.RequestPaymentRequest(
                code=code, kind=procedure_pb2.FEE_KIND_FEE, amount_vnd=AMOUNT,
                note=self.valid["note"], deadline=deadline, request_id=new_id()))
            if number == 1:
                self.call("officer", "CancelPayment", Y.CancelPaymentRequest(
                    code=f"{code}-TT1", reason=self.valid["reason"], request_id=new_id()))
        payment = f"{code}-TT2"
        opened = self.call("system", "CreatePayment", Y.CreatePaymentRequest(
            code=payment, provider=Y.PAYMENT_PROVIDER_CODE_VNPT, request_id=new_id()))
        self.call("gateway", "ConfirmPayment", self.callback(opened.merchant_reference))
        self.do("WithdrawDossier", code)
        self.call("officer", "RefundPayment", Y.RefundPaymentRequest(
            code=payment, refund_reference="HOAN-1", amount_vnd=AMOUNT, request_id=new_id()))
        self.call("officer", "GetPayment", Y.GetPaymentRequest(code=payment))
        assert len(self.call("officer", "ListPayments", Y.ListPaymentsRequest(
            dossier_code=code)).payments) == 2
        caller = self.stubs["supervisor"]
        answer = self.note("ReconcilePayments", caller.dossiers.ReconcilePayments(
            iter([Y.ReconcilePaymentsRequest(
                provider=Y.PAYMENT_PROVIDER_CODE_VNPT, paid=self.today(), request_id=new_id(),
                rows=[Y.ProviderRow(
                    line=1, merchant_reference=payment, transaction_reference="GD-CHIM",
                    amount_vnd=AMOUNT, paid_at=self.paid_at)])]),
            metadata=caller.metadata, timeout=20), True)
        assert answer.rows or answer.matched_count, answer

    def callback(self, reference):
        seconds = int(time.time()) - 1
        lines = ["motcua-payment-v1", "VNPT", reference, "GD-CHIM", str(AMOUNT), str(seconds)]
        request = Y.ConfirmPaymentRequest(
            merchant_reference=reference, transaction_reference="GD-CHIM", amount_vnd=AMOUNT,
            signature=hmac.new(
                SECRET.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest(),
            request_id=new_id())
        request.paid_at.seconds = seconds
        self.paid_at = request.paid_at
        return request

    @staticmethod
    def today():
        """Yesterday to today in ICT, so that a run over midnight finds what it made."""
        now = time.gmtime(time.time() + 7 * 3600)
        before = time.gmtime(time.time() + 7 * 3600 - 86400)
        return P.Period(
            **{"from": P.Date(year=before.tm_year, month=before.tm_mon, day=before.tm_mday)},
            to=P.Date(year=now.tm_year, month=now.tm_mon, day=now.tm_mday))

    def parcel(self):
        number = "EB7VN"
        self.call("officer", "RecordShipment", S.RecordShipmentRequest(
            code=self.refused, direction=S.SHIPMENT_DIRECTION_INBOUND, carrier="VNPOST",
            tracking_number=number, receiver_name=self.valid["receiver_name"],
            receiver_phone=self.valid["phone"], receiver_address=self.valid["address"],
            request_id=new_id()))
        self.call("postman", "UpdateShipment", S.UpdateShipmentRequest(
            carrier="VNPOST", tracking_number=number, state=S.SHIPMENT_STATE_RETURNED,
            note=self.valid["note"], request_id=new_id()))
        for who in ("officer", "postman"):
            self.call(who, "ListShipments", S.ListShipmentsRequest(tracking_number=number))

    def many(self):
        """Steps of many dossiers at once, a history, and due dates worked out anew."""
        codes = [self.submit().code for _ in range(2)]
        answer = self.call("officer", "BulkTransition", D.BulkTransitionRequest(
            action=D.DOSSIER_ACTION_ACCEPT, codes=codes, note=self.valid["note"],
            request_id=new_id()), search=True)
        assert answer.done_count == 2, answer
        born = D.ImportedEvent(action=D.DOSSIER_ACTION_RECEIVE, note=self.valid["note"])
        born.occurred_at.seconds = int(time.time()) - 60 * 86400
        rows = [D.ImportedDossier(
            line=line, external_source="CŨ", external_code=f"CHIM-{line}",
            procedure_code=PROCEDURE, agency_code=AGENCY, channel=P.CHANNEL_DIRECT,
            applicant=self.applicant(), events=[born], components=[D.ProvidedComponent(
                component_code=component, source=D.COMPONENT_SOURCE_PAPER, quantity=1)])
            for line, component in ((1, "TP-1"), (2, "TP-KHONG-CO"))]
        caller = self.stubs["administrator"]
        answer = self.note("ImportDossiers", caller.dossiers.ImportDossiers(
            iter([D.ImportDossiersRequest(dossiers=rows, request_id=new_id())]),
            metadata=caller.metadata, timeout=20), True)
        assert answer.counts.created == 1 and answer.errors, answer
        self.stream("administrator", "RecomputeDueDates", recompute_pb2.RecomputeDueDatesRequest(
            validate_only=True), "admin", search=True)

    # --- what is read ----------------------------------------------------------------------------

    def reads(self):
        purpose = "Thử nghiệm"
        full = self.call("officer", "GetDossier", D.GetDossierRequest(
            code=self.full, view=D.DOSSIER_VIEW_FULL, purpose=purpose))
        assert full.applicant.phone == self.valid["phone"], "FULL is not full"
        assert full.fees[0].exemption_reason == self.valid["exemption_reason"], full.fees
        for search in (
            {}, {"applicant_phone": self.valid["phone"]}, {"applicant_name": "hoang thi chim"},
            {"applicant_identity_number": self.valid["identity_number"]},
            {"order": D.DOSSIER_ORDER_APPLICANT_NAME, "page_size": 1},
        ):
            page = self.call("supervisor", "ListDossiers", D.ListDossiersRequest(**search))
            self.is_masked(page)
            # The place in a list by names is in its token.
            self.outputs.add("page token", page.next_page_token)
        self.is_masked(self.call(
            "supervisor", "BatchGetDossiers", D.BatchGetDossiersRequest(codes=[self.full])))
        self.call("officer", "ListDossierEvents", D.ListDossierEventsRequest(
            code=self.full, purpose=purpose))
        self.call("officer", "ListDossierEvents", D.ListDossierEventsRequest(code=self.full),
                  search=True)
        self.call("officer", "GetControlSheet", D.GetControlSheetRequest(code=self.full),
                  search=True)
        self.call("officer", "GetRegister", D.GetRegisterRequest(
            agency_code=AGENCY, received=self.today(), purpose=purpose))
        self.call("officer", "GetReceipt", D.GetReceiptRequest(code=self.full))
        for code, form in (
            (self.full, D.DOSSIER_FORM_KIND_SUPPLEMENT_REQUEST),
            (self.full, D.DOSSIER_FORM_KIND_APOLOGY), (self.full, D.DOSSIER_FORM_KIND_STOP_NOTICE),
            (self.refused, D.DOSSIER_FORM_KIND_REFUSAL),
        ):
            self.call("officer", "GetDossierForm", D.GetDossierFormRequest(code=code, form=form))
        self.call("public", "TrackDossier", D.TrackDossierRequest(
            code=self.full, identity_suffix=self.valid["identity_number"][-4:]), search=True)
        exported = self.stream(
            "supervisor", "ExportDossiers", D.ExportDossiersRequest(), search=True)
        assert sum(len(part.dossiers) for part in exported) >= 6, exported

    def is_masked(self, page):
        assert page.dossiers
        shown = str(page) + page.SerializeToString().decode("latin-1")
        assert not [value for value in self.masked if value in shown], "a list shows a person"

    def figures(self):
        who, period = "supervisor", self.today()
        records = violation_pb2.ViolationFilter(period=period)
        self.call("supervisor", "CreateDirective", directive_pb2.CreateDirectiveRequest(
            directive=directive_pb2.Directive(
                code="CHIM-1", document_number="1/TB", document_date=period.to,
                issuer="UBND tỉnh", task="Nộp hồ sơ trực tuyến", agency_code=AGENCY,
                due_date=P.Date(year=period.to.year + 1, month=12, day=31)),
            request_id=new_id()), "statistics", True)
        self.call("officer", "UpdateDirective", directive_pb2.UpdateDirectiveRequest(
            code="CHIM-1", note="Đang làm", request_id=new_id()), "statistics", True)
        snapshot = statistics_pb2.GetSummaryRequest(period=period)
        figure = figure_pb2.FigureFilter(figure="received", period=period)
        for name, request in (
            ("ListViolations", violation_pb2.ListViolationsRequest(filter=records)),
            ("CountViolations", violation_pb2.CountViolationsRequest(
                filter=records, group_by=violation_pb2.VIOLATION_GROUPING_OFFICER)),
            ("ListDirectives", directive_pb2.ListDirectivesRequest()),
            ("GetScorecard", scorecard_pb2.GetScorecardRequest(
                period=period, agency_code=AGENCY)),
            ("ExplainFigure", report_pb2.ExplainFigureRequest(figure=figure)),
            ("ListOverdue", report_pb2.ListOverdueRequest(
                kind=report_pb2.OVERDUE_KIND_PENDING)),
            ("GetSummary", snapshot),
            ("QueryDaily", statistics_pb2.QueryDailyRequest(period=period)),
            ("RankAgencies", statistics_pb2.RankAgenciesRequest(
                period=period, measure=statistics_pb2.RANKING_MEASURE_ON_TIME)),
            ("CreateSnapshot", snapshot_pb2.CreateSnapshotRequest(
                code="CHIM-2", purpose="Họp", meeting_date=period.to, request_id=new_id(),
                query=snapshot_pb2.SNAPSHOT_QUERY_SUMMARY,
                request=snapshot.SerializeToString())),
            ("GetSnapshot", snapshot_pb2.GetSnapshotRequest(code="CHIM-2")),
            ("ListSnapshots", snapshot_pb2.ListSnapshotsRequest()),
        ):
            self.call(who, name, request, "statistics", True)
        for form in figure_pb2.ReportForm.values():
            if form:
                self.call(who, "GetReport", report_pb2.GetReportRequest(
                    form=form, period=period), "statistics", True)
                self.call(who, "ExportReport", report_pb2.ExportReportRequest(
                    report=report_pb2.GetReportRequest(form=form, period=period)),
                    "statistics", True)
        listed = self.call(who, "ListDossiers", D.ListDossiersRequest(figure=figure))
        self.is_masked(listed)

    # --- what the tool prints --------------------------------------------------------------------

    def tool(self):
        """Lists by the tool: what it prints is masked or tells of no person; what it says is not."""
        period = self.today()
        days = f"{period.to.year:04}-{period.to.month:02}-{period.to.day:02}"
        before = getattr(period, "from")
        days = f"{before.year:04}-{before.month:02}-{before.day:02}..{days}"
        for who, arguments, masked in (
            ("supervisor", ("dossier", "list", "--phone", self.valid["phone"]), True),
            ("supervisor", ("dossier", "list", "--name", self.valid["name"]), True),
            ("officer", ("dossier", "get", self.full), True),
            ("officer", ("dossier", "events", self.full), False),
            ("supervisor", ("dossier", "export", "-o", "csv"), False),
            ("officer", ("payment", "list", "--state", "refunded"), False),
            ("supervisor", ("shipment", "list"), True),
            ("supervisor", ("stats", "violations", "--period", days), False),
            ("supervisor", ("stats", "directive", "list"), False),
            ("supervisor", ("stats", "summary", "--period", days), False),
            ("supervisor", ("stats", "scorecard", "--agency", AGENCY, "--period", days), False),
            ("administrator", ("admin", "audit", "list"), False),
        ):
            done = self.run(who, arguments)
            assert done.returncode == 0 and len(done.stdout.splitlines()) > 1, (arguments, done)
            self.outputs.add(f"motcua {arguments[:3]}: said", done.stderr)
            if masked:
                shown = [value for value in self.masked if value in done.stdout]
                assert not shown, (arguments, shown)
            else:
                self.outputs.add(f"motcua {arguments[:3]}", done.stdout)

    def run(self, who, arguments):
        environment = dict(os.environ, MOTCUA_SERVER=self.address)
        if self.secrets[who]:
            environment["MOTCUA_TOKEN"] = self.secrets[who]
        return subprocess.run(
            [BIN / "motcua", *arguments], env=environment, capture_output=True, text=True,
            timeout=60)

    def missing(self, services, is_personal):
        """The methods that tell of people or dossiers and were not reached."""
        return sorted(
            method.name for service in services for method in service.methods
            if (method.name in TELLING or tells(method.output_type, is_personal))
            and method.name not in self.reached)
