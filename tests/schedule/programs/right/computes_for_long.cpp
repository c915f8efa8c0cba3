// Computes for a while without a single call, while another thread waits for the result.
#include <pthread.h>
#include <stdio.h>

static void* compute(void* result) {
  volatile unsigned value = 1;
  for (int i = 0; i < 20000000; ++i) value = value * 3 + 1;
  *static_cast<unsigned*>(result) = value;
  return nullptr;
}

int main() {
  unsigned results[2] = {1, 2};
  pthread_t thread;
  pthread_create(&thread, nullptr, compute, &results[0]);
  compute(&results[1]);
  pthread_join(thread, nullptr);
  puts(results[0] == results[1] ? "equal" : "different");
  return results[0] == results[1] ? 0 : 1;
}
