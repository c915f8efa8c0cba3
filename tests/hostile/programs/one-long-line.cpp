// Five million bytes without a newline.
#include <unistd.h>

int main() {
  static char block[100'000];
  for (char& byte : block) byte = 'y';
  for (int n = 0; n < 50; ++n)
    if (::write(1, block, sizeof block) < 0) return 1;
}
