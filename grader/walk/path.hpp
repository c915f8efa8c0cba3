// The walkthrough as data: a path a lab (grader/labs/<path>.walk.yaml), and on it stations: experiments, whose outcome
// one predicts before the program runs (labs/<path>/experiments/<name>.cpp), and repairs, a step of the lab each.
// Nothing here says which answer is right: each choice stands for an outcome, and the run shows which of them it is.
// `explains` names the outcome that the reason speaks of; tests hold it against what the kernel did.
#pragma once
#include "check/lab.hpp"
#include "course/catalog.hpp"
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::walk {

// A number that the program prints, "pipe: 812 MB/s", or the ratio of two of them: from <= it < below.
struct Range {
  std::string of;
  std::string over;                          // empty: the number itself
  std::optional<double> from, below;
};

// By what an outcome is known. All that is given must hold. Unless something else is said, the program has ended by
// itself with exit status 0.
struct When {
  std::vector<std::string> prints = {};      // each a whole line of standard output
  std::vector<std::string> lacks = {};       // none of these is
  std::optional<std::string> output = {};    // all of standard output
  std::optional<int> exits = {};
  std::string killed = {};                   // "SIGPIPE"
  std::vector<std::string> sleeps = {};      // exactly these sleep for ever: "program: read", "child: write"
  std::string endless = {};                  // it does not end by itself: "bytes", "naps" (check::Symptom)
  std::string largest = {};                  // of the numbers it prints this one
  std::vector<Range> numbers = {};
};

struct Choice {
  std::string id;
  std::string text;
  When when;
};

enum class Run {
  once,       // nobody is held up; time is virtual
  schedules,  // both base orders, and each point held once: the set of outcomes is what counts
  measured,   // as the machine has it, in real time
};

struct Station {
  std::string id;                            // unique in its path
  std::string claim;                         // as one hears it; of a repair: what it has to do with the stations before
  // Of an experiment:
  std::string program;                       // its file without .cpp; empty: a repair
  std::vector<std::string> args;
  std::string question;
  Run run = Run::once;
  check::Build build = check::Build::plain;
  bool spurious = false;                     // conditions wake for nothing, too
  bool drawn = false;                        // the numbers it prints are drawn as bars
  bool needs_namespaces = false;             // cannot be shown in the reduced tier
  std::vector<Choice> choices;
  std::vector<std::string> explains;         // ids of choices: the outcome; all that schedules can bring; of what is
                                             // measured those that the reason holds for, whichever it is
  std::string reason;
  std::string man;
  // Of a repair:
  int step = 0;

  [[nodiscard]] bool is_repair() const { return program.empty(); }
  [[nodiscard]] const Choice* choice(std::string_view choice) const;
};

struct Path {
  std::string id;                            // a lab's, or a subject's that has no lab
  std::string title;
  std::string about;
  int order = 0;
  std::vector<Station> stations;

  [[nodiscard]] const Station* station(std::string_view station) const;
};

// Throws course::Malformed.
[[nodiscard]] Path read_path(const std::string& text, const std::string& file);
// Every path there is, by `order`; steps of its lab that it does not name stand at its end. Throws course::Malformed, posix::Error.
[[nodiscard]] std::vector<Path> read_paths(const course::Catalog& catalog);

[[nodiscard]] std::string source_of(const Path& path, const Station& station);  // "labs/pipe/experiments/full.cpp"
[[nodiscard]] std::string command_line(const Station& station);                 // "limits queues"

}  // namespace ipclab::walk
