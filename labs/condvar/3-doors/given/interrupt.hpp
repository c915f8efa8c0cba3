// SIGINT as a matter for a thread. A handler may call next to nothing (signal-safety(7)), no lock and no condition, and a
// thread that waits for a condition does not come back from it because of a signal.
#pragma once
#include <csignal>
#include <pthread.h>

struct Interrupt {
  void (*call)(void*);
  void* with;
};

inline void* wait_for_interrupt(void* interrupt) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  int number = 0;
  sigwait(&set, &number);
  static_cast<Interrupt*>(interrupt)->call(static_cast<Interrupt*>(interrupt)->with);
  return nullptr;
}

// From here on SIGINT is blocked in this thread and in those that it starts; the new one waits for it and makes the call.
inline pthread_t on_interrupt(void (*call)(void*), void* with) {
  static Interrupt interrupt;
  interrupt = {call, with};
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  pthread_t thread;
  pthread_create(&thread, nullptr, wait_for_interrupt, &interrupt);
  return thread;
}
