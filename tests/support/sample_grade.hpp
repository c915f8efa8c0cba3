// A grade with one of everything, made by hand: for the tests of the reports.
#pragma once
#include "course/grade.hpp"

namespace ipclab::tests {

[[nodiscard]] course::Grade sample_grade();

}  // namespace ipclab::tests
