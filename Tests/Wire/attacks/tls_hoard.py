"""TLS hoard: handshakes that stop after the hello, and handshakes by the dozen."""

import ssl
import time

from frames import Peer, Report

LIMIT = "`prefaceTimeout` 10 s, which counts from the connection; `connectionsMax` 10,000"
RULE = "closed 10 to 11 s after the connection"
NEEDS_TLS = True
CONNECTIONS = 300


def hello():
    """The first flight of a real handshake."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.create_default_context()
    context.set_alpn_protocols(["h2"])
    client = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def run(target):
    report = Report()
    flight = hello()
    peers = []
    for number in range(CONNECTIONS):
        # Nothing, half a hello, a whole one.
        peer = Peer(target, hello=(b"", flight[:100], flight)[number % 3])
        peer.begun = time.monotonic()
        peers.append(peer)
    end = peers[-1].begun + (min(target.seconds, 2) if target.is_short else 13)
    while time.monotonic() < end and not all(peer.is_closed for peer in peers):
        for peer in peers:
            if not peer.is_closed:
                peer.pump(0.0005)
    lives = [peer.closed_at - peer.begun for peer in peers if peer.is_closed]
    report.connections = CONNECTIONS
    report.units = len(lives)
    report.what = f"{len(lives)} of {CONNECTIONS} closed"
    if lives:
        report.slowest = max(lives)
        report.what += f", after {min(lives):.1f} to {max(lives):.1f} s"
    report.is_refused = target.is_short or (
        len(lives) == CONNECTIONS and min(lives) > 9 and max(lives) <= 11.5)
    for peer in peers:
        peer.close()
    return report
