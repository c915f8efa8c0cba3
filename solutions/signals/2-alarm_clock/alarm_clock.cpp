// alarm_clock SECONDS: sleeps for so long, and rings.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace {

constexpr long kLongest = 1'000'000;

volatile std::sig_atomic_t rang = 0;

void on_alarm(int) { rang = 1; }

int trouble(const char* with) {
  std::fprintf(stderr, "alarm_clock: ");
  std::perror(with);
  return 1;
}

// Prints a line at once.
void say(const char* line) {
  std::puts(line);
  std::fflush(stdout);
}

// 1 to kLongest; 0: that is no such number.
unsigned seconds_of(const char* text) {
  if (*text < '0' || *text > '9') return 0;
  char* end = nullptr;
  errno = 0;
  const long seconds = std::strtol(text, &end, 10);
  return errno == 0 && *end == '\0' && seconds <= kLongest ? static_cast<unsigned>(seconds) : 0;
}

// Sets the alarm, and sleeps until it has come.
bool sleep_until_alarm(unsigned seconds) {
  //[fix pause-race]
  //| ::alarm(seconds);
  //| if (rang == 0) ::pause();
  // Blocked, the signal cannot come between the look at `rang` and the sleep: sigsuspend(2) lets it in and sleeps in
  // one step. Seconds are long, but a program that has to wait for a processor may lose more.
  sigset_t alarms, before;
  ::sigemptyset(&alarms);
  ::sigaddset(&alarms, SIGALRM);
  if (::sigprocmask(SIG_BLOCK, &alarms, &before) != 0) return false;
  ::alarm(seconds);
  while (rang == 0) ::sigsuspend(&before);
  //[end]
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned seconds = argc == 2 ? seconds_of(argv[1]) : 0;
  if (seconds == 0) {
    std::fprintf(stderr, "usage: alarm_clock SECONDS (1 to %ld)\n", kLongest);
    return 2;
  }
  //[fix alarm-default]
  //|
  // signal(7): what SIGALRM does to a process for which nobody has said otherwise is to end it.
  struct sigaction action = {};
  action.sa_handler = on_alarm;
  if (::sigaction(SIGALRM, &action, nullptr) != 0) return trouble("SIGALRM");
  //[end]
  say("set");
  if (!sleep_until_alarm(seconds)) return trouble("waiting");
  say("ring");
  return 0;
}
