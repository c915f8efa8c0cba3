// right: scanf(3) with an allocated scanset "%m[^\n]", the newline taken by getchar, output unbuffered per message
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

int main() {
  setvbuf(stdout, nullptr, _IONBF, 0);
  for (;;) {
    char* text = nullptr;
    const int found = scanf("%m[^\n]", &text);
    if (found == EOF) break;  // nothing at all: 0 means that the line is empty
    const std::uint32_t length = found == 1 ? static_cast<std::uint32_t>(strlen(text)) : 0;
    std::string message(sizeof length + length, '\0');
    memcpy(message.data(), &length, sizeof length);
    if (length > 0) memcpy(message.data() + sizeof length, text, length);
    free(text);
    if (fwrite(message.data(), 1, message.size(), stdout) != message.size()) {
      perror("sender: fwrite");
      return 1;
    }
    if (getchar() == EOF) break;  // the last line had no newline
  }
  if (ferror(stdin)) {
    perror("sender: scanf");
    return 1;
  }
  return 0;
}
