// The prose of one lab, grader/labs/<lab>.yaml: titles, goals, hints. Parsed strictly: an unknown or missing field is
// an author's slip and is told with file and line.
#pragma once
#include "course/catalog.hpp"

namespace ipclab::course {

// Fills title, summary, prerequisites, order, steps (number, name, title, minutes, goal) and bugs. Throws Malformed.
[[nodiscard]] Lab read_prose(const std::string& text, const std::string& file);

}  // namespace ipclab::course
