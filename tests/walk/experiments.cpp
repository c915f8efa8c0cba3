// Every experiment of every path, run on the kernel that is here: what each text explains is what has really happened.
#include "posix/fd.hpp"
#include "report/words.hpp"
#include "support/catch.hpp"
#include "support/inside.hpp"
#include "support/sample_course.hpp"
#include "support/source_text.hpp"
#include "walk/experiment.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

using namespace ipclab;
using namespace ipclab::walk;
using Wrong = std::vector<std::string>;

namespace {

const course::Catalog& catalog() {
  static const course::Catalog read(tests::project_root());
  return read;
}

const std::vector<Path>& paths() {
  static const std::vector<Path> read = read_paths(catalog());
  return read;
}

// IPCLAB_LAB=pipe narrows the tests that run something to one path.
bool asked_for(const Path& path) {
  const char* only = std::getenv("IPCLAB_LAB");
  return only == nullptr || path.id == only;
}

std::string in_words(const Observation& seen) {
  std::string text = "end " + std::to_string(static_cast<int>(seen.end)) + ", status " + std::to_string(seen.status) + ", " + seen.what + seen.because + "\n" + seen.out + seen.err;
  for (const std::string& sleeper : sleepers(seen)) text += "sleeps: " + sleeper + "\n";
  return text;
}

std::string in_words(const Shown& shown, const Recognised& seen) {
  std::string text = shown.trouble + shown.log + std::to_string(shown.schedules) + " schedules, shown:";
  for (const std::string& id : seen.shown) text += " " + id;
  for (const Outcome& outcome : shown.outcomes) text += "\n" + std::to_string(outcome.times) + " times " + in_words(outcome.seen);
  return text;
}

// What a station shows here; and what is wrong with it, if anything.
void hold(const Path& path, const Station& station, const world::Isolation& isolation, Wrong& wrong) {
  static const tests::TemporaryFolder folder;
  const Laboratory laboratory{catalog(), folder.path() / "build", isolation, 2};
  const Shown shown = run_station(laboratory, path, station);
  if (station.needs_namespaces && isolation.tier == world::Tier::reduced) {
    if (shown.trouble.find("This machine cannot show it") == std::string::npos) wrong.push_back(path.id + "/" + station.id + " was to be left out");
    return;
  }
  const Recognised seen = recognise(station, shown.observations());
  const std::string name = path.id + "/" + station.id + ": ";
  if (!shown.trouble.empty()) return wrong.push_back(name + in_words(shown, seen));
  if (station.run == Run::measured) {  // what comes out is the machine's business; that numbers come, and fit one answer, is ours
    if (seen.shown.size() != 1 || numbers_in(shown.outcomes.front().seen.out).size() < 2) wrong.push_back(name + in_words(shown, seen));
  } else if (!is_explained(station, seen)) {
    wrong.push_back(name + in_words(shown, seen));
  }
}

std::string every_experiment(const world::Isolation& isolation) {
  Wrong wrong;
  for (const Path& path : paths())
    for (const Station& station : path.stations)
      if (!station.is_repair() && asked_for(path)) hold(path, station, isolation, wrong);
  std::string text;
  for (const std::string& line : wrong) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("every experiment shows what its text explains") { CHECK(every_experiment(world::probe()) == ""); }

TEST_CASE("every experiment shows what its text explains without namespaces as well") {
  ::setenv("IPCLAB_TIER", "reduced", 1);
  const world::Isolation isolation = world::probe();
  ::unsetenv("IPCLAB_TIER");
  CHECK(every_experiment(isolation) == "");
}

TEST_CASE("every program of an experiment is on a path, and small enough to be read on a terminal") {
  Wrong wrong;
  std::set<std::string> used;
  for (const Path& path : paths())
    for (const Station& station : path.stations)
      if (!station.is_repair()) used.insert(source_of(path, station));
  for (const auto& file : tests::files_below("labs", {".cpp"})) {
    if (file.parent_path().filename() != "experiments") continue;
    if (used.erase(file.string()) == 0) wrong.push_back(file.string() + " is on no path");
    const auto lines = tests::lines_of(tests::text_of(file));
    if (lines.size() > 80) wrong.push_back(file.string() + " has " + std::to_string(lines.size()) + " lines");
    for (const std::string& line : lines)
      if (report::columns(line) > 76) wrong.push_back(file.string() + ": " + line);
    if (lines.front().rfind("// ", 0) != 0) wrong.push_back(file.string() + " does not begin by saying what it does");
  }
  for (const std::string& file : used) wrong.push_back(file + " does not exist");
  CHECK(wrong == Wrong{});
}

TEST_CASE("each lab has its path, in the order of the course, and names each of its steps") {
  Wrong wrong;
  int order = -1;
  for (const course::Lab& lab : catalog().labs()) {
    const auto path = std::find_if(paths().begin(), paths().end(), [&](const Path& one) { return one.id == lab.id; });
    if (path == paths().end()) {
      wrong.push_back(lab.id + " has no path");
      continue;
    }
    if (path->order <= order) wrong.push_back(lab.id + " stands too early");
    order = path->order;
    for (const course::Step& step : lab.steps)
      if (const Station* station = path->station("step-" + std::to_string(step.number)); station == nullptr || station->claim.starts_with("What belongs"))
        wrong.push_back(lab.id + " names no step " + std::to_string(step.number));
      else if (station->claim.find(step.name) == std::string::npos)
        wrong.push_back(lab.id + "/" + std::to_string(step.number) + " does not say what " + step.name + " does");
  }
  CHECK(wrong == Wrong{});
}

TEST_CASE("answers are told apart, and each experiment names its manual page") {
  Wrong wrong;
  for (const Path& path : paths())
    for (const Station& station : path.stations) {
      if (station.is_repair()) continue;
      std::set<std::string> texts;
      for (const Choice& choice : station.choices)
        if (!texts.insert(choice.text).second) wrong.push_back(path.id + "/" + station.id + " says twice: " + choice.text);
      if (station.reason.find("So it is") != std::string::npos) wrong.push_back(path.id + "/" + station.id + ": the answer may stand right above, and the claim is meant");
      if (station.man.find('(') == std::string::npos) wrong.push_back(path.id + "/" + station.id + " names no manual page");
    }
  CHECK(wrong == Wrong{});
}
