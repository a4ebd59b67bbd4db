// Counts what each thread allocates, for tests that a loop allocates nothing.

#ifndef LATENTWALK_ALLOCATION_COUNTER_H
#define LATENTWALK_ALLOCATION_COUNTER_H

#include <stdbool.h>

/// Whether allocations are counted on this system: with glibc.
bool latentwalk_counts_allocations(void);

/// How many times the calling thread has allocated or resized memory since it began.
long latentwalk_allocations_of_this_thread(void);

#endif
