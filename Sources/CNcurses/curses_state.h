// Declarations shared by curses_screen.c, curses_frame.c and curses_keys.c.
#ifndef LATENTWALK_CURSES_STATE_H
#define LATENTWALK_CURSES_STATE_H

// Without these, curses.h declares neither wide characters nor extended colour pairs.
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>

#include "color_thinning.h"
#include "curses_screen.h"

struct latentwalk_curses {
  int terminal;      // the caller's descriptor
  int writer;        // the terminal opened anew, to send frames; or -1
  FILE *input;       // ours, closed with the screen
  FILE *output;      // ours; its descriptor is redirected while a frame is made
  SCREEN *screen;
  WINDOW *keys;      // a pad: reading from stdscr would redraw it
  int frame;         // the file that collects a frame, or -1
  char *bytes;       // a frame's bytes, as ncurses made them and then as they are sent
  size_t capacity;
  struct latentwalk_colors colors;
  bool reports_mouse;
  bool is_ansi;      // whether the terminal has private modes, judged by how it clears the screen
  bool has_color;
  bool has_default_colors;
};

// Returns terminfo's string of that name, or NULL if the terminal has none.
const char *latentwalk_capability(const char *name);

// Defines our keys, beyond those in terminfo, in ncurses.
void latentwalk_define_keys(void);

#endif
