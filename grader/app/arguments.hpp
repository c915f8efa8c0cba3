// The command line as plain data. The one place that knows CLI11.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ipclab::app {

struct OverviewOptions {};
struct VersionOptions {};
struct HelpOptions { std::string command; };  // empty: the whole program
struct CheckOptions {
  std::vector<std::string> what;
  std::string dir;       // empty: labs/
  bool solutions = false;
  std::string format = "text";
  std::string output;    // empty: standard output
  int jobs = 0;          // 0: one a CPU
  std::optional<std::size_t> schedules = {};  // at most so many of a check
  std::string explore = "singles";
  std::optional<std::uint64_t> seed = {};
};
struct GradeOptions {
  std::string folder;    // the class
  std::vector<std::string> what;
  std::string output;    // empty: <class>-grades
  int jobs = 0;          // 0: one a CPU
  bool go_on = false, anew = false;
};
struct TraceOptions { std::string what; std::string dir; bool solutions = false; };
struct ExplainOptions { std::string check; };
struct ReplayOptions { std::string token; std::string dir; bool solutions = false; };
struct WatchOptions { std::string what; };  // empty: where it was left off
struct WalkOptions { std::string where; bool list = false; };  // "pipe" or "pipe/full"; empty: where it was left off
struct RunOptions { std::string program; std::vector<std::string> args; };
struct ListOptions { std::vector<std::string> what; };
struct HintOptions { std::string check; bool seen = false; };
struct ResetOptions { std::vector<std::string> what; };
struct DoctorOptions {};
struct WeaveOptions { bool check = false; };
struct MatrixOptions {};

using Options = std::variant<OverviewOptions, VersionOptions, HelpOptions, CheckOptions, GradeOptions, RunOptions, ListOptions, HintOptions,
                             ResetOptions, TraceOptions, ReplayOptions, ExplainOptions, DoctorOptions, WeaveOptions, WatchOptions, WalkOptions, MatrixOptions>;

// `args` without the program's name. Throws course::Unknown with the line to show.
[[nodiscard]] Options parse(const std::vector<std::string>& args);

// Every option of a command as it is typed, "--dir": for the test that holds help and parser together.
[[nodiscard]] std::vector<std::string> option_names(const std::string& command);

}  // namespace ipclab::app
