"""TLS and what comes without it: certificates of both sides, reload, HTTP/1.1 on the port."""

import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
import warnings

from house import (
    BIN, Runner, Server, grpc, procedure_pb2, procedure_pb2_grpc,
    temporary_folder)


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Authority:
    """A certificate authority in a folder."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder, name)
        self.folder.mkdir()
        self.roots = str(self.folder / "ca.pem")
        self.key = str(self.folder / "ca.key")
        openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
            "-keyout", self.key, "-out", self.roots)

    def issue(self, name, subject, alternatives=""):
        """Files of a certificate and its key."""
        request, chain, key, extensions = (
            str(self.folder / f"{name}.{ending}") for ending in ("csr", "pem", "key", "ext"))
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", subject, "-keyout", key,
                "-out", request)
        pathlib.Path(extensions).write_text(
            f"subjectAltName={alternatives}\n" if alternatives else "basicConstraints=CA:FALSE\n")
        openssl("x509", "-req", "-days", "2", "-in", request, "-CA", self.roots, "-CAkey",
                self.key, "-CAcreateserial", "-extfile", extensions, "-out", chain)
        return chain, key


def contents(path):
    return pathlib.Path(path).read_bytes()


def search(address, roots, chain=None, key=None, name=None):
    """A public call over TLS; the name of what goes wrong, or None."""
    credentials = grpc.ssl_channel_credentials(
        contents(roots), contents(key) if key else None, contents(chain) if chain else None)
    options = [("grpc.ssl_target_name_override", name)] if name else []
    with grpc.secure_channel(address, credentials, options) as channel:
        try:
            procedure_pb2_grpc.ProcedureServiceStub(channel).SearchProcedures(
                procedure_pb2.SearchProceduresRequest(query="dat dai"), timeout=60)
            return None
        except grpc.RpcError as error:
            return error.code().name


def curl(address, scheme, *arguments):
    run = subprocess.run(
        ["curl", "-sS", "-i", "--max-time", "5", *arguments, f"{scheme}://{address}/x"],
        capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def tool(address, token, *arguments, **variables):
    environment = {"PATH": os.environ["PATH"], "MOTCUA_TOKEN": token, "MOTCUA_LANG": "en"}
    return subprocess.run(
        [str(BIN / "motcua"), "admin", "server", "info", "--server", address, *arguments],
        capture_output=True, text=True, timeout=60, env={**environment, **variables})


class Cases:
    def __init__(self, folder):
        self.folder = folder
        self.authority = Authority(folder, "authority")
        self.other = Authority(folder, "other")
        self.chain, self.key = self.authority.issue(
            "server", "/CN=motcua.test", "DNS:motcua.test,DNS:localhost,IP:127.0.0.1")
        self.server = None

    def start(self, name, *arguments):
        self.server = Server(
            f"{self.folder}/{name}",
            arguments=["--tls-certificate", self.chain, "--tls-key", self.key, *arguments])
        return self.server.address

    def encrypted(self):
        address = self.start("plain-clients")
        assert search(address, self.authority.roots) is None
        assert search(address, self.authority.roots, name="motcua.test") is None
        assert search(address, self.other.roots) == "UNAVAILABLE"
        with grpc.insecure_channel(address) as channel:
            stub = procedure_pb2_grpc.ProcedureServiceStub(channel)
            try:
                stub.SearchProcedures(
                    procedure_pb2.SearchProceduresRequest(query="dat dai"), timeout=60)
                raise AssertionError("a plain connection was taken")
            except grpc.RpcError as error:
                assert error.code().name == "UNAVAILABLE", error

    def tool(self):
        address, token = self.server.address, self.server.token()
        good = tool(address, token, "--tls-ca", self.authority.roots)
        assert good.returncode == 0, good.stderr
        good = tool(
            address, token, MOTCUA_TLS_CA=self.authority.roots,
            MOTCUA_TLS_SERVER_NAME="motcua.test")
        assert good.returncode == 0, good.stderr
        for arguments in (["--tls-ca", self.other.roots], ["--tls"],
                          ["--tls-ca", self.authority.roots, "--tls-server-name", "x.test"]):
            bad = tool(address, token, *arguments)
            assert bad.returncode == 24, (arguments, bad)
            assert token not in bad.stderr
        far = tool("192.0.2.1:7450", token, "--timeout", "1s")
        assert far.returncode == 2 and "--tls" in far.stderr, far

    def http1(self):
        address = self.server.address
        code, text = curl(address, "https", "--cacert", self.authority.roots, "--http1.1")
        assert "505" in text and "gRPC over HTTP/2" in text, (code, text)
        code, text = curl(address, "http")
        assert code != 0 and code != 28, (code, text)

    def reload(self):
        fresh_chain, fresh_key = self.other.issue("server", "/CN=motcua.test", "IP:127.0.0.1")
        kept = contents(self.chain)
        pathlib.Path(self.chain).write_text("no certificate")
        self.server.process.send_signal(signal.SIGHUP)
        self.await_result(self.authority.roots)
        pathlib.Path(self.chain).write_bytes(kept)
        shutil.copy(fresh_chain, self.chain)
        shutil.copy(fresh_key, self.key)
        self.server.process.send_signal(signal.SIGHUP)
        self.await_result(self.other.roots)
        assert search(self.server.address, self.authority.roots) == "UNAVAILABLE"
        self.server.stop()

    def await_result(self, roots):
        """The signal is taken at some moment; every call before and after is answered."""
        for _ in range(100):
            if search(self.server.address, roots) is None:
                return
        raise AssertionError("the certificate that should be in force is not")

    def mutual(self):
        self.chain, self.key = self.authority.issue(
            "server2", "/CN=motcua.test", "IP:127.0.0.1")
        address = self.start(
            "known-clients", "--tls-client-certificates", "require",
            "--tls-client-ca", self.authority.roots)
        chain, key = self.authority.issue("portal", "/O=H10/CN=portal")
        assert search(address, self.authority.roots, chain, key) is None
        assert search(address, self.authority.roots) == "UNAVAILABLE"
        chain, key = self.other.issue("stranger", "/CN=stranger")
        assert search(address, self.authority.roots, chain, key) == "UNAVAILABLE"
        self.server.stop()

    def protocols(self):
        """[S31] TLS 1.2 and later, and HTTP/2 by ALPN."""
        # A server of its own, on which nothing has failed yet.
        earlier, address = self.server, self.start("protocols")
        try:
            self.check_protocols(address)
        finally:
            self.server.stop()
            self.server = earlier

    def check_protocols(self, address):
        assert not self.told("encryption"), self.server.log
        old = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)
        reason, _ = handshake(address, versions=old, alpn=["h2"])
        assert "ALERT_PROTOCOL_VERSION" in reason, reason
        end = time.monotonic() + 20
        while not self.told("encryption") and time.monotonic() < end:
            time.sleep(0.05)
        assert self.told("encryption"), self.server.log
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            name, answer = handshake(
                address, versions=(version, version), alpn=["h2"], first=PREFACE)
            # A SETTINGS frame of the server.
            assert answer[3:4] == b"\x04", (name, answer)
        name, answer = handshake(address, first=PREFACE)
        # The handshake is good; what comes behind it is not listened to.
        assert name in ("TLSv1.3", "RESET") and answer == b"", (name, answer)

    def told(self, reason):
        """Whether the log says that a connection was ended for a reason."""
        return any("A connection was ended." in line and reason in line
                   for line in list(self.server.log))

    def client_protocols(self):
        """[C31] The client speaks to no server without HTTP/2 by ALPN, and names the host it means."""
        token = self.server.token()
        silent = SilentServer(self.chain, self.key)
        try:
            without = tool(silent.address, token, "--tls-ca", self.authority.roots, "--timeout", "20s")
            assert without.returncode == 24, without
            assert silent.names and set(silent.names) == {None}, silent.names
            named = tool(
                silent.address, token, "--tls-ca", self.authority.roots, "--tls-server-name",
                "motcua.test", "--timeout", "20s")
            assert named.returncode == 24, named
            assert silent.names[-1] == "motcua.test", silent.names
        finally:
            silent.stop()
        # With HTTP/2 by ALPN the same silence is waited for: it is not the server that is refused.
        silent = SilentServer(self.chain, self.key, alpn=["h2"])
        try:
            waited = tool(silent.address, token, "--tls-ca", self.authority.roots, "--timeout", "2s")
            assert waited.returncode not in (0, 24), waited
        finally:
            silent.stop()

    def refused_starts(self):
        for arguments in (
            ["--tls-certificate", self.chain],
            ["--tls-client-certificates", "require"],
            ["--listen", "0.0.0.0:0"],
        ):
            run = subprocess.run(
                [str(BIN / "motcuad"), "--data", f"{self.folder}/none", *arguments],
                capture_output=True, text=True, timeout=60)
            assert run.returncode == 64, (arguments, run)
        run = subprocess.run(
            [str(BIN / "motcuad"), "--data", f"{self.folder}/none", "--listen", "127.0.0.1:0",
             "--tls-certificate", self.chain, "--tls-key", "/nowhere/key.pem"],
            capture_output=True, text=True, timeout=60)
        assert run.returncode == 1 and "/nowhere/key.pem" in run.stderr, run


def handshake(address, *, versions=None, alpn=None, first=b""):
    """What comes of a TLS connection: the reason of its failure, or what is read behind `first`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if versions:
        # What the library itself would not offer any more.
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version, context.maximum_version = versions
    if alpn:
        context.set_alpn_protocols(alpn)
    host, port = address.rsplit(":", 1)
    try:
        with socket.create_connection((host, int(port)), timeout=60) as plain:
            with context.wrap_socket(plain, server_hostname="motcua.test") as connection:
                assert connection.selected_alpn_protocol() == (alpn[0] if alpn else None)
                connection.sendall(first)
                return connection.version(), connection.recv(65536)
    except ssl.SSLError as error:
        return error.reason, b""
    except ConnectionResetError:
        return "RESET", b""


class SilentServer:
    """A TLS server of this process that says nothing, and what its clients asked for."""

    def __init__(self, chain, key, alpn=None):
        self.names = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(chain, key)
        self.context.sni_callback = lambda _, name, __: self.names.append(name)
        if alpn:
            self.context.set_alpn_protocols(alpn)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                plain, _ = self.listener.accept()
            except OSError:
                return
            try:
                with self.context.wrap_socket(plain, server_side=True) as connection:
                    while connection.recv(65536):
                        pass
            except OSError:
                pass

    def stop(self):
        self.listener.close()


def plain_http1(folder):
    server = Server(f"{folder}/plain")
    try:
        code, text = curl(server.address, "http")
        assert code == 0 and text.startswith("HTTP/1.1 505"), (code, text)
        code, text = curl(server.address, "http", "--http2")
        assert "505" in text, (code, text)
    finally:
        server.stop()


PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])


def main():
    runner = Runner()
    with temporary_folder() as folder:
        cases = Cases(folder)
        for name, body in (
            ("calls over TLS, and none without", cases.encrypted),
            ("the tool over TLS, and no token in clear to another machine", cases.tool),
            ("HTTP/1.1 gets an answer over TLS, plain HTTP a closed door", cases.http1),
            ("[S31] TLS 1.2 and later, HTTP/2 by ALPN", cases.protocols),
            ("[C31] no server without ALPN, and the name of the host", cases.client_protocols),
            ("SIGHUP reads certificates again; bad files change nothing", cases.reload),
            ("clients must show a good certificate where that is required", cases.mutual),
            ("a start with half of the options is refused", cases.refused_starts),
            ("HTTP/1.1 gets an answer without TLS too", lambda: plain_http1(folder)),
        ):
            runner.case(name, body)
    runner.finish()


if __name__ == "__main__":
    main()
