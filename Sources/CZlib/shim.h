// zlib's initialisers are macros that fill in the version and size of the caller's z_stream. Swift cannot call macros
// with arguments, so each has a function here.
#ifndef LATENTWALK_CZLIB_SHIM_H
#define LATENTWALK_CZLIB_SHIM_H

#include <zlib.h>

static inline int latentwalk_inflate_init2(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

static inline int latentwalk_deflate_init2(z_stream *stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

#endif
