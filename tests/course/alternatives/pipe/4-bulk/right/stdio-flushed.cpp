// right: stdio in both processes; the heading is flushed before the fork and the child leaves with _exit after fclose
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

static int child_main(const char* path, int fd) {
  FILE* to = fdopen(fd, "w");
  FILE* from = fopen(path, "r");
  if (from == nullptr || to == nullptr) {
    fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
    return 2;
  }
  char block[1024];
  size_t got;
  while ((got = fread(block, 1, sizeof block, from)) > 0)
    if (fwrite(block, 1, got, to) != got) return 1;
  int status = 0;
  if (ferror(from)) {
    fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
    status = 2;
  }
  fclose(from);
  if (fclose(to) != 0) status = 1;
  return status;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fputs("bulk: give exactly one file\n", stderr);
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  printf("bulk: %s\n", argv[1]);
  if (fflush(stdout) != 0) {
    perror("bulk: stdout");
    return 1;
  }
  int fd[2];
  if (pipe(fd) != 0) {
    perror("bulk: pipe");
    return 1;
  }
  pid_t pid = fork();
  if (pid < 0) {
    perror("bulk: fork");
    return 1;
  }
  if (pid == 0) {
    signal(SIGPIPE, SIG_DFL);
    close(fd[0]);
    _exit(child_main(argv[1], fd[1]));
  }
  close(fd[1]);
  FILE* from = fdopen(fd[0], "r");
  if (from == nullptr) {
    perror("bulk: fdopen");
    return 1;
  }
  int c;
  while ((c = getc(from)) != EOF && putchar(c) != EOF) continue;
  bool good = fflush(stdout) == 0 && !ferror(stdout);
  if (!good) perror("bulk: stdout");
  fclose(from);
  int status;
  if (waitpid(pid, &status, 0) != pid) {
    perror("bulk: waitpid");
    return 1;
  }
  if (!good) _exit(1);
  if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
  return WEXITSTATUS(status);
}
