// wrong: pop hands out a pointer into its own array of buffers, which is nothing that free(3) could take
#include "ring.hpp"
#include <cstdlib>
#include <cstring>

ring* ring_init(ring* queue, int size) {
  if (queue == nullptr || size < 1) return nullptr;
  queue->more = calloc(static_cast<size_t>(size), 64);
  queue->size = size;
  queue->count = queue->head = 0;
  return queue;
}

static char* slot(ring* queue, int n) { return static_cast<char*>(queue->more) + 64 * (n % queue->size); }

int ring_push(ring* queue, const char* text) {
  if (queue == nullptr || text == nullptr) return -1;
  if (queue->count == queue->size) return 0;
  strncpy(slot(queue, queue->head + queue->count++), text, 63);
  return 1;
}

char* ring_pop(ring* queue) {
  if (queue == nullptr || queue->count == 0) return nullptr;
  --queue->count;
  return slot(queue, queue->head++);
}

void ring_clear(ring* queue) {
  if (queue != nullptr) free(queue->more);
}
