// ipclab walk: predict, run, explain, repair. Line by line, so that it works on any terminal and through a pipe; what has
// been answered is written down before anything else happens, so that whoever leaves, however, loses one question at most.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/standing.hpp"
#include "app/terminal.hpp"
#include "app/walk_pages.hpp"
#include "course/experiments.hpp"
#include "course/selection.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"
#include "report/machine.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <fmt/format.h>
#include <optional>
#include <unistd.h>

namespace ipclab::app {
namespace {

using walk::Entry;
using walk::Journal;
using walk::Path;
using walk::Station;

std::filesystem::path journal_file(const std::filesystem::path& root) { return state_folder(root) / "walk.json"; }

std::string without_blanks(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Read anew each time: somebody may repair in another terminal meanwhile.
walk::Repaired repaired_by_progress(const course::Catalog& catalog) {
  return [&catalog](const Path& path, int step) {
    const course::Lab* lab = catalog.lab(path.id);
    const course::Progress progress(progress_file(catalog.root()));
    return lab != nullptr && is_done(*lab, progress, step);
  };
}

constexpr std::size_t kLongestLine = 65536;  // of what no line feed ends, the rest is thrown away

// Standard input, line by line. What is behind the last line feed counts as a line, too.
class Lines {
 public:
  // Nothing at the end of the input.
  std::optional<std::string> next(const std::string& prompt) {
    print(prompt);
    auto line = read_line();
    if (!line || ::isatty(0) == 0) print("\n");  // else Enter has done that
    return line;
  }

 private:
  std::optional<std::string> read_line() {
    for (;;) {
      if (const auto end = read_.find('\n'); end != std::string::npos) {
        std::string line = read_.substr(0, end);
        read_.erase(0, end + 1);
        return without_blanks(line);
      }
      std::array<char, 4096> bytes;
      const ssize_t got = ::read(0, bytes.data(), bytes.size());
      if (got > 0) read_.append(bytes.data(), std::min(static_cast<std::size_t>(got), kLongestLine - std::min(kLongestLine, read_.size())));
      if (got > 0) continue;
      if (got == 0 || errno != EINTR) return last();
    }
  }

  std::optional<std::string> last() {
    if (read_.empty()) return std::nullopt;
    return without_blanks(std::exchange(read_, {}));
  }

  std::string read_;
};

class Walk {
 public:
  Walk(const course::Catalog& catalog, const std::vector<Path>& paths) : catalog_(catalog), paths_(paths), journal_(journal_file(catalog.root())) {}

  // From `station` on; nothing: from where one was.
  int run(const Path& first, const Station* station) {
    path_ = &first;
    journal_.stand_at(first.id);
    if (station != nullptr) wanted_.push_front(station);
    else if (!started(first)) print(begin_page(first, style_));
    while (path_ != nullptr && !left_) {
      const Station* next = next_station();
      if (next == nullptr) path_done();
      else if (next->is_repair()) repair(*next);
      else predict(*next);
    }
    return kAllPassed;
  }

 private:
  bool started(const Path& path) const {
    const auto& entries = journal_.entries();
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.station.starts_with(path.id + "/"); });
  }

  const Station* next_station() {
    const Station* next = nullptr;
    if (wanted_.empty()) {
      next = walk::next_station(*path_, journal_, repaired_, sitting_);
    } else {
      next = wanted_.front();
      wanted_.pop_front();
    }
    if (next != nullptr) sitting_.asked.push_back({walk::name_of(*path_, *next), walk::was_answered(*path_, *next, journal_)});
    return next;
  }

  void leave() {
    left_ = true;
    print("Left here; ./ipclab walk goes on.\n");
  }

  // The keys that mean the same everywhere. True when the line was one of them.
  bool common(const std::string& line, const Station& station) {
    if (line == "q") leave();
    else if (line == "l" || line == "b") choose_station();
    else if (line == "?") print(keys_page(station, !station.is_repair() && is_changed(station)));
    else if (line == "o" && !station.is_repair()) show_source(station);
    else return false;
    return true;
  }

  [[nodiscard]] bool elsewhere() const { return left_ || jumped_; }

  // Left for later: a prediction that was wrong remains so, and comes back the next time.
  void skip(const Station& station) {
    sitting_.left.insert(walk::name_of(*path_, station));
    record({walk::name_of(*path_, station), true, {}, {}});
  }

  [[nodiscard]] bool is_changed(const Station& station) const {
    return !course::is_as_given(catalog_.root(), course::experiment_file(path_->id, station.program));
  }

  void predict(const Station& station) {
    jumped_ = false;
    const bool changed = is_changed(station);
    print(question_page(*path_, station, {walk::was_answered(*path_, station, journal_), changed}, style_));
    const bool several = station.run == walk::Run::schedules;
    const std::string prompt = changed   ? "\n  Enter runs it, s goes on without it (? help): "
                               : several ? "\n  All that can happen, as 1 3 (? help): "
                                         : fmt::format("\n  Your prediction, 1 to {} (? help): ", station.choices.size());
    while (!elsewhere()) {
      const auto line = lines_.next(prompt);
      if (!line) return leave();
      if (common(*line, station)) continue;
      if (*line == "s") return skip(station);
      const auto predicted = choices_in(station, *line);
      if (!predicted.empty() || (changed && line->empty())) return show(station, predicted);
      print(changed ? "  Enter runs it; ? for help.\n" : several ? "  The numbers of the answers, as 1 3; or ? for help.\n" : "  The number of one answer; or ? for help.\n");
    }
  }

  void show(const Station& station, const std::vector<std::string>& predicted) {
    tell(station, predicted, run_it(station));
    while (!elsewhere()) {
      const auto line = lines_.next("\n  Enter goes on, r asks again: ");
      if (!line) return leave();
      if (line->empty()) return;
      if (*line == "r") return wanted_.push_front(&station);
      if (!common(*line, station)) print("  Enter goes on; ? for help.\n");
    }
  }

  // What the run has shown, beside what was predicted; and written down first. A program that somebody has changed says
  // nothing about a prediction, and so leaves no trace; neither does one that was changed back while it ran.
  void tell(const Station& station, const std::vector<std::string>& predicted, const walk::Shown& shown) {
    const std::string name = walk::name_of(*path_, station);
    if (shown.changed || predicted.empty()) {
      sitting_.left.insert(name);
      return print(changed_page(*path_, station, shown, style_));
    }
    if (!shown.trouble.empty()) {
      record({name, false, predicted, {}});
      return print(no_outcome_page(station, shown, style_));
    }
    const walk::Recognised seen = walk::recognise(station, shown.observations());
    const bool right = walk::is_right(seen, predicted);
    record({name, false, predicted, !seen.strange.empty() ? std::vector<std::string>{} : right ? predicted : seen.shown});
    print(outcome_page(station, shown, seen, predicted, style_));
    if (walk::standing_of(*path_, station, journal_, repaired_) == walk::Standing::wrong && !walk::may_come_back(sitting_, name))
      print("\n    It is left for the next time you walk here.\n");
  }

  walk::Shown run_it(const Station& station) {
    print("\n  Running …\n");
    if (!isolation_) isolation_ = world::probe();
    ProgressLine progress;
    const walk::Laboratory laboratory{catalog_, build_folder(catalog_.root()), *isolation_, report::this_machine().cpus,
                                      [&](const std::string& what) { progress.show("  " + what); }};
    return walk::run_station(laboratory, *path_, station);
  }

  void repair(const Station& station) {
    jumped_ = false;
    const course::Lab& lab = *catalog_.lab(path_->id);
    const course::Step& step = *lab.step(station.step);
    const auto so_far = [&]() -> SoFar {
      const course::Progress progress(progress_file(catalog_.root()));
      return {repaired(lab, progress, step.number), bugs_of(lab, step.number), newly_broken(lab, progress, step.number)};
    };
    print(repair_page(*path_, station, step, so_far(), style_));
    while (!elsewhere()) {
      const auto line = lines_.next("\n  c checks it, s goes on without it (? help): ");
      if (!line) return leave();
      if (common(*line, station)) continue;
      if (*line == "s") return skip(station);
      if (*line != "c" && !line->empty()) {
        print("  c checks it, s goes on without it; ? for help.\n");
        continue;
      }
      if (*line == "c") {
        CheckOptions options;
        options.what = {fmt::format("{}/{}", path_->id, step.number)};
        if (check(options) == kInterrupted) return leave();
      }
      if (repaired_(*path_, station.step)) {
        print("  Every mistake of this step is repaired.\n");
        return;
      }
      if (line->empty()) print(so_far_line(so_far()));
    }
  }

  void path_done() {
    jumped_ = false;
    print(done_page(*path_, walk::tally(*path_, journal_, repaired_), style_));
    const Path* next = walk::choose_path(paths_, "", journal_, repaired_, sitting_);
    if (next != nullptr) print("\n" + next_path_line(*next, walk::tally(*next, journal_, repaired_), started(*next), style_));
    const auto skipped = skipped_here();
    const std::string prompt = (next == nullptr ? "\n  No path has more for now. Enter leaves" : fmt::format("\n  Enter goes on with {}", next->id)) +
                               (skipped.empty() ? "" : ", s the skipped ones again") + ", l the stations" + (next == nullptr ? ": " : ", q leaves: ");
    while (!elsewhere()) {
      const auto line = lines_.next(prompt);
      if (!line || *line == "q") return leave();
      if (*line == "l" || *line == "b") {
        choose_station();
      } else if (*line == "s" && !skipped.empty()) {
        wanted_.assign(skipped.begin(), skipped.end());
        return;
      } else if (line->empty()) {
        path_ = next;
        if (next == nullptr) return;
        journal_.stand_at(path_->id);
        if (!started(*path_)) print(begin_page(*path_, style_));
        return;
      }
    }
  }

  [[nodiscard]] std::vector<const Station*> skipped_here() const {
    std::vector<const Station*> skipped;
    for (const Station& station : path_->stations)
      if (walk::standing_of(*path_, station, journal_, repaired_) == walk::Standing::skipped) skipped.push_back(&station);
    return skipped;
  }

  void choose_station() {
    print(stations_page(*path_, journal_, repaired_, style_));
    const auto line = lines_.next("\n  A number goes there, Enter back: ");
    if (!line || *line == "q") return leave();
    std::size_t number = 0;
    for (const char c : *line) number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + static_cast<std::size_t>(c - '0') : 1000;
    if (line->empty()) return;
    jumped_ = number >= 1 && number <= path_->stations.size();
    if (jumped_) wanted_.push_front(&path_->stations[number - 1]);
    else print("  There is no such station.\n");
  }

  void show_source(const Station& station) const {
    const std::string file = walk::source_of(*path_, station);
    const auto text = posix::read_file((catalog_.root() / file).string(), 1U << 20);
    print(text ? source_page(*path_, station, *text, style_) : "  " + file + " cannot be read.\n");
  }

  // Read anew: another walk may have written meanwhile.
  void record(Entry entry) {
    Journal fresh(journal_file(catalog_.root()));
    fresh.add(entry);
    fresh.stand_at(path_->id);
    try {
      fresh.save();
      journal_ = std::move(fresh);
    } catch (const posix::Error& trouble) {
      complain(std::string("what you have predicted is not kept: ") + trouble.what());
      journal_.add(std::move(entry));
    }
  }

  const course::Catalog& catalog_;
  const std::vector<Path>& paths_;
  Journal journal_;
  const report::Style style_ = style_for(1);
  Lines lines_;
  std::optional<world::Isolation> isolation_;
  const Path* path_ = nullptr;
  walk::Sitting sitting_;
  std::deque<const Station*> wanted_;  // where somebody wants to go first
  bool jumped_ = false;                // there, and at once
  bool left_ = false;
  const walk::Repaired repaired_ = repaired_by_progress(catalog_);
};

// "full" of pipe. Throws course::Unknown.
const Station& station_named(const Path& path, const std::string& name) {
  if (const Station* station = path.station(name)) return *station;
  std::vector<std::string> names;
  for (const Station& station : path.stations) names.push_back(station.id);
  const std::string near = course::nearest(name, names);
  throw course::Unknown("no station `" + name + "` in " + path.id + "; " +
                        (near.empty() ? "./ipclab walk " + path.id + " --list shows them" : "did you mean " + path.id + "/" + near + "?"));
}

}  // namespace

int walk_through(const WalkOptions& options) {
  const course::Catalog catalog(course::find_root());
  const std::vector<Path> paths = walk::read_paths(catalog);
  const Journal journal(journal_file(catalog.root()));
  if (!journal.note().empty()) complain(journal.note());
  const walk::Repaired is_repaired = repaired_by_progress(catalog);
  const auto slash = std::min(options.where.find('/', 1), options.where.size());
  const Path* path = walk::choose_path(paths, options.where.substr(0, slash), journal, is_repaired);
  const Station* station = slash < options.where.size() ? &station_named(*path, options.where.substr(slash + 1)) : nullptr;
  if (options.list) {
    print(options.where.empty() ? paths_page(paths, journal, is_repaired, style_for(1)) : stations_page(*path, journal, is_repaired, style_for(1)));
    return kAllPassed;
  }
  if (path == nullptr) {
    print(paths_page(paths, journal, is_repaired, style_for(1)) + "\nEvery path is at its end. ./ipclab walk LAB goes back to one.\n");
    return kAllPassed;
  }
  return Walk(catalog, paths).run(*path, station);
}

}  // namespace ipclab::app
