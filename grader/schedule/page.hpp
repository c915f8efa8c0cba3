// The controller's side of the control page: made once a trial, read with care.
#pragma once
#include "observe/watch.hpp"
#include "schedule/control.hpp"
#include "schedule/plan.hpp"
#include "world/inside.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace ipclab::schedule {

class Page {
 public:
  // Puts the shim and the page into the world. Throws posix::Error.
  Page(world::World& world, const Plan& plan);
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  [[nodiscard]] Control& control() { return *control_; }
  [[nodiscard]] const Control& control() const { return *control_; }
  [[nodiscard]] std::uint32_t slots() const;                // used so far, at most kSlots
  [[nodiscard]] Slot& slot(std::uint32_t index) { return control_->slot[index]; }
  [[nodiscard]] const Slot& slot(std::uint32_t index) const { return control_->slot[index]; }
  // The task of the standstill that sleeps on this slot's `go`, for sure; null when there is none.
  [[nodiscard]] const observe::Task* parked_at(std::uint32_t index, const std::vector<observe::Task>& tasks) const;
  // The task that this slot belongs to; null when it is gone.
  [[nodiscard]] const observe::Task* task_of(std::uint32_t index, const std::vector<observe::Task>& tasks) const;
  // The newest slot of a thread: a process that has executed another program has several.
  [[nodiscard]] std::uint32_t find(pid_t pid, pid_t tid) const;  // kNobody when there is none
  // True when a task sleeps on the page, which is what parked threads do.
  [[nodiscard]] bool sleeps_here(const observe::Task& task) const;
  void let_go(std::uint32_t index);
  [[nodiscard]] std::vector<std::string> environment() const;

 private:
  Control* control_ = nullptr;
  std::string path_, shim_;
};

}  // namespace ipclab::schedule
