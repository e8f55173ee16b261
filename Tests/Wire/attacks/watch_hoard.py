"""Watch hoard: streams that are open for ever, to take the place of everybody else's calls."""

import os
import time

from frames import WATCH, Peer, Report, block, call

LIMIT = "`admission.streamsPerLoopMax` 4,096, one connection's share when half are taken"
RULE = "refused at once above it; unary calls and health have lanes of their own"
STREAMS = 128
# A short form with as many streams as a long one would test the attacker.
SHORT_LIMIT, LIMIT_BY_DEFAULT = 512, 4_096
# Health has so many places more (`admission.priorityCallsPerLoopMax`).
PRIORITY = 128


def arguments(is_short):
    """What the server is started with."""
    return ["--set", f"admission.streamsPerLoopMax={SHORT_LIMIT}"] if is_short else []


def run(target):
    # A loop for each core at most, and none takes more than its limit.
    loops = len(os.sched_getaffinity(0))
    connections = max(40, 10 * loops) if target.is_short else max(160, 80 * loops)
    head = block(WATCH)
    calls = b"".join(call(1 + 2 * number, head, b"") for number in range(STREAMS))
    report = Report()
    begun = time.monotonic()
    peers = []
    for _ in range(connections):
        peer = Peer(target)
        peer.send(calls)
        peers.append(peer)
    most = loops * ((SHORT_LIMIT if target.is_short else LIMIT_BY_DEFAULT) + PRIORITY)
    refused, least = 0, connections * STREAMS - most
    # Up to ten seconds more for a machine that is busy with other things.
    while time.monotonic() < begun + target.seconds + (0 if refused >= least else 10):
        for peer in peers:
            peer.pump(0.005)
        refused = sum(len(peer.ended) for peer in peers)
    report.connections = connections
    report.units = connections * STREAMS
    report.what = f"{refused:,} of {report.units:,} streams refused"
    report.is_refused = refused >= least > 0 and not any(peer.is_closed for peer in peers)
    for peer in peers:
        peer.close()
    return report
