// Moving and adding up rows: bytes to floats, transposition, column sums.

static void scale_bytes(size_t count, const uint8_t *bytes, float *result) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    octets values;
    __builtin_memcpy(&values, bytes + i, sizeof values);
    store(result + i, __builtin_convertvector(values, floats) / 255.0f);
  }
  for (; i < count; i++) result[i] = (float)bytes[i] / 255.0f;
}

/// In squares of 16 x 16, so that a cache line of either side is used whole while it is near.
static void transpose(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride, float *result,
                      ptrdiff_t result_row_stride) {
  const size_t side = 16;
  for (size_t i0 = 0; i0 < rows; i0 += side) {
    const size_t i1 = smaller(i0 + side, rows);
    for (size_t j0 = 0; j0 < columns; j0 += side) {
      const size_t j1 = smaller(j0 + side, columns);
      for (size_t j = j0; j < j1; j++) {
        float *line = result + (ptrdiff_t)j * result_row_stride;
        for (size_t i = i0; i < i1; i++) line[i] = values[(ptrdiff_t)i * row_stride + (ptrdiff_t)j];
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
