// ipclab list, and ipclab alone: what there is and how it stands.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/help.hpp"
#include "app/place.hpp"
#include "app/standing.hpp"
#include "app/terminal.hpp"
#include "app/watch_terminal.hpp"
#include "course/selection.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace ipclab::app {
namespace {

using check::Verdict;
using course::Catalog;
using course::Lab;
using course::Progress;
using course::Step;
using report::Paint;
using report::painted;
using report::Style;

std::string without_trailing_blanks(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result.erase(result.find_last_not_of(' ') + 1);
    result += c;
  }
  return result;
}

std::string line_of(const Lab& lab, const check::Check& check, const Progress& progress, const Style& style) {
  const auto last = progress.last(lab.id, std::string(check.id));
  const std::string sign = last ? painted(style, report::paint_of(last->verdict), report::sign(last->verdict)) : "·";
  const std::string name = lab.id + "/" + std::string(check.id);
  const auto says = report::wrapped(check.says, style.width > 40 ? style.width - 32 : 8);
  const bool beside = report::columns(name) < 26;  // else below
  std::string text = "    " + sign + " " + (beside ? report::padded(name, 26) + says.front() : name) + "\n";
  for (std::size_t i = beside ? 1 : 0; i < says.size(); ++i) text += std::string(32, ' ') + says[i] + "\n";
  return text;
}

}  // namespace

std::string list_text(const Catalog& catalog, const Progress& progress, const std::vector<std::string>& what, const Style& style) {
  const auto chosen = course::choose(catalog, what);
  std::string text;
  const Lab* lab = nullptr;
  int step = 0;
  for (const course::Chosen& one : chosen) {
    const int number = one.lab->step_of(*one.check);
    if (one.lab != lab) {
      lab = one.lab;
      step = 0;
      text += (text.empty() ? "" : "\n") + painted(style, Paint::strong, fmt::format("{}: {}", lab->id, lab->title)) +
              "   " + how_far(*lab, progress) + "\n";
    }
    if (number != step) {
      step = number;
      const Step& here = *lab->step(step);
      text += fmt::format("  step {} · {} · {} ({} min)   {}\n", step, here.name, here.title, here.minutes,
                          how_far(*lab, progress, step));
    }
    text += line_of(*lab, *one.check, progress, style);
  }
  return without_trailing_blanks(text);
}

std::string overview_text(const Catalog& catalog, const Progress& progress, const Style& style) {
  std::string text = painted(style, Paint::strong, "IPC Lab") + "\n\n";
  for (const Lab& lab : catalog.labs())
    text += "  " + report::padded(lab.id, 14) + report::padded(lab.title, 36) + how_far(lab, progress) + "\n";
  if (const auto [lab, step] = next_step(catalog, progress); lab != nullptr) {
    text += fmt::format("\nNext: step {} of {}, {} ({} min)\n", step->number, lab->id, step->title, step->minutes);
    text += report::block(step->goal, 2, style.width);
    text += fmt::format("  read   labs/{}/README.md\n  edit   labs/{}/{}\n  check  ./ipclab check {}/{}\n", lab->id, lab->id,
                        step->own.front(), lab->id, step->number);
  } else if (!catalog.labs().empty()) {
    text += "\nEverything is repaired.\n";
  }
  std::string commands = "Commands: ";
  for (const CommandHelp& one : command_helps())
    if (one.name != "weave" && one.name != "matrix" && one.name != "grade") commands += std::string(one.name) + " ";  // these are for others
  return without_trailing_blanks(text + "\n" + report::block(commands + "· ./ipclab --help", 0, style.width, 2));
}

int list(const ListOptions& options) {
  const Catalog catalog(course::find_root());
  const Progress progress(progress_file(catalog.root()));
  if (!progress.note().empty()) complain(progress.note());
  print(list_text(catalog, progress, options.what, style_for(1)));
  return kAllPassed;
}

int overview(const OverviewOptions& /*options*/) {
  if (is_screen()) return watch({});
  const Catalog catalog(course::find_root());
  const Progress progress(progress_file(catalog.root()));
  if (!progress.note().empty()) complain(progress.note());
  print(overview_text(catalog, progress, style_for(1)));
  return kAllPassed;
}

}  // namespace ipclab::app
