"""Writes the seeds of the HTTP/2 fuzz target: python3 make-http2-seeds.py <folder>."""

import pathlib
import struct
import sys

MAGIC = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, flags=0, stream=0, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(
        ">I", stream) + payload


def block(*fields, huge=0):
    text = b""
    for name, value in fields:
        text += b"\x00" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
    for number in range(huge):
        text += b"\x40\x02x" + bytes([97 + number]) + b"\x7d" + b"v" * 125
    return text


REQUEST = [(":method", "POST"), (":scheme", "http"), (":path", "/a.B/C"),
           (":authority", "localhost"), ("te", "trailers"), ("content-type", "application/grpc")]
HEAD = block(*REQUEST)
MESSAGE = b"\0\0\0\0\x03abc"
RESPONSE = block((":status", "200"), ("content-type", "application/grpc"))
TRAILERS = block(("grpc-status", "0"))


def headers(stream, text=HEAD, flags=4):
    return frame(1, flags, stream, text)


SERVER = {
    "unary": headers(1) + frame(0, 1, 1, MESSAGE),
    "many": b"".join(headers(n) + frame(0, 1, n, MESSAGE) for n in range(1, 20, 2)),
    "padded": frame(1, 12, 1, b"\x05" + HEAD + b"\0" * 5) + frame(0, 9, 1, b"\x02x\0\0"),
    "priority": frame(1, 0x25, 1, b"\0\0\0\0\x10" + HEAD) + frame(2, 0, 1, b"\0\0\0\0\x01"),
    "continuation": frame(1, 0, 1, HEAD[:9]) + frame(9, 0, 1, HEAD[9:20]) + frame(
        9, 4, 1, HEAD[20:]) + frame(0, 1, 1, MESSAGE),
    "trailers": headers(1) + frame(0, 0, 1, MESSAGE) + headers(1, block(("x-end", "1")), 5),
    "reset": headers(1) + frame(3, 0, 1, b"\0\0\0\x08") + headers(3) + frame(
        0, 0, 3, b"a" * 50) + frame(3, 0, 3, b"\0\0\0\x08"),
    "large-list": headers(1, HEAD + block(huge=5), 5) + headers(3, b"\x40\x01a\x01b" + HEAD, 5),
    "malformed": headers(1, block(*REQUEST, ("connection", "close")), 5) + headers(
        3, block(*REQUEST, ("X-Up", "1")), 5) + headers(5),
    "windows": frame(4, 0, 0, b"\0\4\0\0\0\x0a") + headers(1, HEAD, 5) + frame(
        8, 0, 1, b"\0\0\0\x64") + frame(8, 0, 0, b"\0\1\0\0"),
    "pings": frame(6, 0, 0, b"12345678") * 3 + frame(6, 1, 0, b"12345678"),
    "settings": frame(4, 0, 0, struct.pack(">HIHIHIHI", 1, 0, 2, 0, 3, 100, 4, 65535)) + frame(
        4, 1) + headers(7, HEAD, 5),
    "goaway": headers(1) + frame(7, 0, 0, b"\0\0\0\0\0\0\0\x00debug") + frame(0, 1, 1, MESSAGE),
    "unknown": frame(0xee, 0xff, 9, b"xyz") + headers(1, HEAD, 5),
    "content-length": headers(1, block(*REQUEST, ("content-length", "3"))) + frame(
        0, 1, 1, b"abcd"),
    "indexed": headers(1, b"\x83\x86\x44\x06/a.B/C\x41\x01a", 5) + headers(
        3, b"\x83\x86\xbf\xbe", 5) + headers(5, b"\x3f\xe1\x1f\x20\x83\x86", 5),
}
CLIENT = {
    "responses": headers(1, RESPONSE) + frame(0, 0, 1, MESSAGE) + headers(1, TRAILERS, 5) + headers(
        3, block((":status", "200"), ("grpc-status", "12")), 5),
    "informational": headers(1, block((":status", "103"))) + headers(1, RESPONSE) + headers(
        1, TRAILERS, 5),
    "goaway": frame(7, 0, 0, b"\0\0\0\x01\0\0\0\0max_age") + headers(1, RESPONSE, 5),
    "refused": frame(3, 0, 1, b"\0\0\0\x07") + frame(3, 0, 3, b"\0\0\0\x0b"),
    "push": frame(4, 1) + frame(5, 4, 1, b"\0\0\0\2" + HEAD),
    "limit": frame(4, 0, 0, b"\0\3\0\0\0\1") + frame(8, 0, 0, b"\0\0\x10\0"),
    "large-list": headers(1, RESPONSE + block(huge=6)) + headers(1, TRAILERS, 5),
}


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for control, role, wires in ((2, "server", SERVER), (3, "client", CLIENT)):
        for name, wire in wires.items():
            (folder / f"{role}-{name}").write_bytes(bytes([control, 255]) + wire)
            (folder / f"{role}-{name}-pieces").write_bytes(bytes([control | 12, 2]) + wire)
    (folder / "server-preface").write_bytes(b"\0\xff" + MAGIC + frame(4) + SERVER["unary"])
    (folder / "server-http1").write_bytes(b"\0\xffGET / HTTP/1.1\r\n\r\n")


write(pathlib.Path(sys.argv[1]))
