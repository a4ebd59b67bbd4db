// Moving and adding up rows: images to floats, transposition, column sums.

/// x / 255 rounded once, for whole x from 0 to 255: the quotient by a reciprocal, and its error put right.
INLINE floats scale_bytes(floats x) {
  const floats reciprocal = (floats)(1.0f / 255.0f);
  const floats quotient = x * reciprocal;
#if HAS_FMA
  return multiply_add(multiply_add(quotient, (floats)-255.0f, x), reciprocal, quotient);
#else
  return x / 255.0f;
#endif
}

static void gather_images(size_t rows, size_t pixels, const uint8_t *images, const ptrdiff_t *indices,
                          float *result) {
  // A batch is scattered over more memory than any cache holds: asked for this far ahead it is there in time.
  const size_t rows_ahead = 4, cache_line = 64;
  for (size_t i = 0; i < rows; i++) {
    if (i + rows_ahead < rows) {
      const uint8_t *later = images + (size_t)indices[i + rows_ahead] * pixels;
      for (size_t j = 0; j < pixels; j += cache_line) __builtin_prefetch(later + j);
    }
    const uint8_t *bytes = images + (size_t)indices[i] * pixels;
    float *row = result + i * pixels;
    size_t j = 0;
    for (; j + LANES <= pixels; j += LANES) {
      octets values;
      __builtin_memcpy(&values, bytes + j, sizeof values);
      store(row + j, scale_bytes(__builtin_convertvector(values, floats)));
    }
    for (; j < pixels; j++) row[j] = (float)bytes[j] / 255.0f;
  }
}

typedef float quad __attribute__((ext_vector_type(4)));

/// result[4 x 4] = values[4 x 4] transposed.
INLINE void transpose_quads(const float *values, ptrdiff_t row_stride, float *result,
                            ptrdiff_t result_row_stride) {
  quad row[4];
  for (ptrdiff_t i = 0; i < 4; i++) __builtin_memcpy(&row[i], values + i * row_stride, sizeof row[i]);
  const quad low01 = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
  const quad low23 = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
  const quad high01 = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
  const quad high23 = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
  const quad column[4] = {
    __builtin_shufflevector(low01, low23, 0, 1, 4, 5),
    __builtin_shufflevector(low01, low23, 2, 3, 6, 7),
    __builtin_shufflevector(high01, high23, 0, 1, 4, 5),
    __builtin_shufflevector(high01, high23, 2, 3, 6, 7),
  };
  for (ptrdiff_t j = 0; j < 4; j++) {
    __builtin_memcpy(result + j * result_row_stride, &column[j], sizeof column[j]);
  }
}

/// In strips of 16 rows, so that a cache line of the result is filled while it is near.
static void transpose(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride, float *result,
                      ptrdiff_t result_row_stride) {
  const size_t strip = 16;
  for (size_t strip_start = 0; strip_start < rows; strip_start += strip) {
    const size_t strip_end = smaller(strip_start + strip, rows);
    size_t j = 0;
    for (; j + 4 <= columns; j += 4) {
      size_t i = strip_start;
      for (; i + 4 <= strip_end; i += 4) {
        transpose_quads(values + (ptrdiff_t)i * row_stride + (ptrdiff_t)j, row_stride,
                        result + (ptrdiff_t)j * result_row_stride + (ptrdiff_t)i, result_row_stride);
      }
      for (; i < strip_end; i++) {
        for (size_t k = j; k < j + 4; k++) {
          result[(ptrdiff_t)k * result_row_stride + (ptrdiff_t)i] =
              values[(ptrdiff_t)i * row_stride + (ptrdiff_t)k];
        }
      }
    }
    for (; j < columns; j++) {
      for (size_t i = strip_start; i < strip_end; i++) {
        result[(ptrdiff_t)j * result_row_stride + (ptrdiff_t)i] =
            values[(ptrdiff_t)i * row_stride + (ptrdiff_t)j];
      }
    }
  }
}

static void column_sums(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                        float *result) {
  size_t j = 0;
  for (; j + LANES <= columns; j += LANES) {
    floats sum = (floats)0.0f;
    for (size_t i = 0; i < rows; i++) sum += load(values + (ptrdiff_t)i * row_stride + (ptrdiff_t)j);
    store(result + j, sum);
  }
  for (; j < columns; j++) {
    float sum = 0;
    for (size_t i = 0; i < rows; i++) sum += values[(ptrdiff_t)i * row_stride + (ptrdiff_t)j];
    result[j] = sum;
  }
}
