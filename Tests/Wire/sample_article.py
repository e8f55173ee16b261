"""Each sentence of the article of 31 August 2020, recounted from exports of the sample province.

Shares nothing with what generates the sample or counts in the server: the numbers come from
`dossier export`, `procedure export` and the list of offerings, and are compared with what the
statistics answer. Fractions are compared exactly; nothing here is a float.
"""

import collections
import csv
import fractions
import io
import json

AFTER = ("2020-05-22", "2020-08-06")
SPAN = "..".join(AFTER)
LEVELS = ("PROVINCE", "DISTRICT", "COMMUNE")
LEVEL34 = ("SERVICE_LEVEL_LEVEL_3", "SERVICE_LEVEL_LEVEL_4")
ROOT = "000.00.00.H10"
BASIS = "Kế hoạch 137/KH-UBND"
INDICATORS = (
    ("trainings", 3, "đợt"), ("trained-provincial-agencies", 4, "cơ quan"),
    ("trained-districts", 7, "đơn vị"))


def share(rate):
    return int(rate.get("numerator", 0)), int(rate.get("denominator", 0))


def percent(part, whole):
    """Two decimals, half up, as the tool prints them in Vietnamese."""
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02d} %"


class Article:
    def __init__(self, tool, recount, dossiers, procedures, offerings, summaries, periods):
        self.tool, self.recount, self.dossiers = tool, recount, dossiers
        self.procedures, self.offerings = procedures, offerings
        self.summaries, self.periods = summaries, periods
        self.details = [
            json.loads(line) for line in
            tool.run("procedure", "export", "details").splitlines()]

    def cases(self):
        return (
            ("9 % and 87 % with their denominators, and over all dossiers", self.rates),
            ("83.66 % of 1,916, as people see it", self.catalogue_share),
            ("the levels beside their earlier selves", self.growth),
            ("payment and post are rare in districts and communes", self.payment_and_post),
            ("the units below a target", self.below_target),
            ("components that force paper", self.paper),
            ("assisted submissions by commune", self.assisted),
            ("3 trainings, 4 agencies, 7 districts", self.indicators),
            ("each target of Resolution 17, met or missed", self.targets),
            ("every rate of a query as two numbers and a name", self.query_csv),
            ("form II.06b is the recount of each agency", self.form),
        )

    def of_level(self, level):
        return [d for d in self.dossiers if d["agencyLevel"] == f"AGENCY_LEVEL_{level}"]

    def by_agency(self, dossiers):
        found = collections.defaultdict(list)
        for dossier in dossiers:
            found[dossier["agencyCode"]].append(dossier)
        return found

    def rates(self):
        for period, shown, wanted in zip(self.periods, self.summaries, ("9,00 %", "87,00 %")):
            counts = self.recount(self.dossiers, *period)
            of_level34 = shown["dossierRates"]["onlineOfLevel34"]
            assert of_level34["denominatorName"] == "received_level34", of_level34
            assert share(of_level34) == (
                counts["receivedLevel34Online"], counts["receivedLevel34"]), of_level34
            assert percent(*share(of_level34)) == wanted, of_level34
            of_all = shown["dossierRates"]["online"]
            assert of_all["denominatorName"] == "received", of_all
            assert share(of_all) == (counts["receivedOnline"], counts["received"]), of_all

    def catalogue_share(self):
        text = self.tool.run("stats", "summary", "--period", SPAN)
        rows = list(csv.reader(io.StringIO(
            self.tool.run("procedure", "export", "catalogue")), delimiter="\t"))
        assert len(rows) - 1 == 1916, len(rows)
        assert "1.603/1.916 = 83,66 %" in text, text

    def growth(self):
        answer = json.loads(self.tool.run(
            "stats", "levels", "--period", SPAN, "--compare", "..".join(self.periods[0]),
            "-o", "json"))
        assert [level["level"] for level in answer["levels"]] == [
            f"AGENCY_LEVEL_{level}" for level in LEVELS], answer
        for name, level in zip(LEVELS, answer["levels"]):
            own = self.of_level(name)
            before, after = (self.recount(own, *period) for period in self.periods)
            assert int(level["received"]) == after["received"], level
            assert int(level["previousReceived"]) == before["received"], level
            assert int(level["receivedOnline"]) == after["receivedOnline"], level
            assert int(level["previousReceivedOnline"]) == before["receivedOnline"], level
            assert after["receivedOnline"] > before["receivedOnline"], (name, before, after)

    def payment_and_post(self):
        shares = []
        for name, level in zip(LEVELS, self.summaries[1]["levels"]):
            counts = self.recount(self.of_level(name), *AFTER)
            rates = level["dossierRates"]
            own = {
                "paidOnline": (counts["feePaidOnline"], counts["feeBearing"]),
                "amountPaidOnline": (counts["feeOnlineAmountVnd"], counts["feeAmountVnd"]),
                "receivedByPost": (counts["receivedPost"], counts["received"]),
                "returnedByPost": (counts["returnedPost"], counts["returned"]),
            }
            for measure, counted in own.items():
                assert share(rates[measure]) == counted, (name, measure, rates[measure], counted)
            shares.append({
                measure: fractions.Fraction(part, whole) for measure, (part, whole) in own.items()})
        for measure in shares[0]:
            province, district, commune = (level[measure] for level in shares)
            assert province > 2 * district and province > 2 * commune, (measure, shares)

    def below_target(self):
        self.tool.run(
            "stats", "target", "set", "BP-2020-ONLINE", "--title", "Trực tuyến mức độ 3, 4",
            "--metric", "online_of_level34", "--at-least", "80", "--from", AFTER[0],
            "--deadline", "2020-12-31", "--basis", BASIS)
        gaps = self.tool.rows(
            "stats", "gaps", "agency-below-target", "--target", "BP-2020-ONLINE",
            "--as-of", AFTER[1], "--all")
        shown = {gap["agencyCode"]: share(gap["rate"]) for gap in gaps}
        counted = {}
        for agency, own in self.by_agency(self.dossiers).items():
            counts = self.recount(own, *AFTER)
            part, whole = counts["receivedLevel34Online"], counts["receivedLevel34"]
            if whole and part * 100 < whole * 80:
                counted[agency] = (part, whole)
        assert shown == counted and counted, (len(shown), len(counted))

    def paper(self):
        online = collections.Counter(
            offering["procedureCode"] for offering in self.offerings
            if offering.get("receivesOnline"))
        counted = 0
        for row in self.details:
            forcing = sum(
                bool(part.get("paperRequiredAfterOnline")) for part in row.get("components", []))
            counted += forcing * online[row["code"]]
        gaps = self.tool.rows("stats", "gaps", "paper-after-online", "--all")
        assert len(gaps) == counted and counted > 0, (len(gaps), counted)

    def assisted(self):
        rows = self.tool.rows(
            "stats", "query", "--period", SPAN, "--group-by", "agency", "--level", "commune",
            "--all")
        shown = {row["key"]: share(row["rates"]["assistedOfOnline"]) for row in rows}
        counted = {}
        for agency, own in self.by_agency(self.of_level("COMMUNE")).items():
            counts = self.recount(own, *AFTER)
            counted[agency] = (counts["onlineAssisted"], counts["receivedOnline"])
        assert {agency: rate for agency, rate in counted.items() if rate != (0, 0)} == {
            agency: rate for agency, rate in shown.items() if rate != (0, 0)}
        assert sum(part for part, _ in counted.values()) > 0

    def indicators(self):
        for kind, value, unit in INDICATORS:
            self.tool.run(
                "stats", "indicator", "record", kind, str(value), "--agency", ROOT, "--period",
                SPAN, "--unit", unit, "--source", "Báo cáo của Sở TT&TT", "--reported-on",
                AFTER[1])
        rows = self.tool.rows("stats", "indicator", "list", "--period", SPAN, "--all")
        shown = {
            row["kind"].removeprefix("INDICATOR_KIND_").replace("_", "-").lower(): (
                int(row["value"]), row["source"]) for row in rows}
        assert shown == {
            kind: (value, "Báo cáo của Sở TT&TT") for kind, value, _ in INDICATORS}, shown

    def targets(self):
        best = collections.defaultdict(int)
        for offering in self.offerings:
            level = int(offering["serviceLevel"].rsplit("_", 1)[1])
            best[offering["procedureCode"]] = max(best[offering["procedureCode"]], level)
        levels = collections.Counter(best[procedure["code"]] for procedure in self.procedures)
        online = levels[3] + levels[4]
        integrated = sum("integratedSince" in procedure for procedure in self.procedures)
        since = ("2019-03-07", AFTER[1])
        resolved = self.recount(self.dossiers, *since)["resolved"]
        resolved_online = self.recount(
            [d for d in self.dossiers if d["channel"] == "CHANNEL_ONLINE"], *since)["resolved"]
        counted = {
            "NQ17-2020-LEVEL-4": (levels[4], online, 30),
            "NQ17-2020-NATIONAL-PORTAL": (integrated, online, 30),
            "NQ17-2020-RESOLVED-ONLINE": (resolved_online, resolved, 20),
        }
        rows = {
            row["target"]["code"]: row for row in self.tool.rows(
                "stats", "target", "progress", "--as-of", AFTER[1], "--all")
            if row["target"]["code"].startswith("NQ17")}
        assert len(rows) == 7, sorted(rows)
        for code, row in rows.items():
            if code not in counted:
                # Nobody reported it: it is neither met nor missed.
                assert row["state"] == "TARGET_STATE_NOT_APPLICABLE", row
                continue
            part, whole, least = counted[code]
            assert share(row["rate"]) == (part, whole), (row, counted[code])
            state = "MET" if part * 100 >= whole * least else "MISSED"
            assert row["state"] == f"TARGET_STATE_{state}", row
        portal = rows["NQ17-2020-NATIONAL-PORTAL"]
        assert share(portal["rate"]) == (11, 1603) and percent(11, 1603) == "0,69 %"
        assert portal["state"] == "TARGET_STATE_MISSED", portal
        assert "11/1.603 = 0,69 %" in self.tool.run(
            "stats", "target", "progress", "--as-of", AFTER[1], "--all")

    def query_csv(self):
        text = self.tool.run(
            "stats", "query", "--period", SPAN, "--group-by", "level", "-o", "csv")
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        assert len(rows) == 3, rows
        for name, row in zip(LEVELS, rows):
            counts = self.recount(self.of_level(name), *AFTER)
            told = {
                "online_of_level34": ("receivedLevel34Online", "receivedLevel34"),
                "online": ("receivedOnline", "received"),
                "assisted_of_online": ("onlineAssisted", "receivedOnline"),
                "paid_online": ("feePaidOnline", "feeBearing"),
                "returned_by_post": ("returnedPost", "returned"),
            }
            for rate, (part, whole) in told.items():
                got = int(row[f"{rate}_numerator"]), int(row[f"{rate}_denominator"])
                assert got == (counts[part], counts[whole]), (name, rate, got)
                assert row[f"{rate}_denominator_name"], row

    def form(self):
        answer = json.loads(self.tool.run("report", "II.06b", "--period", SPAN, "-o", "json"))
        rows = {
            row["agencyCode"]: row["counts"]
            for group in answer["groups"] for row in group["rows"]}
        for agency, own in self.by_agency(self.dossiers).items():
            counts = self.recount(own, *AFTER)
            row = collections.defaultdict(int, {
                name: int(value) for name, value in rows.get(agency, {}).items()})
            assert row["received"] == counts["received"] + counts["carriedOver"], (agency, row)
            assert row["receivedOnline"] == counts["receivedOnline"], (agency, row)
            assert row["receivedPost"] == counts["receivedPost"], (agency, row)
            assert row["receivedDirect"] == counts["receivedDirect"], (agency, row)
            assert row["carriedOver"] == counts["carriedOver"], (agency, row)
            assert row["resolvedLate"] == counts["resolvedLate"], (agency, row)
            assert row["pending"] == counts["pending"], (agency, row)
            assert row["feePaid"] == counts["feeBearing"], (agency, row)
            assert row["returnedPost"] == counts["returnedPost"], (agency, row)
            assert row["received"] == row["resolved"] + row["pending"], (agency, row)
