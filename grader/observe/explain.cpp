#include "observe/explain.hpp"

#include "observe/judge.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace ipclab::observe {

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

Program& Explainer::program(pid_t pid) {
  auto& program = programs_[pid];
  if (!program) program = std::make_unique<Program>(scene_.threads_of(pid).front()->tid);
  return *program;
}

std::string Explainer::name_seen_from(pid_t other, const Task& from) {
  return scene_.name(other) + (other == from.pid ? " itself" : "");
}

std::string Explainer::what_it_does(pid_t other, const Task& from) {
  std::vector<std::size_t> threads;
  for (std::size_t i = 0; i < scene_.tasks().size(); ++i)
    if (scene_.tasks()[i].pid == other) threads.push_back(i);
  if (threads.empty()) return "which is not one of the programs under test";
  if (threads.size() > 1) return "all threads of which sleep";
  const Task& task = scene_.tasks()[threads.front()];
  const Reading& reading = readings_[threads.front()];
  if (task.state == 'T') return "which is stopped";
  const Call* call = find_call(task.call);
  const bool waits_for_it =
      std::find(reading.waits_for.begin(), reading.waits_for.end(), from.pid) != reading.waits_for.end();
  if (call != nullptr && call->waits == Waits::child && waits_for_it)
    return reading.waits_for.size() == 1 ? "which waits for this child" : "which waits for its children";
  return (waits_for_it ? "which waits for this process in " : "which itself sleeps in ") + reading.call;
}

Reading Explainer::read(const Task& task, const Backtrace& stack) {
  if (task.state == 'T')
    return {
        "", "stopped", {}, {}, [] {
          return "It was stopped by a signal; only SIGCONT lets it go on, and every process that could send it sleeps.";
        }};
  const Call* call = find_call(task.call);
  if (call == nullptr)
    return {call_name(task.call), "", {}, {}, [] { return "What this call waits for is not known."; }};
  switch (call->waits) {
    case Waits::read:
    case Waits::write:
    case Waits::splice:
    case Waits::accept:
    case Waits::connect: return read_descriptor_wait(*this, task, *call);
    case Waits::poll:
    case Waits::select:
    case Waits::epoll: return read_poll_wait(*this, task, *call);
    case Waits::futex:
    case Waits::futexes: return read_futex_wait(*this, task, *call, stack);
    case Waits::sem: return read_semaphore_wait(*this, task, *call);
    case Waits::msgrcv:
    case Waits::msgsnd:
    case Waits::mq_receive:
    case Waits::mq_send: return read_queue_wait(*this, task, *call);
    case Waits::signal: return read_signal_wait(*this, task, *call);
    case Waits::child:
    case Waits::vfork: return read_child_wait(*this, task, *call);
    case Waits::open: return read_open_wait(*this, task, *call);
    case Waits::record_lock:
    case Waits::file_lock: return read_lock_wait(*this, task, *call);
    case Waits::time: break;
  }
  return {std::string(call->name), "", {}, {}, [] { return "It waits for time to pass."; }};
}

void Explainer::read_all() {
  for (const Task& task : scene_.tasks()) {
    const Call* call = find_call(task.call);
    stacks_.push_back(program(task.pid).backtrace(task, call != nullptr && call->waits == Waits::futex));
  }
  for (std::size_t i = 0; i < scene_.tasks().size(); ++i) readings_.push_back(read(scene_.tasks()[i], stacks_[i]));
}

Standstill explain(const std::vector<Task>& tasks, const Known& known) {
  std::vector<Task> sorted = tasks;
  std::sort(sorted.begin(), sorted.end(),
            [](const Task& a, const Task& b) { return std::pair(a.pid, a.tid) < std::pair(b.pid, b.tid); });
  Explainer explainer(sorted, known);
  std::vector<std::optional<Doubt>> doubts;
  Standstill result = verdict(explainer.scene(), doubts);
  explainer.read_all();
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Reading& reading = explainer.readings()[i];
    Wait& wait = result.waits[i];
    wait.call = reading.call;
    wait.object = reading.object;
    wait.at = explainer.stacks()[i].at;
    wait.callers = explainer.stacks()[i].callers;
    wait.holders = reading.holders;
    wait.waits_for = reading.waits_for;
    wait.because = doubts[i] ? doubts[i]->why : reading.because();
    // Read below others, "it" could be anybody, or the object of the sentence before.
    if (wait.because.starts_with("It ")) wait.because.replace(0, 2, explainer.scene().name(wait.task));
  }
  return result;
}

}  // namespace ipclab::observe
