#ifndef LATENTWALK_CRASH_GUARD_H
#define LATENTWALK_CRASH_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// What is needed to restore the terminal after a crash.
struct latentwalk_crash_plan {
  int terminal;           // receives the restore string and the modes
  struct termios modes;   // the modes from before the program
  int captured_errors;    // a file that standard error was redirected to, or -1
  int standard_error;     // the original standard error; used with captured_errors
};

// From now on SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE and SIGABRT first write the restore string with
// one write(2), set the modes and print captured errors, and then do what they would have done.
// Copies the string; returns false if it is too long. A second call replaces the plan.
bool latentwalk_crash_guard_set(const struct latentwalk_crash_plan *plan, const char *restore, size_t length);

// Restores the previous signal handlers.
void latentwalk_crash_guard_clear(void);

// Whether a crash is in progress in any thread: nothing may be drawn any more.
bool latentwalk_crash_is_in_progress(void);

#endif
