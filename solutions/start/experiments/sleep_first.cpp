// The same two words, but now the child sleeps for a second first.
#include <sys/wait.h>
#include <unistd.h>

int main() {
  if (fork() == 0) {
    sleep(1);
    write(1, "child\n", 6);
    _exit(0);
  }
  write(1, "parent\n", 7);
  wait(nullptr);
}
