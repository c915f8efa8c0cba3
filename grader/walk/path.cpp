#include "walk/path.hpp"

#include "course/experiments.hpp"
#include "course/fields.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <yaml-cpp/yaml.h>

namespace fs = std::filesystem;

namespace ipclab::walk {
namespace {

using course::Fields;
using Texts = std::vector<std::string>;

constexpr std::string_view kEnding = ".walk.yaml";

Range read_range(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a number", file);
  Range range;
  range.of = fields.text("of");
  range.over = fields.text("over", "");
  if (fields.has("from")) range.from = fields.get<double>("from");
  if (fields.has("below")) range.below = fields.get<double>("below");
  if (!range.from && !range.below) fields.fail("a number has neither `from` nor `below`");
  fields.finish();
  return range;
}

When read_when(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "an outcome", file);
  When when;
  when.prints = fields.get<Texts>("prints", {});
  when.lacks = fields.get<Texts>("lacks", {});
  if (fields.has("output")) when.output = fields.get<std::string>("output");
  if (fields.has("exits")) when.exits = fields.get<int>("exits");
  when.killed = fields.text("killed", "");
  when.sleeps = fields.get<Texts>("sleeps", {});
  when.endless = fields.text("endless", "");
  when.largest = fields.text("largest", "");
  if (fields.has("numbers"))
    for (const YAML::Node& number : fields.list("numbers")) when.numbers.push_back(read_range(number, file));
  fields.finish();
  return when;
}

Choice read_choice(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a choice", file);
  Choice choice;
  choice.id = fields.text("id");
  fields.name("choice `" + choice.id + "`");
  choice.text = fields.text("text");
  choice.when = read_when(fields.map("when"), file);
  fields.finish();
  return choice;
}

template <class Value, std::size_t N>
Value one_of(Fields& fields, const std::string& field, const std::pair<const char*, Value> (&words)[N]) {
  const std::string word = fields.text(field, words[0].first);
  for (const auto& [name, value] : words)
    if (word == name) return value;
  fields.fail("`" + field + "` cannot be `" + word + "`");
}

constexpr std::pair<const char*, Run> kRuns[] = {{"once", Run::once}, {"schedules", Run::schedules}, {"measured", Run::measured}};
constexpr std::pair<const char*, check::Build> kBuilds[] = {{"plain", check::Build::plain}, {"memory", check::Build::memory}};

void read_experiment(Fields& fields, const std::string& file, Station& station) {
  station.program = fields.text("experiment");
  station.id = fields.text("id", station.program);
  fields.name("station `" + station.id + "`");
  station.args = fields.get<Texts>("args", {});
  station.claim = fields.text("claim");
  (void)fields.text("notes", "");  // where somebody has said so: for authors
  station.question = fields.text("question");
  station.run = one_of(fields, "run", kRuns);
  station.build = one_of(fields, "build", kBuilds);
  station.spurious = fields.get<bool>("spurious", false);
  station.drawn = fields.get<bool>("drawn", station.run == Run::measured);
  station.needs_namespaces = fields.get<bool>("needs_namespaces", false);
  for (const YAML::Node& node : fields.list("choices")) {
    Choice choice = read_choice(node, file);
    if (station.choice(choice.id) != nullptr) fields.fail(node, "choice `" + choice.id + "` stands there twice");
    station.choices.push_back(std::move(choice));
  }
  if (station.choices.size() < 2 || station.choices.size() > 9) fields.fail("station `" + station.id + "` wants 2 to 9 choices");
  station.explains = fields.get<Texts>("explains");
  for (const std::string& id : station.explains)
    if (station.choice(id) == nullptr) fields.fail("station `" + station.id + "` explains `" + id + "`, which is none of its choices");
  if (station.explains.empty() || (station.run == Run::once && station.explains.size() > 1))
    fields.fail("station `" + station.id + "` is run once and explains one outcome");
  station.reason = fields.text("reason");
  station.man = fields.text("man");
}

// A step that no station names is repaired at the end.
void add_other_steps(Path& path, const course::Lab* lab) {
  if (lab == nullptr) return;
  for (const course::Step& step : lab->steps) {
    Station station;
    station.id = "step-" + std::to_string(step.number);
    station.step = step.number;
    station.claim = "What belongs together here: " + step.title + ".";
    if (path.station(station.id) == nullptr) path.stations.push_back(std::move(station));
  }
}

Station read_station(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a station", file);
  Station station;
  if (fields.has("repair")) {
    station.step = fields.get<int>("repair");
    station.id = "step-" + std::to_string(station.step);
    station.claim = fields.text("say");
  } else {
    read_experiment(fields, file, station);
  }
  fields.finish();
  return station;
}

}  // namespace

const Choice* Station::choice(std::string_view name) const {
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.id == name; });
  return found == choices.end() ? nullptr : &*found;
}

const Station* Path::station(std::string_view name) const {
  const auto found = std::find_if(stations.begin(), stations.end(), [&](const Station& one) { return one.id == name; });
  return found == stations.end() ? nullptr : &*found;
}

Path read_path(const std::string& text, const std::string& file) {
  Fields fields(course::parse_yaml(text, file), "the path", file);
  Path path;
  path.id = fs::path(file).filename().string();
  path.id.resize(path.id.size() - std::min(path.id.size(), kEnding.size()));
  path.title = fields.text("title", "");
  path.about = fields.text("about");
  path.order = fields.get<int>("order");
  for (const YAML::Node& node : fields.list("stations")) {
    Station station = read_station(node, file);
    if (path.station(station.id) != nullptr) fields.fail(node, "station `" + station.id + "` stands there twice");
    path.stations.push_back(std::move(station));
  }
  if (path.stations.empty()) fields.fail("the path has no stations");
  fields.finish();
  return path;
}

std::vector<Path> read_paths(const course::Catalog& catalog) {
  const fs::path folder = catalog.root() / "grader" / "labs";
  std::vector<Path> paths;
  std::error_code trouble;
  for (fs::directory_iterator entry(folder, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
    const std::string name = entry->path().filename().string();
    if (!name.ends_with(kEnding)) continue;
    const std::string file = "grader/labs/" + name;
    const auto text = posix::read_file(entry->path().string());
    if (!text) throw posix::Error("open", entry->path().string());
    Path& path = paths.emplace_back(read_path(*text, file));
    const course::Lab* lab = catalog.lab(path.id);
    if (path.title.empty() && lab != nullptr) path.title = lab->title;
    if (path.title.empty()) throw course::Malformed(file, 0, "there is no lab `" + path.id + "`, so the path wants a `title`");
    for (const Station& station : path.stations)
      if (station.is_repair() && (lab == nullptr || lab->step(station.step) == nullptr))
        throw course::Malformed(file, 0, "there is no step " + std::to_string(station.step) + " to repair");
  }
  if (trouble) throw posix::Error("opendir", folder.string(), trouble.value());
  for (Path& path : paths) add_other_steps(path, catalog.lab(path.id));
  std::sort(paths.begin(), paths.end(), [](const Path& a, const Path& b) { return std::pair(a.order, a.id) < std::pair(b.order, b.id); });
  return paths;
}

std::string source_of(const Path& path, const Station& station) { return "labs/" + course::experiment_file(path.id, station.program); }


std::string command_line(const Station& station) {
  std::string line = station.program;
  for (const std::string& arg : station.args) line += " " + arg;
  return line;
}

}  // namespace ipclab::walk
