// Waits for System V semaphores and message queues, and for POSIX message queues.
#include "observe/explain.hpp"
#include "observe/memory.hpp"
#include "observe/tables.hpp"

#include <cerrno>
#include <csignal>
#include <fmt/format.h>
#include <map>
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/syscall.h>

namespace ipclab::observe {
namespace {

// "relay's child, which has ended", for the last process to have touched an object; empty when there is none.
std::string last_user(Explainer& explainer, pid_t pid) {
  if (pid <= 0) return {};
  if (explainer.scene().in_world(pid)) return explainer.scene().name(pid);
  const auto& names = explainer.scene().known().names;
  const std::string name = names.contains(pid) ? names.at(pid) : fmt::format("process {}", pid);
  const auto stat = read_stat(pid);
  return !stat || stat->state == 'Z' ? name + ", which has ended" : name;
}

// The operation that stands in the way: the first of the array that cannot be done, all before it done (semop(2)).
// `takes`: all that the call takes from this semaphore up to there; 0: it waits for the value 0.
struct Blocking { int semaphore = 0, value = 0, takes = 0; pid_t last = 0; };
std::optional<Blocking> blocking_operation(const Task& task) {
  const int id = static_cast<int>(task.args[0]);
  const unsigned long count = task.args[2];
  if (count == 0 || count > 500) return std::nullopt;
  std::vector<sembuf> operations(count);
  if (!peek(task.tid, task.args[1], operations.data(), count * sizeof(sembuf))) return std::nullopt;
  std::map<int, int> values;
  for (const sembuf& operation : operations) {
    const int number = operation.sem_num;
    if (!values.contains(number)) values[number] = ::semctl(id, number, GETVAL);
    int& value = values[number];
    if (value < 0) return std::nullopt;  // no permission, or just removed
    const bool passes = operation.sem_op == 0 ? value == 0 : value + operation.sem_op >= 0;
    if (!passes) {
      const int before = ::semctl(id, number, GETVAL);
      const int takes = operation.sem_op == 0 ? 0 : before - value - operation.sem_op;
      return Blocking{number, before, takes, ::semctl(id, number, GETPID)};
    }
    value += operation.sem_op;
  }
  return std::nullopt;
}

Reading read_posix_queue(Explainer&, const Task& task, const Call& call) {
  Reading reading;
  const int fd = descriptor_of(task);
  reading.call = fmt::format("{}({})", call.name, fd);
  const auto descriptor = read_descriptor(task.pid, task.tid, fd);
  if (descriptor) reading.object = "queue " + descriptor->target.substr(0, descriptor->target.find(" (deleted)"));
  const posix::Fd queue = borrow(task.pid, fd);
  mq_attr attributes{};
  const bool known = queue.open() && ::mq_getattr(queue.get(), &attributes) == 0;
  reading.because = [known, attributes, object = reading.object, receives = call.waits == Waits::mq_receive] {
    if (!known) return fmt::format("It waits for {}, and every process that could act on it sleeps.", object);
    return receives
               ? fmt::format("The {} holds {} messages, and every process that could send one sleeps.", object,
                             attributes.mq_curmsgs)
               : fmt::format("The {} is full ({} of {} messages), and every process that could receive one sleeps.",
                             object, attributes.mq_curmsgs, attributes.mq_maxmsg);
  };
  return reading;
}

// Which messages a call accepts (msgrcv(2)).
std::string accepted(long type, bool all_but) {
  if (all_but) return fmt::format("of another type than {}", type);
  return type < 0 ? fmt::format("of a type up to {}", -type) : fmt::format("of type {}", type);
}

std::string why_not_received(Explainer& explainer, const msqid_ds& queue, int id, long type, bool all_but) {
  const std::string last = last_user(explainer, queue.msg_lspid);
  const std::string sender = last.empty() ? "" : fmt::format(" The last to send was {}.", last);
  if (queue.msg_qnum == 0)
    return fmt::format("Queue {} is empty, and every process that could send to it sleeps.{}", id, sender);
  return fmt::format("Queue {} holds {} message{}, but none {}; every process that could send one sleeps.{}", id,
                     queue.msg_qnum, queue.msg_qnum == 1 ? "" : "s", accepted(type, all_but), sender);
}

std::string why_not_sent(const msqid_ds& queue, int id, unsigned long size) {
  const unsigned long taken = queue.__msg_cbytes;
  if (taken == queue.msg_qbytes)
    return fmt::format("Queue {} is full ({} of {} bytes), and nobody who could receive from it is awake.", id,
                       taken, queue.msg_qbytes);
  return fmt::format(
      "Queue {} has no room for {} more bytes ({} of {} are taken), and nobody who could receive from it is awake.",
      id, size, taken, queue.msg_qbytes);
}

}  // namespace

Reading read_semaphore_wait(Explainer& explainer, const Task& task, const Call& call) {
  Reading reading;
  const int id = static_cast<int>(task.args[0]);
  reading.call = fmt::format("{}(id {})", call.waits == Waits::sem ? "semop" : call.name, id);
  const auto blocking = blocking_operation(task);
  if (!blocking) {
    reading.object = fmt::format("semaphore set {}", id);
    reading.because = [] { return "Which semaphore it waits for cannot be seen."; };
    return reading;
  }
  reading.object = fmt::format("semaphore {} of set {} (value {})", blocking->semaphore, id, blocking->value);
  reading.because = [&explainer, id, b = *blocking] {
    const std::string wants = b.takes == 0 ? "waits for 0" : fmt::format("takes {}", b.takes);
    const std::string last = last_user(explainer, b.last);
    return fmt::format(
        "Semaphore {} of set {} has the value {}, and this call {}.{}", b.semaphore, id, b.value, wants,
        last.empty() ? " Nobody has changed it with semop yet." : fmt::format(" The last to change it was {}.", last));
  };
  return reading;
}

Reading read_queue_wait(Explainer& explainer, const Task& task, const Call& call) {
  if (call.waits == Waits::mq_receive || call.waits == Waits::mq_send) return read_posix_queue(explainer, task, call);
  Reading reading;
  const int id = static_cast<int>(task.args[0]);
  const bool receives = call.waits == Waits::msgrcv;
  const auto type = receives ? static_cast<long>(task.args[3]) : peek<long>(task.tid, task.args[1]).value_or(0);
  reading.call = fmt::format("{}(id {}, type {})", call.name, id, type);
  reading.object = fmt::format("queue {}", id);
  msqid_ds queue{};
  const bool known = ::msgctl(id, IPC_STAT, &queue) == 0;
  const bool all_but = receives && (task.args[4] & MSG_EXCEPT) != 0;
  reading.because = [&explainer, known, queue, id, type, receives, all_but, size = task.args[2]] {
    if (!known) return std::string("What is in the queue cannot be seen.");
    return receives ? why_not_received(explainer, queue, id, type, all_but) : why_not_sent(queue, id, size);
  };
  return reading;
}

}  // namespace ipclab::observe
