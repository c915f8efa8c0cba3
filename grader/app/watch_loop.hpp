// The life of `watch`: one loop over keys, saved files, signals and orders. While checks run, the grading's own loop
// (world/pool.hpp) calls back here as soon as one of those has something, and is stopped at once where that matters.
#pragma once
#include "app/watch_files.hpp"
#include "app/watch_guard.hpp"
#include "app/watch_keys.hpp"
#include "app/watch_screen.hpp"
#include "course/grading.hpp"
#include "posix/fd.hpp"
#include "world/isolation.hpp"
#include <chrono>
#include <csignal>
#include <optional>
#include <string>

namespace ipclab::app {

class Watch {
 public:
  // Throws posix::Error.
  Watch(const course::Catalog& catalog, Position begin, Terminal& terminal, int orders);
  // Until somebody ends it. The exit status.
  int run();

 private:
  // What comes in.
  void attend();
  void take_signals();
  void take_orders();
  void take_keys();
  void take_saved();
  // What is done about it.
  void on_key(Key key);
  void on_key_in_list(Key key);
  void end(int status);
  void suspend();
  void go(Position to);
  void step_by(int steps);
  void back();
  void show_hint();
  void show_list();
  void reset();
  void edit();
  void wait_for_editor(pid_t pid);
  void scroll(Key key);
  // Checks.
  void grade();
  void grade_once();
  void take_partial(const course::Grade& grade);
  // What is seen.
  void draw();
  void load_progress();

  [[nodiscard]] bool stopping() const { return done_ || wanted_ || editing_; }

  const course::Catalog& catalog_;
  Terminal& terminal_;
  int orders_;
  std::vector<Position> steps_;     // of the whole course
  std::size_t marked_ = 0;          // in the list
  sigset_t before_{};
  SavedFiles files_;
  posix::Fd signals_, any_;         // any_: epoll(7) over all that may come
  course::Progress progress_;
  std::optional<world::Isolation> isolation_;
  Screen screen_;
  std::string on_screen_;           // what was drawn last
  std::chrono::steady_clock::time_point drawn_at_;
  bool wanted_ = true;              // the checks are to be run (again)
  bool editing_ = false;            // the editor is to be started
  bool done_ = false;
  int status_ = 0;
};

}  // namespace ipclab::app
