// The machine that a result was made on, named in every machine-readable report.
#pragma once
#include <string>

namespace ipclab::report {

struct Machine {
  std::string kernel;        // "Linux 6.1.0-18-amd64"
  std::string architecture;  // "x86_64"
  int cpus = 0;              // that this process may use: sched_getaffinity(2)
  std::string compiler;      // what /usr/bin/g++ leads to; empty when there is none
};
[[nodiscard]] Machine this_machine();

}  // namespace ipclab::report
