#define _DEFAULT_SOURCE

#include "signal_pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
enum { watched_count = sizeof watched / sizeof watched[0] };

// A handler has no argument of ours, so the pipe is static. Only the handler and open/close touch it.
static struct sigaction previous[watched_count];
static int reading_end = -1;
static atomic_int writing_end = -1;

static void write_number(int signal_number) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal_number;
  int end = atomic_load(&writing_end);
  // A full pipe holds enough signals already.
  if (end >= 0 && write(end, &byte, 1) < 0) errno = saved;
  errno = saved;
}

static void set_flags(int descriptor) {
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
}

int latentwalk_signal_pipe_open(void) {
  if (reading_end >= 0) {
    errno = EBUSY;
    return -1;
  }
  int ends[2];
  if (pipe(ends) != 0) return -1;
  set_flags(ends[0]);
  set_flags(ends[1]);
  reading_end = ends[0];
  atomic_store(&writing_end, ends[1]);

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = write_number;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  for (int index = 0; index < watched_count; index++) {
    sigaction(watched[index], NULL, &previous[index]);
    if (previous[index].sa_handler != SIG_IGN) sigaction(watched[index], &action, NULL);
  }
  return reading_end;
}

void latentwalk_signal_pipe_close(void) {
  if (reading_end < 0) return;
  for (int index = 0; index < watched_count; index++) sigaction(watched[index], &previous[index], NULL);
  close(atomic_exchange(&writing_end, -1));
  close(reading_end);
  reading_end = -1;
}
