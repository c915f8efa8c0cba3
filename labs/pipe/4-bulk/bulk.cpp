// bulk FILE: prints a heading and the bytes of the file. A child fetches them through a pipe.
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// Large pieces make few system calls.
constexpr std::size_t kPiece = 256 * 1024;
char piece[kPiece];

int trouble(const char* with) {
  std::fprintf(stderr, "bulk: ");
  std::perror(with);
  return 1;
}

// Copies `from` to `to` until `from` ends; false on an error, errno says which.
bool copy(int from, int to) {
  for (;;) {
    const ssize_t got = ::read(from, piece, kPiece);
    if (got <= 0) return got == 0;
    if (::write(to, piece, static_cast<std::size_t>(got)) < 0) return false;
  }
}

// The child: the file into the pipe. Returns its exit status.
int fetch(const char* path, int to) {
  const int file = ::open(path, O_RDONLY);
  if (file < 0 || !copy(file, to)) {
    trouble(path);
    return 2;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bulk FILE\n");
    return 2;
  }
  const char* const path = argv[1];
  std::printf("bulk: %s\n", path);

  int ends[2];
  if (::pipe(ends) != 0) return trouble("pipe");
  const pid_t child = ::fork();
  if (child < 0) return trouble("fork");
  if (child == 0) {
    ::close(ends[0]);
    std::exit(fetch(path, ends[1]));
  }

  ::close(ends[1]);
  if (std::fflush(stdout) != 0) trouble("standard output");
  // First the child puts the file into the pipe.
  siginfo_t ended;
  ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
  const bool copied = copy(ends[0], STDOUT_FILENO);
  if (!copied) trouble("standard output");
  ::close(ends[0]);
  return copied ? 0 : 1;
}
