#include "schedule/shim/shim.hpp"

#include <cerrno>
#include <climits>
#include <linux/futex.h>

namespace ipclab::shim {

constinit Process process{};
constinit thread_local Thread self{};

namespace {

void park(Slot& slot) {
  const std::uint64_t deadline = slot.deadline.exchange(0);  // of the call that our handler has interrupted
  slot.here.store(static_cast<std::uint64_t>(as_long(&slot.go)));
  slot.go.store(0);
  slot.state.store(Slot::parked);
  process.control->event.fetch_add(1);
  raw(SYS_futex, as_long(&process.control->event), FUTEX_WAKE, INT_MAX);
  while (slot.go.load() != 1) raw(SYS_futex, as_long(&slot.go), FUTEX_WAIT, 0, 0);
  slot.state.store(Slot::running);
  slot.deadline.store(deadline);
}

// The next free slot, filled in by the caller before anybody else can look at it as somebody's.
Slot* take_slot() {
  const std::uint32_t index = process.control->slots.fetch_add(1);
  if (index < schedule::kSlots) return &process.control->slot[index];
  process.control->overflow.store(1);
  return nullptr;
}

}  // namespace

Slot* own_slot() {
  if (self.slot == nullptr || self.inside != 0) return nullptr;
  return raw(SYS_getpid) == process.pid ? self.slot : nullptr;
}

bool stops_here() {
  return process.control != nullptr && process.control->parks == 1 && process.stops && !self.parked &&
         own_slot() != nullptr;
}

void point(Call call, std::int64_t subject, const void* from) {
  if (self.slot == nullptr || self.parked) return;
  Slot* slot = own_slot();
  if (slot == nullptr) return;
  self.parked = true;
  slot->call.store(static_cast<std::uint32_t>(call));
  slot->address.store(static_cast<std::uint64_t>(as_long(from)));
  slot->site.store(site_of(from));
  slot->subject.store(subject);
  slot->points.fetch_add(1);
  if (process.control->parks == 1 && process.stops) park(*slot);
  self.parked = false;
}

bool fails(Call call) {
  Control* control = process.control;
  if (control == nullptr || control->fails != static_cast<std::uint32_t>(call) || !process.stops) return false;
  if (self.parked || own_slot() == nullptr) return false;
  if (control->failed.fetch_add(1) + 1 != control->fails_nth) return false;
  errno = control->fails_errno;
  return true;
}

bool fails_here(Call call, const void* from) {
  if (!fails(call)) return false;
  point(Call::failed, std::int64_t{0}, from);
  return true;
}

Slot* promise(char kind) {
  Slot* maker = own_slot();
  if (maker == nullptr) return nullptr;
  Slot* slot = take_slot();
  const std::uint32_t nth = (kind == 't' ? maker->threads : maker->children).fetch_add(1) + 1;
  if (slot == nullptr) return nullptr;
  slot->parent.store(static_cast<std::uint32_t>(maker - process.control->slot));
  slot->kind.store(static_cast<std::uint32_t>(kind));
  slot->nth.store(nth);
  slot->state.store(Slot::promised);
  return slot;
}

void withdraw(Slot* slot) {
  if (slot != nullptr) slot->state.store(Slot::empty);
}

void adopt(Slot* slot) {
  process.pid = static_cast<std::int32_t>(raw(SYS_getpid));
  self.slot = slot;
  self.parked = false;
  self.inside = 0;
  if (slot == nullptr) return;
  slot->pid.store(process.pid);
  slot->tid.store(static_cast<std::int32_t>(raw(SYS_gettid)));
  slot->here.store(static_cast<std::uint64_t>(as_long(&slot->go)));
  slot->state.store(Slot::running);
}

std::uint64_t site_of(const void* from) {
  const auto address = reinterpret_cast<std::uintptr_t>(from);
  if (address >= process.base && address < process.end) return address - process.base;
  // Somewhere in a library: only its place in a page is the same in every run.
  return (address & 0xfff) ^ 0x5eed'0000'0000'0000U;
}

void jumped() {
  self.parked = false;
  self.inside = 0;
  Slot* slot = own_slot();
  if (slot == nullptr) return;
  slot->deadline.store(0);
  slot->state.store(Slot::running);
}

}  // namespace ipclab::shim
