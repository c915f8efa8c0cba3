// Looks at a file of 32 MiB that is in the page cache, four times: once
// with read into a buffer, once through a mapping. Of every 64 bytes it
// adds up one.
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

constexpr long kAll = 32 << 20, kRounds = 4;
static char buffer[65536];
using Clock = std::chrono::steady_clock;

long sum(const char* bytes, long count) {
  long all = 0;
  for (long i = 0; i < count; i += 64) all += bytes[i];
  return all;
}

void report(const char* how, Clock::time_point begun) {
  std::chrono::duration<double> took = Clock::now() - begun;
  dprintf(1, "%s: %.0f MB/s\n", how, kRounds * kAll / 1e6 / took.count());
}

int main() {
  int file = open("file", O_RDWR | O_CREAT, 0600);
  for (long written = 0; written < kAll; written += sizeof buffer)
    write(file, buffer, sizeof buffer);

  long all_read = 0, all_mapped = 0;
  auto begun = Clock::now();
  for (int round = 0; round < kRounds; ++round) {
    lseek(file, 0, SEEK_SET);
    long got;
    while ((got = read(file, buffer, sizeof buffer)) > 0)
      all_read += sum(buffer, got);
  }
  report("read", begun);

  begun = Clock::now();
  for (int round = 0; round < kRounds; ++round) {
    void* bytes = mmap(nullptr, kAll, PROT_READ, MAP_SHARED, file, 0);
    all_mapped += sum(static_cast<char*>(bytes), kAll);
    munmap(bytes, kAll);
  }
  report("mmap", begun);
  unlink("file");
  return all_read == all_mapped ? 0 : 1;  // they saw the same
}
