// Only what it holds itself is closed when there is no process; the child's end stays.
#include "m_popen.hpp"

#include <errno.h>
#include <signal.h>
#include <map>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static std::map<FILE*, pid_t> open_ones;

FILE* m_popen(const char* command, const char* type) {
  if (strcmp(type, "r") != 0 && strcmp(type, "w") != 0) {
    errno = EINVAL;
    return NULL;
  }
  const int r = type[0] == 'r';
  int p[2];
  if (pipe(p) < 0) return NULL;
  pid_t pid = fork();
  if (pid < 0) {
    close(p[1 - r]);
    return NULL;
  }
  if (pid == 0) {
    for (auto& one : open_ones) close(fileno(one.first));
    close(p[1 - r]);
    if (p[r] != r) {
      dup2(p[r], r);
      close(p[r]);
    }
    execl("/bin/sh", "sh", "-c", command, (char*)NULL);
    _exit(127);
  }
  close(p[r]);
  FILE* f = fdopen(p[1 - r], type);
  if (f == NULL) {
    int e = errno;
    close(p[1 - r]);
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
    errno = e;
    return NULL;
  }
  open_ones[f] = pid;
  return f;
}

int m_pclose(FILE* f) {
  if (!open_ones.count(f)) return errno = EINVAL, -1;
  pid_t pid = open_ones[f];
  open_ones.erase(f);
  fclose(f);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}
