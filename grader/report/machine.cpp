#include "report/machine.hpp"

#include "course/compile.hpp"

#include <filesystem>
#include <sched.h>
#include <sys/utsname.h>

namespace ipclab::report {

Machine this_machine() {
  Machine machine;
  if (utsname names{}; ::uname(&names) == 0) {
    machine.kernel = std::string(names.sysname) + " " + names.release;
    machine.architecture = names.machine;
  }
  cpu_set_t set;
  CPU_ZERO(&set);
  machine.cpus = ::sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  std::error_code trouble;
  if (const auto path = std::filesystem::canonical(course::kCompiler, trouble); !trouble) machine.compiler = path.string();
  return machine;
}

}  // namespace ipclab::report
