#ifndef LATENTWALK_COLOR_THINNING_H
#define LATENTWALK_COLOR_THINNING_H

#include <stdbool.h>
#include <stddef.h>

enum { LATENTWALK_COLOR_TEXT = 40 };

// The colours that a terminal has set and those that it should have, as SGR parameters; "" if not known.
struct latentwalk_colors {
  char foreground[LATENTWALK_COLOR_TEXT], wanted_foreground[LATENTWALK_COLOR_TEXT];
  char background[LATENTWALK_COLOR_TEXT], wanted_background[LATENTWALK_COLOR_TEXT];
  bool blanks_have_ink;  // underlined or reversed: a blank shows the foreground colour too
};

// The maximum length of a thinned frame of `count` bytes. Two colours in one sequence of at least eight bytes can
// become two sequences, two bytes longer; and the first may set the colours that an earlier frame left out.
static inline size_t latentwalk_thinned_limit(size_t count) { return count + count / 4 + 4 * LATENTWALK_COLOR_TEXT; }

// Copies a frame to `output`, without the colours that the terminal has already or that nothing shows, the remaining
// ones two to a sequence; returns the number of bytes. ncurses sets both colours whenever one of them changes.
size_t latentwalk_thin_colors(struct latentwalk_colors *colors, const char *input, size_t count, char *output);

#endif
