// right: the child maps the file and writes from the mapping; what cannot be mapped or claims to be empty is read
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_all(int fd, const char *p, size_t n, const char *what) {
  while (n > 0) {
    ssize_t k = write(fd, p, n);
    if (k < 0) {
      if (errno == EINTR) continue;
      fprintf(stderr, "bulk: %s: %s\n", what, strerror(errno));
      _exit(1);
    }
    p += k;
    n -= k;
  }
}

[[noreturn]] static void unreadable(const char *path) {
  fprintf(stderr, "bulk: cannot read %s: %s\n", path, strerror(errno));
  _exit(2);
}

static void send_file(const char *path, int to) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) unreadable(path);
  struct stat st;
  if (fstat(fd, &st) < 0) unreadable(path);
  if (S_ISREG(st.st_mode) && st.st_size > 0) {
    void *map = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map != MAP_FAILED) {
      write_all(to, static_cast<const char *>(map), st.st_size, "pipe");
      munmap(map, st.st_size);
      _exit(0);
    }
  }
  char buf[4096];
  for (;;) {
    ssize_t k = read(fd, buf, sizeof buf);
    if (k == 0) _exit(0);
    if (k > 0) write_all(to, buf, k, "pipe");
    else if (errno != EINTR) unreadable(path);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "Usage: %s FILE\n", argv[0]);
    exit(2);
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    exit(1);
  }
  pid_t pid = fork();
  if (pid < 0) {
    perror("bulk: fork");
    exit(1);
  }
  if (pid == 0) {
    close(p[0]);
    send_file(argv[1], p[1]);
  }
  close(p[1]);

  // On an error the parent closes its end of the pipe, which ends the child, and waits for it; the error is kept until then.
  int error = 0;
  char buf[30000];
  size_t have = 0;
  const char *parts[] = {"bulk: ", argv[1], "\n"};
  for (const char *part : parts) {
    for (size_t n = strlen(part); n > 0 && !error;) {
      ssize_t k = write(1, part, n);
      if (k < 0 && errno != EINTR) error = errno;
      if (k > 0) {
        part += k;
        n -= k;
      }
    }
  }
  while (!error) {
    ssize_t got = read(p[0], buf, sizeof buf);
    if (got == 0) break;
    if (got < 0) {
      if (errno != EINTR) error = errno;
      continue;
    }
    have = got;
    for (size_t at = 0; at < have && !error;) {
      ssize_t k = write(1, buf + at, have - at);
      if (k < 0 && errno != EINTR) error = errno;
      if (k > 0) at += k;
    }
  }
  close(p[0]);
  int status;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (error) {
    fprintf(stderr, "bulk: standard output: %s\n", strerror(error));
    return 1;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
