#ifndef LATENTWALK_TERMINAL_DESCRIPTION_H
#define LATENTWALK_TERMINAL_DESCRIPTION_H

// The number of colours in terminfo's description of a terminal type, 0 for none; -1 if there is no description.
int latentwalk_described_colors(const char *type);

// Makes ncurses leave the terminal's palette alone; otherwise it would reset all colours, the user's too, after a stop.
void latentwalk_keep_palette(void);

#endif
