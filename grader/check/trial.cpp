#include "check/trial.hpp"

#include "check/engine.hpp"
#include "check/findings.hpp"
#include "observe/proc.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fmt/format.h>

namespace ipclab::check {

Ending exits(int status) { return {Ending::Kind::exits, status, 0}; }
Ending ends() { return {Ending::Kind::any, 0, 0}; }
Content equals(std::string text) { return {Content::Kind::equals, std::move(text)}; }
Content starts_with(std::string text) { return {Content::Kind::starts_with, std::move(text)}; }
Content lacks(std::string text) { return {Content::Kind::lacks, std::move(text)}; }
Content mixes(std::string begin, std::vector<std::string> whole, std::vector<std::string> part) {
  return {Content::Kind::mixes, std::move(begin), std::move(whole), std::move(part)};
}
Content says_something() { return {Content::Kind::says_something, ""}; }
Content empty() { return {Content::Kind::empty, ""}; }

namespace {

std::string output_of(const Running& program) {
  return program.fifo.empty() ? program.name + "'s output" : "the FIFO " + program.fifo;
}

}  // namespace

Process& Process::feed(std::string_view bytes) {
  engine_->turn("feed");
  if (engine_->over()) return *this;
  engine_->running(index_).queue += bytes;
  engine_->running(index_).remember_given(bytes);
  return *this;
}

Process& Process::feed_byte_by_byte(std::string_view bytes) {
  engine_->turn("feed");
  if (engine_->over()) return *this;
  engine_->running(index_).drops += bytes;
  engine_->running(index_).dropwise = true;
  engine_->running(index_).remember_given(bytes);
  return *this;
}

Process& Process::end_input() {
  engine_->turn("end_input");
  if (!engine_->over()) engine_->running(index_).ends_input = true;
  return *this;
}

Process& Process::release_output() {
  engine_->turn("release_output");
  if (engine_->over()) return *this;
  engine_->running(index_).holds_output = false;
  engine_->did("began to read " + output_of(engine_->running(index_)));
  return *this;
}

Process& Process::take_some_output() {
  engine_->turn("take_some_output");
  if (engine_->over()) return *this;
  engine_->take_some_output(index_);
  engine_->did("read a part of " + output_of(engine_->running(index_)));
  return *this;
}

Process& Process::close_output() {
  engine_->turn("close_output");
  if (engine_->over()) return *this;
  engine_->running(index_).out.reset();
  engine_->did("closed its end of " + output_of(engine_->running(index_)));
  return *this;
}

Process& Process::signal(int number) {
  engine_->turn("signal");
  if (!engine_->over() && !engine_->running(index_).status) engine_->send(index_, number);
  return *this;
}

bool has(std::uint64_t set, int signal) { return (set >> static_cast<unsigned>(signal - 1) & 1U) != 0; }

Trial::Trial(Engine& engine) : engine_(&engine) {}

Process& Trial::start(std::string_view program, Start how) {
  engine_->turn("start");
  // Once a promise is broken nothing more is started; the handle then stands for nothing.
  const std::size_t index = over() ? 0 : engine_->start(std::string(program), how);
  return processes_.emplace_back(Process(*engine_, index, over() ? std::string(program) : engine_->running(index).name));
}

void Trial::file(const std::string& name, std::string_view content, unsigned mode) {
  if (!over()) engine_->put_file(name, content, mode);
}

std::string Trial::content_of(const std::string& name) const { return engine_->content_of(name); }

bool Trial::exists(const std::string& name) const { return engine_->exists(name); }

void Trial::fifo(const std::string& name) {
  if (!over()) engine_->put_fifo(name);
}

Process& Trial::read_fifo(const std::string& name, FifoEnd how) {
  engine_->turn("open_fifo");
  std::size_t index = 0;
  if (!over()) {
    posix::Fd end = engine_->try_fifo(name, false);
    if (end.open()) index = engine_->hold_fifo(name, std::move(end), false, how);
    else engine_->fail(no_fifo(*engine_, name));
  }
  return processes_.emplace_back(Process(*engine_, index, name));
}

Process& Trial::write_fifo(const std::string& name, FifoEnd how) {
  engine_->turn("open_fifo");
  std::size_t index = 0;
  posix::Fd end;
  const auto opened = [&] { return (end = engine_->try_fifo(name, true)).open(); };
  Engine::Halt halt = over() ? Engine::Halt::over : engine_->run_until(opened);
  // Somebody may have come to read, and fallen asleep there, between our last try and the proof. Now nobody moves.
  if (halt == Engine::Halt::asleep && opened()) halt = Engine::Halt::done;
  switch (halt) {
    case Engine::Halt::over: break;
    case Engine::Halt::done: index = engine_->hold_fifo(name, std::move(end), true, how); break;
    case Engine::Halt::asleep: engine_->fail(nobody_reads(*engine_, name, true)); break;
    case Engine::Halt::empty: engine_->fail(nobody_reads(*engine_, name, false)); break;
  }
  return processes_.emplace_back(Process(*engine_, index, name));
}

void Trial::expect_fifo(const std::string& name, unsigned mode) {
  if (over()) return;
  if (engine_->run_until_settled({}, [&] { return !wrong_fifo(*engine_, name, mode); }) == Engine::Halt::over) return;
  if (auto finding = wrong_fifo(*engine_, name, mode)) engine_->fail(std::move(*finding));
}

void Trial::expect_soon(const Stream& stream, std::string_view text) {
  if (over()) return;
  Running& program = engine_->running(stream.process->index_);
  const std::string& written = stream.fd == 1 ? program.out_text : program.err_text;
  const posix::Fd& fd = stream.fd == 1 ? program.out : program.err;
  const auto halt = engine_->run_until([&] { return written.find(text) != std::string::npos || !fd.open(); });
  const bool never = halt == Engine::Halt::done && !fd.open() && written.find(text) == std::string::npos;
  if (!program.fifo.empty() && (halt == Engine::Halt::asleep || halt == Engine::Halt::empty || never))
    return engine_->fail(never_came(*engine_, program, text, halt == Engine::Halt::asleep));
  if (halt == Engine::Halt::asleep || halt == Engine::Halt::empty || never)
    engine_->fail(never_wrote(*engine_, program, stream.fd, text, halt == Engine::Halt::asleep));
}

const std::string& Trial::written(const Stream& stream) const {
  const Running& program = engine_->running(stream.process->index_);
  return stream.fd == 1 ? program.out_text : program.err_text;
}

std::string Trial::path_of(std::string_view program) const { return engine_->path_of(std::string(program)); }

Signals Trial::signals_of(const Process& process) {
  if (!all_asleep()) return {};
  const pid_t pid = engine_->running(process.index_).pid;
  const auto signals = observe::read_signals(pid, pid);
  return signals ? Signals{signals->pending, signals->blocked, signals->ignored, signals->caught} : Signals{};
}

void Trial::broken(const Process& process, std::string what, std::string happened) {
  if (!over()) engine_->fail(seen_broken(*engine_, engine_->running(process.index_), std::move(what), std::move(happened)));
}

void Trial::expect(const Process& process, Ending ending) {
  if (over()) return;
  Running& program = engine_->running(process.index_);
  const auto halt = engine_->run_until([&] { return program.status.has_value(); });
  switch (halt) {
    case Engine::Halt::over: return;
    case Engine::Halt::asleep: return engine_->fail(stuck_instead_of_ending(*engine_, program));
    case Engine::Halt::empty: throw posix::Error("waitid", "lost sight of " + program.name, ECHILD);
    case Engine::Halt::done: break;
  }
  if (ending.kind == Ending::Kind::any) return;
  if (program.killed ? *program.status == ending.signal : *program.status == ending.status) return;
  engine_->run_until([&] { return !program.out.open() && !program.err.open(); });  // what it still had to say
  engine_->fail(ended_otherwise(*engine_, program, ending));
}

void Trial::expect(const Stream& stream, const Content& content) {
  if (over()) return;
  Running& program = engine_->running(stream.process->index_);
  const posix::Fd& fd = stream.fd == 1 ? program.out : program.err;
  const bool through_fifo = !program.fifo.empty();  // has no end: who has written may come again
  if (engine_->run_until([&] { return through_fifo || !fd.open(); }) == Engine::Halt::over) return;
  auto finding = wrong_content(*engine_, program, stream.fd, content);
  if (!finding) return;
  if (through_fifo) say_what_all_got(*engine_, *finding);
  engine_->fail(std::move(*finding));
}

void Trial::expect(Leftovers leftovers, Nothing) {
  if (over()) return;
  if (engine_->run_until([] { return false; }) == Engine::Halt::over) return;
  if (auto finding = something_left(*engine_, leftovers)) engine_->fail(std::move(*finding));
}

void Trial::expect_alone_at_end(const Process& process) {
  if (over()) return;
  if (!engine_->world().isolation().calls_watched)
    return engine_->give_up(Verdict::skipped, "this machine does not let us look at a program just before it ends (seccomp(2) user notification)");
  expect(process, ends());
  if (over()) return;
  const Running& program = engine_->running(process.index_);
  if (const auto& company = engine_->company_at_end(program.pid); !company.empty())
    engine_->fail(not_alone_at_end(*engine_, program, company));
}

void Trial::expect_sleeping(const Process& process, double cpu_seconds) {
  if (over()) return;
  engine_->run_until_settled(cpu_seconds);
  if (!over() && engine_->running(process.index_).status)
    engine_->fail(ended_too_early(*engine_, engine_->running(process.index_)));
}

void Trial::expect_waiting(const Process& process, double cpu_seconds, std::string_view at_most) {
  expect_sleeping(process, cpu_seconds);
  if (over()) return;
  if (auto finding = wrong_content(*engine_, engine_->running(process.index_), 1, {Content::Kind::at_most, std::string(at_most)})) engine_->fail(std::move(*finding));
}

bool Trial::ended_by_itself(const Process& process) const {
  if (over()) return false;
  const Running& program = engine_->running(process.index_);
  return program.status && !program.killed;
}

bool Trial::ended_with(const Process& process, int status) const {
  return ended_by_itself(process) && *engine_->running(process.index_).status == status;
}

bool Trial::all_asleep() {
  if (over()) return false;
  return engine_->run_until_asleep() == Engine::Halt::asleep;
}

bool Trial::let_time_pass() {
  if (over()) return false;
  return engine_->run_until_settled({}) == Engine::Halt::asleep;
}

void Trial::stop_and_continue_all() {
  if (!all_asleep()) return;
  std::set<pid_t> stopped;
  for (const observe::Task& task : engine_->sleepers())
    if (stopped.insert(task.pid).second) ::kill(task.pid, SIGSTOP);
  // Until every one of them is proven stopped: its call has returned by then, or will be started again.
  const auto all_stopped = [&] {
    return std::all_of(engine_->sleepers().begin(), engine_->sleepers().end(),
                       [&](const observe::Task& task) { return !stopped.contains(task.pid) || task.state == 'T'; });
  };
  do {
    if (!all_asleep()) break;
  } while (!all_stopped());
  for (const pid_t pid : stopped) ::kill(pid, SIGCONT);
  engine_->did("stopped all processes and let them go on (SIGSTOP, SIGCONT)");
}

int Trial::kill_children_of(const Process& process, int signal) {
  if (!all_asleep()) return 0;
  engine_->turn("kill_children");
  if (over()) return 0;
  int killed = 0;
  for (const pid_t child : engine_->children_of(engine_->running(process.index_).pid))
    if (::kill(child, signal) == 0) {
      engine_->remember_sent(child, signal);
      ++killed;
    }
  if (killed > 0)
    engine_->did(fmt::format("sent {} to {} of {}", posix::signal_name(signal), killed == 1 ? "the child" : fmt::format("{} children", killed), process.name()));
  return killed;
}

bool Trial::signal_a_child_of(const Process& process, int signal) {
  if (over()) return false;
  const Running& program = engine_->running(process.index_);
  engine_->run_until([&] { return program.status || !engine_->children_of(program.pid).empty(); });
  engine_->turn("kill_children");
  if (over()) return false;
  const std::vector<pid_t> children = engine_->children_of(program.pid);
  if (children.empty() || ::kill(children.front(), signal) != 0) return false;
  engine_->remember_sent(children.front(), signal);
  engine_->did(fmt::format("sent {} {}", engine_->name_of(children.front()), posix::signal_name(signal)));
  return true;
}

void Trial::needs_signals_between_programs() {
  const world::Isolation& isolation = engine_->world().isolation();
  if (isolation.tier == world::Tier::reduced && !isolation.calls_watched)
    engine_->give_up(Verdict::skipped, "without namespaces and without seccomp(2) user notification, programs cannot be let send signals to each other only");
}

void Trial::give_up(std::string reason) { engine_->give_up(Verdict::inconclusive, std::move(reason)); }

bool Trial::over() const { return engine_->over(); }

}  // namespace ipclab::check
