#ifndef LATENTWALK_ANONYMOUS_FILE_H
#define LATENTWALK_ANONYMOUS_FILE_H

// Creates an empty file without a name, open for reading and writing; returns -1 with errno on failure.
int latentwalk_anonymous_file(void);

#endif
