"""Slow readers: windows of zero bytes, and sockets that nobody reads."""

import pathlib
import time

from frames import PREFACE, REFLECT, SEARCH, Peer, Report, block, call, settings

LIMIT = ("`stalledOutputTimeout` 30 s, looked at six times in it; `outputMemory` 12 MiB a "
         "connection, 24 MiB a loop, 28 MiB the server")
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


def kept(target):
    """The ports of the connections that the server has not closed, by the kernel's own table: a
    client that does not read sees no end."""
    established, kept = "01", set()
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state = line.split()[:4]
        if int(local.split(":")[1], 16) == target.port and state == established:
            kept.add(int(remote.split(":")[1], 16))
    return kept


class Watch:
    """When some of the connections were closed, counted from a moment."""

    def __init__(self, count, begun):
        self.count, self.begun, self.closed, self.first, self.last = count, begun, 0, None, None

    def look(self, closed):
        if closed > self.closed:
            self.last = time.monotonic() - self.begun
            self.first = self.first or self.last
            self.closed = closed

    @property
    def is_over(self):
        return self.closed == self.count

    def times(self):
        return f", after {self.first:.0f} to {self.last:.0f} s" if self.closed else ""


def run(target):
    count = 5 if target.is_short else 20
    report = Report()
    begun = time.monotonic()
    head = block(SEARCH)
    silent = [deaf(target, head) for _ in range(count)]
    for peer in silent:
        for _ in range(20):
            shout(peer, head)
    ports = {peer.socket.getsockname()[1] for peer in silent}
    unread = Watch(count, time.monotonic())
    shouted = unread.begun - begun
    zero = [ask(target, STREAMS) for _ in range(count)]
    closed = Watch(count, time.monotonic())
    report.connections = 2 * count
    report.units = count * (STREAMS + 1_000)
    end = time.monotonic() + (target.seconds if target.is_short else WAIT)
    while time.monotonic() < end and not (closed.is_over and unread.is_over):
        for peer in zero:
            peer.pump(0.02)
        closed.look(sum(peer.is_closed for peer in zero))
        unread.look(len(ports - kept(target)))
    resets = sum(len(peer.resets) for peer in zero)
    report.what = (
        f"{closed.closed} of {count} connections without windows closed{closed.times()}, {resets} "
        f"streams reset; {unread.closed} of {count} unread sockets closed{unread.times()} "
        f"(asked for {shouted:.0f} s)")
    report.slowest = closed.last
    if target.is_short:
        report.is_refused = not closed.closed
    else:
        # The first that nobody reads was asked before the last, from which the time is counted.
        report.is_refused = (
            closed.is_over and closed.first >= 29 and closed.last <= 40
            and unread.is_over and unread.first >= 29 - shouted and unread.last <= 40)
    for peer in zero + silent:
        peer.close()
    return report
