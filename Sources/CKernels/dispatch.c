#include "CKernels.h"

#include <string.h>

#if defined(__x86_64__)
extern const struct latentwalk_kernels latentwalk_kernels_avx512;
extern const struct latentwalk_kernels latentwalk_kernels_avx2;

static bool has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("fma");
}

static bool has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
#elif defined(__aarch64__)
extern const struct latentwalk_kernels latentwalk_kernels_neon;
#endif
extern const struct latentwalk_kernels latentwalk_kernels_portable;

static bool always(void) { return true; }

// The fastest first.
static const struct {
  const struct latentwalk_kernels *kernels;
  bool (*runs_here)(void);
} tables[] = {
#if defined(__x86_64__)
  {&latentwalk_kernels_avx512, has_avx512},
  {&latentwalk_kernels_avx2, has_avx2},
#elif defined(__aarch64__)
  {&latentwalk_kernels_neon, always},
#endif
  {&latentwalk_kernels_portable, always},
};

static const size_t table_count = sizeof tables / sizeof tables[0];

size_t latentwalk_kernels_count(void) {
  size_t count = 0;
  for (size_t i = 0; i < table_count; i++) count += tables[i].runs_here();
  return count;
}

const struct latentwalk_kernels *latentwalk_kernels_at(size_t index) {
  for (size_t i = 0; i < table_count; i++) {
    if (tables[i].runs_here() && index-- == 0) return tables[i].kernels;
  }
  return &latentwalk_kernels_portable;
}

const struct latentwalk_kernels *latentwalk_kernels_best(void) { return latentwalk_kernels_at(0); }

const struct latentwalk_kernels *latentwalk_kernels_named(const char *name) {
  for (size_t i = 0; i < table_count; i++) {
    if (strcmp(tables[i].kernels->name, name) == 0 && tables[i].runs_here()) return tables[i].kernels;
  }
  return NULL;
}
