// One thread takes its recursive mutex three times while another waits for it.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex;
static int count;

static void add(int depth) {
  pthread_mutex_lock(&mutex);
  ++count;
  if (depth > 1) add(depth - 1);
  pthread_mutex_unlock(&mutex);
}

static void* work(void*) {
  add(3);
  return nullptr;
}

int main() {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&mutex, &attributes);
  pthread_t thread;
  pthread_create(&thread, nullptr, work, nullptr);
  add(3);
  pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 6 ? 0 : 1;
}
