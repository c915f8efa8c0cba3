// Pages of `watch` that are made of the whole course, and what they and the editor point at: pure functions.
#pragma once
#include "app/standing.hpp"
#include "course/grade.hpp"
#include "report/words.hpp"
#include <cstddef>
#include <string>

namespace ipclab::app {

struct CoursePage {
  std::string text;
  std::size_t line = 0;  // of the marked step
};
// Every lab and step and what is repaired of it; where one is, and which one is marked.
[[nodiscard]] CoursePage course_page(const course::Catalog& catalog, const course::Progress& progress, const Position& at,
                                     const Position& marked, const report::Style& style);

struct Spot {
  std::string file;  // of the student, below labs/
  int line = 0;      // 0: none is known
};
// Where the first promise that is not kept was broken, or the compiler's first error; else the step's first file.
[[nodiscard]] Spot spot_of(const Position& at, const course::Grade* grade);

// One line, for whoever has left: where they were and how they go on.
[[nodiscard]] std::string standing_line(const course::Catalog& catalog, const course::Progress& progress);

}  // namespace ipclab::app
