// right: a std::deque of std::string and a std::mutex hang on `more`; the other members are not used
#include "ring.hpp"
#include <cstdlib>
#include <cstring>
#include <deque>
#include <mutex>
#include <string>

namespace {

struct Texts {
  std::mutex mutex;
  std::deque<std::string> waiting;
  std::size_t most;
};

Texts* of(ring* queue) { return static_cast<Texts*>(queue->more); }

}  // namespace

ring* ring_init(ring* queue, int size) {
  if (!queue || size <= 0) return nullptr;
  auto* const texts = new Texts;
  texts->most = static_cast<std::size_t>(size);
  queue->more = texts;
  return queue;
}

int ring_push(ring* queue, const char* text) {
  if (!queue || !text) return -1;
  const std::lock_guard lock(of(queue)->mutex);
  if (of(queue)->waiting.size() == of(queue)->most) return 0;
  of(queue)->waiting.emplace_back(text);
  return 1;
}

char* ring_pop(ring* queue) {
  if (!queue) return nullptr;
  const std::lock_guard lock(of(queue)->mutex);
  auto& waiting = of(queue)->waiting;
  if (waiting.empty()) return nullptr;
  char* const text = strdup(waiting.front().c_str());
  waiting.pop_front();
  return text;
}

void ring_clear(ring* queue) {
  if (queue) delete of(queue);
}
