"""Plays the public Connect conformance runner for conformance-server and conformance-client.

Every case runs with identity and gzip, plain, over TLS and over mutual TLS; what is expected follows
from the definition that the request carries, as in the runner.
"""

import os
import pathlib
import struct
import subprocess
import tempfile

from suites import BIN, Cases, make_stubs, self_signed

make_stubs()

from connectrpc.conformance.v1 import (  # noqa: E402
    client_compat_pb2 as client_pb, config_pb2 as config, server_compat_pb2 as server_pb,
    service_pb2 as service)
from google.protobuf import any_pb2  # noqa: E402

TYPES = {
    "Unary": (config.STREAM_TYPE_UNARY, service.UnaryRequest, service.UnaryResponseDefinition),
    "IdempotentUnary": (
        config.STREAM_TYPE_UNARY, service.IdempotentUnaryRequest,
        service.UnaryResponseDefinition),
    "ClientStream": (
        config.STREAM_TYPE_CLIENT_STREAM, service.ClientStreamRequest,
        service.UnaryResponseDefinition),
    "ServerStream": (
        config.STREAM_TYPE_SERVER_STREAM, service.ServerStreamRequest,
        service.StreamResponseDefinition),
    "HalfDuplex": (
        config.STREAM_TYPE_HALF_DUPLEX_BIDI_STREAM, service.BidiStreamRequest,
        service.StreamResponseDefinition),
    "FullDuplex": (
        config.STREAM_TYPE_FULL_DUPLEX_BIDI_STREAM, service.BidiStreamRequest,
        service.StreamResponseDefinition),
}
HEADERS = [service.Header(name="X-Custom-Header", value=["foo", "bar"]),
           service.Header(name="x-data-bin", value=["q6ur"])]
TRAILERS = [service.Header(name="x-custom-trailer", value=["bing", "quux"])]
LIMIT = 200_000


def send(pipe, message):
    data = message.SerializeToString()
    pipe.write(struct.pack(">I", len(data)) + data)
    pipe.flush()


def receive(pipe, message):
    (count,) = struct.unpack(">I", pipe.read(4))
    data = pipe.read(count)
    assert len(data) == count, "the output ends in a message"
    message.ParseFromString(data)
    return message


class Server:
    """conformance-server, with what a client must know of it."""

    def __init__(self, folder, tls=False, mutual=False):
        own = tempfile.mkdtemp(dir=folder)
        self.process = subprocess.Popen(
            [BIN / "conformance-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "TMPDIR": own})
        request = server_pb.ServerCompatRequest(
            protocol=config.PROTOCOL_GRPC, http_version=config.HTTP_VERSION_2, use_tls=tls,
            message_receive_limit=LIMIT)
        self.credentials = None
        if tls:
            request.server_creds.CopyFrom(credentials(folder, "server"))
        if mutual:
            self.credentials = credentials(folder, "client")
            request.client_tls_cert = self.credentials.cert
        send(self.process.stdin, request)
        self.at = receive(self.process.stdout, server_pb.ServerCompatResponse())
        assert bool(self.at.pem_cert) == tls
        # A signal that nobody sees may end the server from here on, and its key must not stay.
        assert os.listdir(own) == [], f"a ready server keeps {os.listdir(own)}"

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def credentials(folder, name):
    chain, key = self_signed(folder, name)
    return config.TLSCreds(
        cert=pathlib.Path(chain).read_bytes(), key=pathlib.Path(key).read_bytes())


def definition(name, responses, error):
    """What the server is asked to do; error is a code or None."""
    kind = TYPES[name][2]
    asked = kind(response_headers=HEADERS, response_trailers=TRAILERS)
    problem = service.Error(code=error, message="as asked \u00e9 %") if error else None
    if kind is service.UnaryResponseDefinition:
        if problem:
            asked.error.CopyFrom(problem)
        else:
            asked.response_data = b"response"
    else:
        asked.response_data.extend(b"response %d" % i for i in range(responses))
        if problem:
            asked.error.CopyFrom(problem)
    return asked


def request(name, server, test, requests=1, responses=2, error=None, asked=True, size=16,
            compression=config.COMPRESSION_IDENTITY, **fields):
    stream_type, kind, _ = TYPES[name]
    method = "BidiStream" if name.endswith("Duplex") else name
    call = client_pb.ClientCompatRequest(
        test_name=test, http_version=config.HTTP_VERSION_2, protocol=config.PROTOCOL_GRPC,
        codec=config.CODEC_PROTO, compression=compression, host=server.at.host,
        port=server.at.port, server_tls_cert=server.at.pem_cert, stream_type=stream_type,
        service="connectrpc.conformance.v1.ConformanceService", method=method,
        request_headers=HEADERS, **fields)
    if server.credentials:
        call.client_tls_creds.CopyFrom(server.credentials)
    for number in range(requests):
        message = kind(request_data=b"q" * size)
        if name == "FullDuplex":
            message.full_duplex = True
        if number == 0 and asked:
            message.response_definition.CopyFrom(definition(name, responses, error))
        packed = any_pb2.Any()
        packed.Pack(message)
        call.request_messages.append(packed)
    return call


def headers(entries):
    return {h.name.lower(): list(h.value) for h in entries}


def includes(found, expected):
    for name, values in headers(expected).items():
        assert headers(found).get(name) == values, f"{name} is {headers(found).get(name)}"


class Client:
    """One conformance-client that makes all calls."""

    def __init__(self):
        self.process = subprocess.Popen(
            [BIN / "conformance-client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def call(self, asked):
        send(self.process.stdin, asked)
        response = receive(self.process.stdout, client_pb.ClientCompatResponse())
        assert response.test_name == asked.test_name
        assert response.WhichOneof("result") == "response", response.error.message
        return response.response

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(10) == 0


def echoes(info, asked, first, count):
    """What a server says that it has seen."""
    includes(info.request_headers, HEADERS)
    assert list(info.requests) == list(asked.request_messages[first:first + count])


def succeeds(client, asked, name, responses):
    result = client.call(asked)
    assert not result.HasField("error"), result.error
    includes(result.response_headers, HEADERS)
    includes(result.response_trailers, TRAILERS)
    assert result.num_unsent_requests == 0
    if name.endswith("Stream") and name != "ClientStream" or name.endswith("Duplex"):
        assert [p.data for p in result.payloads] == [b"response %d" % i for i in range(responses)]
        if responses:
            seen = 1 if name == "FullDuplex" else len(asked.request_messages)
            echoes(result.payloads[0].request_info, asked, 0, seen)
        if name == "FullDuplex" and responses > 1:
            assert list(result.payloads[1].request_info.requests) == [asked.request_messages[1]]
    else:
        assert [p.data for p in result.payloads] == [b"response"]
        echoes(result.payloads[0].request_info, asked, 0, len(asked.request_messages))
        assert not result.payloads[0].request_info.HasField("timeout_ms")


def fails(client, asked, name, responses, code):
    result = client.call(asked)
    assert result.error.code == code, result.error
    assert result.error.message == "as asked \u00e9 %", result.error.message
    includes(result.response_trailers, TRAILERS)
    is_stream = TYPES[name][2] is service.StreamResponseDefinition
    assert len(result.payloads) == (responses if is_stream else 0)
    if not is_stream or responses == 0:
        info = service.ConformancePayload.RequestInfo()
        assert len(result.error.details) == 1 and result.error.details[0].Unpack(info)
        # In full duplex the error follows the first request that finds no response.
        echoes(info, asked, 0, 1 if name == "FullDuplex" else len(asked.request_messages))


def ends_with(client, asked, code, payloads=None):
    result = client.call(asked)
    assert result.error.code == code, result.error
    assert payloads is None or len(result.payloads) == payloads, len(result.payloads)
    return result


def has_timeout(client, asked):
    info = client.call(asked).payloads[0].request_info
    assert 0 < info.timeout_ms <= asked.timeout_ms, info.timeout_ms


def run_stream_types(cases, client, server, label, compression):
    for name in TYPES:
        streams = TYPES[name][2] is service.StreamResponseDefinition
        requests = 2 if name in ("ClientStream", "HalfDuplex", "FullDuplex") else 1
        for responses in ((0, 2) if streams else (1,)):
            test = f"{label}/{name}/{responses}"
            ask = dict(requests=requests, responses=responses, compression=compression)
            cases.run(test, succeeds, client, request(name, server, test, **ask), name, responses)
            cases.run(
                f"{test}/error", fails, client,
                request(name, server, test, error=config.CODE_RESOURCE_EXHAUSTED, **ask), name,
                responses, config.CODE_RESOURCE_EXHAUSTED)
        test = f"{label}/{name}/too-large"
        cases.run(
            test, ends_with, client,
            request(name, server, test, requests=requests, size=LIMIT, compression=compression),
            config.CODE_RESOURCE_EXHAUSTED, 0)


def run_ends(cases, client, server):
    cancel = client_pb.ClientCompatRequest.Cancel
    for name in ("Unary", "ServerStream", "ClientStream", "HalfDuplex", "FullDuplex"):
        slow = request(name, server, f"{name}/timeout", timeout_ms=200)
        message = TYPES[name][1]()
        slow.request_messages[0].Unpack(message)
        message.response_definition.response_delay_ms = 20_000
        slow.request_messages[0].Pack(message)
        cases.run(slow.test_name, ends_with, client, slow, config.CODE_DEADLINE_EXCEEDED, 0)
        slow.ClearField("timeout_ms")
        if name == "FullDuplex":
            continue  # It reads each response before it half-closes.
        for ask in (cancel(after_close_send_ms=50), cancel()):
            slow.cancel.CopyFrom(ask)
            cases.run(f"{name}/cancel", ends_with, client, slow, config.CODE_CANCELED, 0)
    for name in ("ClientStream", "HalfDuplex"):
        asked = request(name, server, f"{name}/cancel-open")
        asked.cancel.before_close_send.SetInParent()
        cases.run(asked.test_name, ends_with, client, asked, config.CODE_CANCELED, 0)
    for name in ("ServerStream", "FullDuplex"):
        asked = request(name, server, f"{name}/cancel-after-1", requests=1, responses=2)
        message = TYPES[name][1]()
        asked.request_messages[0].Unpack(message)
        message.response_definition.response_delay_ms = 1_000
        asked.request_messages[0].Pack(message)
        asked.cancel.after_num_responses = 1
        cases.run(asked.test_name, ends_with, client, asked, config.CODE_CANCELED, 1)
    cases.run(
        "timeout/echoed", has_timeout, client,
        request("Unary", server, "timeout/echoed", timeout_ms=30_000))
    asked = request("Unary", server, "unimplemented", asked=False)
    asked.method = "Unimplemented"
    asked.request_messages[0].Pack(service.UnimplementedRequest())
    cases.run("unimplemented", ends_with, client, asked, config.CODE_UNIMPLEMENTED, 0)
    cases.run(
        "client-limit", ends_with, client,
        request("Unary", server, "client-limit", size=2_000, message_receive_limit=1_000),
        config.CODE_RESOURCE_EXHAUSTED, 0)


def main():
    cases = Cases()
    with tempfile.TemporaryDirectory() as folder:
        client = Client()
        for label, options in (
                ("plain", {}), ("tls", {"tls": True}), ("mutual", {"tls": True, "mutual": True})):
            server = Server(folder, **options)
            run_stream_types(
                cases, client, server, f"{label}/identity", config.COMPRESSION_IDENTITY)
            run_stream_types(cases, client, server, f"{label}/gzip", config.COMPRESSION_GZIP)
            if label == "plain":
                run_ends(cases, client, server)
            if label == "mutual":
                server.credentials = None
                cases.run(
                    "mutual/without-certificate", ends_with, client,
                    request("Unary", server, "mutual/without"), config.CODE_UNAVAILABLE, 0)
            server.close()
        client.close()
    cases.finish()


main()
