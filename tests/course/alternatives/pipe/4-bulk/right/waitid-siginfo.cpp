// right: readv(2)/writev(2) in two odd buffers; waitid(2) and its siginfo_t instead of the macros of waitpid
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

// 0: all is copied, 1: cannot read, 2: cannot write. errno tells why.
static int copy(int from, int to) {
  char a[13];
  char b[5001];
  for (;;) {
    iovec in[2] = {{a, sizeof a}, {b, sizeof b}};
    const ssize_t got = readv(from, in, 2);
    if (got == 0) return 0;
    if (got < 0) {
      if (errno == EINTR) continue;
      return 1;
    }
    const size_t in_a = got < static_cast<ssize_t>(sizeof a) ? static_cast<size_t>(got) : sizeof a;
    iovec out[2] = {{a, in_a}, {b, static_cast<size_t>(got) - in_a}};
    while (out[0].iov_len + out[1].iov_len > 0) {
      ssize_t put = writev(to, out, 2);
      if (put < 0) {
        if (errno == EINTR) continue;
        return 2;
      }
      for (iovec& part : out) {
        const size_t n = static_cast<size_t>(put) < part.iov_len ? static_cast<size_t>(put) : part.iov_len;
        part.iov_base = static_cast<char*>(part.iov_base) + n;
        part.iov_len -= n;
        put -= static_cast<ssize_t>(n);
      }
    }
  }
}

static bool print(const char* text) {
  size_t size = strlen(text);
  while (size > 0) {
    const ssize_t put = write(1, text, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    text += put;
    size -= static_cast<size_t>(put);
  }
  return true;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "bulk: usage: bulk FILE\n");
    return 2;
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
    const int file = open(argv[1], O_RDONLY);
    const int result = file < 0 ? 1 : copy(file, p[1]);
    if (result == 1) perror(argv[1]);
    _exit(result == 0 ? 0 : result == 1 ? 2 : 1);
  }
  close(p[1]);
  const bool good = print("bulk: ") && print(argv[1]) && print("\n") && copy(p[0], 1) == 0;
  if (!good) perror("bulk: output");
  close(p[0]);

  siginfo_t info;
  memset(&info, 0, sizeof info);
  while (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED) < 0) {
    if (errno == EINTR) continue;
    perror("bulk: waitid");
    return 1;
  }
  if (!good) return 1;
  return info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
}
