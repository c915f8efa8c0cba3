// waiter: sleeps until it is told to start (SIGUSR1), and then until it is told to stop (SIGUSR2).
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

volatile std::sig_atomic_t told_to_start = 0;

void on_start(int) { told_to_start = 1; }

int trouble(const char* with) {
  std::fprintf(stderr, "waiter: ");
  std::perror(with);
  return 1;
}

// Prints a line at once.
void say(const char* line) {
  std::puts(line);
  std::fflush(stdout);
}

// Both signals are blocked when these two are called.

bool wait_for_start() {
  //[fix pause-race]
  //| sigset_t start;
  //| ::sigemptyset(&start);
  //| ::sigaddset(&start, SIGUSR1);
  //| if (::sigprocmask(SIG_UNBLOCK, &start, nullptr) != 0) return false;
  //| if (told_to_start == 0) ::pause();
  // sigsuspend(2) unblocks and sleeps in one step: there is no moment between the two at which the signal could come
  // and leave nobody to be woken.
  sigset_t meanwhile;
  if (::sigprocmask(SIG_BLOCK, nullptr, &meanwhile) != 0) return false;
  ::sigdelset(&meanwhile, SIGUSR1);
  while (told_to_start == 0) ::sigsuspend(&meanwhile);
  //[end]
  return true;
}

bool wait_for_stop() {
  //[fix busy-loop]
  //| // Until it is there.
  //| sigset_t come;
  //| do {
  //|   if (::sigpending(&come) != 0) return false;
  //| } while (::sigismember(&come, SIGUSR2) != 1);
  //| return true;
  // sigwait(3) sleeps until one of the set is pending, and takes it. It may be there already.
  sigset_t stop;
  ::sigemptyset(&stop);
  ::sigaddset(&stop, SIGUSR2);
  int taken = 0;
  return ::sigwait(&stop, &taken) == 0;
  //[end]
}

}  // namespace

int main() {
  sigset_t both;
  ::sigemptyset(&both);
  ::sigaddset(&both, SIGUSR1);
  ::sigaddset(&both, SIGUSR2);
  if (::sigprocmask(SIG_BLOCK, &both, nullptr) != 0) return trouble("blocking");
  struct sigaction action = {};
  action.sa_handler = on_start;
  if (::sigaction(SIGUSR1, &action, nullptr) != 0) return trouble("SIGUSR1");

  say("ready");
  if (!wait_for_start()) return trouble("waiting for the start");
  say("started");
  if (!wait_for_stop()) return trouble("waiting for the stop");
  say("stopped");
  return 0;
}
