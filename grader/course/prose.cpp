#include "course/prose.hpp"

#include "course/fields.hpp"

#include <algorithm>
#include <yaml-cpp/yaml.h>

namespace ipclab::course {
namespace {

Step read_step(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a step", file);
  Step step;
  step.number = fields.get<int>("number");
  step.name = fields.text("name");
  step.title = fields.text("title");
  step.minutes = fields.get<int>("minutes");
  step.goal = fields.text("goal");
  step.folder = std::to_string(step.number) + "-" + step.name;
  fields.finish();
  return step;
}

Bug read_bug(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a bug", file);
  Bug bug;
  bug.id = fields.text("id");
  fields.name("bug `" + bug.id + "`");
  bug.step = fields.get<int>("step");
  bug.title = fields.text("title");
  bug.check = fields.text("check");
  bug.man = fields.text("man");
  bug.notes = fields.text("notes", "");
  bug.why = fields.text("why");
  for (const auto& hint : fields.list("hints")) {
    if (!hint.IsScalar()) fields.fail(hint, "a hint of `" + bug.id + "` is not a text");
    bug.hints.push_back(trimmed(hint.as<std::string>()));
  }
  fields.finish();
  return bug;
}

}  // namespace

Lab read_prose(const std::string& text, const std::string& file) {
  Fields fields(parse_yaml(text, file), "the lab", file);
  Lab lab;
  lab.title = fields.text("title");
  lab.summary = fields.text("summary", "");
  lab.order = fields.get<int>("order", 0);
  lab.prerequisites = fields.text("prerequisites", "");
  for (const auto& node : fields.list("steps")) lab.steps.push_back(read_step(node, file));
  for (const auto& node : fields.list("bugs")) {
    Bug bug = read_bug(node, file);
    if (lab.bug(bug.id) != nullptr) fields.fail(node, "bug `" + bug.id + "` stands there twice");
    lab.bugs.push_back(std::move(bug));
  }
  fields.finish();
  std::sort(lab.steps.begin(), lab.steps.end(), [](const Step& a, const Step& b) { return a.number < b.number; });
  return lab;
}

}  // namespace ipclab::course
