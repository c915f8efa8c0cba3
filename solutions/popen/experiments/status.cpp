// Runs a shell that exits with 2, and prints what pclose returns.
#include <cstdio>

int main() {
  FILE* stream = popen("exit 2", "r");
  int status = pclose(stream);
  dprintf(1, "pclose returned %d\n", status);
}
