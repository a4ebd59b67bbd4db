#define _GNU_SOURCE

#include <unistd.h>

#include "CKernels.h"

#if defined(__linux__)
#include <sched.h>
#endif

size_t latentwalk_processor_count(void) {
#if defined(__linux__)
  // A container or taskset may allow fewer processors than the machine has.
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0)
    return (size_t)CPU_COUNT(&allowed);
#endif
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (size_t)online : 1;
}
