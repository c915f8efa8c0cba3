// WHAT, as people type it: lab, lab/program, lab/check or lab/N for a step. Paths as the shell completes them
// (labs/pipe/3-relay/relay.cpp) mean the same.
#pragma once
#include "course/catalog.hpp"
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::course {

// The person asked for something that the course does not have. The message names what comes nearest.
class Unknown : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct What {
  const Lab* lab = nullptr;
  const Step* step = nullptr;             // nothing: the whole lab
  const Program* program = nullptr;       // a student's program
  const check::Check* check = nullptr;
};

// "labs/pipe/3-relay/relay.cpp" -> pipe, 3-relay, relay.cpp; blank parts and the leading "labs" are dropped.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view text);
// Throws Unknown.
[[nodiscard]] What find_what(const Catalog& catalog, std::string_view text);

struct Chosen {
  const Lab* lab = nullptr;
  const check::Check* check = nullptr;
};
// The checks that are meant, each once, in the order of the course, with the checks they build on. No WHAT: all.
// Throws Unknown.
[[nodiscard]] std::vector<Chosen> choose(const Catalog& catalog, const std::vector<std::string>& whats);

// The name that takes the fewest edits to reach; empty when none is near.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& names);

}  // namespace ipclab::course
