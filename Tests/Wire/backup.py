"""Backups over the wire: under write load, killed in the middle, restored by motcuad restore."""

import os
import pathlib
import subprocess
import threading
import time

from files import House, blocks
from house import (
    BIN, Runner, Server, Stubs, admin_pb2, failure, grpc, seeded, submission, temporary_folder)
from motcua.v1 import backup_pb2


class Load:
    """Clients that submit until they are told to stop."""

    def __init__(self, house, clients=8):
        self.house = house
        self.enough = threading.Event()
        self.count = 0
        self.errors = []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run) for _ in range(clients)]

    def run(self):
        stubs = Stubs(self.house.server.address, self.house.secret)
        while not self.enough.is_set():
            try:
                stubs.call(stubs.dossiers.SubmitDossier, submission())
            except grpc.RpcError as error:
                self.errors.append(str(error.code()))
                break
            with self.lock:
                self.count += 1
        stubs.close()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        for thread in self.threads:
            thread.join()


def backup(house, name=""):
    answers = list(house.admin.admin.CreateBackup(
        backup_pb2.CreateBackupRequest(name=name), metadata=house.admin.metadata, timeout=120))
    assert answers[-1].phase == backup_pb2.BACKUP_PHASE_DONE, answers[-1]
    return answers[-1].backup


def restore(*arguments):
    return subprocess.run(
        [BIN / "motcuad", "restore", *arguments], capture_output=True, text=True, timeout=120)


def main():
    chance = seeded()
    runner = Runner()
    with temporary_folder() as folder:
        house = House(folder)
        backups = pathlib.Path(house.data, "backups")
        for seed in range(3):
            house.submit(house.upload(1 << 20, seed=seed).id)
        made = {}

        def under_load():
            with Load(house) as load:
                time.sleep(0.3)
                for index in range(3):
                    before = load.count
                    made[index] = backup(house, f"load-{index}")
                    # What was acknowledged before the backup began is in it.
                    assert made[index].commit_position >= before, (made[index], before)
            assert not load.errors, load.errors[:3]
            assert load.count > 20, load.count
            for index, found in made.items():
                assert found.dossiers == found.commit_position, found
                assert found.files == 3 and found.file_bytes == 3 << 20, found

        def restored():
            target = f"{folder}/restored"
            done = restore(backups / "load-1", "--data", target)
            assert done.returncode == 0, done
            server = Server(target)
            admin = Stubs(server.address, house.server.token())
            info = admin.call(admin.admin.GetServerInfo, admin_pb2.GetServerInfoRequest())
            assert info.dossiers == made[1].dossiers, (info, made[1])
            assert info.commit_position == made[1].commit_position
            other = House.__new__(House)
            other.server, other.data, other.secret = server, target, house.secret
            other.connect()
            for file_id in ("1", "2", "3"):
                parts = b"".join(part.chunk for part in other.download(file_id))
                assert parts == b"".join(blocks(1 << 20, seed=int(file_id) - 1))
            other.system.close()
            admin.close()
            again = restore(backups / "load-1", "--data", target)
            assert again.returncode != 0 and "server" in again.stderr, again
            server.stop()
            again = restore(backups / "load-1", "--data", target)
            assert again.returncode != 0 and "motcua.sqlite" in again.stderr, again

        def checked():
            assert restore(backups / "load-2", "--check").returncode == 0
            sums = subprocess.run(
                "sha256sum --quiet -c SHA256SUMS manifest.sha256", shell=True,
                cwd=backups / "load-2", capture_output=True, text=True, timeout=60)
            assert sums.returncode == 0, sums
            database = backups / "load-2" / "motcua.sqlite"
            bytes_ = bytearray(database.read_bytes())
            bytes_[len(bytes_) // 2] ^= 1
            database.write_bytes(bytes_)
            bad = restore(backups / "load-2", "--check")
            assert bad.returncode != 0 and "motcua.sqlite" in bad.stderr, bad

        def one_at_a_time():
            """While one runs a second is refused; when the first is over the next is made."""
            first = house.admin.admin.CreateBackup(
                backup_pb2.CreateBackupRequest(name="first"), metadata=house.admin.metadata,
                timeout=120)
            next(first)
            name, reason, _ = failure(lambda: backup(house, "second"))
            assert (name, reason) == ("FAILED_PRECONDITION", "BACKUP_RUNNING"), (name, reason)
            assert list(first)[-1].backup.name == "first"
            assert backup(house, "second").name == "second"

        def refusals():
            name, reason, _ = failure(lambda: backup(house, "load-0"))
            assert (name, reason) == ("ALREADY_EXISTS", "ALREADY_EXISTS"), (name, reason)
            for bad in ("../x", "a/b", ".hidden"):
                name, reason, _ = failure(lambda bad=bad: backup(house, bad))
                assert (name, reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS"), (name, reason)

        def killed():
            """Whatever instant the kill comes at: no half backup is left under a name."""
            for index in range(6):
                call = house.admin.admin.CreateBackup(
                    backup_pb2.CreateBackupRequest(name=f"killed-{index}"),
                    metadata=house.admin.metadata, timeout=60)
                next(call)
                time.sleep(chance.uniform(0, 0.06))
                house.server.kill()
                call.cancel()
                house.admin.close()
                house.system.close()
                house.server = Server(house.data)
                house.admin = Stubs(house.server.address, house.server.token())
                house.connect()
                names = sorted(path.name for path in backups.iterdir())
                assert not [name for name in names if name.startswith(".")], names
                if f"killed-{index}" in names:
                    assert restore(backups / f"killed-{index}", "--check").returncode == 0
            house.submit(house.upload(1000, seed=9).id)
            backup(house, "after")
            assert restore(backups / "after", "--check").returncode == 0

        def tool():
            environment = dict(
                os.environ, MOTCUA_SERVER=house.server.address, MOTCUA_TOKEN=house.server.token())
            done = subprocess.run(
                [BIN / "motcua", "admin", "backup", "--name", "tool", "--output", "json"],
                env=environment, capture_output=True, text=True, timeout=60)
            assert done.returncode == 0 and '"tool"' in done.stdout, done
            assert restore(backups / "tool", "--check").returncode == 0
            for arguments in (["list"], ["verify"], ["checkpoint"]):
                done = subprocess.run(
                    [BIN / "motcua", "admin", "audit", *arguments],
                    env=environment, capture_output=True, text=True, timeout=60)
                assert done.returncode == 0, done
            kept = done.stdout.strip()
            done = subprocess.run(
                [BIN / "motcua", "admin", "audit", "verify", "--checkpoint", kept],
                env=environment, capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, done
            forged = kept.split(":")[0] + ":" + "0" * 64
            done = subprocess.run(
                [BIN / "motcua", "admin", "audit", "verify", "--checkpoint", forged],
                env=environment, capture_output=True, text=True, timeout=60)
            assert done.returncode == 1, done

        runner.case("a backup under write load is of one position", under_load)
        runner.case("motcuad restore makes the same server, and refuses one that is there", restored)
        runner.case("sha256sum and motcuad restore --check look through a backup", checked)
        runner.case("while a backup runs a second one is refused", one_at_a_time)
        runner.case("names that are taken or leave the folder are refused", refusals)
        runner.case("a kill in the middle leaves no half backup", killed)
        runner.case("motcua makes backups and looks through the audit", tool)
        house.system.close()
        house.admin.close()
        runner.case("the server ends gracefully", house.server.stop)
    runner.finish()


if __name__ == "__main__":
    main()
