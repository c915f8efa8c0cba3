// right: a std::thread starts the command and waits for it, main joins it; both have the two blocked
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <thread>
#include <sys/wait.h>
#include <unistd.h>

static int launch(char** command, const sigset_t& before) {
  const pid_t child = fork();
  if (child < 0) return 126;
  if (child == 0) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    execvp(command[0], command);
    dprintf(STDERR_FILENO, "launcher: %s: %s\n", command[0], strerror(errno));
    _exit(127);
  }
  siginfo_t info;
  while (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED) < 0 && errno == EINTR) continue;
  return info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
}

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: launcher COMMAND [ARGUMENT]..." << std::endl;
    return 2;
  }
  sigset_t both, before;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  pthread_sigmask(SIG_BLOCK, &both, &before);
  int code = 0;
  std::thread([&] { code = launch(argv + 1, before); }).join();
  std::cout << "ended " << code << std::endl;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return code;
}
