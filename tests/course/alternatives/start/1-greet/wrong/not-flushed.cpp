// wrong: what stdio has not written yet is there twice after fork
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: greet NAME\n");
    return 2;
  }
  std::printf("parent: hello, %s\n", argv[1]);
  if (fork() == 0) {
    std::printf("child: welcome, %s\n", argv[1]);
    return 0;
  }
  wait(nullptr);
  return 0;
}
