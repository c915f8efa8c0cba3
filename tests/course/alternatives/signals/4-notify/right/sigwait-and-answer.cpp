// One place in shared memory; SIGUSR1 says "there is one", SIGUSR2 "it is taken". Both are fetched with sigwait, and
// nobody goes on without the other's word, so that none can be lost.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Place {
  bool last;
  char text[80];
};

int main() {
  auto* place = static_cast<Place*>(mmap(nullptr, sizeof(Place), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGUSR1);
  sigaddset(&both, SIGUSR2);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  int which;
  if (child == 0) {
    for (;;) {
      size_t n = 0;
      int c = getchar();
      place->last = c == EOF;
      for (; c != EOF && c != '\n'; c = getchar())
        if (n < 79) place->text[n++] = static_cast<char>(c);
      place->text[n] = '\0';
      kill(parent, SIGUSR1);
      if (place->last) _exit(0);
      sigwait(&both, &which);
    }
  }
  for (;;) {
    sigwait(&both, &which);
    if (place->last) break;
    printf("got %s\n", place->text);
    fflush(stdout);
    kill(child, SIGUSR2);
  }
  waitpid(child, nullptr, 0);
  return 0;
}
