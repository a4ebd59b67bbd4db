#if defined(__x86_64__)
#include <immintrin.h>

#include "CKernels.h"

#define NAME avx512
#define LANES 16
#define MICRO_TILE_ROWS 14  // 28 of the 32 registers accumulate
#define HAS_FMA 1
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma"))), \
                             apply_to = function)

#include "loops/vector.h"

#include "loops/elementary.h"

typedef uint32_t pairs __attribute__((ext_vector_type(LANES)));

INLINE floats multiply_accumulate(pairs left, pairs right, floats sum) {
  return (floats)_mm512_dpbf16_ps((__m512)sum, (__m512bh)left, (__m512bh)right);
}

INLINE pairs pair_neighbors(floats first, floats second) {
  return (pairs)_mm512_cvtne2ps_pbh((__m512)second, (__m512)first);
}

INLINE pairs pair_lanes(floats even, floats odd) {
  const __m512i halves = (__m512i)pair_neighbors(even, odd);
  const __m512i low = _mm512_cvtepu16_epi32(_mm512_castsi512_si256(halves));
  const __m512i high = _mm512_cvtepu16_epi32(_mm512_extracti64x4_epi64(halves, 1));
  return (pairs)_mm512_or_si512(low, _mm512_slli_epi32(high, 16));
}

#include "loops/bfloat16.h"

#pragma clang attribute pop
#endif
