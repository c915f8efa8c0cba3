// One mapping of a data file of the course, read field by field and strictly: what is missing, of the wrong kind, or
// asked for by nobody is an author's slip, told with file and line (Malformed).
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace YAML {
class Node;
}

namespace ipclab::course {

class Fields {
 public:
  // `what` it is called in messages: "a bug".
  Fields(const YAML::Node& node, std::string what, const std::string& file);
  ~Fields();
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  [[nodiscard]] bool has(const std::string& field);
  // Of std::string, int, double, bool, or a list of strings.
  template <class T>
  T get(const std::string& field);
  template <class T>
  T get(const std::string& field, T otherwise);
  // A text without the line feed in which folded and literal blocks end, and that nobody means.
  std::string text(const std::string& field);
  std::string text(const std::string& field, const std::string& otherwise);
  // The list below a field, entry by entry; a mapping below it.
  std::vector<YAML::Node> list(const std::string& field);
  YAML::Node map(const std::string& field);

  // What it is called in messages from now on.
  void name(std::string what) { what_ = std::move(what); }
  // Tells what nobody asked for.
  void finish() const;
  [[noreturn]] void fail(const std::string& what) const;
  [[noreturn]] void fail(const YAML::Node& at, const std::string& what) const;

 private:
  YAML::Node find(const std::string& field);
  template <class T>
  T as(const YAML::Node& value, const std::string& field) const;

  std::unique_ptr<const YAML::Node> node_;
  std::string what_;
  const std::string& file_;
  std::set<std::string> asked_;
};

// Throws Malformed.
[[nodiscard]] YAML::Node parse_yaml(const std::string& text, const std::string& file);
[[nodiscard]] std::string trimmed(std::string text);

}  // namespace ipclab::course
