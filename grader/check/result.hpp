// The result model: what a check found. Plain data; the reports (report/) only write it down.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::check {

enum class Verdict {
  passed,
  failed,        // the program broke the contract; a Finding says how
  blocked,       // a check it builds on failed, or its program does not compile
  inconclusive,  // could not be brought about or decided
  skipped,       // this machine cannot
  broken,        // trouble of the grader's own
};
[[nodiscard]] std::string_view name(Verdict verdict);

// What was seen, in a form that a program can compare.
struct Symptom {
  enum class Kind {
    any,        // as evidence only: whatever was seen
    stuck,      // blocked for ever; detail: the system call of some task ("read"), empty: any
    endless,    // over a budget of the contract; detail: "cpu", "bytes", "memory", "processes", "naps"
    status,     // ended with another exit status; detail: the status, "3"
    killed,     // ended by a signal; detail: "SIGPIPE"
    output,     // printed something else; detail: "missing", "extra", "different"
    left,       // something stayed behind; detail: "process", "zombie", "shm", "fifo", ...
    unreaped,   // ended without having waited for a child
    state,      // something else than promised was seen of it; detail: what
    memory,     // memory error, reported by AddressSanitizer; detail: "stack-buffer-overflow"
  };
  Kind kind = Kind::any;
  std::string detail;
};
// True when `seen` is what `evidence` asks for: same kind, and the same detail unless the evidence names none.
[[nodiscard]] bool matches(const Symptom& evidence, const Symptom& seen);
[[nodiscard]] std::string_view name(Symptom::Kind kind);

struct Place {
  std::string file;  // "relay.cpp"
  int line = 0;
  std::string function;
};

// One line of a wait-for graph: "parent  read(3)  pipe:[8812]  relay.cpp:41".
struct Waiting {
  std::string who;
  std::string call;    // empty: not in a call
  std::string object;
  std::optional<Place> at;
  std::string because;        // why it can never go on
  std::optional<Place> from = {};  // the call in the student's own file that led there: to another file, or to a function of theirs
};

// The line to look at first: one of the student's own file, if there is any.
[[nodiscard]] const std::optional<Place>& own_place(const Waiting& line);

struct Finding {
  Symptom symptom;
  std::string happened;               // one or two sentences: what was seen, in which process
  std::vector<Waiting> waiting;       // who waits for what, when something is stuck or still running
  std::vector<std::string> notes;     // further facts, a sentence each
  std::optional<std::string> expected, actual;  // printable (posix-escaped), bounded
  std::optional<Place> at;
  double ms = 0;                      // into the trial
  bool crashed = false;               // a fault or abort(3) ended the program: which line it was, AddressSanitizer can tell
};

// Under which schedules a check was run.
struct Explored {
  std::size_t schedules = 0;   // all of them up to the one that decided
  std::size_t points = 0;      // different points of all threads and the grader
  std::size_t left_out = 0;    // of these: not held, because their thread had come from the same place often before
  std::size_t no_choice = 0;   // of these: not held, because nobody else could go on there, so that it changes nothing
  std::string level;           // "orders": no delay; "singles": one delay at a time; "pairs": also two; "walk": random orders
  bool sampled = false;        // not all of that was run, but a choice drawn with `seed`
  bool reduced = false;        // nothing decided, and whoever asks for nothing special gets more: no pass (inconclusive)
  std::uint64_t seed = 0;
  std::string token;           // of the schedule that decided; empty when none did
  std::string held;            // that schedule in words: "Schedule 7 of 41 holds waiter before pause(2) ..."
  std::size_t undelayed = 0;   // of the schedules: in which nobody was held
  std::size_t held_points = 0; // of the points: at which somebody was held in one of the others
};

struct CheckResult {
  std::string lab, check, program;
  int step = 0;
  std::string says;
  std::string man;
  int weight = 0;
  Verdict verdict = Verdict::broken;
  std::optional<Finding> finding;   // when failed; when inconclusive, what was seen so far
  std::string because;              // when blocked, inconclusive, skipped or broken: why
  std::optional<std::string> bug;   // the row whose evidence matched: selects the hints
  double ms = 0;                    // how long the trials took together
  std::optional<Explored> explored; // when the check asks for schedules
};

// Kept in all schedules that were tried, but somebody had asked for a smaller search than the one that gives a verdict.
[[nodiscard]] bool kept_so_far(const CheckResult& result);

}  // namespace ipclab::check
