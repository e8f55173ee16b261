#pragma once
#include <zlib.h>

// What Swift cannot call: macros that pass the library's version and the size of its structure.
// 15 bits of window, and 16 more to say that the format is gzip's (RFC 1952).

static inline int czlib_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}

static inline int czlib_deflate_init_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
