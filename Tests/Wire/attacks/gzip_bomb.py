"""Gzip bomb: messages that grow a thousandfold when they are inflated."""

import gzip
import time

from frames import (
    DATA, END_HEADERS, END_STREAM, HEADERS, SEARCH, Peer, Report, block, frame, message)

LIMIT = "`receivedMessageBytesMax` 4 MiB inflated; `gzip.inflationRatioMax` 100 beyond 1 MiB"
RULE = "RESOURCE_EXHAUSTED at the limit"


def run(target):
    bomb = message(gzip.compress(bytes(64 << 20)), flag=1)
    pieces = [bomb[first:first + 16_384] for first in range(0, len(bomb), 16_384)]
    head = block(SEARCH, ("grpc-encoding", "gzip"))
    report = Report()
    end = time.monotonic() + target.seconds
    peer, stream = Peer(target), 1
    peer.pump(1, lambda: peer.frames_received > 0)
    refused = 0
    while time.monotonic() < end:
        data = frame(HEADERS, END_HEADERS, stream, head) + b"".join(
            frame(DATA, END_STREAM if piece is pieces[-1] else 0, stream, piece)
            for piece in pieces)
        report.bytes += peer.send(data)
        report.units += 1
        peer.pump(5, lambda: stream in peer.ended)
        refused += stream in peer.ended
        if peer.is_closed:
            break
        stream += 2
    report.connections = 1
    report.what = f"{refused:,} of {report.units:,} calls ended with {peer.data_bytes} bytes of body"
    report.is_refused = refused == report.units and peer.data_bytes == 0
    peer.close()
    return report
