"""The edge cases of a dossier's life over the wire, in the order of time: the server is stopped and
started again at each instant, so that what falls due meanwhile is done late.

Payments (payments.py) and the merging of agencies have programs of their own.
"""

import concurrent.futures
import contextlib
import datetime
import unicodedata

from house import (
    AGENCY, OTHER_AGENCY, PROCEDURE, Runner, Server, Stubs, admin_pb2, common_pb2, dossier_pb2,
    agency_pb2, failure, make_token, new_id, payment_pb2, procedure_pb2, seeded, set_up, statistics_pb2,
    submission, temporary_folder)

ICT = datetime.timezone(datetime.timedelta(hours=7))
TYPED, SAME_DAY = "1.900002", "1.900003"
P, D = common_pb2, dossier_pb2


def ict(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ICT)


def shown(timestamp):
    return timestamp.ToDatetime(datetime.timezone.utc).astimezone(ICT).strftime("%Y-%m-%d %H:%M")


def day(year, month, number):
    return P.Date(year=year, month=month, day=number)


class World:
    """One data folder through time, and the people who call."""

    def __init__(self, folder):
        self.folder = folder
        self.tokens = {}

    @contextlib.contextmanager
    def at(self, instant):
        self.server = Server(self.folder, clock=ict(instant).isoformat())
        try:
            self.admin = Stubs(self.server.address, self.server.token())
            if not self.tokens:
                self.furnish()
            for name, secret in self.tokens.items():
                setattr(self, name, Stubs(self.server.address, secret))
            yield self
        finally:
            self.server.stop()

    def furnish(self):
        set_up(self.admin)
        add_procedure(self.admin, TYPED, P.TimeLimit(unit=P.TIME_UNIT_OTHER, text="Theo lịch"))
        add_procedure(self.admin, SAME_DAY, P.TimeLimit(
            quantity_milli=0, unit=P.TIME_UNIT_WORKING_DAY))
        duties = [P.DUTY_RECEPTION, P.DUTY_RESOLUTION, P.DUTY_SIGNING, P.DUTY_RESULT]
        for name, kind, agency in (
            ("desk", P.PRINCIPAL_KIND_OFFICER, AGENCY),
            ("other", P.PRINCIPAL_KIND_OFFICER, OTHER_AGENCY),
            ("portal", P.PRINCIPAL_KIND_SYSTEM, AGENCY),
        ):
            held = duties if kind == P.PRINCIPAL_KIND_OFFICER else ()
            self.admit(name, make_token(self.admin, kind, agency, held)[0])
        self.admit("chief", self.admin.call(
            self.admin.admin.CreatePrincipal, admin_pb2.CreatePrincipalRequest(
                principal=admin_pb2.Principal(
                    kind=P.PRINCIPAL_KIND_SUPERVISOR, name="Giám sát"),
                request_id=new_id())))

    def admit(self, name, principal):
        """A token that lasts as long as the story."""
        request = admin_pb2.CreateTokenRequest(principal_id=principal.id, request_id=new_id())
        request.ttl.FromTimedelta(datetime.timedelta(days=366))
        self.tokens[name] = self.admin.call(self.admin.admin.CreateToken, request).secret

    # What people do; each gives the dossier.

    def submit(self, **changes):
        request = submission()
        for name, value in changes.items():
            if hasattr(value, "CopyFrom") or isinstance(value, list):
                request.ClearField(name)
                target = getattr(request, name)
                target.extend(value) if isinstance(value, list) else target.CopyFrom(value)
            else:
                setattr(request, name, value)
        return self.portal.call(self.portal.dossiers.SubmitDossier, request)

    def receive(self, procedure=PROCEDURE, **fields):
        request = D.ReceiveDossierRequest(
            procedure_code=procedure, agency_code=AGENCY, channel=P.CHANNEL_DIRECT,
            applicant=submission().applicant, components=submission().components,
            request_id=new_id(), **fields)
        return self.desk.call(self.desk.dossiers.ReceiveDossier, request)

    def do(self, method, code, /, who=None, **fields):
        who = who or self.desk
        call = getattr(who.dossiers, method)
        request = getattr(D, f"{method}Request")(code=code, request_id=new_id(), **fields)
        return who.call(call, request)

    def get(self, code, who=None):
        who = who or self.desk
        return who.call(who.dossiers.GetDossier, D.GetDossierRequest(code=code))

    def full(self, code):
        return self.desk.call(self.desk.dossiers.GetDossier, D.GetDossierRequest(
            code=code, view=D.DOSSIER_VIEW_FULL, purpose="Kiểm tra"))


def add_procedure(admin, code, limit):
    row = procedure_pb2.CatalogueRow(
        line=2, code=code, name=f"Thủ tục {code}", sectors="Đất đai", promulgating_agency="Bộ",
        target_types="Công dân", state="ACTIVE", type="STANDARD")
    details = procedure_pb2.ProcedureDetails(
        line=2, code=code, competent_level=P.AGENCY_LEVEL_PROVINCE,
        components=[procedure_pb2.Component(code="TP-1", name="Tờ khai", mandatory=True)],
        channels=[procedure_pb2.ProcedureChannel(channel=channel, time_limit=limit)
                  for channel in (P.CHANNEL_DIRECT, P.CHANNEL_ONLINE)])
    answer = admin.procedures.ImportProcedures(
        iter([procedure_pb2.ImportProceduresRequest(
            catalogue_rows=[row], details_rows=[details], request_id=new_id())]),
        metadata=admin.metadata, timeout=60)
    assert not answer.errors, answer
    offer(admin, code, P.SERVICE_LEVEL_LEVEL_4)


def offer(admin, code, level):
    admin.call(admin.procedures.SetOffering, procedure_pb2.SetOfferingRequest(
        offering=procedure_pb2.Offering(
            procedure_code=code, agency_code=AGENCY, receives_online=True,
            levels=[procedure_pb2.OfferingLevel(level=level)]),
        request_id=new_id()))


def imported(number, events, procedure=PROCEDURE, channel=P.CHANNEL_DIRECT):
    row = D.ImportedDossier(
        line=number, external_source="CŨ", external_code=f"{events[0][1]}-{number}",
        procedure_code=procedure, agency_code=AGENCY, channel=channel,
        applicant=submission().applicant, components=submission().components)
    for action, instant, fields in events:
        event = row.events.add(action=getattr(D, f"DOSSIER_ACTION_{action}"), **fields)
        event.occurred_at.FromDatetime(ict(instant))
    return row


def take_over(world, rows, batch=200):
    requests = [D.ImportDossiersRequest(dossiers=rows[i:i + batch])
                for i in range(0, len(rows), batch)]
    requests[0].request_id = new_id()
    return world.admin.dossiers.ImportDossiers(
        iter(requests), metadata=world.admin.metadata, timeout=300)


def equal(got, wanted):
    assert got == wanted, f"{got!r} is not {wanted!r}"


# --- The cases, each with its number -------------------------------------------------------------


def ten_thousand(world):
    """1: the sequence of a day grows past 9999, and has no gap under concurrency."""
    rows = [imported(n, [("REFUSE_AT_DESK", "2020-08-05 08:00", {"note": "Sai"})])
            for n in range(1, 9991)]
    for start in range(0, len(rows), 2000):
        answer = take_over(world, rows[start:start + 2000])
        assert not answer.errors, answer.errors[0]
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        codes = list(pool.map(lambda _: world.submit().code, range(20)))
    assert failure(lambda: world.submit(components=[]))[1] == "COMPONENT_MISSING"
    codes.append(world.submit().code)
    wanted = [f"{AGENCY}-200805-{n:04d}" for n in range(9991, 10012)]
    equal(sorted(codes, key=lambda code: int(code.rsplit("-", 1)[1])), wanted)


def midnight(world):
    """2: the code's date and counter are those of ICT."""
    equal(world.submit().code, f"{AGENCY}-200807-0001")


def swap_saturday(world):
    """3: a Saturday that is worked counts like a weekday."""
    equal(shown(world.submit().acceptance_due_at), "2019-05-06 09:00")


def swap_monday(world):
    """3: the Monday it was swapped with does not count, nor do the holidays behind it."""
    equal(shown(world.submit().acceptance_due_at), "2019-05-02 17:00")


def tet(world):
    """3: what comes in the Tết break begins when the offices open."""
    equal(shown(world.submit().acceptance_due_at), "2020-01-30 17:00")


def year_boundary(world):
    """3: New Year lies between the hours."""
    equal(shown(world.submit().acceptance_due_at), "2021-01-04 16:00")


def supplement_once(world):
    """4: a second request is refused; the first moved the due date."""
    born = world.receive()
    equal(shown(born.due_at), "2020-08-13 17:00")
    ask = {"reason": "Thiếu", "deadline": day(2020, 8, 31)}
    world.do("RequestSupplement", born.code, **ask)
    back = world.do("ProvideSupplement", born.code, note="Đây")
    equal(back.state, D.DOSSIER_STATE_RECEIVED)
    code, reason, _ = failure(lambda: world.do("RequestSupplement", born.code, **ask))
    equal((code, reason), ("FAILED_PRECONDITION", "SUPPLEMENT_ALREADY_REQUESTED"))
    world.late = world.receive().code
    world.unanswered = world.receive().code
    world.do("RequestSupplement", world.unanswered, reason="Thiếu", deadline=day(2020, 8, 10))


def late_stays_late(world):
    """4: asked for when it was late already, it stays late; one that nobody answered has ended."""
    stopped = world.get(world.unanswered)
    equal(stopped.state, D.DOSSIER_STATE_STOPPED)
    equal(shown(stopped.finished_at), "2020-08-11 00:00")
    equal(world.full(world.unanswered).history[-1].action, D.DOSSIER_ACTION_EXPIRE_SUPPLEMENT)
    assert world.get(world.late).overdue
    asked = world.do(
        "RequestSupplement", world.late, reason="Thiếu", deadline=day(2020, 9, 30))
    assert asked.overdue
    listed = world.chief.call(world.chief.dossiers.ListDossiers, D.ListDossiersRequest(
        overdue_only=True, states=[D.DOSSIER_STATE_SUPPLEMENT_REQUESTED])).dossiers
    equal([dossier.code for dossier in listed], [world.late])
    back = world.do("ProvideSupplement", world.late, note="Đây")
    assert back.overdue
    equal(shown(back.due_at), "2020-08-13 17:00")


def revision_kept(world):
    """7: a dossier keeps the revision under which it was filed."""
    old = world.submit()
    add_procedure(world.admin, PROCEDURE, P.TimeLimit(
        quantity_milli=9000, unit=P.TIME_UNIT_WORKING_DAY))
    new = world.submit()
    assert new.procedure_revision > old.procedure_revision
    equal(world.get(old.code).procedure_revision, old.procedure_revision)


def level_kept(world):
    """8: a dossier counts by the level at its submission."""
    before = counts(world, day(2020, 9, 1), day(2020, 9, 30))
    offer(world.admin, SAME_DAY, P.SERVICE_LEVEL_LEVEL_2)
    low = world.submit(procedure_code=SAME_DAY)
    offer(world.admin, SAME_DAY, P.SERVICE_LEVEL_LEVEL_3)
    equal(world.do("AcceptDossier", low.code).service_level, P.SERVICE_LEVEL_LEVEL_2)
    high = world.submit(procedure_code=SAME_DAY)
    world.do("AcceptDossier", high.code)
    after = counts(world, day(2020, 9, 1), day(2020, 9, 30))
    equal(after.received - before.received, 2)
    equal(after.received_level34 - before.received_level34, 1)


def counts(world, first, last):
    answer = world.chief.call(world.chief.statistics.GetSummary, statistics_pb2.GetSummaryRequest(
        period=P.Period(**{"from": first, "to": last})))
    return answer.current.dossiers


def continuity(world):
    """10: what is carried into a day was pending before it, for a random history."""
    chance = seeded()
    rows = [random_life(number, chance) for number in range(1, 301)]
    answer = take_over(world, rows)
    assert not answer.errors, answer.errors[0]
    first, last = day(2020, 10, 1), day(2020, 11, 30)
    days = [entry.dossiers for entry in world.chief.call(
        world.chief.statistics.QueryDaily, statistics_pb2.QueryDailyRequest(
            period=P.Period(**{"from": first, "to": last}))).days]
    assert sum(entry.reopened for entry in days) > 5
    for before, after in zip(days, days[1:]):
        equal(after.carried_over, before.pending)
    for entry in days:
        equal(entry.carried_over + entry.received + entry.reopened,
              entry.resolved + entry.pending)


def random_life(number, chance):
    moment = ict("2020-10-01 07:30") + datetime.timedelta(minutes=chance.randrange(60_000))

    def later(action, **fields):
        nonlocal moment
        moment += datetime.timedelta(minutes=chance.randrange(1, 6000))
        return action, moment.strftime("%Y-%m-%d %H:%M"), fields

    result = [D.DossierResult(name="Giấy phép", signer="An")]
    life = [later("RECEIVE"), later("START")]
    ends = chance.randrange(4)
    if ends == 0:
        return imported(number, life)
    if ends == 1:
        life += [later("STOP", note="Sai"), later("RESUME")]
    life.append(later("COMPLETE", results=result))
    if ends == 2:
        life += [later("REWORK", note="Sai"), later("COMPLETE", results=result)]
    return imported(number, life)


def nothing_to_divide(world):
    """11: without a denominator a rate does not apply, which is no rate of zero."""
    answer = world.chief.call(world.chief.statistics.GetSummary, statistics_pb2.GetSummaryRequest(
        period=P.Period(**{"from": day(2019, 1, 1), "to": day(2019, 1, 31)})))
    rate = answer.current.dossier_rates.on_time
    equal((rate.numerator, rate.denominator), (0, 0))


def search(world):
    """12: with and without marks, composed or not, in either case."""
    for query in ("đất đai", "dat dai", "ĐẤT ĐAI", unicodedata.normalize("NFD", "đất đai")):
        answer = world.admin.call(world.admin.procedures.SearchProcedures,
                                  procedure_pb2.SearchProceduresRequest(query=query))
        equal(answer.hits[0].procedure.code, PROCEDURE)


def names(world):
    """12: people in Vietnamese order, found in whatever case and marks; the tone counts last."""
    wanted = ["Lê Văn An", "Phạm Thị An", "TRẦN THỊ ÁNH", "Ngô Ân", "Nguyễn Thị Bình", "Đỗ Đào",
              "Lý Hà", "Lê Hạ", "Vũ Ơn", "Hồ Ứng"]
    # Hà and Hạ differ by a tone alone, which is looked at last: their families come before it.
    wanted[6:8] = ["Lê Hạ", "Lý Hà"]
    codes = {}
    for number in (3, 8, 0, 6, 5, 9, 1, 7, 4, 2):
        owner = submission(number=f"0701{number:08}").applicant
        owner.name = wanted[number]
        codes[wanted[number]] = world.submit(
            applicant=owner, external_source="THU-TU", external_code=str(number)).code
    found = []
    token = ""
    while True:
        page = world.chief.call(world.chief.dossiers.ListDossiers, D.ListDossiersRequest(
            order=D.DOSSIER_ORDER_APPLICANT_NAME, external_source="THU-TU", page_size=3,
            page_token=token))
        found += [dossier.code for dossier in page.dossiers]
        token = page.next_page_token
        if not token:
            break
    equal(found, [codes[name] for name in wanted])
    for query in ("trần thị ánh", "TRAN THI ANH", unicodedata.normalize("NFD", "Thị Ánh")):
        page = world.chief.call(world.chief.dossiers.ListDossiers, D.ListDossiersRequest(
            applicant_name=query, external_source="THU-TU"))
        equal([dossier.code for dossier in page.dossiers], [codes["TRẦN THỊ ÁNH"]])
    for number, name in enumerate(wanted):
        world.admin.call(world.admin.agencies.CreateOfficer, agency_pb2.CreateOfficerRequest(
            officer=agency_pb2.Officer(
                code=f"TT-{9 - number}", name=name, agency_code=OTHER_AGENCY),
            request_id=new_id()))
    page = world.admin.call(world.admin.agencies.ListOfficers, agency_pb2.ListOfficersRequest(
        agency_code=OTHER_AGENCY))
    equal([officer.name for officer in page.officers], wanted)


def taken_up_again(world):
    """13: what was refused and comes again is a new dossier with a link."""
    first = world.submit()
    code, reason, _ = failure(lambda: world.submit(previous_code=first.code))
    equal((code, reason), ("FAILED_PRECONDITION", "PREVIOUS_NOT_REFUSED"))
    world.do("RefuseDossier", first.code, reason="Thiếu")
    second = world.submit(previous_code=first.code)
    assert second.code != first.code
    equal(world.get(second.code).previous_code, first.code)


def without_limit(world):
    """14: a limit in words needs a typed day; a same-day procedure ends today, after 15:00 not."""
    code, reason, _ = failure(lambda: world.receive(TYPED))
    equal((code, reason), ("INVALID_ARGUMENT", "DUE_DATE_REQUIRED"))
    typed = world.receive(TYPED, due_date=day(2020, 9, 30))
    equal(shown(typed.due_at), "2020-09-30 17:00")
    equal(shown(world.receive(SAME_DAY).due_at), "2020-09-07 17:00")


def after_three(world):
    """14: after 15:00 a same-day procedure is due on the next working day."""
    equal(shown(world.receive(SAME_DAY).due_at), "2020-09-08 17:00")


def identities(world):
    """15: each paper has its shape; lists show the end of a number only."""
    kinds = (
        (D.IDENTITY_KIND_CITIZEN_ID, "070190000123", "07019000012"),
        (D.IDENTITY_KIND_OLD_CITIZEN_ID, "285123456", "28512345"),
        (D.IDENTITY_KIND_TAX_CODE, "0100109106", "0100109107"),
        # A branch has its house's number, a hyphen and three digits.
        (D.IDENTITY_KIND_TAX_CODE, "0100109106-001", "0100109106-01"),
        (D.IDENTITY_KIND_PASSPORT, "B1234567", "B1"),
    )
    for kind, right, wrong in kinds:
        owner = submission().applicant
        owner.identity_kind, owner.identity_number = kind, right
        owner.phone = "0912345678"
        born = world.submit(applicant=owner)
        listed = world.desk.call(world.desk.dossiers.ListDossiers, D.ListDossiersRequest(
            applicant_identity_number=right, page_size=1)).dossiers[0]
        equal(listed.code, born.code)
        equal(listed.applicant.identity_number, "*" * (len(right) - 3) + right[-3:])
        equal(listed.applicant.phone, "*******678")
        assert right not in str(listed) and "0912345678" not in str(listed)
        owner.identity_number = wrong
        code, reason, _ = failure(lambda: world.submit(applicant=owner))
        equal((code, reason), ("INVALID_ARGUMENT", "INVALID_FIELDS"))


def fees(world):
    """16: a fee of 0 and an exemption are kept apart; neither is borne."""
    def fee(**fields):
        return D.DossierFee(kind=procedure_pb2.FEE_KIND_FEE, **fields)

    code, reason, _ = failure(lambda: world.receive(fees=[fee(amount_vnd=50_000, exempt=True)]))
    equal((code, reason), ("INVALID_ARGUMENT", "INVALID_FIELDS"))
    before = counts(world, day(2020, 9, 1), day(2020, 9, 30)).fee_bearing
    world.receive(fees=[fee(amount_vnd=0, payment_method=payment_pb2.PAYMENT_METHOD_CASH)])
    exempt = world.receive(fees=[
        fee(amount_vnd=50_000, exempt=True, exemption_reason="Hộ nghèo")])
    equal((exempt.fees[0].exempt, exempt.fees[0].exemption_reason), (True, ""))
    equal(world.full(exempt.code).fees[0].exemption_reason, "Hộ nghèo")
    equal(counts(world, day(2020, 9, 1), day(2020, 9, 30)).fee_bearing, before)
    code, _, _ = failure(lambda: world.receive(fees=[
        fee(amount_vnd=-1, payment_method=payment_pb2.PAYMENT_METHOD_CASH)]))
    equal(code, "INVALID_ARGUMENT")


# Each story has a data folder; its instants follow one another.
STORIES = (
    (("2019-04-29 10:00", [swap_monday]), ("2019-05-04 09:00", [swap_saturday])),
    (("2020-01-25 10:00", [tet]),),
    (("2020-08-05 10:00", [ten_thousand]),
     ("2020-08-06 09:15", [supplement_once]),
     ("2020-08-07 00:30", [midnight]),
     ("2020-08-17 09:00", [late_stays_late]),
     ("2020-09-07 09:00", [revision_kept, level_kept, search, names, taken_up_again, without_limit,
                           identities, fees]),
     ("2020-09-07 15:30", [after_three]),
     ("2020-12-31 16:00", [year_boundary, continuity, nothing_to_divide])),
)


def main():
    runner = Runner()
    for story in STORIES:
        with temporary_folder() as folder:
            world = World(f"{folder}/data")
            for instant, cases in story:
                with world.at(instant):
                    for case in cases:
                        runner.case(case.__doc__.splitlines()[0], lambda: case(world))
    runner.finish()


if __name__ == "__main__":
    main()
