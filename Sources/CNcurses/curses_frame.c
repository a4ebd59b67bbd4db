#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "curses_state.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crash_guard.h"
#include "signal_pipe.h"

#define FRAME_BEGIN "\033[?2026h"
#define FRAME_END "\033[?2026l"

bool latentwalk_curses_define_pair(latentwalk_curses *screen, int pair, int foreground, int background) {
  if (!screen->has_default_colors) {
    if (foreground < 0) foreground = COLOR_WHITE;
    if (background < 0) background = COLOR_BLACK;
  }
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS >= 20170401
  return init_extended_pair(pair, foreground, background) == OK;
#else
  return pair <= 32767 && init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

void latentwalk_curses_put(
  latentwalk_curses *screen, int column, int row, uint32_t glyph, unsigned attributes, int pair) {
  (void)screen;
  attr_t bits = A_NORMAL;
  if (attributes & LATENTWALK_BOLD) bits |= A_BOLD;
  if (attributes & LATENTWALK_DIM) bits |= A_DIM;
  if (attributes & LATENTWALK_UNDERLINE) bits |= A_UNDERLINE;
  if (attributes & LATENTWALK_REVERSE) bits |= A_REVERSE;
  wchar_t text[2] = {(wchar_t)glyph, 0};
  cchar_t cell;
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS >= 20170401
  // The short pair number is too small for all pairs; the options take an int.
  setcchar(&cell, text, bits, 0, &pair);
#else
  setcchar(&cell, text, bits, (short)pair, NULL);
#endif
  // This one does not move the cursor, so that the lower right cell can be written without scrolling.
  mvwadd_wchnstr(stdscr, row, column, &cell, 1);
}

void latentwalk_curses_repaint(latentwalk_curses *screen) {
  (void)screen;
  clearok(curscr, TRUE);
}

// Waits until the terminal takes more; false where the program is to end first.
static bool wait_for_room(int descriptor) {
  struct pollfd terminal = {.fd = descriptor, .events = POLLOUT};
  while (!latentwalk_signal_is_ending()) {
    // In short waits, since a signal that comes just before one would not end it.
    if (poll(&terminal, 1, 50) > 0) return true;
  }
  return false;
}

static bool write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    if (latentwalk_crash_is_under_way()) return false;
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      // A terminal that nobody reads must not keep the program from ending.
      if (!wait_for_room(descriptor)) return false;
      continue;
    }
    if (written <= 0) return false;
    bytes += written;
    count -= (size_t)written;
  }
  return true;
}

static bool reserve(latentwalk_curses *screen, size_t capacity) {
  if (capacity <= screen->capacity) return true;
  char *bytes = realloc(screen->bytes, capacity);
  if (bytes == NULL) return false;
  screen->bytes = bytes;
  screen->capacity = capacity;
  return true;
}

// Sends what the frame's file holds; nothing where nothing changed.
static bool send_frame(latentwalk_curses *screen) {
  off_t size = lseek(screen->frame, 0, SEEK_CUR);
  if (size <= 0) return size == 0;
  const size_t marks = screen->is_ansi ? strlen(FRAME_BEGIN) : 0;
  const size_t count = (size_t)size;
  if (!reserve(screen, count + 2 * marks)) return false;
  memcpy(screen->bytes, FRAME_BEGIN, marks);
  if (pread(screen->frame, screen->bytes + marks, count, 0) != size) return false;
  memcpy(screen->bytes + marks + count, FRAME_END, marks);
  return write_all(screen->writer >= 0 ? screen->writer : screen->terminal, screen->bytes, count + 2 * marks);
}

bool latentwalk_curses_show(latentwalk_curses *screen) {
  wnoutrefresh(stdscr);
  if (screen->frame < 0) return doupdate() == OK;

  // Left to itself ncurses writes a frame in dozens of pieces, which the terminal shows one by one.
  const int output = fileno(screen->output);
  if (lseek(screen->frame, 0, SEEK_SET) != 0 || dup2(screen->frame, output) < 0) return doupdate() == OK;
  doupdate();
  fflush(screen->output);
  dup2(screen->terminal, output);
  return send_frame(screen);
}
