#ifndef LATENTWALK_SIGNAL_PIPE_H
#define LATENTWALK_SIGNAL_PIPE_H

// Turns SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP and SIGCONT into bytes of a pipe, each the
// signal's number. A signal that the parent had the process ignore (nohup) stays ignored.
// Returns the end to read from, which does not block; -1 with errno, EBUSY where it is open already.
int latentwalk_signal_pipe_open(void);

// Gives the signals back to whoever had them, and closes the pipe.
void latentwalk_signal_pipe_close(void);

#endif
