#pragma once
#include <nghttp2/nghttp2.h>

/* Debian 12's 1.52 is the oldest library with all the limits that are set at a session's start. */
#if NGHTTP2_VERSION_NUM < 0x013400
#error "libnghttp2 1.52 or newer is needed"
#endif

/* The class of a HEADERS frame; spares Swift a copy of the whole union. */
static inline nghttp2_headers_category motcua_headers_category(const nghttp2_frame *frame) {
  return frame->headers.cat;
}

/* A field of a header list to be sent. */
static inline nghttp2_nv motcua_nv(
    const uint8_t *name, size_t name_count, const uint8_t *value, size_t value_count,
    uint8_t flags) {
  nghttp2_nv field = {(uint8_t *)name, (uint8_t *)value, name_count, value_count, flags};
  return field;
}
