// What `walk` prints, apart from how it gets there: pure functions.
#pragma once
#include "report/words.hpp"
#include "walk/experiment.hpp"
#include "walk/itinerary.hpp"
#include <string>
#include <vector>

namespace ipclab::app {

// A station as a question; `again`: it comes back because it was predicted wrong.
[[nodiscard]] std::string question_page(const walk::Path& path, const walk::Station& station, bool again, const report::Style& style);
// What the run has shown, beside what was predicted, and why it is so.
[[nodiscard]] std::string outcome_page(const walk::Station& station, const walk::Shown& shown, const walk::Recognised& seen,
                                       const std::vector<std::string>& predicted, const report::Style& style);
// A station that could not be run. Where the machine cannot show it, what happens on those that can.
[[nodiscard]] std::string no_outcome_page(const walk::Station& station, const walk::Shown& shown, const report::Style& style);
// A step to repair.
[[nodiscard]] std::string repair_page(const walk::Path& path, const walk::Station& station, const course::Step& step, int repaired, int bugs,
                                      int newly_broken, const report::Style& style);
[[nodiscard]] std::string begin_page(const walk::Path& path, const report::Style& style);
[[nodiscard]] std::string done_page(const walk::Path& path, const walk::Tally& tally, const report::Style& style);
// The stations of one path with their numbers; all paths with their standing.
[[nodiscard]] std::string stations_page(const walk::Path& path, const walk::Journal& journal, const walk::Repaired& repaired, const report::Style& style);
[[nodiscard]] std::string paths_page(const std::vector<walk::Path>& paths, const walk::Journal& journal, const walk::Repaired& repaired,
                                     const report::Style& style);
[[nodiscard]] std::string source_page(const std::string& file, const std::string& text, const report::Style& style);
[[nodiscard]] std::string keys_page(bool several);
// Bars, the largest as wide as there is room.
[[nodiscard]] std::string bars(const std::vector<walk::Number>& numbers, std::size_t indent, const report::Style& style);

// The choices that somebody has typed, "2", "1 3" or "13", as ids in the order of the choices; empty: it is none.
[[nodiscard]] std::vector<std::string> choices_in(const walk::Station& station, const std::string& line);

}  // namespace ipclab::app
