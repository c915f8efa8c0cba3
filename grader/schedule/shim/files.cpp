// Files, pipes, sockets: what opens, moves bytes, closes, locks.
#include "schedule/shim/shim.hpp"
#include "schedule/shim/timers.hpp"

#include <cstdarg>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

using namespace ipclab::shim;

namespace {

// open(2) has a third argument only when it may make the file.
bool makes_file(int flags) { return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE; }

template <class Open>
int open_with(const void* from, Open real) {
  point(Call::open, std::int64_t{0}, from);
  return answered(fails(Call::open) ? -1 : real(), from);
}

#define MODE_OF(flags)              \
  mode_t mode = 0;                  \
  if (makes_file(flags)) {          \
    va_list list;                   \
    va_start(list, flags);          \
    mode = va_arg(list, mode_t);    \
    va_end(list);                   \
  }

}  // namespace

EXPORT int open(const char* path, int flags, ...) {
  MODE_OF(flags)
  const auto real = REAL(open);
  return open_with(FROM, [&] { return real(path, flags, mode); });
}
EXPORT int open64(const char* path, int flags, ...) {
  MODE_OF(flags)
  const auto real = REAL(open64);
  return open_with(FROM, [&] { return real(path, flags, mode); });
}
EXPORT int openat(int folder, const char* path, int flags, ...) {
  MODE_OF(flags)
  const auto real = REAL(openat);
  return open_with(FROM, [&] { return real(folder, path, flags, mode); });
}
EXPORT int openat64(int folder, const char* path, int flags, ...) {
  MODE_OF(flags)
  const auto real = REAL(openat64);
  return open_with(FROM, [&] { return real(folder, path, flags, mode); });
}
EXPORT int creat(const char* path, mode_t mode) {
  const auto real = REAL(creat);
  return open_with(FROM, [&] { return real(path, mode); });
}
EXPORT int creat64(const char* path, mode_t mode) {
  const auto real = REAL(creat64);
  return open_with(FROM, [&] { return real(path, mode); });
}
// What a fortified build calls.
extern "C" int __open_2(const char*, int);
extern "C" int __open64_2(const char*, int);
extern "C" int __openat_2(int, const char*, int);
extern "C" int __openat64_2(int, const char*, int);
EXPORT int __open_2(const char* path, int flags) {
  const auto real = REAL(__open_2);
  return open_with(FROM, [&] { return real(path, flags); });
}
EXPORT int __open64_2(const char* path, int flags) {
  const auto real = REAL(__open64_2);
  return open_with(FROM, [&] { return real(path, flags); });
}
EXPORT int __openat_2(int folder, const char* path, int flags) {
  const auto real = REAL(__openat_2);
  return open_with(FROM, [&] { return real(folder, path, flags); });
}
EXPORT int __openat64_2(int folder, const char* path, int flags) {
  const auto real = REAL(__openat64_2);
  return open_with(FROM, [&] { return real(folder, path, flags); });
}

EXPORT int close(int fd) {
  const int result = REAL(close)(fd);
  if (result == 0) forget_timer_descriptor(fd);
  point(Call::close, std::int64_t{fd}, FROM);
  return result;
}

#define BEFORE(call, fd, name, ...)                \
  point(Call::call, std::int64_t{fd}, FROM);       \
  return answered(REAL(name)(__VA_ARGS__), FROM);
#define BEFORE_WAKING(call, fd, name, ...)         \
  point(Call::call, std::int64_t{fd}, FROM);       \
  return settled(REAL(name)(__VA_ARGS__), FROM);

EXPORT ssize_t read(int fd, void* buffer, size_t size) { BEFORE(read, fd, read, fd, buffer, size) }
EXPORT ssize_t pread(int fd, void* buffer, size_t size, off_t at) { BEFORE(pread, fd, pread, fd, buffer, size, at) }
EXPORT ssize_t pread64(int fd, void* buffer, size_t size, off64_t at) { BEFORE(pread, fd, pread64, fd, buffer, size, at) }
EXPORT ssize_t readv(int fd, const iovec* parts, int count) { BEFORE(readv, fd, readv, fd, parts, count) }
EXPORT ssize_t preadv(int fd, const iovec* parts, int count, off_t at) { BEFORE(preadv, fd, preadv, fd, parts, count, at) }
EXPORT ssize_t recv(int fd, void* buffer, size_t size, int flags) { BEFORE(recv, fd, recv, fd, buffer, size, flags) }
EXPORT ssize_t recvfrom(int fd, void* buffer, size_t size, int flags, sockaddr* from, socklen_t* length) {
  BEFORE(recvfrom, fd, recvfrom, fd, buffer, size, flags, from, length)
}
EXPORT ssize_t recvmsg(int fd, msghdr* message, int flags) { BEFORE(recvmsg, fd, recvmsg, fd, message, flags) }
extern "C" ssize_t __read_chk(int, void*, size_t, size_t);
extern "C" ssize_t __pread_chk(int, void*, size_t, off_t, size_t);
extern "C" ssize_t __pread64_chk(int, void*, size_t, off64_t, size_t);
extern "C" ssize_t __recv_chk(int, void*, size_t, size_t, int);
extern "C" ssize_t __recvfrom_chk(int, void*, size_t, size_t, int, sockaddr*, socklen_t*);
EXPORT ssize_t __read_chk(int fd, void* buffer, size_t size, size_t room) {
  BEFORE(read, fd, __read_chk, fd, buffer, size, room)
}
EXPORT ssize_t __pread_chk(int fd, void* buffer, size_t size, off_t at, size_t room) {
  BEFORE(pread, fd, __pread_chk, fd, buffer, size, at, room)
}
EXPORT ssize_t __pread64_chk(int fd, void* buffer, size_t size, off64_t at, size_t room) {
  BEFORE(pread, fd, __pread64_chk, fd, buffer, size, at, room)
}
EXPORT ssize_t __recv_chk(int fd, void* buffer, size_t size, size_t room, int flags) {
  BEFORE(recv, fd, __recv_chk, fd, buffer, size, room, flags)
}
EXPORT ssize_t __recvfrom_chk(int fd, void* buffer, size_t size, size_t room, int flags, sockaddr* from,
                              socklen_t* length) {
  BEFORE(recvfrom, fd, __recvfrom_chk, fd, buffer, size, room, flags, from, length)
}
// A connection is waited for like bytes.
EXPORT int accept(int fd, sockaddr* from, socklen_t* length) { BEFORE(accept, fd, accept, fd, from, length) }
EXPORT int accept4(int fd, sockaddr* from, socklen_t* length, int flags) {
  BEFORE(accept, fd, accept4, fd, from, length, flags)
}

EXPORT ssize_t write(int fd, const void* bytes, size_t size) { BEFORE_WAKING(write, fd, write, fd, bytes, size) }
EXPORT ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) { BEFORE_WAKING(pwrite, fd, pwrite, fd, bytes, size, at) }
EXPORT ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
  BEFORE_WAKING(pwrite, fd, pwrite64, fd, bytes, size, at)
}
EXPORT ssize_t writev(int fd, const iovec* parts, int count) { BEFORE_WAKING(writev, fd, writev, fd, parts, count) }
EXPORT ssize_t pwritev(int fd, const iovec* parts, int count, off_t at) {
  BEFORE_WAKING(pwritev, fd, pwritev, fd, parts, count, at)
}
EXPORT ssize_t send(int fd, const void* bytes, size_t size, int flags) { BEFORE_WAKING(send, fd, send, fd, bytes, size, flags) }
EXPORT ssize_t sendto(int fd, const void* bytes, size_t size, int flags, const sockaddr* to, socklen_t length) {
  BEFORE_WAKING(sendto, fd, sendto, fd, bytes, size, flags, to, length)
}
EXPORT ssize_t sendmsg(int fd, const msghdr* message, int flags) { BEFORE_WAKING(sendmsg, fd, sendmsg, fd, message, flags) }
EXPORT int connect(int fd, const sockaddr* to, socklen_t length) { BEFORE_WAKING(connect, fd, connect, fd, to, length) }

EXPORT int unlink(const char* path) noexcept { BEFORE(unlink, 0, unlink, path) }
EXPORT int unlinkat(int folder, const char* path, int flags) noexcept { BEFORE(unlink, 0, unlinkat, folder, path, flags) }
EXPORT int mkfifo(const char* path, mode_t mode) noexcept {
  point(Call::mkfifo, std::int64_t{0}, FROM);
  return fails(Call::mkfifo) ? -1 : REAL(mkfifo)(path, mode);
}
EXPORT int ftruncate(int fd, off_t size) noexcept {
  point(Call::ftruncate, std::int64_t{fd}, FROM);
  return fails(Call::ftruncate) ? -1 : REAL(ftruncate)(fd, size);
}
EXPORT int ftruncate64(int fd, off64_t size) noexcept {
  point(Call::ftruncate, std::int64_t{fd}, FROM);
  return fails(Call::ftruncate) ? -1 : REAL(ftruncate64)(fd, size);
}

EXPORT int flock(int fd, int operation) noexcept {
  BEFORE(flock, fd, flock, fd, operation)
}
EXPORT int lockf(int fd, int command, off_t size) { BEFORE(lockf, fd, lockf, fd, command, size) }
EXPORT int lockf64(int fd, int command, off64_t size) { BEFORE(lockf, fd, lockf64, fd, command, size) }

namespace {

bool locks(int command) {
  return command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || command == F_OFD_SETLKW;
}

}  // namespace

// Its third argument, if there is one, is a pointer or a number: both travel as one word.
EXPORT int fcntl(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  void* argument = va_arg(list, void*);
  va_end(list);
  if (locks(command)) point(Call::fcntl, std::int64_t{fd}, FROM);
  return REAL(fcntl)(fd, command, argument);
}
EXPORT int fcntl64(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  void* argument = va_arg(list, void*);
  va_end(list);
  if (locks(command)) point(Call::fcntl, std::int64_t{fd}, FROM);
  return REAL(fcntl64)(fd, command, argument);
}
