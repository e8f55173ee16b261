"""Recounts the sample province from exports and compares with the server's figures.

Shares nothing with what generates the sample or counts in the server: it reads what
`motcua ... -o ndjson` prints.
"""

import collections
import datetime
import json
import os
import pathlib
import subprocess

from house import BIN, Runner, Server, temporary_folder
from sample_article import Article

ICT = datetime.timezone(datetime.timedelta(hours=7))
PERIODS = (("2020-01-01", "2020-05-21"), ("2020-05-22", "2020-08-06"))
LEVELS = ("PROVINCE", "DISTRICT", "COMMUNE")
NAMED = {
    "Sở Kế hoạch và Đầu tư", "Sở Công Thương", "Sở Nội vụ", "Sở Thông tin và Truyền thông",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Xây dựng"}


class Tool:
    def __init__(self, server):
        self.environment = dict(
            os.environ, MOTCUA_SERVER=server.address,
            MOTCUA_TOKEN_FILE=str(pathlib.Path(server.data, "admin.token")))

    def run(self, *arguments):
        return subprocess.run(
            [str(BIN / "motcua"), *arguments], env=self.environment, check=True,
            capture_output=True, text=True, timeout=120).stdout

    def rows(self, *arguments):
        return [json.loads(line) for line in self.run(*arguments, "-o", "ndjson").splitlines()]


def instant(dossier, field):
    text = dossier.get(field)
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def day(text):
    return datetime.datetime.combine(
        datetime.date.fromisoformat(text), datetime.time(), tzinfo=ICT)


def number(dossier, field):
    return int(dossier.get(field, 0))


def recount(dossiers, first, last):
    """Section 6.1 of the law as this file reads it: by instants, from the exported rows."""
    begin, end = day(first), day(last) + datetime.timedelta(days=1)
    counts = collections.Counter()
    for dossier in dossiers:
        submitted, received = instant(dossier, "submittedAt"), instant(dossier, "receivedAt")
        finished, returned = instant(dossier, "finishedAt"), instant(dossier, "returnedAt")
        ended = finished or instant(dossier, "closedAt")
        counts["submitted"] += begin <= submitted < end
        if not received:
            counts["refused"] += bool(
                dossier["nationalStatus"] == 3 and ended and begin <= ended < end)
            continue
        online = dossier["channel"] == "CHANNEL_ONLINE"
        level34 = dossier.get("serviceLevel") in ("SERVICE_LEVEL_LEVEL_3", "SERVICE_LEVEL_LEVEL_4")
        if begin <= received < end:
            counts["received"] += 1
            counts["receivedOnline"] += online
            counts["receivedPost"] += dossier["channel"] == "CHANNEL_POST"
            counts["receivedDirect"] += dossier["channel"] == "CHANNEL_DIRECT"
            counts["receivedLevel34"] += level34
            counts["receivedLevel34Online"] += level34 and online
            assisted = dossier["submissionKind"] == "SUBMISSION_KIND_ASSISTED"
            counts["onlineAssisted"] += online and assisted
            counts["onlineAssistedByVolunteer"] += online and assisted and (
                dossier.get("assistantCapacity") == "ASSISTANT_CAPACITY_VOLUNTEER")
            fee, paid_online = number(dossier, "feeAmountVnd"), number(dossier, "feeOnlineVnd")
            counts["feeBearing"] += fee > 0
            counts["feePaidOnline"] += paid_online > 0
            counts["feeAmountVnd"] += fee
            counts["feeOnlineAmountVnd"] += paid_online
        late_from = instant(dossier, "lateFrom")
        counts["carriedOver"] += received < begin and (not ended or ended >= begin)
        if ended and begin <= ended < end:
            counts["resolved"] += 1
            due_day = instant(dossier, "dueAt").astimezone(ICT).date()
            if ended >= late_from:
                counts["resolvedLate"] += 1
            elif ended.astimezone(ICT).date() < due_day:
                counts["resolvedEarly"] += 1
            else:
                counts["resolvedOnTime"] += 1
        counts["pending"] += received < end and (not ended or ended >= end)
        if returned and begin <= returned < end:
            counts["returned"] += 1
            counts["returnedPost"] += dossier.get("returnMethod") == "RETURN_METHOD_POST"
    return counts


def summary(tool, period):
    answer = json.loads(tool.run("stats", "summary", "--period", "..".join(period), "-o", "json"))
    return answer["current"]


def compare(counts, figures):
    for name, value in counts.items():
        got = int(figures.get(name, 0))
        assert got == value, f"{name}: the server says {got}, the export {value}"


def main():
    runner = Runner()
    with temporary_folder() as folder:
        data = f"{folder}/data"
        subprocess.run(
            [str(BIN / "motcuad"), "sample", "load", "binh-phuoc-2020", "--seed", "7",
             "--data", data], check=True, capture_output=True, timeout=240)
        server = Server(data, clock="2020-08-07T08:00+07:00")
        tool = Tool(server)
        dossiers = tool.rows("dossier", "export")
        procedures = tool.rows("procedure", "list", "--all")
        offerings = tool.rows("procedure", "offering", "list", "--all")
        summaries = [summary(tool, period) for period in PERIODS]

        def catalogue():
            best = collections.defaultdict(int)
            for offering in offerings:
                level = int(offering["serviceLevel"].rsplit("_", 1)[1])
                best[offering["procedureCode"]] = max(best[offering["procedureCode"]], level)
            levels = collections.Counter(best[procedure["code"]] for procedure in procedures)
            integrated = sum("integratedSince" in procedure for procedure in procedures)
            got = (len(procedures), levels[3], levels[4], integrated)
            assert got == (1916, 988, 615, 11), got
            shown = summaries[1]["procedures"]
            assert [int(shown[name]) for name in (
                "procedures", "proceduresLevel3", "proceduresLevel4", "proceduresLevel34",
                "proceduresIntegrated")] == [1916, 988, 615, 1603, 11], shown

        def shares():
            got = [
                (counts["receivedLevel34Online"], counts["receivedLevel34"])
                for counts in (recount(dossiers, *period) for period in PERIODS)]
            assert got == [(225, 2500), (1740, 2000)], got

        def figures():
            for period, shown in zip(PERIODS, summaries):
                compare(recount(dossiers, *period), shown["dossiers"])

        def levels():
            for period, shown in zip(PERIODS, summaries):
                for level in shown["levels"]:
                    own = [d for d in dossiers if d["agencyLevel"] == level["level"]]
                    compare(recount(own, *period), level["dossiers"])

        def growth():
            for level in LEVELS:
                own = [d for d in dossiers if d["agencyLevel"] == f"AGENCY_LEVEL_{level}"]
                before, after = (recount(own, *period)["receivedOnline"] for period in PERIODS)
                assert after > before, (level, before, after)

        def ranking():
            ranks = tool.rows(
                "stats", "ranking", "--period", "..".join(PERIODS[1]), "--level", "province",
                "--limit", "7")
            assert {rank["agencyName"] for rank in ranks[:6]} == NAMED, ranks[:6]
            for rank in ranks:
                own = [d for d in dossiers if d["agencyCode"] == rank["agencyCode"]]
                counts = recount(own, *PERIODS[1])
                rate = rank["rate"]
                assert int(rate["numerator"]) == counts["receivedLevel34Online"], rank
                assert int(rate["denominator"]) == counts["receivedLevel34"], rank

        def daily():
            rows = tool.rows("stats", "daily", "--period", "..".join(PERIODS[1]))
            assert rows, "no days"
            total = sum(int(row["dossiers"].get("received", 0)) for row in rows)
            assert total == recount(dossiers, *PERIODS[1])["received"], total

        for name, body in (
            ("the catalogue's figures", catalogue),
            ("225 of 2,500 and 1,740 of 2,000", shares),
            ("every figure of both periods", figures),
            ("every figure of each level", levels),
            ("growth at all three levels", growth),
            ("the six departments on top", ranking),
            ("the days of a period", daily),
        ):
            runner.case(name, body)
        article = Article(
            tool, recount, dossiers, procedures, offerings, summaries, PERIODS)
        for name, body in article.cases():
            runner.case(name, body)
        server.stop()
    runner.finish()


if __name__ == "__main__":
    main()
