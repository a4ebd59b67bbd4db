#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "crash_guard.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

// A handler has no argument of ours, so the plan is static; it changes only while no handler is installed.
static struct sigaction previous[fatal_count];
static struct sigaction previous_urgent;
static struct latentwalk_crash_plan plan;
static char restore_string[512];
static size_t restore_length;
static bool is_set;
static pthread_t drawing_thread;
static pthread_t crashed_thread;
static atomic_bool is_in_progress;

// A stack overflow leaves no stack to run a handler on.
static char alternate_stack[64 * 1024];

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void replay_errors(void) {
  if (plan.captured_errors < 0) return;
  dup2(plan.standard_error, STDERR_FILENO);
  char buffer[1024];
  ssize_t count;
  lseek(plan.captured_errors, 0, SEEK_SET);
  while ((count = read(plan.captured_errors, buffer, sizeof buffer)) > 0) {
    write_all(STDERR_FILENO, buffer, (size_t)count);
  }
}

// A terminal that nobody reads accepts no more output; what it holds is discarded in favour of the restore string.
static void make_room(int terminal) {
  struct pollfd ready = {.fd = terminal, .events = POLLOUT};
  if (poll(&ready, 1, 0) > 0) return;
  tcflow(terminal, TCOON);
  tcflush(terminal, TCOFLUSH);
}

// A thread blocked in a write to a terminal that nobody reads holds the terminal; a signal interrupts its write, which
// is not retried while a crash is in progress.
static void wake_drawing_thread(void) {
  if (!pthread_equal(drawing_thread, pthread_self())) pthread_kill(drawing_thread, SIGURG);
}

static void do_nothing(int signal_number) { (void)signal_number; }

// Calls only functions that POSIX declares async-signal-safe.
static void restore_and_chain(int signal_number, siginfo_t *information, void *context) {
  if (atomic_exchange(&is_in_progress, true)) {
    // Another thread's crash must not end the process before the terminal is restored.
    while (!pthread_equal(crashed_thread, pthread_self())) pause();
  } else {
    crashed_thread = pthread_self();
    wake_drawing_thread();
    make_room(plan.terminal);
    write_all(plan.terminal, restore_string, restore_length);
    tcsetattr(plan.terminal, TCSANOW, &plan.modes);
    replay_errors();
  }
  for (int index = 0; index < fatal_count; index++) {
    if (fatal[index] != signal_number) continue;
    const struct sigaction *earlier = &previous[index];
    sigaction(signal_number, earlier, NULL);
    if (earlier->sa_flags & SA_SIGINFO) {
      earlier->sa_sigaction(signal_number, information, context);
    } else if (earlier->sa_handler != SIG_DFL && earlier->sa_handler != SIG_IGN) {
      earlier->sa_handler(signal_number);
    }
  }
  // The signal stays pending until this handler returns; then it ends the process as if there had been no handler.
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void ensure_alternate_stack(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  stack_t ours = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&ours, NULL);
}

bool latentwalk_crash_guard_set(
  const struct latentwalk_crash_plan *new_plan, const char *restore, size_t length) {
  if (length > sizeof restore_string) return false;
  latentwalk_crash_guard_clear();
  plan = *new_plan;
  memcpy(restore_string, restore, length);
  restore_length = length;
  ensure_alternate_stack();

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = restore_and_chain;
  // The Swift runtime's handler, which runs next, may itself fault while it reads the program's memory.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < fatal_count; index++) sigaction(fatal[index], &action, &previous[index]);
  drawing_thread = pthread_self();
  // Without SA_RESTART, so that it interrupts a write.
  struct sigaction waking;
  memset(&waking, 0, sizeof waking);
  waking.sa_handler = do_nothing;
  sigaction(SIGURG, &waking, &previous_urgent);
  is_set = true;
  return true;
}

void latentwalk_crash_guard_clear(void) {
  if (!is_set) return;
  for (int index = 0; index < fatal_count; index++) sigaction(fatal[index], &previous[index], NULL);
  sigaction(SIGURG, &previous_urgent, NULL);
  is_set = false;
}

bool latentwalk_crash_is_in_progress(void) { return atomic_load(&is_in_progress); }
