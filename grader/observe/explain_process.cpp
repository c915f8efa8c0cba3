// Waits for signals and for children.
#include "observe/explain.hpp"
#include "observe/memory.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace ipclab::observe {
namespace {

std::vector<int> signals_in(std::uint64_t set) {
  std::vector<int> result;
  for (int number = 1; number <= 64; ++number)
    if ((set >> (number - 1) & 1U) != 0 && number != 32 && number != 33) result.push_back(number);
  return result;
}

constexpr std::uint64_t bit(int signal) { return std::uint64_t{1} << (signal - 1); }
// They come from a fault of the program itself; sanitizers have handlers for them.
constexpr std::uint64_t kFaults = bit(SIGSEGV) | bit(SIGBUS) | bit(SIGFPE) | bit(SIGILL);

std::string why_no_signal(Explainer& explainer, const Task& task, std::uint64_t waited_for, bool takes_itself) {
  auto signals = read_signals(task.pid, task.tid);
  if (signals) signals->caught &= ~kFaults;
  if (!signals) return "Which signals would wake it cannot be seen.";
  const std::uint64_t held = signals->pending & signals->blocked;
  if (const auto stuck = signals_in(held); !stuck.empty() && !takes_itself)
    return fmt::format("{} {} come already, but {} blocked; nobody is left awake to send another signal.",
                       signal_names(held), stuck.size() > 1 ? "have" : "has", stuck.size() > 1 ? "are" : "is");
  if (takes_itself)
    return fmt::format("It waits for {}; none of them is pending, and nobody is left awake to send one.",
                       signal_names(waited_for));
  const std::uint64_t wakes = signals->caught & ~signals->blocked;
  if (signals_in(signals->caught).empty())
    return "It has no handler for any signal, and nobody is left awake to send one.";
  if (signals_in(wakes).empty())
    return fmt::format("{} has a handler for {} only, which {} blocked.", explainer.scene().name(task.pid),
                       signal_names(signals->caught), signals_in(signals->caught).size() > 1 ? "are" : "is");
  return fmt::format("No signal is pending; {} would wake it, and nobody is left awake to send one.",
                     signal_names(wakes));
}

}  // namespace

std::string signal_names(std::uint64_t set) {
  std::vector<std::string> names;
  for (const int number : signals_in(set)) names.push_back(posix::signal_name(number));
  return join(names);
}

Reading read_signal_wait(Explainer& explainer, const Task& task, const Call& call) {
  Reading reading;
  const bool is_poll = call.waits == Waits::poll || call.waits == Waits::select;
  reading.call = is_poll && !has_timeout(call, task) ? "pause" : std::string(call.name);
  const bool takes_itself = task.call == SYS_rt_sigtimedwait;
  const std::uint64_t set = takes_itself ? peek<std::uint64_t>(task.tid, task.args[0]).value_or(0) : 0;
  reading.object = takes_itself ? signal_names(set) : has_timeout(call, task) ? "" : "a signal";
  reading.because = [&explainer, &task, set, takes_itself] {
    return why_no_signal(explainer, task, set, takes_itself);
  };
  return reading;
}

Reading read_child_wait(Explainer& explainer, const Task& task, const Call& call) {
  Reading reading;
  const bool waitid = task.call == SYS_waitid;
  const int wanted = static_cast<int>(waitid ? task.args[1] : task.args[0]);
  const bool one = call.waits == Waits::child && (waitid ? task.args[0] == P_PID : wanted > 0);
  reading.call = std::string(call.name);
  if (call.waits == Waits::child && !waitid) reading.call = fmt::format("{}({})", call.name, wanted);
  if (one && waitid) reading.call = fmt::format("waitid({})", wanted);
  for (const int child : explainer.scene().children(task.pid))
    if (explainer.scene().in_world(child) && (!one || child == wanted)) reading.waits_for.push_back(child);
  reading.object = one ? fmt::format("child {}", wanted) : call.waits == Waits::vfork ? "its child" : "any child";
  reading.because = [&explainer, &task, children = reading.waits_for,
                     vfork = call.waits == Waits::vfork]() -> std::string {
    if (children.empty()) return "Which child it waits for is not known.";
    if (children.size() == 1)
      return fmt::format("{} {}, {}.", vfork ? "It goes on only when its child calls exec or ends:" : "It waits for",
                         explainer.scene().name(children.front()), explainer.what_it_does(children.front(), task));
    std::vector<std::string> names;
    for (const pid_t child : children) names.push_back(explainer.scene().name(child));
    return fmt::format("It waits for one of its children, and all of them sleep: {}.", join(names));
  };
  return reading;
}

}  // namespace ipclab::observe
