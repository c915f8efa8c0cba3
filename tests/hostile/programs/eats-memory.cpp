// Takes memory and uses it, without end.
#include <cstdlib>
#include <cstring>

int main() {
  for (int n = 0; n < 3000; ++n) {  // at most 3 GB
    void* block = std::malloc(1 << 20);
    if (block == nullptr) return 3;
    std::memset(block, 1, 1 << 20);
  }
}
