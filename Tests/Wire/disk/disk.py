"""A disk that is written down and can fail: builds disk_shim.c and reads its journal."""

import os
import pathlib
import shutil
import struct
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

HEAD = struct.Struct("<BHIQ")
SECTOR = 512
EXIT_SKIPPED = 77


def shim(folder):
    """The shared object, built into a folder; ends the step where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("clang") or shutil.which("gcc")
    if sys.platform != "linux" or not compiler:
        print("needs Linux and a C compiler: the disk is stood in for by LD_PRELOAD")
        sys.exit(EXIT_SKIPPED)
    target = pathlib.Path(folder, "disk_shim.so")
    subprocess.run(
        [compiler, "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", target,
         FOLDER / "disk_shim.c", "-lpthread"], check=True)
    return target


class Control:
    """The values by which the shim fails or shifts the clock, in memory that both see."""

    FIELDS = ("write_errno", "sync_errno", "clock_shift", "bytes_left")

    def __init__(self, folder):
        self.path = pathlib.Path(folder, "control")
        self.set()

    def set(self, **values):
        """Sets all values at once; what is not named is 0."""
        data = struct.pack("<4q", *(values.get(name, 0) for name in self.FIELDS))
        if not self.path.exists():
            self.path.write_bytes(data)
            return
        with open(self.path, "r+b") as file:
            file.write(data)


def environment(library, root, journal=None, control=None):
    values = {"LD_PRELOAD": str(library), "MOTCUA_DISK_ROOT": str(root)}
    if journal:
        values["MOTCUA_DISK_JOURNAL"] = str(journal)
    if control:
        values["MOTCUA_DISK_CONTROL"] = str(control.path)
    return values


class File:
    """What a file holds for certain, and what was written to it since its last fsync."""

    def __init__(self):
        self.durable = bytearray()
        self.pending = []

    def sync(self):
        for change in self.pending:
            apply(self.durable, change)
        self.pending = []


def apply(content, change):
    op, offset, data = change
    if op == "T":
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    else:
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset:offset + len(data)] = data


class Disk:
    """The state of the folder at a place in the journal, as a crash may leave it.

    A name is certain once its folder was synced, a content once its file was. Of everything else
    any part may be there: writes in any selection, cut at sectors.
    """

    def __init__(self, journal):
        self.data = pathlib.Path(journal).read_bytes()
        self.at = 0
        self.names = {}
        self.certain = {}

    def boundaries(self):
        """Where records end; the last one may be cut off."""
        at, ends = 0, []
        while at + HEAD.size <= len(self.data):
            _, path, data, _ = HEAD.unpack_from(self.data, at)
            at += HEAD.size + path + data
            if at > len(self.data):
                break
            ends.append(at)
        return ends

    def advance(self, place):
        """Plays the journal up to a boundary."""
        while self.at < place:
            op, path_length, length, offset = HEAD.unpack_from(self.data, self.at)
            start = self.at + HEAD.size
            path = self.data[start:start + path_length].decode()
            data = self.data[start + path_length:start + path_length + length]
            self.at = start + path_length + length
            self.play(chr(op), path, data, offset)

    def play(self, op, path, data, offset):
        if op == "C":
            self.names[path] = File()
        elif op in "WT":
            self.names[path].pending.append((op, offset, data))
        elif op == "S":
            self.names[path].sync()
        elif op == "U":
            del self.names[path]
        elif op in "LR":
            target = data.decode()
            self.names[target] = self.names[path]
            if op == "R":
                del self.names[path]
        elif op == "D":
            inside = path.rstrip("/") + "/"
            for name in list(self.certain):
                if name.startswith(inside):
                    del self.certain[name]
            self.certain.update(
                {name: file for name, file in self.names.items() if name.startswith(inside)})

    def leave(self, folder, root, random):
        """Writes what a crash now leaves into an empty folder; `random` decides what is lost."""
        keeps = random.choice(("nothing", "nothing", "all", "some", "torn"))
        names = self.names if keeps == "all" else self.certain
        if keeps in ("some", "torn"):
            names = {**self.certain, **{
                name: file for name, file in self.names.items() if random.random() < 0.5}}
        for name, file in names.items():
            if name.endswith("-shm"):
                continue  # it is memory, which a crash does not leave
            content = bytearray(file.durable)
            for change in file.pending:
                if keeps == "all" or (keeps != "nothing" and random.random() < 0.5):
                    apply(content, self.torn(change, random) if keeps == "torn" else change)
            target = pathlib.Path(folder, os.path.relpath(name, root))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    @staticmethod
    def torn(change, random):
        op, offset, data = change
        if op == "T" or len(data) <= SECTOR:
            return change
        return op, offset, data[:random.randrange(0, len(data), SECTOR)]
