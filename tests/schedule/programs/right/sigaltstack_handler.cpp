// A handler on a stack of its own, in a thread with a small stack.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static char* low;
static size_t size;
static volatile sig_atomic_t inside;

static void look(int) {
  char here;
  if (&here >= low && &here < low + size) inside = 1;
}

static void* run(void*) {
  size = 64 * 1024;
  low = static_cast<char*>(malloc(size));
  stack_t stack = {};
  stack.ss_sp = low;
  stack.ss_size = size;
  sigaltstack(&stack, nullptr);
  pthread_kill(pthread_self(), SIGUSR1);
  stack.ss_flags = SS_DISABLE;
  sigaltstack(&stack, nullptr);
  free(low);
  return nullptr;
}

int main() {
  struct sigaction action = {};
  action.sa_handler = look;
  action.sa_flags = SA_ONSTACK;
  sigaction(SIGUSR1, &action, nullptr);
  pthread_t thread;
  pthread_create(&thread, nullptr, run, nullptr);
  pthread_join(thread, nullptr);
  puts(inside ? "on its own stack" : "elsewhere");
  return inside ? 0 : 1;
}
