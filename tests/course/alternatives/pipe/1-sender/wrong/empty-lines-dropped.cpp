// wrong: an empty line gives no message
#include <cstdint>
#include <cstdio>
#include <string>

int main() {
  std::string line;
  auto send = [&] {
    if (line.empty()) return;
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
    fwrite(&length, sizeof length, 1, stdout);
    fwrite(line.data(), 1, line.size(), stdout);
    line.clear();
  };
  int c;
  while ((c = getchar()) != EOF) {
    if (c == '\n') send();
    else line += static_cast<char>(c);
  }
  send();
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
