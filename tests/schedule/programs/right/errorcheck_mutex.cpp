// An error-checking mutex says no, and the program listens: to a second lock, and to an unlock by another thread.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex;
static int foreign;

static void* unlock_what_is_not_mine(void*) {
  foreign = pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&mutex, &attributes);
  pthread_mutex_lock(&mutex);
  const int again = pthread_mutex_lock(&mutex);
  pthread_t thread;
  pthread_create(&thread, nullptr, unlock_what_is_not_mine, nullptr);
  pthread_join(thread, nullptr);
  const int own = pthread_mutex_unlock(&mutex);
  puts("said no twice");
  return again == EDEADLK && foreign == EPERM && own == 0 ? 0 : 1;
}
