#ifndef LATENTWALK_ANONYMOUS_FILE_H
#define LATENTWALK_ANONYMOUS_FILE_H

// A new empty file without a name, open for reading and writing; -1 with errno where there can be none.
int latentwalk_anonymous_file(void);

#endif
