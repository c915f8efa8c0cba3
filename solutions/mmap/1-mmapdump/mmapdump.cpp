// mmapdump FILE OFFSET [LENGTH]: shows LENGTH bytes of the file from OFFSET on, or all from there to its end.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "mmapdump: ");
  std::perror(with);
  return 1;
}

// The number that a text stands for; less than 0 when it is none from 0 to 9223372036854775807.
off_t number(const char* text) {
  //[fix numbers]
  //| return std::atoi(text);
  // strtoll(3): says where it has stopped reading, and ERANGE when the number does not fit.
  char* end = nullptr;
  errno = 0;
  const off_t value = std::strtoll(text, &end, 10);
  return end == text || *end != '\0' || errno == ERANGE ? -1 : value;
  //[end]
}

// Shows bytes: newlines and what can be printed as they are, all else as a dot.
void show(const char* bytes, off_t count) {
  for (off_t i = 0; i < count; ++i) {
    const char byte = bytes[i];
    std::putchar(byte == '\n' || (byte >= ' ' && byte <= '~') ? byte : '.');
  }
}

}  // namespace

int main(int argc, char** argv) {
  const off_t offset = argc == 3 || argc == 4 ? number(argv[2]) : -1;
  const off_t length = argc == 4 ? number(argv[3]) : 0;
  if (offset < 0 || length < 0) {
    std::fprintf(stderr, "usage: mmapdump FILE OFFSET [LENGTH]\n");
    return 2;
  }

  const int file = ::open(argv[1], O_RDONLY);
  struct stat about {};
  if (file < 0 || ::fstat(file, &about) != 0) return trouble(argv[1]);
  if (S_ISDIR(about.st_mode)) {
    errno = EISDIR;
    return trouble(argv[1]);
  }
  const off_t rest = std::max<off_t>(about.st_size - offset, 0);  // from OFFSET to the end of the file
  //[fix past-eof]
  //| const off_t count = argc == 4 ? length : rest;
  const off_t count = argc == 4 ? std::min(length, rest) : rest;  // behind the end there is nothing to be read
  //[end]
  //[fix empty-file]
  //|
  if (count == 0) return 0;  // mmap(2): EINVAL for a length of 0
  //[end]

  //[fix alignment]
  //| const off_t before = 0;
  const off_t before = offset % ::sysconf(_SC_PAGESIZE);  // mmap(2): a mapping begins where a page of the file begins
  //[end]
  const auto size = static_cast<std::size_t>(before + count);
  void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, offset - before);
  if (memory == MAP_FAILED) return trouble(argv[1]);
  show(static_cast<const char*>(memory) + before, count);
  ::munmap(memory, size);
  ::close(file);
  return std::fflush(stdout) == 0 ? 0 : trouble("standard output");
}
