// Programs of the course in every form that the tests grade: solutions, mutants with one bug, skeletons with all, and
// the alternatives that were written from a lab's README alone. Each is a tree of its own for the grader.
#pragma once
#include "check/wire.hpp"
#include "course/build.hpp"
#include "course/catalog.hpp"
#include "course/grading.hpp"
#include "support/sample_course.hpp"
#include "world/pool.hpp"
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ipclab::tests {

struct Variant {
  std::string name;                       // "pipe/relay: write-end-open"
  const course::Lab* lab = nullptr;
  const course::Program* program = nullptr;
  enum class Kind { solution, mutant, skeleton, right, wrong } kind = Kind::solution;
  std::string bug;                        // of a mutant
  std::string source;
};

// The course of this checkout.
[[nodiscard]] const course::Catalog& the_course();
// Its labs, or the one that IPCLAB_LAB names: for whoever works on that one.
[[nodiscard]] std::vector<const course::Lab*> labs_to_try();
// Every student's program as its master, with each of its bugs alone, and with all.
[[nodiscard]] std::vector<Variant> woven_variants();
// tests/course/alternatives/<lab>/<step>/{right,wrong}/*.cpp
[[nodiscard]] std::vector<Variant> alternatives();

// Where what is built of it is kept between the test cases of one build tree: manifests there say what still holds.
[[nodiscard]] std::filesystem::path build_folder(const Variant& variant);

// What the grader says to each check of the variant's program, or to some and those they build on, by check id.
[[nodiscard]] std::map<std::string, course::GradedCheck> grade_variant(const Variant& variant, const world::Isolation& isolation,
                                                                       const std::set<std::string>& only = {}, const schedule::Depth& depth = {});
// The same, but no more than what is known when the first check has failed.
[[nodiscard]] std::map<std::string, course::GradedCheck> grade_until_one_fails(const Variant& variant, const world::Isolation& isolation,
                                                                               const schedule::Depth& depth = {});

// Whether the long form is asked for: ./ipclab test --soak.
[[nodiscard]] bool long_form();

// Checks that claim this bug, and those that build on one of them.
[[nodiscard]] std::set<std::string> checks_that_catch(const course::Lab& lab, const std::string& bug);
[[nodiscard]] std::set<std::string> checks_that_build_on(const course::Lab& lab, const std::set<std::string>& checks);

// One line for messages: verdict, because, what happened.
[[nodiscard]] std::string describe(const course::GradedCheck& graded);

}  // namespace ipclab::tests
