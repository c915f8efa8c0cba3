// writer FIFO TEXT: sends one message through a FIFO, if somebody is there to read it.
// A message is the text and a newline.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr int kTrouble = 1, kUsage = 2, kNobodyReads = 3;  // exit statuses

void complain(const char* path, int why) {
  if (why == ENXIO) std::fprintf(stderr, "writer: nobody reads %s\n", path);
  else std::fprintf(stderr, "writer: %s: %s\n", path, std::strerror(why));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: writer FIFO TEXT\n");
  }
  const char* const path = argv[1];
  const char* const text = argv[2];

  const int why = errno;  // ENXIO: nobody reads it
  const int fifo = ::open(path, O_WRONLY | O_NONBLOCK);
  if (fifo < 0) {
    complain(path, why);
  }

  char message[100];
  std::strcpy(message, text);
  std::strcat(message, "\n");
  const ssize_t put = ::write(fifo, message, sizeof message);
  if (put < 0 && errno == EAGAIN) {
    complain(path, errno);
    return kTrouble;
  }
  std::printf("sent %zd bytes\n", put);
  return 0;
}
