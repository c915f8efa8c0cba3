// wrong: clear gives back the array, but not the texts in it
#include "ring.hpp"
#include <cstdlib>
#include <cstring>

ring* ring_init(ring* queue, int size) {
  if (queue == nullptr || size < 1) return nullptr;
  queue->texts = static_cast<char**>(calloc(static_cast<size_t>(size), sizeof(char*)));
  queue->size = size;
  queue->count = queue->head = queue->tail = 0;
  return queue;
}

int ring_push(ring* queue, const char* text) {
  if (queue == nullptr || text == nullptr) return -1;
  if (queue->count == queue->size) return 0;
  queue->texts[queue->tail] = strdup(text);
  queue->tail = (queue->tail + 1) % queue->size;
  queue->count++;
  return 1;
}

char* ring_pop(ring* queue) {
  if (queue == nullptr || queue->count == 0) return nullptr;
  queue->count--;
  char* const text = queue->texts[queue->head];
  queue->head = (queue->head + 1) % queue->size;
  return text;
}

void ring_clear(ring* queue) {
  if (queue == nullptr) return;
  free(queue->texts);
}
