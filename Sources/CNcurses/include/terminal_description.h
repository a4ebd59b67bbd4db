#ifndef LATENTWALK_TERMINAL_DESCRIPTION_H
#define LATENTWALK_TERMINAL_DESCRIPTION_H

// How many colours terminfo's description of a terminal type has, 0 for none; -1 where there is no description.
int latentwalk_described_colors(const char *type);

// Has ncurses leave the terminal's palette alone, where it would set all colours back after a stop, also the user's.
void latentwalk_keep_palette(void);

#endif
