// wrong: greets whoever comes first, and nobody when nobody comes
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  const char* name = argc > 1 ? argv[1] : "nobody";
  std::printf("parent: hello, %s\n", name);
  std::fflush(stdout);
  if (fork() == 0) {
    std::printf("child: welcome, %s\n", name);
    return 0;
  }
  wait(nullptr);
  return 0;
}
