// Two processes meet at a named POSIX semaphore: a child, which opens it
// by its name, posts it, and the parent waits.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sem_t* done = sem_open("/ipclab-done", O_CREAT | O_EXCL, 0600, 0);
  if (done == SEM_FAILED) {
    dprintf(1, "sem_open failed with %s\n", strerrorname_np(errno));
    return 0;
  }
  if (fork() == 0) {
    sem_t* same = sem_open("/ipclab-done", 0);
    sem_post(same);
    _exit(0);
  }
  sem_wait(done);
  dprintf(1, "the parent has been woken by its child\n");
  wait(nullptr);
  sem_unlink("/ipclab-done");
}
