#include "observe/scene.hpp"

#include "observe/tables.hpp"

#include <algorithm>
#include <unistd.h>

namespace ipclab::observe {

Scene::Scene(const std::vector<Task>& tasks, const Known& known) : tasks_(tasks), known_(known) {
  for (const Task& task : tasks_) processes_.insert(task.pid);
}

const Task* Scene::find_thread(pid_t tid) const {
  const auto found = std::find_if(tasks_.begin(), tasks_.end(), [&](const Task& t) { return t.tid == tid; });
  return found == tasks_.end() ? nullptr : &*found;
}

std::vector<const Task*> Scene::threads_of(pid_t pid) const {
  std::vector<const Task*> result;
  for (const Task& task : tasks_)
    if (task.pid == pid) result.push_back(&task);
  return result;
}

Scene::Table& Scene::load(pid_t pid, bool whole) {
  const auto [at, fresh] = tables_.try_emplace(pid);
  Table& table = at->second;
  if (!fresh && (table.whole || !whole)) return table;
  table = {false, whole, {}};
  const auto threads = threads_of(pid);  // the first thread may be gone and its table with it: ask a living one
  table.readable = read_descriptors(
      threads.empty() ? ProcPath(pid, "fd").c_str() : ProcPath(pid, threads.front()->tid, "fd").c_str(),
      table.descriptors, !whole);
  return table;
}

const std::vector<Descriptor>* Scene::table(pid_t pid) {
  Table& table = load(pid, false);
  return table.readable ? &table.descriptors : nullptr;
}

const std::vector<Mapping>& Scene::mappings(pid_t pid) {
  const auto [at, fresh] = mappings_.try_emplace(pid);
  const auto threads = threads_of(pid);
  if (fresh) at->second = read_mappings(threads.empty() ? pid : threads.front()->tid);
  return at->second;
}

const Mapping* Scene::mapping_at(pid_t pid, unsigned long address) {
  const auto& all = mappings(pid);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Mapping& m) { return address >= m.start && address < m.end; });
  return found == all.end() ? nullptr : &*found;
}

const std::vector<int>& Scene::children(pid_t pid) {
  const auto [at, fresh] = children_.try_emplace(pid);
  if (fresh) list_children(pid, at->second);
  return at->second;
}

bool same_pipe(const Descriptor& a, const Descriptor& b) {
  return a.pipe != 0 && a.pipe == b.pipe && a.target.starts_with('/') == b.target.starts_with('/');
}

std::vector<Holder> Scene::holders(const Descriptor& pipe) {
  std::vector<Holder> result;
  const auto add = [&](pid_t pid) {
    for (const Descriptor& d : load(pid, true).descriptors)
      if (same_pipe(d, pipe)) result.push_back({pid, d.fd, d.reads, d.writes});
  };
  for (const pid_t pid : processes_) add(pid);
  if (known_.closed_world) return result;
  if (!outside_) {
    std::vector<int> all;
    list_numbers("/proc", all);
    std::erase_if(all, [&](int pid) { return pid == ::getpid() || in_world(pid); });
    outside_.emplace(all.begin(), all.end());
  }
  for (const pid_t pid : *outside_) add(pid);
  return result;
}

std::vector<Holder> Scene::own_ends(const Descriptor& pipe) {
  std::vector<Holder> result;
  for (const Descriptor& d : load(::getpid(), true).descriptors)
    if (same_pipe(d, pipe)) result.push_back({::getpid(), d.fd, d.reads, d.writes});
  return result;
}

bool Scene::may_have_passed_descriptors() {
  return std::any_of(processes_.begin(), processes_.end(), [&](pid_t pid) {
    const auto& all = load(pid, false).descriptors;
    return std::any_of(all.begin(), all.end(), [](const Descriptor& d) { return d.target.starts_with("socket:"); });
  });
}

std::string Scene::name(pid_t pid) {
  if (const auto known = known_.names.find(pid); known != known_.names.end()) return known->second;
  const std::string command = command_of(pid);
  return (command.empty() ? "process" : command) + " (" + std::to_string(pid) + ")";
}

std::string Scene::name(const Task& task) {
  if (const auto known = known_.threads.find(task.tid); known != known_.threads.end()) return known->second;
  const bool first = task.tid == task.pid && known_.names.contains(task.pid) && !known_.threads.empty();
  const bool alone = threads_of(task.pid).size() == 1;
  return alone || first ? name(task.pid) : "thread " + std::to_string(task.tid) + " of " + name(task.pid);
}

std::string Scene::name_of_thread(pid_t tid) const {
  const auto known = known_.threads.find(tid);
  return known != known_.threads.end() ? known->second : "thread " + std::to_string(tid);
}

}  // namespace ipclab::observe
