// System V semaphores and queues, POSIX queues. System V shared memory is in regions.cpp.
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <mqueue.h>
#include <sys/msg.h>
#include <sys/sem.h>

using namespace ipclab::shim;

EXPORT int semget(key_t key, int count, int flags) noexcept {
  point(Call::semget, std::int64_t{key}, FROM);
  return fails(Call::semget) ? -1 : REAL(semget)(key, count, flags);
}
EXPORT int semop(int id, sembuf* operations, size_t count) noexcept {
  point(Call::semop, std::int64_t{id}, FROM);
  return settled(REAL(semop)(id, operations, count), FROM);
}
EXPORT int semtimedop(int id, sembuf* operations, size_t count, const timespec* timeout) noexcept {
  point(Call::semop, std::int64_t{id}, FROM);
  const auto real = REAL(semtimedop);
  if (timeout == nullptr || !valid(*timeout) || to_ns(*timeout) == 0 || !timeouts_are_virtual())
    return real(id, operations, count, timeout);
  return until(after(to_ns(*timeout)), SYS_semtimedop, -EAGAIN, [&] { return real(id, operations, count, &kFar); });
}
// Its fourth argument, if there is one, is a union of pointers and a number: one word.
EXPORT int semctl(int id, int number, int command, ...) noexcept {
  va_list list;
  va_start(list, command);
  void* argument = va_arg(list, void*);
  va_end(list);
  point(Call::semctl, std::int64_t{id}, FROM);
  return settled(REAL(semctl)(id, number, command, argument), FROM);
}

EXPORT int msgget(key_t key, int flags) noexcept {
  point(Call::msgget, std::int64_t{key}, FROM);
  return fails(Call::msgget) ? -1 : REAL(msgget)(key, flags);
}
EXPORT int msgsnd(int id, const void* message, size_t size, int flags) {
  point(Call::msgsnd, std::int64_t{id}, FROM);
  return settled(REAL(msgsnd)(id, message, size, flags), FROM);
}
EXPORT ssize_t msgrcv(int id, void* message, size_t size, long type, int flags) {
  point(Call::msgrcv, std::int64_t{id}, FROM);
  return settled(REAL(msgrcv)(id, message, size, type, flags), FROM);
}
EXPORT int msgctl(int id, int command, msqid_ds* about) noexcept {
  point(Call::msgctl, std::int64_t{id}, FROM);
  return settled(REAL(msgctl)(id, command, about), FROM);
}

namespace {

template <class Open>
mqd_t open_queue(const void* from, Open real) {
  point(Call::mq_open, std::int64_t{0}, from);
  return fails(Call::mq_open) ? static_cast<mqd_t>(-1) : real();
}

}  // namespace

EXPORT mqd_t mq_open(const char* name, int flags, ...) noexcept {
  mode_t mode = 0;
  mq_attr* attributes = nullptr;
  if ((flags & O_CREAT) != 0) {
    va_list list;
    va_start(list, flags);
    mode = va_arg(list, mode_t);
    attributes = va_arg(list, mq_attr*);
    va_end(list);
  }
  const auto real = REAL(mq_open);
  return open_queue(FROM, [&] { return real(name, flags, mode, attributes); });
}
extern "C" mqd_t __mq_open_2(const char*, int);
EXPORT mqd_t __mq_open_2(const char* name, int flags) {
  const auto real = REAL(__mq_open_2);
  return open_queue(FROM, [&] { return real(name, flags); });
}
EXPORT int mq_unlink(const char* name) noexcept {
  point(Call::unlink, std::int64_t{0}, FROM);
  return REAL(mq_unlink)(name);
}
EXPORT int mq_close(mqd_t queue) noexcept {
  const int result = REAL(mq_close)(queue);
  point(Call::close, std::int64_t{queue}, FROM);
  return result;
}
EXPORT int mq_send(mqd_t queue, const char* message, size_t size, unsigned priority) {
  point(Call::mq_send, std::int64_t{queue}, FROM);
  return settled(REAL(mq_send)(queue, message, size, priority), FROM);
}
EXPORT ssize_t mq_receive(mqd_t queue, char* message, size_t size, unsigned* priority) {
  point(Call::mq_receive, std::int64_t{queue}, FROM);
  return settled(REAL(mq_receive)(queue, message, size, priority), FROM);
}
EXPORT int mq_timedsend(mqd_t queue, const char* message, size_t size, unsigned priority, const timespec* time) {
  point(Call::mq_send, std::int64_t{queue}, FROM);
  const auto real = REAL(mq_timedsend);
  return until_date(CLOCK_REALTIME, time, SYS_mq_timedsend, -ETIMEDOUT,
                    [&](const timespec* date) { return real(queue, message, size, priority, date); });
}
EXPORT ssize_t mq_timedreceive(mqd_t queue, char* __restrict message, size_t size, unsigned* __restrict priority,
                               const timespec* __restrict time) {
  point(Call::mq_receive, std::int64_t{queue}, FROM);
  const auto real = REAL(mq_timedreceive);
  return until_date(CLOCK_REALTIME, time, SYS_mq_timedreceive, -ETIMEDOUT,
                    [&](const timespec* date) { return real(queue, message, size, priority, date); });
}
