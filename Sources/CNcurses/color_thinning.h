#ifndef LATENTWALK_COLOR_THINNING_H
#define LATENTWALK_COLOR_THINNING_H

#include <stdbool.h>
#include <stddef.h>

enum { LATENTWALK_COLOR_TEXT = 40 };

// The colours that a terminal has and those that it is to have, as SGR parameters; "" where that is not known.
struct latentwalk_colors {
  char foreground[LATENTWALK_COLOR_TEXT], wanted_foreground[LATENTWALK_COLOR_TEXT];
  char background[LATENTWALK_COLOR_TEXT], wanted_background[LATENTWALK_COLOR_TEXT];
  bool blanks_have_ink;  // underlined or reversed: a blank shows the foreground too
};

// The most bytes that a frame of `count` can become. Two colours of one sequence, eight bytes at least, can take two
// sequences, two bytes more; and the first may bring the colours that a frame before it left out.
static inline size_t latentwalk_thinned_limit(size_t count) { return count + count / 4 + 4 * LATENTWALK_COLOR_TEXT; }

// Copies a frame to `output`, without the colours that the terminal has already or that nothing shows, each two
// that are left in one sequence; returns the count. ncurses sets both colours wherever one of them changes.
size_t latentwalk_thin_colors(struct latentwalk_colors *colors, const char *input, size_t count, char *output);

#endif
