// The heir of a robust mutex does not repair it: the other one is told, and does not get it.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex;
static int results[2];

static void* die(void*) {
  pthread_mutex_lock(&mutex);
  return nullptr;
}

static void* take(void* result) {
  auto* mine = static_cast<int*>(result);
  *mine = pthread_mutex_lock(&mutex);
  if (*mine == EOWNERDEAD) pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&mutex, &attributes);
  pthread_t first, threads[2];
  pthread_create(&first, nullptr, die, nullptr);
  pthread_join(first, nullptr);
  // Two, no more: glibc tells one of those who wait already, and leaves the others waiting.
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], nullptr, take, &results[i]);
  int heirs = 0, refused = 0;
  for (int i = 0; i < 2; ++i) {
    pthread_join(threads[i], nullptr);
    heirs += results[i] == EOWNERDEAD ? 1 : 0;
    refused += results[i] == ENOTRECOVERABLE ? 1 : 0;
  }
  printf("%d heir, %d refused\n", heirs, refused);
  return heirs == 1 && refused == 1 ? 0 : 1;
}
