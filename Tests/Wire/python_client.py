"""A Python client with stubs made from Protos/: the main job, repeats, and typed errors."""

import unicodedata

from house import (
    AGENCY, OTHER_AGENCY, PROCEDURE, Runner, Server, Stubs, common_pb2, detail, dossier_pb2,
    error_details_pb2, failure, make_token, new_id, procedure_pb2, set_up, submission,
    temporary_folder)

OFFICER_DUTIES = (
    common_pb2.DUTY_RECEPTION, common_pb2.DUTY_RESOLUTION, common_pb2.DUTY_SIGNING,
    common_pb2.DUTY_RESULT)


class Cases:
    def __init__(self, server):
        self.admin = Stubs(server.address, server.token())
        set_up(self.admin)
        self.public = Stubs(server.address)
        self.system = self.caller(server, common_pb2.PRINCIPAL_KIND_SYSTEM)
        self.officer = self.caller(server, common_pb2.PRINCIPAL_KIND_OFFICER, AGENCY)
        self.stranger = self.caller(server, common_pb2.PRINCIPAL_KIND_OFFICER, OTHER_AGENCY)

    def caller(self, server, kind, agency=AGENCY):
        duties = OFFICER_DUTIES if kind == common_pb2.PRINCIPAL_KIND_OFFICER else ()
        _, token = make_token(self.admin, kind, agency, duties)
        return Stubs(server.address, token.secret)

    def submit(self):
        return self.system.call(self.system.dossiers.SubmitDossier, submission())

    def lists(self):
        answer = self.public.call(
            self.public.procedures.ListProcedures, procedure_pb2.ListProceduresRequest())
        assert [procedure.code for procedure in answer.procedures] == [PROCEDURE]

    def searches(self):
        for query in ("dat dai", "ĐẤT ĐAI", unicodedata.normalize("NFD", "đất đai"), "đất"):
            answer = self.public.call(
                self.public.procedures.SearchProcedures,
                procedure_pb2.SearchProceduresRequest(query=query))
            assert answer.hits and answer.hits[0].procedure.code == PROCEDURE, query

    def whole_life(self):
        dossier = self.submit()
        assert dossier.national_status == 1 and dossier.HasField("acceptance_due_at")
        desk = self.officer
        dossier = desk.call(desk.dossiers.AcceptDossier, dossier_pb2.AcceptDossierRequest(
            code=dossier.code, request_id=new_id(), etag=dossier.etag))
        assert dossier.national_status == 2 and dossier.HasField("due_at")
        dossier = desk.call(desk.dossiers.StartDossier, dossier_pb2.StartDossierRequest(
            code=dossier.code, request_id=new_id()))
        dossier = desk.call(desk.dossiers.CompleteDossier, dossier_pb2.CompleteDossierRequest(
            code=dossier.code, request_id=new_id(),
            results=[dossier_pb2.DossierResult(name="Kết quả")]))
        assert dossier.results[0].code == f"{dossier.code}-KQ1"
        dossier = desk.call(desk.dossiers.ReturnResult, dossier_pb2.ReturnResultRequest(
            code=dossier.code, method=dossier_pb2.RETURN_METHOD_DESK,
            receiver_name="Nguyễn Thị Thử", request_id=new_id()))
        assert dossier.national_status == 10

    def tracks(self):
        dossier = self.submit()
        answer = self.public.call(
            self.public.dossiers.TrackDossier,
            dossier_pb2.TrackDossierRequest(code=dossier.code, identity_suffix="0123"))
        assert answer.state == dossier_pb2.DOSSIER_STATE_SUBMITTED

        def look_up(code, suffix):
            return failure(lambda: self.public.call(
                self.public.dossiers.TrackDossier,
                dossier_pb2.TrackDossierRequest(code=code, identity_suffix=suffix)))

        wrong = look_up(dossier.code, "9999")
        unknown = look_up(f"{dossier.code.rsplit('-', 1)[0]}-9999", "0123")
        same = str(wrong[2]).replace(dossier.code, "CODE")
        other = str(unknown[2]).replace(f"{dossier.code.rsplit('-', 1)[0]}-9999", "CODE")
        assert wrong[0] == "NOT_FOUND" and same == other, (same, other)

    def replays(self):
        request = submission()
        answers, trailers = [], []
        for _ in range(2):
            answer, call = self.system.dossiers.SubmitDossier.with_call(
                request, metadata=self.system.metadata, timeout=60)
            answers.append(answer.SerializeToString(deterministic=True))
            trailers.append(dict(call.trailing_metadata()).get("motcua-replayed"))
        assert answers[0] == answers[1] and trailers == [None, "true"], trailers
        request.applicant.name = "Người khác"
        code, reason, _ = failure(
            lambda: self.system.call(self.system.dossiers.SubmitDossier, request))
        assert (code, reason) == ("INVALID_ARGUMENT", "REQUEST_ID_REUSED"), (code, reason)

    def illegal_transition(self):
        dossier = self.submit()
        code, reason, status = failure(lambda: self.officer.call(
            self.officer.dossiers.CompleteDossier, dossier_pb2.CompleteDossierRequest(
                code=dossier.code, request_id=new_id(),
                results=[dossier_pb2.DossierResult(name="Kết quả")])))
        assert (code, reason) == ("FAILED_PRECONDITION", "ILLEGAL_TRANSITION"), (code, reason)
        allowed = detail(status, error_details_pb2.PreconditionFailure)
        subjects = {violation.subject for violation in allowed.violations}
        assert "ACCEPT" in str(subjects) and "REFUSE" in str(subjects), subjects
        localized = detail(status, error_details_pb2.LocalizedMessage)
        assert localized.locale == "vi" and localized.message

    def etag(self):
        dossier = self.submit()
        code, reason, _ = failure(lambda: self.officer.call(
            self.officer.dossiers.AcceptDossier, dossier_pb2.AcceptDossierRequest(
                code=dossier.code, request_id=new_id(), etag="77")))
        assert (code, reason) == ("ABORTED", "ETAG_MISMATCH"), (code, reason)

    def all_violations(self):
        request = dossier_pb2.SubmitDossierRequest(
            procedure_code="không", agency_code="H", request_id="x",
            applicant=dossier_pb2.Applicant(phone="12"))
        code, reason, status = failure(
            lambda: self.system.call(self.system.dossiers.SubmitDossier, request))
        assert (code, reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS"), (code, reason)
        fields = {
            violation.field
            for violation in detail(status, error_details_pb2.BadRequest).field_violations}
        wanted = {
            "procedure_code", "agency_code", "request_id", "applicant.name", "applicant.phone",
            "applicant.subject_type", "applicant.identity_kind", "applicant.identity_number"}
        assert wanted <= fields, wanted - fields

    def row_scope(self):
        dossier = self.submit()

        def read(code):
            return failure(lambda: self.stranger.call(
                self.stranger.dossiers.GetDossier, dossier_pb2.GetDossierRequest(code=code)))

        unseen = read(dossier.code)
        absent = read(f"{dossier.code.rsplit('-', 1)[0]}-9999")
        assert unseen[0] == "NOT_FOUND" and unseen[1] == absent[1]
        unseen_text = str(unseen[2]).replace(dossier.code, "CODE")
        absent_text = str(absent[2]).replace(f"{dossier.code.rsplit('-', 1)[0]}-9999", "CODE")
        assert unseen_text == absent_text, (unseen_text, absent_text)
        answer = self.stranger.call(
            self.stranger.dossiers.ListDossiers, dossier_pb2.ListDossiersRequest())
        assert not answer.dossiers

    def validate_only(self):
        before = self.system.call(
            self.system.dossiers.ListDossiers, dossier_pb2.ListDossiersRequest(page_size=500))
        request = submission()
        request.validate_only = True
        answer = self.system.call(self.system.dossiers.SubmitDossier, request)
        after = self.system.call(
            self.system.dossiers.ListDossiers, dossier_pb2.ListDossiersRequest(page_size=500))
        assert len(before.dossiers) == len(after.dossiers), "something was stored"
        assert answer.state == dossier_pb2.DOSSIER_STATE_SUBMITTED, answer

    def pages(self):
        for _ in range(3):
            self.submit()
        seen, token = [], ""
        while True:
            page = self.officer.call(
                self.officer.dossiers.ListDossiers,
                dossier_pb2.ListDossiersRequest(page_size=2, page_token=token))
            seen += [dossier.code for dossier in page.dossiers]
            token = page.next_page_token
            if not token:
                break
        assert len(seen) == len(set(seen)) >= 3


def main():
    runner = Runner()
    with temporary_folder() as folder:
        server = Server(f"{folder}/data")
        cases = Cases(server)
        for name, body in (
            ("lists published procedures without a token", cases.lists),
            ("finds đất đai with and without marks, in upper case and decomposed", cases.searches),
            ("takes a dossier from submission to its result", cases.whole_life),
            ("tracks with the right pair; wrong pairs look alike", cases.tracks),
            ("repeats a request for the same bytes, refuses another body", cases.replays),
            ("names the allowed actions where one is illegal", cases.illegal_transition),
            ("refuses a stale etag", cases.etag),
            ("lists all wrong fields at once", cases.all_violations),
            ("hides what another agency handles", cases.row_scope),
            ("validates without storing", cases.validate_only),
            ("reads page by page", cases.pages),
        ):
            runner.case(name, body)
        server.stop()
    runner.finish()


if __name__ == "__main__":
    main()
