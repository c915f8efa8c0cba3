// right: the messages are built in one mapped region that is never touched again and given to the pipe with vmsplice(2);
// plain write(2) where that is not possible
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

int main() {
  std::string in;
  char chunk[16384];
  ssize_t got;
  while ((got = read(0, chunk, sizeof chunk)) != 0) {
    if (got > 0) in.append(chunk, got);
    else if (errno != EINTR) {
      perror("sender: read");
      return 1;
    }
  }
  if (in.empty()) return 0;
  if (in.back() != '\n') in += '\n';

  const size_t lines = std::count(in.begin(), in.end(), '\n');
  const size_t size = in.size() - lines + 4 * lines;
  void* const region = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (region == MAP_FAILED) {
    perror("sender: mmap");
    return 1;
  }
  char* to = static_cast<char*>(region);
  for (size_t from = 0; from < in.size();) {
    const size_t end = in.find('\n', from);
    const uint32_t length = end - from;
    memcpy(to, &length, 4);
    memcpy(to + 4, in.data() + from, length);
    to += 4 + length;
    from = end + 1;
  }

  // The pipe holds the pages themselves: the region stays mapped and unchanged until the process ends.
  const char* at = static_cast<char*>(region);
  size_t left = size;
  bool can_splice = true;
  while (left > 0) {
    iovec part = {const_cast<char*>(at), left};
    const ssize_t put = can_splice ? vmsplice(1, &part, 1, 0) : write(1, at, left);
    if (put < 0) {
      if (errno == EINTR) continue;
      if (can_splice && errno != EPIPE) {
        can_splice = false;
        continue;
      }
      perror("sender: output");
      return 1;
    }
    at += put;
    left -= put;
  }
  return 0;
}
