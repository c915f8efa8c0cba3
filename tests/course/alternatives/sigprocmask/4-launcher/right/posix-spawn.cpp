// right: posix_spawnp(3) starts the command and gives it the mask from before as an attribute
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "launcher: no command\n";
    return 2;
  }
  sigset_t held, before;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGQUIT);
  sigprocmask(SIG_BLOCK, &held, &before);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &before);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  int code = 127;
  const int error = posix_spawnp(&child, argv[1], nullptr, &attributes, argv + 1, environ);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    std::cerr << "launcher: " << argv[1] << ": " << std::strerror(error) << '\n';
  } else {
    int status = 0;
    while (waitpid(child, &status, 0) != child) continue;
    code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  std::cout << "ended " << code << std::endl;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return code;
}
