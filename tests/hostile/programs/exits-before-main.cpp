// Ends before it starts.
#include <unistd.h>

namespace {
struct Early {
  Early() { ::_exit(0); }
} early;
}  // namespace

int main() { return 3; }
