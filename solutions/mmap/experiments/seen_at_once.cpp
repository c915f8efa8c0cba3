// Changes a byte of a shared mapping. What does read(2) see in the file,
// before there is any munmap or msync?
#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int main() {
  int file = open("file", O_RDWR | O_CREAT, 0600);
  write(file, "a", 1);
  auto* byte = static_cast<char*>(
      mmap(nullptr, 1, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
  *byte = 'b';

  char seen;
  pread(file, &seen, 1, 0);
  dprintf(1, "before munmap the file holds %c\n", seen);
  munmap(byte, 1);
  pread(file, &seen, 1, 0);
  dprintf(1, "after munmap the file holds %c\n", seen);
  unlink("file");
}
