"""Payments over the wire, as a gateway of another house would make them: it has the contract's text
about the signature, a secret, and no code of ours.
"""

import hashlib
import hmac

from dossier_cases import AGENCY, D, P, World, counts, day, equal, ict
from house import (
    PROCEDURE, Runner, admin_pb2, agency_pb2, detail, error_details_pb2, failure, new_id,
    payment_pb2, procedure_pb2, shipment_pb2, submission, temporary_folder)
from google.protobuf import field_mask_pb2
from motcua.v1 import operation_pb2

Y, S = payment_pb2, shipment_pb2
SECRET = "mot-khoa-bi-mat-dai-hon-32-ky-tu-nhe"
AMOUNT = 120_000
PAYING = "1.900009"


def sign(merchant_reference, transaction_reference, amount, seconds, secret=SECRET):
    """The text of ConfirmPaymentRequest, word for word."""
    lines = ["motcua-payment-v1", "VNPT", merchant_reference, transaction_reference,
             str(amount), str(seconds)]
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


class House(World):
    def furnish(self):
        super().furnish()
        self.admin.call(self.admin.agencies.UpdateAgency, agency_pb2.UpdateAgencyRequest(
            agency=agency_pb2.Agency(code=AGENCY, beneficiary_account=agency_pb2.BeneficiaryAccount(
                bank_code="VCB", account_number="0011", account_name="Sở Thử nghiệm")),
            update_mask=field_mask_pb2.FieldMask(paths=["beneficiary_account"]),
            request_id=new_id()))
        speaker = self.principal("gateway", P.PRINCIPAL_KIND_PAYMENT_GATEWAY)
        self.principal("postman", P.PRINCIPAL_KIND_POSTAL_OPERATOR)
        provider = Y.PaymentProvider(
            code=Y.PAYMENT_PROVIDER_CODE_VNPT, name="VNPT Pay", principal_id=speaker.id)
        provider.stages.add(
            stage=Y.PAYMENT_PROVIDER_STAGE_INTEGRATING, since=day(2020, 1, 1))
        provider.stages.add(stage=Y.PAYMENT_PROVIDER_STAGE_LIVE, since=day(2020, 8, 1))
        set_provider = Y.SetPaymentProviderRequest(
            provider=provider, secret=SECRET, request_id=new_id())
        answer = self.admin.call(self.admin.dossiers.SetPaymentProvider, set_provider)
        assert answer.has_secret and SECRET not in str(answer)
        self.offer_paying()

    def principal(self, name, kind):
        principal = self.admin.call(
            self.admin.admin.CreatePrincipal, admin_pb2.CreatePrincipalRequest(
                principal=admin_pb2.Principal(kind=kind, name=name), request_id=new_id()))
        self.admit(name, principal)
        return principal

    def offer_paying(self):
        """A procedure with a fee before acceptance and a charge with the result."""
        limit = P.TimeLimit(quantity_milli=5000, unit=P.TIME_UNIT_WORKING_DAY)
        row = procedure_pb2.CatalogueRow(
            line=2, code=PAYING, name="Cấp giấy có thu phí", sectors="Đất đai",
            promulgating_agency="Bộ", target_types="Công dân", state="ACTIVE", type="STANDARD")
        details = procedure_pb2.ProcedureDetails(
            line=2, code=PAYING, competent_level=P.AGENCY_LEVEL_PROVINCE,
            components=[procedure_pb2.Component(code="TP-1", name="Tờ khai", mandatory=True)])
        for channel in (P.CHANNEL_DIRECT, P.CHANNEL_ONLINE):
            entry = details.channels.add(channel=channel, time_limit=limit)
            entry.fees.add(
                kind=procedure_pb2.FEE_KIND_FEE, amount_vnd=50_000, amount_stated=True,
                timing=procedure_pb2.FEE_TIMING_AT_RECEPTION)
            entry.fees.add(
                kind=procedure_pb2.FEE_KIND_CHARGE, amount_vnd=20_000, amount_stated=True,
                timing=procedure_pb2.FEE_TIMING_AT_RESULT)
        answer = self.admin.procedures.ImportProcedures(
            iter([procedure_pb2.ImportProceduresRequest(
                catalogue_rows=[row], details_rows=[details], request_id=new_id())]),
            metadata=self.admin.metadata, timeout=60)
        assert not answer.errors, answer
        self.admin.call(self.admin.procedures.SetOffering, procedure_pb2.SetOfferingRequest(
            offering=procedure_pb2.Offering(
                procedure_code=PAYING, agency_code=AGENCY, receives_online=True,
                levels=[procedure_pb2.OfferingLevel(level=P.SERVICE_LEVEL_LEVEL_4)]),
            request_id=new_id()))

    # What people do; each gives the payment.

    def ask(self, code, amount=AMOUNT, kind=procedure_pb2.FEE_KIND_CHARGE):
        return self.desk.call(self.desk.dossiers.RequestPayment, Y.RequestPaymentRequest(
            code=code, kind=kind, amount_vnd=amount, deadline=day(2020, 8, 12),
            request_id=new_id()))

    def open(self, payment, reference="", request_id=None):
        return self.portal.call(self.portal.dossiers.CreatePayment, Y.CreatePaymentRequest(
            code=payment.code, provider=Y.PAYMENT_PROVIDER_CODE_VNPT,
            merchant_reference=reference, request_id=request_id or new_id()))

    def started(self):
        dossier = self.receive()
        return self.do("StartDossier", dossier.code)

    def pending(self):
        return self.open(self.ask(self.started().code))

    def callback(self, reference, transaction, amount=AMOUNT, secret=SECRET, request_id=None):
        seconds = int(ict("2020-08-06 09:20").timestamp())
        request = Y.ConfirmPaymentRequest(
            merchant_reference=reference, transaction_reference=transaction, amount_vnd=amount,
            signature=sign(reference, transaction, amount, seconds, secret),
            request_id=request_id or new_id())
        request.paid_at.seconds = seconds
        return request

    def confirm(self, request):
        return self.gateway.call(self.gateway.dossiers.ConfirmPayment, request)

    def payments(self, code, who=None):
        who = who or self.desk
        return who.call(who.dossiers.ListPayments, Y.ListPaymentsRequest(
            dossier_code=code)).payments


def asked(who, method, request_id):
    """What became of a request whose answer was lost."""
    return who.call(who.admin.GetOperationOutcome, operation_pb2.GetOperationOutcomeRequest(
        method=f"motcua.v1.DossierService/{method}", request_id=request_id))


# --- The cases, each with its number -------------------------------------------------------------


def pays(world):
    """A callback signed elsewhere pays, and the dossier goes on with a moved due date."""
    payment = world.pending()
    assert world.get(payment.dossier_code).national_status == 6
    answer = world.confirm(world.callback(payment.merchant_reference, "VNP-1"))
    equal(answer.outcome, Y.CONFIRM_PAYMENT_OUTCOME_PAID)
    dossier = world.full(payment.dossier_code)
    equal(dossier.national_status, 4)
    equal([fee.transaction_reference for fee in dossier.fees], ["VNPT/VNP-1"])
    equal([entry.action for entry in dossier.history[-2:]],
          [D.DOSSIER_ACTION_REQUEST_PAYMENT, D.DOSSIER_ACTION_CONFIRM_PAYMENT])
    equal(len(dossier.pauses), 1)
    assert counts(world, day(2020, 8, 1), day(2020, 8, 31)).fee_paid_online >= 1


def forged(world):
    """A signature under another secret, or over other values, is refused."""
    payment = world.pending()
    request = world.callback(payment.merchant_reference, "VNP-F", secret="sai" * 20)
    code, reason, _ = failure(lambda: world.confirm(request))
    equal((code, reason), ("PERMISSION_DENIED", "PAYMENT_SIGNATURE_INVALID"))
    request = world.callback(payment.merchant_reference, "VNP-F")
    request.amount_vnd += 1
    code, reason, _ = failure(lambda: world.confirm(request))
    equal((code, reason), ("PERMISSION_DENIED", "PAYMENT_SIGNATURE_INVALID"))


def twice(world):
    """6: a callback twice changes nothing; a second transaction is kept and goes back."""
    payment = world.pending()
    request = world.callback(payment.merchant_reference, "VNP-2")
    first = world.confirm(request)
    equal(world.confirm(request).SerializeToString(), first.SerializeToString())
    again = world.confirm(world.callback(payment.merchant_reference, "VNP-2"))
    equal(again.outcome, Y.CONFIRM_PAYMENT_OUTCOME_REPEATED)
    more = world.confirm(world.callback(payment.merchant_reference, "VNP-3"))
    equal(more.outcome, Y.CONFIRM_PAYMENT_OUTCOME_REFUND_DUE)
    equal(more.payment.refund_cause, Y.REFUND_CAUSE_PAID_BEFORE)
    equal(len(world.full(payment.dossier_code).fees), 1)


def early(world):
    """6: a callback before the payment is committed is to be repeated, and then pays."""
    payment = world.ask(world.started().code)
    request = world.callback("CQG-2020-1", "VNP-4")
    code, reason, status = failure(lambda: world.confirm(request))
    equal((code, reason), ("UNAVAILABLE", "PAYMENT_NOT_YET_KNOWN"))
    equal(detail(status, error_details_pb2.RetryInfo).retry_delay.seconds, 5)
    world.open(payment, "CQG-2020-1")
    equal(world.confirm(request).outcome, Y.CONFIRM_PAYMENT_OUTCOME_PAID)


def wrong_amount(world):
    """6: another amount is refused and recorded; the right one still pays."""
    payment = world.pending()
    request = world.callback(payment.merchant_reference, "VNP-5", amount=AMOUNT - 1)
    for _ in range(2):
        code, reason, status = failure(lambda: world.confirm(request))
        equal((code, reason), ("FAILED_PRECONDITION", "PAYMENT_AMOUNT_DIFFERS"))
        kept = detail(status, error_details_pb2.ErrorInfo).metadata["payment"]
        equal(kept, payment.dossier_code + "-TT2")
    # The gateway that lost the answer asks what became of its request.
    outcome = asked(world.gateway, "ConfirmPayment", request.request_id)
    equal((outcome.state, outcome.answer_type),
          (operation_pb2.OPERATION_STATE_APPLIED, "motcua.v1.ConfirmPaymentResponse"))
    answer = Y.ConfirmPaymentResponse.FromString(outcome.answer)
    equal((answer.outcome, answer.payment.code),
          (Y.CONFIRM_PAYMENT_OUTCOME_AMOUNT_DIFFERS, kept))
    known = world.payments(payment.dossier_code)
    equal([(item.state, item.amount_vnd) for item in known],
          [(Y.PAYMENT_STATE_REFUND_DUE, AMOUNT - 1), (Y.PAYMENT_STATE_PENDING, AMOUNT)])
    equal(world.confirm(world.callback(payment.merchant_reference, "VNP-6")).outcome,
          Y.CONFIRM_PAYMENT_OUTCOME_PAID)


def withdrawn(world):
    """5: withdrawal with a payment in flight; what comes afterwards goes back."""
    payment = world.pending()
    world.do("WithdrawDossier", payment.dossier_code, reason="Đổi ý")
    equal(world.payments(payment.dossier_code)[0].state, Y.PAYMENT_STATE_CANCELLED)
    answer = world.confirm(world.callback(payment.merchant_reference, "VNP-7"))
    equal(answer.outcome, Y.CONFIRM_PAYMENT_OUTCOME_REFUND_DUE)
    equal(answer.payment.refund_cause, Y.REFUND_CAUSE_LATE)
    equal(world.get(payment.dossier_code).national_status, 7)
    back = world.desk.call(world.desk.dossiers.RefundPayment, Y.RefundPaymentRequest(
        code=payment.code, refund_reference="HT-7", amount_vnd=AMOUNT, request_id=new_id()))
    equal(back.state, Y.PAYMENT_STATE_REFUNDED)
    code, reason, _ = failure(lambda: world.desk.call(
        world.desk.dossiers.CancelPayment, Y.CancelPaymentRequest(
            code=payment.code, reason="Nhầm", request_id=new_id())))
    equal((code, reason), ("FAILED_PRECONDITION", "PAYMENT_STATE"))


def paid_then_withdrawn(world):
    """5: what was paid before the withdrawal goes back."""
    payment = world.pending()
    world.confirm(world.callback(payment.merchant_reference, "VNP-8"))
    world.do("WithdrawDossier", payment.dossier_code, reason="Chủ hồ sơ gọi điện: đổi ý")
    kept = world.payments(payment.dossier_code)[0]
    equal((kept.state, kept.refund_cause),
          (Y.PAYMENT_STATE_REFUND_DUE, Y.REFUND_CAUSE_DOSSIER_ENDED))


def exempt(world):
    """16: a fee that is due holds the step; 0 is no exemption, and an exemption keeps its reason."""
    def fee(**fields):
        return D.DossierFee(kind=procedure_pb2.FEE_KIND_FEE, **fields)

    def accept(code, fees=()):
        return world.do("AcceptDossier", code, fees=list(fees))

    born = world.submit(procedure_code=PAYING)
    for fees in ((), [fee(amount_vnd=0, payment_method=Y.PAYMENT_METHOD_CASH)]):
        code, reason, status = failure(lambda: accept(born.code, fees))
        equal((code, reason), ("FAILED_PRECONDITION", "FEES_UNPAID"))
        equal(detail(status, error_details_pb2.ErrorInfo).metadata["amount_vnd"], "50000")
    poor = accept(born.code, [fee(exempt=True, exemption_reason="Hộ nghèo")])
    equal((poor.national_status, poor.fees[0].exempt, poor.fees[0].exemption_reason),
          (2, True, ""))
    equal(world.full(born.code).fees[0].exemption_reason, "Hộ nghèo")
    world.do("StartDossier", born.code)
    world.do("CompleteDossier", born.code, results=[D.DossierResult(name="Giấy")])
    code, reason, _ = failure(lambda: world.do(
        "ReturnResult", born.code, method=D.RETURN_METHOD_DESK))
    equal((code, reason), ("FAILED_PRECONDITION", "FEES_UNPAID"))
    charge = D.DossierFee(kind=procedure_pb2.FEE_KIND_CHARGE, amount_vnd=20_000,
                          payment_method=Y.PAYMENT_METHOD_CASH)
    equal(world.do("ReturnResult", born.code, method=D.RETURN_METHOD_DESK,
                   fees=[charge]).national_status, 10)


def refusals(world):
    """A provider that is not live, an agency without an account, a postman among dossiers."""
    payment = world.ask(world.started().code)
    code, reason, _ = failure(lambda: world.portal.call(
        world.portal.dossiers.CreatePayment, Y.CreatePaymentRequest(
            code=payment.code, provider=Y.PAYMENT_PROVIDER_CODE_BANK, request_id=new_id())))
    equal((code, reason), ("FAILED_PRECONDITION", "PAYMENT_PROVIDER_NOT_LIVE"))
    other = submission(agency="000.00.03.H10")
    born = world.other.call(world.other.dossiers.ReceiveDossier, D.ReceiveDossierRequest(
        procedure_code=PROCEDURE, agency_code=other.agency_code, channel=P.CHANNEL_DIRECT,
        applicant=other.applicant, components=other.components, request_id=new_id()))
    code, reason, _ = failure(lambda: world.other.call(
        world.other.dossiers.RequestPayment, Y.RequestPaymentRequest(
            code=born.code, kind=procedure_pb2.FEE_KIND_FEE, amount_vnd=1,
            deadline=day(2020, 8, 12), request_id=new_id())))
    equal((code, reason), ("FAILED_PRECONDITION", "BENEFICIARY_ACCOUNT_MISSING"))
    code, reason, _ = failure(lambda: world.get(payment.dossier_code, who=world.postman))
    equal((code, reason), ("PERMISSION_DENIED", "PRINCIPAL_NOT_ALLOWED"))
    equal(len(world.payments(payment.dossier_code, who=world.gateway)), 0)


def reconciled(world):
    """A provider's file: matched, missing here and there, and a lost callback confirmed."""
    paid, lost = world.pending(), world.pending()
    world.confirm(world.callback(paid.merchant_reference, "VNP-20"))
    rows = [Y.ProviderRow(line=2, merchant_reference=paid.merchant_reference,
                          transaction_reference="VNP-20", amount_vnd=AMOUNT),
            Y.ProviderRow(line=3, merchant_reference=lost.merchant_reference,
                          transaction_reference="VNP-21", amount_vnd=AMOUNT),
            Y.ProviderRow(line=4, merchant_reference="LA", transaction_reference="VNP-22",
                          amount_vnd=AMOUNT)]

    def compare(confirm):
        return world.chief.dossiers.ReconcilePayments(
            iter([Y.ReconcilePaymentsRequest(
                provider=Y.PAYMENT_PROVIDER_CODE_VNPT, confirm=confirm, rows=rows,
                paid=P.Period(**{"from": day(2020, 8, 6), "to": day(2020, 8, 6)}),
                request_id=new_id())]),
            metadata=world.chief.metadata, timeout=60)

    verdicts = [row.verdict for row in compare(False).rows[:3]]
    equal(verdicts, [Y.RECONCILE_VERDICT_MATCHED, Y.RECONCILE_VERDICT_STATE_DIFFERS,
                     Y.RECONCILE_VERDICT_MISSING_HERE])
    equal(world.payments(lost.dossier_code)[0].state, Y.PAYMENT_STATE_PENDING)
    answer = compare(True)
    equal((answer.confirmed_count, answer.missing_here_count), (1, 1))
    assert answer.missing_there_count >= 1
    equal(world.get(lost.dossier_code).national_status, 4)


def posted(world):
    """A result by post: the postman's delivery hands it over."""
    dossier = world.started()
    world.do("CompleteDossier", dossier.code, results=[D.DossierResult(name="Giấy")])
    world.desk.call(world.desk.dossiers.RecordShipment, S.RecordShipmentRequest(
        code=dossier.code, direction=S.SHIPMENT_DIRECTION_OUTBOUND, carrier="VNPOST",
        tracking_number="EB1VN", returns_result=True, receiver_phone="0912345678",
        receiver_address="Ấp 1", request_id=new_id()))

    def step(state, request_id=None):
        return world.postman.call(world.postman.dossiers.UpdateShipment, S.UpdateShipmentRequest(
            carrier="VNPOST", tracking_number="EB1VN", state=state,
            request_id=new_id() if request_id is None else request_id))

    code, reason, _ = failure(lambda: step(S.SHIPMENT_STATE_DELIVERED))
    equal((code, reason), ("FAILED_PRECONDITION", "SHIPMENT_STATE"))
    code, reason, _ = failure(lambda: step(S.SHIPMENT_STATE_COLLECTED, request_id=""))
    equal((code, reason), ("INVALID_ARGUMENT", "REQUEST_ID_REQUIRED"))
    collected = new_id()
    equal(step(S.SHIPMENT_STATE_COLLECTED, collected).receiver_address, "Ấp 1")
    outcome = asked(world.postman, "UpdateShipment", collected)
    equal(S.Shipment.FromString(outcome.answer).state, S.SHIPMENT_STATE_COLLECTED)
    step(S.SHIPMENT_STATE_DELIVERED)
    done = world.get(dossier.code)
    equal((done.national_status, done.result_return.tracking_number), (10, "EB1VN"))


def leave_open(world):
    """A payment is left open until after its last day."""
    world.left = world.pending()


def expired(world):
    """6: nobody pays in time, the dossier ends; the money that still comes goes back."""
    left = [item for item in world.desk.call(
        world.desk.dossiers.ListPayments, Y.ListPaymentsRequest(
            states=[Y.PAYMENT_STATE_EXPIRED, Y.PAYMENT_STATE_PENDING])).payments
        if item.code == world.left.code]
    answer = world.confirm(world.callback(left[0].merchant_reference, "VNP-30"))
    equal(answer.outcome, Y.CONFIRM_PAYMENT_OUTCOME_REFUND_DUE)
    equal(world.get(world.left.dossier_code).national_status, 8)


def main():
    runner = Runner()
    stories = (
        ("2020-08-06 09:30", [pays, forged, twice, early, wrong_amount, withdrawn,
                              paid_then_withdrawn, exempt, refusals, reconciled, posted,
                              leave_open]),
        ("2020-08-14 09:30", [expired]),
    )
    with temporary_folder() as folder:
        world = House(f"{folder}/data")
        for instant, cases in stories:
            with world.at(instant):
                for case in cases:
                    runner.case(case.__doc__.splitlines()[0], lambda: case(world))
    runner.finish()


if __name__ == "__main__":
    main()
