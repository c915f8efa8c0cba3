// reader FIFO: prints each message that comes through the FIFO, until the last writer has gone.
// A message is a text and a newline.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "reader: ");
  std::perror(with);
  return 1;
}

// Makes the FIFO, unless it is there, and opens it to read. -1 on an error.
int open_fifo(const char* path) {
  if (::mkfifo(path, O_CREAT | O_EXCL) != 0 && errno != EEXIST) return -1;
  return ::open(path, O_RDONLY | O_NONBLOCK);
}

// Reads what is there, at most `size` bytes. 0: there was a writer, and there is none any more. -1 on an error.
ssize_t fetch(int fifo, char* to, std::size_t size) {
  static bool begun = false;  // has there been a writer?
  for (;;) {
    const ssize_t got = ::read(fifo, to, size);
    if (got > 0 || (got < 0 && errno == EAGAIN)) begun = true;
    if (got > 0 || (got == 0 && begun) || (got < 0 && errno != EAGAIN)) return got;
    // nothing yet: look again
  }
}

// Prints a message at once.
void show(const std::string& text) {
  std::fputs("> ", stdout);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::putchar('\n');
  std::fflush(stdout);
}

// Prints the messages that are complete, and keeps the rest.
void show_complete(std::string& received) {
  for (auto end = received.find('\n'); end != std::string::npos; end = received.find('\n')) {
    show(received.substr(0, end));
    received.erase(0, end + 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: reader FIFO\n");
    return 2;
  }
  const int fifo = open_fifo(argv[1]);
  if (fifo < 0) return trouble(argv[1]);

  std::string received;
  for (;;) {
    char piece[100];
    std::memset(piece, 0, sizeof piece);
    const ssize_t got = fetch(fifo, piece, sizeof piece);
    if (got < 0) return trouble(argv[1]);
    if (got == 0) {
      show("");  // a message without a text
    }
    received += piece;
    show_complete(received);
  }
  if (!received.empty()) show(received);  // whoever wrote it has gone without a newline
  return 0;
}
