// A function given to atexit stops and joins a thread; a child that leaves with _exit does not run it.
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static std::atomic<bool> stop;
static pthread_t thread;

static void* run(void*) {
  while (!stop) sched_yield();
  return nullptr;
}

static void end_thread() {
  stop = true;
  pthread_join(thread, nullptr);
  puts("joined");
}

int main() {
  pthread_create(&thread, nullptr, run, nullptr);
  atexit(end_thread);
  const pid_t child = fork();
  if (child == 0) _exit(3);
  int status;
  waitpid(child, &status, 0);
  exit(WEXITSTATUS(status) == 3 ? 0 : 1);
}
