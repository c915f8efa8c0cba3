// How far somebody is, by what their progress says.
#pragma once
#include "course/catalog.hpp"
#include "course/progress.hpp"
#include <string>

namespace ipclab::app {

// Bugs of a lab, or of one step of it, of which every check that catches them has passed the last time.
[[nodiscard]] int repaired(const course::Lab& lab, const course::Progress& progress, int step = 0);
[[nodiscard]] int bugs_of(const course::Lab& lab, int step = 0);
// Promises that the programs kept as they were given, and that were broken the last time: a repair has done that.
[[nodiscard]] int newly_broken(const course::Lab& lab, const course::Progress& progress, int step = 0);
// All is repaired, and nothing newly broken.
[[nodiscard]] bool is_done(const course::Lab& lab, const course::Progress& progress, int step);
// The three in words: report::how_far.
[[nodiscard]] std::string how_far(const course::Lab& lab, const course::Progress& progress, int step = 0);

struct Position {
  const course::Lab* lab = nullptr;
  const course::Step* step = nullptr;
  bool operator==(const Position&) const = default;
};
// "pipe/3", as it is typed.
[[nodiscard]] std::string full_name(const Position& at);
// The first step that is not done; nothing when there is none.
[[nodiscard]] Position next_step(const course::Catalog& catalog, const course::Progress& progress);

}  // namespace ipclab::app
