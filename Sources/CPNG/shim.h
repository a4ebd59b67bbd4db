// libpng's simplified API is a struct that libpng keeps a pointer to, and calls between which the file's bytes must
// not move; neither is certain in Swift, so that all of it is one function here.
#ifndef LATENTWALK_CPNG_SHIM_H
#define LATENTWALK_CPNG_SHIM_H

#include <png.h>
#include <stdint.h>
#include <string.h>

enum { latentwalk_png_message_length = sizeof((png_image *)0)->message };

// Unpacks a PNG file of `length` bytes whose header gives `width` and `height` into `pixels`, which has room for four
// bytes a pixel: red, green, blue and opacity, as sRGB encodes them. Returns 0 where it cannot, and puts the reason
// into `message`, which has room for latentwalk_png_message_length bytes and ends with a zero.
static inline int latentwalk_png_read(const uint8_t *bytes, size_t length, uint32_t width, uint32_t height,
                                      uint8_t *pixels, uint8_t *message) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  // The sizes are compared since `pixels` has room for no others.
  int is_done = png_image_begin_read_from_memory(&image, bytes, length) && image.width == width &&
                image.height == height;
  if (is_done) {
    image.format = PNG_FORMAT_RGBA;
    // Without this, 16 bits are taken for linear where the file does not tell, which no other program does.
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    is_done = png_image_finish_read(&image, NULL, pixels, 0, NULL);
  }
  png_image_free(&image);
  memcpy(message, image.message, sizeof image.message);
  return is_done;
}

#endif
