#include "walk/itinerary.hpp"

#include "course/selection.hpp"

#include <algorithm>

namespace ipclab::walk {
namespace {

// All that was answered at one station.
struct Answers {
  bool any = false, right = false, wrong = false, skipped = false;
  bool right_at_first = false;
  std::size_t since = 0;  // answers to others, since the last one
};

Answers answers_of(const std::string& station, const Journal& journal) {
  Answers all;
  for (const Entry& entry : journal.entries()) {
    if (entry.station != station) {
      if (!entry.skipped) ++all.since;
      continue;
    }
    if (entry.skipped) {
      all.skipped = true;
      continue;
    }
    if (entry.right() && !all.right && !all.wrong) all.right_at_first = true;
    all.any = true;
    all.right = all.right || entry.right();
    all.wrong = all.wrong || entry.wrong();
    all.since = 0;
  }
  return all;
}

// The wrong one that has waited longest, of those that may come back now.
struct Due {
  const Station* station = nullptr;
  std::size_t waited = 0;
};

Due due_on(const Path& path, const Journal& journal, const Repaired& repaired, const Sitting& sitting) {
  Due due;
  for (const Station& station : path.stations) {
    const std::string name = name_of(path, station);
    if (standing_of(path, station, journal, repaired) != Standing::wrong || !may_come_back(sitting, name)) continue;
    if (!sitting.asked.empty() && sitting.asked.back().station == name) continue;  // its answer is still to be seen
    const std::size_t since = answers_of(name, journal).since;
    if (due.station == nullptr || since > due.waited) due = {&station, since};
  }
  return due;
}

}  // namespace

std::string name_of(const Path& path, const Station& station) { return path.id + "/" + station.id; }

Standing standing_of(const Path& path, const Station& station, const Journal& journal, const Repaired& repaired) {
  if (station.is_repair() && repaired(path, station.step)) return Standing::repaired;
  const Answers all = answers_of(name_of(path, station), journal);
  if (all.right) return Standing::right;
  if (all.wrong) return Standing::wrong;
  if (all.any) return Standing::unclear;
  return all.skipped ? Standing::skipped : Standing::open;
}

bool was_answered(const Path& path, const Station& station, const Journal& journal) { return answers_of(name_of(path, station), journal).any; }

bool may_come_back(const Sitting& sitting, const std::string& station) {
  const auto times = std::count_if(sitting.asked.begin(), sitting.asked.end(),
                                   [&](const Sitting::Asked& one) { return one.again && one.station == station; });
  return times < kComesBack && !sitting.left.contains(station);
}

const Station* next_station(const Path& path, const Journal& journal, const Repaired& repaired, const Sitting& sitting) {
  const auto open = std::find_if(path.stations.begin(), path.stations.end(), [&](const Station& station) {
    return standing_of(path, station, journal, repaired) == Standing::open && !sitting.left.contains(name_of(path, station));
  });
  const Due due = due_on(path, journal, repaired, sitting);
  if (open == path.stations.end()) return due.station;
  const bool new_before = sitting.asked.empty() || !sitting.asked.back().again;
  return new_before && due.waited >= kComesBackAfter ? due.station : &*open;
}

Tally tally(const Path& path, const Journal& journal, const Repaired& repaired) {
  Tally tally;
  for (const Station& station : path.stations) {
    const Standing standing = standing_of(path, station, journal, repaired);
    if (station.is_repair()) {
      ++tally.steps;
      if (standing == Standing::repaired) ++tally.repaired;
      else if (standing == Standing::open) ++tally.open;
      continue;
    }
    ++tally.experiments;
    switch (standing) {
      case Standing::open: ++tally.open; break;
      case Standing::right: ++(answers_of(name_of(path, station), journal).right_at_first ? tally.first : tally.later); break;
      case Standing::wrong: ++tally.wrong; break;
      case Standing::skipped: ++tally.skipped; break;
      case Standing::unclear: ++tally.unclear; break;
      case Standing::repaired: break;
    }
  }
  return tally;
}

const Path* choose_path(const std::vector<Path>& paths, const std::string& asked, const Journal& journal, const Repaired& repaired,
                        const Sitting& sitting) {
  const auto named = [&](const std::string& id) { return std::find_if(paths.begin(), paths.end(), [&](const Path& path) { return path.id == id; }); };
  if (!asked.empty()) {
    if (const auto path = named(asked); path != paths.end()) return &*path;
    std::vector<std::string> ids;
    for (const Path& path : paths) ids.push_back(path.id);
    const std::string near = course::nearest(asked, ids);
    throw course::Unknown("there is no walk through `" + asked + "`; " + (near.empty() ? "./ipclab walk --list shows what there is" : "did you mean " + near + "?"));
  }
  const auto at = named(journal.at());
  const auto from = at == paths.end() ? 0 : static_cast<std::size_t>(at - paths.begin());
  for (std::size_t i = 0; i < paths.size(); ++i)
    if (const Path& path = paths[(from + i) % paths.size()]; next_station(path, journal, repaired, sitting) != nullptr) return &path;
  return nullptr;
}

}  // namespace ipclab::walk
