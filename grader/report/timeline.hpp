// A trial as a picture: time runs downwards, each process and thread has a lane, and one the grader. A bar while it is
// there, a dotted one while it sleeps in the kernel, a thick one while the schedule holds it; beside it what it does,
// on which line, and who woke it. Below the picture stands what came of it.
#pragma once
#include "check/result.hpp"
#include "report/words.hpp"
#include "schedule/timeline.hpp"
#include <string>

namespace ipclab::report {

// At most style.width columns. Lanes that do not fit and rows that would be too many are left out, and that is said;
// never the moment at which somebody is held, signals, who stays blocked, and the end.
[[nodiscard]] std::string timeline_text(const schedule::Timeline& timeline, const check::CheckResult& result, const Style& style);

}  // namespace ipclab::report
