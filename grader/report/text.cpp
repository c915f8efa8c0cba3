#include "report/text.hpp"

#include "report/schedules.hpp"
#include "report/waiting.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace ipclab::report {
namespace {

using check::Verdict;
using course::BuildFinding;
using course::Diagnostic;
using course::Grade;
using course::GradedCheck;
using course::GradedLab;
using course::GradedStep;

constexpr std::size_t kRight = 57;       // where the second column begins when both fit
constexpr std::size_t kIndent = 4;
constexpr std::size_t kMostErrors = 3;   // of a compiler, in a report; all of them are in the log
constexpr std::size_t kMostWarnings = 2;
constexpr std::size_t kMostLogLines = 20;
constexpr std::size_t kLongestLogLine = 400;
constexpr std::size_t kMostLinesOfBytes = 5;

struct Sign {
  Verdict verdict;
  std::string_view sign;
  Paint paint;
};
constexpr Sign kSigns[] = {
    {Verdict::passed, "✓", Paint::good},        {Verdict::failed, "✗", Paint::bad},    {Verdict::blocked, "–", Paint::dim},
    {Verdict::inconclusive, "?", Paint::unsure}, {Verdict::skipped, "»", Paint::unsure}, {Verdict::broken, "!", Paint::unsure},
};

const Sign& row_of(Verdict verdict) {
  return *std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign& row) { return row.verdict == verdict; });
}

class Writer {
 public:
  Writer(const Grade& grade, const Style& style) : grade_(grade), style_(style) {}

  std::string write(bool with_summary) {
    for (const GradedLab& lab : grade_.labs)
      for (const GradedStep& step : lab.steps) write_step(lab, step);
    if (with_summary) write_summary();
    return std::move(text_);
  }

  std::string write_first() {
    const GradedLab& lab = grade_.labs.front();
    const GradedStep& step = lab.steps.front();
    if (!step.builds.empty()) write_build(lab, step.builds.front());
    else if (const GradedCheck* check = first_unkept(step)) write_check(step, *check);
    return std::move(text_);
  }

 private:
  void add(std::string_view text, std::size_t indent = kIndent, std::size_t deeper = 0) {
    text_ += block(clean(text), indent, style_.width, deeper);
  }

  // "left                      right", the right part pushed to the edge where it must.
  void two_columns(std::string left, Paint left_paint, const std::string& right, Paint right_paint) {
    const std::size_t begin = std::min(kRight, style_.width - std::min(columns(right), style_.width / 2));
    if (columns(left) + 1 > begin) {
      const auto lines = wrapped(left, begin - 3);  // 2 for the indent of all but the first
      for (std::size_t i = 0; i + 1 < lines.size(); ++i) text_ += painted(style_, left_paint, (i == 0 ? "" : "  ") + lines[i]) + "\n";
      left = (lines.size() > 1 ? "  " : "") + lines.back();
    }
    const std::string gap(begin - std::min(begin, columns(left)), ' ');
    text_ += painted(style_, left_paint, left) + gap + painted(style_, right_paint, right) + "\n";
  }

  void write_step(const GradedLab& lab, const GradedStep& step) {
    if (!text_.empty()) text_ += "\n";
    const std::string repaired = how_far(step.repaired, step.bugs, step.newly_broken);
    two_columns(fmt::format("{} · step {} · {}", lab.id, step.number, step.name), Paint::strong, repaired, Paint::plain);
    for (const BuildFinding& build : step.builds) write_build(lab, build);
    for (const GradedCheck& check : step.checks) write_check(step, check);
    if (const std::string kept = kept_under_schedules(step); !kept.empty()) add(kept, 0, 2);
    if (step.repaired < step.bugs) write_warnings(step);
  }

  void write_build(const GradedLab& lab, const BuildFinding& build) {
    const Verdict as = build.machine ? Verdict::broken : Verdict::failed;
    const std::string because = block(clean(build.because), 2, style_.width);
    text_ += painted(style_, paint_of(as), sign(as)) + " " + painted(style_, Paint::strong, because.substr(2, because.size() - 3)) + "\n";
    std::size_t errors = 0;
    for (const Diagnostic& one : build.diagnostics)
      if (one.kind == Diagnostic::Kind::error && ++errors <= kMostErrors) write_error(one);
    if (errors > kMostErrors) add(fmt::format("and {} more", errors - kMostErrors));
    if (!build.log_file.empty()) add("whole message: " + build.log_file);
    else if (!build.log.empty() && (errors == 0 || errors > kMostErrors)) write_log(build.log);
    if (build.missing && grade_.own_tree) add(fmt::format("./ipclab reset {}/{} brings it back as it was.", lab.id, build.program));
  }

  // The line it is about is code: not broken into several, cut where the terminal ends.
  void write_error(const Diagnostic& one) {
    add(place(one) + "error: " + one.message, kIndent, 2);
    const auto first = one.source.find_first_not_of(" \t");
    if (first == std::string::npos) return;
    const std::string margin = std::string(kIndent + 2, ' ') + std::to_string(one.line) + " | ";
    const std::string code = clean(one.source.substr(first));
    const std::size_t room = style_.width > margin.size() + 10 ? style_.width - margin.size() : 10;
    text_ += margin + (columns(code) <= room ? code : wrapped(code, room - 2).front() + " …") + "\n";
  }

  void write_log(std::string_view log) {
    add("whole message:");
    for (std::size_t line = 0; line < kMostLogLines && !log.empty(); ++line) {
      const auto end = std::min(log.find('\n'), log.size());
      add(end <= kLongestLogLine ? std::string(log.substr(0, end)) : std::string(log.substr(0, kLongestLogLine)) + " …", kIndent + 2);
      log.remove_prefix(std::min(end + 1, log.size()));
    }
    if (!log.empty()) add("…", kIndent + 2);
  }

  static std::string place(const Diagnostic& one) {
    if (one.file.empty()) return "";
    return one.file + (one.line > 0 ? fmt::format(":{}", one.line) : "") + (one.column > 0 ? fmt::format(":{}", one.column) : "") + ": ";
  }

  void write_check(const GradedStep& step, const GradedCheck& graded) {
    const auto& result = graded.result;
    const Sign& row = row_of(result.verdict);
    two_columns(fmt::format("{} {}", row.sign, clean(result.says)), row.paint, result.lab + "/" + result.check, Paint::dim);
    const bool told =
        std::any_of(step.builds.begin(), step.builds.end(), [&](const BuildFinding& build) { return build.because == result.because; });
    if (!result.because.empty() && !told) add(fmt::format("{}: {}", kept_so_far(result) ? "provisional" : name(result.verdict), result.because), kIndent, 2);
    if (result.finding) write_finding(*result.finding);
    if (result.explored && !result.explored->held.empty()) add(result.explored->held);
    if (result.verdict == Verdict::failed) {
      // Written for the mistakes that the check knows: beside another one it would lead astray.
      if (!result.man.empty() && (result.bug || !graded.catches)) add(result.man);
      write_next(graded);
    }
    if (result.verdict == Verdict::failed && result.explored && grade_.own_tree) add("picture: ./ipclab trace " + result.lab + "/" + result.check);
    if (result.explored && !result.explored->token.empty())  // not wrapped: it is to be copied
      text_ += std::string(kIndent, ' ') + "replay: " + clean(replay_command(grade_, result.explored->token)) + "\n";
  }

  void write_finding(const check::Finding& finding) {
    std::string happened = finding.happened;
    if (!finding.waiting.empty()) {
      if (happened.ends_with('.')) happened.pop_back();
      happened += fmt::format(", {:.0f} ms in:", std::max(1.0, finding.ms));
    }
    add(happened);
    text_ += waiting_table(finding, kIndent, style_.width);
    for (const std::string& note : finding.notes) add(note);
    const bool told = finding.at && std::any_of(finding.waiting.begin(), finding.waiting.end(), [&](const check::Waiting& line) {
                        const auto& shown = own_place(line);
                        return shown && shown->line == finding.at->line && shown->file == finding.at->file;
                      });
    if (finding.at && !told) add("at " + place_of(*finding.at) + (finding.at->function.empty() ? "" : " in " + finding.at->function));
    if (finding.expected) add_bytes("promised: ", *finding.expected);
    if (finding.actual) add_bytes(finding.expected ? "printed:  " : "printed so far: ", *finding.actual);
  }

  // Bytes of a program behind a label, a few lines of them.
  void add_bytes(const std::string& label, const std::string& bytes) {
    auto lines = wrapped(label + (bytes.empty() ? "nothing" : clean(bytes)), style_.width - kIndent - 12);
    if (lines.size() > kMostLinesOfBytes) {
      lines.resize(kMostLinesOfBytes);
      lines.back() += " …";
    }
    for (std::size_t i = 0; i < lines.size(); ++i) text_ += std::string(kIndent + (i == 0 ? 0 : 10), ' ') + lines[i] + "\n";
  }

  void write_next(const GradedCheck& graded) {
    const auto& result = graded.result;
    if (!grade_.own_tree) return;
    if (graded.hints > 0 && graded.hints_seen < graded.hints)
      add(fmt::format("hint {} of {}: ./ipclab hint {}/{}", graded.hints_seen + 1, graded.hints, result.lab, result.check));
    else if (graded.hints > 0) add(fmt::format("hints, all seen: ./ipclab hint --seen {}/{}", result.lab, result.check));
    else add(fmt::format("what is promised: labs/{}/README.md", result.lab));
  }

  void write_warnings(const GradedStep& step) {
    std::size_t shown = 0;
    for (const Diagnostic& one : step.warnings)
      if (one.kind == Diagnostic::Kind::warning && ++shown <= kMostWarnings) add("the compiler warns: " + place(one) + one.message, 0, 2);
    if (shown > kMostWarnings) add(fmt::format("the compiler warns: {} more", shown - kMostWarnings), 0);
  }

  void write_summary() {
    if (!text_.empty()) text_ += "\n";
    std::string counts = fmt::format("{} of {} passed", grade_.count(Verdict::passed), grade_.checks());
    for (const Sign& row : kSigns)
      if (const int number = grade_.count(row.verdict); row.verdict != Verdict::passed && number > 0)
        counts += fmt::format(" · {} {}", number, name(row.verdict));
    for (const GradedLab& lab : grade_.labs)
      if (lab.max_points > 0) counts += fmt::format(" · {} {} of {} points", lab.id, lab.points, lab.max_points);
    add(counts + fmt::format(" · {:.1f} s", grade_.seconds), 0, 2);
    if (grade_.provisional()) add("provisional: what is not decided is no pass and no failure.", 0, 2);
    const bool in_part = grade_.isolation.tier == world::Tier::reduced;
    std::string tier = fmt::format("isolation of the programs: {} (tier {})", in_part ? "partial" : "full", name(grade_.isolation.tier));
    if (!grade_.isolation.because.empty()) tier += ": " + grade_.isolation.because;
    add(tier, 0, 2);
    for (const std::string& weaker : grade_.isolation.weaker) add("weaker here: " + weaker, 0, 2);
    for (const std::string& note : grade_.notes) add("note: " + note, 0, 2);
  }

  const Grade& grade_;
  const Style& style_;
  std::string text_;
};

}  // namespace

std::string how_far(int repaired, int bugs, int newly_broken) {
  std::string text = bugs == 0 ? "" : fmt::format("{} of {} repaired", repaired, bugs);
  if (newly_broken > 0) text += fmt::format("{}{} newly broken", text.empty() ? "" : ", ", newly_broken);
  return text;
}

std::string_view sign(Verdict verdict) { return row_of(verdict).sign; }
Paint paint_of(Verdict verdict) { return row_of(verdict).paint; }

std::string text_report(const Grade& grade, const Style& style) { return Writer(grade, style).write(true); }
std::string checks_report(const Grade& grade, const Style& style) { return Writer(grade, style).write(false); }

std::string first_unkept_report(const Grade& grade, const Style& style) {
  return grade.labs.empty() || grade.labs.front().steps.empty() ? "" : Writer(grade, style).write_first();
}

const GradedCheck* first_unkept(const GradedStep& step) {
  const auto first = [&](auto holds) -> const GradedCheck* {
    const auto found = std::find_if(step.checks.begin(), step.checks.end(), [&](const GradedCheck& check) { return holds(check.result.verdict); });
    return found == step.checks.end() ? nullptr : &*found;
  };
  if (const GradedCheck* failed = first([](Verdict verdict) { return verdict == Verdict::failed; })) return failed;
  if (const GradedCheck* open = first([](Verdict verdict) { return verdict != Verdict::passed && verdict != Verdict::blocked; })) return open;
  return first([](Verdict verdict) { return verdict != Verdict::passed; });
}

}  // namespace ipclab::report
