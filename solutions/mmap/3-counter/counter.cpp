// counter FILE WORKERS N: WORKERS processes add 1 to the count in the file, each of them N times.
#include "arguments.hpp"

//[fix unlocked-counter]
//|
#include <atomic>
//[end]
#include <cstdint>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using Count = std::uint64_t;  // all that stands in the file

// The count in the file, for all who map it; a null pointer, and errno says why, when it cannot be had.
Count* open_count(const char* path) {
  const int file = ::open(path, O_RDWR | O_CREAT, 0666);
  if (file < 0) return nullptr;
  //[fix no-truncate]
  //|
  // A new file has no bytes, and a page without a byte of the file cannot be touched. If the count is there already,
  // ftruncate(2) finds nothing to do.
  if (::ftruncate(file, sizeof(Count)) != 0) return nullptr;
  //[end]
  //[fix private]
  //| const int flags = MAP_PRIVATE;
  const int flags = MAP_SHARED;  // mmap(2): only with this one do others, and the file, see what is written
  //[end]
  void* const memory = ::mmap(nullptr, sizeof(Count), PROT_READ | PROT_WRITE, flags, file, 0);
  ::close(file);  // mmap(2): the mapping stays
  return memory == MAP_FAILED ? nullptr : static_cast<Count*>(memory);
}

// What each worker does.
void work(Count* count, int times) {
  for (int i = 0; i < times; ++i) {
    //[fix unlocked-counter]
    //| ++*count;
    std::atomic_ref(*count).fetch_add(1);  // reads, adds and writes in one step, for other processes too
    //[end]
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int workers = argc == 4 ? small_number(argv[2], 1, 8) : -1;
  const int times = argc == 4 ? small_number(argv[3], 0, 1000) : -1;
  if (workers < 0 || times < 0) {
    std::fprintf(stderr, "usage: counter FILE WORKERS N   (WORKERS from 1 to 8, N from 0 to 1000)\n");
    return 2;
  }
  Count* const count = open_count(argv[1]);
  if (count == nullptr) return trouble(argv[1]);

  for (int worker = 0; worker < workers; ++worker) {
    const pid_t child = ::fork();
    if (child < 0) return trouble("fork");
    if (child == 0) {
      work(count, times);
      ::_exit(0);
    }
  }
  wait_for_children();
  std::printf("count %llu\n", static_cast<unsigned long long>(*count));
  return std::fflush(stdout) == 0 ? 0 : trouble("standard output");
}
