// right: handlers note the two signals, unless they are ignored; after the line the noted one is raised for real
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t noted = 0;

extern "C" void note(int number) { noted = number; }

static void catch_unless_ignored(int number) {
  struct sigaction action;
  sigaction(number, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

int main(int argc, char** argv) {
  if (argc < 2) {
    fputs("launcher: which command?\n", stderr);
    return 2;
  }
  catch_unless_ignored(SIGINT);
  catch_unless_ignored(SIGQUIT);
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], &argv[1]);  // handlers do not outlive it: default again
    perror(argv[1]);
    _exit(127);
  }
  if (child < 0) {
    perror("fork");
    return 1;
  }
  int status;
  pid_t gone;
  do gone = waitpid(child, &status, 0);
  while (gone < 0 && errno == EINTR);
  int code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) code = 128 + WTERMSIG(status);
  dprintf(STDOUT_FILENO, "ended %d\n", code);
  if (noted != 0) {
    signal(noted, SIG_DFL);
    raise(noted);
  }
  return code;
}
