// stopper COMMAND [ARGUMENT]...: runs a command until it stops, and ends it then.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "stopper: ");
  std::perror(with);
  return 1;
}

// Prints a line at once.
void say(const char* line) {
  std::puts(line);
  std::fflush(stdout);
}

// In the child: becomes the command. Returns only if that cannot be done.
int become(char** command) {
  ::execvp(command[0], command);
  trouble(command[0]);
  return 127;
}

// Waits for news of the child: that it has ended or, with WUNTRACED, that it has stopped.
bool wait_for(pid_t child, int* status, int options) {
  while (::waitpid(child, status, options) < 0)
    if (errno != EINTR) return false;
  return true;
}

// True when the command has stopped, false when it has ended; then `status` says how.
bool has_stopped(pid_t child, int* status) {
  //[fix stop-race]
  //| // 0: it has not ended. So it has stopped.
  //| return ::waitpid(child, status, WNOHANG) == 0;
  // "Has not ended" is not "has stopped": most of the time it simply runs. WUNTRACED waits for the stop, too.
  return wait_for(child, status, WUNTRACED) && WIFSTOPPED(*status);
  //[end]
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: stopper COMMAND [ARGUMENT]...\n");
    return 2;
  }
  pid_t child = 0;
  //[fix assign-or-compare]
  //| if ((child == ::fork()) < 0) return trouble("fork");
  if ((child = ::fork()) < 0) return trouble("fork");
  //[end]
  if (child == 0) ::_exit(become(argv + 1));

  int status = 0;
  if (has_stopped(child, &status)) {
    say("stopped");
    if (::kill(child, SIGKILL) != 0) return trouble("kill");
    //[fix zombie]
    //|
    // kill(2) only sends. The child ends a moment later, and stays in the process table until somebody asks how.
    if (!wait_for(child, &status, 0)) return trouble("wait");
    //[end]
    say("killed");
    return 0;
  }
  const int how = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  std::printf("ended %d\n", how);
  return how;
}
