// Opens until it is refused.
#include <unistd.h>

int main() {
  int count = 0;
  while (count < 100'000 && ::dup(0) >= 0) ++count;
  return count < 100'000 ? 3 : 0;
}
