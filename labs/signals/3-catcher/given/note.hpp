// A line in the log, which is standard output: kept even if the machine goes down a moment later.
#pragma once
#include <cstring>
#include <unistd.h>

// For signal handlers, too: write(2) and fsync(2) are both on the list of signal-safety(7). What they do to errno they
// do (fsync fails for what cannot be synchronised: a pipe, a terminal).
inline void note(const char* line) {
  if (::write(STDOUT_FILENO, line, std::strlen(line)) < 0) ::_exit(1);
  ::fsync(STDOUT_FILENO);
}
