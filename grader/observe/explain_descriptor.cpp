// Waits on pipes, FIFOs, sockets and files.
#include "observe/explain.hpp"
#include "observe/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace ipclab::observe {
namespace {

// "fd 4 of relay itself", "fds 4 and 6 of relay's child": one part a process.
std::vector<std::string> who_holds(Explainer& explainer, const std::vector<Holder>& ends, const Task& task) {
  std::map<pid_t, std::vector<std::string>> by_process;
  for (const Holder& end : ends) by_process[end.pid].push_back(std::to_string(end.fd));
  std::vector<std::string> result;
  for (const auto& [pid, fds] : by_process)
    result.push_back(
        fmt::format("fd{} {} of {}", fds.size() > 1 ? "s" : "", join(fds), explainer.name_seen_from(pid, task)));
  return result;
}

// "3, 5"
std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::vector<pid_t> processes_of(const std::vector<Holder>& ends) {
  std::vector<pid_t> result;
  for (const Holder& end : ends)
    if (std::find(result.begin(), result.end(), end.pid) == result.end()) result.push_back(end.pid);
  return result;
}

std::string nobody_writes(Explainer& explainer, const Task& task, const std::string& object,
                          const std::vector<Holder>& ends, bool ours) {
  const std::string grader = ours ? " The grader's own end writes nothing more." : "";
  if (ends.empty())
    return ours ? fmt::format("Only the grader has a write end of {} open, and it writes nothing more.", object)
                : fmt::format("Who has a write end of {} open is not known.", object);
  const auto who = who_holds(explainer, ends, task);
  if (who.size() > 1)
    return fmt::format("The write ends of {} still open are {}; all of these processes sleep.{}", object, join(who),
                       grader);
  const pid_t holder = ends.front().pid;
  const std::string doing = holder == task.pid ? "" : ", " + explainer.what_it_does(holder, task);
  return fmt::format("The only write end{0} of {1} still open {2} {3}{4}.{5}", ends.size() > 1 ? "s" : "", object,
                     ends.size() > 1 ? "are" : "is", who.front(), doing, grader);
}

std::string nobody_reads(Explainer& explainer, const Task& task, int fd, const std::string& object,
                         const std::vector<Holder>& ends, bool ours) {
  const PipeFill fill = pipe_fill(task.pid, fd);
  std::string text = object + " has no room";
  if (fill.bytes >= 0 && fill.bytes == fill.capacity)
    text = fmt::format("{} is full ({} of {} bytes)", object, fill.bytes, fill.capacity);
  else if (fill.bytes >= 0 && fill.capacity > 0)
    text = fmt::format("{} has no room for this write ({} of {} bytes are taken)", object, fill.bytes, fill.capacity);
  if (ends.empty())
    return text + (ours ? ", and only the grader could read it, which reads nothing more."
                        : ", and who could read it is not known.");
  const std::string grader = ours ? " The grader's own end reads nothing more." : "";
  const auto who = who_holds(explainer, ends, task);
  if (who.size() > 1) return fmt::format("{}, and those that could read it sleep: {}.{}", text, join(who), grader);
  const pid_t holder = ends.front().pid;
  const std::string doing = holder == task.pid ? "" : ", " + explainer.what_it_does(holder, task);
  return fmt::format("{}, and the only process that could read it is {}{}.{}", text,
                     explainer.name_seen_from(holder, task), doing, grader);
}

// Fills in who has the other end of a pipe open, and why that does not help.
void read_pipe(Reading& reading, Explainer& explainer, const Task& task, const Descriptor& pipe, bool wants_data) {
  const auto other_end = [&](const Holder& h) { return wants_data ? h.writes : h.reads; };
  for (const Holder& holder : explainer.scene().holders(pipe))
    if (other_end(holder)) reading.holders.push_back(holder);
  const auto own = explainer.scene().own_ends(pipe);
  const bool ours = std::any_of(own.begin(), own.end(), other_end);
  reading.waits_for = processes_of(reading.holders);
  const std::string object = reading.object;
  const auto ends = reading.holders;
  if (wants_data)
    reading.because = [&explainer, &task, object, ends, ours] {
      return nobody_writes(explainer, task, object, ends, ours);
    };
  else
    reading.because = [&explainer, &task, fd = pipe.fd, object, ends, ours] {
      return nobody_reads(explainer, task, fd, object, ends, ours);
    };
}

// Whose lock stands in the way of this process: /proc/locks lists waiters ("->") below the lock that blocks them.
std::optional<pid_t> lock_owner(pid_t waiter) {
  const auto locks = posix::read_file("/proc/locks");
  if (!locks) return std::nullopt;
  std::optional<pid_t> owner;
  for (std::size_t at = 0; at < locks->size();) {
    const std::size_t end = std::min(locks->find('\n', at), locks->size());
    const std::string line = locks->substr(at, end - at);
    at = end + 1;
    int pid = 0;
    if (std::sscanf(line.c_str(), "%*d: -> %*s %*s %*s %d", &pid) == 1) {
      if (pid == waiter) return owner;
    } else if (std::sscanf(line.c_str(), "%*d: %*s %*s %*s %d", &pid) == 1) {
      owner = pid > 0 ? std::optional<pid_t>(pid) : std::nullopt;  // -1: a lock of the open file description
    }
  }
  return std::nullopt;
}

}  // namespace

Reading read_descriptor_wait(Explainer& explainer, const Task& task, const Call& call) {
  int fd = descriptor_of(task);
  bool wants_data = call.waits == Waits::read;
  auto descriptor = read_descriptor(task.pid, task.tid, fd);
  if (call.waits == Waits::splice) {
    // Of the two, the one that is a pipe or socket; where both are, which of them it is cannot be seen.
    const int other = static_cast<int>(task.args.at(task.call == SYS_splice ? 2 : 1));
    const auto second = read_descriptor(task.pid, task.tid, other);
    Reading reading{fmt::format("{}({}, {})", call.name, fd, other), "", {}, {}, [] {
                      return "Which of its two descriptors it waits for is not known.";
                    }};
    const bool first_is_plain = descriptor && descriptor->target.starts_with('/') && descriptor->pipe == 0;
    const bool second_is_plain = second && second->target.starts_with('/') && second->pipe == 0;
    if (first_is_plain == second_is_plain) return reading;
    if (first_is_plain) descriptor = second, fd = other;
    // sendfile(2) has its destination first, splice(2) and tee(2) their source.
    wants_data = (task.call == SYS_sendfile) == first_is_plain;
  }
  Reading reading;
  reading.call = fmt::format("{}({})", call.name, fd);
  if (!descriptor) {
    reading.because = [] { return "What its descriptor stands for cannot be seen."; };
    return reading;
  }
  reading.object =
      descriptor->pipe != 0 && descriptor->target.starts_with('/') ? "FIFO " + descriptor->target : descriptor->target;
  if (task.call == SYS_vmsplice) wants_data = descriptor->reads;  // works both ways (vmsplice(2))
  if (descriptor->pipe != 0) read_pipe(reading, explainer, task, *descriptor, wants_data);
  else
    reading.because = [object = reading.object] {
      return fmt::format("It waits for {}, and every process that could act on it sleeps.", object);
    };
  return reading;
}

Reading read_poll_wait(Explainer& explainer, const Task& task, const Call& call) {
  Reading reading;
  auto fds = polled(task);
  const std::string set = call.waits == Waits::epoll ? std::to_string(descriptor_of(task)) : "";
  if (call.waits == Waits::epoll) {
    fds.emplace();
    for (const Member& member : epoll_members(task, descriptor_of(task)).value_or(std::vector<Member>{}))
      fds->push_back(member.fd);
  } else if (fds && fds->empty())
    return read_signal_wait(explainer, task, call);  // that is how aarch64 spells pause(2)
  std::vector<std::string> numbers, objects;
  std::vector<Descriptor> seen;
  for (const int fd : fds.value_or(std::vector<int>{})) {
    numbers.push_back(std::to_string(fd));
    if (const auto descriptor = read_descriptor(task.pid, task.tid, fd)) {
      seen.push_back(*descriptor);
      objects.push_back(descriptor->target);
    }
  }
  reading.call = fmt::format("{}({})", call.name, set.empty() ? listed(numbers) : set);
  reading.object = listed(objects);
  if (seen.size() == 1 && seen.front().pipe != 0 && seen.front().reads != seen.front().writes) {
    read_pipe(reading, explainer, task, seen.front(), seen.front().reads);
    return reading;
  }
  for (const Descriptor& pipe : seen)
    if (pipe.pipe != 0)
      for (const Holder& h : explainer.scene().holders(pipe))
        if ((pipe.reads && h.writes) || (pipe.writes && h.reads)) reading.holders.push_back(h);
  reading.waits_for = processes_of(reading.holders);
  reading.because = [objects] {
    return fmt::format("Nothing can make {} ready: every process that has the other ends open sleeps.", join(objects));
  };
  return reading;
}

Reading read_open_wait(Explainer& explainer, const Task& task, const Call& call) {
  const auto opened = opening(task);
  if (!opened) return {std::string(call.name), "", {}, {}, [] { return "Which file it opens cannot be seen."; }};
  Reading reading;
  reading.call = fmt::format("{}(\"{}\")", call.name, opened->path);
  struct stat file {};
  if (::stat(opened->seen_from_here.c_str(), &file) != 0 || !S_ISFIFO(file.st_mode)) {
    reading.object = opened->path;
    reading.because = [] { return "Why opening this file takes long is not known."; };
    return reading;
  }
  reading.object = "FIFO " + opened->path;
  const bool writes = (opened->flags & O_ACCMODE) == O_WRONLY;
  Descriptor fifo;
  fifo.target = "/";
  fifo.pipe = file.st_ino;
  for (const Holder& h : explainer.scene().holders(fifo))
    if (writes ? h.reads : h.writes) reading.holders.push_back(h);
  reading.waits_for = processes_of(reading.holders);
  reading.because = [path = opened->path, writes] {
    return fmt::format("Nobody has the FIFO {0} open for {1}, and every process that could open it so sleeps.", path,
                       writes ? "reading" : "writing");
  };
  return reading;
}

Reading read_lock_wait(Explainer& explainer, const Task& task, const Call& call) {
  Reading reading;
  const int fd = descriptor_of(task);
  reading.call = fmt::format("{}({}{})", call.name, fd, call.waits == Waits::record_lock ? ", F_SETLKW" : "");
  const auto descriptor = read_descriptor(task.pid, task.tid, fd);
  if (descriptor) reading.object = "lock on " + descriptor->target;
  const auto owner = lock_owner(task.pid);
  if (owner && explainer.scene().in_world(*owner)) reading.waits_for.push_back(*owner);
  reading.because = [&explainer, &task, owner, object = reading.object]() -> std::string {
    if (!owner || !explainer.scene().in_world(*owner)) return "Who holds the lock is not known.";
    if (*owner == task.pid)
      return fmt::format("{} itself holds the {} through another open file.", explainer.scene().name(*owner), object);
    return fmt::format("The {} is held by {}, {}.", object, explainer.scene().name(*owner),
                       explainer.what_it_does(*owner, task));
  };
  return reading;
}

}  // namespace ipclab::observe
