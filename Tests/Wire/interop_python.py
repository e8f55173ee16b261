"""Interop cases of gRPC's public descriptions with grpcio: our server, then our client.

grpcio shows a server neither whether a message came compressed nor lets a client see it; those halves
of the compression cases are proven between our own programs and with C++.
"""

import os
import subprocess
import tempfile
import time
from concurrent import futures

from suites import BIN, STUBS, Cases, Program, make_stubs, self_signed

make_stubs()

import grpc  # noqa: E402

# The generated package grpc.testing lies beside the library's own.
grpc.__path__.append(str(STUBS / "grpc"))
from grpc.testing import empty_pb2, messages_pb2 as pb, test_pb2_grpc  # noqa: E402

SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001F608\t\n"
REQUESTS = [27182, 8, 1828, 45904]
RESPONSES = [31415, 9, 2653, 58979]
INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"


def payload(count):
    return pb.Payload(body=bytes(count))


def outputs(sizes, **fields):
    return pb.StreamingOutputCallRequest(
        response_parameters=[pb.ResponseParameters(size=size) for size in sizes], **fields)


def status(code, call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, f"{error.code()} instead of {code}: {error.details()}"
        return error
    raise AssertionError(f"OK instead of {code}")


class Caller:
    """The cases as a client."""

    def __init__(self, channel):
        self.channel = channel
        self.stub = test_pb2_grpc.TestServiceStub(channel)

    def empty_unary(self):
        assert self.stub.EmptyCall(empty_pb2.Empty(), timeout=60) == empty_pb2.Empty()

    def large(self, **fields):
        response = self.stub.UnaryCall(
            pb.SimpleRequest(response_size=314159, payload=payload(271828), **fields), timeout=60)
        assert response.payload.body == bytes(314159)

    def large_unary(self):
        self.large()

    def client_compressed_unary(self):
        probe = pb.SimpleRequest(
            response_size=314159, payload=payload(271828),
            expect_compressed=pb.BoolValue(value=True))
        status(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.stub.UnaryCall(probe, timeout=60))
        self.stub.UnaryCall(probe, timeout=60, compression=grpc.Compression.Gzip)
        self.large(expect_compressed=pb.BoolValue(value=False))

    def server_compressed_unary(self):
        for wish in (True, False):
            self.large(response_compressed=pb.BoolValue(value=wish))

    def client_streaming(self):
        requests = (pb.StreamingInputCallRequest(payload=payload(n)) for n in REQUESTS)
        assert self.stub.StreamingInputCall(requests, timeout=60).aggregated_payload_size == 74922

    def client_compressed_streaming(self):
        def requests(expected):
            return iter([pb.StreamingInputCallRequest(
                payload=payload(27182), expect_compressed=pb.BoolValue(value=expected))])

        status(grpc.StatusCode.INVALID_ARGUMENT,
               lambda: self.stub.StreamingInputCall(requests(True), timeout=60))
        response = self.stub.StreamingInputCall(
            requests(True), timeout=60, compression=grpc.Compression.Gzip)
        assert response.aggregated_payload_size == 27182

    def server_streaming(self):
        sizes = [len(r.payload.body)
                 for r in self.stub.StreamingOutputCall(outputs(RESPONSES), timeout=60)]
        assert sizes == RESPONSES

    def server_compressed_streaming(self):
        request = outputs([31415, 92653])
        for parameters, wish in zip(request.response_parameters, (True, False)):
            parameters.compressed.value = wish
        sizes = [len(r.payload.body) for r in self.stub.StreamingOutputCall(request, timeout=60)]
        assert sizes == [31415, 92653]

    def ping_pong(self):
        pending = []

        def requests():
            for sent, size in zip(REQUESTS, RESPONSES):
                pending.append(size)
                yield outputs([size], payload=payload(sent))
                while pending:
                    time.sleep(0.001)

        for response in self.stub.FullDuplexCall(requests(), timeout=60):
            assert len(response.payload.body) == pending.pop()

    def empty_stream(self):
        assert list(self.stub.FullDuplexCall(iter([]), timeout=60)) == []

    def half_duplex(self):
        requests = (outputs([size]) for size in RESPONSES)
        found = [len(r.payload.body) for r in self.stub.HalfDuplexCall(requests, timeout=60)]
        assert found == RESPONSES

    def custom_metadata(self):
        metadata = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
        request = pb.SimpleRequest(response_size=314159, payload=payload(271828))
        _, call = self.stub.UnaryCall.with_call(request, metadata=metadata, timeout=60)
        stream = self.stub.FullDuplexCall(iter([outputs([314159])]), metadata=metadata, timeout=60)
        assert len(list(stream)) == 1
        for answered in (call, stream):
            assert (INITIAL, "test_initial_metadata_value") in list(answered.initial_metadata())
            assert (TRAILING, b"\xab\xab\xab") in list(answered.trailing_metadata())

    def status_code_and_message(self):
        asked = pb.EchoStatus(code=2, message="test status message")
        calls = [
            lambda: self.stub.UnaryCall(pb.SimpleRequest(response_status=asked), timeout=60),
            lambda: list(self.stub.FullDuplexCall(
                iter([pb.StreamingOutputCallRequest(response_status=asked)]), timeout=60))]
        for call in calls:
            assert status(grpc.StatusCode.UNKNOWN, call).details() == "test status message"

    def special_status_message(self):
        request = pb.SimpleRequest(response_status=pb.EchoStatus(code=2, message=SPECIAL))
        error = status(
            grpc.StatusCode.UNKNOWN, lambda: self.stub.UnaryCall(request, timeout=60))
        assert error.details() == SPECIAL

    def unimplemented_method(self):
        status(grpc.StatusCode.UNIMPLEMENTED,
               lambda: self.stub.UnimplementedCall(empty_pb2.Empty(), timeout=60))

    def unimplemented_service(self):
        stub = test_pb2_grpc.UnimplementedServiceStub(self.channel)
        status(grpc.StatusCode.UNIMPLEMENTED,
               lambda: stub.UnimplementedCall(empty_pb2.Empty(), timeout=60))

    def cancel_after_begin(self):
        call = self.stub.StreamingInputCall.future(
            (time.sleep(0.2) for _ in range(1)), timeout=60)
        call.cancel()
        assert call.code() == grpc.StatusCode.CANCELLED

    def cancel_after_first_response(self):
        waiting = [True]

        def requests():
            yield outputs([31415], payload=payload(27182))
            while waiting:
                time.sleep(0.001)

        call = self.stub.FullDuplexCall(requests(), timeout=60)
        assert len(next(call).payload.body) == 31415
        call.cancel()
        status(grpc.StatusCode.CANCELLED, lambda: list(call))
        waiting.clear()

    def timeout_on_sleeping_server(self):
        waiting = [True]

        def requests():
            yield pb.StreamingOutputCallRequest(payload=payload(27182))
            while waiting:
                time.sleep(0.001)

        status(grpc.StatusCode.DEADLINE_EXCEEDED,
               lambda: list(self.stub.FullDuplexCall(requests(), timeout=0.001)))
        waiting.clear()

    def rpc_soak(self):
        for _ in range(50):
            self.large()

    def channel_soak(self):
        self.rpc_soak()


class Service(test_pb2_grpc.TestServiceServicer):
    """The cases as a server."""

    def __init__(self):
        self.sizes = []

    def echo(self, context):
        for name, value in context.invocation_metadata():
            if name == INITIAL:
                context.send_initial_metadata(((name, value),))
            if name == TRAILING:
                context.set_trailing_metadata(((name, value),))

    def check(self, request, context):
        if request.response_status.code:
            codes = {code.value[0]: code for code in grpc.StatusCode}
            context.abort(codes[request.response_status.code], request.response_status.message)

    def EmptyCall(self, request, context):
        self.echo(context)
        return empty_pb2.Empty()

    def UnaryCall(self, request, context):
        self.echo(context)
        self.check(request, context)
        self.sizes.append((len(request.payload.body), request.response_size))
        if request.response_compressed.value:
            context.set_compression(grpc.Compression.Gzip)
        return pb.SimpleResponse(payload=payload(request.response_size))

    def StreamingInputCall(self, requests, context):
        return pb.StreamingInputCallResponse(
            aggregated_payload_size=sum(len(r.payload.body) for r in requests))

    def answers(self, request, context):
        self.check(request, context)
        for parameters in request.response_parameters:
            if not parameters.compressed.value:
                context.disable_next_message_compression()
            yield pb.StreamingOutputCallResponse(payload=payload(parameters.size))

    def StreamingOutputCall(self, request, context):
        self.echo(context)
        context.set_compression(grpc.Compression.Gzip)
        yield from self.answers(request, context)

    def FullDuplexCall(self, requests, context):
        self.echo(context)
        for request in requests:
            yield from self.answers(request, context)

    def HalfDuplexCall(self, requests, context):
        for request in list(requests):
            yield from self.answers(request, context)


OURS = ["empty_unary", "large_unary", "server_compressed_unary", "client_streaming",
        "server_streaming", "server_compressed_streaming", "ping_pong", "empty_stream",
        "half_duplex", "custom_metadata", "status_code_and_message", "special_status_message",
        "unimplemented_method", "unimplemented_service", "cancel_after_begin",
        "cancel_after_first_response", "timeout_on_sleeping_server", "rpc_soak", "channel_soak"]


# How fast the machine is under tests is not what the soaks ask.
PATIENT = ["--soak_per_iteration_max_acceptable_latency_ms=60000",
           "--soak_overall_timeout_seconds=300"]


def run_our_client(case, *arguments):
    run = subprocess.run(
        [str(BIN / "interop-client"), f"--test_case={case}", *PATIENT, *arguments],
        capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stdout + run.stderr


def expect(found, wanted):
    assert found == wanted, (found, wanted)


def our_server(cases, folder):
    chain, key = self_signed(folder)
    for label, arguments in (
            ("plain", []),
            ("tls", ["--use_tls=true", f"--tls_cert_file={chain}", f"--tls_key_file={key}"])):
        with Program("interop-server", *arguments) as server:
            if arguments:
                roots = grpc.ssl_channel_credentials(open(chain, "rb").read())
                channel = grpc.secure_channel(f"localhost:{server.port}", roots)
            else:
                channel = grpc.insecure_channel(server.address)
            with channel:
                caller = Caller(channel)
                for name in sorted(n for n in vars(Caller) if not n.startswith("_")):
                    if name not in ("large",):
                        cases.run(f"grpcio to interop-server, {label}: {name}",
                                  getattr(caller, name))


def our_client(cases, folder):
    chain, key = self_signed(folder)
    server = grpc.server(futures.ThreadPoolExecutor(8))
    service = Service()
    test_pb2_grpc.add_TestServiceServicer_to_server(service, server)
    plain = server.add_insecure_port("127.0.0.1:0")
    secure = server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials(
        [(open(key, "rb").read(), open(chain, "rb").read())]))
    server.start()
    at = "--server_host=127.0.0.1"
    for name in OURS:
        cases.run(f"interop-client to grpcio: {name}", run_our_client, name, at,
                  f"--server_port={plain}")
        cases.run(f"interop-client to grpcio, tls: {name}", run_our_client, name,
                  "--server_host=localhost", f"--server_port={secure}", "--use_tls=true",
                  "--use_test_ca=true", f"--ca_file={chain}")
    # The flags of the official runner: sizes of a soak, and roots that say nothing without TLS.
    service.sizes.clear()
    cases.run("interop-client to grpcio: rpc_soak of other sizes", run_our_client, "rpc_soak", at,
              f"--server_port={plain}", "--soak_iterations=3", "--soak_request_size=7",
              "--soak_response_size=11", "--use_test_ca=true")
    cases.run("interop-client to grpcio: these sizes came", expect, service.sizes, [(7, 11)] * 3)
    for name in ("client_compressed_unary", "client_compressed_streaming"):
        cases.leave_out(f"interop-client to grpcio: {name}",
                        "grpcio does not show a server whether a message came compressed")
    server.stop(None)


def keeps_no_key(folder):
    """A certificate of its own is in memory only, once a server is ready: a signal leaves no key."""
    own = tempfile.mkdtemp(dir=folder)
    with Program("interop-server", "--use_tls=true", TMPDIR=own):
        assert os.listdir(own) == [], f"a ready server keeps {os.listdir(own)}"


def main():
    cases = Cases()
    with tempfile.TemporaryDirectory() as folder:
        cases.run("server/keeps_no_key", keeps_no_key, folder)
        our_server(cases, folder)
        our_client(cases, folder)
    cases.finish()


main()
