// vfork, a linked list, and pipes that exec closes by itself.
#include "m_popen.hpp"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct node {
  FILE* stream;
  pid_t pid;
  node* next;
};
static node* head;

FILE* m_popen(const char* command, const char* type) {
  if ((type[0] != 'r' && type[0] != 'w') || type[1] != '\0') {
    errno = EINVAL;
    return NULL;
  }
  const int target = type[0] == 'r';
  int fd[2];
  if (pipe2(fd, O_CLOEXEC) < 0) return NULL;
  const int child_end = fd[target], parent_end = fd[1 - target];
  node* one = (node*)malloc(sizeof *one);
  FILE* stream = one ? fdopen(parent_end, type) : NULL;
  if (!stream) {
    free(one);
    close(fd[0]);
    close(fd[1]);
    return NULL;
  }
  const pid_t pid = vfork();
  if (pid == 0) {
    if (child_end == target) fcntl(target, F_SETFD, 0);
    else dup2(child_end, target);
    execl("/bin/sh", "sh", "-c", command, (char*)NULL);
    _exit(127);
  }
  close(child_end);
  if (pid < 0) {
    fclose(stream);
    free(one);
    return NULL;
  }
  *one = {stream, pid, head};
  head = one;
  return stream;
}

int m_pclose(FILE* stream) {
  for (node** at = &head; *at; at = &(*at)->next) {
    node* one = *at;
    if (one->stream != stream) continue;
    *at = one->next;
    const pid_t pid = one->pid;
    free(one);
    fclose(stream);
    for (;;) {
      int status;
      if (waitpid(pid, &status, 0) == pid) return status;
      if (errno != EINTR) return -1;
    }
  }
  errno = EINVAL;
  return -1;
}
