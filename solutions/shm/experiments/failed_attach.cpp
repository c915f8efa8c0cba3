// Attaches a segment that does not exist, and looks at what shmat returns.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/shm.h>

int main() {
  void* address = shmat(123456789, nullptr, 0);
  if (address == nullptr) dprintf(1, "shmat returned NULL\n");
  else if (address == (void*)-1) dprintf(1, "shmat returned (void *)-1\n");
  else dprintf(1, "shmat returned an address\n");
  dprintf(1, "errno is %s\n", strerrorname_np(errno));
}
