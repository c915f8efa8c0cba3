// writer FIFO TEXT: sends one message through a FIFO, if somebody is there to read it.
// A message is the text and a newline.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
//[fix fixed-length]
//|
#include <string>
//[end]
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
    //[fix no-argument]
    //|
    return kUsage;  // the words alone keep nobody from going on
    //[end]
  }
  const char* const path = argv[1];
  const char* const text = argv[2];

  //[fix fd-before-open]
  //| const int why = errno;  // ENXIO: nobody reads it
  //[end]
  const int fifo = ::open(path, O_WRONLY | O_NONBLOCK);
  //[fix fd-before-open]
  //|
  // errno(3): says something only about a call that has failed, and only after it. fifo(7): ENXIO, nobody reads it.
  const int why = errno;
  //[end]
  if (fifo < 0) {
    complain(path, why);
    //[fix no-reader]
    //|
    return why == ENXIO ? kNobodyReads : kTrouble;
    //[end]
  }

  //[fix fixed-length]
  //| char message[100];
  //| std::strcpy(message, text);
  //| std::strcat(message, "\n");
  //| const ssize_t put = ::write(fifo, message, sizeof message);
  // As long as it is, and no longer. pipe(7): up to PIPE_BUF bytes go in together or, if there is no room, not at all.
  const std::string message = std::string(text) + "\n";
  const ssize_t put = ::write(fifo, message.data(), message.size());
  //[end]
  //[fix no-reader]
  //| if (put < 0 && errno == EAGAIN) {
  if (put < 0) {
    //[end]
    complain(path, errno);
    return kTrouble;
  }
  std::printf("sent %zd bytes\n", put);
  return 0;
}
