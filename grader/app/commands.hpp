// The commands, one file each. They return the exit status; posix::Error, course::Unknown and course::Malformed pass
// through to app::run.
#pragma once
#include "app/arguments.hpp"
#include "course/catalog.hpp"
#include "course/progress.hpp"
#include "course/selection.hpp"
#include "report/words.hpp"
#include <string>

namespace ipclab::app {

int overview(const OverviewOptions& options);
int show_help(const HelpOptions& options);
int show_version(const VersionOptions& options);
int watch(const WatchOptions& options);
int walk_through(const WalkOptions& options);
int check(const CheckOptions& options);
int grade(const GradeOptions& options);
int run_by_hand(const RunOptions& options);
int list(const ListOptions& options);
int hint(const HintOptions& options);
int reset(const ResetOptions& options);
int trace(const TraceOptions& options);
int explain(const ExplainOptions& options);
int replay(const ReplayOptions& options);
int doctor(const DoctorOptions& options);
int weave(const WeaveOptions& options);
int matrix(const MatrixOptions& options);

// What people read, apart from how it gets there: pure functions, approval-tested.
[[nodiscard]] std::string list_text(const course::Catalog& catalog, const course::Progress& progress,
                                    const std::vector<std::string>& what, const report::Style& style);
[[nodiscard]] std::string overview_text(const course::Catalog& catalog, const course::Progress& progress, const report::Style& style);
// The next hint of a check; remembers in `progress` that it was seen. Throws course::Unknown when there is none to show.
[[nodiscard]] std::string hint_text(const course::Catalog& catalog, course::Progress& progress, const HintOptions& options,
                                    const report::Style& style);

// The check, once it has passed and catches something. Throws course::Unknown with the reason why not yet.
[[nodiscard]] course::Chosen check_to_explain(const course::Catalog& catalog, const course::Progress& progress, const std::string& text);
// One mistake: the broken text beside the repaired one, why, and where to read on.
[[nodiscard]] std::string explain_text(const course::Catalog& catalog, const course::Lab& lab, const course::Bug& bug, const report::Style& style);

// Puts files back, keeps what was there; returns what is to be said about it. Throws course::Unknown, posix::Error.
[[nodiscard]] std::string reset_files(const course::Catalog& catalog, course::Progress& progress, const std::vector<std::string>& what);

}  // namespace ipclab::app
