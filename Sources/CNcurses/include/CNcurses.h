// The part of ncurses that Latentwalk uses, and the signal handling that ncurses lacks.
// curses.h itself is not included: it consists mostly of macros and globals that Swift cannot import.
#ifndef LATENTWALK_CNCURSES_H
#define LATENTWALK_CNCURSES_H

#include "anonymous_file.h"
#include "crash_guard.h"
#include "curses_screen.h"
#include "signal_pipe.h"
#include "terminal_description.h"

#endif
