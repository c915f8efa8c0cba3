// Virtual time: what it would bring next, and how that is made to happen for real.
#pragma once
#include "observe/watch.hpp"
#include "schedule/page.hpp"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::schedule {

class Clock {
 public:
  explicit Clock(Page& page) : page_(page) {}

  // Something that time will bring: a timer goes off, or the time of a sleeping call runs out.
  struct Due {
    bool timer = false;
    std::uint32_t index = 0;     // of the timer or the slot
    std::uint64_t deadline = 0;  // virtual time, ns
    unsigned earlier = 0;        // how often time has done this to the same thread or timer before
    pid_t pid = 0;               // of a timer: whose it is, and the signal it sends (0: none, it has a descriptor)
    int signal = 0;
    long call = -1;              // of a slot: the system call that it sleeps in
  };
  // What could happen now: among `tasks`, all asleep.
  std::vector<Due> due(const std::vector<observe::Task>& tasks);
  // Makes it happen, and moves time there. A timer that is due before goes off first: the kernel keeps that order.
  // Returns what happened.
  Due happen(Due wanted, const std::vector<observe::Task>& tasks);
  // Not empty: something cannot be made to happen, and why.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  bool sleeps_in_timed_call(std::uint32_t index, const observe::Task& task) const;
  void go_off(std::uint32_t index);
  void run_out(std::uint32_t index);

  Page& page_;
  std::map<std::uint32_t, unsigned> timers_, slots_;                 // how often each has happened
  std::map<std::uint32_t, std::pair<std::uint64_t, int>> attempts_;  // slot: for which deadline, how often tried
  std::string trouble_;
};

}  // namespace ipclab::schedule
