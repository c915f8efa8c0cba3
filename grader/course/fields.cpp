#include "course/fields.hpp"

#include "course/malformed.hpp"

#include <yaml-cpp/yaml.h>

namespace ipclab::course {

Fields::Fields(const YAML::Node& node, std::string what, const std::string& file)
    : node_(std::make_unique<const YAML::Node>(node)), what_(std::move(what)), file_(file) {
  if (!node.IsMap()) fail(node, what_ + " is not a table of `field: value`");
}

Fields::~Fields() = default;

YAML::Node Fields::find(const std::string& field) {
  asked_.insert(field);
  return (*node_)[field];
}

bool Fields::has(const std::string& field) { return static_cast<bool>(find(field)); }

template <class T>
T Fields::as(const YAML::Node& value, const std::string& field) const {
  try {
    return value.as<T>();
  } catch (const YAML::Exception&) {
    fail(value, "`" + field + "` of " + what_ + " is not of the right kind");
  }
}

template <class T>
T Fields::get(const std::string& field) {
  const YAML::Node value = find(field);
  if (!value) fail(what_ + " has no field `" + field + "`");
  return as<T>(value, field);
}

template <class T>
T Fields::get(const std::string& field, T otherwise) {
  const YAML::Node value = find(field);
  return value ? as<T>(value, field) : otherwise;
}

using Texts = std::vector<std::string>;
template std::string Fields::get(const std::string&);
template std::string Fields::get(const std::string&, std::string);
template int Fields::get(const std::string&);
template int Fields::get(const std::string&, int);
template double Fields::get(const std::string&);
template double Fields::get(const std::string&, double);
template bool Fields::get(const std::string&, bool);
template Texts Fields::get(const std::string&);
template Texts Fields::get(const std::string&, Texts);

std::string Fields::text(const std::string& field) { return trimmed(get<std::string>(field)); }
std::string Fields::text(const std::string& field, const std::string& otherwise) { return trimmed(get<std::string>(field, otherwise)); }

std::vector<YAML::Node> Fields::list(const std::string& field) {
  const YAML::Node value = find(field);
  if (!value) fail(what_ + " has no field `" + field + "`");
  if (!value.IsSequence()) fail(value, "`" + field + "` of " + what_ + " is not a list");
  std::vector<YAML::Node> entries;
  for (const auto& entry : value) entries.push_back(entry);
  return entries;
}

YAML::Node Fields::map(const std::string& field) {
  const YAML::Node value = find(field);
  if (!value) fail(what_ + " has no field `" + field + "`");
  if (!value.IsMap()) fail(value, "`" + field + "` of " + what_ + " is not a table of `field: value`");
  return value;
}

void Fields::finish() const {
  for (const auto& entry : *node_)
    if (const auto name = entry.first.as<std::string>(); asked_.count(name) == 0)
      fail(entry.first, what_ + " has an unknown field `" + name + "`");
}

void Fields::fail(const std::string& what) const { fail(*node_, what); }

void Fields::fail(const YAML::Node& at, const std::string& what) const {
  throw Malformed(file_, at.Mark().is_null() ? 0 : at.Mark().line + 1, what);
}

YAML::Node parse_yaml(const std::string& text, const std::string& file) {
  try {
    return YAML::Load(text);
  } catch (const YAML::Exception& trouble) {
    throw Malformed(file, trouble.mark.is_null() ? 0 : trouble.mark.line + 1, "not YAML: " + trouble.msg);
  }
}

std::string trimmed(std::string text) {
  const auto last = text.find_last_not_of(" \n");
  text.erase(last == std::string::npos ? 0 : last + 1);
  return text;
}

}  // namespace ipclab::course
