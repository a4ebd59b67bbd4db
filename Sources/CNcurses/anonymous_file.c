#if defined(__linux__)
#define _GNU_SOURCE
#include <sys/mman.h>
#else
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#endif

#include "anonymous_file.h"

int latentwalk_anonymous_file(void) {
#if defined(__linux__)
  return memfd_create("latentwalk", MFD_CLOEXEC);
#else
  char name[] = "/tmp/latentwalk.XXXXXX";
  int file = mkstemp(name);
  if (file >= 0) {
    unlink(name);
    fcntl(file, F_SETFD, FD_CLOEXEC);
  }
  return file;
#endif
}
