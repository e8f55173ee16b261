"""A disk that is full, read-only or failing, a damaged file, a clock that goes back.

In each case calls get a precise status, nothing that was answered is lost, and the server either
goes on when the fault is over or ends with an error so that it is started again.
"""

import errno
import pathlib
import random
import subprocess

import disk

from house import (
    Runner, Server, Stubs, admin_pb2, common_pb2, dossier_pb2, failure, grpc, make_token, set_up,
    submission, temporary_folder)

UNAVAILABLE = ("UNAVAILABLE", "STORE_UNAVAILABLE")
DAMAGED = ("DATA_LOSS", "STORE_DAMAGED")
DAY = 24 * 60 * 60 * 1000


class Case:
    """A server over the shim with one system that submits."""

    def __init__(self, library, folder, name):
        self.folder = pathlib.Path(folder, name)
        self.folder.mkdir()
        self.root = self.folder / "data"
        self.control = disk.Control(self.folder)
        self.environment = disk.environment(library, self.root, control=self.control)
        self.server = Server(self.root, environment=self.environment)
        self.admin = Stubs(self.server.address, self.server.token())
        set_up(self.admin)
        _, token = make_token(self.admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        _, officer = make_token(
            self.admin, common_pb2.PRINCIPAL_KIND_OFFICER, duties=[common_pb2.DUTY_RECEPTION])
        self.secrets = token.secret, officer.secret
        self.answered = []
        self.connect()

    def connect(self):
        self.admin = Stubs(self.server.address, self.server.token())
        self.system = Stubs(self.server.address, self.secrets[0])
        self.officer = Stubs(self.server.address, self.secrets[1])

    def submit(self):
        answer = self.system.call(self.system.dossiers.SubmitDossier, submission())
        self.answered.append(answer.code)
        return answer.code

    def refused(self):
        return failure(
            lambda: self.system.call(self.system.dossiers.SubmitDossier, submission()))[:2]

    def refused_at_last(self):
        """Submits until there is no room; what was taken before is among the answered."""
        for _ in range(60):
            try:
                self.submit()
            except grpc.RpcError:
                return self.refused()
        raise AssertionError("the disk never became full")

    def read(self, code):
        request = dossier_pb2.GetDossierRequest(code=code)
        assert self.system.call(self.system.dossiers.GetDossier, request).code == code

    def all_there(self):
        codes = []
        for page in self.admin.dossiers.ExportDossiers(
            dossier_pb2.ExportDossiersRequest(), metadata=self.admin.metadata, timeout=60
        ):
            codes.extend(dossier.code for dossier in page.dossiers)
        assert sorted(codes) == sorted(self.answered), (codes, self.answered)

    def ends_by_itself(self):
        code = self.server.process.wait(timeout=30)
        assert code not in (0, None), f"exit code {code}"

    def restart(self):
        self.control.set()
        self.server = Server(self.root, environment=self.environment)
        self.connect()

    def finish(self):
        self.all_there()
        for stubs in (self.admin, self.system, self.officer):
            stubs.close()
        self.server.stop()


def full(case):
    """ENOSPC after some bytes, at twenty places of a transaction: refused, read, then taken."""
    chance = random.Random(28)
    for _ in range(20):
        code = case.submit()
        case.control.set(write_errno=errno.ENOSPC, bytes_left=chance.randrange(0, 60_000))
        assert case.refused_at_last() == UNAVAILABLE
        case.read(code)
        case.control.set()
    case.submit()
    case.finish()


def read_only(case):
    code = case.submit()
    case.control.set(write_errno=errno.EROFS)
    assert case.refused() == UNAVAILABLE
    case.read(code)
    case.control.set()
    case.submit()
    case.finish()


def sync_fails(case):
    """After a failed fsync nothing is acknowledged any more, and the server ends with an error."""
    case.submit()
    case.control.set(sync_errno=errno.EIO)
    got = case.refused()
    assert got == UNAVAILABLE, got
    case.ends_by_itself()
    case.restart()
    # It may be there, for it was written; it was not answered, so it need not be.
    stored = [page for page in case.admin.dossiers.ExportDossiers(
        dossier_pb2.ExportDossiersRequest(), metadata=case.admin.metadata, timeout=60)]
    codes = [dossier.code for page in stored for dossier in page.dossiers]
    assert set(case.answered) <= set(codes) and len(codes) <= 2, codes
    case.answered = codes
    case.submit()
    case.finish()


def damaged(case):
    """Bytes of a page change while nobody looks: the file is refused and left as it is."""
    for _ in range(30):
        case.submit()
    case.server.stop()
    path = case.root / "motcua.sqlite"
    sound = path.read_bytes()
    page = bytearray(sound)
    middle = len(page) // 4096 // 2 * 4096
    page[middle:middle + 512] = bytes(512)
    path.write_bytes(page)
    done = subprocess.run(
        case.server.process.args, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode not in (0, None) and not done.stdout, done
    assert path.read_bytes() == bytes(page), "the damaged file was changed"
    path.write_bytes(sound)
    case.restart()
    case.finish()


def overwrite(path, page):
    """Writes over the heads of the pages that hold a word, in place; gives what they were."""
    whole = path.read_bytes()
    places = sorted({at // 4096 * 4096 for at in range(len(whole))
                     if whole.startswith(page, at)} - {0})
    assert places, "the word is on no page"
    with open(path, "r+b") as file:
        for place in places:
            file.seek(place)
            file.write(b"\xff" * 16)
    return whole


def damaged_meanwhile(case):
    """Pages are damaged under a running server: a read says so, a write ends the server."""
    code = [case.submit() for _ in range(30)][0]
    case.server.stop()
    case.restart()
    path = case.root / "motcua.sqlite"
    sound = overwrite(path, code.encode())

    def get():
        request = dossier_pb2.GetDossierRequest(code=code)
        return case.system.call(case.system.dossiers.GetDossier, request)
    for _ in range(2):
        got = failure(get)
        assert got[:2] == DAMAGED, got
    case.admin.call(case.admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest())
    assert case.server.process.poll() is None, "a read ended the server"
    request = dossier_pb2.AcceptDossierRequest(code=code)
    got = failure(lambda: case.officer.call(case.officer.dossiers.AcceptDossier, request))
    assert got[:2] == DAMAGED, got
    case.ends_by_itself()
    log = "".join(case.server.log)
    assert "incident" in log.lower() and "malformed" in log, log
    path.write_bytes(sound)
    case.restart()
    assert get().state == dossier_pb2.DOSSIER_STATE_SUBMITTED
    case.submit()
    case.finish()


def clock_back(case):
    """A clock that goes back loses and repeats nothing; a step before the last one is refused."""
    code = case.submit()
    for back in (1000, DAY, 40 * DAY):
        case.control.set(clock_shift=-back)
        if back == 1000:
            continue
        got = failure(lambda: case.officer.call(
            case.officer.dossiers.AcceptDossier, dossier_pb2.AcceptDossierRequest(code=code)))
        # Our fault, said in words; the caller did nothing wrong.
        assert got[0] == "INTERNAL" and "clock" in got[2].message, got
        # A submission is a matter of its own day; the numbers of that day go on without a gap.
        case.submit()
    case.control.set()
    case.officer.call(
        case.officer.dossiers.AcceptDossier, dossier_pb2.AcceptDossierRequest(code=code))
    case.submit()
    assert len(set(case.answered)) == len(case.answered), case.answered
    case.finish()


def main():
    runner = Runner()
    with temporary_folder() as folder:
        library = disk.shim(folder)
        for name, body in (
            ("a full disk refuses and recovers", full),
            ("a read-only disk refuses and recovers", read_only),
            ("a failed fsync ends the server, and nothing answered is lost", sync_fails),
            ("a damaged file is refused and left as it is", damaged),
            ("pages damaged under a running server", damaged_meanwhile),
            ("a clock that goes back", clock_back),
        ):
            runner.case(name, lambda body=body: body(Case(library, folder, body.__name__)))
    runner.finish()


if __name__ == "__main__":
    main()
