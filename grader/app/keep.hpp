// What stays of a grade: the compiler's messages and the student's progress, below .ipclab/.
#pragma once
#include "course/grade.hpp"
#include <filesystem>

namespace ipclab::app {

// The whole message of each compiler run that failed, where the student can read it.
void keep_logs(course::Grade& grade, const std::filesystem::path& root);
// The verdicts; and how many hints have been seen, for the report. What goes wrong becomes a note of the grade.
void keep_progress(course::Grade& grade, const std::filesystem::path& root);

}  // namespace ipclab::app
