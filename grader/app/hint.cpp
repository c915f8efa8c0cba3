// ipclab hint
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "course/selection.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace ipclab::app {
namespace {

using check::Verdict;
using course::Unknown;

// The heading in the lab's README below which the program's contract stands; empty when there is none.
std::string section_about(const std::string& readme, std::string_view program) {
  for (std::size_t at = 0; at < readme.size();) {
    const auto end = std::min(readme.find('\n', at), readme.size());
    const std::string line = readme.substr(at, end - at);
    if (line.starts_with("##") && line.find("`" + std::string(program) + "`") != std::string::npos) return line.substr(line.find_first_not_of("# "));
    at = end + 1;
  }
  return {};
}

// Another mistake than those of the course: what there is to look at instead.
std::string without_hints(const course::Catalog& catalog, const course::What& what, const std::string& name) {
  const std::string readme = "labs/" + what.lab->id + "/README.md";
  const std::string section = section_about(posix::read_file((catalog.root() / readme).string()).value_or(""), what.check->program);
  std::string text = fmt::format("what {} showed is none of the mistakes that have hints. What to look at: ./ipclab check {} says what was seen and where", name, name);
  if (what.check->build != check::Build::address) text += fmt::format("; ./ipclab trace {} draws who did what, line by line", name);
  return text + fmt::format("; {} says what is promised{}", readme, section.empty() ? "" : " (\"" + section + "\")");
}

std::string nothing_to_show(const course::Catalog& catalog, const course::What& what, const std::optional<course::Progress::Last>& last, const std::string& name) {
  if (!last) return fmt::format("{} has not been checked yet; ./ipclab check {} first", name, name);
  switch (last->verdict) {
    case Verdict::passed: return fmt::format("{} passed; there is nothing to hint at", name);
    case Verdict::failed:
      return without_hints(catalog, what, name);
    default: return fmt::format("{} was {} the last time: hints open when it has failed", name, check::name(last->verdict));
  }
}

}  // namespace

std::string hint_text(const course::Catalog& catalog, course::Progress& progress, const HintOptions& options, const report::Style& style) {
  const course::What what = course::find_what(catalog, options.check);
  if (what.check == nullptr)
    throw Unknown("hint wants a check, as `" + what.lab->id + "/" + std::string(what.lab->promises->checks.front().id) +
                  "`; ./ipclab list " + what.lab->id + " shows them");
  const std::string name = what.lab->id + "/" + std::string(what.check->id);
  const auto last = progress.last(what.lab->id, std::string(what.check->id));
  const course::Bug* bug = last && !last->bug.empty() ? what.lab->bug(last->bug) : nullptr;
  if (bug == nullptr || bug->hints.empty()) throw Unknown(nothing_to_show(catalog, what, last, name));

  const int all = static_cast<int>(bug->hints.size());
  const int seen = std::min(progress.hints_seen(what.lab->id, bug->id), all);
  if (options.seen && seen == 0) throw Unknown("no hint to " + name + " has been seen yet; ./ipclab hint " + name + " shows the first");
  const int from = options.seen || seen == all ? 1 : seen + 1;  // when all are seen: all of them again
  const int to = options.seen ? seen : std::min(seen + 1, all);
  progress.saw_hint(what.lab->id, bug->id, to);

  std::string text = report::painted_block(style, report::Paint::strong, fmt::format("{}: {} ({})", name, bug->title, bug->id), 2);
  if (last->verdict == Verdict::passed) text += report::block("It passes now.", 2, style.width);
  if (!options.seen && seen == all) text += report::block(fmt::format("There are {} hints, and you have seen them all. Once more:", all), 2, style.width);
  for (int number = from; number <= to; ++number) {
    text += fmt::format("  hint {} of {}\n", number, all);
    text += report::block(bug->hints[static_cast<std::size_t>(number - 1)], 4, style.width);
  }
  if (to == all) text += report::block("to read: " + bug->man, 2, style.width, 2);
  else text += fmt::format("  the next one: ./ipclab hint {}\n", name);
  return text;
}

int hint(const HintOptions& options) {
  const course::Catalog catalog(course::find_root());
  course::Progress progress(progress_file(catalog.root()));
  if (!progress.note().empty()) complain(progress.note());
  const std::string text = hint_text(catalog, progress, options, style_for(1));
  print(text);
  try {
    progress.save();
  } catch (const posix::Error& trouble) {
    complain(std::string("that this hint was seen is not kept: ") + trouble.what());
  }
  return kAllPassed;
}

}  // namespace ipclab::app
