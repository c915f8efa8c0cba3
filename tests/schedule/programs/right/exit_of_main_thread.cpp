// The first thread leaves with pthread_exit; the process ends with its last thread, and with 0.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void* run(void*) {
  usleep(1000);
  puts("last");
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) {
    pthread_create(&thread, nullptr, run, nullptr);
    pthread_detach(thread);
  }
  pthread_exit(nullptr);
}
