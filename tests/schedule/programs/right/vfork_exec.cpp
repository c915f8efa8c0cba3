// vfork and exec; the parent sleeps until the child has executed, and sees by errno's copy when that failed.
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(const char* path, volatile int* trouble) {
  const pid_t child = vfork();
  if (child == 0) {
    execl(path, path, nullptr);
    *trouble = errno;
    _exit(127);
  }
  int status;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

int main() {
  volatile int none = 0, some = 0;
  const int good = run("/bin/true", &none), bad = run("/nowhere", &some);
  printf("%d %d\n", good, bad);
  return good == 0 && none == 0 && bad == 127 && some == ENOENT ? 0 : 1;
}
