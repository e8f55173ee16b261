"""Measures a release build over the wire and prints a table; Scripts/bench runs it.

h2load counts HTTP 200 only and never sees grpc-status, so every load is preceded by one real call
whose answer is checked. Times depend on what else the machine does; instructions do not.
"""

import contextlib
import datetime
import os
import pathlib
import platform
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Wire"))

import multiply  # noqa: E402
import postgres  # noqa: E402
from house import (  # noqa: E402
    BIN, Server, Stubs, admin_pb2, agency_pb2, common_pb2, dossier_pb2, grpc, make_token,
    new_id, procedure_pb2, set_up, set_up_procedure, statistics_pb2, submission)
from motcua.v1 import figure_pb2, recount_pb2, report_pb2  # noqa: E402

CONNECTIONS, STREAMS = 8, 32
# What is multiplied has this scale: about 100,000 dossiers.
MULTIPLIED = 16
# A procedure that the sample does not have.
OWN_PROCEDURE = "1.999001"
TICKS = os.sysconf("SC_CLK_TCK")
rows = []


def note(text):
    print(text, file=sys.stderr, flush=True)


def row(measure, figure, bar="", met=""):
    rows.append((measure, figure, bar, met))
    note(f"  {measure}: {figure}")


def met(value):
    return "yes" if value else "no"


def framed(message):
    return struct.pack(">BI", 0, len(message)) + message


def h2load(address, path, body, calls, token=None, connections=CONNECTIONS, streams=STREAMS,
           log=None):
    """Calls a second; with a log the time of each call goes into it."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(framed(body))
        file.flush()
        command = [
            "h2load", "-n", str(calls), "-c", str(connections), "-m", str(streams), "-t", "1",
            "-d", file.name, "-H", "content-type: application/grpc", "-H", "te: trailers"]
        if token:
            command += ["-H", f"authorization: Bearer {token}"]
        if log:
            command += ["--log-file", log]
        text = subprocess.run(
            [*command, f"http://{address}{path}"], capture_output=True, text=True,
            check=True).stdout
    done = re.search(r"(\d+) succeeded, (\d+) failed", text)
    assert int(done.group(1)) == calls, text
    return float(re.search(r"finished in .*?, ([\d.]+) req/s", text).group(1))


def h2load_times(*arguments):
    """Calls a second, and the milliseconds of each call in ascending order."""
    with tempfile.TemporaryDirectory() as folder:
        rate = h2load(*arguments, log=f"{folder}/log")
        lines = pathlib.Path(folder, "log").read_text().splitlines()
        return rate, sorted(int(line.split("\t")[2]) / 1e3 for line in lines)


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def sample(folder, scale):
    begin = time.monotonic()
    subprocess.run(
        [str(BIN / "motcuad"), "sample", "load", "binh-phuoc-2020", "--seed", "1", "--scale",
         str(scale), "--data", folder], check=True, capture_output=True)
    return time.monotonic() - begin


def export_all(stubs):
    count = 0
    for page in stubs.dossiers.ExportDossiers(
        dossier_pb2.ExportDossiersRequest(), metadata=stubs.metadata, timeout=3600
    ):
        count += len(page.dossiers)
        last = page.dossiers[-1].code
    return count, last


def memory_kib(pid, field):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", text).group(1))


def data_set(folder, scale):
    """A folder with the sample at a scale; a large one is a smaller one multiplied."""
    data = f"{folder}/data"
    times = scale // MULTIPLIED if scale > 50 else 1
    seconds = sample(data, scale // times)
    path = f"{data}/motcua.sqlite"
    if times > 1:
        multiply.multiply(path, times)
    # The sample is made under a manual clock, which costs each call a trailer that nobody has.
    multiply.use_system_clock(path)
    return data, seconds if times == 1 else None


def store(scales):
    for scale in scales:
        with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
            data, seconds = data_set(folder, scale)
            server = Server(data)
            admin = Stubs(server.address, server.token())
            idle = memory_kib(server.process.pid, "VmRSS")
            count, code = export_all(admin)
            size = f"{count:,} dossiers"
            if seconds:
                row(f"load the sample, {size}", f"{seconds:.1f} s")
            export(server, count, size, idle)
            read(server, admin, code, size)
            figures(server, admin, size)
            admin.close()
            server.stop()
            starts(data, size)
            # Last, for it adds to what the others measure.
            write_into(data, size)
    submit()


def write_into(data, size=None):
    """P3 beside what a folder holds."""
    server = Server(data)
    admin = Stubs(server.address, server.token())
    count, code = export_all(admin)
    write(server, admin, code, size or f"{count:,} dossiers")
    admin.close()
    server.stop()


def writes_alone(scales):
    """P3 beside what is stored already, at each scale."""
    for scale in scales:
        with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
            data, _ = data_set(folder, scale)
            write_into(data)


def figures_alone(scales):
    """P5 at each scale and nothing else; with a folder to keep, the data sets are made once."""
    for scale in scales:
        with contextlib.ExitStack() as stack:
            keep = os.environ.get("MOTCUA_BENCH_DATA")
            folder = f"{keep}/{scale}" if keep else stack.enter_context(
                tempfile.TemporaryDirectory(prefix="motcua."))
            data = f"{folder}/data"
            if not pathlib.Path(folder, "made").exists():
                begin = time.monotonic()
                data, _ = data_set(folder, scale)
                pathlib.Path(folder, "made").touch()
                note(f"  made in {time.monotonic() - begin:.0f} s")
            begin = time.monotonic()
            server = Server(data)
            ready = time.monotonic() - begin
            admin = Stubs(server.address, server.token())
            count = admin.call(
                admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest()).dossiers
            size = f"{count:,} dossiers"
            row(f"start and memory with the figures, {size}",
                f"{ready:.2f} s, {memory_kib(server.process.pid, 'VmRSS') / 1024:.0f} MiB")
            figures(server, admin, size)
            admin.close()
            server.stop()


def starts(data, size):
    """P10: from the start of the process to the line that says it takes calls."""
    for how, bar in (("a clean stop", 1), ("SIGKILL", 3)):
        begin = time.monotonic()
        server = Server(data)
        seconds = time.monotonic() - begin
        row(f"P10 start after {how}, {size}", f"{seconds:.2f} s", f"<= {bar} s",
            met(seconds <= bar))
        if how == "SIGKILL":
            server.stop()
            continue
        # Something to recover: writes that no checkpoint has taken yet.
        admin = Stubs(server.address, server.token())
        for _ in range(50):
            make_token(admin, common_pb2.PRINCIPAL_KIND_SUPERVISOR)
        admin.close()
        server.kill()


def export(server, count, size, idle):
    """The whole as one stream to h2load, which counts bytes and nothing else."""
    pid = server.process.pid
    ticks = cpu_seconds(pid)
    rate = h2load(
        server.address, "/motcua.v1.DossierService/ExportDossiers", b"", 1, server.token(), 1, 1)
    micros = (cpu_seconds(pid) - ticks) / count * 1e6
    grown = (memory_kib(pid, "VmHWM") - idle) / 1024
    row(f"P6 export, {size}", f"{rate * count:,.0f} rows/s, {micros:.1f} µs CPU a row",
        ">= 100,000", met(rate * count >= 100_000))
    row(f"P6 two exports, {size}, memory", f"{grown:.1f} MiB more than when idle", "<= 64 MiB", met(grown <= 64))


def callers(admin, code):
    """Who reads: from the widest scope to the narrowest."""
    agency = code.rsplit("-", 2)[0]
    found = admin.call(admin.agencies.ListAgencies, agency_pb2.ListAgenciesRequest(
        page_size=500)).agencies
    tokens = {}
    for name, kind, agencies in (
        ("an officer of one agency", common_pb2.PRINCIPAL_KIND_OFFICER, [agency]),
        (f"a supervisor of {len(found)} agencies", common_pb2.PRINCIPAL_KIND_SUPERVISOR,
         [one.code for one in found][:200]),
    ):
        duties = (
            [common_pb2.DUTY_RECEPTION] if kind == common_pb2.PRINCIPAL_KIND_OFFICER else [])
        principal = admin.call(admin.admin.CreatePrincipal, admin_pb2.CreatePrincipalRequest(
            principal=admin_pb2.Principal(
                kind=kind, name="Đo", agency_codes=agencies, duties=duties),
            request_id=new_id()))
        tokens[name] = admin.call(admin.admin.CreateToken, admin_pb2.CreateTokenRequest(
            principal_id=principal.id, request_id=new_id())).secret
    return tokens


def read(server, admin, code, size):
    body = dossier_pb2.GetDossierRequest(code=code)
    path = "/motcua.v1.DossierService/GetDossier"
    tokens = {"the administrator": server.token(), **callers(admin, code)}
    for name, token in tokens.items():
        stubs = Stubs(server.address, token)
        assert stubs.call(stubs.dossiers.GetDossier, body).code == code
        page = stubs.call(
            stubs.dossiers.ListDossiers, dossier_pb2.ListDossiersRequest(page_size=50))
        assert page.dossiers
        stubs.close()
        micros, rate = load(server, path, body, 100_000, token)
        row(f"P2 GetDossier by {name}, {size}",
            f"{micros:.1f} µs CPU, {rate:,.0f} calls/s, {1e6 / micros:,.0f} a core",
            "<= 25 µs, >= 30,000 a core", met(micros <= 25 and 1e6 / micros >= 30_000))
        micros, _ = load(
            server, "/motcua.v1.DossierService/ListDossiers",
            dossier_pb2.ListDossiersRequest(page_size=50), 4_000, token)
        row(f"ListDossiers, {len(page.dossiers)} rows, by {name}, {size}", f"{micros:.0f} µs CPU")


def figures(server, admin, size):
    """P5: what a year comes to, and the forms of the regulations."""
    year = common_pb2.Period(**{
        "from": common_pb2.Date(year=2020, month=1, day=1),
        "to": common_pb2.Date(year=2020, month=12, day=31)})
    forms = figure_pb2.ReportForm.Value
    for name, method, message, calls, bar in (
        ("GetSummary of a year", "GetSummary",
         statistics_pb2.GetSummaryRequest(period=year), 20_000, 1_000),
        ("RankAgencies of a year, 144 agencies", "RankAgencies",
         statistics_pb2.RankAgenciesRequest(
             period=year, page_size=500,
             measure=statistics_pb2.RANKING_MEASURE_ONLINE_OF_LEVEL34), 4_000, 1_000),
        ("QueryDaily of a year", "QueryDaily",
         statistics_pb2.QueryDailyRequest(period=year), 1_000, None),
        ("GetReport II.06a of a year", "GetReport", report_pb2.GetReportRequest(
            form=forms("REPORT_FORM_II_06A"), period=year), 100, 50_000),
        ("GetReport II.06b of a year", "GetReport", report_pb2.GetReportRequest(
            form=forms("REPORT_FORM_II_06B"), period=year), 100, 50_000),
    ):
        admin.call(getattr(admin.statistics, method), message)
        micros, _ = load(
            server, f"/motcua.v1.StatisticsService/{method}", message, calls, server.token(), 1)
        row(f"P5 {name}, {size}", f"{micros:,.0f} µs CPU", f"<= {bar:,} µs" if bar else "",
            met(micros <= bar) if bar else "")
    recount(server, admin, size)


def recount(server, admin, size):
    """What the figures spare: all of them counted again from the histories, and found equal."""
    ticks, begin = cpu_seconds(server.process.pid), time.monotonic()
    *_, last = admin.admin.VerifyFigures(
        recount_pb2.VerifyFiguresRequest(), metadata=admin.metadata, timeout=7200)
    seconds = time.monotonic() - begin
    assert last.done, "the recount ended early"
    row(f"P5 full recount, {last.figures:,} figures, {size}",
        f"{seconds:.1f} s, {cpu_seconds(server.process.pid) - ticks:.1f} s CPU, "
        f"{last.differing} differences", "equal", met(last.differing == 0))


def load(server, path, message, calls, token, streams=STREAMS):
    """CPU of the server for a call in microseconds, and calls a second, after a warm-up."""
    body = message.SerializeToString()
    # Long calls on few streams: one that waits for half a minute may be given up.
    h2load(server.address, path, body, calls // 10, token, CONNECTIONS, streams)
    before = cpu_seconds(server.process.pid)
    rate = h2load(server.address, path, body, calls, token, CONNECTIONS, streams)
    return (cpu_seconds(server.process.pid) - before) / calls * 1e6, rate


def submitted(server, admin, request, waiting, calls):
    """Submissions a second, the server's CPU for each, and the p99 of a call in milliseconds."""
    _, token = make_token(
        admin, common_pb2.PRINCIPAL_KIND_OFFICER, request.agency_code,
        duties=[common_pb2.DUTY_RECEPTION])
    officer = Stubs(server.address, token.secret)
    request.submission_kind = dossier_pb2.SUBMISSION_KIND_BY_OFFICER
    assert officer.call(officer.dossiers.SubmitDossier, request).code
    officer.close()
    connections = min(waiting, CONNECTIONS)
    before = cpu_seconds(server.process.pid)
    rate, times = h2load_times(
        server.address, "/motcua.v1.DossierService/SubmitDossier",
        request.SerializeToString(), calls, token.secret, connections, waiting // connections)
    micros = (cpu_seconds(server.process.pid) - before) / calls * 1e6
    return rate, micros, times[len(times) * 99 // 100]


def write(server, admin, code, size):
    """P3 beside what is there already."""
    agency = code.rsplit("-", 2)[0]
    set_up_procedure(admin, [agency], OWN_PROCEDURE)
    before = admin.call(admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest()).dossiers
    request = submission("", agency=agency, procedure=OWN_PROCEDURE)
    calls = 40_000
    rate, micros, late = submitted(server, admin, request, 64, calls)
    after = admin.call(admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest()).dossiers
    assert after - before == calls + 1, f"{after - before} dossiers are stored"
    row(f"P3 SubmitDossier, 64 at a time, {size} before",
        f"{rate:,.0f} calls/s, {micros:.0f} µs CPU, p99 {late:.1f} ms", "p99 <= 60 ms",
        met(late <= 60))


def submissions(waiting, calls, arguments=()):
    """The same over an empty store."""
    with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
        server = Server(f"{folder}/data", arguments=arguments)
        admin = Stubs(server.address, server.token())
        set_up(admin)
        found = submitted(server, admin, submission(""), waiting, calls)
        counted, _ = export_all(admin)
        assert counted == calls + 1, f"{counted} dossiers are stored"
        admin.close()
        server.stop()
        return found


def submit():
    single, _, _ = submissions(64, 6_000, ["--commit-group", "1"])
    row("P3 SubmitDossier, 64 at a time, each in its own commit", f"{single:,.0f} calls/s")
    rates = {}
    for waiting, calls in ((1, 2_000), (64, 40_000), (512, 40_000)):
        rates[waiting], micros, late = submissions(waiting, calls)
        bar, is_met = ("p99 <= 60 ms", met(late <= 60)) if waiting == 64 else ("", "")
        row(f"P3 SubmitDossier, {waiting} at a time",
            f"{rates[waiting]:,.0f} calls/s, {micros:.0f} µs CPU, p99 {late:.1f} ms", bar, is_met)
    ratio = rates[64] / single
    row("P3 group commit against one commit each, 64 at a time", f"{ratio:.1f} x", ">= 3 x",
        met(ratio >= 3))
    other = postgres.submissions([1, 8, 64])
    if isinstance(other, str):
        row("P3 against PostgreSQL 15", f"not measured: {other}", ">= 1.5 x")
        return
    for clients, rate in other.items():
        row(f"P3 PostgreSQL 15, the rows alone, {clients} clients", f"{rate:,.0f} a second")
    ratio = rates[64] / other[64]
    row("P3 the whole call against PostgreSQL's rows, 64 at a time", f"{ratio:.1f} x", ">= 1.5 x",
        met(ratio >= 1.5))


def catalogue():
    real = ROOT.parent / "shared/data/procedures_national_catalog_2026-07.tsv"
    with tempfile.TemporaryDirectory(prefix="motcua.") as folder:
        file = real
        if not real.exists():
            file = pathlib.Path(folder, "catalogue.tsv")
            file.write_bytes(subprocess.run(
                [str(BIN / "motcuad"), "sample", "catalogue"], check=True,
                capture_output=True).stdout)
        server = Server(f"{folder}/data")
        environment = dict(
            os.environ, MOTCUA_SERVER=server.address,
            MOTCUA_TOKEN_FILE=f"{folder}/data/admin.token")
        begin = time.monotonic()
        subprocess.run(
            [str(BIN / "motcua"), "procedure", "import", str(file)], env=environment, check=True,
            capture_output=True)
        seconds = time.monotonic() - begin
        kind = "real" if file == real else "generated"
        row(f"P6 import 5,670 rows ({kind})", f"{seconds:.2f} s", "<= 2 s", met(seconds <= 2))
        search(server)
        server.stop()


QUERIES = [
    "dat dai", "ĐẤT ĐAI", "khai sinh", "giay phep xay dung", "cấp lại", "1.001193",
    "dang ky ket hon", "bao hiem", "x", "thu tuc hai quan doi voi"]


def response_times(address, path, body, calls):
    """Milliseconds of each call on one connection, one at a time, as h2load logs them."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "body").write_bytes(framed(body))
        subprocess.run(
            ["h2load", "-n", str(calls), "-c", "1", "-m", "1", "-d", f"{folder}/body",
             "--log-file", f"{folder}/log", "-H", "content-type: application/grpc", "-H",
             "te: trailers", f"http://{address}{path}"], check=True, capture_output=True)
        lines = pathlib.Path(folder, "log").read_text().splitlines()
        return [int(line.split("\t")[2]) / 1e3 for line in lines]


def search(server):
    stubs = Stubs(server.address)
    times, before = [], cpu_seconds(server.process.pid)
    for query in QUERIES:
        request = procedure_pb2.SearchProceduresRequest(query=query)
        stubs.procedures.SearchProcedures(request, timeout=10)  # throws if it is refused
        times += response_times(
            server.address, "/motcua.v1.ProcedureService/SearchProcedures",
            request.SerializeToString(), 500)
    micros = (cpu_seconds(server.process.pid) - before) / len(times) * 1e6
    stubs.close()
    times.sort()
    p99 = times[len(times) * 99 // 100]
    row("P7 search over the wire, ten queries, pages of 50",
        f"p50 {statistics.median(times):.2f} ms, p99 {p99:.2f} ms", "p99 <= 1 ms", met(p99 <= 1))
    row("P7 search, server CPU a call", f"{micros:.0f} µs")


def versions():
    def first(*command):
        return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0]

    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    commit = first("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    return (
        f"{datetime.date.today()}, commit {commit}, {cpu.group(1) if cpu else platform.machine()}, "
        f"{os.cpu_count()} cores, {first('swift', '--version').split('(')[0].strip()}, "
        f"load {os.getloadavg()[0]:.1f} at the start")


def table(head):
    lines = [head, "", "| measure | figure | bar | met |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join(lines) + "\n"


def main():
    head = versions()
    what = sys.argv[1] if len(sys.argv) > 1 else "all"
    if what in ("catalogue", "all"):
        catalogue()
    scales = [int(scale) for scale in os.environ.get("MOTCUA_SCALES", "2,16,160").split(",")]
    if what in ("store", "all"):
        store(scales)
    if what == "figures":
        figures_alone(scales)
    if what == "submissions":
        writes_alone(scales)
        submit()
    text = table(head)
    print(text)
    page = ROOT / "Docs/BENCHMARKS.md"
    begin, end = f"<!-- {what} -->\n", f"<!-- end of {what} -->"
    old = page.read_text()
    if begin in old and rows:
        start = old.index(begin) + len(begin)
        page.write_text(old[:start] + text + old[old.index(end):])


if __name__ == "__main__":
    main()
