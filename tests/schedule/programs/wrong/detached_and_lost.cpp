// A detached std::thread that main does not wait for: its result may never be there.
#include <atomic>
#include <stdio.h>
#include <thread>
#include <sys/wait.h>
#include <unistd.h>

static std::atomic<int> result;

int main() {
  std::thread([] { result = 42; }).detach();
  const pid_t child = fork();  // some other work
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  printf("%d\n", result.load());
  return result == 42 ? 0 : 1;
}
