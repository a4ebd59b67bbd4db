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

// A handler has no argument of ours, so the pipe is static. Only the handler and open/close use it.
static struct sigaction previous[watched_count];
static int reading_end = -1;
static volatile sig_atomic_t is_ending = 0;
static atomic_int writing_end = -1;
static atomic_int blocking_writer = -1;

static bool ends(int signal_number) {
  return signal_number == SIGINT || signal_number == SIGTERM || signal_number == SIGHUP || signal_number == SIGQUIT;
}

static void write_number(int signal_number) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal_number;
  if (ends(signal_number)) {
    is_ending = 1;
    // The signal interrupts a write in progress; this keeps a write that is about to begin from blocking.
    int writer = atomic_load(&blocking_writer);
    if (writer >= 0) fcntl(writer, F_SETFL, O_WRONLY | O_NONBLOCK);
  }
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
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return -1;
  set_flags(pipe_ends[0]);
  set_flags(pipe_ends[1]);
  reading_end = pipe_ends[0];
  atomic_store(&writing_end, pipe_ends[1]);
  is_ending = 0;

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = write_number;
  sigfillset(&action.sa_mask);
  for (int index = 0; index < watched_count; index++) {
    // A signal to end must interrupt a write to a terminal that nobody reads.
    action.sa_flags = ends(watched[index]) ? 0 : SA_RESTART;
    sigaction(watched[index], NULL, &previous[index]);
    if (previous[index].sa_handler != SIG_IGN) sigaction(watched[index], &action, NULL);
  }
  return reading_end;
}

void latentwalk_signal_unblocks(int descriptor) { atomic_store(&blocking_writer, descriptor); }

bool latentwalk_signal_is_ending(void) { return is_ending; }

void latentwalk_signal_stop(void) {
  struct sigaction stopping, handled;
  memset(&stopping, 0, sizeof stopping);
  stopping.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &stopping, &handled);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &handled, NULL);
}

void latentwalk_signal_pipe_close(void) {
  if (reading_end < 0) return;
  for (int index = 0; index < watched_count; index++) sigaction(watched[index], &previous[index], NULL);
  close(atomic_exchange(&writing_end, -1));
  close(reading_end);
  reading_end = -1;
}
