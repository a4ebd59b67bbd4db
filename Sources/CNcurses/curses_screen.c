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

// Marks around pastes and focus reports; mouse reports of presses and drags, in decimal numbers.
#define REPORTS_ON "\033[?2004h\033[?1004h"
#define REPORTS_OFF "\033[?2004l\033[?1004l"
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
// Ends what an interrupted frame may have left open, and resets the scrolling region, which ncurses sets to its size.
#define FRAME_STATE_OFF "\033[?2026l\033[0m\033[r"
#define ASK_BACKGROUND "\033]11;?\033\\"

const char *latentwalk_capability(const char *name) {
  // Terminfo's functions take char *, and return -1 for a name that is not a string capability.
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

// Opens the terminal anew: whether writes block is a setting of the open file, and standard output's open file is
// shared with the shell. Writes block, so that a frame is one write, until a signal to end arrives.
static int open_writer(int terminal) {
  const char *name = ttyname(terminal);
  const int writer = name == NULL ? -1 : open(name, O_WRONLY | O_NOCTTY | O_CLOEXEC);
  latentwalk_signal_unblocks(writer);
  return writer;
}

static void send(const latentwalk_curses *screen, const char *mode) {
  if (!screen->is_ansi) return;
  // A terminal that is gone accepts nothing, and nothing can be done about it.
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
    // LINES and COLUMNS in the environment would fix the size; without the second call, newterm
    // refuses terminals whose descriptions have no size, such as the Linux console.
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
  send(screen, REPORTS_ON);
  int columns, rows;
  latentwalk_curses_measure(screen, &columns, &rows);
  latentwalk_curses_resize(screen, columns, rows);
  return screen;
}

// Without an alternate screen, endwin leaves the cursor on the last row, where the next line would overwrite ours.
static void leave_last_row(const latentwalk_curses *screen) {
  if (latentwalk_capability("rmcup") == NULL) send(screen, "\n");
}

void latentwalk_curses_report_mouse(latentwalk_curses *screen, bool reports) {
  if (screen->reports_mouse != reports) send(screen, reports ? MOUSE_ON : MOUSE_OFF);
  screen->reports_mouse = reports;
}

void latentwalk_curses_ask_background(latentwalk_curses *screen) { send(screen, ASK_BACKGROUND); }

void latentwalk_curses_leave(latentwalk_curses *screen) {
  // The terminal driver discards pending output at Ctrl-C and Ctrl-Z, and ncurses does not know.
  send(screen, FRAME_STATE_OFF REPORTS_OFF);
  if (screen->reports_mouse) send(screen, MOUSE_OFF);
  endwin();
  leave_last_row(screen);
}

// Discards what the terminal has not accepted, so that a terminal that nobody reads has room for what restores it.
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
  // Not as a frame: this sets the terminal's modes through the output's descriptor.
  doupdate();
  memset(&screen->colors, 0, sizeof screen->colors);
  send(screen, REPORTS_ON);
  if (screen->reports_mouse) send(screen, MOUSE_ON);
}

int latentwalk_curses_colors(const latentwalk_curses *screen) { return screen->has_color ? COLORS : 0; }

int latentwalk_curses_pairs(const latentwalk_curses *screen) { return screen->has_color ? COLOR_PAIRS : 0; }

// Limits an extent: ncurses counts in 16 bits, and no real terminal has more than 1000 columns or rows.
static int limited(int extent) { return extent > 1000 ? 1000 : extent; }

void latentwalk_curses_measure(const latentwalk_curses *screen, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(screen->terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    *columns = limited(size.ws_col);
    *rows = limited(size.ws_row);
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

// Appends a capability without its padding ("$<5>"), which only old terminals need; returns the new length.
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
    // No alternate screen: continue below what is drawn.
    count = append(buffer, count, capacity, tparm((char *)latentwalk_capability("cup"), getmaxy(stdscr) - 1, 0));
    count = append(buffer, count, capacity, "\r\n");
  }
  return count;
}
