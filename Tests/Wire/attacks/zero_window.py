"""Slow readers: windows of zero bytes, and sockets that nobody reads."""

import time

from frames import PREFACE, REFLECT, SEARCH, Peer, Report, block, call, settings

LIMIT = ("`stalledOutputTimeout` 30 s, looked at six times in it; `outputMemory` 12 MiB a "
         "connection, 24 MiB a loop, 36 MiB the server")
RULE = "connections closed after 30 to 37 s"
BIG = b"\x22\x18motcua.v1.DossierService"
STREAMS = 100
WAIT = 45


def ask(target, streams):
    """A connection whose every stream has an answer waiting."""
    peer = Peer(target, hello=PREFACE + settings(initial_window=0))
    head = block(REFLECT)
    requests = b"".join(
        call(1 + 2 * number, head, BIG) for number in range(streams))
    peer.send(requests)
    return peer


def deaf(target, head):
    """A connection that asks for ever and never reads."""
    peer = Peer(target, receive_buffer=4_096)
    peer.next = 1
    return peer


def shout(peer, head):
    calls = b"".join(call(peer.next + 2 * number, head) for number in range(50))
    peer.next += 100
    peer.send(calls, seconds=0.2, reads=False)


def run(target):
    count = 5 if target.is_short else 20
    report = Report()
    begun = time.monotonic()
    zero = [ask(target, STREAMS) for _ in range(count)]
    head = block(SEARCH)
    silent = [deaf(target, head) for _ in range(count)]
    for peer in silent:
        for _ in range(20):
            shout(peer, head)
    report.connections = 2 * count
    report.units = count * (STREAMS + 1_000)
    end = begun + (target.seconds if target.is_short else WAIT)
    first = last = None
    while time.monotonic() < end and not all(peer.is_closed for peer in zero):
        for peer in zero:
            was_closed = peer.is_closed
            peer.pump(0.02)
            if peer.is_closed and not was_closed:
                last = time.monotonic() - begun
                first = first or last
    for peer in silent:
        # What was buffered is read first; then the end shows.
        peer.pump(1)
    resets = sum(len(peer.resets) for peer in zero)
    closed = [sum(peer.is_closed for peer in peers) for peers in (zero, silent)]
    report.what = (f"{closed[0]} of {count} connections without windows closed, {resets} streams "
                   f"reset; {closed[1]} of {count} unread sockets closed")
    report.slowest = last
    if target.is_short:
        report.is_refused = not any(peer.is_closed for peer in zero)
    else:
        report.is_refused = closed == [count, count] and first >= 29 and last <= 40
    for peer in zero + silent:
        peer.close()
    return report
