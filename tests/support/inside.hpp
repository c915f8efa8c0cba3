// What a test has done inside a world: a named piece of work, run by the init of a fresh world in a host process,
// which is this test binary started again (support/main.cpp).
#pragma once
#include "world/filter.hpp"
#include "world/inside.hpp"
#include "world/pool.hpp"
#include "world/proc.hpp"
#include <functional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace ipclab::tests {

// Inside the world. `request.text` is what the test gave, `request.fds` begins with the program `intruder`.
using Work = world::Answer (*)(world::World& world, world::Request request);

// A static object for each piece of work, so that the host knows it by name too.
class Inside {
 public:
  Inside(std::string name, Work work);
  // Runs it in a fresh world of this tier; `fds` come behind the program.
  [[nodiscard]] world::Reply run(const world::Isolation& isolation, const std::string& text = "", std::vector<posix::Fd> fds = {}) const;
  [[nodiscard]] world::Job job(const std::string& text = "", std::vector<posix::Fd> fds = {}) const;

 private:
  std::string name_;
};

// The handler of the hosts: what tests registered, and trials and compiler runs as in the grader itself.
[[nodiscard]] world::Answer work_inside(world::World& world, const world::Request& request);

// Whether POSIX message queues can be had in this tier here.
[[nodiscard]] bool has_queues(world::Tier tier);
// Whether programs of this tier are kept from the files outside.
[[nodiscard]] bool hides_files(world::Tier tier);

// Every tier that this process can have, probed once.
[[nodiscard]] const std::vector<world::Isolation>& all_tiers();
// The one in the list; the first when there is no such tier.
[[nodiscard]] std::vector<world::Tier> tiers_here();
[[nodiscard]] const world::Isolation& isolation_of(world::Tier tier);

// The program tests/support/targets/intruder.cpp, running in a world as the student.
class Guest {
 public:
  Guest(world::World& world, const posix::Fd& program, std::vector<std::string> args, world::Limits limits = {});
  // Reads its output and lets its calls go on, until the output holds `text`. False when the output ended before.
  bool says(std::string_view text);
  // Answers its calls until every process of the world sleeps.
  void until_asleep();
  // Until it has ended and its output is closed: the output.
  const std::string& all();
  [[nodiscard]] int status() const { return status_; }  // as waitpid(2) has it, after all()
  [[nodiscard]] pid_t pid() const { return child_.pid; }
  // Every call that was held, in words: "timer 0 armed", "exit", "kill -1".
  [[nodiscard]] const std::vector<std::string>& held() const { return held_; }
  // What such a call gets instead of being made; 0: it is made.
  std::function<int(const world::Notice&)> answer = [](const world::Notice& notice) {
    return notice.kind == world::Notice::Kind::kill ? world::permit_signal(notice, world::descendants_of(::getpid())) : 0;
  };

 private:
  void serve(int timeout = -1);
  world::World& world_;
  posix::Fd out_;
  world::Child child_;
  std::string output_;
  std::vector<std::string> held_;
  int status_ = -1;
  bool ended_ = false;
};

// Runs the intruder with these arguments in a fresh world: its output, and "; killed by SIG…" or "; exit N" when that
// is not 0; "trouble: …" when there was no answer.
[[nodiscard]] std::string intruder(const world::Isolation& isolation, const std::vector<std::string>& args);

}  // namespace ipclab::tests
