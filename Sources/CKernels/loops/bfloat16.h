// Products of pairs of bfloat16, for the instruction set that the including file describes: as in all.h, with
// `multiply_accumulate(left, right, sum)` over vectors of `pairs`, and two functions that make such pairs from two
// vectors of floats: `pair_lanes` pairs lane with lane, `pair_neighbors` the neighbouring lanes of the first vector,
// then those of the second.

#include "activation.h"

typedef uint32_t element;
typedef pairs elements;
INLINE pairs load_elements(const uint32_t *source) {
  pairs value;
  __builtin_memcpy(&value, source, sizeof value);
  return value;
}
#define PRODUCTS_OF_ELEMENT 2
#include "product.h"

#include "peak.h"

INLINE void store_pairs(uint32_t *destination, pairs value, size_t count) {
  if (count >= LANES) {
    __builtin_memcpy(destination, &value, sizeof value);
  } else {
    for (size_t i = 0; i < count; i++) destination[i] = value[i];
  }
}

static void pair_rows(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride, uint32_t *result,
                      ptrdiff_t result_row_stride) {
  for (size_t i = 0; i < rows; i += 2) {
    const float *even = values + (ptrdiff_t)i * row_stride;
    const float *odd = even + row_stride;
    uint32_t *row = result + (ptrdiff_t)(i / 2) * result_row_stride;
    for (size_t j = 0; j < columns; j += LANES) {
      const size_t count = min(LANES, columns - j);
      const floats first = count == LANES ? load(even + j) : load_part(even + j, count);
      const floats second = i + 1 == rows    ? (floats)0.0f
                            : count == LANES ? load(odd + j)
                                             : load_part(odd + j, count);
      store_pairs(row + j, pair_lanes(first, second), count);
    }
  }
}

static void pair_columns(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                         uint32_t *result, ptrdiff_t result_row_stride) {
  for (size_t i = 0; i < rows; i++) {
    const float *row = values + (ptrdiff_t)i * row_stride;
    uint32_t *result_row = result + (ptrdiff_t)i * result_row_stride;
    size_t j = 0;
    for (; j + 2 * LANES <= columns; j += 2 * LANES) {
      store_pairs(result_row + j / 2, pair_neighbors(load(row + j), load(row + j + LANES)), LANES);
    }
    if (j < columns) {
      float lanes[2 * LANES] = {0};
      for (size_t k = j; k < columns; k++) lanes[k - j] = row[k];
      store_pairs(result_row + j / 2, pair_neighbors(load(lanes), load(lanes + LANES)), (columns - j + 1) / 2);
    }
  }
}

#include "names.h"

const struct latentwalk_bfloat16_kernels JOIN(latentwalk_bfloat16_kernels_, NAME) = {
  .product_scratch = DENSE_SCRATCH,
  .peak_operations = PEAK_OPERATIONS,
  .peak_multiply_adds = peak_multiply_adds,
  .pair_rows = pair_rows,
  .pair_columns = pair_columns,
  .multiply = multiply,
};
