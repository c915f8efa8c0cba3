// What this step has ready: its arguments, and waiting for children. All of it works.
#pragma once
#include <cstdio>
#include <sys/wait.h>

// A number from `least` to `most`, which is at most 9999; less than 0 when the text is none.
inline int small_number(const char* text, int least, int most) {
  int number = 0;
  for (const char* digit = text; *digit != '\0'; ++digit) {
    if (*digit < '0' || *digit > '9' || digit - text >= 4) return -1;
    number = number * 10 + (*digit - '0');
  }
  return *text != '\0' && number >= least && number <= most ? number : -1;
}

// Says on standard error what went wrong, from errno. Returns the exit status for that.
inline int trouble(const char* with) {
  std::fprintf(stderr, "counter: ");
  std::perror(with);
  return 1;
}

// Waits until there is no child any more.
inline void wait_for_children() {
  while (::wait(nullptr) > 0) {}
}
