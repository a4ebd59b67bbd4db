#if defined(__x86_64__)
#define NAME avx512
#define LANES 16
#define MICRO_TILE_ROWS 14  // 28 of the 32 registers accumulate
#define HAS_FMA 1
#define TARGET "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"
#include "loops/all.h"
#endif
