#include "walk/itinerary.hpp"

#include "course/selection.hpp"

#include <algorithm>
#include <optional>

namespace ipclab::walk {
namespace {

// Of one station, the last entry, and how many answers to others have come since.
struct Last {
  const Entry* entry = nullptr;
  std::size_t since = 0;
};

Last last_of(const Path& path, const Station& station, const Journal& journal) {
  const std::string name = name_of(path, station);
  Last last;
  for (const Entry& entry : journal.entries()) {
    if (entry.station == name) last = {&entry, 0};
    else if (!entry.skipped) ++last.since;
  }
  return last;
}

bool is_wrong(Standing standing) { return standing == Standing::wrong; }

}  // namespace

std::string name_of(const Path& path, const Station& station) { return path.id + "/" + station.id; }

Standing standing_of(const Path& path, const Station& station, const Journal& journal, const Repaired& repaired) {
  if (station.is_repair() && repaired(path, station.step)) return Standing::repaired;
  const Entry* entry = last_of(path, station, journal).entry;
  if (entry == nullptr) return Standing::open;
  if (entry->skipped) return Standing::skipped;
  if (station.is_repair()) return Standing::open;
  if (entry->shown.empty()) return Standing::unclear;
  return entry->right() ? Standing::right : Standing::wrong;
}

const Station* next_station(const Path& path, const Journal& journal, const Repaired& repaired) {
  const Station* open = nullptr;
  const Station* due = nullptr;    // the wrong one that has waited longest
  std::size_t waited = 0;
  for (const Station& station : path.stations) {
    const Standing standing = standing_of(path, station, journal, repaired);
    if (standing == Standing::open && open == nullptr) open = &station;
    if (!is_wrong(standing)) continue;
    const std::size_t since = last_of(path, station, journal).since;
    if (due == nullptr || since > waited) {
      due = &station;
      waited = since;
    }
  }
  if (due != nullptr && waited >= kComesBackAfter) return due;
  return open != nullptr ? open : due;
}

bool comes_back(const Path& path, const Station& station, const Journal& journal) {
  const std::string name = name_of(path, station);
  return std::any_of(journal.entries().begin(), journal.entries().end(), [&](const Entry& entry) { return entry.station == name && entry.wrong(); });
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
      case Standing::right: ++(comes_back(path, station, journal) ? tally.later : tally.first); break;
      case Standing::wrong: ++tally.wrong; break;
      case Standing::skipped: ++tally.skipped; break;
      case Standing::unclear: ++tally.unclear; break;
      case Standing::repaired: break;
    }
  }
  return tally;
}

const Path* choose_path(const std::vector<Path>& paths, const std::string& asked, const Journal& journal, const Repaired& repaired) {
  const auto named = [&](const std::string& id) -> const Path* {
    const auto found = std::find_if(paths.begin(), paths.end(), [&](const Path& path) { return path.id == id; });
    return found == paths.end() ? nullptr : &*found;
  };
  if (!asked.empty()) {
    if (const Path* path = named(asked)) return path;
    std::vector<std::string> ids;
    std::string all;
    for (const Path& path : paths) {
      ids.push_back(path.id);
      all += (all.empty() ? "" : ", ") + path.id;
    }
    const std::string near = course::nearest(asked, ids);
    throw course::Unknown("there is no walk through `" + asked + "`" + (near.empty() ? "; there are " + all : "; did you mean " + near + "?"));
  }
  if (const Path* path = named(journal.at()); path != nullptr && next_station(*path, journal, repaired) != nullptr) return path;
  for (const Path& path : paths)
    if (next_station(path, journal, repaired) != nullptr) return &path;
  return nullptr;
}

}  // namespace ipclab::walk
