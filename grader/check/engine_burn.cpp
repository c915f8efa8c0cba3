// Who burns CPU time where it was to sleep: seen when the trial is over for it, so everything may be stopped.
#include "check/engine.hpp"

#include "check/findings.hpp"
#include "check/words.hpp"
#include "observe/calls.hpp"
#include "observe/proc.hpp"
#include "observe/stack.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>

namespace ipclab::check {
namespace {

constexpr std::chrono::microseconds kBetweenLooks{100};
constexpr int kLooksForStop = 500;       // a process that cannot be stopped is told without its place
constexpr std::uint64_t kManyCalls = 50;  // with CPU time in such plenty: a loop

// The first number of schedstat (proc(5)): nanoseconds on a CPU.
std::uint64_t cpu_of_thread(pid_t pid, pid_t tid) {
  const auto text = posix::read_file(observe::ProcPath(pid, tid, "schedstat").c_str(), 128);
  return text ? std::strtoull(text->c_str(), nullptr, 10) : 0;
}

}  // namespace

CpuMark Engine::mark_cpu(const Running& program, std::uint64_t all) const {
  CpuMark mark{all, {}, {}};
  for (const auto& [thread, used] : threads_of_program(program.pid)) {
    mark.threads[thread.second] = used;
    if (const auto last = controller_ ? controller_->last_point(thread.first, thread.second) : std::nullopt) mark.calls[thread.second] = last->second;
  }
  return mark;
}

std::map<std::pair<pid_t, pid_t>, std::uint64_t> Engine::threads_of_program(pid_t leader) const {
  std::map<std::pair<pid_t, pid_t>, std::uint64_t> threads;
  for (const pid_t pid : watch_.processes()) {
    const auto program = program_of_.find(pid);
    if (program == program_of_.end() || program->second != leader) continue;
    std::vector<int> tids;
    if (!observe::list_numbers(observe::ProcPath(pid, "task").c_str(), tids)) continue;
    for (const int tid : tids) threads[{pid, tid}] = cpu_of_thread(pid, tid);
  }
  return threads;
}

// The thread that has used more than half of it since then; nothing when that is spread, or has ended meanwhile.
std::optional<Engine::Burner> Engine::who_burns(const Running& program, const CpuMark& since) const {
  Burner most;
  std::uint64_t all = 0;
  const auto threads = threads_of_program(program.pid);
  for (const auto& [thread, used] : threads) {
    const auto before = since.threads.find(thread.second);
    const std::uint64_t share = used - std::min(used, before == since.threads.end() ? 0 : before->second);
    all += share;
    if (share > most.ns) most = {thread.first, thread.second, share};
  }
  if (most.ns == 0 || most.ns * 2 <= all) return std::nullopt;
  return most;
}

// Where a stopped thread stands. Nothing when it could not be stopped, or has gone.
const observe::Task* Engine::stop_and_find(pid_t tid) {
  for (const pid_t pid : watch_.processes()) ::kill(pid, SIGSTOP);
  for (int look = 0; look < kLooksForStop; ++look) {
    if (watch_.look() == observe::Stillness::asleep)
      for (const observe::Task& task : watch_.tasks())
        if (task.tid == tid && (task.state == 'T' || task.call >= 0)) return &task;
    pause_ = kBetweenLooks;
    wait_a_little();
  }
  return nullptr;
}

Waiting Engine::where_it_burns(const Burner& burner, const CpuMark& since) {
  Waiting line;
  line.who = name_of(burner.pid, burner.tid);
  line.call = "runs";
  line.object = fmt::format("{:.2f} s of CPU time", static_cast<double>(burner.ns) / 1e9);
  const auto last = controller_ ? controller_->last_point(burner.pid, burner.tid) : std::nullopt;
  const auto before = since.calls.find(burner.tid);
  if (const std::uint64_t then = before == since.calls.end() ? 0 : before->second; last && last->second > then + kManyCalls)
    line.because = fmt::format("{} has made {} calls since then, the last one {}: it asks again and again instead of sleeping.",
                               line.who, last->second - then, last->first);
  const observe::Task* task = stop_and_find(burner.tid);
  if (task == nullptr) return line;
  observe::Wait here;
  here.task = *task;
  observe::Backtrace stack = observe::Program(burner.tid).backtrace(*task, true);
  here.at = std::move(stack.at);
  here.callers = std::move(stack.callers);
  if (!stack.called.empty()) line.call = "in " + stack.called;
  if (here.at) line.at = Place{here.at->file, here.at->line, here.at->function};
  line.from = place_in_own_file(here);
  return line;
}

void Engine::over_cpu_budget(const Running& program, double seconds, const CpuMark& since, const std::string& when) {
  Finding finding;
  finding.symptom = {Symptom::Kind::endless, "cpu"};
  finding.happened = fmt::format("{} {} has used {:.2f} s of CPU time without coming to rest.", program.name, when, seconds);
  if (const auto burner = who_burns(program, since)) {
    finding.waiting.push_back(where_it_burns(*burner, since));
    const Waiting& line = finding.waiting.front();
    finding.at = own_place(line);
  }
  say_what_they_got(*this, program, finding);
  if (program.out_bytes > 0) finding.actual = printable(program.out_text);
  fail(std::move(finding));
}

}  // namespace ipclab::check
