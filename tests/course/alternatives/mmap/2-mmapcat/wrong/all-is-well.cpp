// wrong: says what is missing, and ends with exit 0
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static int usage() {
  fputs("usage: mmapcat PAGES FILE...\n", stderr);
  return 2;
}

static bool send_one(const char* path) {
  const int fd = open(path, O_RDONLY);
  struct stat info;
  bool sent = fd >= 0 && fstat(fd, &info) == 0;
  if (sent && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    sent = false;
  }
  off_t at = 0;
  while (sent && at < info.st_size)
    if (sendfile(STDOUT_FILENO, fd, &at, static_cast<size_t>(info.st_size - at)) < 0 && errno != EINTR) sent = false;
  if (!sent) fprintf(stderr, "mmapcat: %s: %s\n", path, strerror(errno));
  if (fd >= 0) close(fd);
  return sent;
}

int main(int argc, char** argv) {
  char* end = nullptr;
  if (argc < 3) return usage();
  const long pages = strtol(argv[1], &end, 10);
  if (*end != '\0' || pages < 1 || pages > 1024) return usage();
  int status = 0;
  for (char** file = argv + 2; *file != nullptr; ++file)
    send_one(*file);
  return status;
}
