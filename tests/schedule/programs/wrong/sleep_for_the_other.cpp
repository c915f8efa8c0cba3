// The child sleeps a second so that its parent has written by then.
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* value = static_cast<int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t child = fork();
  if (child == 0) {
    sleep(1);
    _exit(*value == 42 ? 0 : 1);
  }
  if (write(1, "parent\n", 7) != 7) return 1;
  *value = 42;
  int status;
  waitpid(child, &status, 0);
  puts(status == 0 ? "seen" : "too early");
  return status == 0 ? 0 : 1;
}
