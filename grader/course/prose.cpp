#include "course/prose.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <yaml-cpp/yaml.h>

namespace ipclab::course {
namespace {

// One mapping of the file, read field by field; finish() tells what nobody asked for.
class Fields {
 public:
  Fields(const YAML::Node& node, std::string what, const std::string& file) : node_(node), what_(std::move(what)), file_(file) {
    if (!node.IsMap()) fail(node, what_ + " is not a table of `field: value`");
  }

  template <class T>
  T get(const std::string& field) {
    const YAML::Node value = find(field);
    if (!value) fail(node_, what_ + " has no field `" + field + "`");
    return as<T>(value, field);
  }

  template <class T>
  T get(const std::string& field, T otherwise) {
    const YAML::Node value = find(field);
    return value ? as<T>(value, field) : otherwise;
  }

  YAML::Node list(const std::string& field) {
    const YAML::Node value = find(field);
    if (!value) fail(node_, what_ + " has no field `" + field + "`");
    if (!value.IsSequence()) fail(value, "`" + field + "` of " + what_ + " is not a list");
    return value;
  }

  // What it is called in messages from now on.
  void name(std::string what) { what_ = std::move(what); }

  void finish() const {
    for (const auto& entry : node_)
      if (const auto name = entry.first.as<std::string>(); asked_.count(name) == 0)
        fail(entry.first, what_ + " has an unknown field `" + name + "`");
  }

  [[noreturn]] void fail(const YAML::Node& at, const std::string& what) const {
    throw Malformed(file_, at.Mark().is_null() ? 0 : at.Mark().line + 1, what);
  }

 private:
  YAML::Node find(const std::string& field) {
    asked_.insert(field);
    return node_[field];
  }

  template <class T>
  T as(const YAML::Node& value, const std::string& field) const {
    try {
      return value.as<T>();
    } catch (const YAML::Exception&) {
      fail(value, "`" + field + "` of " + what_ + " is not of the right kind");
    }
  }

  const YAML::Node node_;
  std::string what_;
  const std::string& file_;
  std::set<std::string> asked_;
};

// Folded and literal blocks end in a line feed that nobody means.
std::string trimmed(std::string text) {
  const auto last = text.find_last_not_of(" \n");
  text.erase(last == std::string::npos ? 0 : last + 1);
  return text;
}

std::string text_of(Fields& fields, const std::string& name) { return trimmed(fields.get<std::string>(name)); }

Step read_step(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a step", file);
  Step step;
  step.number = fields.get<int>("number");
  step.name = text_of(fields, "name");
  step.title = text_of(fields, "title");
  step.minutes = fields.get<int>("minutes");
  step.goal = text_of(fields, "goal");
  step.folder = std::to_string(step.number) + "-" + step.name;
  fields.finish();
  return step;
}

Bug read_bug(const YAML::Node& node, const std::string& file) {
  Fields fields(node, "a bug", file);
  Bug bug;
  bug.id = text_of(fields, "id");
  fields.name("bug `" + bug.id + "`");
  bug.step = fields.get<int>("step");
  bug.title = text_of(fields, "title");
  bug.check = text_of(fields, "check");
  bug.man = text_of(fields, "man");
  bug.notes = trimmed(fields.get<std::string>("notes", ""));
  bug.why = text_of(fields, "why");
  for (const auto& hint : fields.list("hints")) {
    if (!hint.IsScalar()) fields.fail(hint, "a hint of `" + bug.id + "` is not a text");
    bug.hints.push_back(trimmed(hint.as<std::string>()));
  }
  fields.finish();
  return bug;
}

YAML::Node parse(const std::string& text, const std::string& file) {
  try {
    return YAML::Load(text);
  } catch (const YAML::Exception& trouble) {
    throw Malformed(file, trouble.mark.is_null() ? 0 : trouble.mark.line + 1, "not YAML: " + trouble.msg);
  }
}

}  // namespace

Lab read_prose(const std::string& text, const std::string& file) {
  Fields fields(parse(text, file), "the lab", file);
  Lab lab;
  lab.title = text_of(fields, "title");
  lab.summary = trimmed(fields.get<std::string>("summary", ""));
  lab.order = fields.get<int>("order", 0);
  lab.prerequisites = trimmed(fields.get<std::string>("prerequisites", ""));
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
