"""PING flood (CVE-2019-9512): each frame asks for an acknowledgement."""

from frames import PING, flood, frame, repeated

LIMIT = ("`keepalive.strikesMax` 2; `floodFramesBurst` 1,000 beyond one for each frame that the "
         "server sends")
RULE = "closed within 1 s"


def run(target):
    piece = frame(PING, 0, 0, b"12345678") * 200
    return flood(target, b"", repeated(piece, 200, 40_000), 3)
