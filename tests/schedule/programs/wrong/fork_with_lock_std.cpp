// The same with std::mutex: a lock around all output, used in the child of a program with threads.
#include <mutex>
#include <stdio.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static std::mutex mutex;

static void note(const char* text) {
  const std::lock_guard lock(mutex);
  if (write(1, text, 1) != 1) _exit(1);
}

int main() {
  std::jthread other([] { note("t"); });
  const pid_t child = fork();
  if (child == 0) {
    note("c");
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  note("p");
}
