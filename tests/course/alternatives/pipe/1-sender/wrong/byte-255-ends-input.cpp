// wrong: getchar's result is kept in a char, so the byte 255 is taken for the end of the input
#include <cstdint>
#include <cstdio>
#include <string>

static void send(const std::string& text) {
  const std::uint32_t length = static_cast<std::uint32_t>(text.size());
  fwrite(&length, sizeof length, 1, stdout);
  fwrite(text.data(), 1, text.size(), stdout);
}

int main() {
  std::string line;
  signed char c;
  while ((c = static_cast<signed char>(getchar())) != EOF) {
    if (c == '\n') {
      send(line);
      line.clear();
    } else {
      line += static_cast<char>(c);
    }
  }
  if (!line.empty()) send(line);
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
