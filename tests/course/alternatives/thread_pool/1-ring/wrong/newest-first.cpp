// wrong: a stack: the newest text comes out first
#include "ring.hpp"
#include <cstdlib>
#include <cstring>

ring* ring_init(ring* queue, int size) {
  if (queue == nullptr || size < 1) return nullptr;
  queue->texts = static_cast<char**>(malloc(static_cast<size_t>(size) * sizeof(char*)));
  queue->size = size;
  queue->count = 0;
  pthread_mutex_init(&queue->mutex, nullptr);
  return queue;
}

int ring_push(ring* queue, const char* text) {
  if (queue == nullptr || text == nullptr) return -1;
  if (queue->count == queue->size) return 0;
  queue->texts[queue->count++] = strdup(text);
  return 1;
}

char* ring_pop(ring* queue) {
  if (queue == nullptr || queue->count == 0) return nullptr;
  return queue->texts[--queue->count];
}

void ring_clear(ring* queue) {
  if (queue == nullptr) return;
  while (queue->count > 0) free(ring_pop(queue));
  free(queue->texts);
}
