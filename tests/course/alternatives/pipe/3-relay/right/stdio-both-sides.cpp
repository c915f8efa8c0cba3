// right: fdopen(3) on the pipe, fread/fwrite in both processes, the child flushes before _exit
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

static long copy_stream(FILE* from, FILE* to, bool* good) {
  char block[8192];
  long lines = 0;
  size_t got;
  while ((got = fread(block, 1, sizeof block, from)) > 0) {
    for (size_t i = 0; i < got; ++i)
      if (block[i] == '\n') ++lines;
    if (fwrite(block, 1, got, to) != got) {
      *good = false;
      return lines;
    }
  }
  if (ferror(from)) *good = false;
  return lines;
}

int main() {
  int fd[2];
  if (pipe(fd) < 0) {
    perror("relay: pipe");
    return 1;
  }
  pid_t pid = fork();
  if (pid < 0) {
    perror("relay: fork");
    return 1;
  }
  bool good = true;
  if (pid == 0) {
    close(fd[0]);
    FILE* to = fdopen(fd[1], "w");
    if (to == nullptr) _exit(1);
    copy_stream(stdin, to, &good);
    if (fclose(to) != 0) good = false;
    _exit(good ? 0 : 1);
  }
  signal(SIGPIPE, SIG_IGN);
  close(fd[1]);
  FILE* from = fdopen(fd[0], "r");
  if (from == nullptr) {
    perror("relay: fdopen");
    return 1;
  }
  const long lines = copy_stream(from, stdout, &good);
  if (good && fprintf(stdout, "%ld lines\n", lines) < 0) good = false;
  if (fflush(stdout) != 0) good = false;
  if (!good) perror("relay: standard output");
  fclose(from);
  int status = 0;
  waitpid(pid, &status, 0);
  // What could not be flushed must not be tried again at exit.
  _exit(good ? 0 : 1);
}
