// Fills every place it may write to.
#include <fcntl.h>
#include <string>
#include <unistd.h>

int main() {
  static char block[1 << 20];
  long total = 0;
  for (const char* place : {"", "/tmp/", "/dev/shm/"})
    for (int file = 0; file < 8; ++file) {
      const int fd = ::open((std::string(place) + "fill" + std::to_string(file)).c_str(), O_CREAT | O_WRONLY, 0600);
      for (int n = 0; n < 60 && ::write(fd, block, sizeof block) > 0; ++n) ++total;
    }
  return total > 1000 ? 0 : 3;
}
