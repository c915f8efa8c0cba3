// Two threads fork each a child, and wait for their own.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void* run(void* number) {
  const auto mine = static_cast<int>(reinterpret_cast<intptr_t>(number));
  const pid_t child = fork();
  if (child == 0) _exit(mine);
  int status;
  const bool right = waitpid(child, &status, 0) == child && WEXITSTATUS(status) == mine;
  return reinterpret_cast<void*>(static_cast<intptr_t>(right ? 1 : 0));
}

int main() {
  pthread_t threads[2];
  intptr_t sum = 0;
  for (intptr_t i = 0; i < 2; ++i) pthread_create(&threads[i], nullptr, run, reinterpret_cast<void*>(i + 5));
  for (pthread_t& thread : threads) {
    void* right;
    pthread_join(thread, &right);
    sum += reinterpret_cast<intptr_t>(right);
  }
  printf("%d\n", static_cast<int>(sum));
  return sum == 2 ? 0 : 1;
}
