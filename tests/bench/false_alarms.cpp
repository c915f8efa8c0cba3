// false_alarms [SCANS]: how often a program that never gets stuck is called "blocked for ever". Wanted: never.
// Half of the scans beside six processes that only burn time, half as an ordinary user, half each as the first process
// of a process namespace and as a subreaper.
#include "posix/fd.hpp"
#include "support/scanning.hpp"

#include <cstdio>
#include <cstdlib>
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/utsname.h>
#include <thread>
#include <vector>

using namespace ipclab;
using namespace ipclab::tests;

namespace {

class Burners {
 public:
  explicit Burners(int count) {
    for (int i = 0; i < count; ++i) {
      pids_.push_back(::fork());
      if (pids_.back() != 0) continue;
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (;;) asm volatile("");
    }
  }
  ~Burners() {
    for (const pid_t pid : pids_) ::kill(pid, SIGKILL);
    for (const pid_t pid : pids_) ::waitpid(pid, nullptr, 0);
  }
  Burners(const Burners&) = delete;
  Burners& operator=(const Burners&) = delete;

 private:
  std::vector<pid_t> pids_;
};

bool become_ordinary_user() {
  constexpr unsigned kNobody = 65534;
  if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 || ::setresuid(kNobody, kNobody, kNobody) != 0))
    return false;
  return ::prctl(PR_SET_DUMPABLE, 1) == 0;
}

[[noreturn]] void report(int out, const Scans& scans) {
  _exit(::write(out, &scans, sizeof scans) == sizeof scans ? 0 : 1);
}

// In a child: one mode, in one scope, as one user.
[[noreturn]] void run(const char* mode, long count, bool user, bool isolated, int out) {
  if (user && !become_ordinary_user()) ::_exit(1);
  if (!isolated) report(out, scan(std::string(IPCLAB_TARGETS) + "/lively", mode, count, observe::Scope::descendants));
  if (::unshare((::geteuid() == 0 ? 0 : CLONE_NEWUSER) | CLONE_NEWPID | CLONE_NEWNS) != 0) ::_exit(77);
  const pid_t init = ::fork();
  if (init == 0) {
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (::mount("proc", "/proc", "proc", 0, nullptr) != 0) ::_exit(77);
    report(out, scan(std::string(IPCLAB_TARGETS) + "/lively", mode, count, observe::Scope::pid_namespace));
  }
  int status = 0;
  ::waitpid(init, &status, 0);
  ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

Scans in_child(const char* mode, long count, bool user, bool isolated) {
  auto [read, write] = posix::make_pipe();
  const pid_t child = ::fork();
  if (child == 0) run(mode, count, user, isolated, write.get());
  write.reset();
  Scans scans;
  const bool whole = ::read(read.get(), &scans, sizeof scans) == sizeof scans;
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!whole && WEXITSTATUS(status) == 77) return in_child(mode, count, user, false);  // no namespaces here
  if (!whole) std::printf("  %s: not measured (status %d)\n", mode, status);
  return scans;
}

}  // namespace

int main(int count, char** arguments) {
  const long wanted = count > 1 ? std::atol(arguments[1]) : 500'000;
  utsname machine{};
  ::uname(&machine);
  std::printf("%u processors, Linux %s %s\n", std::thread::hardware_concurrency(), machine.release, machine.machine);
  std::fflush(stdout);  // or each child prints it again
  const long each = wanted / static_cast<long>(8 * kLively.size()) + 1;
  long total = 0, wrong = 0;
  for (const bool burning : {false, true}) {
    const Burners burners(burning ? 6 : 0);
    for (const bool user : {false, true})
      for (const bool isolated : {false, true}) {
        Scans sum;
        for (const char* mode : kLively) {
          const Scans scans = in_child(mode, each, user, isolated);
          sum.scans += scans.scans, sum.asleep += scans.asleep, sum.wrong += scans.wrong, sum.seconds += scans.seconds;
          if (scans.wrong > 0) std::printf("  FALSE %ld times, first %s\n", scans.wrong, scans.first.data());
        }
        std::printf("%-11s %-13s %-12s %8ld scans %7.1f s %6.1f us/scan, asleep %ld, false %ld\n", burning ? "6 burners" : "idle",
                    user || ::geteuid() != 0 ? "ordinary user" : "root", isolated ? "pid_namespace" : "descendants", sum.scans, sum.seconds,
                    sum.seconds * 1e6 / static_cast<double>(sum.scans), sum.asleep, sum.wrong);
        std::fflush(stdout);
        total += sum.scans, wrong += sum.wrong;
      }
  }
  std::printf("%ld scans, %ld false\n", total, wrong);
  return wrong == 0 && total >= wanted ? 0 : 1;
}
