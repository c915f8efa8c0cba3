// A child maps a file, changes a byte, and is killed at once. The argument
// says how it has mapped it: "shared" or "private".
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int, char** argv) {
  int how = strcmp(argv[1], "shared") == 0 ? MAP_SHARED : MAP_PRIVATE;
  int file = open("file", O_RDWR | O_CREAT, 0600);
  write(file, "a", 1);
  if (fork() == 0) {
    auto* byte = static_cast<char*>(
        mmap(nullptr, 1, PROT_READ | PROT_WRITE, how, file, 0));
    *byte = 'b';
    kill(getpid(), SIGKILL);
  }
  wait(nullptr);
  char seen;
  pread(file, &seen, 1, 0);
  dprintf(1, "the file holds %c\n", seen);
  unlink("file");
}
