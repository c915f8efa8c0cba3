// One thread takes the process's signals with sigwait; another sends it some with pthread_kill.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

static void* take(void* count) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGTERM);
  for (;;) {
    int number;
    sigwait(&set, &number);
    if (number == SIGTERM) return nullptr;
    ++*static_cast<int*>(count);
  }
}

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  int count = 0;
  pthread_t thread;
  pthread_create(&thread, nullptr, take, &count);
  pthread_kill(thread, SIGUSR1);
  pthread_kill(thread, SIGUSR1);
  pthread_kill(thread, SIGTERM);
  pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count <= 2 ? 0 : 1;  // equal signals that wait are one; SIGUSR1 has the smaller number and comes first
}
