#ifndef LATENTWALK_CURSES_SCREEN_H
#define LATENTWALK_CURSES_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A terminal that ncurses draws on. Only one can exist at a time, and only one thread may use it.
typedef struct latentwalk_curses latentwalk_curses;

enum latentwalk_attribute {
  LATENTWALK_BOLD = 1,
  LATENTWALK_DIM = 2,
  LATENTWALK_UNDERLINE = 4,
  LATENTWALK_REVERSE = 8,
};

enum latentwalk_key {
  LATENTWALK_KEY_NONE,       // no key has been pressed
  LATENTWALK_KEY_IGNORED,    // a key that is not listed here
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
  LATENTWALK_KEY_MOUSE,      // begins a mouse report, whose numbers follow as characters
  LATENTWALK_KEY_MOUSE_OLD,  // begins a mouse report of three characters, from terminals without numeric reports
  LATENTWALK_KEY_ANSWER,     // begins the answer to the background query, which follows as characters
  LATENTWALK_KEY_ANSWER_END,
};

// Sets up the terminal: cbreak, no echo, alternate screen, hidden cursor, marks around pastes, focus reports. The
// descriptors remain the caller's. Returns NULL if the terminal's type is unknown, or if it cannot move its cursor.
latentwalk_curses *latentwalk_curses_open(const char *type, int input, int output);

// Restores the terminal, except for the modes from before the program; frees everything.
void latentwalk_curses_close(latentwalk_curses *screen);

// Restores the terminal for a while, and sets it up again with an empty screen.
void latentwalk_curses_leave(latentwalk_curses *screen);
void latentwalk_curses_enter(latentwalk_curses *screen);

// The number of colours, and of colour pairs, that the terminal has; 0 without colour.
int latentwalk_curses_colors(const latentwalk_curses *screen);
int latentwalk_curses_pairs(const latentwalk_curses *screen);

// Defines colour pair `pair`, at least 1, from two colours; -1 is the terminal's default colour.
bool latentwalk_curses_define_pair(latentwalk_curses *screen, int pair, int foreground, int background);

// The terminal's size, from its driver or else from its description.
void latentwalk_curses_measure(const latentwalk_curses *screen, int *columns, int *rows);
void latentwalk_curses_resize(latentwalk_curses *screen, int columns, int rows);

// Puts a glyph, which must be one column wide, into the next frame.
void latentwalk_curses_put(
  latentwalk_curses *screen, int column, int row, uint32_t glyph, unsigned attributes, int pair);

// Makes the next frame repaint every cell.
void latentwalk_curses_repaint(latentwalk_curses *screen);

// Shows the frame, with one write(2) and as one synchronised update.
// Returns the number of bytes sent; -1 if the terminal does not accept them.
long latentwalk_curses_show(latentwalk_curses *screen);

// Turns reports of the mouse's presses, drags and wheel on or off.
void latentwalk_curses_report_mouse(latentwalk_curses *screen, bool reports);

// Asks the terminal for its background colour; an answer arrives as keys.
void latentwalk_curses_ask_background(latentwalk_curses *screen);

// Returns the next key, without waiting. Sets `value` to the character's Unicode scalar or to the function key's
// number.
enum latentwalk_key latentwalk_curses_read(latentwalk_curses *screen, uint32_t *value);

// The number of bytes that can be read without waiting; -1 if not known.
int latentwalk_bytes_waiting(int descriptor);

// Stores the bytes that restore the terminal after a crash, at most `capacity`; returns their number.
size_t latentwalk_curses_restore_string(const latentwalk_curses *screen, char *buffer, size_t capacity);

#endif
