// right: a stdio stream on the descriptor, with a buffer that holds the longest message, so that fflush is one write
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

static char room[8192];

int main(int argc, char* argv[]) {
  if (argc != 3) {
    fputs("two arguments: a FIFO and a text\n", stderr);
    exit(2);
  }
  signal(SIGPIPE, SIG_IGN);
  const int descriptor = open(argv[1], O_WRONLY | O_NONBLOCK);
  if (descriptor < 0 && errno == ENXIO) {
    fputs("no reader\n", stderr);
    exit(3);
  }
  FILE* stream = descriptor < 0 ? nullptr : fdopen(descriptor, "w");
  if (stream == nullptr) {
    fprintf(stderr, "cannot open %s: %m\n", argv[1]);
    exit(1);
  }
  setvbuf(stream, room, _IOFBF, sizeof room);
  const int length = fprintf(stream, "%s\n", argv[2]);
  if (fflush(stream) != 0) {
    fprintf(stderr, "cannot write to %s: %m\n", argv[1]);
    _exit(1);
  }
  printf("sent %d bytes\n", length);
  return 0;
}
