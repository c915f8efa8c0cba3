// Leaves a thousand files.
#include <fcntl.h>
#include <string>
#include <unistd.h>

int main() {
  for (int n = 0; n < 1000; ++n) ::close(::open(("left" + std::to_string(n)).c_str(), O_CREAT | O_WRONLY, 0600));
}
