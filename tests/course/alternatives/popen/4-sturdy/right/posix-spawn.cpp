// posix_spawn; the stream is made before the child.
#include "m_popen.hpp"

#include <cerrno>
#include <list>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

struct Command {
  FILE* stream;
  pid_t pid;
};
std::list<Command> commands;

struct Actions {
  posix_spawn_file_actions_t list;
  Actions() { posix_spawn_file_actions_init(&list); }
  ~Actions() { posix_spawn_file_actions_destroy(&list); }
};

int spawn(const char* command, int own_end, int end, int target, pid_t* pid) {
  Actions actions;
  for (const Command& other : commands) posix_spawn_file_actions_addclose(&actions.list, fileno(other.stream));
  posix_spawn_file_actions_addclose(&actions.list, own_end);
  if (end != target) {
    posix_spawn_file_actions_adddup2(&actions.list, end, target);
    posix_spawn_file_actions_addclose(&actions.list, end);
  }
  const char* words[] = {"sh", "-c", command, nullptr};
  return posix_spawn(pid, "/bin/sh", &actions.list, nullptr, const_cast<char**>(words), environ);
}

}  // namespace

FILE* m_popen(const char* command, const char* type) {
  const std::string_view kind = type;
  if (kind != "r" && kind != "w") {
    errno = EINVAL;
    return nullptr;
  }
  const bool reads = kind == "r";
  int p[2];
  if (pipe(p) != 0) return nullptr;
  const int own = reads ? p[0] : p[1], its = reads ? p[1] : p[0];
  FILE* stream = fdopen(own, type);
  if (stream == nullptr) {
    const int why = errno;
    close(own);
    close(its);
    errno = why;
    return nullptr;
  }
  pid_t pid = 0;
  const int error = spawn(command, own, its, reads ? 1 : 0, &pid);
  close(its);
  if (error != 0) {
    fclose(stream);
    errno = error;
    return nullptr;
  }
  commands.push_back({stream, pid});
  return stream;
}

int m_pclose(FILE* stream) {
  for (auto at = commands.begin(); at != commands.end(); ++at)
    if (at->stream == stream) {
      const pid_t pid = at->pid;
      commands.erase(at);
      fclose(stream);
      int status = 0;
      while (waitpid(pid, &status, 0) == -1)
        if (errno != EINTR) return -1;
      return status;
    }
  errno = EINVAL;
  return -1;
}
