#include "app/watch_loop.hpp"

#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/watch_editor.hpp"
#include "app/watch_pages.hpp"
#include "posix/error.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::app {
namespace {

// What the terminal used to send us arrives as keys or as orders.
posix::Fd listen_to_signals() {
  for (const int signal : {SIGINT, SIGQUIT, SIGTSTP}) std::signal(signal, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGHUP, SIGWINCH, SIGCONT}) sigaddset(&set, signal);
  if (::sigprocmask(SIG_BLOCK, &set, nullptr) != 0) throw posix::Error("sigprocmask");
  posix::Fd fd(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!fd.open()) throw posix::Error("signalfd");
  return fd;
}

posix::Fd all_of(std::initializer_list<int> fds) {
  posix::Fd all(::epoll_create1(EPOLL_CLOEXEC));
  if (!all.open()) throw posix::Error("epoll_create1");
  for (const int fd : fds) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    if (fd >= 0 && ::epoll_ctl(all.get(), EPOLL_CTL_ADD, fd, &event) != 0) throw posix::Error("epoll_ctl");
  }
  return all;
}

std::string in_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }), text.end());
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

Watch::Watch(const course::Catalog& catalog, Position begin, Terminal& terminal, int orders)
    : catalog_(catalog),
      terminal_(terminal),
      orders_(orders),
      files_(catalog),
      signals_(listen_to_signals()),
      any_(all_of({0, orders, signals_.get(), files_.fd()})),
      progress_(progress_file(catalog.root())) {
  for (const course::Lab& lab : catalog.labs())
    for (const course::Step& step : lab.steps) steps_.push_back({&lab, &step});
  screen_.at = begin;
  go(begin);
  screen_.message = progress_.note();
  if (!files_.trouble().empty()) screen_.message = "Saves are not noticed here (" + files_.trouble() + "); r checks.";
}

int Watch::run() {
  terminal_.enter();
  draw();
  while (!done_) {
    if (editing_) edit();
    else if (wanted_) grade();
    else {
      pollfd any{any_.get(), POLLIN, 0};
      if (::poll(&any, 1, -1) < 0 && errno != EINTR) throw posix::Error("poll");
      attend();
    }
    draw();
  }
  terminal_.leave();
  return status_;
}

void Watch::attend() {
  std::array<epoll_event, 4> events{};
  const int ready = ::epoll_wait(any_.get(), events.data(), static_cast<int>(events.size()), 0);
  for (int i = 0; i < ready && !done_; ++i) {
    const int fd = events.at(static_cast<std::size_t>(i)).data.fd;
    if (fd == 0) take_keys();
    else if (fd == orders_) take_orders();
    else if (fd == signals_.get()) take_signals();
    else take_saved();
  }
  draw();
}

void Watch::take_signals() {
  for (signalfd_siginfo info{}; ::read(signals_.get(), &info, sizeof info) > 0;) switch (info.ssi_signo) {
      case SIGCONT: terminal_.enter(); [[fallthrough]];
      case SIGWINCH: on_screen_.clear(); break;
      default: end(kInterrupted);
    }
}

void Watch::take_orders() {
  auto order = Order::end;  // also when there is nobody left to give any
  if (::read(orders_, &order, 1) < 0 && errno == EINTR) return;
  if (order == Order::stop) suspend();
  else end(kInterrupted);
}

void Watch::take_keys() {
  std::array<char, 256> bytes{};
  const ssize_t got = ::read(0, bytes.data(), bytes.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0) return end(kInterrupted);  // the terminal is gone
  for (const Key key : keys_in({bytes.data(), static_cast<std::size_t>(got)}))
    if (!done_) on_key(key);
}

void Watch::take_saved() {
  const SavedFiles::Saved saved = files_.take();
  if (saved.steps.empty() && !saved.unsure) return;
  const bool here = saved.steps.empty() || std::find(saved.steps.begin(), saved.steps.end(), screen_.at) != saved.steps.end();
  if (!here) return go(saved.steps.back());
  back();
  wanted_ = true;
}

void Watch::on_key(Key key) {
  screen_.message.clear();
  if (key.code == kCtrlC) return end(kInterrupted);
  if (key.code == kCtrlZ) return suspend();
  if (screen_.view == View::ask_reset) {
    back();
    if (key.code == 'y') reset();
    else screen_.message = "Nothing was changed.";
    return;
  }
  if (screen_.view == View::list && (key.code == Key::up || key.code == Key::down || key.code == Key::enter)) return on_key_in_list(key);
  switch (key.code) {
    case 'q': return end(kAllPassed);
    case 'n': return step_by(1);
    case 'p': return step_by(-1);
    case 'h': return show_hint();
    case 'l': return screen_.view == View::list ? back() : show_list();
    case 'r': back(); wanted_ = true; return;
    case 'e': editing_ = true; return;
    case 'x': back(); screen_.view = View::ask_reset; return;
    case kCtrlL: on_screen_.clear(); return;
    case '?': {
      const bool open = screen_.view == View::help;
      back();
      if (!open) screen_.view = View::help;
      return;
    }
    case Key::escape:
    case Key::enter: return back();
    default: scroll(key);
  }
}

void Watch::on_key_in_list(Key key) {
  if (key.code == Key::enter) return go(steps_[marked_]);
  if (key.code == Key::up && marked_ > 0) --marked_;
  if (key.code == Key::down && marked_ + 1 < steps_.size()) ++marked_;
  show_list();
}

void Watch::end(int status) {
  done_ = true;
  status_ = status;
}

// The guard stops when it sees us stopped, and wakes us when it is woken: SIGCONT then brings the screen back.
void Watch::suspend() {
  terminal_.leave();
  ::kill(::getpid(), SIGSTOP);
}

void Watch::back() {
  screen_.view = View::verdict;
  screen_.scroll = 0;
  screen_.message.clear();
}

void Watch::go(Position to) {
  back();
  screen_.at = to;
  screen_.grade.reset();
  screen_.another = !(steps_.back() == to);
  marked_ = static_cast<std::size_t>(std::find(steps_.begin(), steps_.end(), to) - steps_.begin());
  wanted_ = true;
  load_progress();
  if (progress_.at() == full_name(to)) return;
  progress_.stand_at(full_name(to));
  try {
    progress_.save();
  } catch (const posix::Error& trouble) {
    screen_.message = std::string("Progress is not kept: ") + trouble.what() + ".";
  }
}

void Watch::step_by(int steps) {
  const auto at = std::find(steps_.begin(), steps_.end(), screen_.at) - steps_.begin() + steps;
  if (at >= 0 && at < static_cast<std::ptrdiff_t>(steps_.size())) return go(steps_[static_cast<std::size_t>(at)]);
  back();
  screen_.message = at < 0 ? "This is the first step of the course." : "This is the last step of the course.";
}

void Watch::show_hint() {
  const bool again = screen_.view == View::hint;
  const course::GradedStep* step = graded_step(screen_);
  const course::GradedCheck* check = step == nullptr || !step->builds.empty() ? nullptr : report::first_unkept(*step);
  if (check == nullptr || check->result.verdict != check::Verdict::failed) {
    back();
    screen_.message = step != nullptr && !step->builds.empty() ? "Hints come when it compiles: the compiler says what it wants." : "There is nothing to hint at now.";
    return;
  }
  try {
    load_progress();
    const std::string name = check->result.lab + "/" + check->result.check;
    const int seen = check->result.bug ? progress_.hints_seen(check->result.lab, *check->result.bug) : 0;
    const report::Style style{style_for(1).colour, std::min<std::size_t>(Terminal::size().columns, 100)};
    if (seen == 0 || (again && seen < check->hints)) (void)hint_text(catalog_, progress_, {name, false}, style);
    screen_.page = hint_text(catalog_, progress_, {name, true}, style);
    screen_.view = View::hint;
    screen_.scroll = again ? screen_.scroll : 0;
    progress_.save();
  } catch (const course::Unknown& why) {
    back();
    screen_.message = why.what();
  } catch (const posix::Error& trouble) {
    screen_.message = std::string("Progress is not kept: ") + trouble.what() + ".";
  }
}

void Watch::show_list() {
  const bool begun = screen_.view != View::list;
  if (begun) back();
  if (begun) marked_ = static_cast<std::size_t>(std::find(steps_.begin(), steps_.end(), screen_.at) - steps_.begin());
  const Size size = Terminal::size();
  const CoursePage page = course_page(catalog_, progress_, screen_.at, steps_[marked_], {style_for(1).colour, std::min<std::size_t>(size.columns, 100)});
  screen_.view = View::list;
  screen_.page = page.text;
  // The marked step in the middle of what is seen.
  const Window seen = window(screen_, size);
  screen_.scroll = std::min(page.line > seen.rows / 2 ? page.line - seen.rows / 2 : 0, seen.last);
}

void Watch::scroll(Key key) {
  const Window seen = window(screen_, Terminal::size());
  const std::size_t page = std::max<std::size_t>(1, seen.rows - 1);
  const std::size_t now = std::min(screen_.scroll, seen.last);
  switch (key.code) {
    case 'j':
    case Key::down: screen_.scroll = now + 1; break;
    case 'k':
    case Key::up: screen_.scroll = now > 0 ? now - 1 : 0; break;
    case ' ':
    case Key::page_down: screen_.scroll = now + page; break;
    case Key::page_up: screen_.scroll = now > page ? now - page : 0; break;
    case Key::home: screen_.scroll = 0; break;
    case Key::end: screen_.scroll = seen.last; break;
    default: return;
  }
  screen_.scroll = std::min(screen_.scroll, seen.last);
}

void Watch::reset() {
  try {
    load_progress();
    screen_.message = in_one_line(reset_files(catalog_, progress_, {full_name(screen_.at)}));
    progress_.save();
  } catch (const posix::Error& trouble) {
    screen_.message = std::string("It could not be put back: ") + trouble.what() + ".";
  }
  wanted_ = true;
}

void Watch::edit() {
  editing_ = false;
  back();
  if (screen_.running.has_value()) wanted_ = true;  // it was called off for this
  screen_.running.reset();
  const std::string name = editor();
  if (name.empty()) {
    screen_.message = "No editor is known: set EDITOR, as in  EDITOR=nano ./ipclab";
    return;
  }
  const Spot spot = spot_of(screen_.at, screen_.grade && !screen_.before_save ? &*screen_.grade : nullptr);
  terminal_.leave();
  try {
    wait_for_editor(start_editor(name, catalog_.root() / "labs" / spot.file, spot.line));
  } catch (const posix::Error& trouble) {
    screen_.message = std::string("The editor could not be started: ") + trouble.what() + ".";
  }
  if (done_) return;
  terminal_.enter();
  on_screen_.clear();
}

void Watch::wait_for_editor(pid_t pid) {
  const posix::Fd ended(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0U)));
  if (!ended.open()) throw posix::Error("pidfd_open");
  std::array<pollfd, 3> waits{{{ended.get(), POLLIN, 0}, {signals_.get(), POLLIN, 0}, {orders_, POLLIN, 0}}};
  const auto give_up = [&] {
    ::kill(pid, SIGTERM);
    ::kill(pid, SIGHUP);
    end(kInterrupted);
  };
  while ((waits[0].revents & POLLIN) == 0) {
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) throw posix::Error("poll");
    if ((waits[1].revents & POLLIN) != 0)
      for (signalfd_siginfo info{}; ::read(signals_.get(), &info, sizeof info) > 0;)
        if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGHUP) give_up();
    if (waits[2].revents == 0) continue;
    auto order = Order::end;
    if (::read(orders_, &order, 1) == 0) waits[2].fd = -1;
    if (order == Order::end) give_up();
    if (order == Order::stop) ::kill(::getpid(), SIGSTOP);  // the editor has stopped the whole job
  }
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) screen_.message = "The editor could not be started: is $EDITOR right?";
}

void Watch::draw() {
  const Size size = Terminal::size();
  std::string text = drawn(screen_, size, style_for(1).colour);
  drawn_at_ = std::chrono::steady_clock::now();
  if (text == on_screen_) return;
  on_screen_ = std::move(text);
  if (!terminal_.draw(on_screen_)) end(kInterrupted);
}

}  // namespace ipclab::app
