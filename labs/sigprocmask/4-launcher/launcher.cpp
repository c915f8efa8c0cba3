// launcher COMMAND [ARGUMENT]...: runs a command, waits for it and tells how it ended. SIGINT and SIGQUIT are kept back
// meanwhile.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "launcher: ");
  std::perror(with);
  return 1;
}

// In the child: becomes the command. Returns only if that cannot be done.
int become(char** command) {
  ::execvp(command[0], command);
  trouble(command[0]);
  return 127;
}

// Waits for the command to end. Its exit status, or 128 + the number of its signal; -1 on an error.
int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: launcher COMMAND [ARGUMENT]...\n");
    return 2;
  }
  sigset_t kept_back, before;
  ::sigemptyset(&kept_back);
  ::sigaddset(&kept_back, SIGINT);
  ::sigaddset(&kept_back, SIGQUIT);
  if (::sigprocmask(SIG_BLOCK, &kept_back, &before) != 0) return trouble("blocking");

  const pid_t child = ::fork();
  if (child < 0) return trouble("fork");
  if (child == 0) {
    ::_exit(become(argv + 1));
  }
  const int how = wait_for(child);
  if (how < 0) return trouble("wait");
  std::printf("ended %d\n", how);
  std::fflush(stdout);

  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  return how;
}
