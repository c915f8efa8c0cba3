// Memory shared between processes: mmap(2) and System V.
#include "schedule/shim/memory.hpp"

#include <sys/mman.h>
#include <sys/shm.h>

namespace ipclab::shim {
namespace {

struct Region {
  std::atomic<std::uintptr_t> begin, end;  // end 0: free
};
constexpr std::size_t kRegions = 128;  // of more the others go unseen
constinit Region regions[kRegions]{};
constinit std::atomic<std::size_t> used{0};

std::uintptr_t number(const volatile void* address) { return reinterpret_cast<std::uintptr_t>(address); }

}  // namespace

void add_region(void* begin, std::size_t size) {
  for (std::size_t i = 0; i < kRegions; ++i) {
    std::uintptr_t free = 0;
    if (!regions[i].end.compare_exchange_strong(free, 1)) continue;  // 1: no address yet lies below it
    regions[i].begin.store(number(begin));
    regions[i].end.store(number(begin) + size);
    for (std::size_t most = used.load(); most < i + 1 && !used.compare_exchange_weak(most, i + 1);) {}
    return;
  }
}

bool in_region(const volatile void* address) {
  const std::size_t count = used.load(std::memory_order_relaxed);
  for (std::size_t i = 0; i < count; ++i)
    if (number(address) < regions[i].end.load() && number(address) >= regions[i].begin.load()) return true;
  return false;
}

bool touches_region(const void* begin, std::size_t size) {
  for (std::size_t i = 0; i < used.load(); ++i)
    if (number(begin) < regions[i].end.load() && number(begin) + size > regions[i].begin.load()) return true;
  return false;
}

void remove_region(const void* begin, std::size_t size) {
  const std::uintptr_t from = number(begin), to = from + size;
  for (std::size_t i = 0; i < used.load(); ++i) {
    Region& region = regions[i];
    const std::uintptr_t low = region.begin.load(), high = region.end.load();
    if (high <= 1 || from >= high || to <= low) continue;
    if (from > low) region.end.store(from);        // its beginning stays
    else if (to < high) region.begin.store(to);    // its end stays
    else region.end.store(0);
  }
}

namespace {

template <class Map>
void* map_with(std::size_t size, int flags, int fd, const void* from, Map real) {
  const int type = flags & MAP_TYPE;
  const bool shared = type == MAP_SHARED || type == MAP_SHARED_VALIDATE;
  if (shared) point(Call::mmap, std::int64_t{fd}, from);  // what is private nobody else notices; but it can fail too
  if (fails_here(Call::mmap, from)) return MAP_FAILED;
  void* memory = real();
  if (shared && memory != MAP_FAILED) add_region(memory, size);
  return memory;
}

// A segment's size is known to the kernel only.
std::size_t size_of_segment(int id) {
  shmid_ds about{};
  return raw(SYS_shmctl, id, IPC_STAT, as_long(&about)) == 0 ? about.shm_segsz : 0;
}

// The size of the region that begins there.
std::size_t size_of_region(const void* begin) {
  for (std::size_t i = 0; i < used.load(); ++i)
    if (regions[i].begin.load() == number(begin) && regions[i].end.load() > 1)
      return regions[i].end.load() - number(begin);
  return 0;
}

}  // namespace
}  // namespace ipclab::shim

using namespace ipclab::shim;

EXPORT void* mmap(void* where, size_t size, int protection, int flags, int fd, off_t at) noexcept {
  const auto real = REAL(mmap);
  return map_with(size, flags, fd, FROM, [&] { return real(where, size, protection, flags, fd, at); });
}
EXPORT void* mmap64(void* where, size_t size, int protection, int flags, int fd, off64_t at) noexcept {
  const auto real = REAL(mmap64);
  return map_with(size, flags, fd, FROM, [&] { return real(where, size, protection, flags, fd, at); });
}
EXPORT int munmap(void* begin, size_t size) noexcept {
  if (!touches_region(begin, size)) return REAL(munmap)(begin, size);
  point(Call::munmap, begin, FROM);
  const int result = REAL(munmap)(begin, size);
  if (result == 0) remove_region(begin, size);
  return result;
}

EXPORT int shmget(key_t key, size_t size, int flags) noexcept {
  point(Call::shmget, std::int64_t{key}, FROM);
  return fails(Call::shmget) ? -1 : REAL(shmget)(key, size, flags);
}
EXPORT void* shmat(int id, const void* where, int flags) noexcept {
  point(Call::shmat, std::int64_t{id}, FROM);
  if (fails(Call::shmat)) return MAP_FAILED;  // (void *) -1 here too
  void* memory = REAL(shmat)(id, where, flags);
  if (memory != MAP_FAILED) add_region(memory, size_of_segment(id));
  return memory;
}
EXPORT int shmdt(const void* begin) noexcept {
  point(Call::shmdt, begin, FROM);
  const int result = REAL(shmdt)(begin);
  if (result == 0) remove_region(begin, size_of_region(begin));
  return result;
}
EXPORT int shmctl(int id, int command, shmid_ds* about) noexcept {
  point(Call::shmctl, std::int64_t{id}, FROM);
  return REAL(shmctl)(id, command, about);
}
