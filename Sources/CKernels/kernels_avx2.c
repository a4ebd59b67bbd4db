#if defined(__x86_64__)
#define NAME avx2
#define LANES 8
#define MICRO_TILE_ROWS 6  // 12 of the 16 registers accumulate
#define HAS_FMA 1
#define TARGET "avx2,fma"
#include "loops/all.h"
#endif
