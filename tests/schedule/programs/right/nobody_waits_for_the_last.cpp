// The program ends while a grandchild still works; the grandchild ends soon after it.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    if (fork() != 0) _exit(0);
    close(1);
    usleep(1000);
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  puts("ends first");
}
