"""What is not HTTP/2 at all: HTTP/1, a TLS hello in clear, noise."""

import random
import time

from frames import PREFACE, Peer, Report

LIMIT = "the first bytes, and nghttp2's look at the preface behind them"
RULE = "HTTP/1: 505 at once; anything else closed within 1 s"


def openings(chance):
    yield b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", True
    yield b"POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n" + bytes(50_000), True
    yield b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(400), False
    yield bytes([chance.randrange(1, 65)]) + chance.randbytes(2_000), False
    yield PREFACE + chance.randbytes(2_000), False
    yield PREFACE[:20] + b"XX" + chance.randbytes(100), False


def run(target):
    chance = random.Random(2020)
    report = Report(is_refused=True, slowest=0.0)
    answered = 0
    end = time.monotonic() + target.seconds
    while time.monotonic() < end or not report.connections:
        for data, is_http1 in openings(chance):
            peer = Peer(target, hello=b"")
            begun = time.monotonic()
            report.bytes += peer.send(data)
            if is_http1:
                # The half-closed connection is the client's to close.
                peer.pump(2, lambda: peer.received > 0)
                answered += peer.received > 0
                report.is_refused &= peer.received > 0
            else:
                peer.pump(2)
                report.is_refused &= peer.is_closed
            report.slowest = max(report.slowest, time.monotonic() - begun)
            report.connections += 1
            peer.close()
    report.units = report.connections
    report.is_refused &= report.slowest <= 1
    report.what = f"{answered:,} HTTP/1 requests answered, all others closed"
    return report
