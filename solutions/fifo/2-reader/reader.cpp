// reader FIFO: prints each message that comes through the FIFO, until the last writer has gone.
// A message is a text and a newline.
#include <cerrno>
#include <cstdio>
//[fix unterminated]
//| #include <cstring>
//[end]
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
  //[fix mode-bits]
  //| if (::mkfifo(path, O_CREAT | O_EXCL) != 0 && errno != EEXIST) return -1;
  // mkfifo(3): the second argument are permission bits; flags of open(2) are other numbers.
  if (::mkfifo(path, S_IRUSR | S_IWUSR) != 0 && errno != EEXIST) return -1;
  //[end]
  //[fix busy-loop]
  //| return ::open(path, O_RDONLY | O_NONBLOCK);
  return ::open(path, O_RDONLY);  // fifo(7): sleeps until there is a writer
  //[end]
}

// Reads what is there, at most `size` bytes. 0: there was a writer, and there is none any more. -1 on an error.
ssize_t fetch(int fifo, char* to, std::size_t size) {
  //[fix busy-loop]
  //| static bool begun = false;  // has there been a writer?
  //| for (;;) {
  //|   const ssize_t got = ::read(fifo, to, size);
  //|   if (got > 0 || (got < 0 && errno == EAGAIN)) begun = true;
  //|   if (got > 0 || (got == 0 && begun) || (got < 0 && errno != EAGAIN)) return got;
  //|   // nothing yet: look again
  //| }
  return ::read(fifo, to, size);  // sleeps until there is something, or the last writer closes
  //[end]
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
    //[fix unterminated]
    //| std::memset(piece, 0, sizeof piece);
    //[end]
    const ssize_t got = fetch(fifo, piece, sizeof piece);
    if (got < 0) return trouble(argv[1]);
    if (got == 0) {
      //[fix eof-as-data]
      //| show("");  // a message without a text
      // read(2): 0 bytes are no message but the end; one without a text is a newline, one byte.
      break;
      //[end]
    }
    //[fix unterminated]
    //| received += piece;
    received.append(piece, static_cast<std::size_t>(got));  // bytes with a count, and no terminator
    //[end]
    show_complete(received);
  }
  if (!received.empty()) show(received);  // whoever wrote it has gone without a newline
  return 0;
}
