// The child waits for the parent's word with pause: it may have come by then.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char* place;
static pid_t child;
static void show(int) {
  char text[100];
  int n = snprintf(text, sizeof text, "got %s\n", place);
  if (write(1, text, n) < 0) _exit(1);
  kill(child, SIGUSR2);
}
static void taken(int) {}
int main() {
  place = static_cast<char*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  signal(SIGUSR1, show);
  signal(SIGUSR2, taken);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGUSR1);
  sigprocmask(SIG_BLOCK, &one, nullptr);
  pid_t parent = getpid();
  child = fork();
  if (child == 0) {
    char line[100];
    while (fgets(line, sizeof line, stdin)) {
      line[strcspn(line, "\n")] = 0;
      strcpy(place, line);
      kill(parent, SIGUSR1);
      pause();
    }
    _exit(0);
  }
  sigprocmask(SIG_UNBLOCK, &one, nullptr);
  waitpid(child, nullptr, 0);
}
