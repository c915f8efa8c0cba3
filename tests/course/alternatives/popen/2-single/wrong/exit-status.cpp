// Returns the exit status, where the status of waitpid is promised.
#include "m_popen.hpp"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t pid;

FILE* m_popen(const char* command, const char* type) {
  if (strcmp(type, "r") != 0 && strcmp(type, "w") != 0) {
    errno = EINVAL;
    return NULL;
  }
  int p[2];
  if (pipe(p) < 0) return NULL;
  pid = fork();
  if (pid < 0) return NULL;
  bool r = type[0] == 'r';
  if (pid == 0) {
    if (r) dup2(p[1], 1);
    else dup2(p[0], 0);
    close(p[0]);
    close(p[1]);
    execl("/bin/sh", "sh", "-c", command, (char*)NULL);
    _exit(127);
  }
  close(r ? p[1] : p[0]);
  return r ? fdopen(p[0], "r") : fdopen(p[1], "w");
}

int m_pclose(FILE* f) {
  int status = 0;
  fclose(f);
  waitpid(pid, &status, 0);
  return WEXITSTATUS(status);
}
