// Processes: fork(2), exec, waiting for children, the end.
#include "schedule/shim/attach.hpp"
#include "schedule/shim/shim.hpp"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab::shim;

namespace {

template <class Fork>
pid_t fork_with(Fork real, const void* from) {
  if (process.control == nullptr || self.slot == nullptr) return real();
  if (fails_here(Call::fork, from)) return -1;
  Slot* slot = promise('c');
  const pid_t child = real();
  if (child == 0) {
    adopt(slot);
    process.threaded = false;
    point(Call::start, std::int64_t{0}, from);
  } else {
    if (child < 0) withdraw(slot);
    point(Call::fork, child, from);
  }
  return child;
}

// The arguments of execl(3) and its kin as an array. Calls `exec` with them and, behind their end, the list.
template <class Exec>
int with_arguments(const char* first, va_list list, Exec exec) {
  std::size_t count = 1;
  va_list counted;
  va_copy(counted, list);
  for (const char* argument = first; argument != nullptr; ++count) argument = va_arg(counted, const char*);
  va_end(counted);
  auto** arguments = static_cast<char**>(__builtin_alloca(count * sizeof(char*)));
  const char* argument = first;
  for (std::size_t i = 0; i < count; ++i) {
    arguments[i] = const_cast<char*>(argument);
    if (argument != nullptr) argument = va_arg(list, const char*);
  }
  return exec(arguments);
}

}  // namespace

EXPORT pid_t fork() { return fork_with(REAL(fork), FROM); }
extern "C" pid_t _Fork() noexcept;
EXPORT pid_t _Fork() noexcept { return fork_with(REAL(_Fork), FROM); }

// These make their child in one piece, so there is nothing to do before; the point after them lets the child come to
// its first point, so that children are counted in the order in which they were made.
EXPORT int posix_spawn(pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions,
                       const posix_spawnattr_t* attributes, char* const argv[], char* const envp[]) {
  if (fails_here(Call::fork, FROM)) return errno;
  const int error = REAL(posix_spawn)(pid, path, actions, attributes, argv, envp);
  point(Call::fork, std::int64_t{0}, FROM);
  return error;
}
EXPORT int posix_spawnp(pid_t* pid, const char* file, const posix_spawn_file_actions_t* actions,
                        const posix_spawnattr_t* attributes, char* const argv[], char* const envp[]) {
  if (fails_here(Call::fork, FROM)) return errno;
  const int error = REAL(posix_spawnp)(pid, file, actions, attributes, argv, envp);
  point(Call::fork, std::int64_t{0}, FROM);
  return error;
}
// No point where it succeeds, for nobody else notices it; but it wants memory, and can fail for lack of that.
EXPORT FILE* fdopen(int fd, const char* mode) noexcept { return fails_here(Call::fdopen, FROM) ? nullptr : REAL(fdopen)(fd, mode); }
EXPORT FILE* popen(const char* command, const char* mode) {
  if (fails_here(Call::fork, FROM)) return nullptr;
  FILE* stream = REAL(popen)(command, mode);
  point(Call::fork, std::int64_t{0}, FROM);
  return stream;
}
EXPORT int pclose(FILE* stream) {
  point(Call::wait, std::int64_t{0}, FROM);
  return REAL(pclose)(stream);
}
EXPORT int system(const char* command) {
  point(Call::fork, std::int64_t{0}, FROM);
  return REAL(system)(command);
}

EXPORT int execve(const char* path, char* const argv[], char* const envp[]) {
  point(Call::exec, std::int64_t{0}, FROM);
  return REAL(execve)(path, argv, envp);
}
EXPORT int execv(const char* path, char* const argv[]) {
  point(Call::exec, std::int64_t{0}, FROM);
  return REAL(execv)(path, argv);
}
EXPORT int execvp(const char* file, char* const argv[]) {
  point(Call::exec, std::int64_t{0}, FROM);
  return REAL(execvp)(file, argv);
}
EXPORT int execvpe(const char* file, char* const argv[], char* const envp[]) {
  point(Call::exec, std::int64_t{0}, FROM);
  return REAL(execvpe)(file, argv, envp);
}
EXPORT int fexecve(int fd, char* const argv[], char* const envp[]) {
  point(Call::exec, std::int64_t{fd}, FROM);
  return REAL(fexecve)(fd, argv, envp);
}
EXPORT int execl(const char* path, const char* first, ...) {
  point(Call::exec, std::int64_t{0}, FROM);
  va_list list;
  va_start(list, first);
  const auto real = REAL(execv);
  const int result = with_arguments(first, list, [&](char** arguments) { return real(path, arguments); });
  va_end(list);
  return result;
}
EXPORT int execlp(const char* file, const char* first, ...) {
  point(Call::exec, std::int64_t{0}, FROM);
  va_list list;
  va_start(list, first);
  const auto real = REAL(execvp);
  const int result = with_arguments(first, list, [&](char** arguments) { return real(file, arguments); });
  va_end(list);
  return result;
}
EXPORT int execle(const char* path, const char* first, ...) {
  point(Call::exec, std::int64_t{0}, FROM);
  va_list list;
  va_start(list, first);
  const auto real = REAL(execve);
  const int result = with_arguments(first, list, [&](char** arguments) {
    return real(path, arguments, va_arg(list, char**));
  });
  va_end(list);
  return result;
}

EXPORT pid_t wait(int* status) {
  point(Call::wait, std::int64_t{-1}, FROM);
  return REAL_AS(pid_t (*)(int*), "wait")(status);
}
EXPORT pid_t waitpid(pid_t pid, int* status, int options) {
  point(Call::wait, pid, FROM);
  return REAL(waitpid)(pid, status, options);
}
EXPORT pid_t wait3(int* status, int options, struct rusage* usage) noexcept(noexcept(::wait3(status, options, usage))) {
  point(Call::wait, std::int64_t{-1}, FROM);
  return REAL_AS(pid_t (*)(int*, int, struct rusage*), "wait3")(status, options, usage);
}
EXPORT pid_t wait4(pid_t pid, int* status, int options, struct rusage* usage)
    noexcept(noexcept(::wait4(pid, status, options, usage))) {
  point(Call::wait, pid, FROM);
  return REAL_AS(pid_t (*)(pid_t, int*, int, struct rusage*), "wait4")(pid, status, options, usage);
}
EXPORT int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  point(Call::wait, std::int64_t{id}, FROM);
  return REAL(waitid)(type, id, info, options);
}

EXPORT void _exit(int status) {
  last_point(FROM);
  REAL(_exit)(status);
  __builtin_unreachable();
}
EXPORT void _Exit(int status) noexcept {
  last_point(FROM);
  REAL(_Exit)(status);
  __builtin_unreachable();
}
EXPORT void quick_exit(int status) noexcept {
  last_point(FROM);
  REAL(quick_exit)(status);
  __builtin_unreachable();
}
