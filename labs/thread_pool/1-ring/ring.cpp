// ring: a queue of texts with room for so and so many. given/ring.hpp says what each function promises.
#include "ring.hpp"
#include <cstdlib>
#include <cstring>

ring* ring_init(ring* queue, int size) {
  if (queue == nullptr || size < 1) return nullptr;
  queue = static_cast<ring*>(std::malloc(sizeof(ring)));
  if (queue == nullptr) return nullptr;
  queue->texts = static_cast<char**>(std::calloc(static_cast<std::size_t>(size), sizeof(char*)));
  if (queue->texts == nullptr) return nullptr;
  queue->size = size;
  queue->count = queue->head = queue->tail = 0;
  pthread_mutex_init(&queue->mutex, nullptr);
  return queue;
}

int ring_push(ring* queue, const char* text) {
  pthread_mutex_lock(&queue->mutex);
  if (queue == nullptr || text == nullptr) {
    pthread_mutex_unlock(&queue->mutex);
    return -1;
  }
  if (queue->count > queue->size) {
    pthread_mutex_unlock(&queue->mutex);
    return 0;
  }
  queue->texts[queue->tail] = const_cast<char*>(text);
  queue->tail = (queue->tail + 1) % queue->size;
  ++queue->count;
  pthread_mutex_unlock(&queue->mutex);
  return 1;
}

char* ring_pop(ring* queue) {
  if (queue == nullptr) return nullptr;
  pthread_mutex_lock(&queue->mutex);
  char* text = nullptr;
  if (queue->count > 0) {
    text = queue->texts[queue->head];
    queue->head = (queue->head + 1) % queue->size;
    --queue->count;
  }
  pthread_mutex_unlock(&queue->mutex);
  return text;
}

void ring_clear(ring* queue) {
  if (queue == nullptr) return;
  std::free(queue->texts);
  pthread_mutex_destroy(&queue->mutex);
}
