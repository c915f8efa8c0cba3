// How a program takes part: its control page, its first slot, its end.
#include "schedule/shim/attach.hpp"

#include "schedule/shim/shim.hpp"
#include "schedule/shim/time.hpp"
#include "schedule/shim/timers.hpp"

#include <cstdlib>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace ipclab::shim {
namespace {

Control* map_page(const char* path) {
  const long fd = raw(SYS_openat, AT_FDCWD, as_long(path), O_RDWR | O_CLOEXEC);
  if (fd < 0) return nullptr;
  struct stat file {};
  long page = -1;
  if (raw(SYS_fstat, fd, as_long(&file)) == 0 && file.st_size >= static_cast<off_t>(sizeof(Control)))
    page = raw(SYS_mmap, 0, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  raw(SYS_close, fd);
  if (page < 0 && page > -4096) return nullptr;
  auto* control = reinterpret_cast<Control*>(page);
  return control->version == schedule::kVersion ? control : nullptr;
}

// Where the executable lies, by its own program headers.
void find_executable() {
  const auto* headers = reinterpret_cast<const ElfW(Phdr)*>(getauxval(AT_PHDR));
  const std::size_t count = getauxval(AT_PHNUM);
  if (headers == nullptr) return;
  std::uintptr_t base = 0, end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (headers[i].p_type == PT_PHDR) base = reinterpret_cast<std::uintptr_t>(headers) - headers[i].p_vaddr;
    if (headers[i].p_type == PT_LOAD) end = headers[i].p_vaddr + headers[i].p_memsz;
  }
  process.base = base;
  process.end = base + end;
}

// Whether this program is one of those that stop at points.
bool lies_below(const char* folder) {
  char path[4096];
  const long length = raw(SYS_readlinkat, AT_FDCWD, as_long("/proc/self/exe"), as_long(path), sizeof path - 1);
  if (length < 0) return false;
  path[length] = '\0';
  const char* at = path;
  for (std::size_t i = 0; i < sizeof process.control->programs && folder[i] != '\0'; ++i)
    if (*at++ != folder[i]) return false;
  return *at == '/';
}

// The main thread of the last program that this process has run; null when the shim has seen none.
Slot* last_image(std::int32_t pid) {
  Control* control = process.control;
  const std::uint32_t used = control->slots.load();
  for (std::uint32_t i = used < schedule::kSlots ? used : schedule::kSlots; i-- > 0;) {
    Slot& slot = control->slot[i];
    if (pid > 0 && slot.pid.load() == pid && slot.tid.load() == pid) return &slot;
  }
  return nullptr;
}

Slot* first_slot() {
  Control* control = process.control;
  Slot* before = last_image(static_cast<std::int32_t>(raw(SYS_getpid)));
  // Born by vfork(2), posix_spawn(3), popen(3): nobody has promised a slot.
  Slot* parent = before == nullptr ? last_image(static_cast<std::int32_t>(raw(SYS_getppid))) : nullptr;
  const std::uint32_t index = control->slots.fetch_add(1);
  if (index >= schedule::kSlots) {
    control->overflow.store(1);
    return nullptr;
  }
  Slot& slot = control->slot[index];
  Slot* maker = before != nullptr ? before : parent;
  slot.parent.store(maker != nullptr ? static_cast<std::uint32_t>(maker - control->slot) : schedule::kMain);
  slot.kind.store(static_cast<std::uint32_t>(before != nullptr ? 'x' : 'c'));
  slot.nth.store(maker == nullptr ? 1 : (before != nullptr ? maker->images : maker->children).fetch_add(1) + 1);
  return &slot;
}

__attribute__((constructor)) void attach() {
  look_up_all();
  const char* path = getenv(schedule::kControlVariable);
  process.control = path != nullptr ? map_page(path) : nullptr;
  if (process.control == nullptr) return;
  find_executable();
  process.stops = lies_below(process.control->programs);
  adopt(first_slot());
  listen_for_timeouts();
  forget_timers_of_the_program_before();
  point(Call::start, std::int64_t{0}, nullptr);
}

// main has returned, or somebody has called exit(3).
__attribute__((destructor)) void detach() { last_point(nullptr); }

}  // namespace

void last_point(const void* from) {
  static constinit std::atomic<std::int32_t> ended{0};  // the process that has had its last point
  const auto pid = static_cast<std::int32_t>(raw(SYS_getpid));
  if (pid != process.pid || ended.exchange(pid) == pid) return;
  point(Call::exit, std::int64_t{0}, from);
}

}  // namespace ipclab::shim
