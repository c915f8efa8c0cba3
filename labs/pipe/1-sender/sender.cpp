// sender: each line of standard input goes out as one message on standard output.
// A message is the length of the text, as a uint32_t in the machine's byte order, and then the text.
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace {

// The text of the next message.
struct Line {
  char text[80];
  std::size_t length = 0;
};
Line line;

// Fetches it from standard input; false when there is none.
bool next_line() {
  if (std::scanf("%s", line.text) != 1) return false;
  line.length = std::strlen(line.text);
  return true;
}

int trouble(const char* with) {
  std::perror(with);
  return 1;
}

// Writes one message to standard output.
bool send_message(const char* text, std::size_t size) {
  const std::uint32_t length = static_cast<std::uint32_t>(size);
  std::fwrite(&length, sizeof length, 1, stdout);
  std::fwrite(text, 1, size, stdout);
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

}  // namespace

int main() {
  for (;;) {
    next_line();
    if (!send_message(line.text, line.length)) return trouble("sender: standard output");
  }
}
