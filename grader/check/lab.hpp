// What a lab is to the grader: the promises of its contract, each with the scenario that tests it.
// Bugs never appear in a check's logic, only in the list of what the check catches. Their prose, the steps' titles
// and everything else that people read about them stands in grader/labs/<lab>.yaml (course/catalog.hpp joins both).
#pragma once
#include "check/result.hpp"
#include "schedule/plan.hpp"
#include <optional>
#include <string_view>
#include <vector>

namespace ipclab::check {

class Trial;

// How the programs of a check are built.
enum class Build {
  plain,    // stack variables and heap filled with a pattern, fortified
  address,  // AddressSanitizer on top
  memory,   // plain, and accesses to memory that others share are points of the schedule
};

// Evidence, in words (check/result.hpp says what each kind means). Empty: whatever the detail.
[[nodiscard]] Symptom stuck_in(std::string call = "");
[[nodiscard]] Symptom endless(std::string budget = "");
[[nodiscard]] Symptom exits_with(int status);
[[nodiscard]] Symptom killed_by(std::string signal = "");
[[nodiscard]] Symptom wrong_output(std::string how = "");
[[nodiscard]] Symptom leaves(std::string what = "");
[[nodiscard]] Symptom child_not_waited_for();
[[nodiscard]] Symptom seen(std::string what = "");  // Trial::broken
[[nodiscard]] Symptom memory_error();

// A bug that a check catches, and the evidence by which its hint is chosen.
struct Catch {
  std::string_view bug;
  Symptom evidence;  // several entries for one bug: any of them
};

struct Check {
  std::string_view id;                       // unique in its lab: "ends-with-input"
  std::string_view says;                     // the promise, as the student reads it
  std::string_view program;                  // the one under test; its step is the check's step
  std::vector<std::string_view> with = {};   // further programs that the scenario starts
  std::vector<Catch> catches = {};
  std::vector<std::string_view> needs = {};  // checks of the same program that must pass first
  int weight = 1;                            // 1 what one sees, 2 what gets stuck or is left, 3 what only bad luck shows
  Build build = Build::plain;
  // Under schedules (schedule/explorer.hpp): how many must have been shown to keep it for a pass; 0: it is run once, freely.
  std::size_t schedules = 0;
  bool orders_only = false;                  // of the schedules only the base orders, which show it, or nothing does
  bool spurious = false;                     // also with conditions that wake for nothing
  // In each of its schedules this call fails for lack of a resource; a program that never makes it is none the worse.
  std::optional<schedule::Failure> fails = {};
  std::string_view man;                      // "pipe(7): read returns 0 only when every write end is closed."
  void (*scenario)(Trial&) = nullptr;
};

struct Lab {
  std::string_view id;  // the folder's name under labs/
  std::vector<Check> checks;
};

// A lab's file defines one object of this type; that is all it takes to be part of the course.
class Registered {
 public:
  explicit Registered(Lab lab);
};

// Every registered lab, by id.
[[nodiscard]] const std::vector<const Lab*>& labs();
[[nodiscard]] const Check* find_check(std::string_view lab, std::string_view check);

}  // namespace ipclab::check
