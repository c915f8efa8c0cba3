// What the engine calls the processes and threads of its world, and their lines.
#include "check/engine.hpp"

#include "observe/stack.hpp"
#include "schedule/names.hpp"
#include "world/proc.hpp"

#include <algorithm>
#include <csignal>
#include <fmt/format.h>

namespace ipclab::check {

void Engine::remember(pid_t pid) {
  if (names_.contains(pid)) return;
  const auto stat = world::process_stat(pid);
  if (!stat) return;
  if (const auto parent = names_.find(stat->parent); parent != names_.end()) {
    const int nth = ++children_named_[stat->parent];
    names_[pid] = nth == 1 ? fmt::format("{}'s child", parent->second) : fmt::format("{}'s child {}", parent->second, nth);
    program_of_[pid] = program_of_[stat->parent];
  } else if (const auto leader = names_.find(stat->session); leader != names_.end()) {
    // Its parent was gone before we saw it; each program was started as the leader of a session of its own.
    const int nth = ++orphans_named_[stat->session];
    names_[pid] = nth == 1 ? fmt::format("{}'s orphan", leader->second) : fmt::format("{}'s orphan {}", leader->second, nth);
    program_of_[pid] = stat->session;
  }
}

void Engine::learn_names() {
  for (const pid_t pid : watch_.processes()) remember(pid);
}

std::string Engine::name_of(pid_t pid) const {
  if (const auto known = names_.find(pid); known != names_.end()) return known->second;
  const auto stat = world::process_stat(pid);
  return stat ? fmt::format("{} (process {})", stat->command, pid) : fmt::format("process {}", pid);
}

std::string Engine::name_of(pid_t pid, pid_t tid) const {
  if (tid == pid) return name_of(pid);
  const std::string who = controller_ ? controller_->who(pid, tid) : "";
  const auto number = who.rfind(".t");
  if (number == std::string::npos) return fmt::format("thread {} of {}", tid, name_of(pid));
  return schedule::in_words(name_of(pid) + who.substr(number));
}

// Where children begin and end, we may not have seen all of them; pictures and schedules count right.
void Engine::take_names_of_schedule() {
  if (!controller_) return;
  for (auto& [pid, name] : names_)
    if (const std::string who = controller_->who(pid, pid); who.find(".c") != std::string::npos && !who.starts_with("process ")) name = schedule::in_words(who);
}

std::string Engine::who_is_blocked(const Running& program) {
  const auto& waits = explain().waits;
  const auto all = [&](auto holds) { return std::all_of(waits.begin(), waits.end(), holds); };
  if (waits.size() == 1) return "it is";
  if (all([&](const observe::Wait& wait) { return wait.task.pid == program.pid; })) return "all its threads are";
  const auto is_its = [&](const observe::Wait& wait) {
    const auto leader = program_of_.find(wait.task.pid);
    return leader != program_of_.end() && leader->second == program.pid;
  };
  return all(is_its) ? "all its processes are" : "all processes are";
}

// Who is gone, and how it ended: for what it may have left locked.
std::map<pid_t, std::string> Engine::fates() const {
  std::map<pid_t, std::string> fates;
  std::set<pid_t> here, processes;
  for (const observe::Task& task : watch_.tasks()) {
    here.insert(task.tid);
    processes.insert(task.pid);
  }
  std::map<pid_t, pid_t> seen = process_of_thread_;
  for (const auto& [pid, name] : names_) seen.emplace(pid, pid);
  for (const auto& [tid, pid] : seen) {
    const auto name = names_.find(pid);
    if (here.contains(tid) || name == names_.end()) continue;
    std::string fate = tid == pid ? name->second : fmt::format("a thread of {}", name->second);
    if (processes.contains(pid)) fate += ", and that thread has ended";
    else if (const auto sent = sent_.find(pid); sent != sent_.end() && sent->second.back() == SIGKILL) fate += ", which the grader has killed (SIGKILL)";
    else if (const auto ended = ended_.find(pid); ended != ended_.end()) fate += ", which " + ended->second;
    else fate += ", which has ended";
    fates[tid] = std::move(fate);
  }
  return fates;
}

// What is given has lines too, and a function of theirs is called from many; the student looks for the one of theirs.
std::optional<Place> Engine::place_in_own_file(const observe::Wait& wait) const {
  const auto leader = program_of_.find(wait.task.pid);
  if (leader == program_of_.end()) return std::nullopt;
  const auto program = std::find_if(running_.begin(), running_.end(), [&](const Running& one) { return one.pid == leader->second; });
  if (program == running_.end()) return std::nullopt;
  const auto from = observe::led_there(wait.at, wait.callers, program->program + ".cpp");
  return from ? std::optional(Place{from->file, from->line, from->function}) : std::nullopt;
}

std::vector<Waiting> Engine::waiting() {
  std::vector<Waiting> lines;
  for (const observe::Wait& wait : explain().waits) {
    Waiting line;
    line.who = name_of(wait.task.pid, wait.task.tid);
    line.call = wait.call;
    line.object = wait.object;
    line.because = wait.because;
    if (wait.at) line.at = Place{wait.at->file, wait.at->line, wait.at->function};
    line.from = place_in_own_file(wait);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace ipclab::check
