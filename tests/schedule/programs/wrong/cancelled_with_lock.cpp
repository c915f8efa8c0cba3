// A thread is cancelled while it writes with the lock in its hands, and has no cleanup handler.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* tell(void*) {
  pthread_mutex_lock(&mutex);
  const ssize_t written = write(1, "x\n", 2);
  pthread_mutex_unlock(&mutex);
  return written == 2 ? nullptr : &mutex;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, tell, nullptr);
  pthread_cancel(thread);
  pthread_join(thread, nullptr);
  pthread_mutex_lock(&mutex);
  puts("free");
  pthread_mutex_unlock(&mutex);
}
