// The report that a person reads: a header a step, a line a check, and under each failed one what was promised, what
// was seen, where, why, and what to do next. At most style.width columns, but for a schedule's token, which is
// to be copied in one piece; colours only when the style has them.
#pragma once
#include "course/grade.hpp"
#include "report/words.hpp"
#include <string>

namespace ipclab::report {

[[nodiscard]] std::string text_report(const course::Grade& grade, const Style& style);
// The same without what sums it up.
[[nodiscard]] std::string checks_report(const course::Grade& grade, const Style& style);
// "✗" and its colour: one sign a verdict, the same everywhere.
[[nodiscard]] std::string_view sign(check::Verdict verdict);
[[nodiscard]] Paint paint_of(check::Verdict verdict);

}  // namespace ipclab::report
