// ipclab watch, and ipclab alone on a terminal: grades again on every save.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/editors.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/watch_guard.hpp"
#include "app/watch_loop.hpp"
#include "app/watch_pages.hpp"
#include "course/selection.hpp"

#include <optional>

namespace ipclab::app {
namespace {

// Where to begin: what was asked for, else where it was left off, unless that is done.
Position begin_at(const course::Catalog& catalog, const std::string& what) {
  const course::Progress progress(progress_file(catalog.root()));
  if (!what.empty()) {
    const course::What asked = course::find_what(catalog, what);
    if (asked.step != nullptr) return {asked.lab, asked.step};
    for (const course::Step& step : asked.lab->steps)
      if (!is_done(*asked.lab, progress, step.number)) return {asked.lab, &step};
    return {asked.lab, &asked.lab->steps.front()};
  }
  if (!progress.at().empty()) try {
    const course::What last = course::find_what(catalog, progress.at());
    if (last.step != nullptr && !is_done(*last.lab, progress, last.step->number)) return {last.lab, last.step};
  } catch (const course::Unknown&) {
    // a step of another version of the course
  }
  if (const Position next = next_step(catalog, progress); next.step != nullptr) return next;
  return {&catalog.labs().back(), &catalog.labs().back().steps.back()};
}

}  // namespace

int watch(const WatchOptions& options) {
  if (!is_screen()) throw course::Unknown("watch needs a terminal, for its keys and its screen; ./ipclab check does the same once, anywhere");
  const course::Catalog catalog(course::find_root());
  const Position begin = begin_at(catalog, options.what);
  write_compile_commands(catalog);
  Terminal terminal;
  const int status = guarded(terminal, [&](int orders) { return Watch(catalog, begin, terminal, orders).run(); });
  if (status == kInterrupted) return status;
  const course::Progress progress(progress_file(catalog.root()));
  if (status == kAllPassed) print(standing_line(catalog, progress));
  return status;
}

}  // namespace ipclab::app
