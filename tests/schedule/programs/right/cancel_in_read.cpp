// A thread is cancelled in a read that never returns; its cleanup handler closes the pipe.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int ends[2];
static int closed;

static void close_both(void*) {
  close(ends[0]);
  close(ends[1]);
  closed = 1;
}

static void* read_for_ever(void*) {
  char byte;
  pthread_cleanup_push(close_both, nullptr);
  while (read(ends[0], &byte, 1) >= 0) {
  }
  pthread_cleanup_pop(1);
  return nullptr;
}

int main() {
  if (pipe(ends) != 0) return 1;
  pthread_t thread;
  pthread_create(&thread, nullptr, read_for_ever, nullptr);
  pthread_cancel(thread);
  void* result;
  pthread_join(thread, &result);
  puts("cancelled");
  return result == PTHREAD_CANCELED && closed == 1 ? 0 : 1;
}
