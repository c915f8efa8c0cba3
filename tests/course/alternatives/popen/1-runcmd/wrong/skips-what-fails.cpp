// A command that cannot be started is passed over, and forgotten.
#include <stdio.h>
#include <sys/wait.h>

int main(int argc, char** argv) {
  if (argc < 2) return fprintf(stderr, "usage\n"), 2;
  int bad = 0;
  for (int i = 1; i < argc; ++i) {
    FILE* f = popen(argv[i], "r");
    if (!f) {
      perror("popen");
      continue;
    }
    char buf[512];
    while (fgets(buf, sizeof buf, f)) fputs(buf, stdout);
    int s = pclose(f);
    if (WIFSIGNALED(s)) printf("signal %d\n", WTERMSIG(s));
    else printf("exit %d\n", WEXITSTATUS(s));
    bad |= s != 0;
  }
  return bad;
}
