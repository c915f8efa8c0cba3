// Plain data that one thread writes and another reads, with a flag of release and acquire between.
// memory
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

static char text[16];
static std::atomic_flag ready;

static void* write_it(void*) {
  strcpy(text, "whole text");
  ready.test_and_set(std::memory_order_release);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, write_it, nullptr);
  while (!ready.test(std::memory_order_acquire)) sched_yield();
  const bool whole = strcmp(text, "whole text") == 0;
  pthread_join(thread, nullptr);
  puts(text);
  return whole ? 0 : 1;
}
