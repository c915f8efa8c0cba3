// posix_spawn, and a map from streams to children.
#include "m_popen.hpp"

#include <cerrno>
#include <map>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {
std::map<FILE*, pid_t> children;
}

FILE* m_popen(const char* command, const char* type) {
  const std::string way = type;
  if (way != "r" && way != "w") {
    errno = EINVAL;
    return nullptr;
  }
  int ends[2];
  if (pipe(ends) < 0) return nullptr;
  const int mine = way == "r" ? ends[0] : ends[1];
  const int its = way == "r" ? ends[1] : ends[0];
  const int place = way == "r" ? STDOUT_FILENO : STDIN_FILENO;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const auto& [stream, pid] : children) posix_spawn_file_actions_addclose(&actions, fileno(stream));
  posix_spawn_file_actions_addclose(&actions, mine);
  if (its != place) {
    posix_spawn_file_actions_adddup2(&actions, its, place);
    posix_spawn_file_actions_addclose(&actions, its);
  }
  const char* argv[] = {"sh", "-c", command, nullptr};
  pid_t pid = 0;
  const int error = posix_spawn(&pid, "/bin/sh", &actions, nullptr, const_cast<char* const*>(argv), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(its);
  if (error != 0) {
    close(mine);
    errno = error;
    return nullptr;
  }
  FILE* stream = fdopen(mine, type);
  children[stream] = pid;
  return stream;
}

int m_pclose(FILE* stream) {
  const auto found = children.find(stream);
  if (found == children.end()) {
    errno = EINVAL;
    return -1;
  }
  const pid_t pid = found->second;
  children.erase(found);
  fclose(stream);
  int status = 0;
  while (waitpid(pid, &status, 0) == -1)
    if (errno != EINTR) return -1;
  return status;
}
