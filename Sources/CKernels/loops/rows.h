// Loops that move and add rows: transposition, column sums.

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

/// In bands of 16 rows, so that a cache line of the result is filled while it is still in the L1 cache.
static void transpose(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride, float *result,
                      ptrdiff_t result_row_stride) {
  const size_t band = 16;
  for (size_t band_start = 0; band_start < rows; band_start += band) {
    const size_t band_end = min(band_start + band, rows);
    size_t j = 0;
    for (; j + 4 <= columns; j += 4) {
      size_t i = band_start;
      for (; i + 4 <= band_end; i += 4) {
        transpose_quads(values + (ptrdiff_t)i * row_stride + (ptrdiff_t)j, row_stride,
                        result + (ptrdiff_t)j * result_row_stride + (ptrdiff_t)i, result_row_stride);
      }
      for (; i < band_end; i++) {
        for (size_t k = j; k < j + 4; k++) {
          result[(ptrdiff_t)k * result_row_stride + (ptrdiff_t)i] =
              values[(ptrdiff_t)i * row_stride + (ptrdiff_t)k];
        }
      }
    }
    for (; j < columns; j++) {
      for (size_t i = band_start; i < band_end; i++) {
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
