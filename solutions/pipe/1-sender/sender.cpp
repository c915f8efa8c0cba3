// sender: each line of standard input goes out as one message on standard output.
// A message is the length of the text, as a uint32_t in the machine's byte order, and then the text.
#include <cstdint>
#include <cstdio>
//[fix word-split]
//| #include <cstring>
#include <sys/types.h>
//[end]

namespace {

// The text of the next message.
struct Line {
  //[fix word-split]
  //| char text[80];
  char* text = nullptr;  // getline(3) allocates it and makes it larger when a line asks for more
  std::size_t room = 0;
  //[end]
  std::size_t length = 0;
};
Line line;

// Fetches it from standard input; false when there is none.
bool next_line() {
  //[fix word-split]
  //| if (std::scanf("%s", line.text) != 1) return false;
  //| line.length = std::strlen(line.text);
  // Blanks, tabs and empty lines are part of the text: only the newline, which the last line may lack, ends a line.
  const ssize_t got = ::getline(&line.text, &line.room, stdin);
  if (got < 0) return false;
  line.length = static_cast<std::size_t>(got);
  if (line.text[line.length - 1] == '\n') --line.length;
  //[end]
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
    //[fix input-eof]
    //| next_line();
    // At the end of the input there is no line to send, and there never will be one again.
    if (!next_line()) return std::feof(stdin) != 0 ? 0 : trouble("sender: standard input");
    //[end]
    if (!send_message(line.text, line.length)) return trouble("sender: standard output");
  }
}
