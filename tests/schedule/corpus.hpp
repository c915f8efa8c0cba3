// The corpus of the explorer: small complete programs, each of which says in its first line what it shows, takes no
// arguments, reads nothing, and exits 0 when its own invariant held. Those under programs/right are right whatever the
// schedule; those under programs/wrong can be brought to fail: to end otherwise, to wait for ever, to leave something.
//
// Marks, one a line, behind the first line:
//   // memory            explored with accesses to memory as points (right ones: also)
//   // spurious          found (wrong) with conditions that wake for nothing
//   // pairs             found (wrong) with two delays, not with one
//   // undecided: why    a right program that some schedules cannot decide
//   // beyond: why       a wrong program that the explorer does not find
//   // varies: why       the points of a base order are not the same each time
#pragma once
#include "check/lab.hpp"
#include "check/wire.hpp"
#include "posix/fd.hpp"
#include "schedule/explorer.hpp"
#include "world/isolation.hpp"
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ipclab::tests {

struct Subject {
  std::string name;                          // "right/spin_on_atomic"
  bool right = false;
  std::map<std::string, std::string> marks;  // mark -> why, if it says
  std::string source;
  [[nodiscard]] bool has(const std::string& mark) const { return marks.count(mark) > 0; }
};

// A subject as one of its builds, ready to be run.
struct Runnable {
  const Subject* subject = nullptr;
  check::Build build = check::Build::plain;
  std::string executable;                    // a path
  [[nodiscard]] std::string name() const { return subject->name + (build == check::Build::memory ? " (memory)" : ""); }
};

// All of them, or those whose name holds the text of IPCLAB_CORPUS, to look into one. Built once: what is built is kept
// beside the test binary.
class Corpus {
 public:
  // `memory`: also the builds whose memory accesses are points, of all programs; else only of those that ask for it.
  Corpus(const world::Isolation& isolation, bool memory);
  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] Runnable of(const Subject& subject, check::Build build) const;
  [[nodiscard]] Runnable of(const std::string& name, check::Build build = check::Build::plain) const;

 private:
  std::vector<Subject> subjects_;
  std::map<std::pair<std::string, check::Build>, posix::Fd> executables_;
};

// As many worlds as there are processors.
[[nodiscard]] int side_by_side();

// What each of them promises: to end by itself with 0, and to leave nothing.
[[nodiscard]] const check::Check& ends_well();

// Explores all of them side by side, each to the depth that `depth` gives it, and tells each result.
void explore(const world::Isolation& isolation, const std::vector<Runnable>& programs,
             const std::function<schedule::Depth(const Runnable&)>& depth,
             const std::function<void(const Runnable&, const check::CheckResult&)>& tell);

// Runs one schedule after the other, so many worlds side by side, until `next` has no more.
struct Scheduled {
  Runnable program;
  schedule::Plan plan;
};
void run_schedules(const world::Isolation& isolation, int worlds, const std::function<std::optional<Scheduled>()>& next,
                   const std::function<void(const Scheduled&, const check::TrialReply&)>& tell);

// One line: verdict, what happened, under which schedule.
[[nodiscard]] std::string in_words(const check::CheckResult& result);
// As a token: what it takes to run it again.
[[nodiscard]] std::string in_words(const schedule::Plan& plan);

}  // namespace ipclab::tests
