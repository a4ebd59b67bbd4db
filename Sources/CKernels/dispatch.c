#include "CKernels.h"

#include <string.h>

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#if defined(__x86_64__)
extern const struct latentwalk_kernels latentwalk_kernels_avx512;
extern const struct latentwalk_kernels latentwalk_kernels_avx2;
extern const struct latentwalk_bfloat16_kernels latentwalk_bfloat16_kernels_avx512;

static bool has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("fma");
}

static bool has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

static bool has_bfloat16(void) { return has_avx512() && __builtin_cpu_supports("avx512bf16"); }
#elif defined(__aarch64__)
extern const struct latentwalk_kernels latentwalk_kernels_neon;
extern const struct latentwalk_bfloat16_kernels latentwalk_bfloat16_kernels_neon;

static bool has_bfloat16(void) {
#if defined(__linux__)
  const unsigned long bfloat16_capability = 1ul << 14;  // HWCAP2_BF16
  return (getauxval(AT_HWCAP2) & bfloat16_capability) != 0;
#elif defined(__APPLE__)
  int has = 0;
  size_t size = sizeof has;
  return sysctlbyname("hw.optional.arm.FEAT_BF16", &has, &size, NULL, 0) == 0 && has != 0;
#else
  return false;
#endif
}
#endif
extern const struct latentwalk_kernels latentwalk_kernels_portable;

static bool always(void) { return true; }

// Fastest first.
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

const struct latentwalk_bfloat16_kernels *latentwalk_bfloat16_kernels_with(const char *name) {
#if defined(__x86_64__)
  if (strcmp(name, "avx512") == 0 && has_bfloat16()) return &latentwalk_bfloat16_kernels_avx512;
#elif defined(__aarch64__)
  if (strcmp(name, "neon") == 0 && has_bfloat16()) return &latentwalk_bfloat16_kernels_neon;
#endif
  (void)name;
  return NULL;
}
