"""What the tests of the interop and conformance programs share: stubs, certificates, processes."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("MOTCUA_BIN_DIR", ROOT / ".build/debug"))
STUBS = ROOT / ".build/python-suites"


def make_stubs():
    """Makes the Python stubs of grpc.testing and connectrpc.conformance from Protos/."""
    from grpc_tools import protoc

    STUBS.mkdir(parents=True, exist_ok=True)
    files = [str(p) for folder in ("grpc/testing", "connectrpc/conformance/v1")
             for p in sorted((ROOT / "Protos" / folder).glob("*.proto"))]
    include = pathlib.Path(protoc.__file__).parent / "_proto"
    code = protoc.main(
        ["protoc", f"-I{ROOT / 'Protos'}", f"-I{include}",
         f"--python_out={STUBS}", f"--grpc_python_out={STUBS}", *files])
    assert code == 0, "protoc failed"
    sys.path.insert(0, str(STUBS))


class Program:
    """A program that says `listening HOST:PORT` when it is ready."""

    def __init__(self, name, *arguments, **variables):
        self.process = subprocess.Popen(
            [str(BIN / name), *arguments], stdout=subprocess.PIPE, text=True,
            env={**os.environ, **variables})
        line = self.process.stdout.readline()
        assert line.startswith("listening "), f"{name} printed {line!r}"
        self.address = line.split()[1]
        self.port = self.address.rpartition(":")[2]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)


def self_signed(folder, name="localhost", extra=()):
    """Files of a certificate for loopback that signs itself, and of its key."""
    chain, key = str(pathlib.Path(folder, f"{name}.pem")), str(pathlib.Path(folder, f"{name}.key"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", *extra, "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return chain, key


class Cases:
    """Runs named cases and counts what has failed."""

    def __init__(self):
        self.passed, self.failed, self.left_out = 0, 0, 0

    def run(self, name, case, *arguments):
        try:
            case(*arguments)
            self.passed += 1
        except Exception as error:  # A case may fail in any way; all of them are reported.
            self.failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}", file=sys.stderr)

    def leave_out(self, name, reason):
        self.left_out += 1
        print(f"left out {name}: {reason}", file=sys.stderr)

    def finish(self):
        left_out = f", {self.left_out} left out" if self.left_out else ""
        print(f"{self.passed} passed, {self.failed} failed{left_out}")
        sys.exit(1 if self.failed else 0)
