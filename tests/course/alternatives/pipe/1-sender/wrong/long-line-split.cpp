// wrong: a line longer than the buffer of fgets becomes several messages
#include <cstdint>
#include <cstdio>
#include <cstring>

int main() {
  static char line[4096];
  while (fgets(line, sizeof line, stdin) != nullptr) {
    line[strcspn(line, "\n")] = '\0';
    const uint32_t length = static_cast<uint32_t>(strlen(line));
    fwrite(&length, sizeof length, 1, stdout);
    fwrite(line, 1, length, stdout);
  }
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
