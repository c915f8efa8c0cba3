// wrong: fgetc's result is kept in a char, so the byte 255 ends the file
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_all(int to, const char* bytes, ssize_t size) {
  while (size > 0) {
    const ssize_t put = write(to, bytes, static_cast<size_t>(size));
    if (put < 0) return false;
    bytes += put;
    size -= put;
  }
  return true;
}

static int child(const char* path, int to) {
  FILE* const from = fopen(path, "r");
  FILE* const out = fdopen(to, "w");
  if (from == nullptr || out == nullptr) {
    fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
    return 2;
  }
  signed char c;
  while ((c = static_cast<signed char>(fgetc(from))) != EOF) putc(c, out);
  if (ferror(from)) {
    fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
    return 2;
  }
  return fclose(out) == 0 ? 0 : 1;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: bulk FILE\n");
    return 2;
  }
  printf("bulk: %s\n", argv[1]);
  if (fflush(stdout) != 0) {
    perror("bulk: heading");
    return 1;
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    return 1;
  }
  const pid_t pid = fork();
  if (pid < 0) {
    perror("bulk: fork");
    return 1;
  }
  if (pid == 0) {
    close(p[0]);
    _exit(child(argv[1], p[1]));
  }
  close(p[1]);
  bool good = true;
  char bytes[4096];
  ssize_t got;
  while (good && (got = read(p[0], bytes, sizeof bytes)) > 0) good = write_all(1, bytes, got);
  if (!good) perror("bulk: output");
  close(p[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  if (!good) return 1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
