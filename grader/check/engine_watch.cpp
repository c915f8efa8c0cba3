// What the engine knows about the processes of its world: names, timers, unreaped children, budgets.
#include "check/engine.hpp"

#include "check/findings.hpp"
#include "check/words.hpp"
#include "observe/descriptors.hpp"
#include "posix/error.hpp"
#include "world/filter.hpp"
#include "world/proc.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace ipclab::check {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kBudgetsEvery = 5ms;                        // how often budgets are looked at while something runs
constexpr std::uint64_t kWorldMemory = 1024ULL << 20;      // resident, all processes of a world together
constexpr std::size_t kWorldProcesses = 256;
constexpr double kAfterClose = 5;                          // CPU seconds after the end of the input, read or not
constexpr auto kLongestTrial = 90s;                        // some thousand times what one takes
constexpr std::size_t kMostReaped = 2'000;                 // processes of a world that its init has reaped: orphans
constexpr std::size_t kMostErrorBytes = 64U << 20;
constexpr unsigned kMostNaps = 500;                        // README.md, "What a program may use"

unsigned long inode_of(const posix::Fd& fd) {
  struct stat info {};
  return fd.open() && ::fstat(fd.get(), &info) == 0 ? info.st_ino : 0;
}

Finding over_budget(std::string which, std::string happened) {
  Finding finding;
  finding.symptom = {Symptom::Kind::endless, std::move(which)};
  finding.happened = std::move(happened);
  return finding;
}

}  // namespace

const std::vector<Company>& Engine::company_at_end(pid_t pid) const {
  static const std::vector<Company> none;
  const auto found = company_.find(pid);
  return found == company_.end() ? none : found->second;
}

std::vector<pid_t> Engine::children_of(pid_t pid) const {
  std::vector<pid_t> children;
  for (const pid_t process : watch_.processes())
    if (const auto stat = world::process_stat(process); stat && stat->parent == pid && stat->state != 'Z') children.push_back(process);
  return children;
}

bool Engine::answer_notices() {
  bool any = false;
  for (Running& program : running_) {
    if (!program.notices.open()) continue;
    const bool more = world::answer_notices(program.notices.get(), [&](const world::Notice& notice) {
      any = true;
      return look_at(notice);
    });
    if (!more) program.notices.reset();
  }
  return any;
}

int Engine::look_at(const world::Notice& notice) {
  const pid_t pid = world::process_of(notice.tid);
  switch (notice.kind) {
    case world::Notice::Kind::timer:
      if (notice.arms) timers_[pid].insert(notice.timer);
      else timers_[pid].erase(notice.timer);
      return 0;
    case world::Notice::Kind::socket_timeout:
      socket_timeouts_ = true;
      return 0;
    case world::Notice::Kind::exit: {
      learn_names();  // while the family is still together
      std::vector<Company> company;
      for (const pid_t other : watch_.processes()) {
        const auto stat = world::process_stat(other);
        if (!stat || other == pid) continue;
        const bool child = stat->parent == pid;
        const auto program = program_of_.find(other);
        const bool same = program != program_of_.end() && program->second == pid;
        if (child || (same && stat->state != 'Z' && stat->state != 'X')) company.push_back({other, stat->state, child});
      }
      if (!company.empty()) company_[pid] = std::move(company);
      return 0;
    }
    case world::Notice::Kind::no_queue:
      if (refused_a_queue_.empty()) refused_a_queue_ = name_of(pid);
      return 0;
    case world::Notice::Kind::kill: return world::permit_signal(notice, watch_.processes());
  }
  return 0;
}

// Closed by us, and nothing of it left in the pipe.
bool Engine::input_exhausted(const Running& program) const {
  return !program.in.open() && program.ends_input && observe::pipe_fill(program.pid, 0).bytes <= 0;
}

observe::Known Engine::known() const {
  observe::Known known;
  known.timers_known = world_.isolation().calls_watched;
  known.closed_world = world_.isolation().tier != world::Tier::reduced;
  known.socket_timeouts = socket_timeouts_;
  known.names = names_;
  for (const auto& [pid, armed] : timers_)
    if (!armed.empty()) known.timers.insert(pid);
  for (const Running& program : running_) {
    // Outputs that we read at once are empty when all sleep; a held one will be read later, if the scenario says so.
    // What is held of a FIFO stays held: the scenario does nothing else while it waits.
    if (program.out.open() && (program.fifo.empty() || !program.holds_output)) known.grader_acts_on.insert(inode_of(program.out));
    if (program.err.open()) known.grader_acts_on.insert(inode_of(program.err));
    if (program.in.open() && (!program.queue.empty() || !program.drops.empty())) known.grader_acts_on.insert(inode_of(program.in));
  }
  return known;
}

std::map<pid_t, std::uint64_t> Engine::cpu_by_program() const {
  std::map<pid_t, std::uint64_t> cpu;
  for (const pid_t pid : watch_.processes())
    if (const auto program = program_of_.find(pid); program != program_of_.end()) cpu[program->second] += observe::Watch::cpu_ns(pid);
  return cpu;
}

// Of those that live and of those that have ended: the cap of each single one counts for all of them, too.
double Engine::cpu_of_world(const std::vector<pid_t>& processes) {
  rusage ended{};
  ::getrusage(RUSAGE_CHILDREN, &ended);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  double all = seconds(ended.ru_utime) + seconds(ended.ru_stime);
  for (const pid_t pid : processes) all += static_cast<double>(observe::Watch::cpu_ns(pid)) / 1e9;
  return all;
}

void Engine::check_budgets() {
  const auto now = Clock::now();
  if (now - budgets_checked_ < kBudgetsEvery) return;
  budgets_checked_ = now;
  pollfd grader{world_.control(), POLLIN, 0};
  if (::poll(&grader, 1, 0) > 0) throw posix::Error("the grader", "has gone", ECANCELED);
  learn_names();
  check_patience(now - begun_);
  const std::vector<pid_t> processes = watch_.processes();
  std::uint64_t memory = 0;
  for (const pid_t pid : processes) memory += observe::Watch::resident_bytes(pid);
  if (memory > kWorldMemory)
    return fail(over_budget("memory", fmt::format("Its processes hold {} MiB of memory together and were ended.", memory >> 20)));
  if (processes.size() > kWorldProcesses)
    return fail(over_budget("processes", fmt::format("There are {} processes of it at once; they were ended.", processes.size())));
  if (const double seconds = cpu_of_world(processes); seconds > world::Limits{}.cpu_seconds)
    return fail(over_budget("cpu", fmt::format("All processes together have used {:.0f} s of CPU time, and there is no end of it.", seconds)));
  std::map<pid_t, std::uint64_t> cpu = cpu_by_program();
  for (const Running& program : running_) {
    if (!program.fifo.empty()) continue;
    if (program.out_bytes > program.budget.bytes) {
      Finding finding = over_budget("bytes", fmt::format("{} has written {} bytes and does not stop; far less is owed for its input.",
                                                         program.name, program.out_bytes));
      say_what_they_got(*this, program, finding);
      finding.actual = printable(program.out_text);
      return fail(std::move(finding));
    }
    check_cpu(program, cpu[program.pid]);
  }
}

// We wait for something that was promised, and nobody is going to bring it about but one of those.
void Engine::check_naps() {
  if (controller_->naps() < kMostNaps) return;
  Finding finding = over_budget("naps", fmt::format("Nothing goes on: who still waits for something has slept for a while and looked again {} times in a row, and nothing has come of it.", kMostNaps));
  finding.waiting = waiting();
  fail(std::move(finding));
}

// What no contract forbids and nobody can wait for: an end of it is no verdict.
void Engine::check_patience(std::chrono::nanoseconds elapsed) {
  if (elapsed > kLongestTrial)
    return give_up(Verdict::inconclusive,
                   fmt::format("the programs still ran after {} s without breaking a budget of the contract", kLongestTrial.count()));
  if (reaped_ > kMostReaped)
    return give_up(Verdict::inconclusive, fmt::format("more than {} processes were started one after the other, and there was no end of it", kMostReaped));
  for (const Running& program : running_)
    if (program.err_bytes > kMostErrorBytes)
      return give_up(Verdict::inconclusive,
                     fmt::format("{} has written more than {} MiB to standard error, and there was no end of it", program.name, kMostErrorBytes >> 20));
}

// A process that has ended takes its share out of the sum: then there is less to blame, never more.
void Engine::check_cpu(const Running& program, std::uint64_t used) {
  const auto seconds_since = [used](const CpuMark& then) { return used < then.all ? 0.0 : static_cast<double>(used - then.all) / 1e9; };
  if (sleep_budget_)
    if (const CpuMark& asked = cpu_when_asked_[program.pid]; seconds_since(asked) > *sleep_budget_)
      return over_cpu_budget(program, seconds_since(asked), asked, "was to sleep until something happens that it waits for; instead it");
  if (program.in.open() || !program.ends_input) return;
  if (!cpu_at_close_.contains(program.pid)) cpu_at_close_[program.pid] = mark_cpu(program, used);
  const CpuMark& closed = cpu_at_close_[program.pid];
  if (const double seconds = seconds_since(closed); seconds > std::max(kAfterClose, program.budget.cpu_seconds))
    return over_cpu_budget(program, seconds, closed, "has all its input, whether it reads it or not, and since that was closed it");
  if (!input_exhausted(program)) return;
  if (!cpu_at_exhaustion_.contains(program.pid)) cpu_at_exhaustion_[program.pid] = mark_cpu(program, used);
  const CpuMark& exhausted = cpu_at_exhaustion_[program.pid];
  if (const double seconds = seconds_since(exhausted); seconds > program.budget.cpu_seconds)
    over_cpu_budget(program, seconds, exhausted, "has come to the end of its input, and since then it");
}

bool Engine::input_is_read(const Running& program) {
  const std::string pipe = fmt::format("pipe:[{}]", inode_of(program.in));
  const auto& waits = explain().waits;
  return std::any_of(waits.begin(), waits.end(), [&](const observe::Wait& wait) { return wait.object == pipe; });
}

}  // namespace ipclab::check
