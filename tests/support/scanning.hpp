// Looks for false alarms: scans a program that never gets stuck (targets/lively.cpp) as fast as it can and counts how
// often it is called "blocked for ever", or even asleep as a whole though some task of it always runs. Used by a test
// (a few scans) and by a benchmark (many).
#pragma once
#include "observe/standstill.hpp"
#include "observe/watch.hpp"
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::tests {

inline constexpr std::array kLively = {"ring",    "forks",   "orphans", "executes", "threads", "conditions", "semaphores",
                                       "mutexes", "futexes", "polls",   "signals",  "sleeps"};

struct Scans {
  long scans = 0;
  long asleep = 0;  // all proven asleep; in "sleeps" rightly so
  long wrong = 0;   // said to be for ever, or proven asleep in a mode where somebody is always awake
  double seconds = 0;
  std::array<char, 200> first{};  // what was said the first time
};

// `scope` pid_namespace: this process is the first of one. `program`: the path of lively.
inline Scans scan(const std::string& program, const char* mode, long count, observe::Scope scope) {
  Scans result;
  int was_subreaper = 0;
  ::prctl(PR_GET_CHILD_SUBREAPER, &was_subreaper);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  observe::Watch watch(scope);
  if (::fork() == 0) {
    ::execl(program.c_str(), "lively", mode, "100000", nullptr);
    ::_exit(127);
  }
  observe::Known known;
  known.closed_world = known.timers_known = true;
  const bool may_sleep = std::strcmp(mode, "sleeps") == 0;
  // Not counted: the program has to be loaded first.
  const auto loading = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - loading < std::chrono::milliseconds(20)) (void)watch.look();
  const auto start = std::chrono::steady_clock::now();
  for (; result.scans < count; ++result.scans) {
    if (watch.look() == observe::Stillness::asleep) {
      ++result.asleep;
      const auto verdict = observe::judge(watch.tasks(), known);
      if ((verdict.for_ever || !may_sleep) && result.wrong++ == 0) {
        std::string text = std::string(mode) + (verdict.for_ever ? " for ever:" : " asleep:");
        for (const auto& task : watch.tasks()) text += " " + std::to_string(task.tid) + " in call " + std::to_string(task.call);
        text.copy(result.first.data(), result.first.size() - 1);
      }
    }
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {}  // orphans come to us
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (;;) {
    const auto all = watch.processes();
    if (all.empty()) break;
    for (const pid_t pid : all) ::kill(pid, SIGKILL);
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {}
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, was_subreaper);
  return result;
}

}  // namespace ipclab::tests
