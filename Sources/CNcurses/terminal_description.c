#define NCURSES_WIDECHAR 1
#include "terminal_description.h"

#include <curses.h>
#include <term.h>

int latentwalk_described_colors(const char *type) {
  TERMINAL *before = cur_term;
  int result = 0;
  // Nothing is written to the descriptor; only its speed is queried.
  if (setupterm((char *)type, 1, &result) != OK || cur_term == before) return -1;
  int colors = tigetnum((char *)"colors");
  TERMINAL *ours = cur_term;
  set_curterm(before);
  del_curterm(ours);
  return colors < 0 ? 0 : colors;
}

void latentwalk_keep_palette(void) { orig_colors = NULL; }
