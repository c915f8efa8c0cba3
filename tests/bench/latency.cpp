// latency [RUNS]: from the last step of a program that gets stuck to the proof that it is, and to the explanation;
// idle and beside six processes that only burn time.
#include "observe/standstill.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace ipclab;

namespace {

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

struct Sample { double verdict = 0, explained = 0; };

// The program writes the time of the last step of each of its processes to its standard output.
Sample measure(const char* mode) {
  auto [read, write] = posix::make_pipe();
  observe::Watch watch(observe::Scope::descendants);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(write.get(), 1);
    ::execl(IPCLAB_TARGETS "/blocked", "blocked", mode, nullptr);
    ::_exit(127);
  }
  write.reset();
  observe::Known known;
  known.closed_world = known.timers_known = true;
  known.names[pid] = "program";
  // An observer that never rests uses up its share of the processor, and is kept waiting when it matters.
  constexpr timespec kRest = {0, 50'000};
  while (watch.look() != observe::Stillness::asleep || !observe::judge(watch.tasks(), known).for_ever)
    ::ppoll(nullptr, 0, &kRest, nullptr);  // sleeps: no event tells that another process sleeps
  const double proven = now_ms();
  const auto standstill = observe::explain(watch.tasks(), known);
  const double explained = now_ms();
  for (const pid_t one : watch.processes()) ::kill(one, SIGKILL);
  while (::waitpid(-1, nullptr, 0) > 0) {}
  const std::string stamps = posix::read_all(read.get());
  double last = 0;
  for (const char* at = stamps.c_str(); *at != 0; ++at) {
    char* end = nullptr;
    last = std::max(last, static_cast<double>(std::strtol(at, &end, 10)) / 1e6);
    at = end;
  }
  if (!standstill.for_ever || last <= 0) std::printf("  odd: %s\n", standstill.doubt.c_str());
  return {proven - last, explained - last};
}

void show(const char* mode, const char* load, std::vector<double> values, const char* what) {
  std::sort(values.begin(), values.end());
  std::printf("%-13s %-10s %-11s median %6.2f ms   p99 %7.2f ms   n %zu\n", mode, load, what, values[values.size() / 2],
              values[values.size() * 99 / 100], values.size());
}

}  // namespace

int main(int count, char** arguments) {
  const int runs = count > 1 ? std::atoi(arguments[1]) : 300;
  utsname machine{};
  ::uname(&machine);
  std::printf("%u processors, Linux %s %s\n", std::thread::hardware_concurrency(), machine.release, machine.machine);
  std::fflush(stdout);  // or each child prints it again
  for (const int burners : {0, 6}) {
    std::vector<pid_t> burning;
    for (int i = 0; i < burners; ++i) {
      burning.push_back(::fork());
      if (burning.back() != 0) continue;
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (;;) asm volatile("");
    }
    for (const char* mode : {"stamped", "stamped-pair"}) {
      std::vector<double> verdicts, explanations;
      const pid_t observer = ::fork();  // of its own, so that the burners are none of its descendants
      if (observer == 0) {
        ::prctl(PR_SET_CHILD_SUBREAPER, 1);
        for (int i = 0; i < runs; ++i) {
          const Sample sample = measure(mode);
          verdicts.push_back(sample.verdict);
          explanations.push_back(sample.explained);
        }
        show(mode, burners > 0 ? "6 burners" : "idle", verdicts, "proven");
        show(mode, burners > 0 ? "6 burners" : "idle", explanations, "explained");
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        std::printf("%-13s observer's memory at most %ld KiB\n", "", used.ru_maxrss);
        std::fflush(stdout);
        ::_exit(0);
      }
      ::waitpid(observer, nullptr, 0);
    }
    for (const pid_t pid : burning) ::kill(pid, SIGKILL);
    for (const pid_t pid : burning) ::waitpid(pid, nullptr, 0);
  }
}
