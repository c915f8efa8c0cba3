// wrong: the child starts a helper of its own that outlives bulk
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
  const int from = open(path, O_RDONLY);
  ssize_t got = -1;
  char bytes[4096];
  while (from >= 0 && (got = read(from, bytes, sizeof bytes)) > 0)
    if (!write_all(to, bytes, got)) return 1;
  if (got == 0) return 0;
  fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
  return 2;
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
    if (fork() == 0) {
      close(0);
      close(1);
      close(p[1]);
      sleep(20);  // tidies up later
      _exit(0);
    }
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
