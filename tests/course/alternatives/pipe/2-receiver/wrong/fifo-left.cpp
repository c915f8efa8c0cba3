// wrong: makes a FIFO for an inner reader and leaves it behind
#include <cstdint>
#include <cstdio>
#include <string>
#include <thread>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main() {
  const std::string name = "/tmp/receiver-" + std::to_string(getpid());
  if (mkfifo(name.c_str(), 0600) < 0) {
    perror("receiver: mkfifo");
    return 1;
  }
  // The pump moves standard input into the FIFO, main reads messages from the FIFO.
  std::thread pump([&] {
    FILE* const to = fopen(name.c_str(), "w");
    if (to == nullptr) return;
    int c;
    while ((c = getchar()) != EOF) putc(c, to);
    fclose(to);
  });
  FILE* const from = fopen(name.c_str(), "r");
  char text[4096];
  std::uint32_t length;
  int status = from == nullptr ? 1 : 0;
  while (status == 0) {
    const std::size_t got = fread(&length, 1, 4, from);
    if (got == 0) break;
    if (got < 4 || length > 4096 || fread(text, 1, length, from) != length) {
      fprintf(stderr, "receiver: damaged input\n");
      status = 1;
      break;
    }
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver: cannot write");
    status = 1;
  }
  if (status != 0) _exit(status);
  pump.join();
  fclose(from);
  return 0;
}
