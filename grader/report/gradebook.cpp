#include "report/gradebook.hpp"

#include "course/source.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/format.h>

namespace ipclab::report {
namespace {

using check::Verdict;

constexpr std::size_t kMostRemarks = 4, kLongestRemark = 400;

void count(Counts& counts, Verdict verdict) {
  switch (verdict) {
    case Verdict::passed: ++counts.passed; break;
    case Verdict::failed: ++counts.failed; break;
    case Verdict::blocked: ++counts.blocked; break;
    case Verdict::inconclusive: ++counts.inconclusive; break;
    case Verdict::skipped: ++counts.skipped; break;
    case Verdict::broken: ++counts.broken; break;
  }
}

void add(Counts& to, const Counts& from) {
  to.passed += from.passed;
  to.failed += from.failed;
  to.blocked += from.blocked;
  to.inconclusive += from.inconclusive;
  to.skipped += from.skipped;
  to.broken += from.broken;
}

std::string cut(std::string text) {
  if (text.size() <= kLongestRemark) return text;
  std::size_t end = kLongestRemark;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;  // not inside a character
  return text.substr(0, end) + " …";
}

// "relay.cpp does not compile": who, and what is said of them; the same of several is said once.
std::vector<std::string> build_remarks(const course::GradedLab& lab, const std::string& tree) {
  const std::string place = tree + "/" + lab.id + "/";
  std::vector<std::pair<std::string, std::vector<std::string>>> said;
  for (const auto& step : lab.steps)
    for (const auto& build : step.builds) {
      const std::string line = build.because.starts_with(place) ? build.because.substr(place.size()) : build.because;
      const auto blank = std::min(line.find(' '), line.size());
      auto same = std::find_if(said.begin(), said.end(), [&](const auto& one) { return one.first == line.substr(blank); });
      if (same == said.end()) same = said.insert(said.end(), {line.substr(blank), {}});
      same->second.push_back(line.substr(0, blank));
    }
  std::vector<std::string> all;
  for (const auto& [what, files] : said) {
    std::string names;
    for (const std::string& file : files) names += (names.empty() ? "" : ", ") + file;
    if (what == " is missing") all.push_back("missing: " + names);
    else all.push_back(names + (files.size() > 1 ? ": each" : "") + what);
  }
  return all;
}

// Why points are missing although no promise was broken: programs that do not build, checks that are not decided.
std::string remark_on(const course::GradedLab& lab, const std::string& tree) {
  std::vector<std::string> all = build_remarks(lab, tree);
  for (const auto& step : lab.steps)
    for (const auto& check : step.checks) {
      const Verdict verdict = check.result.verdict;
      if (verdict == Verdict::inconclusive || verdict == Verdict::skipped || verdict == Verdict::broken)
        all.push_back(check.result.check + " is " + std::string(name(verdict)) + ": " + check.result.because);
    }
  std::string text;
  for (std::size_t i = 0; i < all.size() && i < kMostRemarks; ++i) text += (i == 0 ? "" : "; ") + all[i];
  if (all.size() > kMostRemarks) text += fmt::format("; and {} more", all.size() - kMostRemarks);
  return cut(clean(text));
}

std::string row(const std::vector<std::string>& fields) {
  std::string text;
  for (const std::string& field : fields) text += (&field == &fields.front() ? "" : ",") + csv_field(field);
  return text + "\r\n";
}

std::vector<std::string> numbers(const Counts& counts) {
  std::vector<std::string> all;
  for (const int number : {counts.passed, counts.failed, counts.blocked, counts.inconclusive, counts.skipped, counts.broken})
    all.push_back(std::to_string(number));
  return all;
}

std::string yes(bool holds) { return holds ? "yes" : "no"; }

template <class... Parts>
std::string joined(const Parts&... parts) {
  std::vector<std::string> fields;
  (fields.insert(fields.end(), parts.begin(), parts.end()), ...);
  return row(fields);
}

using Fields = std::vector<std::string>;

}  // namespace

bool StudentMark::provisional() const {
  return std::any_of(labs.begin(), labs.end(), [](const LabMark& lab) { return lab.provisional(); });
}

int Gradebook::graded() const {
  return static_cast<int>(std::count_if(students.begin(), students.end(), [](const StudentMark& mark) { return mark.trouble.empty(); }));
}

int Gradebook::provisional() const {
  return static_cast<int>(std::count_if(students.begin(), students.end(), [](const StudentMark& mark) { return mark.provisional(); }));
}

std::vector<LabMark> marks_of(const course::Grade& grade) {
  std::vector<LabMark> marks;
  for (const auto& lab : grade.labs) {
    LabMark mark{.lab = lab.id, .points = lab.points, .max_points = lab.max_points};
    for (const auto& step : lab.steps) {
      StepMark& one = mark.steps.emplace_back(StepMark{.number = step.number, .name = step.name, .mistakes = step.bugs, .repaired = step.repaired});
      for (const auto& check : step.checks) {
        one.points += check.points;
        one.max_points += check.max_points;
        count(one.counts, check.result.verdict);
      }
      add(mark.counts, one.counts);
    }
    mark.remark = remark_on(lab, grade.tree);
    marks.push_back(std::move(mark));
  }
  return marks;
}

std::string csv_field(const std::string& text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string::npos && (text.empty() || (text.front() != ' ' && text.back() != ' '));
  if (plain) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string labs_csv(const Gradebook& book) {
  std::string text = row({"id", "lab", "points", "max", "passed", "failed", "blocked", "inconclusive", "skipped", "broken", "provisional",
                          "handed_in", "isolation", "seed", "submitted", "graded", "seconds", "remark"});
  for (const StudentMark& mark : book.students) {
    // Not graded is not 0: the fields stay empty.
    if (!mark.trouble.empty()) text += joined(Fields{name_of(mark)}, Fields(16), Fields{mark.trouble});
    for (const LabMark& lab : mark.labs)
      text += joined(Fields{name_of(mark), lab.lab, std::to_string(lab.points), std::to_string(lab.max_points)}, numbers(lab.counts),
                     Fields{yes(lab.provisional()), yes(lab.handed_in), mark.isolation, std::to_string(mark.seed), mark.submitted,
                            mark.graded, fmt::format("{:.1f}", mark.seconds), lab.remark});
  }
  return text;
}

std::string steps_csv(const Gradebook& book) {
  std::string text = row({"id", "lab", "step", "name", "points", "max", "mistakes", "repaired", "passed", "failed", "blocked", "inconclusive",
                          "skipped", "broken"});
  for (const StudentMark& mark : book.students)
    for (const LabMark& lab : mark.labs)
      for (const StepMark& step : lab.steps)
        text += joined(Fields{name_of(mark), lab.lab, std::to_string(step.number), step.name, std::to_string(step.points),
                              std::to_string(step.max_points), std::to_string(step.mistakes), std::to_string(step.repaired)},
                       numbers(step.counts));
  return text;
}

std::string name_of(const StudentMark& mark) { return course::is_utf8(mark.student) ? mark.student : clean(mark.student); }

std::string mark_text(const StudentMark& mark, std::size_t name_width) {
  const std::string name = clean(mark.student);
  if (!mark.trouble.empty()) return padded(name, name_width) + "  not graded: " + clean(mark.trouble) + "\n";
  std::string points, remarks;
  for (const LabMark& lab : mark.labs) {
    points += fmt::format("  {} {} of {}{}", lab.lab, lab.points, lab.max_points, lab.provisional() ? " (provisional)" : "");
    if (!lab.remark.empty()) remarks += "  " + lab.lab + ": " + lab.remark + "\n";
  }
  return padded(name, name_width) + points + "\n" + remarks;
}

std::string date(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  std::array<char, 40> text{};
  if (::gmtime_r(&time, &parts) == nullptr || std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) return {};
  return text.data();
}

}  // namespace ipclab::report
