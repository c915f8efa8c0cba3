// A handler leaves by siglongjmp, with the mask as it was, twice.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile sig_atomic_t jumps;

static void leave(int) {
  jumps = jumps + 1;
  siglongjmp(back, 1);
}

int main() {
  struct sigaction action = {};
  action.sa_handler = leave;
  sigaction(SIGUSR1, &action, nullptr);
  sigsetjmp(back, 1);
  if (jumps < 2) {
    kill(getpid(), SIGUSR1);
    return 1;  // never reached: a signal to oneself is delivered before kill returns
  }
  sigset_t now;
  sigprocmask(SIG_BLOCK, nullptr, &now);
  printf("%d\n", static_cast<int>(jumps));
  return sigismember(&now, SIGUSR1);
}
