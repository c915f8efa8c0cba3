// Where somebody is on a path: a pure function of what they have answered and which steps they have repaired.
#pragma once
#include "walk/journal.hpp"
#include "walk/path.hpp"
#include <functional>
#include <string>

namespace ipclab::walk {

// So many other answers lie between a wrong prediction and the same question again; at the end of a path there may be fewer.
inline constexpr std::size_t kComesBackAfter = 3;

enum class Standing {
  open,       // not come to yet
  right,      // predicted, at the last attempt
  wrong,      // it will come back
  skipped,
  unclear,    // answered, but what was shown was none of the choices
  repaired,   // of a step
};

// A step of the path's lab has nothing left to repair.
using Repaired = std::function<bool(const Path& path, int step)>;

[[nodiscard]] std::string name_of(const Path& path, const Station& station);  // "pipe/full"
[[nodiscard]] Standing standing_of(const Path& path, const Station& station, const Journal& journal, const Repaired& repaired);

// The station that is to come: a wrong prediction that has waited long enough, else the first one that is open, else
// whatever was predicted wrong; nothing when the path is done.
[[nodiscard]] const Station* next_station(const Path& path, const Journal& journal, const Repaired& repaired);
// It has been answered before, wrongly.
[[nodiscard]] bool comes_back(const Path& path, const Station& station, const Journal& journal);

struct Tally {
  int experiments = 0, first = 0, later = 0, wrong = 0, skipped = 0, unclear = 0, open = 0;
  int steps = 0, repaired = 0;
};
[[nodiscard]] Tally tally(const Path& path, const Journal& journal, const Repaired& repaired);

// The path that `asked` names, "pipe"; else the one where somebody was, unless it is done; else the first that is not.
// Nothing when all are done. Throws course::Unknown.
[[nodiscard]] const Path* choose_path(const std::vector<Path>& paths, const std::string& asked, const Journal& journal, const Repaired& repaired);

}  // namespace ipclab::walk
