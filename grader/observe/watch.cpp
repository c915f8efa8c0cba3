#include "observe/watch.hpp"

#include "observe/calls.hpp"
#include "observe/proc.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unordered_map>

namespace ipclab::observe {
namespace {

struct Id {
  pid_t pid = 0, tid = 0;
  auto operator<=>(const Id&) const = default;
};

enum class Read { ok, gone, forbidden };

Read why_not() { return errno == EACCES || errno == EPERM ? Read::forbidden : Read::gone; }

// The three files of one task. Kept open, because an open /proc file stays with its task: once that has died it
// answers ESRCH, even when the number has been given to another. Without `keep` they are opened for each reading
// (we own few descriptors); a number cannot come round again within one look.
class Probe {
 public:
  Probe(Id id, bool keep) : id_(id), keep_(keep) {}

  Read syscall(SyscallLine& value) {
    if (const Read r = read(syscall_, "syscall"); r != Read::ok) return r;
    const auto parsed = parse_syscall(buffer_.data());
    if (parsed) value = *parsed;
    return parsed ? Read::ok : Read::gone;
  }
  Read runs(std::uint64_t& value) {
    if (const Read r = read(schedstat_, "schedstat"); r != Read::ok) return r;
    const auto parsed = parse_runs(buffer_.data());
    if (parsed) value = *parsed;
    return parsed ? Read::ok : Read::gone;
  }
  Read stat(Stat& value) {
    if (const Read r = read(stat_, "stat"); r != Read::ok) return r;
    const auto parsed = parse_stat(buffer_.data());
    if (parsed) value = *parsed;
    return parsed ? Read::ok : Read::gone;
  }
  [[nodiscard]] bool kept() const { return keep_; }

  SyscallLine line;        // of the first reading
  std::uint64_t runs_then = 0;

 private:
  Read read(posix::Fd& fd, const char* file) {
    if (!keep_) {
      return read_small(ProcPath(id_.pid, id_.tid, file).c_str(), buffer_.data(), buffer_.size()) > 0 ? Read::ok
                                                                                                      : why_not();
    }
    if (!fd.open()) {
      fd = posix::Fd(::open(ProcPath(id_.pid, id_.tid, file).c_str(), O_RDONLY | O_CLOEXEC));
      if (!fd.open()) return why_not();
    }
    return reread(fd.get(), buffer_.data(), buffer_.size()) > 0 ? Read::ok : why_not();
  }

  Id id_;
  bool keep_;
  posix::Fd syscall_, schedstat_, stat_;
  static inline std::array<char, 1024> buffer_;  // one thread uses a Watch
};

// How many tasks may keep their files open: the caller needs descriptors too.
std::size_t tasks_within_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  const rlim_t ours = std::min<rlim_t>(limit.rlim_cur, 4096) / 2;
  return static_cast<std::size_t>(ours) / 3;
}

// Number of CPU-time clocks, as clock_getcpuclockid(3) makes it for a process.
constexpr clockid_t process_clock(pid_t pid) { return static_cast<clockid_t>((~static_cast<unsigned>(pid) << 3) | 2U); }

// A zombie's system call is closed to an ordinary user. Its letter alone does not tell whether its parent has been
// woken yet; but the kernel sets the letter and wakes the parent under one write lock of its task list, and this
// call, which changes nothing, takes that lock for reading: once it returns, the parent knows.
bool has_told_its_parent() {
  siginfo_t info{};
  return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno == ECHILD;
}

// Uninterruptible sleep (D) is about to end, but for that of a parent whose vfork(2) child has not yet called exec or
// ended. A fork(2) is in it, too, when it waits for a lock of the kernel; clone(2)'s flags tell them apart. Those of
// clone3(2) lie in memory; the programs of a world have no clone3 (world/filter.cpp).
bool sleeps_in(char state, const SyscallLine& line) {
  if (state == 'S' || state == 'T') return true;
#ifdef SYS_vfork
  if (state == 'D' && line.call == SYS_vfork) return true;
#endif
  return state == 'D' && ((line.call == SYS_clone && (line.args[0] & CLONE_VFORK) != 0) || line.call == SYS_clone3);
}

}  // namespace

struct Watch::Private {
  Scope scope;
  pid_t self = ::getpid();
  posix::Fd proc;     // /proc
  std::int64_t processes_begin = 0;  // there
  posix::Fd loadavg;  // its last number is the process id given out last
  std::size_t keep = tasks_within_limit();
  std::unordered_map<pid_t, Probe> probes;  // by thread id
  std::vector<Id> first, second;
  long listed_at = -1;  // last_created() when all in `first` slept, which proves it whole; -1: not proven
  std::vector<int> pids, tids;
  std::vector<Task> tasks;
  std::vector<Zombie> zombies;
  std::vector<pid_t> unreadable;
  std::uint64_t looks = 0;

  bool processes(std::vector<int>& result);
  bool list(std::vector<Id>& result);
  bool somebody_runs();
  bool list_tasks();
  [[nodiscard]] long last_created() const;
  Probe& probe(Id id);
  void forget_the_dead();
  Stillness odd(Id id, Read read);
  bool first_reading(Id id, Stillness& answer, bool& leader_left);
  bool second_reading(Task& task);
  Stillness look();
};

// Every process of the world, zombies too. False when some list could not be read whole.
bool Watch::Private::processes(std::vector<int>& result) {
  result.clear();
  if (scope == Scope::pid_namespace) {
    if (!list_numbers(proc.get(), result, &processes_begin)) return false;
    std::erase(result, self);
    return true;
  }
  if (!list_children(self, result)) return false;
  for (std::size_t i = 0; i < result.size(); ++i)  // grows while we walk it: children of children
    if (!list_children(result[i], result)) return false;
  std::sort(result.begin(), result.end());
  // A child that moved up to us while we walked may show twice.
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return true;
}

bool Watch::Private::list(std::vector<Id>& result) {
  result.clear();
  if (!processes(pids)) return false;
  for (const int pid : pids) {
    tids.clear();
    if (!list_numbers(ProcPath(pid, "task").c_str(), tids)) return false;
    for (const int tid : tids) result.push_back({pid, tid});
  }
  return true;
}

// Process and thread ids are given out in a cycle: the same last one before and after means that no task came to be
// in between (proc(5), /proc/loadavg). That closes the one gap of the two lists: a task that is born behind the
// reader's back and whose creator has died before the second list gets there.
long Watch::Private::last_created() const {
  std::array<char, 128> text;
  if (scope != Scope::pid_namespace || reread(loadavg.get(), text.data(), text.size()) <= 0) return 0;
  const char* last = std::strrchr(text.data(), ' ');
  return last == nullptr ? 0 : std::strtol(last, nullptr, 10);
}

Probe& Watch::Private::probe(Id id) {
  const auto found = probes.find(id.tid);
  if (found != probes.end()) return found->second;
  return probes.emplace(id.tid, Probe(id, probes.size() < keep)).first->second;
}

// Without this, 1024 descriptors would soon be gone in a world that forks a lot.
void Watch::Private::forget_the_dead() {
  if (probes.size() <= 2 * first.size() + 8) return;
  std::vector<pid_t> alive;
  for (const Id id : first) alive.push_back(id.tid);
  std::sort(alive.begin(), alive.end());
  std::erase_if(probes, [&](const auto& p) { return !std::binary_search(alive.begin(), alive.end(), p.first); });
}

Stillness Watch::Private::odd(Id id, Read read) {
  if (read == Read::forbidden && std::find(unreadable.begin(), unreadable.end(), id.pid) == unreadable.end())
    unreadable.push_back(id.pid);
  probes.erase(id.tid);
  listed_at = -1;
  return Stillness::running;
}

// True: asleep so far, or dead (then it is not in `tasks`; `leader_left` when other threads of it were listed).
// False: `answer` is the answer of this look.
bool Watch::Private::first_reading(Id id, Stillness& answer, bool& leader_left) {
  answer = Stillness::running;
  Probe& p = probe(id);
  Read read = p.runs(p.runs_then);
  if (read == Read::ok) read = p.syscall(p.line);
  Stat stat{'S', 0};
  if (read == Read::forbidden && p.stat(stat) == Read::ok && stat.state == 'Z' && has_told_its_parent()) {
    p.line = {.in_call = true};
    read = Read::ok;
  }
  if (read != Read::ok) {
    answer = odd(id, read);
    return false;
  }
  if (!p.line.in_call) return false;
  const bool answered = only_waits_for_us(p.line.call);  // unless raise(3) has stopped it
  if (p.line.call < 0 || answered) {
    if (read = p.stat(stat); read != Read::ok) {
      answer = odd(id, read);
      return false;
    }
    // Off the CPU for good, for /proc/T/syscall did not say "running". The thread group's leader stays a zombie
    // while other threads live: then it is not yet one to be waited for.
    if (stat.state == 'Z' && id.pid == id.tid && !answered) {
      const auto threads = std::count_if(first.begin(), first.end(), [&](Id other) { return other.pid == id.pid; });
      if (threads == 1) zombies.push_back({id.pid, stat.parent});
      leader_left |= threads > 1;  // the others may have gone by the next look
      return true;
    }
    if (stat.state != 'T') return false;
  }
  tasks.push_back({id.pid, id.tid, p.line.call, p.line.args, p.line.sp, p.line.pc, stat.state, p.runs_then});
  return true;
}

// The order matters: system call, state letter, run count. A task that is being woken on another CPU still passes
// for asleep in /proc/T/syscall; its letter is R from the waking on.
bool Watch::Private::second_reading(Task& task) {
  const auto found = probes.find(task.tid);
  if (found == probes.end()) return false;
  Probe& p = found->second;
  SyscallLine line;
  Stat stat;
  std::uint64_t runs = 0;
  if (p.syscall(line) != Read::ok || line != p.line) return false;
  if (p.stat(stat) != Read::ok || !sleeps_in(stat.state, line)) return false;
  if ((line.call < 0 || only_waits_for_us(line.call)) && stat.state != 'T') return false;
  if (p.runs(runs) != Read::ok || runs != p.runs_then) return false;
  task.state = stat.state;
  return true;
}

// One of those that were there the last time is on a CPU, or about to be: then no new list is needed to say so.
bool Watch::Private::somebody_runs() {
  return std::any_of(first.begin(), first.end(), [this](Id id) {
    const auto found = probes.find(id.tid);
    SyscallLine line;
    return found != probes.end() && found->second.syscall(line) == Read::ok && !line.in_call;
  });
}

bool Watch::Private::list_tasks() {
  listed_at = -1;
  if (!list(first)) return false;
  forget_the_dead();
  return true;
}

Stillness Watch::Private::look() {
  ++looks;
  tasks.clear();
  zombies.clear();
  unreadable.clear();
  // The last list is still whole when nobody was created since, which the end of the look will tell: then tasks can
  // only have gone, and a reading of one that has gone fails.
  const bool still_whole = listed_at > 0;
  const long created = still_whole ? listed_at : last_created();
  if (!still_whole && (somebody_runs() || !list_tasks())) return Stillness::running;
  Stillness answer = Stillness::running;
  bool leader_left = false;
  for (const Id id : first)
    if (!first_reading(id, answer, leader_left)) return answer;
  if (!still_whole && (!list(second) || second != first)) return Stillness::running;
  for (Task& task : tasks)
    if (!second_reading(task)) return Stillness::running;
  if (last_created() != created) {
    listed_at = -1;
    return Stillness::running;
  }
  // Only now is the list known to be whole: a task gets its id before it can be seen, and its creator is awake until
  // it can.
  listed_at = leader_left ? -1 : created;
  return tasks.empty() ? Stillness::empty : Stillness::asleep;
}

Watch::Watch(Scope scope) : private_(std::make_unique<Private>()) {
  private_->scope = scope;
  private_->proc = posix::open_file("/proc", O_RDONLY | O_DIRECTORY);
  private_->loadavg = posix::open_file("/proc/loadavg", O_RDONLY);
  std::array<char, 128> text;
  if (read_small("/proc/self/schedstat", text.data(), text.size()) <= 0)
    throw posix::Error("open", "/proc/self/schedstat");
  if (parse_runs(text.data()).value_or(0) == 0)
    throw posix::Error("/proc/self/schedstat", "this kernel does not count how often a task runs", 0);
  if (scope == Scope::descendants && ::access("/proc/thread-self/children", R_OK) != 0)
    throw posix::Error("access", "/proc/thread-self/children");
}

Watch::~Watch() = default;

Stillness Watch::look() { return private_->look(); }
const std::vector<Task>& Watch::tasks() const { return private_->tasks; }
const std::vector<Zombie>& Watch::zombies() const { return private_->zombies; }
const std::vector<pid_t>& Watch::unreadable() const { return private_->unreadable; }
std::uint64_t Watch::looks() const { return private_->looks; }

std::vector<pid_t> Watch::processes() const {
  std::vector<pid_t> result;
  // A process that dies while we read makes the list of descendants fail; the next attempt is a new one.
  for (int attempt = 0; attempt < 100 && !private_->processes(result); ++attempt) {}
  return result;
}

std::uint64_t Watch::cpu_ns(pid_t pid) {
  timespec used{};
  if (::clock_gettime(process_clock(pid), &used) != 0) return 0;
  return static_cast<std::uint64_t>(used.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(used.tv_nsec);
}

std::uint64_t Watch::resident_bytes(pid_t pid) {
  std::array<char, 256> text;
  if (read_small(ProcPath(pid, "statm").c_str(), text.data(), text.size()) <= 0) return 0;
  char* rest = nullptr;
  (void)std::strtoull(text.data(), &rest, 10);
  return std::strtoull(rest, nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

pid_t Watch::parent_of(pid_t pid) {
  const auto stat = read_stat(pid);
  return stat ? stat->parent : 0;
}

}  // namespace ipclab::observe
