// right: standard output without a buffer, so that even exit(3) in the child has nothing to print a second time
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char* what, int status) {
  fprintf(stderr, "bulk: %s: %s\n", what, strerror(errno));
  exit(status);
}

static void child_main(const char* path, FILE* to) {
  FILE* from = fopen(path, "rb");
  if (from == nullptr) fail(path, 2);
  // The whole file first, then the pipe.
  std::vector<char> all;
  char block[4096];
  size_t got;
  while ((got = fread(block, 1, sizeof block, from)) > 0) all.insert(all.end(), block, block + got);
  if (ferror(from)) fail(path, 2);
  fclose(from);
  if (fwrite(all.data(), 1, all.size(), to) != all.size() || fclose(to) != 0) fail("pipe", 1);
}

int main(int argc, char** argv) {
  setvbuf(stdout, nullptr, _IONBF, 0);
  if (argc != 2) {
    fprintf(stderr, "bulk: wrong number of arguments\n");
    exit(2);
  }
  if (printf("bulk: %s\n", argv[1]) < 0) fail("output", 1);
  int ends[2];
  if (pipe(ends) < 0) fail("pipe", 1);
  pid_t pid = fork();
  if (pid < 0) fail("fork", 1);
  if (pid == 0) {
    close(ends[0]);
    FILE* to = fdopen(ends[1], "wb");
    if (to == nullptr) fail("pipe", 1);
    child_main(argv[1], to);
    exit(0);
  }
  close(ends[1]);
  char block[4096];
  ssize_t got;
  bool good = true;
  while (good && (got = read(ends[0], block, sizeof block)) > 0)
    good = fwrite(block, 1, static_cast<size_t>(got), stdout) == static_cast<size_t>(got);
  const int error = errno;
  close(ends[0]);
  int status;
  pid_t gone;
  do gone = wait(&status);
  while (gone != pid && (gone >= 0 || errno == EINTR));
  if (!good) {
    errno = error;
    fail("output", 1);
  }
  exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}
