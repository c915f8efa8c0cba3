// What somebody sees who watches: a pure function from what is known to text.
#pragma once
#include "app/standing.hpp"
#include "app/watch_terminal.hpp"
#include "course/grade.hpp"
#include "report/words.hpp"
#include <optional>
#include <string>

namespace ipclab::app {

enum class View { verdict, hint, list, help, ask_reset };

struct Screen {
  Position at;                           // lab and step; both are there
  int repaired = 0, bugs = 0, newly_broken = 0;  // of the step, by the progress that is kept
  std::optional<course::Grade> grade;    // of this step; nothing: not known yet
  bool before_save = false;              // ...but of what the files were before
  bool another = false;                  // there is a step after this one

  struct Running { int done = 0, all = 0; };
  std::optional<Running> running;        // checks are being run

  View view = View::verdict;
  std::string page;                      // of the views hint and list: their text
  std::string message;                   // one sentence on what was just asked for
  std::string trouble;                   // why nothing could be checked at all
  std::size_t scroll = 0;                // lines of the middle that lie above the screen
};

// The step as it was graded; nothing while it is not known.
[[nodiscard]] const course::GradedStep* graded_step(const Screen& screen);
// The middle part, without what stands above and below it: one line after the other, none wider than the style says.
[[nodiscard]] std::string middle(const Screen& screen, const report::Style& style);
// As many lines as there are rows, none wider than there are columns.
[[nodiscard]] std::string drawn(const Screen& screen, const Size& size, bool colour);
// How far `scroll` may go, and how many lines of the middle are seen at once.
struct Window { std::size_t last = 0, rows = 0; };
[[nodiscard]] Window window(const Screen& screen, const Size& size);

// Lines no wider than `width`: what is wider is broken anywhere. Colours (SGR) take no room.
[[nodiscard]] std::vector<std::string> folded(std::string_view text, std::size_t width);

}  // namespace ipclab::app
