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
  ::alarm(seconds);
  if (rang == 0) ::pause();
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned seconds = argc == 2 ? seconds_of(argv[1]) : 0;
  if (seconds == 0) {
    std::fprintf(stderr, "usage: alarm_clock SECONDS (1 to %ld)\n", kLongest);
    return 2;
  }
  say("set");
  if (!sleep_until_alarm(seconds)) return trouble("waiting");
  say("ring");
  return 0;
}
