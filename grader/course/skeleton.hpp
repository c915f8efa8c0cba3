// What labs/ holds for a student, made from the masters: every bug woven in, and the given files as they are.
#pragma once
#include "course/catalog.hpp"
#include <string>
#include <vector>

namespace ipclab::course {

struct SkeletonFile {
  std::string name;     // below labs/: "pipe/1-sender/sender.cpp"
  std::string text;
  int step = 0;
  bool given = false;
};

// Of one lab, in the order of its steps. Throws Malformed, posix::Error.
[[nodiscard]] std::vector<SkeletonFile> skeleton(const std::filesystem::path& root, const Lab& lab);

// Where labs/ differs from its weave, a line each: "pipe/1-sender/sender.cpp differs", "... is missing",
// "... has no master". Only the steps' folders are looked at: a lab's README is nobody's weave.
[[nodiscard]] std::vector<std::string> differences(const std::filesystem::path& root, const Lab& lab);

}  // namespace ipclab::course
