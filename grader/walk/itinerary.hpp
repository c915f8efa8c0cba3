// Where somebody is on a path: a pure function of what they have answered, of what was shown to them since they sat down,
// and of which steps they have repaired.
#pragma once
#include "walk/journal.hpp"
#include "walk/path.hpp"
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace ipclab::walk {

// So many other answers lie between a wrong prediction and the same question again; when nothing new is left there may be
// fewer, but at least one.
inline constexpr std::size_t kComesBackAfter = 3;
// So often a question comes back in one sitting at most. What is still wrong then is left for the next one.
inline constexpr int kComesBack = 2;

enum class Standing {
  open,       // not come to yet
  right,      // once; a later slip does not undo that
  wrong,      // never right yet: it will come back
  skipped,    // and never answered
  unclear,    // answered, but what was shown was none of the choices
  repaired,   // of a step
};

// What was shown since `walk` was started.
struct Sitting {
  struct Asked {
    std::string station;
    bool again = false;               // it had been answered before
  };
  std::vector<Asked> asked;           // in their order
  std::set<std::string> left;         // for the next sitting
};

// A step of the path's lab has nothing left to repair.
using Repaired = std::function<bool(const Path& path, int step)>;

[[nodiscard]] std::string name_of(const Path& path, const Station& station);  // "pipe/full"
[[nodiscard]] Standing standing_of(const Path& path, const Station& station, const Journal& journal, const Repaired& repaired);
[[nodiscard]] bool was_answered(const Path& path, const Station& station, const Journal& journal);
[[nodiscard]] bool may_come_back(const Sitting& sitting, const std::string& station);

// The station that is to come: a wrong prediction that has waited long enough, one between two new stations; else the first
// that is open; else whatever was predicted wrong and was not just shown. Nothing when there is no more for this sitting.
[[nodiscard]] const Station* next_station(const Path& path, const Journal& journal, const Repaired& repaired, const Sitting& sitting = {});

struct Tally {
  int experiments = 0, first = 0, later = 0, wrong = 0, skipped = 0, unclear = 0, open = 0;  // open: steps, too
  int steps = 0, repaired = 0;
  [[nodiscard]] bool all_done() const { return wrong + skipped + open == 0 && repaired == steps; }
};
[[nodiscard]] Tally tally(const Path& path, const Journal& journal, const Repaired& repaired);

// The path that `asked` names, "pipe"; else the one where somebody was, if there is more to come; else the next one in the order
// of the course for which that holds, from the beginning again after the last. Nothing when there is none. Throws course::Unknown.
[[nodiscard]] const Path* choose_path(const std::vector<Path>& paths, const std::string& asked, const Journal& journal, const Repaired& repaired,
                                      const Sitting& sitting = {});

}  // namespace ipclab::walk
