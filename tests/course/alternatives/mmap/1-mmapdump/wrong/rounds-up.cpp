// wrong: rounds the offset up instead of down to a page
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static long long parse(const char* text) {
  char* end;
  errno = 0;
  long long value = strtoll(text, &end, 10);
  if (end == text || *end || errno || value < 0) {
    fprintf(stderr, "mmapdump: bad number %s\n", text);
    exit(2);
  }
  return value;
}

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    fprintf(stderr, "usage: mmapdump FILE OFFSET [LENGTH]\n");
    return 2;
  }
  long long offset = parse(argv[2]), length = argc > 3 ? parse(argv[3]) : -1;
  int fd = open(argv[1], O_RDONLY);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) < 0 || S_ISDIR(st.st_mode)) {
    perror(argv[1]);
    return 1;
  }
  if (offset >= st.st_size || length == 0) return 0;
  if (length < 0 || length > st.st_size - offset) length = st.st_size - offset;
  long page = sysconf(_SC_PAGESIZE);
  off_t start = (offset + page - 1) / page * page;
  char* p = (char*)mmap(NULL, static_cast<size_t>(length), PROT_READ, MAP_PRIVATE, fd, start);
  if (p == MAP_FAILED) {
    perror("mmap");
    return 1;
  }
  for (long long i = 0; i < length; i++) putchar(p[i] == '\n' || (p[i] >= 32 && p[i] < 127) ? p[i] : '.');
  return 0;
}
