// What a run of the grader found: plain data, for the reports (report/) to write down and the commands to act on.
#pragma once
#include "check/result.hpp"
#include "course/diagnostics.hpp"
#include "world/isolation.hpp"
#include <string>
#include <vector>

namespace ipclab::course {

struct GradedCheck {
  check::CheckResult result;
  // A check that catches bugs is worth its weight. One that the skeleton already keeps earns nothing and, when
  // broken, costs its weight: points are then negative and max_points 0.
  int points = 0, max_points = 0;
  bool catches = false;             // it catches bugs: it is among what is to be repaired
  int hints = 0, hints_seen = 0;    // of the matched bug
};

// A program that could not be built: a finding of its own. Its checks are blocked by it.
struct BuildFinding {
  std::string program;
  std::string because;                    // "sender.cpp does not compile"
  bool machine = false;                   // not the student's doing
  bool missing = false;                   // there is no file
  std::vector<Diagnostic> diagnostics = {};
  std::string log = {};                   // the whole message, bounded
  std::string log_file = {};              // where it lies; empty when it could not be kept
};

struct GradedStep {
  int number = 0;
  std::string name, title;
  std::vector<BuildFinding> builds;
  std::vector<Diagnostic> warnings;       // of programs that were built
  std::vector<GradedCheck> checks;
  int bugs = 0, repaired = 0;             // of the bugs that the checks run here catch
  int newly_broken = 0;                   // promises that the program kept as it was given, and keeps no more
};

struct GradedLab {
  std::string id, title;
  std::vector<GradedStep> steps;
  int points = 0, max_points = 0;         // never below 0
};

struct Grade {
  std::vector<GradedLab> labs;
  std::string tree;                       // "labs", as the person named it
  bool own_tree = true;                   // the student's own files: progress is kept, hints are offered
  world::Isolation isolation;
  std::vector<std::string> notes;         // a sentence each
  double seconds = 0;
  bool interrupted = false;               // then nothing above is complete

  [[nodiscard]] int count(check::Verdict verdict) const;
  [[nodiscard]] int checks() const;
  // Something is not known: the points are not the last word.
  [[nodiscard]] bool provisional() const;
  // 0 all passed, 1 something failed, 3 nothing failed but something is not known, 130 interrupted.
  [[nodiscard]] int exit_code() const;
};

}  // namespace ipclab::course
