// Gives every thread the address of the loop's variable.
#include <pthread.h>
#include <stdio.h>

static int seen[3];

static void* run(void* number) {
  const int mine = *static_cast<int*>(number);
  if (mine < 3) seen[mine] = 1;
  return nullptr;
}

int main() {
  pthread_t threads[3];
  int i;
  for (i = 0; i < 3; ++i) pthread_create(&threads[i], nullptr, run, &i);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d %d %d\n", seen[0], seen[1], seen[2]);
  return seen[0] + seen[1] + seen[2] == 3 ? 0 : 1;
}
