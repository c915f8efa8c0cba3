// The ring of step 1, right, and for one thread at a time: who shares it has to see to that.
#pragma once
#include <cstdlib>
#include <cstring>

struct ring {
  char** texts;
  int size, count, head, tail;
};

inline bool ring_init(ring* it, int size) {
  *it = {static_cast<char**>(std::calloc(static_cast<std::size_t>(size), sizeof(char*))), size, 0, 0, 0};
  return it->texts != nullptr;
}

inline bool ring_full(const ring* it) { return it->count == it->size; }
inline bool ring_empty(const ring* it) { return it->count == 0; }

// A copy goes behind all others. False, and nothing done, if the ring is full.
inline bool ring_push(ring* it, const char* text) {
  if (ring_full(it)) return false;
  it->texts[it->tail] = ::strdup(text);
  it->tail = (it->tail + 1) % it->size;
  ++it->count;
  return true;
}

// The oldest text, for free(3) when it is done with. NULL if the ring is empty.
inline char* ring_pop(ring* it) {
  if (ring_empty(it)) return nullptr;
  char* const text = it->texts[it->head];
  it->head = (it->head + 1) % it->size;
  --it->count;
  return text;
}
