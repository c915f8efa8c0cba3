// receiver: prints the text of each message on standard input, and a newline behind it.
// A message is the length of the text, as a uint32_t in the machine's byte order, and then the text.
#include <cstdint>
#include <cstdio>
//[fix not-a-string]
//| #include <cstring>
//[end]
//[fix sleep-as-sync]
//| #include <poll.h>
//[end]
#include <unistd.h>

namespace {

constexpr std::uint32_t kLongest = 4096;  // bytes of a text

// Reads what is there, at most `size` bytes; 0 at the end of the input, -1 on an error.
ssize_t fetch(void* to, std::size_t size) {
  //[fix sleep-as-sync]
  //| pollfd input{STDIN_FILENO, POLLIN, 0};
  //| if (::poll(&input, 1, 10'000) == 0) return 0;  // nothing for ten seconds: the sender has finished
  // However long it takes: a pause is no end, and read(2) tells the two apart.
  //[end]
  return ::read(STDIN_FILENO, to, size);
}

// Fetches bytes of a message from standard input. Returns how many came, -1 on an error.
ssize_t take(void* to, std::size_t size) {
  //[fix message-boundaries]
  //| return fetch(to, size);
  // pipe(7): a stream of bytes. One read(2) gives what happens to be there, which may be a part of a message.
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = fetch(static_cast<char*>(to) + done, size - done);
    if (got < 0) return -1;
    if (got == 0) break;  // the end of the input: fewer bytes than asked for
    done += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(done);
  //[end]
}

int give_up(const char* why) {
  std::fprintf(stderr, "receiver: %s\n", why);
  return 1;
}

}  // namespace

int main() {
  char text[kLongest];
  for (;;) {
    //[fix not-a-string]
    //| std::memset(text, 0, sizeof text);
    //[end]
    std::uint32_t length = 0;
    //[fix eof-ignored]
    //| take(&length, sizeof length);
    const ssize_t head = take(&length, sizeof length);
    if (head == 0) return 0;  // read(2): 0 is the end of the input, here between two messages
    if (head != static_cast<ssize_t>(sizeof length)) return give_up("the input ends inside a message");
    //[end]
    if (length > kLongest) return give_up("a length of more than 4096: this is no message");
    //[fix eof-ignored]
    //| take(text, length);
    if (take(text, length) != static_cast<ssize_t>(length)) return give_up("the input ends inside a message");
    //[end]
    //[fix not-a-string]
    //| std::printf("%s\n", text);
    // The text has a length and no terminator; a NUL in it is a byte like any other.
    std::fwrite(text, 1, length, stdout);
    std::putchar('\n');
    //[end]
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      std::perror("receiver: standard output");
      return 1;
    }
  }
}
