// right: takes its time before it makes the FIFO and opens it
#include <time.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

static int fail(const char* what) {
  std::string text = std::string("reader: ") + what + ": " + strerror(errno) + "\n";
  (void)!write(2, text.data(), text.size());
  return 1;
}

static void out(const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    ssize_t n = write(1, text.data() + done, text.size() - done);
    if (n > 0) done += static_cast<size_t>(n);
    else if (errno != EINTR) _exit(1);
  }
}

int main(int argc, char** argv) {
  timespec some{0, 20'000'000};
  nanosleep(&some, nullptr);
  if (argc != 2) {
    (void)!write(2, "one argument\n", 13);
    return 2;
  }
  umask(077);
  if (mkfifo(argv[1], 0666) != 0 && errno != EEXIST) return fail("mkfifo");
  pollfd p{open(argv[1], O_RDONLY | O_NONBLOCK), POLLIN, 0};
  if (p.fd < 0) return fail("open");
  std::string line = "> ";
  for (;;) {
    if (poll(&p, 1, -1) < 0) {
      if (errno == EINTR) continue;
      return fail("poll");
    }
    char buffer[4096];
    ssize_t n = read(p.fd, buffer, sizeof buffer);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (n < 0) return fail("read");
    if (n == 0) break;
    for (ssize_t i = 0; i < n; ++i) {
      line += buffer[i];
      if (buffer[i] == '\n') {
        out(line);
        line = "> ";
      }
    }
  }
  if (line.size() > 2) out(line + "\n");
  return 0;
}
