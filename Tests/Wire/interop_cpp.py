"""Interop cases of gRPC's public descriptions with gRPC C++ in both directions, plain and by TLS.

usage: interop_cpp.py PROGRAM, the program made from Tests/Wire/cpp/interop.cc
"""

import subprocess
import sys
import tempfile

from suites import BIN, Cases, Program, self_signed

OURS = ["empty_unary", "large_unary", "server_compressed_unary", "client_streaming",
        "server_streaming", "server_compressed_streaming", "ping_pong", "empty_stream",
        "half_duplex", "custom_metadata", "status_code_and_message", "special_status_message",
        "unimplemented_method", "unimplemented_service", "cancel_after_begin",
        "cancel_after_first_response", "timeout_on_sleeping_server", "rpc_soak", "channel_soak"]


def report(cases, label, run):
    """Takes over the lines `case: passed` of a client."""
    lines = [line.partition(": ") for line in run.stdout.splitlines()]
    for name, _, outcome in lines:
        cases.run(f"{label}: {name}", lambda outcome=outcome: expect(outcome))
    cases.run(f"{label}: at least one case", lambda: expect("passed" if lines else run.stderr))


def expect(outcome):
    assert outcome == "passed", outcome


def main():
    program = sys.argv[1]
    cases = Cases()
    with tempfile.TemporaryDirectory() as folder:
        chain, key = self_signed(folder)
        with Program("interop-server") as server:
            report(cases, "C++ to interop-server", run([program, "client", server.address]))
        encrypted = ["--use_tls", f"--tls_cert_file={chain}", f"--tls_key_file={key}"]
        with Program("interop-server", *encrypted) as server:
            report(cases, "C++ to interop-server, tls",
                   run([program, "client", f"localhost:{server.port}", chain]))
        client = [str(BIN / "interop-client"), f"--test_case={','.join(OURS)}",
                  "--soak_per_iteration_max_acceptable_latency_ms=60000",
                  "--soak_overall_timeout_seconds=300"]
        with Program(program, "server") as server:
            report(cases, "interop-client to C++", run(
                client + ["--server_host=127.0.0.1", f"--server_port={server.port}"]))
        with Program(program, "server", chain, key) as server:
            report(cases, "interop-client to C++, tls", run(
                client + ["--server_host=localhost", f"--server_port={server.port}", "--use_tls",
                          "--use_test_ca", f"--ca_file={chain}"]))
    for name in ("client_compressed_unary", "client_compressed_streaming"):
        cases.leave_out(f"interop-client to C++: {name}",
                        "the public interface does not show whether a message came compressed")
    cases.finish()


def run(command):
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


main()
