"""Bad input over the wire: each a precise status, the server alive, its memory flat."""

import base64
import datetime
import socket
import struct

import h2.config
import h2.connection
import h2.events
from google.rpc import error_details_pb2, status_pb2

from house import (
    AGENCY, PROCEDURE, Runner, Server, Stubs, admin_pb2, agency_pb2, common_pb2, dossier_pb2, failure,
    grpc, make_token, new_id, procedure_pb2, set_up, submission, temporary_folder)

GROWTH_KIB_MAX = 16 * 1024
REPEATS = 2000
SUBMIT = "/motcua.v1.DossierService/SubmitDossier"
SEARCH = "/motcua.v1.ProcedureService/SearchProcedures"
CLOCK = "2020-08-{day:02d}T08:00+07:00"


def varint(value):
    result = bytearray()
    while value > 0x7F:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)


def field(number, payload):
    """A length-delimited field."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def raw(stubs, path, payload, metadata=None):
    method = stubs.channel.unary_unary(
        path, request_serializer=lambda data: data, response_deserializer=lambda data: data)
    return failure(lambda: method(
        payload, metadata=stubs.metadata if metadata is None else metadata, timeout=60))


def frames(address, path, body, end_stream=True, headers=()):
    """One call with hand-made DATA; returns what the trailers or the reset say."""
    host, port = address.rsplit(":", 1)
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
    with socket.create_connection((host, int(port)), timeout=60) as wire:
        connection.initiate_connection()
        connection.send_headers(1, [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "x"),
            ("te", "trailers"), ("content-type", "application/grpc"), *headers])
        connection.send_data(1, body, end_stream=end_stream)
        wire.sendall(connection.data_to_send())
        answer = {}
        while True:
            data = wire.recv(65536)
            if not data:
                return answer or {"closed": True}
            for event in connection.receive_data(data):
                if isinstance(event, (h2.events.ResponseReceived, h2.events.TrailersReceived)):
                    answer.update({
                        (k.decode() if isinstance(k, bytes) else k):
                        (v.decode() if isinstance(v, bytes) else v) for k, v in event.headers})
                if isinstance(event, h2.events.StreamReset):
                    answer["reset"] = int(event.error_code)
                if "grpc-status" in answer or "reset" in answer:
                    return answer
            wire.sendall(connection.data_to_send())


def wire_failure(answer):
    """The status and the reason of hand-read trailers, like `failure` gives them."""
    details = answer["grpc-status-details-bin"]
    status = status_pb2.Status.FromString(base64.b64decode(details + "=" * (-len(details) % 4)))
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info), answer
    code = next(c.name for c in grpc.StatusCode if c.value[0] == int(answer["grpc-status"]))
    assert status.code == int(answer["grpc-status"]), answer
    return code, info.reason


class Cases:
    def __init__(self, server):
        self.server = server
        self.admin = Stubs(server.address, server.token())
        set_up(self.admin)
        self.public = Stubs(server.address)
        self.principal, token = make_token(self.admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        self.token_id, self.secret = token.token.id, token.secret
        self.system = Stubs(server.address, token.secret)

    def expect(self, got, code, reason):
        assert got[:2] == (code, reason), got[:2]

    def text(self):
        name = field(4, field(1, b"Nguy\xff\xfen"))
        self.expect(raw(self.system, SUBMIT, name), "INVALID_ARGUMENT", "MALFORMED_MESSAGE")
        name = field(4, field(1, b"An\x00Binh"))
        self.expect(raw(self.system, SUBMIT, name), "INVALID_ARGUMENT", "MALFORMED_MESSAGE")

    def groups(self):
        # No message of ours nests 33 deep, so unknown groups are the only nesting of that depth
        # that a sender can make here. The message is the first level: 31 groups are skipped and
        # the fields are looked at, with 32 it is refused. ProtobufEngineTests hold 32 and 33 of
        # messages with a recursive schema.
        for count, wanted in ((1, "INVALID_FIELDS"), (31, "INVALID_FIELDS"),
                              (32, "MALFORMED_MESSAGE"), (5000, "MALFORMED_MESSAGE")):
            payload = b"\x9b\x06" * count + b"\x9c\x06" * count
            self.expect(raw(self.system, SUBMIT, payload), "INVALID_ARGUMENT", wanted)
        # A known field as a group, and a group without an end.
        for payload in (b"\x0b\x0c", b"\x9b\x06"):
            self.expect(raw(self.system, SUBMIT, payload), "INTERNAL", "MALFORMED_MESSAGE")

    def no_protobuf(self):
        self.expect(
            raw(self.system, SUBMIT, b"\xff\xff\xff"), "INTERNAL", "MALFORMED_MESSAGE")

    def four_gigabytes(self):
        answer = frames(
            self.server.address, SEARCH, struct.pack(">BI", 0, 0xFFFFFFFF), end_stream=False)
        self.expect(wire_failure(answer), "RESOURCE_EXHAUSTED", "MESSAGE_TOO_LARGE")

    def truncated(self):
        answer = frames(self.server.address, SEARCH, struct.pack(">BI", 0, 10) + b"abc")
        self.expect(wire_failure(answer), "INTERNAL", "MALFORMED_MESSAGE")

    def wrong_flag(self):
        answer = frames(self.server.address, SEARCH, struct.pack(">BI", 2, 0))
        self.expect(wire_failure(answer), "INTERNAL", "MALFORMED_MESSAGE")

    def oversized(self):
        too_large = ("RESOURCE_EXHAUSTED", "MESSAGE_TOO_LARGE")
        self.expect(raw(self.system, SUBMIT, field(100, bytes(5 << 20))), *too_large)
        # SearchProcedures takes 4,096 bytes: one below, at, and one above.
        head = len(field(100, bytes(4000))) - 4000
        taken = ("INVALID_ARGUMENT", "INVALID_FIELDS")
        for size, wanted in ((4095, taken), (4096, taken), (4097, too_large)):
            payload = field(100, bytes(size - head))
            assert len(payload) == size, (len(payload), size)
            self.expect(raw(self.public, SEARCH, payload), *wanted)

    def wrong_enum(self):
        request = submission()
        request.applicant.subject_type = 99
        self.expect(
            failure(lambda: self.system.call(self.system.dossiers.SubmitDossier, request)),
            "INVALID_ARGUMENT", "INVALID_FIELDS")

    def unknown(self):
        for path in ("/motcua.v1.DossierService/Nothing", "/motcua.v9.Nothing/Nothing", "/x"):
            self.expect(raw(self.public, path, b""), "UNIMPLEMENTED", "UNKNOWN_METHOD")

    def metadata(self):
        # grpcio checks and pads what it sends, so these headers are made by hand.
        for name, value, wanted in (
            ("grpc-timeout", "1s", ("INTERNAL", "MALFORMED_METADATA")),
            ("grpc-timeout", "-1S", ("INTERNAL", "MALFORMED_METADATA")),
            ("grpc-timeout", "0m", ("DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED")),
            ("trace-bin", "!!", ("INTERNAL", "MALFORMED_METADATA")),
            ("grpc-encoding", "br", ("UNIMPLEMENTED", "UNSUPPORTED_ENCODING")),
        ):
            answer = frames(
                self.server.address, SEARCH, struct.pack(">BI", 0, 0), headers=[(name, value)])
            self.expect(wire_failure(answer), *wanted)

    def tokens(self):
        request = submission().SerializeToString()
        self.expect(raw(self.public, SUBMIT, request), "UNAUTHENTICATED", "TOKEN_MISSING")
        for text in ("Bearer x", "Bearer mct_" + "A" * 43, "Basic eA=="):
            got = raw(self.public, SUBMIT, request, [("authorization", text)])
            self.expect(got, "UNAUTHENTICATED", "TOKEN_INVALID")
        answer = self.admin.call(self.admin.admin.CreateToken, admin_pb2.CreateTokenRequest(
            principal_id=self.principal.id, request_id=new_id()))
        self.admin.call(self.admin.admin.RevokeToken, admin_pb2.RevokeTokenRequest(
            token_id=answer.token.id, request_id=new_id()))
        got = raw(self.public, SUBMIT, request, [("authorization", f"Bearer {answer.secret}")])
        self.expect(got, "UNAUTHENTICATED", "TOKEN_REVOKED")
        got = failure(lambda: self.system.call(
            self.system.admin.ListPrincipals, admin_pb2.ListPrincipalsRequest()))
        self.expect(got, "PERMISSION_DENIED", "PRINCIPAL_NOT_ALLOWED")

    def page(self, stubs, token="", states=()):
        return stubs.dossiers.ListDossiers(
            dossier_pb2.ListDossiersRequest(page_size=1, page_token=token, states=states),
            metadata=stubs.metadata, timeout=60)

    def page_tokens(self):
        for _ in range(3):
            self.system.call(self.system.dossiers.SubmitDossier, submission())
        self.page_token = self.page(self.system).next_page_token
        assert self.page_token
        for body in (
            lambda: self.page(self.system, self.page_token, [dossier_pb2.DOSSIER_STATE_RECEIVED]),
            lambda: self.page(self.admin, self.page_token),
            lambda: self.page(self.system, self.page_token[:-1] + "_"),
            lambda: self.page(self.system, "x"),
        ):
            self.expect(failure(body), "INVALID_ARGUMENT", "PAGE_TOKEN_MISMATCH")
        assert self.page(self.system, self.page_token).dossiers

    def other_lists(self):
        """Tokens of a list in RAM, and one list's token shown to another."""
        def agencies(stubs, token="", name=""):
            return stubs.call(stubs.agencies.ListAgencies, agency_pb2.ListAgenciesRequest(
                page_size=1, page_token=token, **({"parent_code": name} if name else {})))

        first = agencies(self.system)
        assert first.next_page_token
        second = agencies(self.system, first.next_page_token)
        assert second.agencies[0].code > first.agencies[0].code
        procedures = procedure_pb2.ListProceduresRequest(
            page_size=1, page_token=first.next_page_token)
        for body in (
            lambda: agencies(self.admin, first.next_page_token),
            lambda: agencies(self.system, first.next_page_token, AGENCY),
            lambda: agencies(self.system, "A" + first.next_page_token[1:]),
            lambda: self.system.call(self.system.procedures.ListProcedures, procedures),
            lambda: self.page(self.system, first.next_page_token),
        ):
            self.expect(failure(body), "INVALID_ARGUMENT", "PAGE_TOKEN_MISMATCH")

    def flat(self):
        bad = [
            lambda: raw(self.system, SUBMIT, field(4, field(1, b"\xff"))),
            lambda: raw(self.system, SUBMIT, b"\xff\xff\xff"),
            lambda: raw(self.public, SUBMIT, b""),
            lambda: raw(self.system, SUBMIT, field(100, bytes(1 << 16))),
        ]
        for body in bad * 50:
            body()
        before = self.server.resident_kib()
        for number in range(REPEATS):
            bad[number % len(bad)]()
        grown = self.server.resident_kib() - before
        assert grown < GROWTH_KIB_MAX, f"{grown} KiB more after {REPEATS} bad calls"
        answer = self.public.call(
            self.public.procedures.SearchProcedures,
            procedure_pb2.SearchProceduresRequest(query="dat dai"))
        assert answer.hits[0].procedure.code == PROCEDURE


def expired(folder, cases):
    """Another day: the page token has expired, and so has a token that lived an hour."""
    server = Server(folder, clock=CLOCK.format(day=8))
    try:
        stubs = Stubs(server.address, cases.secret)
        got = failure(lambda: cases.page(stubs, cases.page_token))
        assert got[:2] == ("INVALID_ARGUMENT", "PAGE_TOKEN_EXPIRED"), got[:2]
        stubs = Stubs(server.address, cases.short_secret)
        got = raw(stubs, SUBMIT, submission().SerializeToString())
        assert got[:2] == ("UNAUTHENTICATED", "TOKEN_EXPIRED"), got[:2]
    finally:
        server.stop()


def main():
    runner = Runner()
    with temporary_folder() as folder:
        data = f"{folder}/data"
        server = Server(data, clock=CLOCK.format(day=6))
        cases = Cases(server)
        request = admin_pb2.CreateTokenRequest(
            principal_id=cases.principal.id, request_id=new_id())
        request.ttl.FromTimedelta(datetime.timedelta(hours=1))
        cases.short_secret = cases.admin.call(cases.admin.admin.CreateToken, request).secret
        for name, body in (
            ("text that is not UTF-8 or holds a NUL", cases.text),
            ("32 levels are read and 33 refused, unknown groups skipped", cases.groups),
            ("bytes that are not protobuf", cases.no_protobuf),
            ("a length prefix of 4 GiB", cases.four_gigabytes),
            ("a message cut short", cases.truncated),
            ("a flag that is neither 0 nor 1", cases.wrong_flag),
            ("a message over the server's and over the method's limit", cases.oversized),
            ("an enum number that is not declared", cases.wrong_enum),
            ("methods and services that are not there", cases.unknown),
            ("headers that cannot be read", cases.metadata),
            ("missing, wrong and revoked tokens, and a right too few", cases.tokens),
            ("page tokens of another filter, another caller, and none", cases.page_tokens),
            ("page tokens of lists in RAM, and of another list", cases.other_lists),
            ("thousands of bad calls: alive, memory flat", cases.flat),
        ):
            runner.case(name, body)
        server.stop()
        runner.case("expired tokens of both kinds", lambda: expired(data, cases))
    runner.finish()


if __name__ == "__main__":
    main()
