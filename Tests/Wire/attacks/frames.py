"""HTTP/2 frames made by hand, and a connection that throws them at a server and watches it.

Nothing here keeps a rule of HTTP/2 by itself: what is sent is what an attack says, in one piece.
"""

import dataclasses
import select
import socket
import ssl
import struct
import time

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = (
    0, 1, 2, 3, 4, 6, 7, 8, 9)
END_STREAM, END_HEADERS, HAS_PRIORITY, ACK = 0x1, 0x4, 0x20, 0x1
INITIAL_WINDOW_SIZE = 4
CODES = {
    0: "NO_ERROR", 1: "PROTOCOL_ERROR", 2: "INTERNAL_ERROR", 3: "FLOW_CONTROL_ERROR",
    5: "STREAM_CLOSED", 6: "FRAME_SIZE_ERROR", 7: "REFUSED_STREAM", 8: "CANCEL",
    9: "COMPRESSION_ERROR", 11: "ENHANCE_YOUR_CALM"}

SEARCH = "/motcua.v1.ProcedureService/SearchProcedures"
HEALTH = "/grpc.health.v1.Health/Check"
WATCH = "/grpc.health.v1.Health/Watch"
REFLECT = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"
# SearchProceduresRequest(query="dat dai"), as the field's number and the text.
QUERY = b"\x0a\x07dat dai"


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def settings(**values):
    names = {"initial_window": INITIAL_WINDOW_SIZE, "table": 1}
    return frame(SETTINGS, 0, 0, b"".join(
        struct.pack(">HI", names[name], value) for name, value in values.items()))


def window_update(stream, increment):
    return frame(WINDOW_UPDATE, 0, stream, struct.pack(">I", increment))


def reset(stream, code=8):
    return frame(RST_STREAM, 0, stream, struct.pack(">I", code))


def integer(value, prefix_bits, first=0):
    """An integer of HPACK (RFC 7541 §5.1)."""
    limit = (1 << prefix_bits) - 1
    if value < limit:
        return bytes([first | value])
    result = bytearray([first | limit])
    value -= limit
    while value >= 128:
        result.append(value & 127 | 128)
        value >>= 7
    result.append(value)
    return bytes(result)


def text(value):
    return integer(len(value), 7) + value


def literal(name, value):
    """A field that is never kept in a table, so that a block is good on any stream."""
    return b"\x10" + text(name.encode()) + text(value if isinstance(value, bytes) else value.encode())


def block(path, *fields):
    """The header block of a gRPC request."""
    usual = [
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
        ("te", "trailers"), ("content-type", "application/grpc")]
    return b"".join(literal(name, value) for name, value in [*usual, *fields])


def message(payload, flag=0):
    return struct.pack(">BI", flag, len(payload)) + payload


def call(stream, head, payload=QUERY, end=True):
    """A whole request: HEADERS and one message."""
    return (frame(HEADERS, END_HEADERS, stream, head)
            + frame(DATA, END_STREAM if end else 0, stream, message(payload)))


@dataclasses.dataclass
class Target:
    """Where the server is, and how long an attack may last."""

    host: str
    port: int
    seconds: float
    is_short: bool
    roots: str = ""


def ready(connection, seconds, reads=True, writes=False):
    """Whether a socket can be read and written; not by select, which ends at 1,024 descriptors."""
    poll = select.poll()
    poll.register(
        connection, (select.POLLIN if reads else 0) | (select.POLLOUT if writes else 0))
    events = sum(event for _, event in poll.poll(seconds * 1000))
    ended = events & (select.POLLHUP | select.POLLERR)
    return bool(reads and (events & select.POLLIN or ended)), bool(
        writes and (events & select.POLLOUT or ended))


class Peer:
    """One connection to the server; it never blocks for longer than it is told."""

    def __init__(self, target, hello=None, receive_buffer=None, encrypted=False):
        self.goaways, self.resets, self.ended = [], {}, set()
        self.statuses = []
        self.received = self.frames_received = self.data_bytes = 0
        self.closed_at = None
        self.buffer = bytearray()
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(10)
        self.socket.connect((target.host, target.port))
        if encrypted:
            context = ssl.create_default_context(cafile=target.roots)
            context.set_alpn_protocols(["h2"])
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        self.socket.setblocking(False)
        hello = PREFACE + settings() if hello is None else hello
        if hello:
            self.send(hello)

    @property
    def is_closed(self):
        return self.closed_at is not None

    def send(self, data, seconds=10, reads=True):
        """Gives bytes to the socket; returns how many it took before the end or the time."""
        view, end = memoryview(data), time.monotonic() + seconds
        sent = 0
        while sent < len(view) and not self.is_closed and time.monotonic() < end:
            readable, writable = ready(self.socket, 0.1, reads=reads, writes=True)
            if readable:
                self.read()
            if writable and not self.is_closed:
                try:
                    sent += self.socket.send(view[sent:sent + 262_144])
                except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                    continue
                except OSError:
                    self.close_seen()
        return sent

    def read(self):
        try:
            data = self.socket.recv(262_144)
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        except OSError:
            data = b""
        if not data:
            return self.close_seen()
        self.received += len(data)
        self.buffer += data
        self.parse()

    def close_seen(self):
        if self.closed_at is None:
            self.closed_at = time.monotonic()
            self.socket.close()

    def close(self):
        self.socket.close()

    def parse(self):
        position = 0
        while len(self.buffer) - position >= 9:
            length = int.from_bytes(self.buffer[position:position + 3], "big")
            if len(self.buffer) - position < 9 + length:
                break
            kind, flags = self.buffer[position + 3], self.buffer[position + 4]
            stream = int.from_bytes(self.buffer[position + 5:position + 9], "big")
            body = bytes(self.buffer[position + 9:position + 9 + length])
            self.take(kind, flags, stream, body)
            position += 9 + length
        del self.buffer[:position]

    def take(self, kind, flags, stream, body):
        self.frames_received += 1
        if kind == GOAWAY:
            last, code = struct.unpack(">II", body[:8])
            self.goaways.append((last, code, body[8:].decode(errors="replace")))
        elif kind == RST_STREAM:
            self.resets[stream] = struct.unpack(">I", body)[0]
        elif kind == DATA:
            self.data_bytes += len(body)
        if kind in (DATA, HEADERS) and flags & END_STREAM:
            self.ended.add(stream)

    def pump(self, seconds, until=lambda: False):
        """Reads for a while, to the end of the connection, or until something holds."""
        end = time.monotonic() + seconds
        while not self.is_closed and not until():
            left = end - time.monotonic()
            if left <= 0:
                return False
            if ready(self.socket, min(left, 0.1))[0]:
                self.read()
        return True

    def farewell(self):
        """How the server has said goodbye."""
        if self.goaways:
            _, code, reason = self.goaways[-1]
            name = CODES.get(code, str(code))
            return f"GOAWAY({name}{', ' + reason if reason else ''})"
        return "closed" if self.is_closed else "still open"


@dataclasses.dataclass
class Report:
    """What an attack has seen."""

    what: str = ""
    is_refused: bool = False
    slowest: float | None = None
    connections: int = 0
    units: int = 0
    bytes: int = 0


def flood(target, prepare, pieces, limit, at_once=1.0):
    """Throws pieces at one connection after the other, each until the server ends it.

    prepare(peer) is sent first; pieces is a list of (bytes, units); limit is how many units are
    allowed. Every connection has to end at most `at_once` seconds after one unit more was sent.
    """
    report = Report(is_refused=True, slowest=0.0)
    farewells = {}
    end = time.monotonic() + target.seconds
    while time.monotonic() < end or not report.connections:
        try:
            peer = Peer(target)
        except OSError:
            continue
        report.connections += 1
        peer.send(prepare)
        crossed, units = None, 0
        for data, count in pieces:
            sent = peer.send(data, seconds=5)
            report.bytes += sent
            units += count * sent // max(1, len(data))
            if units > limit and crossed is None:
                crossed = time.monotonic()
            if peer.is_closed or peer.goaways:
                break
        report.units += units
        peer.pump(at_once + 2)
        if not peer.is_closed:
            report.is_refused = False
        elif crossed is not None:
            report.slowest = max(report.slowest, peer.closed_at - crossed)
        word = peer.farewell()
        farewells[word] = farewells.get(word, 0) + 1
        peer.close()
    report.is_refused = report.is_refused and report.slowest <= at_once
    report.what = ", ".join(sorted(farewells))
    return report


def repeated(piece, units, total):
    """A list of pieces with `total` units or a little more."""
    return [(piece, units)] * -(-total // units)
