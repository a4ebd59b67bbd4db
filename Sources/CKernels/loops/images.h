// Bytes of images as floats in 0...1.

/// x / 255 rounded once, for integers x from 0 to 255: the quotient by a reciprocal, with its error corrected.
INLINE floats divide_by_255(floats x) {
#if HAS_FMA
  const floats reciprocal = (floats)(1.0f / 255.0f);
  const floats quotient = x * reciprocal;
  return multiply_add(multiply_add(quotient, (floats)-255.0f, x), reciprocal, quotient);
#else
  return x / 255.0f;
#endif
}

/// Bytes as floats in 0...255.
INLINE floats load_bytes(const uint8_t *source) {
  octets bytes;
  __builtin_memcpy(&bytes, source, sizeof bytes);
  return __builtin_convertvector(bytes, floats);
}

/// The first `count` < LANES bytes; the other lanes are zero.
INLINE floats load_part_bytes(const uint8_t *source, size_t count) {
  uint8_t bytes[LANES] = {0};
  for (size_t i = 0; i < count; i++) bytes[i] = source[i];
  return load_bytes(bytes);
}

/// Prefetches an image some rows ahead: a batch is scattered over more memory than any cache holds.
INLINE void prefetch_image(size_t row, size_t rows, size_t pixels, const uint8_t *images,
                           const ptrdiff_t *indices) {
  const size_t rows_ahead = 4, cache_line = 64;
  if (row + rows_ahead >= rows) return;
  const uint8_t *later = images + (size_t)indices[row + rows_ahead] * pixels;
  for (size_t j = 0; j < pixels; j += cache_line) __builtin_prefetch(later + j);
}

static void gather_images(size_t rows, size_t pixels, const uint8_t *images, const ptrdiff_t *indices,
                          float *result, ptrdiff_t result_row_stride) {
  for (size_t i = 0; i < rows; i++) {
    prefetch_image(i, rows, pixels, images, indices);
    const uint8_t *bytes = images + (size_t)indices[i] * pixels;
    float *row = result + (ptrdiff_t)i * result_row_stride;
    size_t j = 0;
    for (; j + LANES <= pixels; j += LANES) store(row + j, divide_by_255(load_bytes(bytes + j)));
    if (j < pixels) {
      store_part(row + j, divide_by_255(load_part_bytes(bytes + j, pixels - j)), pixels - j);
    }
  }
}

static void list_images(size_t rows, size_t pixels, const uint8_t *images, const ptrdiff_t *indices,
                        struct latentwalk_nonzero *lists, ptrdiff_t list_stride) {
  float quotients[256];
  for (size_t byte = 0; byte < 256; byte++) quotients[byte] = (float)byte / 255.0f;
  for (size_t i = 0; i < rows; i++) {
    prefetch_image(i, rows, pixels, images, indices);
    const uint8_t *bytes = images + (size_t)indices[i] * pixels;
    struct latentwalk_nonzero *list = lists + (ptrdiff_t)i * list_stride;
    // Without a branch, which would be mispredicted at every other edge of a stroke.
    for (size_t j = 0; j < pixels; j++) {
      *list = (struct latentwalk_nonzero){.column = (uint32_t)j, .value = quotients[bytes[j]]};
      list += bytes[j] != 0;
    }
    list->column = LATENTWALK_LIST_END;
  }
}
