// What this step has ready: its arguments, and what it says when something goes wrong. All of it works.
#pragma once
#include <cstdio>
#include <cstdlib>

// A number from 1 to 1024; 0 when the text is none.
inline int number_of_pages(const char* text) {
  int number = 0;
  for (const char* digit = text; *digit != '\0'; ++digit) {
    if (*digit < '0' || *digit > '9' || digit - text >= 4) return 0;
    number = number * 10 + (*digit - '0');
  }
  return number <= 1024 ? number : 0;
}

// Says on standard error what went wrong with this file, from errno.
inline void complain(const char* path) {
  std::fprintf(stderr, "mmapcat: ");
  std::perror(path);
}

// Nothing more can be written: says so, and ends the program.
[[noreturn]] inline void give_up_output() {
  std::perror("mmapcat: standard output");
  std::exit(1);
}
