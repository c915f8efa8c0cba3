// mmapcat PAGES FILE...: writes the bytes of the files to standard output, one file after the other.
// It looks at each file through a window: at most PAGES pages of it are mapped at a time.
#include "arguments.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

// Writes these bytes to standard output. False when that cannot be done.
bool write_all(const char* bytes, std::size_t size) {
  //[fix partial-write]
  //| return ::write(STDOUT_FILENO, bytes, size) == static_cast<ssize_t>(size);
  // write(2) may put less than it was given: what counts is what it returns. On a pipe that happens when a signal,
  // SIGSTOP and SIGCONT among them, meets a write that waits for room.
  while (size > 0) {
    const ssize_t put = ::write(STDOUT_FILENO, bytes, size);
    if (put < 0) return false;
    bytes += put;
    size -= static_cast<std::size_t>(put);
  }
  return true;
  //[end]
}

// Writes a file of this size, window by window. False, and errno says why, when a window of it cannot be had.
bool write_file(int file, off_t size, off_t window) {
  for (off_t at = 0; at < size; at += window) {
    const auto length = static_cast<std::size_t>(std::min(window, size - at));
    void* const memory = ::mmap(nullptr, length, PROT_READ, MAP_PRIVATE, file, at);
    //[fix map-failed]
    //| if (memory == nullptr) return false;
    if (memory == MAP_FAILED) return false;  // mmap(2): (void *) -1, and not the null pointer
    //[end]
    if (!write_all(static_cast<const char*>(memory), length)) give_up_output();
    //[fix unmap-size]
    //| ::munmap(memory, sizeof memory);
    ::munmap(memory, length);  // as much as was mapped: a pointer does not know how much that is
    //[end]
  }
  return true;
}

// Opens a file and writes it. False, after a message, when not all of it can be had.
bool show(const char* path, off_t window) {
  const int file = ::open(path, O_RDONLY);
  if (file < 0) {
    complain(path);
    return false;
  }
  struct stat about {};
  const bool well = ::fstat(file, &about) == 0 && write_file(file, about.st_size, window);
  if (!well) complain(path);
  //[fix fd-leak]
  //|
  ::close(file);  // munmap(2) ends a mapping and closes nothing
  //[end]
  return well;
}

}  // namespace

int main(int argc, char** argv) {
  const int pages = argc > 2 ? number_of_pages(argv[1]) : 0;
  if (pages == 0) {
    std::fprintf(stderr, "usage: mmapcat PAGES FILE...   (PAGES from 1 to 1024)\n");
    return 2;
  }
  bool well = true;
  for (int i = 2; i < argc; ++i) well = show(argv[i], pages * ::sysconf(_SC_PAGESIZE)) && well;
  return well ? 0 : 1;
}
