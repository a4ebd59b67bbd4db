#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "curses_state.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "anonymous_file.h"
#include "signal_pipe.h"
#include "terminal_description.h"

// Marks around pastes, reports of the focus; reports of presses and drags of the mouse, in numbers.
#define REPORTS_ON "\033[?2004h\033[?1004h"
#define REPORTS_OFF "\033[?2004l\033[?1004l"
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
// Whatever a frame that was cut short left open, and the scrolling region, which ncurses sets for its size alone.
#define FRAME_STATE_OFF "\033[?2026l\033[0m\033[r"
#define ASK_BACKGROUND "\033]11;?\033\\"

const char *latentwalk_capability(const char *name) {
  // Terminfo's functions take char *, and answer -1 for a name that is not a string's.
  const char *value = tigetstr((char *)name);
  return value == NULL || value == (const char *)-1 ? NULL : value;
}

static FILE *duplicate(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (file == NULL) close(copy);
  return file;
}

// A description of the terminal of our own: whether writes block is a setting of the description, and that of
// standard output is the shell's too. They do, so that a frame is one write, until a signal asks for the end.
static int open_writer(int terminal) {
  const char *name = ttyname(terminal);
  const int writer = name == NULL ? -1 : open(name, O_WRONLY | O_NOCTTY | O_CLOEXEC);
  latentwalk_signal_unblocks(writer);
  return writer;
}

static void tell(const latentwalk_curses *screen, const char *mode) {
  if (!screen->is_ansi) return;
  // A terminal that went away takes nothing; there is nothing to mend.
  if (write(screen->terminal, mode, strlen(mode)) < 0) return;
}

static void release(latentwalk_curses *screen) {
  if (screen->keys) delwin(screen->keys);
  if (screen->screen) {
    if (!isendwin()) endwin();
    delscreen(screen->screen);
  }
  if (screen->input) fclose(screen->input);
  if (screen->output) fclose(screen->output);
  if (screen->frame >= 0) close(screen->frame);
  latentwalk_signal_unblocks(-1);
  if (screen->writer >= 0) close(screen->writer);
  free(screen->bytes);
  free(screen);
}

static void set_modes(latentwalk_curses *screen) {
  set_escdelay(25);
  cbreak();
  noecho();
  nonl();
  typeahead(-1);
  curs_set(0);
  keypad(screen->keys, TRUE);
  nodelay(screen->keys, TRUE);
  screen->has_color = has_colors() && start_color() == OK;
  screen->has_default_colors = screen->has_color && use_default_colors() == OK;
}

latentwalk_curses *latentwalk_curses_open(const char *type, int input, int output) {
  latentwalk_curses *screen = calloc(1, sizeof *screen);
  if (screen == NULL) return NULL;
  screen->terminal = output;
  screen->writer = open_writer(output);
  screen->frame = latentwalk_anonymous_file();
  screen->input = duplicate(input, "r");
  screen->output = duplicate(output, "w");
  if (screen->input && screen->output) {
    // LINES and COLUMNS of the environment would freeze the size; without the second call newterm
    // refuses terminals whose descriptions give no size, such as the Linux console.
    use_env(FALSE);
    use_tioctl(TRUE);
    screen->screen = newterm((char *)type, screen->output, screen->input);
  }
  if (screen->screen) screen->keys = newpad(1, 1);
  if (screen->keys == NULL || latentwalk_capability("cup") == NULL) {
    release(screen);
    return NULL;
  }
  latentwalk_keep_palette();
  const char *clear_screen_text = latentwalk_capability("clear");
  screen->is_ansi = clear_screen_text && strncmp(clear_screen_text, "\033[", 2) == 0;
  set_modes(screen);
  if (screen->is_ansi) latentwalk_define_keys();
  tell(screen, REPORTS_ON);
  int columns, rows;
  latentwalk_curses_measure(screen, &columns, &rows);
  latentwalk_curses_resize(screen, columns, rows);
  return screen;
}

// Without an alternate screen, endwin stays on the last row, where the next line would overwrite ours.
static void leave_last_row(const latentwalk_curses *screen) {
  if (latentwalk_capability("rmcup") == NULL) tell(screen, "\n");
}

void latentwalk_curses_report_mouse(latentwalk_curses *screen, bool reports) {
  if (screen->reports_mouse != reports) tell(screen, reports ? MOUSE_ON : MOUSE_OFF);
  screen->reports_mouse = reports;
}

void latentwalk_curses_ask_background(latentwalk_curses *screen) { tell(screen, ASK_BACKGROUND); }

void latentwalk_curses_leave(latentwalk_curses *screen) {
  // The terminal's driver throws away what is under way at Ctrl-C and Ctrl-Z, and ncurses does not know.
  tell(screen, FRAME_STATE_OFF REPORTS_OFF);
  if (screen->reports_mouse) tell(screen, MOUSE_OFF);
  endwin();
  leave_last_row(screen);
}

// Throws away what the terminal has not taken, so that one that nobody reads has room to be given back.
static void make_room(const latentwalk_curses *screen) {
  tcflow(screen->terminal, TCOON);
  tcflush(screen->terminal, TCOFLUSH);
}

void latentwalk_curses_close(latentwalk_curses *screen) {
  if (!isendwin()) {
    if (latentwalk_signal_is_ending()) make_room(screen);
    latentwalk_curses_leave(screen);
  }
  release(screen);
}

void latentwalk_curses_enter(latentwalk_curses *screen) {
  werase(stdscr);
  clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  // Not as a frame: this sets the terminal's modes, through the output's descriptor.
  doupdate();
  memset(&screen->colors, 0, sizeof screen->colors);
  tell(screen, REPORTS_ON);
  if (screen->reports_mouse) tell(screen, MOUSE_ON);
}

int latentwalk_curses_colors(const latentwalk_curses *screen) { return screen->has_color ? COLORS : 0; }

int latentwalk_curses_pairs(const latentwalk_curses *screen) { return screen->has_color ? COLOR_PAIRS : 0; }

// What is drawn on at most: ncurses counts in 16 bits, and no screen is larger.
static int within_reach(int extent) { return extent > 1000 ? 1000 : extent; }

void latentwalk_curses_measure(const latentwalk_curses *screen, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(screen->terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    *columns = within_reach(size.ws_col);
    *rows = within_reach(size.ws_row);
    return;
  }
  int described_columns = tigetnum((char *)"cols");
  int described_rows = tigetnum((char *)"lines");
  *columns = described_columns > 0 ? described_columns : 80;
  *rows = described_rows > 0 ? described_rows : 24;
}

void latentwalk_curses_resize(latentwalk_curses *screen, int columns, int rows) {
  (void)screen;
  resizeterm(rows, columns);
}

// Appends a capability without its padding ("$<5>"), which only old terminals need; returns the new count.
static size_t append(char *buffer, size_t count, size_t capacity, const char *text) {
  while (text && *text && count < capacity) {
    const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
    if (end) {
      text = end + 1;
    } else {
      buffer[count++] = *text++;
    }
  }
  return count;
}

size_t latentwalk_curses_restore_string(const latentwalk_curses *screen, char *buffer, size_t capacity) {
  size_t count = 0;
  if (screen->is_ansi) {
    count = append(buffer, count, capacity, FRAME_STATE_OFF MOUSE_OFF REPORTS_OFF);
  }
  const char *leave = latentwalk_capability("rmcup");
  count = append(buffer, count, capacity, latentwalk_capability("rmkx"));
  count = append(buffer, count, capacity, latentwalk_capability("sgr0"));
  count = append(buffer, count, capacity, latentwalk_capability("op"));
  count = append(buffer, count, capacity, latentwalk_capability("cnorm"));
  if (leave) {
    count = append(buffer, count, capacity, leave);
  } else {
    // No alternate screen: go on below what is drawn.
    count = append(buffer, count, capacity, tparm((char *)latentwalk_capability("cup"), getmaxy(stdscr) - 1, 0));
    count = append(buffer, count, capacity, "\r\n");
  }
  return count;
}
