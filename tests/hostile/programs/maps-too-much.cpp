// Asks for 10 GiB at once.
#include <sys/mman.h>

int main() {
  void* all = ::mmap(nullptr, 10UL << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return all == MAP_FAILED ? 3 : 0;
}
