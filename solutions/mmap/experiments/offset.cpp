// Maps a file of two pages, beginning at byte 100 and at the second page.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void map_from(int file, const char* name, long offset) {
  void* bytes = mmap(nullptr, 10, PROT_READ, MAP_SHARED, file, offset);
  bool fails = bytes == MAP_FAILED;
  dprintf(1, "%s: %s\n", name, fails ? strerrorname_np(errno) : "fine");
}

int main() {
  long page = sysconf(_SC_PAGESIZE);
  int file = open("file", O_RDWR | O_CREAT, 0600);
  ftruncate(file, 2 * page);
  map_from(file, "byte 100", 100);
  map_from(file, "the second page", page);
  unlink("file");
}
