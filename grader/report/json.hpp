// The report that programs read: docs/report.schema.json says what stands in it, format_version which shape it has.
#pragma once
#include "course/grade.hpp"
#include "report/machine.hpp"
#include <string>

namespace ipclab::report {

inline constexpr int kFormatVersion = 1;

// One document with a line feed at its end. Everything in it is valid UTF-8 and bounded.
[[nodiscard]] std::string json_report(const course::Grade& grade, const Machine& machine);

}  // namespace ipclab::report
