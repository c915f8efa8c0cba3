// What one run of an experiment has really shown, and which of a station's choices that is.
#pragma once
#include "check/result.hpp"
#include "walk/path.hpp"
#include <string>
#include <vector>

namespace ipclab::walk {

struct Observation {
  enum class End {
    exited,     // `status`
    killed,     // by the signal `status`
    asleep,     // for ever, all who are left: `waiting`. Whether the first process has ended before does not matter
    endless,    // it went on and on: `what` is check::Symptom's word, `because` a sentence
    undecided,  // `because` says why
  };
  End end = End::undecided;
  int status = 0;
  std::string out, err;
  std::vector<check::Waiting> waiting;
  std::string what, because;
};

// Those who sleep for ever, as a path's data names them: "program: read", "child: write", "child 2: wait4", "thread: futex".
[[nodiscard]] std::vector<std::string> sleepers(const Observation& seen);

struct Number { std::string label; double value = 0; std::string unit; };
// The lines "LABEL: NUMBER UNIT" of an output, in their order.
[[nodiscard]] std::vector<Number> numbers_in(const std::string& out);

// `slack`: numbers may lie on the other side of a border, by that share of it.
[[nodiscard]] bool matches(const When& when, const Observation& seen, double slack = 0);
// What is compared when speed is: "shared memory / pipe = 2.96", each pair that an answer names once.
[[nodiscard]] std::vector<std::string> ratios(const Station& station, const Observation& seen);

// What is measured comes out a little differently each time: so near to a border the answers on both sides count.
inline constexpr double kNear = 0.1;

struct Recognised {
  std::vector<std::string> shown = {};   // ids of the choices that were shown, each once, in the order of the choices
  std::vector<std::size_t> strange = {}; // of the runs: those that are none of the choices, or more than one
  std::vector<std::string> near = {};    // of what is measured: other choices that count as well
  bool operator==(const Recognised&) const = default;
};
[[nodiscard]] Recognised recognise(const Station& station, const std::vector<Observation>& runs);
// The prediction is what was shown, or near to it. Says nothing if something strange was.
[[nodiscard]] bool is_right(const Recognised& seen, const std::vector<std::string>& predicted);

// The reason speaks of what was shown.
[[nodiscard]] bool is_explained(const Station& station, const Recognised& seen);

}  // namespace ipclab::walk
