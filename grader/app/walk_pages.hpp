// What `walk` prints, apart from how it gets there: pure functions.
#pragma once
#include "report/words.hpp"
#include "walk/experiment.hpp"
#include "walk/itinerary.hpp"
#include <string>
#include <vector>

namespace ipclab::app {

struct Asking {
  bool again = false;      // it has been answered before
  bool changed = false;    // the program is not as it was given
};
// A station as a question.
[[nodiscard]] std::string question_page(const walk::Path& path, const walk::Station& station, const Asking& asking, const report::Style& style);
// What a program does that is not as it was given: all of it, and no verdict.
[[nodiscard]] std::string changed_page(const walk::Path& path, const walk::Station& station, const walk::Shown& shown, const report::Style& style);
// What the run has shown, beside what was predicted, and why it is so.
[[nodiscard]] std::string outcome_page(const walk::Station& station, const walk::Shown& shown, const walk::Recognised& seen,
                                       const std::vector<std::string>& predicted, const report::Style& style);
// A station that could not be run. Where the machine cannot show it, what happens on those that can.
[[nodiscard]] std::string no_outcome_page(const walk::Station& station, const walk::Shown& shown, const report::Style& style);
struct SoFar { int repaired = 0, bugs = 0, newly_broken = 0; };
// A step to repair.
[[nodiscard]] std::string repair_page(const walk::Path& path, const walk::Station& station, const course::Step& step, const SoFar& so_far,
                                      const report::Style& style);
[[nodiscard]] std::string so_far_line(const SoFar& so_far);
[[nodiscard]] std::string begin_page(const walk::Path& path, const report::Style& style);
[[nodiscard]] std::string done_page(const walk::Path& path, const walk::Tally& tally, const report::Style& style);
// Which path comes then, and why.
[[nodiscard]] std::string next_path_line(const walk::Path& next, const walk::Tally& tally, bool started, const report::Style& style);
// The stations of one path with their numbers; all paths with their standing.
[[nodiscard]] std::string stations_page(const walk::Path& path, const walk::Journal& journal, const walk::Repaired& repaired, const report::Style& style);
[[nodiscard]] std::string paths_page(const std::vector<walk::Path>& paths, const walk::Journal& journal, const walk::Repaired& repaired,
                                     const report::Style& style);
[[nodiscard]] std::string source_page(const walk::Path& path, const walk::Station& station, const std::string& text, const report::Style& style);
[[nodiscard]] std::string keys_page(const walk::Station& station, bool changed);
// Bars, the largest as wide as there is room.
[[nodiscard]] std::string bars(const std::vector<walk::Number>& numbers, std::size_t indent, const report::Style& style);

// The choices that somebody has typed, "2", "1 3" or "13", as ids in the order of the choices; empty: it is none.
[[nodiscard]] std::vector<std::string> choices_in(const walk::Station& station, const std::string& line);

}  // namespace ipclab::app
