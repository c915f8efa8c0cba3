// right: std::ifstream in the child, std::cout in the parent; the child never touches std::cout
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

class Pipe {
 public:
  bool open() { return ::pipe(fds_) == 0; }
  void keep_read_end() { ::close(fds_[1]); }
  void keep_write_end() { ::close(fds_[0]); }
  void close_read_end() { ::close(fds_[0]); }
  bool write(const char* bytes, std::streamsize size) {
    while (size > 0) {
      const ssize_t put = ::write(fds_[1], bytes, static_cast<std::size_t>(size));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return false;
      bytes += put;
      size -= put;
    }
    return true;
  }
  ssize_t read(char* bytes, std::size_t size) {
    for (;;) {
      const ssize_t got = ::read(fds_[0], bytes, size);
      if (got >= 0 || errno != EINTR) return got;
    }
  }

 private:
  int fds_[2] = {-1, -1};
};

static int run_child(const std::string& path, Pipe& pipe) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << "bulk: " << path << ": " << std::strerror(errno) << '\n';
    return 2;
  }
  std::array<char, 10'000> bytes;
  do {
    file.read(bytes.data(), bytes.size());
    if (!pipe.write(bytes.data(), file.gcount())) return 1;
  } while (file);
  if (file.bad()) {
    std::cerr << "bulk: " << path << ": read error\n";
    return 2;
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "bulk: exactly one argument\n";
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  Pipe pipe;
  const pid_t child = pipe.open() ? ::fork() : -1;
  if (child < 0) {
    std::cerr << "bulk: " << std::strerror(errno) << '\n';
    return 1;
  }
  if (child == 0) {
    pipe.keep_write_end();
    ::_exit(run_child(argv[1], pipe));
  }
  pipe.keep_read_end();
  std::cout << "bulk: " << argv[1] << std::endl;
  std::array<char, 5'000> bytes;
  ssize_t got;
  while (std::cout && (got = pipe.read(bytes.data(), bytes.size())) > 0) std::cout.write(bytes.data(), got);
  std::cout.flush();
  const bool good = static_cast<bool>(std::cout);
  if (!good) std::cerr << "bulk: cannot write\n";
  pipe.close_read_end();
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!good) return 1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
