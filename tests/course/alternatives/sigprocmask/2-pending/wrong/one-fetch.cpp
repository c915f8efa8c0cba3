// wrong: fetches one signal only: if both came, SIGQUIT is not reported
#include <cerrno>
#include <csignal>
#include <iostream>
#include <limits>
#include <string>

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  if (sigprocmask(SIG_BLOCK, &both, nullptr) < 0) return 1;
  std::cout << "blocked" << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());

  bool came[2] = {false, false};
  for (;;) {
    const timespec no_time{0, 0};
    const int number = sigtimedwait(&both, nullptr, &no_time);
    if (number < 0 && errno == EINTR) continue;
    if (number < 0) break;
    came[number == SIGQUIT] = true;
    break;
  }
  std::string report;
  if (came[0]) report += "pending SIGINT\n";
  if (came[1]) report += "pending SIGQUIT\n";
  std::cout << (report.empty() ? "pending nothing\n" : report) << std::flush;
}
