#include "app/watch_screen.hpp"

#include "report/schedules.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace ipclab::app {
namespace {

using check::Verdict;
using course::GradedCheck;
using course::GradedStep;
using report::Paint;
using report::painted;
using report::Style;

constexpr std::size_t kNarrowest = 20;

constexpr std::string_view kHelp =
    "Every save of a file of yours is checked at once, in whichever step it lies. A\n"
    "save while checks are running ends them and begins anew.\n"
    "\n"
    "  h   the next of three hints to what is shown\n"
    "  n   the next step          p   the step before\n"
    "  l   the course: where you are, what is repaired\n"
    "  r   run the checks of this step again\n"
    "  e   open the file in your editor ($EDITOR), at the line if it is known\n"
    "  x   the file as it was given; asks first, and keeps yours\n"
    "  ↑ ↓ space   what does not fit on the screen\n"
    "  ?   this page              esc   back\n"
    "  q   leave; what you have reached is kept\n"
    "\n"
    "Beside this, in another terminal: ./ipclab check shows every promise, run\n"
    "starts your program by hand, trace draws what it did, and explain says what was\n"
    "wrong once it is repaired.\n";

std::string keys_of(const Screen& screen) {
  switch (screen.view) {
    case View::ask_reset: return "y yes  any other key: no";
    case View::hint: return "h next hint  e edit  esc back  q leave";
    case View::list: return "↑ ↓ choose  enter go there  esc back  q leave";
    case View::help: return "esc back  q leave";
    case View::verdict: break;
  }
  return "h hint  n next  p before  l course  r rerun  e edit  x as given  ? help  q leave";
}

// Words with two blanks between them, as many on a line as fit.
std::vector<std::string> flowed(std::string_view words, std::size_t width) {
  std::vector<std::string> lines{""};
  while (!words.empty()) {
    const auto end = std::min(words.find("  "), words.size());
    const std::string word(words.substr(0, end));
    if (!lines.back().empty() && report::columns(lines.back()) + 2 + report::columns(word) > width) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : "  ") + word;
    words.remove_prefix(std::min(end + 2, words.size()));
  }
  return lines;
}

int count(const GradedStep& step, Verdict verdict) {
  return static_cast<int>(
      std::count_if(step.checks.begin(), step.checks.end(), [&](const GradedCheck& check) { return check.result.verdict == verdict; }));
}

std::string file_of(const Screen& screen) { return "labs/" + screen.at.lab->id + "/" + screen.at.step->own.front(); }

std::string several(int number, const char* one, const char* more) { return fmt::format("{} {}", number, number == 1 ? one : more); }

std::string what_else(const GradedStep& step) {
  const int failed = count(step, Verdict::failed) - (step.builds.empty() ? 1 : 0), blocked = count(step, Verdict::blocked);
  std::string text;
  if (failed > 0) text += several(failed, "more promise is", "more promises are") + " not kept. ";
  if (blocked > 0) text += several(blocked, "promise", "promises") + " can only be checked after that.";
  return text;
}

std::string all_kept(const Screen& screen, const GradedStep& step, const Style& style) {
  std::string text = painted(style, Paint::good, "✓ Every promise of this step is kept.") + "\n\n";
  if (const std::string kept = report::kept_under_schedules(step); !kept.empty()) text += report::block(kept, 2, style.width);
  const auto repaired = std::find_if(step.checks.begin(), step.checks.end(), [](const GradedCheck& check) { return check.catches; });
  if (repaired != step.checks.end())
    text += report::block(fmt::format("What was wrong, and why it matters: ./ipclab explain {}/{}", screen.at.lab->id, repaired->result.check), 2,
                          style.width, 2);
  text += report::block(screen.another ? "n goes on to the next step." : "This was the last step of the course.", 2, style.width);
  return text;
}

std::string verdict_text(const Screen& screen, const Style& style) {
  if (!screen.trouble.empty()) return painted(style, Paint::unsure, "! nothing could be checked") + "\n" + report::block(screen.trouble, 4, style.width);
  const GradedStep* step = graded_step(screen);
  const std::string first = step == nullptr ? "" : report::first_unkept_report(*screen.grade, style);
  if (step == nullptr || (first.empty() && screen.running))
    return report::block(screen.at.step->goal, 0, style.width) + "\n" +
           report::block("What it has to do: labs/" + screen.at.lab->id + "/README.md", 0, style.width, 2);
  std::string text = first.empty() ? all_kept(screen, *step, style) : first;
  if (!first.empty())
    if (const std::string more = what_else(*step); !more.empty()) text += "\n" + report::block(more, 0, style.width);
  for (const std::string& note : screen.grade->notes) text += report::block("note: " + note, 0, style.width, 2);
  return text;
}

std::string top(const Screen& screen, const Style& style) {
  const std::string left = fmt::format("{} · step {} of {} · {}", screen.at.lab->id, screen.at.step->number, screen.at.lab->steps.size(), screen.at.step->name);
  const std::string right = report::how_far(screen.repaired, screen.bugs, screen.newly_broken);
  const std::size_t used = report::columns(left) + report::columns(right);
  std::string text = painted(style, Paint::strong, left);
  text += used + 2 > style.width ? "\n" : std::string(style.width - used, ' ');
  text += right + "\n";
  return text + painted(style, Paint::dim, fmt::format("{} ({} min)", screen.at.step->title, screen.at.step->minutes)) + "\n" +
         painted(style, Paint::dim, file_of(screen)) + "\n";
}

std::string status_of(const Screen& screen) {
  std::string text;
  if (screen.running) {
    text = "checking…";
    if (screen.running->all > 0) text += fmt::format(" {} of {}", screen.running->done, screen.running->all);
    if (screen.grade && screen.before_save) text += "; above: how it was before";
    return text;
  }
  const GradedStep* step = graded_step(screen);
  if (step == nullptr) return "";
  text = fmt::format("{} of {} kept", count(*step, Verdict::passed), step->checks.size());
  if (const int open = count(*step, Verdict::inconclusive) + count(*step, Verdict::skipped) + count(*step, Verdict::broken); open > 0)
    text += fmt::format(", {} not decided", open);
  return text + fmt::format(" · checked in {:.1f} s · a save is checked at once", screen.grade->seconds);
}

std::string bottom(const Screen& screen, const Style& style) {
  std::string text = "\n";
  if (!screen.message.empty()) text += report::block(screen.message, 0, style.width);
  if (screen.view == View::ask_reset)
    text += painted(style, Paint::unsure, report::block("Put " + file_of(screen) + " back as it was given? Yours is kept in .ipclab/kept/.", 0, style.width));
  if (const std::string status = status_of(screen); !status.empty() && screen.view == View::verdict)
    text += painted(style, screen.running ? Paint::unsure : Paint::plain, report::block(status, 0, style.width));
  for (const std::string& line : flowed(keys_of(screen), style.width)) text += painted(style, Paint::dim, line) + "\n";
  return text;
}

struct Parts {
  std::vector<std::string> top, middle, bottom;
};

Parts parts_of(const Screen& screen, const Size& size, bool colour) {
  const Style style{colour, std::max(kNarrowest, std::min<std::size_t>(size.columns, 100))};
  Parts parts{folded(top(screen, style), size.columns), folded(middle(screen, style), size.columns), folded(bottom(screen, style), size.columns)};
  parts.top.emplace_back();
  // On a screen of few rows the middle has what the others leave, and the keys stay longer than the heading.
  const std::size_t for_top = size.rows > parts.bottom.size() + 3 ? size.rows - parts.bottom.size() - 3 : 0;
  if (parts.top.size() > for_top) parts.top.resize(for_top);
  if (size.rows < parts.bottom.size() + 1) parts.bottom.erase(parts.bottom.begin(), parts.bottom.end() - static_cast<std::ptrdiff_t>(std::min(size.rows - 1, parts.bottom.size())));
  return parts;
}

Window window_of(const Parts& parts, const Size& size) {
  Window window;
  const std::size_t used = parts.top.size() + parts.bottom.size();
  window.rows = size.rows > used ? size.rows - used : 1;
  window.last = parts.middle.size() > window.rows ? parts.middle.size() - window.rows + 1 : 0;  // one line says that there is more
  return window;
}

}  // namespace

const GradedStep* graded_step(const Screen& screen) {
  if (!screen.grade || screen.grade->labs.empty() || screen.grade->labs.front().steps.empty()) return nullptr;
  return &screen.grade->labs.front().steps.front();
}

std::vector<std::string> folded(std::string_view text, std::size_t width) {
  std::vector<std::string> lines{""};
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {
      ++at;
      used = 0;
      if (at < text.size()) lines.emplace_back();
      continue;
    }
    std::size_t length = 1;
    if (text[at] == '\x1b') {
      length = std::min(text.find('m', at), text.size() - 1) - at + 1;
    } else {
      while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xc0U) == 0x80U) ++length;
      if (used++ == width) {
        lines.emplace_back();
        used = 1;
      }
    }
    lines.back().append(text.substr(at, length));
    at += length;
  }
  return lines;
}

std::string middle(const Screen& screen, const Style& style) {
  switch (screen.view) {
    case View::hint:
    case View::list: return screen.page;
    case View::help: {
      std::string text;
      for (const std::string& line : folded(kHelp, kHelp.size())) text += report::block(line, 0, style.width, line.starts_with("  ") ? 6 : 0);
      return text;
    }
    default: return verdict_text(screen, style);
  }
}

Window window(const Screen& screen, const Size& size) { return window_of(parts_of(screen, size, false), size); }

std::string drawn(const Screen& screen, const Size& size, bool colour) {
  Parts parts = parts_of(screen, size, colour);
  const Window window = window_of(parts, size);
  const std::size_t from = std::min(screen.scroll, window.last);
  std::vector<std::string> lines = parts.top;
  std::size_t shown = std::min(window.rows, parts.middle.size() - from);
  const bool more = from + shown < parts.middle.size();
  if (more && shown > 1) --shown;
  const auto begin = parts.middle.begin() + static_cast<std::ptrdiff_t>(from);
  lines.insert(lines.end(), begin, begin + static_cast<std::ptrdiff_t>(shown));
  if (more && window.rows > 1) lines.push_back(folded(painted({colour, size.columns}, Paint::dim, fmt::format("↓ {} more lines", parts.middle.size() - from - shown)), size.columns).front());
  lines.resize(std::max(lines.size(), size.rows > parts.bottom.size() ? size.rows - parts.bottom.size() : 0));
  lines.insert(lines.end(), parts.bottom.begin(), parts.bottom.end());
  lines.resize(std::min(lines.size(), size.rows));
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : "\n") + lines[i] + (colour ? "\x1b[0m" : "");
  return text;
}

}  // namespace ipclab::app
