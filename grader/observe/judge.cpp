// The verdict on a standstill: each task by itself (doubts.cpp), then what can act although every task sleeps.
#include "observe/judge.hpp"

#include "observe/tables.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>

namespace ipclab::observe {
namespace {

// timerfd_create(2): fdinfo shows the time left; zero means not armed.
bool timer_is_armed(pid_t pid, pid_t tid, int fd) {
  const auto info = posix::read_file(ProcPath(pid, tid, "fdinfo/").c_str() + std::to_string(fd));
  if (!info) return true;
  const std::size_t at = info->find("it_value:");
  unsigned long seconds = 1, nanoseconds = 1;
  if (at == std::string::npos || std::sscanf(info->c_str() + at, "it_value: (%lu, %lu)", &seconds, &nanoseconds) != 2)
    return true;
  return seconds != 0 || nanoseconds != 0;
}

// Kernel threads that work for a process while all its own sleep: asynchronous I/O. The count is the machine's.
bool may_have_aio() {
  std::array<char, 32> count;
  return read_small("/proc/sys/fs/aio-nr", count.data(), count.size()) <= 0 ||
         std::strtol(count.data(), nullptr, 10) != 0;
}

bool has_aio(pid_t pid, Scene& scene) {
  const auto& all = scene.mappings(pid);
  return all.empty() ||
         std::any_of(all.begin(), all.end(), [](const Mapping& m) { return m.path.starts_with("/[aio]"); });
}

std::optional<Doubt> descriptor_doubt(pid_t pid, Scene& scene) {
  const auto* table = scene.table(pid);
  if (table == nullptr) return Doubt{fmt::format("The descriptors of {} are closed to the observer.", scene.name(pid))};
  for (const Descriptor& d : *table) {
    if (!d.target.starts_with("anon_inode:")) continue;
    const auto threads = scene.threads_of(pid);
    if (d.target == "anon_inode:[timerfd]" && timer_is_armed(pid, threads.front()->tid, d.fd))
      return Doubt{fmt::format("The timer behind descriptor {} of {} is armed.", d.fd, scene.name(pid)), true};
    if (d.target == "anon_inode:[io_uring]" || d.target == "anon_inode:[perf_event]" ||
        d.target == "anon_inode:[userfaultfd]")
      return Doubt{fmt::format("{} has {} open, which can act while every task sleeps.", scene.name(pid), d.target)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Doubt> doubts_about_processes(Scene& scene) {
  std::vector<Doubt> result;
  const Known& known = scene.known();
  const bool aio = may_have_aio();
  for (const pid_t pid : scene.processes()) {
    std::array<char, 512> timers;
    if (known.timers.contains(pid))
      result.push_back({fmt::format("A timer was armed in {}.", scene.name(pid)), true});
    else if (read_small(ProcPath(pid, "timers").c_str(), timers.data(), timers.size()) >
             0)  // timer_create(2), armed or not
      result.push_back({fmt::format("{} has a POSIX timer.", scene.name(pid)), true});
    if (auto doubt = descriptor_doubt(pid, scene)) result.push_back(*doubt);
    if (aio && has_aio(pid, scene))
      result.push_back({fmt::format("{} may have asynchronous input or output under way.", scene.name(pid))});
  }
  if (!known.timers_known)
    result.push_back(
        {"Whether an alarm(2) or another timer is armed is not known: these calls could not be watched here."});
  return result;
}

Standstill verdict(Scene& scene, std::vector<std::optional<Doubt>>& doubts) {
  Standstill result;
  bool doubted = scene.tasks().empty();
  bool only_outside = !doubted;
  if (doubted) result.doubt = "No task is left.";
  const auto note = [&](const Doubt& doubt) {
    if (!doubted) result.doubt = doubt.why;
    doubted = true;
    result.timed = result.timed || doubt.timed;
    only_outside = only_outside && doubt.outside;
  };
  for (const Task& task : scene.tasks()) {
    doubts.push_back(doubt_about(task, scene));
    if (doubts.back()) note(*doubts.back());
  }
  for (const Doubt& doubt : doubts_about_processes(scene)) note(doubt);
  result.for_ever = !doubted;
  result.for_strangers = doubted && only_outside;
  for (const Task& task : scene.tasks()) {
    result.waits.emplace_back().task = task;
    result.waits.back().for_ever = result.for_ever;
  }
  return result;
}

Standstill judge(const std::vector<Task>& tasks, const Known& known) {
  Scene scene(tasks, known);
  std::vector<std::optional<Doubt>> doubts;
  return verdict(scene, doubts);
}

}  // namespace ipclab::observe
