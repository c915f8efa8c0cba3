// wrong: nothing keeps the two in order
#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

static void line(const std::string& text) {
  if (write(1, text.data(), text.size()) < 0) _exit(1);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: greet NAME\n");
    return 2;
  }
  const pid_t child = fork();
  if (child == 0) {
    line("child: welcome, " + std::string(argv[1]) + "\n");
    _exit(0);
  }
  line("parent: hello, " + std::string(argv[1]) + "\n");
  waitpid(child, nullptr, 0);
  return 0;
}
