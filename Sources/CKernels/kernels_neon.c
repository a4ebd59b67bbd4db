#if defined(__aarch64__)
#define NAME neon
#define LANES 4
#define MICRO_TILE_ROWS 12  // 24 of the 32 registers accumulate
#define HAS_FMA 1
#include "loops/all.h"
#endif
