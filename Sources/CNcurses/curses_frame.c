#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "curses_state.h"

#include <errno.h>
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
  // The pair number, a short, is too small for all pairs; the last argument points to an int.
  setcchar(&cell, text, bits, 0, &pair);
#else
  setcchar(&cell, text, bits, (short)pair, NULL);
#endif
  // This function does not move the cursor, so the lower right cell can be written without scrolling.
  mvwadd_wchnstr(stdscr, row, column, &cell, 1);
}

void latentwalk_curses_repaint(latentwalk_curses *screen) {
  // How much of a failed frame the terminal received is not known.
  screen->colors.foreground[0] = screen->colors.background[0] = 0;
  clearok(curscr, TRUE);
}

static bool write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    if (latentwalk_crash_is_in_progress()) return false;
    ssize_t written = write(descriptor, bytes, count);
    // A terminal that nobody reads must not keep the program from ending.
    if (written < (ssize_t)count && latentwalk_signal_is_ending()) return false;
    if (written < 0 && errno == EINTR) continue;
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

// Sends the contents of the frame's file; nothing if nothing changed. Returns the number of bytes sent, or -1.
static long send_frame(latentwalk_curses *screen) {
  const off_t size = lseek(screen->frame, 0, SEEK_CUR);
  if (size <= 0) return size == 0 ? 0 : -1;
  const size_t count = (size_t)size;
  const size_t marks = screen->is_ansi ? strlen(FRAME_BEGIN) : 0;
  if (!reserve(screen, count + 2 * marks + latentwalk_thinned_limit(count))) return -1;
  char *made = screen->bytes, *sent = screen->bytes + count;
  if (pread(screen->frame, made, count, 0) != size) return -1;
  size_t length = count;
  memcpy(sent, FRAME_BEGIN, marks);
  if (screen->is_ansi) {
    length = latentwalk_thin_colors(&screen->colors, made, count, sent + marks);
  } else {
    memcpy(sent, made, count);
  }
  memcpy(sent + marks + length, FRAME_END, marks);
  length += 2 * marks;
  const int terminal = screen->writer >= 0 ? screen->writer : screen->terminal;
  return write_all(terminal, sent, length) ? (long)length : -1;
}

// For a screen without a file to collect frames in; the number of bytes sent is not known.
static long show_directly(void) { return doupdate() == OK ? 0 : -1; }

long latentwalk_curses_show(latentwalk_curses *screen) {
  wnoutrefresh(stdscr);
  if (screen->frame < 0) return show_directly();

  // By itself, ncurses writes a frame in dozens of pieces, which the terminal shows one by one.
  const int output = fileno(screen->output);
  if (lseek(screen->frame, 0, SEEK_SET) != 0 || dup2(screen->frame, output) < 0) return show_directly();
  doupdate();
  fflush(screen->output);
  dup2(screen->terminal, output);
  return send_frame(screen);
}
