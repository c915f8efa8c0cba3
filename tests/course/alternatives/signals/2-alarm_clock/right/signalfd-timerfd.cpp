// No alarm at all: a timer descriptor, a signal descriptor, poll.
#include <csignal>
#include <iostream>
#include <poll.h>
#include <string>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(int argc, char** argv) {
  long seconds = 0;
  const std::string text = argc == 2 ? argv[1] : "";
  if (!text.empty() && text.size() < 8 && text.find_first_not_of("0123456789") == std::string::npos) seconds = std::stol(text);
  if (seconds < 1 || seconds > 1000000) {
    std::cerr << "usage: alarm_clock SECONDS\n";
    return 2;
  }
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const int signals = signalfd(-1, &set, SFD_CLOEXEC);
  const int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  const itimerspec when{{0, 0}, {seconds, 0}};
  timerfd_settime(timer, 0, &when, nullptr);
  std::cout << "set" << std::endl;
  pollfd both[] = {{signals, POLLIN, 0}, {timer, POLLIN, 0}};
  while (poll(both, 2, -1) < 0) {
  }
  std::cout << "ring" << std::endl;
}
