#define NAME portable
#define LANES 4
#define MICRO_TILE_ROWS 4  // 8 of x86-64's 16 registers accumulate; without FMA each product needs one more
#define HAS_FMA 0
#include "loops/all.h"
