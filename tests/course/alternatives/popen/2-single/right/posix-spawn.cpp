// posix_spawn makes the child.
#include "m_popen.hpp"

#include <cerrno>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;
static pid_t running;

std::FILE* m_popen(const char* command, const char* type) {
  const std::string_view kind(type);
  if (kind != "r" && kind != "w") {
    errno = EINVAL;
    return nullptr;
  }
  int p[2];
  if (pipe(p) == -1) return nullptr;
  const int mine = kind == "r" ? 0 : 1;
  posix_spawn_file_actions_t todo;
  posix_spawn_file_actions_init(&todo);
  posix_spawn_file_actions_addclose(&todo, p[mine]);
  posix_spawn_file_actions_adddup2(&todo, p[1 - mine], 1 - mine);
  if (p[1 - mine] != 1 - mine) posix_spawn_file_actions_addclose(&todo, p[1 - mine]);
  const char* words[] = {"sh", "-c", command, nullptr};
  const int error = posix_spawn(&running, "/bin/sh", &todo, nullptr, const_cast<char**>(words), environ);
  posix_spawn_file_actions_destroy(&todo);
  close(p[1 - mine]);
  if (error != 0) {
    close(p[mine]);
    errno = error;
    return nullptr;
  }
  return fdopen(p[mine], type);
}

int m_pclose(std::FILE* stream) {
  fclose(stream);
  int status;
  pid_t got;
  do got = waitpid(running, &status, 0);
  while (got == -1 && errno == EINTR);
  return got == -1 ? -1 : status;
}
