// The weave: one master file holds the right program and, at each repaired place, the broken text it replaces.
//
//     //[fix write-end-open]
//     //| close(pipe[0]);            the broken text, with its own indentation
//     close(pipe[1]);                the repaired text
//     //[end]
//
// Seeded, a region gives its broken lines; not seeded, its repaired ones. A bare `//|` stands for an empty line, and
// a region whose broken lines are all bare leaves nothing: that is how a missing statement is written.
// Pure functions of text: no files, no state.
#pragma once
#include "course/malformed.hpp"
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::course {

// Which bugs are in; nothing: all of them (the skeleton).
using Seeded = std::optional<std::set<std::string>>;
inline const Seeded kEveryBug = std::nullopt;
inline const Seeded kNoBug = std::set<std::string>{};

// `file` is only for messages. Throws Malformed: nested, stray or unterminated region, bad id, broken line outside.
[[nodiscard]] std::string weave(std::string_view master, const Seeded& seeded, const std::string& file);

struct Region {
  std::string bug;
  int line = 0;  // of its opening marker, from 1
  std::string broken = {}, repaired = {};  // what it gives, seeded and not
};
// In the order of the file; a bug may have several. Throws Malformed.
[[nodiscard]] std::vector<Region> regions(std::string_view master, const std::string& file);

}  // namespace ipclab::course
