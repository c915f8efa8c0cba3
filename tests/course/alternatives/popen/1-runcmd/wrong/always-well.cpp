// Prints everything as it should be, and ends with 0 whatever happened.
#include <stdio.h>
#include <sys/wait.h>

int main(int argc, char** argv) {
  if (argc < 2) return fprintf(stderr, "usage: runcmd COMMAND...\n"), 2;
  for (int i = 1; i < argc; ++i) {
    FILE* f = popen(argv[i], "r");
    if (f == NULL) {
      perror("popen");
      return 1;
    }
    char buf[256];
    size_t n;
    while ((n = fread(buf, 1, sizeof buf, f)) > 0) fwrite(buf, 1, n, stdout);
    int s = pclose(f);
    if (WIFEXITED(s)) printf("exit %d\n", WEXITSTATUS(s));
    else printf("signal %d\n", WTERMSIG(s));
  }
  return 0;
}
