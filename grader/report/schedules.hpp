// What people read about schedules: how many kept a promise, and how to see one again.
#pragma once
#include "course/grade.hpp"
#include <string>

namespace ipclab::report {

// "2 promises kept in each of 57 schedules: 4 with nobody held up, in two orders for each promise; 53 with one thread, or
// the grader, held up once at each of 27 points, in one order or in both.", for the checks of a step that passed under schedules; empty when there is none.
[[nodiscard]] std::string kept_under_schedules(const course::GradedStep& step);

// "./ipclab replay TOKEN", with the tree that the grade is about. In one piece, however long it is: it is to be copied.
[[nodiscard]] std::string replay_command(const course::Grade& grade, const std::string& token);

}  // namespace ipclab::report
