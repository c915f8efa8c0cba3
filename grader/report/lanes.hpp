// What a timeline is drawn from: who has a lane, and the rows one under the other, as words and signs; no columns yet.
#pragma once
#include "schedule/timeline.hpp"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::report {

// Before the line of the call that led to another one; left out where there is no room.
inline constexpr std::string_view kFrom = ", from :";

struct Lane {
  std::string who;    // as in tokens: "relay.c1"
  std::string what;   // in words: "relay's child"; empty for a program and the grader
  std::vector<std::string> all;  // who comes into this lane, one after the other, `who` first
};

struct Row {
  enum class Kind { starts, acts, held, asleep, woken, prints, signalled, ends, time, again, cut } kind = Kind::acts;
  std::size_t lane = 0;
  std::string text;
  std::optional<std::size_t> from = {};   // the lane of who made it happen
  unsigned times = 1;                     // so often, one after the other
  enum class Becomes { same, there, asleep, held, gone } becomes = Becomes::same;
  std::vector<std::size_t> also_gone = {};  // lanes that end with this row
  bool drawn = true;                      // else only what it changes counts
};

struct Rows {
  std::vector<Lane> lanes;
  std::vector<std::string> left_out;      // who has no lane, because there is no room
  std::vector<Row> rows;
};

// At most `most` lanes. Steps that repeat are folded, and the middle of what is very long is not drawn.
[[nodiscard]] Rows arrange(const schedule::Timeline& timeline, std::size_t most);

}  // namespace ipclab::report
