// Double-checked initialisation with an atomic pointer and a lock: made once, seen whole.
// memory
#include <atomic>
#include <pthread.h>
#include <stdio.h>

struct Table {
  int a, b;
};
static std::atomic<Table*> table;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int made;

static Table* get() {
  if (Table* ready = table.load(std::memory_order_acquire)) return ready;
  pthread_mutex_lock(&mutex);
  static Table only;
  if (table.load(std::memory_order_relaxed) == nullptr) {
    ++made;
    only.a = 1;
    only.b = 2;
    table.store(&only, std::memory_order_release);
  }
  pthread_mutex_unlock(&mutex);
  return &only;
}

static void* use(void*) {
  const Table* mine = get();
  return mine->a + mine->b == 3 ? nullptr : &table;
}

int main() {
  pthread_t threads[2];
  int wrong = 0;
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, use, nullptr);
  for (pthread_t& thread : threads) {
    void* result;
    pthread_join(thread, &result);
    wrong += result == nullptr ? 0 : 1;
  }
  printf("made %d\n", made);
  return made == 1 ? wrong : 1;
}
