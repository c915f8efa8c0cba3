// Makes keys of one file with several project numbers.
#include <cstdio>
#include <sys/ipc.h>

void compare(int one, int other) {
  bool same = ftok("/", one) == ftok("/", other);
  dprintf(1, "%d and %d: %s\n", one, other, same ? "one key" : "two keys");
}

int main() {
  compare(2009, 217);
  compare(2009, 2010);
}
