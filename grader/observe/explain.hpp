// The parts of explain(): one reader for each kind of wait.
#pragma once
#include "observe/calls.hpp"
#include "observe/scene.hpp"
#include "observe/stack.hpp"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ipclab::observe {

// What one task waits for.
struct Reading {
  std::string call, object;
  std::vector<Holder> holders;
  std::vector<pid_t> waits_for;
  std::function<std::string()> because;  // asked when every task has been read: it may tell of the others
};

class Explainer {
 public:
  Explainer(const std::vector<Task>& tasks, const Known& known) : scene_(tasks, known) {}

  Scene& scene() { return scene_; }
  Program& program(pid_t pid);
  void read_all();
  [[nodiscard]] const std::vector<Reading>& readings() const { return readings_; }
  [[nodiscard]] const std::vector<Backtrace>& stacks() const { return stacks_; }

  // "which waits for this child", "which itself sleeps in read(3)", "which is stopped": of `other`, seen from `from`.
  std::string what_it_does(pid_t other, const Task& from);
  // "relay itself", "relay's child".
  std::string name_seen_from(pid_t other, const Task& from);

 private:
  Reading read(const Task& task, const Backtrace& stack);

  Scene scene_;
  std::map<pid_t, std::unique_ptr<Program>> programs_;
  std::vector<Backtrace> stacks_;
  std::vector<Reading> readings_;
};

Reading read_descriptor_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_poll_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_open_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_lock_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_futex_wait(Explainer& explainer, const Task& task, const Call& call, const Backtrace& stack);
Reading read_semaphore_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_queue_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_signal_wait(Explainer& explainer, const Task& task, const Call& call);
Reading read_child_wait(Explainer& explainer, const Task& task, const Call& call);

// "a", "a and b", "a, b and c".
[[nodiscard]] std::string join(const std::vector<std::string>& parts);
// "SIGINT and SIGUSR1"; the two that libc keeps for itself are left out.
[[nodiscard]] std::string signal_names(std::uint64_t set);

}  // namespace ipclab::observe
