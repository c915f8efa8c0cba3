// What a thread keeps for itself is taken away when it ends, before the join returns.
#include <atomic>
#include <pthread.h>
#include <stdio.h>

static std::atomic<int> gone;

struct Mine {
  int value = 1;
  ~Mine() { ++gone; }
};
static thread_local Mine mine;
static pthread_key_t key;

static void of_key(void* value) { gone += *static_cast<int*>(value); }

static void* run(void*) {
  static int ten = 10;
  mine.value = 2;
  pthread_setspecific(key, &ten);
  return nullptr;
}

int main() {
  pthread_key_create(&key, of_key);
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, run, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", gone.load());
  return gone == 22 ? 0 : 1;
}
