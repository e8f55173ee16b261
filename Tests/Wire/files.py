"""Files over the wire: 100 MiB up and down with little memory, resumed, cut off and killed."""

import hashlib
import os
import pathlib
import random
import subprocess
import threading
import time

from house import (
    BIN, Runner, Server, Stubs, common_pb2, failure, make_token, new_id, set_up,
    submission, temporary_folder)
from motcua.v1 import file_pb2

MIB = 1 << 20
LARGE = 100 * MIB
# Less than a fifth of the file: what is kept of it is chunks on their way.
GROWTH_KIB_MAX = 20 * 1024


def blocks(size, seed=1, block=256 * 1024):
    """A PDF of so many bytes, made as it is sent."""
    chance = random.Random(seed)
    noise = chance.randbytes(block)
    left = size
    first = b"%PDF-1.7\n"
    while left > 0:
        part = (first + noise)[: min(block, left)]
        first = b""
        left -= len(part)
        yield part


def digest(size, seed=1):
    total = hashlib.sha256()
    for part in blocks(size, seed):
        total.update(part)
    return total.hexdigest()


def messages(size, seed=1, request_id=None, sum=None):
    yield file_pb2.UploadFileRequest(request_id=request_id or new_id())
    for part in blocks(size, seed):
        yield file_pb2.UploadFileRequest(chunk=part)
    yield file_pb2.UploadFileRequest(size_bytes=size, sha256=sum or digest(size, seed))


class House:
    def __init__(self, folder):
        self.data = f"{folder}/data"
        self.server = Server(self.data)
        self.admin = Stubs(self.server.address, self.server.token())
        set_up(self.admin)
        _, token = make_token(self.admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        self.secret = token.secret
        self.connect()

    def connect(self):
        self.system = Stubs(self.server.address, self.secret)

    def upload(self, *arguments, **keywords):
        return self.system.dossiers.UploadFile(
            messages(*arguments, **keywords), metadata=self.system.metadata, timeout=120)

    def submit(self, file_id):
        request = submission()
        request.components[0].file_id = file_id
        return self.system.call(self.system.dossiers.SubmitDossier, request)

    def download(self, file_id, offset=0):
        return self.system.dossiers.DownloadFile(
            file_pb2.DownloadFileRequest(file_id=file_id, offset=offset, purpose="Thử"),
            metadata=self.system.metadata, timeout=120)

    def stored(self):
        return [path for path in pathlib.Path(self.data, "files").rglob("*") if path.is_file()]


class Peak:
    """The largest resident memory of a server while something runs."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.before = self.peak = self.server.resident_kib()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self):
        while not self.done.wait(0.02):
            self.peak = max(self.peak, self.server.resident_kib())

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()
        self.growth = self.peak - self.before


def main():
    runner = Runner()
    with temporary_folder() as folder:
        house = House(folder)
        large = {}

        def up():
            with Peak(house.server) as peak:
                large["file"] = house.upload(LARGE)
            print(f"      100 MiB up: {peak.growth} KiB more")
            assert large["file"].size_bytes == LARGE
            assert large["file"].sha256 == digest(LARGE)
            assert large["file"].type == file_pb2.FILE_TYPE_PDF
            assert peak.growth < GROWTH_KIB_MAX, peak.growth

        def down():
            house.submit(large["file"].id)
            total = hashlib.sha256()
            with Peak(house.server) as peak:
                for part in house.download(large["file"].id):
                    total.update(part.chunk)
            print(f"      100 MiB down: {peak.growth} KiB more")
            assert total.hexdigest() == large["file"].sha256
            assert peak.growth < GROWTH_KIB_MAX, peak.growth

        def slow_reader():
            """Who does not read holds no memory: flow control stops the disk."""
            with Peak(house.server) as peak:
                call = house.download(large["file"].id)
                next(call)
                time.sleep(1)
                call.cancel()
            assert peak.growth < GROWTH_KIB_MAX, peak.growth

        def too_large():
            name, reason, _ = failure(lambda: house.upload(LARGE + 1))
            assert (name, reason) == ("RESOURCE_EXHAUSTED", "FILE_TOO_LARGE"), (name, reason)

        def refused():
            name, reason, _ = failure(lambda: house.upload(MIB, sum="0" * 64))
            assert (name, reason) == ("INVALID_ARGUMENT", "FILE_SUM_MISMATCH"), (name, reason)
            html = [file_pb2.UploadFileRequest(
                request_id=new_id(), chunk=b"<html>", size_bytes=6,
                sha256=hashlib.sha256(b"<html>").hexdigest())]
            name, reason, _ = failure(lambda: house.system.dossiers.UploadFile(
                iter(html), metadata=house.system.metadata, timeout=60))
            assert (name, reason) == ("INVALID_ARGUMENT", "FILE_TYPE_NOT_ALLOWED"), (name, reason)

        def strangers():
            name, reason, _ = failure(lambda: house.submit("999"))
            assert (name, reason) == ("FAILED_PRECONDITION", "FILE_NOT_FOUND"), (name, reason)
            name, reason, _ = failure(lambda: house.submit(large["file"].id))
            assert (name, reason) == ("FAILED_PRECONDITION", "FILE_NOT_FOUND"), (name, reason)

        def damaged():
            made = house.upload(MIB, seed=7)
            house.submit(made.id)
            path = pathlib.Path(house.data, "files", made.sha256[:2], made.sha256)
            bytes_ = bytearray(path.read_bytes())
            bytes_[len(bytes_) // 2] ^= 1
            path.write_bytes(bytes_)
            name, reason, _ = failure(lambda: house.download(made.id))
            assert (name, reason) == ("DATA_LOSS", "FILE_DAMAGED"), (name, reason)
            # The same bytes, sent once more, mend it.
            house.upload(MIB, seed=7)
            got = b"".join(part.chunk for part in house.download(made.id))
            assert hashlib.sha256(got).hexdigest() == made.sha256

        def cut_off():
            before = house.stored()
            sent = threading.Event()

            def endless():
                yield file_pb2.UploadFileRequest(request_id=new_id())
                for part in blocks(3 * MIB):
                    yield file_pb2.UploadFileRequest(chunk=part)
                sent.set()
                time.sleep(30)

            call = house.system.dossiers.UploadFile.future(
                endless(), metadata=house.system.metadata, timeout=60)
            assert sent.wait(20)
            call.cancel()
            deadline = time.monotonic() + 10
            while house.stored() != before:
                assert time.monotonic() < deadline, "an upload that was cut off left something"
                time.sleep(0.05)

        def killed():
            before = house.stored()
            sent = threading.Event()

            def endless():
                yield file_pb2.UploadFileRequest(request_id=new_id())
                for part in blocks(3 * MIB, seed=2):
                    yield file_pb2.UploadFileRequest(chunk=part)
                sent.set()
                time.sleep(30)

            call = house.system.dossiers.UploadFile.future(
                endless(), metadata=house.system.metadata, timeout=60)
            assert sent.wait(20)
            house.server.kill()
            call.cancel()
            house.system.close()
            house.server = Server(house.data)
            house.connect()
            assert house.stored() == before, house.stored()

        def tool():
            """The tool goes on where an earlier download broke off."""
            environment = dict(
                os.environ, MOTCUA_SERVER=house.server.address, MOTCUA_TOKEN=house.secret)
            source = pathlib.Path(folder, "nguon.pdf")
            source.write_bytes(b"".join(blocks(2 * MIB, seed=3)))
            made = subprocess.run(
                [BIN / "motcua", "file", "upload", source, "--output", "csv"],
                env=environment, capture_output=True, text=True, check=True, timeout=60)
            file_id = made.stdout.splitlines()[1].split(",")[0]
            house.submit(file_id)
            target = pathlib.Path(folder, "dich.pdf")
            part = pathlib.Path(folder, "dich.pdf.part")
            command = [
                BIN / "motcua", "file", "download", file_id, "--to", target, "--purpose", "Thử"]
            part.write_bytes(source.read_bytes()[:MIB])
            subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
            assert target.read_bytes() == source.read_bytes()
            assert not part.exists()
            again = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=60)
            assert again.returncode == 2, again
            # What lies there may be of another file: it is dropped, and nothing gets the name.
            target.unlink()
            part.write_bytes(b"%PDF-other")
            wrong = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=60)
            assert wrong.returncode != 0 and not target.exists() and not part.exists(), wrong
            subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
            assert target.read_bytes() == source.read_bytes()

        runner.case("100 MiB go up with little memory", up)
        runner.case("100 MiB come down with little memory", down)
        runner.case("a reader that does not read costs nothing", slow_reader)
        runner.case("one byte more than 100 MiB is refused", too_large)
        runner.case("wrong sums and wrong kinds are refused", refused)
        runner.case("a file that is not there or in use cannot be named", strangers)
        runner.case("bytes that changed on the disk are damage, and can be mended", damaged)
        runner.case("an upload that is cut off leaves nothing", cut_off)
        runner.case("an upload during which the server is killed leaves nothing", killed)
        runner.case("motcua sends, receives, resumes and checks", tool)
        house.system.close()
        house.admin.close()
        runner.case("the server ends gracefully", house.server.stop)
    runner.finish()


if __name__ == "__main__":
    main()
