// right: an array with one place more than texts: head equal to tail means empty, tail just before head means full
#include "ring.hpp"
#include <cstdlib>
#include <cstring>

namespace {

class Locked {
 public:
  explicit Locked(ring* queue) : mutex_(&queue->mutex) { pthread_mutex_lock(mutex_); }
  ~Locked() { pthread_mutex_unlock(mutex_); }

 private:
  pthread_mutex_t* mutex_;
};

int after(const ring* queue, int at) { return at == queue->size ? 0 : at + 1; }

}  // namespace

ring* ring_init(ring* queue, int size) {
  if (queue == nullptr || size < 1) return nullptr;
  *queue = ring{};
  queue->texts = new char*[static_cast<std::size_t>(size) + 1];
  queue->size = size;
  pthread_mutex_init(&queue->mutex, nullptr);
  return queue;
}

int ring_push(ring* queue, const char* text) {
  if (queue == nullptr || text == nullptr) return -1;
  const Locked locked(queue);
  if (after(queue, queue->tail) == queue->head) return 0;
  queue->texts[queue->tail] = strdup(text);
  queue->tail = after(queue, queue->tail);
  return 1;
}

char* ring_pop(ring* queue) {
  if (queue == nullptr) return nullptr;
  const Locked locked(queue);
  if (queue->head == queue->tail) return nullptr;
  char* const text = queue->texts[queue->head];
  queue->head = after(queue, queue->head);
  return text;
}

void ring_clear(ring* queue) {
  if (queue == nullptr) return;
  for (int at = queue->head; at != queue->tail; at = after(queue, at)) std::free(queue->texts[at]);
  delete[] queue->texts;
  pthread_mutex_destroy(&queue->mutex);
}
