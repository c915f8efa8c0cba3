#include "course/matrix.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <vector>

namespace ipclab::course {
namespace {

constexpr std::string_view kIntroduction =
    R"(# Mistakes and checks

Every mistake of the course, the checks that catch it, and what that takes. `./ipclab
matrix` runs all of it and writes this page; a test keeps the columns that come from
the labs' data equal to it. Each mistake is alone in its program here.

- **caught by**: these checks fail, and no others; the first is the one that the
  mistake's hints belong to, and the one that was measured.
- **schedules**: of a mistake, how many were run until one showed it; of a check, how
  many the solution was run under. A dash: the check runs the program once, freely.
- **s**: seconds of all trials together, without compiling.
- **tiers**: where a check can be decided. *root* and *user* have namespaces, as root
  and as an ordinary user; *reduced* has none.
)";
constexpr std::string_view kMachine = "Measured on ";

std::string number(const Measured& measured) { return measured.schedules == 0 ? "–" : std::to_string(measured.schedules); }

std::string cells(const std::map<std::string, Measured>& all, const std::string& name) {
  const auto at = all.find(name);
  return at == all.end() ? " - | - |" : fmt::format(" {} | {:.2f} |", number(at->second), at->second.seconds);
}

std::string caught_by(const Lab& lab, const Bug& bug) {
  std::string text = "`" + bug.check + "`";
  for (const check::Check& check : lab.promises->checks)
    if (check.id != bug.check && std::any_of(check.catches.begin(), check.catches.end(), [&](const check::Catch& one) { return one.bug == bug.id; }))
      text += ", `" + std::string(check.id) + "`";
  return text;
}

std::string step_name(const Lab& lab, int number) {
  const Step* step = lab.step(number);
  return step == nullptr ? std::to_string(number) : fmt::format("{} {}", number, step->name);
}

// The cells of a table's row, without the blanks around them.
std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> parts;
  line.remove_prefix(1);
  for (auto end = line.find('|'); end != std::string_view::npos; end = line.find('|')) {
    std::string_view part = line.substr(0, end);
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    parts.emplace_back(part.substr(0, part.find_last_not_of(' ') + 1));
    line.remove_prefix(end + 1);
  }
  return parts;
}

}  // namespace

std::string matrix_page(const Catalog& catalog, const std::set<std::string>& undecided, const Measures& measures) {
  std::string text(kIntroduction);
  text += fmt::format("\n{}{}.\n", kMachine, measures.machine);
  for (const Lab& lab : catalog.labs()) {
    text += fmt::format("\n## {}: {}\n\n| mistake | step | caught by | schedules | s |\n|---|---|---|---|---|\n", lab.id, lab.title);
    for (const Bug& bug : lab.bugs)
      text += fmt::format("| `{}` | {} | {} |{}\n", bug.id, step_name(lab, bug.step), caught_by(lab, bug), cells(measures.bugs, lab.id + "/" + bug.id));
    text += "\n| check | step | weight | tiers | schedules | s |\n|---|---|---|---|---|---|\n";
    for (const check::Check& check : lab.promises->checks) {
      const std::string name = lab.id + "/" + std::string(check.id);
      text += fmt::format("| `{}` | {} | {} | {} |{}\n", check.id, step_name(lab, lab.step_of(check)), check.weight,
                          undecided.contains(name) ? "root, user" : "all", cells(measures.checks, name));
    }
  }
  return text;
}

Measures read_measures(std::string_view page) {
  Measures measures;
  std::string lab;
  while (!page.empty()) {
    const std::string_view line = page.substr(0, page.find('\n'));
    page.remove_prefix(std::min(line.size() + 1, page.size()));
    if (line.starts_with(kMachine)) measures.machine = line.substr(kMachine.size(), line.size() - kMachine.size() - 1);
    else if (line.starts_with("## ")) lab = line.substr(3, line.find(':') - 3);
    else if (line.starts_with("| `")) {
      const std::vector<std::string> row = split(line);
      if (row.size() != 5 && row.size() != 6) continue;
      const std::string& schedules = row[row.size() - 2];
      const std::string& seconds = row.back();
      if (seconds == "-") continue;
      auto& all = row.size() == 5 ? measures.bugs : measures.checks;
      all[lab + "/" + row[0].substr(1, row[0].size() - 2)] = {static_cast<std::size_t>(std::strtoul(schedules.c_str(), nullptr, 10)), std::strtod(seconds.c_str(), nullptr)};
    }
  }
  return measures;
}

std::set<std::string> undecided_when_reduced(const Catalog& catalog) {
  const std::string file = (catalog.root() / "tests/course/reduced_tier_skips.txt").string();
  const auto text = posix::read_file(file);
  if (!text) throw posix::Error("open", file);
  std::set<std::string> rows;
  for (std::string_view left = *text; !left.empty();) {
    const std::string_view line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(line.size() + 1, left.size()));
    if (!line.empty() && line.front() != '#') rows.emplace(line);
  }
  return rows;
}

}  // namespace ipclab::course
