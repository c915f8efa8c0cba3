// Lets the threads of a trial go, one at a time, as a plan says. It runs in the world's init.
//
// Whenever everything is proven asleep (observe/watch.hpp), the engine asks choose(): among the threads that are
// parked at points, the grader's own next step and what time may bring, it picks who goes on, and makes that happen.
// Who sleeps in the kernel is woken by what the others do, for real; nothing is faked.
//
// The line. Every thread has a rank: its age, or its youth; the grader's is that of the very first. Behind all of them
// stands time: the timers, and the timeouts of those who sleep. A thread that the plan delays at a point falls behind
// time, too. Who yields, or polls, falls behind the delayed one, or nobody would ever be last (fairness: Musuvathi and
// Qadeer, PLDI 2008); so do the timers of one thread, and its timeouts, from the third on.
#pragma once
#include "observe/watch.hpp"
#include "schedule/control.hpp"
#include "schedule/plan.hpp"
#include "schedule/timeline.hpp"
#include "world/inside.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ipclab::schedule {

class Controller {
 public:
  // Puts the shim and the control page into the world. `traced`: keep a timeline, with source lines.
  Controller(world::World& world, Plan plan, bool traced);
  ~Controller();
  Controller(const Controller&) = delete;
  Controller& operator=(const Controller&) = delete;

  // What a program needs in its environment to take part.
  [[nodiscard]] std::vector<std::string> environment() const;
  // A program was started: this is what it is called.
  void started(pid_t pid, const std::string& name);

  enum class Chosen {
    thread,   // somebody was let go; look again
    clock,    // a timer has gone off or a timeout has run out; look again
    grader,   // it is the grader's turn: its next step
    nobody,   // all that is left sleeps in the kernel, for reasons that no decision can change
  };
  // `tasks`: all proven asleep. `step`: the name of the step that the grader is ready to take; empty: it waits for
  // something. `time_may_pass`: else timers and timeouts stay as they are.
  Chosen choose(const std::vector<observe::Task>& tasks, const std::string& step, bool time_may_pass);
  // How many times in a row each of those that still wait for time has got it, while nobody else could go on: who naps,
  // looks and naps again. One that has not yet got it once, like a far alarm, makes it 0. Counted since forget_naps().
  [[nodiscard]] unsigned naps() const;
  void forget_naps();
  // Somebody runs, comes to no point and does not fall asleep: it may spin until another one has done something. After
  // 30 ms of CPU time (`cpu_ns`: what all have used so far) the next in line goes on beside it. Chosen::nobody: not yet,
  // or there is none.
  Chosen let_another_run(std::uint64_t cpu_ns, const std::string& step);

  // Whether the plan says who goes on when; else only time is virtual, and the grader need not wait for its turn.
  [[nodiscard]] bool orders() const;
  // Where a thread parks, this counts up: a word for futex(2).
  [[nodiscard]] std::atomic<std::uint32_t>& event();

  // Delays of the plan that never came about: this source cannot be compared with that schedule.
  [[nodiscard]] std::vector<PointKey> not_reached() const;
  // Where it held somebody, in words: "waiter before pause(2) at waiter.cpp:41".
  [[nodiscard]] const std::vector<std::string>& held() const;
  [[nodiscard]] const std::vector<Seen>& points() const;
  // The last call of a thread that the shim has seen, as the manual has it, and the how manieth of all its calls that is.
  [[nodiscard]] std::optional<std::pair<std::string, std::uint64_t>> last_point(pid_t pid, pid_t tid) const;
  // What schedules call a thread, "relay.c1.t2"; empty when the shim does not know it.
  [[nodiscard]] std::string who(pid_t pid, pid_t tid) const;
  // Not empty: the trial decides nothing, and why: a sentence.
  [[nodiscard]] const std::string& trouble() const;

  // For the timeline; `who` is found from the ids when the event does not name it.
  void note(Event event, pid_t pid = 0);
  [[nodiscard]] const Timeline& timeline() const;

 private:
  struct Private;
  std::unique_ptr<Private> private_;
};

}  // namespace ipclab::schedule
