#ifndef LATENTWALK_SIGNAL_PIPE_H
#define LATENTWALK_SIGNAL_PIPE_H

#include <stdbool.h>

// Turns SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP and SIGCONT into bytes of a pipe, each the
// signal's number. A signal that the parent process set to be ignored (nohup) stays ignored.
// Returns the end to read from, which does not block; -1 with errno on failure, EBUSY if the pipe is open already.
int latentwalk_signal_pipe_open(void);

// Whether a signal to end the process has arrived since the pipe was opened.
bool latentwalk_signal_is_ending(void);

// Names a descriptor whose writes no longer block once a signal to end has arrived; -1 for none.
void latentwalk_signal_unblocks(int descriptor);

// Stops the process as SIGTSTP without a handler does, and returns when it continues; returns at once if the
// system does not stop it.
void latentwalk_signal_stop(void);

// Restores the previous signal handlers and closes the pipe.
void latentwalk_signal_pipe_close(void);

#endif
