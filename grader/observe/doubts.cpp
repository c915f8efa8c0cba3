// Reasons why a sleep may still end.
//
// Closed world: only the tasks in it, the grader and time can act on anything in it. All tasks sleep; so a sleep
// without a timeout can end only through the grader (its pipes are known), a timer, or a signal already on its way.
//
// Open world (no namespaces): a stranger could act too. Of a pipe made in the world we can still tell: another
// process has an end of it only if it inherited it (then it descends from the world, and is in it), or got it over a
// unix(7) socket (then we say that we do not know as long as some process holds a socket), or took it itself from
// /proc (then it belongs to our user, and the search of all tables finds it; a process whose table is closed to us
// belongs to somebody else). Of everything that has a name or a number known to all we cannot tell.
#include "observe/calls.hpp"
#include "observe/memory.hpp"
#include "observe/scene.hpp"
#include "observe/tables.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>

namespace ipclab::observe {
namespace {

using Answer = std::optional<Doubt>;

Doubt outsider(Scene& scene, const Task& task, std::string_view what) {
  return {.why = fmt::format("{} waits for {}, and without a world of its own a process outside could act on it.",
                             scene.name(task), what),
          .outside = true};
}

// What only tasks can act on, but those of other worlds, too: safe in a closed world only.
Answer named_doubt(const Task& task, Scene& scene, std::string_view what) {
  if (scene.known().closed_world) return std::nullopt;
  return outsider(scene, task, what);
}

Answer pipe_doubt(const Task& task, const Descriptor& pipe, Scene& scene) {
  if (scene.known().grader_acts_on.contains(pipe.pipe))
    return Doubt{fmt::format("The grader may still act on {}, for which {} waits.", pipe.target, scene.name(task))};
  if (scene.known().closed_world) return std::nullopt;
  if (pipe.target.starts_with('/')) return outsider(scene, task, "the FIFO " + pipe.target);
  for (const Holder& holder : scene.holders(pipe))
    if (!scene.in_world(holder.pid))
      return Doubt{fmt::format("{}, outside of the programs under test, has {} open as descriptor {}.",
                               scene.name(holder.pid), pipe.target, holder.fd)};
  if (scene.may_have_passed_descriptors())
    return Doubt{fmt::format("A socket is open, so {} may have been passed to a process outside.", pipe.target)};
  return std::nullopt;
}

Answer socket_doubt(const Task& task, const Descriptor& socket, Scene& scene) {
  if (scene.known().socket_timeouts)
    return Doubt{fmt::format("{} waits on {}, and some socket has a timeout (SO_RCVTIMEO, SO_SNDTIMEO).",
                             scene.name(task), socket.target),
                 true};
  const auto sockets = posix::read_file(ProcPath(task.pid, "net/unix").c_str());
  const std::string inode = " " + socket.target.substr(8, socket.target.size() - 9);  // "socket:[8812]"
  for (std::size_t at = 0; sockets && (at = sockets->find(inode, at)) != std::string::npos; at += inode.size()) {
    const std::size_t end = at + inode.size();
    if (end == sockets->size() || (*sockets)[end] == '\n' || (*sockets)[end] == ' ') return named_doubt(task, scene, socket.target);
  }
  return Doubt{fmt::format("{} waits on {}, which is not a unix(7) socket: network protocols have timers of their own.",
                           scene.name(task), socket.target)};
}

Answer epoll_doubt(const Task& task, const Descriptor& epoll, Scene& scene, int depth);

// Of several doubts about one wait the first that is more than that somebody outside could act.
class Strongest {
 public:
  // True when no stronger one can come.
  bool add(Answer doubt) {
    if (doubt && (!strongest_ || strongest_->outside)) strongest_ = std::move(doubt);
    return strongest_ && !strongest_->outside;
  }
  [[nodiscard]] Answer take() { return std::move(strongest_); }

 private:
  Answer strongest_;
};

// What could make a descriptor ready while every task sleeps.
Answer descriptor_doubt(const Task& task, int fd, Scene& scene, int depth = 0) {
  const auto descriptor = read_descriptor(task.pid, task.tid, fd);
  if (!descriptor)
    return Doubt{fmt::format("What descriptor {} of {} stands for cannot be seen.", fd, scene.name(task))};
  const std::string& target = descriptor->target;
  if (descriptor->pipe != 0) return pipe_doubt(task, *descriptor, scene);
  if (target.starts_with("socket:[")) return socket_doubt(task, *descriptor, scene);
  if (target == "anon_inode:[eventpoll]") return epoll_doubt(task, *descriptor, scene, depth);
  // Timers among these are found in doubts_about_processes().
  static constexpr std::array kInside = {"anon_inode:[eventfd]", "anon_inode:[signalfd]", "anon_inode:[timerfd]",
                                         "anon_inode:[pidfd]"};
  if (std::find(kInside.begin(), kInside.end(), target) != kInside.end() || target.starts_with("pidfd:["))
    return named_doubt(task, scene, target);
  return Doubt{fmt::format("{} waits for {}, which is neither a pipe nor a unix(7) socket.", scene.name(task), target)};
}

Answer epoll_doubt(const Task& task, const Descriptor& epoll, Scene& scene, int depth) {
  const auto members = epoll_members(task, epoll.fd);
  if (!members || depth > 4)
    return Doubt{fmt::format("What epoll descriptor {} of {} watches cannot be seen.", epoll.fd, scene.name(task))};
  Strongest strongest;
  for (const Member& member : *members) {
    struct stat now {};
    const std::string path = ProcPath(task.pid, task.tid, "fd/").c_str() + std::to_string(member.fd);
    if (scene.known().grader_acts_on.contains(member.inode) || ::stat(path.c_str(), &now) != 0 ||
        now.st_ino != member.inode)
      return Doubt{fmt::format("{} watches a descriptor on which the grader may still act, or that it has closed.",
                               scene.name(task))};
    if (strongest.add(descriptor_doubt(task, member.fd, scene, depth + 1))) break;
  }
  if (!scene.known().closed_world) strongest.add(outsider(scene, task, epoll.target));
  return strongest.take();
}

Answer polled_doubt(const Task& task, Scene& scene) {
  const auto fds = polled(task);
  if (!fds)
    return Doubt{fmt::format("For which descriptors {} waits cannot be read from its memory.", scene.name(task))};
  Strongest strongest;
  for (const int fd : *fds)
    if (strongest.add(descriptor_doubt(task, fd, scene))) break;
  if (fds->empty() && !scene.known().closed_world) return outsider(scene, task, "a signal");
  return strongest.take();
}

// A plain file and /dev/null are always ready: the other side is the one that it sleeps on.
bool always_ready(const Task& task, int fd) {
  struct stat file {};
  const std::string path = ProcPath(task.pid, task.tid, "fd/").c_str() + std::to_string(fd);
  if (::stat(path.c_str(), &file) != 0) return false;
  return S_ISREG(file.st_mode) || (S_ISCHR(file.st_mode) && file.st_rdev == makedev(1, 3));
}

Answer splice_doubt(const Task& task, Scene& scene) {
  Strongest strongest;
  for (const std::size_t argument : {std::size_t{0}, std::size_t{task.call == SYS_splice ? 2U : 1U}}) {
    const int fd = static_cast<int>(task.args.at(argument));
    if (!always_ready(task, fd) && strongest.add(descriptor_doubt(task, fd, scene))) break;
  }
  return strongest.take();
}

// A word of memory that only the world's own processes can have mapped.
Answer futex_doubt(const Task& task, Scene& scene) {
  const Call& call = *find_call(task.call);
  if (call.waits == Waits::futex) {
    const auto operation = static_cast<int>(task.args[1]) & FUTEX_CMD_MASK;
    static constexpr std::array kSleeps = {FUTEX_WAIT, FUTEX_WAIT_BITSET, FUTEX_LOCK_PI, 13 /* FUTEX_LOCK_PI2 */,
                                           FUTEX_WAIT_REQUEUE_PI};
    if (std::find(kSleeps.begin(), kSleeps.end(), operation) == kSleeps.end())
      return Doubt{fmt::format("{} sleeps in futex operation {}, which the observer does not know.", scene.name(task),
                               operation)};
  }
  if (scene.known().closed_world) return std::nullopt;
  if (call.waits == Waits::futex && (task.args[1] & FUTEX_PRIVATE_FLAG) != 0) return std::nullopt;
  const Mapping* mapping = call.waits == Waits::futex ? scene.mapping_at(task.pid, task.args[0]) : nullptr;
  if (mapping != nullptr && (!mapping->shared || mapping->path == "/dev/zero (deleted)")) return std::nullopt;
  return outsider(scene, task, "a word of shared memory");
}

// A child that has ended and that the call would take: its parent is about to be told.
Answer child_doubt(const Task& task, Scene& scene) {
  const bool waitid = task.call == SYS_waitid;
  const int wanted = static_cast<int>(waitid ? task.args[1] : task.args[0]);
  const bool one = waitid ? task.args[0] == P_PID : wanted > 0;
  for (const int child : scene.children(task.pid)) {
    if ((one && child != wanted) || scene.in_world(child)) continue;
    return Doubt{fmt::format("A child of {}, process {}, has ended, and {} has not taken note of it yet.",
                             scene.name(task.pid), child, call_name(task.call))};
  }
  return std::nullopt;
}

Answer open_doubt(const Task& task, Scene& scene) {
  const auto opened = opening(task);
  struct stat file {};
  if (!opened || ::stat(opened->seen_from_here.c_str(), &file) != 0 || !S_ISFIFO(file.st_mode))
    return Doubt{fmt::format("{} sleeps in {}, and that it opens a FIFO cannot be seen.", scene.name(task),
                             call_name(task.call))};
  if (scene.known().grader_acts_on.contains(file.st_ino))
    return Doubt{fmt::format("The grader may still open {}, for which {} waits.", opened->path, scene.name(task))};
  if (scene.known().closed_world) return std::nullopt;
  return outsider(scene, task, "the FIFO " + opened->path);
}

Answer record_lock_doubt(const Task& task, Scene& scene) {
  const auto command = static_cast<int>(task.args[1]);
  if (command != F_SETLKW && command != F_OFD_SETLKW)
    return Doubt{fmt::format("{} sleeps in fcntl with command {}, which the observer does not know.", scene.name(task),
                             command)};
  if (scene.known().closed_world) return std::nullopt;
  return outsider(scene, task, "a file lock");
}

Answer vfork_doubt(const Task& task, Scene& scene) {
  unsigned long flags = CLONE_VFORK;
  if (task.call == SYS_clone) flags = task.args[0];
  if (task.call == SYS_clone3) flags = peek<unsigned long>(task.tid, task.args[0]).value_or(0);
  if ((flags & CLONE_VFORK) != 0) return std::nullopt;
  return Doubt{fmt::format("{} is still in {}.", scene.name(task), call_name(task.call))};
}

Answer doubt_about_call(const Task& task, const Call& call, Scene& scene) {
  switch (call.waits) {
    case Waits::read:
    case Waits::write:
    case Waits::accept:
    case Waits::connect: return descriptor_doubt(task, descriptor_of(task), scene);
    case Waits::splice: return splice_doubt(task, scene);
    case Waits::poll:
    case Waits::select:
    case Waits::epoll: return polled_doubt(task, scene);
    case Waits::futex:
    case Waits::futexes: return futex_doubt(task, scene);
    case Waits::sem: return named_doubt(task, scene, "System V semaphores");
    case Waits::msgrcv:
    case Waits::msgsnd:
    case Waits::mq_receive:
    case Waits::mq_send: return named_doubt(task, scene, "a message queue");
    case Waits::signal: return named_doubt(task, scene, "a signal");
    case Waits::child: return child_doubt(task, scene);
    case Waits::open: return open_doubt(task, scene);
    case Waits::record_lock: return record_lock_doubt(task, scene);
    case Waits::file_lock: return named_doubt(task, scene, "a file lock");
    case Waits::vfork: return vfork_doubt(task, scene);
    case Waits::time: break;
  }
  return Doubt{fmt::format("{} sleeps in {}, which ends by itself.", scene.name(task), call.name), true};
}

// The numbers of the table are those of native calls; a 32-bit program, or int 0x80, counts otherwise. The bytes
// before the return address tell how the kernel was entered.
bool entered_natively(const Task& task) {
#if defined(__x86_64__)
  const auto code = peek<std::array<unsigned char, 2>>(task.tid, task.pc - 2);
  return code && (*code)[0] == 0x0f && (*code)[1] == 0x05;  // syscall
#else
  const auto code = peek<unsigned>(task.tid, task.pc - 4);
  return code && *code == 0xd4000001U;  // svc #0
#endif
}

}  // namespace

std::optional<Doubt> doubt_about(const Task& task, Scene& scene) {
  if (task.state == 'T') {  // SIGCONT must come from somebody who is awake
    if (scene.known().closed_world) return std::nullopt;
    return outsider(scene, task, "SIGCONT");
  }
  const auto signals = read_signals(task.pid, task.tid);
  if (!signals || (signals->pending & ~signals->blocked) != 0)
    return Doubt{fmt::format("A signal for {} is on its way.", scene.name(task))};
  const Call* call = find_call(task.call);
  if (call == nullptr)
    return Doubt{fmt::format("{} sleeps in {}; whether that ends by itself is not known.", scene.name(task),
                             call_name(task.call))};
  if (has_timeout(*call, task)) {
    if (task.call == SYS_restart_syscall)
      return Doubt{
          fmt::format("{} sleeps in a call that it was stopped in once; whether it has a timeout is not known.",
                      scene.name(task)),
          true};
    if (call->waits == Waits::time) return doubt_about_call(task, *call, scene);
    return Doubt{fmt::format("{} sleeps in {} with a timeout.", scene.name(task), call->name), true};
  }
  if (!entered_natively(task))
    return Doubt{fmt::format("{} entered the kernel in a way that the observer cannot read.", scene.name(task))};
  return doubt_about_call(task, *call, scene);
}

}  // namespace ipclab::observe
