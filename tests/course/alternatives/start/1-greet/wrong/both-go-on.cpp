// wrong: the child does not end where it should and speaks for its parent too, and first
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: greet NAME\n");
    return 2;
  }
  const pid_t child = fork();
  if (child == 0) dprintf(1, "child: welcome, %s\n", argv[1]);
  else waitpid(child, nullptr, 0);
  dprintf(1, "parent: hello, %s\n", argv[1]);
  return 0;
}
