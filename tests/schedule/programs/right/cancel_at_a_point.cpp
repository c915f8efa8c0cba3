// A thread that does nothing but come to cancellation points is cancelled.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void* run(void*) {
  for (;;) usleep(1000);
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, run, nullptr);
  pthread_cancel(thread);
  void* result;
  pthread_join(thread, &result);
  puts(result == PTHREAD_CANCELED ? "cancelled" : "ended");
  return result == PTHREAD_CANCELED ? 0 : 1;
}
