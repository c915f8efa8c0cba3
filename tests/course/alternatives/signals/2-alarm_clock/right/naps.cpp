// Sleeps in short naps and looks at a flag and the clock after each.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <regex>
#include <string>
#include <unistd.h>

static volatile sig_atomic_t told;

int main(int argc, char** argv) {
  if (argc != 2 || !std::regex_match(argv[1], std::regex("0*([1-9][0-9]{0,5}|1000000)"))) {
    fprintf(stderr, "alarm_clock: how long?\n");
    return 2;
  }
  const time_t until = time(nullptr) + atol(argv[1]);
  signal(SIGALRM, [](int) { told = 1; });
  puts("set");
  fflush(stdout);
  while (!told && time(nullptr) < until) sleep(1);
  puts("ring");
}
