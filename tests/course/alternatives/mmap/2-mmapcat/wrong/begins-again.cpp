// wrong: after a short write it writes the whole window once more
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char* argv[]) {
  char* end = nullptr;
  const long pages = argc > 2 ? strtol(argv[1], &end, 10) : 0;
  if (pages < 1 || pages > 1024 || *end != '\0') {
    fprintf(stderr, "usage: %s PAGES FILE...\n", argv[0]);
    return 2;
  }
  const long step = pages * sysconf(_SC_PAGESIZE);
  int status = 0;
  for (int i = 2; i < argc; i++) {
    const int fd = open(argv[i], O_RDONLY);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) {
      perror(argv[i]);
      status = 1;
      continue;
    }
    for (off_t at = 0; at < info.st_size; at += step) {
      const size_t size = static_cast<size_t>(info.st_size - at < step ? info.st_size - at : step);
      void* window = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, at);
      if (window == MAP_FAILED) {
        perror(argv[i]);
        status = 1;
        break;
      }
      while (write(STDOUT_FILENO, window, size) != static_cast<ssize_t>(size)) {}
      munmap(window, size);
    }
    close(fd);
  }
  return status;
}
