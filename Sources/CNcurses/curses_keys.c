#include "curses_state.h"

#include <sys/ioctl.h>

// Our own codes, above all of ncurses' codes.
enum {
  OWN_KEYS = KEY_MAX + 1000,
};

// Keys that terminfo does not describe, or only for some terminals: a terminal inside another often sends the
// sequences of a third.
static const struct {
  const char *sequence;
  enum latentwalk_key key;
} sequences[] = {
  {"\033[200~", LATENTWALK_KEY_PASTE_BEGIN},
  {"\033[201~", LATENTWALK_KEY_PASTE_END},
  {"\033[I", LATENTWALK_KEY_FOCUS_IN},
  {"\033[O", LATENTWALK_KEY_FOCUS_OUT},
  {"\033[<", LATENTWALK_KEY_MOUSE},
  {"\033[M", LATENTWALK_KEY_MOUSE_OLD},
  {"\033]11;", LATENTWALK_KEY_ANSWER},
  {"\033\\", LATENTWALK_KEY_ANSWER_END},
  {"\033[A", LATENTWALK_KEY_UP},
  {"\033[B", LATENTWALK_KEY_DOWN},
  {"\033[C", LATENTWALK_KEY_RIGHT},
  {"\033[D", LATENTWALK_KEY_LEFT},
  {"\033OA", LATENTWALK_KEY_UP},
  {"\033OB", LATENTWALK_KEY_DOWN},
  {"\033OC", LATENTWALK_KEY_RIGHT},
  {"\033OD", LATENTWALK_KEY_LEFT},
  {"\033[1;2A", LATENTWALK_KEY_SHIFT_UP},
  {"\033[1;2B", LATENTWALK_KEY_SHIFT_DOWN},
  {"\033[1;2C", LATENTWALK_KEY_SHIFT_RIGHT},
  {"\033[1;2D", LATENTWALK_KEY_SHIFT_LEFT},
  {"\033[a", LATENTWALK_KEY_SHIFT_UP},
  {"\033[b", LATENTWALK_KEY_SHIFT_DOWN},
  {"\033[c", LATENTWALK_KEY_SHIFT_RIGHT},
  {"\033[d", LATENTWALK_KEY_SHIFT_LEFT},
  {"\033[H", LATENTWALK_KEY_HOME},
  {"\033OH", LATENTWALK_KEY_HOME},
  {"\033[1~", LATENTWALK_KEY_HOME},
  {"\033[7~", LATENTWALK_KEY_HOME},
  {"\033[F", LATENTWALK_KEY_END},
  {"\033OF", LATENTWALK_KEY_END},
  {"\033[4~", LATENTWALK_KEY_END},
  {"\033[8~", LATENTWALK_KEY_END},
  {"\033[3~", LATENTWALK_KEY_DELETE},
  {"\033[5~", LATENTWALK_KEY_PAGE_UP},
  {"\033[6~", LATENTWALK_KEY_PAGE_DOWN},
  {"\033[Z", LATENTWALK_KEY_SHIFT_TAB},
};

void latentwalk_define_keys(void) {
  for (size_t index = 0; index < sizeof sequences / sizeof sequences[0]; index++) {
    define_key(sequences[index].sequence, OWN_KEYS + (int)sequences[index].key);
  }
}

static const struct {
  int code;
  enum latentwalk_key key;
} codes[] = {
  {KEY_UP, LATENTWALK_KEY_UP},
  {KEY_DOWN, LATENTWALK_KEY_DOWN},
  {KEY_LEFT, LATENTWALK_KEY_LEFT},
  {KEY_RIGHT, LATENTWALK_KEY_RIGHT},
  {KEY_SR, LATENTWALK_KEY_SHIFT_UP},
  {KEY_SF, LATENTWALK_KEY_SHIFT_DOWN},
  {KEY_SLEFT, LATENTWALK_KEY_SHIFT_LEFT},
  {KEY_SRIGHT, LATENTWALK_KEY_SHIFT_RIGHT},
  {KEY_ENTER, LATENTWALK_KEY_ENTER},
  {KEY_BTAB, LATENTWALK_KEY_SHIFT_TAB},
  {KEY_BACKSPACE, LATENTWALK_KEY_BACKSPACE},
  {KEY_DC, LATENTWALK_KEY_DELETE},
  {KEY_HOME, LATENTWALK_KEY_HOME},
  {KEY_FIND, LATENTWALK_KEY_HOME},
  {KEY_END, LATENTWALK_KEY_END},
  {KEY_SELECT, LATENTWALK_KEY_END},
  {KEY_PPAGE, LATENTWALK_KEY_PAGE_UP},
  {KEY_NPAGE, LATENTWALK_KEY_PAGE_DOWN},
};

enum latentwalk_key latentwalk_curses_read(latentwalk_curses *screen, uint32_t *value) {
  wint_t code = 0;
  switch (wget_wch(screen->keys, &code)) {
  case OK:
    *value = (uint32_t)code;
    return LATENTWALK_KEY_CHARACTER;
  case KEY_CODE_YES:
    break;
  default:
    return LATENTWALK_KEY_NONE;
  }
  const int key = (int)code;
  if (key > OWN_KEYS) return (enum latentwalk_key)(key - OWN_KEYS);
  if (key > KEY_F0 && key < KEY_F0 + 64) {
    *value = (uint32_t)(key - KEY_F0);
    return LATENTWALK_KEY_FUNCTION;
  }
  for (size_t index = 0; index < sizeof codes / sizeof codes[0]; index++) {
    if (codes[index].code == key) return codes[index].key;
  }
  return LATENTWALK_KEY_IGNORED;
}

int latentwalk_bytes_waiting(int descriptor) {
  int count;
  return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}
