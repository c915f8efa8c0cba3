// bulk FILE: prints a heading and the bytes of the file. A child fetches them through a pipe.
#include <cstdio>
//[fix double-output]
//| #include <cstdlib>
//[end]
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
    //[fix short-write]
    //| if (::write(to, piece, static_cast<std::size_t>(got)) < 0) return false;
    // write(2) may put less than it was given: what counts is what it returns. On a pipe that happens when a signal,
    // SIGSTOP and SIGCONT among them, meets a write that waits for room.
    for (ssize_t done = 0; done < got;) {
      const ssize_t put = ::write(to, piece + done, static_cast<std::size_t>(got - done));
      if (put < 0) return false;
      done += put;
    }
    //[end]
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
  //[fix double-output]
  //|
  // fork(2) copies stdio's buffers too; what is still in them would be written by both processes.
  if (std::fflush(stdout) != 0) return trouble("standard output");
  //[end]

  int ends[2];
  if (::pipe(ends) != 0) return trouble("pipe");
  const pid_t child = ::fork();
  if (child < 0) return trouble("fork");
  if (child == 0) {
    ::close(ends[0]);
    //[fix double-output]
    //| std::exit(fetch(path, ends[1]));
    ::_exit(fetch(path, ends[1]));  // not exit(3), which writes out stdio's buffers
    //[end]
  }

  ::close(ends[1]);
  //[fix double-output]
  //| if (std::fflush(stdout) != 0) trouble("standard output");
  //[end]
  //[fix wait-before-drain]
  //| // First the child puts the file into the pipe.
  //| siginfo_t ended;
  //| ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
  //[end]
  const bool copied = copy(ends[0], STDOUT_FILENO);
  if (!copied) trouble("standard output");
  ::close(ends[0]);
  //[fix zombie]
  //| return copied ? 0 : 1;
  // wait(2): the child's status is kept for its parent until it asks; before that the child stays a zombie.
  int status = 0;
  if (::waitpid(child, &status, 0) < 0) return trouble("wait");
  if (!copied) return 1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  //[end]
}
