// Takes its time before it does anything.
#include <time.h>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

int main(int argc, char** argv) {
  timespec some{0, 20'000'000};
  nanosleep(&some, nullptr);
  long n = 0;
  if (argc == 2 && std::strlen(argv[1]) <= 7) {
    bool digits = argv[1][0] != '\0';
    for (const char* c = argv[1]; *c; ++c) digits = digits && std::isdigit(static_cast<unsigned char>(*c));
    if (digits) n = std::atol(argv[1]);
  }
  if (n < 1 || n > 1000000) {
    std::fputs("alarm_clock: give me 1 to 1000000 seconds\n", stderr);
    return 2;
  }
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  std::puts("set");
  std::fflush(stdout);
  alarm(static_cast<unsigned>(n));
  int which;
  sigwait(&set, &which);
  std::puts("ring");
}
