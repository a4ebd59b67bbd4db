// libpng's simplified API needs a struct whose address does not change, and bytes that do not move between calls;
// Swift guarantees neither, so one function here makes all the calls.
#ifndef LATENTWALK_CPNG_SHIM_H
#define LATENTWALK_CPNG_SHIM_H

#include <png.h>
#include <stdint.h>
#include <string.h>

enum { latentwalk_png_message_length = sizeof((png_image *)0)->message };

// Unpacks a PNG file of `length` bytes, whose header says `width` and `height`, into `pixels`, which has room for four
// bytes a pixel: red, green, blue and opacity, encoded as sRGB. Returns 0 if that fails, with the reason in `message`,
// which has room for latentwalk_png_message_length bytes and ends with a zero.
static inline int latentwalk_png_read(const uint8_t *bytes, size_t length, uint32_t width, uint32_t height,
                                      uint8_t *pixels, uint8_t *message) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  // The sizes are compared because `pixels` has room for no others.
  int is_done = png_image_begin_read_from_memory(&image, bytes, length) && image.width == width &&
                image.height == height;
  if (is_done) {
    image.format = PNG_FORMAT_RGBA;
    // Without this flag, 16 bits count as linear if the file states no gamma, which no other program assumes.
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    is_done = png_image_finish_read(&image, NULL, pixels, 0, NULL);
  }
  png_image_free(&image);
  memcpy(message, image.message, sizeof image.message);
  return is_done;
}

#endif
