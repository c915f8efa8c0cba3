// right: the parent forks first and then reads the pipe in one thread and prints in another, two buffers in turn
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <semaphore>
#include <string>
#include <thread>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

struct Buffer {
  char bytes[40'000];
  ssize_t size = 0;  // 0: the end
};

static Buffer buffers[2];
static std::counting_semaphore<2> full(0);
static std::counting_semaphore<2> empty(2);

static void read_pipe(int from) {
  for (int i = 0;; i = 1 - i) {
    empty.acquire();
    do buffers[i].size = read(from, buffers[i].bytes, sizeof buffers[i].bytes);
    while (buffers[i].size < 0 && errno == EINTR);
    const bool last = buffers[i].size <= 0;
    full.release();
    if (last) return;
  }
}

static bool write_all(int to, const char* bytes, ssize_t size) {
  while (size > 0) {
    const ssize_t put = write(to, bytes, static_cast<size_t>(size));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes += put;
    size -= put;
  }
  return true;
}

static int child_main(const char* path, int to) {
  static char bytes[9000];
  const int from = open(path, O_RDONLY);
  ssize_t got = -1;
  while (from >= 0 && (got = read(from, bytes, sizeof bytes)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    if (!write_all(to, bytes, got)) return 1;
  }
  if (got == 0) return 0;
  fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
  return 2;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "bulk: FILE is missing or not alone\n");
    return 2;
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("bulk: fork");
    return 1;
  }
  if (child == 0) {
    close(p[0]);
    _exit(child_main(argv[1], p[1]));
  }
  close(p[1]);

  std::thread reader(read_pipe, p[0]);
  const std::string heading = std::string("bulk: ") + argv[1] + "\n";
  int error = write_all(1, heading.data(), static_cast<ssize_t>(heading.size())) ? 0 : errno;
  for (int i = 0;; i = 1 - i) {
    full.acquire();
    if (buffers[i].size <= 0) break;
    // After an error the rest is taken and thrown away, so that the child comes to its end.
    if (error == 0 && !write_all(1, buffers[i].bytes, buffers[i].size)) error = errno;
    empty.release();
  }
  reader.join();
  close(p[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (error != 0) {
    fprintf(stderr, "bulk: standard output: %s\n", strerror(error));
    return 1;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
