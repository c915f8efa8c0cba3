// The interface of the ring: what ring.cpp has to offer, and all that a caller relies on.
#pragma once
#include <pthread.h>

// A queue for at most `size` texts. The object itself is its caller's: a variable, a member, memory from anywhere. What
// stands in it is the library's; no caller reads or changes it. Use these members or leave them; whatever else you need
// can hang on `more`.
struct ring {
  char** texts;
  int size, count;
  int head, tail;  // where the oldest text lies, and where the next one goes
  pthread_mutex_t mutex;
  void* more;
};

// Makes this ring ready and empty, whatever the object held before, and returns it. NULL if there is none, if `size` is
// less than 1, or if memory has run out.
ring* ring_init(ring* queue, int size);

// Puts a copy of the text behind all others. 1: done; 0: the ring is full, nothing was done; -1: no ring or no text.
int ring_push(ring* queue, const char* text);

// Takes the oldest text out and returns it. It is the caller's now, who gives it to free(3). NULL: there is none, or no
// ring.
char* ring_pop(ring* queue);

// Lets go of everything that the ring has got hold of, the texts in it included. The object stays its caller's, who may
// throw it away or call ring_init again. NULL is no mistake.
void ring_clear(ring* queue);
