#ifndef LATENTWALK_CRASH_GUARD_H
#define LATENTWALK_CRASH_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// What a crash needs to give the terminal back.
struct latentwalk_crash_plan {
  int terminal;           // where the restore string goes and the modes are set
  struct termios modes;   // the modes from before the program
  int captured_errors;    // a file that standard error was pointed at, or -1
  int standard_error;     // where standard error really goes; meaningful with captured_errors
};

// From now on SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE and SIGABRT first write the restore string with
// one write(2), set the modes and bring captured errors to light, and then do what they would have done.
// The string is copied; false where it is too long. Calling it again replaces the plan.
bool latentwalk_crash_guard_set(const struct latentwalk_crash_plan *plan, const char *restore, size_t length);

// Gives the signals back to whoever had them.
void latentwalk_crash_guard_clear(void);

// Whether a crash is under way, in whatever thread: nothing may be drawn any more.
bool latentwalk_crash_is_under_way(void);

#endif
