// Two threads make what there should be one of.
// memory
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static int* only;
static int made;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* use(void*) {
  if (only == nullptr) {
    int* fresh = static_cast<int*>(malloc(sizeof(int)));
    *fresh = 1;
    only = fresh;
    pthread_mutex_lock(&mutex);
    ++made;
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, use, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("made %d\n", made);
  return made == 1 ? 0 : 1;
}
