// sigqueue with the number of the place: they do queue, but the child comes round to a place that is still in use.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char (*place)[100];
static void show(int, siginfo_t* info, void*) {
  char text[120];
  int n = snprintf(text, sizeof text, "got %s\n", place[info->si_value.sival_int]);
  if (write(1, text, n) < 0) _exit(1);
}
int main() {
  place = static_cast<char(*)[100]>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  struct sigaction action = {};
  action.sa_sigaction = show;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(SIGRTMIN, &action, nullptr);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    char line[100];
    for (int i = 0; fgets(line, sizeof line, stdin); i = (i + 1) % 4) {
      line[strcspn(line, "\n")] = 0;
      strcpy(place[i], line);
      sigval which;
      which.sival_int = i;
      sigqueue(parent, SIGRTMIN, which);
    }
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}
