#ifndef LATENTWALK_CURSES_SCREEN_H
#define LATENTWALK_CURSES_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A terminal that ncurses draws on. One at a time, used from one thread.
typedef struct latentwalk_curses latentwalk_curses;

enum latentwalk_attribute {
  LATENTWALK_BOLD = 1,
  LATENTWALK_DIM = 2,
  LATENTWALK_UNDERLINE = 4,
  LATENTWALK_REVERSE = 8,
};

enum latentwalk_key {
  LATENTWALK_KEY_NONE,       // nothing has been pressed
  LATENTWALK_KEY_IGNORED,    // something that is not a key of ours
  LATENTWALK_KEY_CHARACTER,
  LATENTWALK_KEY_UP,
  LATENTWALK_KEY_DOWN,
  LATENTWALK_KEY_LEFT,
  LATENTWALK_KEY_RIGHT,
  LATENTWALK_KEY_SHIFT_UP,
  LATENTWALK_KEY_SHIFT_DOWN,
  LATENTWALK_KEY_SHIFT_LEFT,
  LATENTWALK_KEY_SHIFT_RIGHT,
  LATENTWALK_KEY_ENTER,
  LATENTWALK_KEY_SHIFT_TAB,
  LATENTWALK_KEY_BACKSPACE,
  LATENTWALK_KEY_DELETE,
  LATENTWALK_KEY_HOME,
  LATENTWALK_KEY_END,
  LATENTWALK_KEY_PAGE_UP,
  LATENTWALK_KEY_PAGE_DOWN,
  LATENTWALK_KEY_FUNCTION,
  LATENTWALK_KEY_PASTE_BEGIN,
  LATENTWALK_KEY_PASTE_END,
  LATENTWALK_KEY_FOCUS_IN,
  LATENTWALK_KEY_FOCUS_OUT,
  LATENTWALK_KEY_MOUSE,      // begins a report of the mouse, whose numbers come as characters
  LATENTWALK_KEY_MOUSE_OLD,  // the same as three characters, from terminals that know no other way
  LATENTWALK_KEY_ANSWER,     // begins the answer to the question for the background, which comes as characters
  LATENTWALK_KEY_ANSWER_END,
};

// Takes the terminal: cbreak, no echo, alternate screen, hidden cursor, marks around pastes, reports of the focus. The
// descriptors stay the caller's. NULL where the terminal's type is unknown, or it cannot move its cursor.
latentwalk_curses *latentwalk_curses_open(const char *type, int input, int output);

// Gives the terminal back, but for the modes that were set before; frees everything.
void latentwalk_curses_close(latentwalk_curses *screen);

// Gives the terminal back for a while, and takes it again with an empty screen.
void latentwalk_curses_leave(latentwalk_curses *screen);
void latentwalk_curses_enter(latentwalk_curses *screen);

// How many colours, and how many pairs of them, the terminal has; 0 where it has none.
int latentwalk_curses_colors(const latentwalk_curses *screen);
int latentwalk_curses_pairs(const latentwalk_curses *screen);

// Makes colour pair `pair`, at least 1, of two colours; -1 is the terminal's own.
bool latentwalk_curses_define_pair(latentwalk_curses *screen, int pair, int foreground, int background);

// The terminal's size: what its driver says, or else what its description says.
void latentwalk_curses_measure(const latentwalk_curses *screen, int *columns, int *rows);
void latentwalk_curses_resize(latentwalk_curses *screen, int columns, int rows);

// Puts one glyph, which must be one column wide, into the next frame.
void latentwalk_curses_put(
  latentwalk_curses *screen, int column, int row, uint32_t glyph, unsigned attributes, int pair);

// Makes the next frame repaint every cell.
void latentwalk_curses_repaint(latentwalk_curses *screen);

// Shows the frame, with one write(2) and as one synchronized update.
// How many bytes it took; -1 where the terminal does not take it.
long latentwalk_curses_show(latentwalk_curses *screen);

// Has the terminal report presses, drags and the wheel of the mouse, or leave the mouse alone.
void latentwalk_curses_report_mouse(latentwalk_curses *screen, bool reports);

// Asks the terminal for its background's colour; the answer, where there is one, comes as keys.
void latentwalk_curses_ask_background(latentwalk_curses *screen);

// The next key, without waiting. `value` becomes the character's Unicode scalar or the function key's
// number.
enum latentwalk_key latentwalk_curses_read(latentwalk_curses *screen, uint32_t *value);

// How many bytes can be read at once; -1 where that cannot be told.
int latentwalk_bytes_waiting(int descriptor);

// The bytes that give the terminal back, for a crash: cut at `capacity`; returns how many there are.
size_t latentwalk_curses_restore_string(const latentwalk_curses *screen, char *buffer, size_t capacity);

#endif
