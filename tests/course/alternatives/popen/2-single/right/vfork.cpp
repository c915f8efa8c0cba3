// vfork: the parent stands still until the child has become the shell.
#include "m_popen.hpp"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t pid;

FILE* m_popen(const char* command, const char* type) {
  if (strcmp(type, "r") && strcmp(type, "w")) {
    errno = EINVAL;
    return NULL;
  }
  const bool r = *type == 'r';
  int fd[2];
  if (pipe(fd) < 0) return NULL;
  FILE* f = fdopen(r ? fd[0] : fd[1], type);
  if (f == NULL) {
    close(fd[0]);
    close(fd[1]);
    return NULL;
  }
  pid = vfork();
  if (pid == 0) {
    dup2(r ? fd[1] : fd[0], r ? 1 : 0);
    close(fd[0]);
    close(fd[1]);
    execl("/bin/sh", "sh", "-c", command, (char*)NULL);
    _exit(127);
  }
  close(r ? fd[1] : fd[0]);
  if (pid < 0) {
    fclose(f);
    return NULL;
  }
  return f;
}

int m_pclose(FILE* f) {
  int status = 0;
  fclose(f);
  while (waitpid(pid, &status, 0) != pid)
    if (errno != EINTR) return -1;
  return status;
}
