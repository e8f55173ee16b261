"""The rows of a submission in PostgreSQL 15, for comparison: one function call, one commit each.

What is left out favours PostgreSQL: no gRPC, no protobuf, no identity, no rules; and its agencies are
many, so that its commits do not wait for one another on the counter of a day. Indexes and columns
are those of our schema; the owner is the same each time and his name is known, as in our measurement, and
dossiers are submitted one after the other.
A cluster of its own in a temporary folder, on a socket, fsync on.
"""

import contextlib
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile

SECONDS = 8
AGENCIES = 131

SCHEMA = """
CREATE TABLE dossier(
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, province_id BIGINT NOT NULL,
  code TEXT NOT NULL, agency_id BIGINT NOT NULL, desk_id BIGINT, holder_id BIGINT,
  state BIGINT NOT NULL, procedure_id BIGINT NOT NULL,
  procedure_revision BIGINT NOT NULL, case_code TEXT NOT NULL,
  channel BIGINT NOT NULL, level BIGINT, submission_kind BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL, acceptance_due_at BIGINT, received_at BIGINT,
  due_at BIGINT, late_from BIGINT, clock_due_at BIGINT, clock_stopped_at BIGINT,
  finished_at BIGINT, closed_at BIGINT, returned_at BIGINT,
  step_count BIGINT NOT NULL, updated_at BIGINT NOT NULL, etag BIGINT NOT NULL,
  supplement_count BIGINT NOT NULL, fee_count BIGINT NOT NULL, result_count BIGINT NOT NULL,
  has_extras BIGINT NOT NULL,
  applicant_name TEXT NOT NULL, subject_type BIGINT NOT NULL,
  identity_kind BIGINT NOT NULL, identity_number TEXT NOT NULL,
  phone TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL,
  assistant_name TEXT, assistant_capacity BIGINT, assistant_consent BIGINT,
  assistant_reason BIGINT, assistant_identity TEXT, assistant_note TEXT,
  external_source TEXT, external_code TEXT,
  limit_thousandths BIGINT, limit_unit BIGINT, limit_text TEXT,
  typed_due_day BIGINT, calendar_version BIGINT NOT NULL,
  return_method BIGINT, receiver_name TEXT, tracking_number TEXT, closing_reason TEXT NOT NULL,
  paper_kind BIGINT, paper_exemption TEXT, extent BIGINT, is_from_elsewhere BIGINT NOT NULL,
  name_id BIGINT NOT NULL);
CREATE UNIQUE INDEX ON dossier(province_id, code);
CREATE UNIQUE INDEX ON dossier(province_id, external_code, external_source)
  WHERE external_code IS NOT NULL;
CREATE INDEX ON dossier(province_id, agency_id);
CREATE INDEX ON dossier(province_id, desk_id) WHERE desk_id IS NOT NULL;
CREATE INDEX ON dossier(province_id, holder_id) WHERE holder_id IS NOT NULL;
CREATE INDEX ON dossier(province_id, identity_number);
CREATE INDEX ON dossier(province_id, clock_due_at) WHERE clock_due_at IS NOT NULL;
CREATE INDEX ON dossier(province_id, name_id);
CREATE INDEX ON dossier(province_id, phone) WHERE phone <> '';
CREATE INDEX ON dossier(province_id, received_at) WHERE received_at IS NOT NULL;
CREATE INDEX ON dossier(province_id, submitted_at);
CREATE INDEX ON dossier(province_id, procedure_id);
CREATE INDEX ON dossier(province_id, state) WHERE state NOT IN (3, 7, 10);
CREATE INDEX ON dossier(province_id, id) WHERE supplement_count > 1;
CREATE TABLE owner_name(
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, province_id BIGINT NOT NULL,
  order_key BYTEA NOT NULL, words TEXT NOT NULL);
CREATE UNIQUE INDEX ON owner_name(province_id, order_key, words);
INSERT INTO owner_name(province_id, order_key, words)
  VALUES(1, '\\x7673660273776474666802736673', ' nguyen thi thu');
CREATE TABLE dossier_timer(
  province_id BIGINT NOT NULL, at BIGINT NOT NULL, dossier_id BIGINT NOT NULL,
  kind BIGINT NOT NULL, PRIMARY KEY(province_id, at, dossier_id));
CREATE TABLE dossier_component(
  dossier_id BIGINT NOT NULL, position BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  source BIGINT NOT NULL, quantity BIGINT NOT NULL, file_reference TEXT NOT NULL,
  hash BYTEA NOT NULL, is_from_supplement BIGINT NOT NULL, file_id BIGINT,
  PRIMARY KEY(dossier_id, position));
CREATE TABLE dossier_event(
  sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, province_id BIGINT NOT NULL,
  dossier_id BIGINT NOT NULL, number BIGINT NOT NULL, action BIGINT NOT NULL,
  from_state BIGINT, to_state BIGINT NOT NULL, at BIGINT NOT NULL, agency_id BIGINT NOT NULL,
  principal_id BIGINT NOT NULL, actor_kind BIGINT NOT NULL, officer TEXT, note TEXT NOT NULL,
  due_before BIGINT, due_after BIGINT, late_from BIGINT,
  division TEXT, assignee TEXT, step_due_day BIGINT, agency_before BIGINT, agency_after BIGINT,
  entered_at BIGINT NOT NULL, figures BYTEA NOT NULL, resolver_id BIGINT NOT NULL, desk_id BIGINT,
  holder_before BIGINT NOT NULL);
CREATE INDEX ON dossier_event(dossier_id);
CREATE INDEX ON dossier_event(province_id, officer, at) WHERE officer IS NOT NULL;
CREATE INDEX ON dossier_event(at)
  WHERE from_state IN (7, 8, 9, 10) AND to_state NOT IN (7, 8, 9, 10);
CREATE INDEX ON dossier_event(at) WHERE agency_before IS NOT NULL;
CREATE TABLE agency_day(
  province_id BIGINT NOT NULL, agency_id BIGINT NOT NULL, day BIGINT NOT NULL,
  last BIGINT NOT NULL, PRIMARY KEY(province_id, agency_id, day));
CREATE TABLE rollup(
  province_id BIGINT NOT NULL, agency_id BIGINT NOT NULL, day BIGINT NOT NULL,
  procedure_id BIGINT NOT NULL, cell BIGINT NOT NULL, amount BIGINT NOT NULL,
  PRIMARY KEY(province_id, agency_id, day, procedure_id, cell));
CREATE TABLE audit(
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, province_id BIGINT NOT NULL,
  at BIGINT NOT NULL, principal_id BIGINT NOT NULL, method TEXT NOT NULL,
  request_id BYTEA, subject TEXT NOT NULL, purpose TEXT NOT NULL, hash BYTEA NOT NULL);
CREATE FUNCTION submit(agency BIGINT, person BIGINT) RETURNS TEXT LANGUAGE plpgsql AS $$
DECLARE number BIGINT; born BIGINT; made TEXT; named BIGINT;
BEGIN
  INSERT INTO agency_day VALUES(1, agency, 18480, 1)
    ON CONFLICT(province_id, agency_id, day) DO UPDATE SET last = agency_day.last + 1
    RETURNING last INTO number;
  made := '000.00.' || lpad(agency::TEXT, 3, '0') || '.H10-200806-' || lpad(number::TEXT, 4, '0');
  SELECT id INTO named FROM owner_name WHERE province_id = 1
    AND order_key = '\\x7673660273776474666802736673' AND words = ' nguyen thi thu';
  INSERT INTO dossier(province_id, code, agency_id, state, procedure_id, procedure_revision,
    case_code, channel, level, submission_kind, submitted_at, acceptance_due_at, step_count,
    updated_at, etag, supplement_count, fee_count, result_count, applicant_name, subject_type,
    identity_kind, identity_number, phone, email, address, calendar_version, closing_reason,
    has_extras, is_from_elsewhere, name_id)
  VALUES(1, made, agency, 1, 7, 1, '', 2, 4, 3, extract(epoch FROM clock_timestamp()) * 1000,
    1596790800000, 1,
    1596697200000, 1, 0, 0, 0, 'Nguyễn Thị Thử', 1, 1, lpad(person::TEXT, 12, '0'), '', '', '', 0,
    '', 0, 0, named) RETURNING id INTO born;
  INSERT INTO dossier_timer VALUES(1, 1596790800000, born, 1);
  INSERT INTO dossier_component VALUES(born, 1, 'TP-1', '', 3, 0, '', '', 0);
  INSERT INTO dossier_event(province_id, dossier_id, number, action, to_state, at, agency_id,
    principal_id, actor_kind, note, entered_at, figures, resolver_id, holder_before)
    VALUES(1, born, 1, 1, 1, 1596697200000, agency, 2, 3, '', 1596697200000,
      '\\x0701020000010101020000010101', agency, 0);
  INSERT INTO rollup SELECT 1, agency, 18480, 7, cell, 1 FROM unnest(ARRAY[9, 24]) AS cell
    ON CONFLICT(province_id, agency_id, day, procedure_id, cell)
    DO UPDATE SET amount = rollup.amount + 1;
  INSERT INTO audit(province_id, at, principal_id, method, subject, purpose, hash)
    VALUES(1, 1596697200000, 2, '/motcua.v1.DossierService/SubmitDossier', made, '',
      sha256(convert_to(made, 'UTF8')));
  RETURN made;
END $$;
"""

SCRIPT = f"""\\set agency random(1, {AGENCIES})
\\set person 70190000123
SELECT submit(:agency, :person);
"""


def programs():
    """The folder with version 15's programs; None where they are not installed."""
    folder = pathlib.Path("/usr/lib/postgresql/15/bin")
    names = ("initdb", "postgres", "psql", "pgbench")
    return folder if all((folder / name).exists() for name in names) else None


def submissions(clients):
    """Submissions a second for each number of clients; a sentence where that cannot be measured."""
    folder = programs()
    if not folder:
        return "PostgreSQL 15 is not installed (postgresql-15)"
    as_user = []
    owner = None
    if os.geteuid() == 0:
        # PostgreSQL does not run as root.
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            return "there is no user postgres, and PostgreSQL does not run as root"
        if not shutil.which("runuser"):
            return "runuser is missing, and PostgreSQL does not run as root"
        as_user = ["runuser", "-u", "postgres", "--"]
    with tempfile.TemporaryDirectory(prefix="motcua.pg.") as place:
        if owner:
            os.chown(place, owner.pw_uid, owner.pw_gid)
        with cluster(folder, place, as_user):
            return {
                number: run(folder, place, as_user, number, SECONDS) for number in clients}


@contextlib.contextmanager
def cluster(folder, place, as_user):
    data = f"{place}/data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(
        [*as_user, str(folder / "initdb"), "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8",
         "--locale=C"], cwd=place, **quiet)
    settings = {
        "listen_addresses": "", "unix_socket_directories": place, "max_connections": "600",
        "shared_buffers": "256MB", "max_wal_size": "4GB", "checkpoint_timeout": "30min"}
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with open(f"{place}/log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*as_user, str(folder / "postgres"), "-D", data, *flags], cwd=place, stdout=log,
            stderr=log)
    try:
        ready = [str(folder / "psql"), "-h", place, "-U", "bench", "-d", "postgres", "-q"]
        wait = [str(folder / "pg_isready"), "-h", place, "-q", "-t", "1"]
        for _ in range(200):
            if subprocess.run(wait, check=False).returncode == 0:
                break
            assert process.poll() is None, pathlib.Path(f"{place}/log").read_text()
        subprocess.run(
            [*ready, "-v", "ON_ERROR_STOP=1"], input=SCHEMA, text=True, check=True,
            stdout=subprocess.DEVNULL)
        yield
    finally:
        process.terminate()
        process.wait()


def run(folder, place, as_user, clients, seconds):
    script = pathlib.Path(place, "submit.sql")
    script.write_text(SCRIPT, encoding="utf-8")
    script.chmod(0o644)
    done = subprocess.run(
        [*as_user, str(folder / "pgbench"), "-h", place, "-U", "bench", "-n", "-M", "prepared",
         "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", str(script), "postgres"],
        capture_output=True, text=True, cwd=place, check=True)
    return float(re.search(r"tps = ([\d.]+)", done.stdout).group(1))
