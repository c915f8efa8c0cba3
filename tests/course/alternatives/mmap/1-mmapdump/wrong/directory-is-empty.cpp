// wrong: what cannot be read is taken for its end, so a directory is an empty file
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

static bool number(const char* text, unsigned long long* value) {
  for (const char* c = text; *c; ++c)
    if (!isdigit(static_cast<unsigned char>(*c))) return false;
  errno = 0;
  *value = strtoull(text, nullptr, 10);
  return *text && errno == 0 && *value <= 0x7fffffffffffffffULL;
}

int main(int argc, char** argv) {
  unsigned long long offset = 0, length = 0x7fffffffffffffffULL;
  if (argc < 3 || argc > 4 || !number(argv[2], &offset) || (argc == 4 && !number(argv[3], &length))) {
    fprintf(stderr, "mmapdump FILE OFFSET [LENGTH]\n");
    return 2;
  }
  const int fd = open(argv[1], O_RDONLY);
  char block[1000];
  off_t at = static_cast<off_t>(offset);
  while (fd >= 0 && length > 0) {
    const ssize_t got = pread(fd, block, length < sizeof block ? length : sizeof block, at);
    if (got < 0 && errno == EINVAL && at > 0 && pread(fd, block, 1, 0) >= 0) break;  // too far for this file system
    if (got <= 0) break;
    for (ssize_t i = 0; i < got; ++i)
      if (block[i] != '\n' && (block[i] < 32 || block[i] > 126)) block[i] = '.';
    for (ssize_t done = 0; done < got;) {
      const ssize_t put = write(1, block + done, static_cast<size_t>(got - done));
      if (put < 0) goto trouble;
      done += put;
    }
    at += got;
    length -= static_cast<unsigned long long>(got);
  }
  if (fd < 0) {
  trouble:
    fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
    return 1;
  }
  if (length == 0) {  // nothing was read yet: a directory has to be told all the same
    char byte;
    if (pread(fd, &byte, 1, 0) < 0) return 0;
  }
  return 0;
}
