// A table by descriptor that grows; the stream is kept beside the child, so that a stale pointer is only compared.
#include "m_popen.hpp"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

struct Running {
  FILE* stream = nullptr;
  pid_t pid = 0;
};
static std::vector<Running> by_descriptor;

FILE* m_popen(const char* command, const char* type) {
  const bool r = type[0] == 'r' && !type[1], w = type[0] == 'w' && !type[1];
  if (!r && !w) {
    errno = EINVAL;
    return nullptr;
  }
  int p[2];
  if (pipe(p) != 0) return nullptr;
  const pid_t pid = fork();
  if (pid < 0) {
    const int number = errno;
    close(p[0]);
    close(p[1]);
    errno = number;
    return nullptr;
  }
  if (pid == 0) {
    for (size_t fd = 0; fd < by_descriptor.size(); ++fd)
      if (by_descriptor[fd].stream) close(static_cast<int>(fd));
    dup2(p[r ? 1 : 0], r ? 1 : 0);
    for (int end : p)
      if (end != (r ? 1 : 0)) close(end);
    execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
    _exit(127);
  }
  close(p[r ? 1 : 0]);
  const auto fd = static_cast<size_t>(p[r ? 0 : 1]);
  if (by_descriptor.size() <= fd) by_descriptor.resize(fd + 1);
  by_descriptor[fd] = {fdopen(static_cast<int>(fd), type), pid};
  return by_descriptor[fd].stream;
}

int m_pclose(FILE* stream) {
  for (Running& one : by_descriptor) {
    if (stream == nullptr || one.stream != stream) continue;
    const pid_t pid = one.pid;
    one = {};
    fclose(stream);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
      if (errno != EINTR) return -1;
    return status;
  }
  errno = EINVAL;
  return -1;
}
