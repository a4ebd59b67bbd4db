// The peak rate of a product's multiply-adds: chains that depend on nothing but themselves.

/// As many chains as fit in registers, which hides the latency of multiply-adds on most CPUs.
#define PEAK_CHAINS (MICRO_TILE_ROWS >= 12 ? 24 : 12)

static double peak_multiply_adds(size_t rounds) {
  floats sums[PEAK_CHAINS];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < PEAK_CHAINS; i++) sums[i] = (floats)(float)i;
  elements left, right;
  __builtin_memset(&left, 0, sizeof left);
  __builtin_memset(&right, 0, sizeof right);
  for (size_t round = 0; round < rounds; round++) {
#pragma clang loop unroll(full)
    for (size_t repeat = 0; repeat < 8; repeat++) {
      // The compiler must assume that they changed, so that it cannot move a product out of the loop.
      __asm__ volatile("" : "+m"(left), "+m"(right));
      const elements a = left, b = right;
#pragma clang loop unroll(full)
      for (size_t i = 0; i < PEAK_CHAINS; i++) sums[i] = multiply_accumulate(a, b, sums[i]);
    }
  }
  double sum = 0;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < PEAK_CHAINS; i++) sum += sum_of_lanes(sums[i]);
  return sum;
}

/// Multiplications and additions in a round.
#define PEAK_OPERATIONS (8 * PEAK_CHAINS * LANES * 2 * PRODUCTS_OF_ELEMENT)
