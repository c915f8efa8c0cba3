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
// Of the first step alone, and of it only the first promise that is not kept, or the program that does not compile,
// with the evidence. Empty when there is none.
[[nodiscard]] std::string first_unkept_report(const course::Grade& grade, const Style& style);
// The check that this is about: the first that failed, else the first that is not decided, else the first that is
// blocked; nothing when all passed.
[[nodiscard]] const course::GradedCheck* first_unkept(const course::GradedStep& step);
// "3 of 4 repaired, 1 newly broken": of the mistakes of a step or lab, and of the promises that the given program kept.
// Empty when there is nothing to count.
[[nodiscard]] std::string how_far(int repaired, int bugs, int newly_broken);
// "✗" and its colour: one sign a verdict, the same everywhere.
[[nodiscard]] std::string_view sign(check::Verdict verdict);
[[nodiscard]] Paint paint_of(check::Verdict verdict);

}  // namespace ipclab::report
