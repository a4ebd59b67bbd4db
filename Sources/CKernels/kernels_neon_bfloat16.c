#if defined(__aarch64__)
#include <arm_neon.h>

#include "CKernels.h"

#define NAME neon
#define LANES 4
#define MICRO_TILE_ROWS 12  // 24 of the 32 registers accumulate
#define HAS_FMA 1
#pragma clang attribute push(__attribute__((target("bf16"))), apply_to = function)

#include "loops/vector.h"

#include "loops/elementary.h"

typedef uint32_t pairs __attribute__((ext_vector_type(LANES)));

INLINE floats multiply_accumulate(pairs left, pairs right, floats sum) {
  return (floats)vbfdotq_f32((float32x4_t)sum, (bfloat16x8_t)left, (bfloat16x8_t)right);
}

INLINE pairs pair_neighbors(floats first, floats second) {
  const bfloat16x4_t low = vcvt_bf16_f32((float32x4_t)first);
  return (pairs)vcombine_u16((uint16x4_t)low, (uint16x4_t)vcvt_bf16_f32((float32x4_t)second));
}

INLINE pairs pair_lanes(floats even, floats odd) {
  const uint16x8_t halves = (uint16x8_t)pair_neighbors(even, odd);
  return (pairs)vorrq_u32(vmovl_u16(vget_low_u16(halves)), vshll_n_u16(vget_high_u16(halves), 16));
}

#include "loops/bfloat16.h"

#pragma clang attribute pop
#endif
