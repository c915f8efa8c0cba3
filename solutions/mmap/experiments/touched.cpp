// Maps a file of 4 MiB and reads one byte of each page. How much of it is
// in the process's memory (Rss, proc(5)) before that, and after?
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

constexpr long kSize = 4 << 20;

// What /proc/self/smaps says of the mapping at this address.
long resident(const void* address) {
  char begin[40], line[300];
  snprintf(begin, sizeof begin, "%lx-", reinterpret_cast<long>(address));
  FILE* maps = fopen("/proc/self/smaps", "r");
  long kilobytes = -1;
  bool here = false;
  while (fgets(line, sizeof line, maps) != nullptr) {
    if (strncmp(line, begin, strlen(begin)) == 0) here = true;
    if (here && sscanf(line, "Rss: %ld", &kilobytes) == 1) break;
  }
  fclose(maps);
  return kilobytes;
}

int main() {
  int file = open("file", O_RDWR | O_CREAT, 0600);
  static char block[1 << 20];
  for (long written = 0; written < kSize; written += sizeof block)
    write(file, block, sizeof block);

  auto* bytes = static_cast<char*>(
      mmap(nullptr, kSize, PROT_READ, MAP_SHARED, file, 0));
  dprintf(1, "after mmap: %ld kB\n", resident(bytes));
  rusage before, after;
  getrusage(RUSAGE_SELF, &before);
  long sum = 0;
  for (long at = 0; at < kSize; at += 4096) sum += bytes[at];
  getrusage(RUSAGE_SELF, &after);
  long faults = after.ru_minflt - before.ru_minflt;
  dprintf(1, "meanwhile: %ld page faults\n", faults);
  dprintf(1, "after touching every page: %ld kB\n", resident(bytes));
  unlink("file");
  return sum == 0 ? 0 : 1;
}
