// The child is there first, and waits at a pipe until it is its turn.
#include <cstdlib>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "one name, please\n";
    return 2;
  }
  int turn[2];
  if (pipe(turn) != 0) return 1;
  const pid_t child = fork();
  if (child == -1) return 1;
  if (child == 0) {
    close(turn[1]);
    char c;
    if (read(turn[0], &c, 1) != 1) _exit(1);
    std::cout << "child: welcome, " << argv[1] << std::endl;
    _exit(0);
  }
  close(turn[0]);
  std::cout << "parent: hello, " << argv[1] << std::endl;
  if (write(turn[1], "x", 1) != 1) return 1;
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
