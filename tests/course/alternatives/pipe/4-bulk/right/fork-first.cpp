// right: forks before anything is printed; the parent puts heading and file into one growing std::string for output
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

bool put(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(to, bytes.data(), std::min<std::size_t>(bytes.size(), 12'345));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

// The number of bytes, 0 at the end, -1 on an error.
ssize_t get(int from, std::string& bytes) {
  std::array<char, 7> piece;
  ssize_t n;
  do n = ::read(from, piece.data(), piece.size());
  while (n < 0 && errno == EINTR);
  if (n > 0) bytes.append(piece.data(), static_cast<std::size_t>(n));
  return n;
}

int child(const char* path, int to) {
  const int from = ::open(path, O_RDONLY);
  if (from < 0) {
    std::perror(path);
    return 2;
  }
  std::string bytes;
  ssize_t n;
  while ((n = get(from, bytes)) > 0) {
    if (bytes.size() < 30'000) continue;
    if (!put(to, bytes)) return 1;
    bytes.clear();
  }
  if (n < 0) {
    std::perror(path);
    return 2;
  }
  return put(to, bytes) ? 0 : 1;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::fprintf(stderr, "bulk: one argument, please, not %d\n", argc - 1);
    return 2;
  }
  int inner[2];
  if (::pipe2(inner, O_CLOEXEC) != 0) {
    std::perror("bulk: pipe2");
    return 1;
  }
  const pid_t pid = ::fork();
  if (pid < 0) {
    std::perror("bulk: fork");
    return 1;
  }
  if (pid == 0) {
    ::close(inner[0]);
    ::_exit(child(argv[1], inner[1]));
  }
  ::close(inner[1]);

  bool good = true;
  std::string bytes = std::string("bulk: ") + argv[1] + '\n';
  ssize_t n;
  do {
    n = get(inner[0], bytes);
    if (n > 0 && bytes.size() < 50'000) continue;
    good = put(1, bytes);
    bytes.clear();
  } while (n > 0 && good);
  if (!good) std::perror("bulk: output");
  ::close(inner[0]);

  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (!good) return 1;
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return 128 + WTERMSIG(status);
}
