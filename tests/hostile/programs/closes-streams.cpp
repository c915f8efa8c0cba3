// Closes its standard streams, then works with whatever comes in their place.
#include <fcntl.h>
#include <unistd.h>

int main() {
  for (int fd = 0; fd < 3; ++fd) ::close(fd);
  for (int fd = 0; fd < 3; ++fd) ::open("/dev/zero", O_RDWR);
  char byte = 0;
  return ::read(0, &byte, 1) == 1 ? 0 : 3;
}
