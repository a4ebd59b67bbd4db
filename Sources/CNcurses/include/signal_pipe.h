#ifndef LATENTWALK_SIGNAL_PIPE_H
#define LATENTWALK_SIGNAL_PIPE_H

#include <stdbool.h>

// Turns SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP and SIGCONT into bytes of a pipe, each the
// signal's number. A signal that the parent had the process ignore (nohup) stays ignored.
// Returns the end to read from, which does not block; -1 with errno, EBUSY where it is open already.
int latentwalk_signal_pipe_open(void);

// Whether a signal has come since the pipe was opened that asks the process to end.
bool latentwalk_signal_is_ending(void);

// Has a signal that asks for the end make writes to a descriptor not block any more; -1 for none.
void latentwalk_signal_unblocks(int descriptor);

// Stops the process as SIGTSTP does where nobody handles it, and returns when it goes on; at once where the
// system does not stop it.
void latentwalk_signal_stop(void);

// Gives the signals back to whoever had them, and closes the pipe.
void latentwalk_signal_pipe_close(void);

#endif
