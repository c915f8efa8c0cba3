// The functions that a program calls before each access to memory when it is compiled with -fsanitize=thread. It is
// then linked to this library instead of the sanitizer's own: an access that others can see is a point.
#include "schedule/shim/memory.hpp"

#include <pthread.h>
#include <sys/auxv.h>
#include <sys/resource.h>

namespace ipclab::shim {

void find_stack() {
  if (raw(SYS_gettid) == process.pid) {
    // The main thread's: the kernel puts the program's name at its top, and its limit below it.
    constexpr std::uintptr_t kMost = 128U << 20;  // the kernel leaves at least so much room
    struct rlimit limit {};
    raw(SYS_prlimit64, 0, RLIMIT_STACK, 0, as_long(&limit));
    self.stack_high = getauxval(AT_EXECFN);
    self.stack_low = self.stack_high - (limit.rlim_cur < kMost ? limit.rlim_cur : kMost);
    return;
  }
  pthread_attr_t attributes;
  void* low = nullptr;
  std::size_t size = 0;
  ++self.inside;  // this may ask libc for memory
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
  }
  --self.inside;
  self.stack_low = reinterpret_cast<std::uintptr_t>(low);
  self.stack_high = self.stack_low + size;
}

bool others_see(const volatile void* address) {
  if (in_region(address)) return true;
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  return process.threaded && !(at >= self.stack_low && at < self.stack_high);
}

namespace {

void access(Call call, const volatile void* address, const void* from) {
  if (self.slot != nullptr && !self.parked && others_see(address)) point(call, address, from);
}

}  // namespace
}  // namespace ipclab::shim

using namespace ipclab::shim;

#define LOAD(name) \
  EXPORT void name(void* address) { access(Call::load, address, FROM); }
#define STORE(name) \
  EXPORT void name(void* address) { access(Call::store, address, FROM); }
#define BOTH(name)                         \
  EXPORT void name(void* address) {        \
    access(Call::load, address, FROM);     \
    access(Call::store, address, FROM);    \
  }
#define ACCESSES(size)                 \
  LOAD(__tsan_read##size)              \
  LOAD(__tsan_unaligned_read##size)    \
  LOAD(__tsan_volatile_read##size)     \
  LOAD(__tsan_unaligned_volatile_read##size)   \
  STORE(__tsan_write##size)            \
  STORE(__tsan_unaligned_write##size)  \
  STORE(__tsan_volatile_write##size)   \
  STORE(__tsan_unaligned_volatile_write##size) \
  BOTH(__tsan_read_write##size)        \
  BOTH(__tsan_unaligned_read_write##size)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

EXPORT void __tsan_read_range(void* address, unsigned long) { access(Call::load, address, FROM); }
EXPORT void __tsan_write_range(void* address, unsigned long) { access(Call::store, address, FROM); }
EXPORT void __tsan_vptr_update(void** address, void* value) {
  if (*address != value) access(Call::store, address, FROM);
}
EXPORT void __tsan_vptr_read(void** address) { access(Call::load, address, FROM); }

EXPORT void __tsan_init() {
  if (process.memory) return;
  process.memory = true;
  if (process.control != nullptr) find_stack();
}
EXPORT void __tsan_func_entry(void*) {}
EXPORT void __tsan_func_exit() {}
// What the headers of libraries tell the sanitizer is not needed here.
EXPORT void __tsan_acquire(void*) {}
EXPORT void __tsan_release(void*) {}
EXPORT void __tsan_mutex_create(void*, unsigned) {}
EXPORT void __tsan_mutex_destroy(void*, unsigned) {}
EXPORT void __tsan_mutex_pre_lock(void*, unsigned) {}
EXPORT void __tsan_mutex_post_lock(void*, unsigned, int) {}
EXPORT int __tsan_mutex_pre_unlock(void*, unsigned) { return 0; }
EXPORT void __tsan_mutex_post_unlock(void*, unsigned) {}
EXPORT void __tsan_mutex_pre_signal(void*, unsigned) {}
EXPORT void __tsan_mutex_post_signal(void*, unsigned) {}
EXPORT void __tsan_mutex_pre_divert(void*, unsigned) {}
EXPORT void __tsan_mutex_post_divert(void*, unsigned) {}

// Atomic operations happen here, in the strongest order.
#define CHANGE(type, bits, operation)                                                                    \
  EXPORT type __tsan_atomic##bits##_##operation(volatile type* address, type value, int) {               \
    access(Call::store, address, FROM);                                                                  \
    return __atomic_##operation(address, value, __ATOMIC_SEQ_CST);                                       \
  }
#define COMPARE(type, bits, strength)                                                                    \
  EXPORT int __tsan_atomic##bits##_compare_exchange_##strength(volatile type* address, type* expected,   \
                                                               type value, int, int) {                   \
    access(Call::store, address, FROM);                                                                  \
    return __atomic_compare_exchange_n(address, expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
  }
#define ATOMIC(type, bits)                                                                               \
  EXPORT type __tsan_atomic##bits##_load(const volatile type* address, int) {                            \
    access(Call::load, address, FROM);                                                                   \
    return __atomic_load_n(address, __ATOMIC_SEQ_CST);                                                   \
  }                                                                                                      \
  EXPORT void __tsan_atomic##bits##_store(volatile type* address, type value, int) {                     \
    access(Call::store, address, FROM);                                                                  \
    __atomic_store_n(address, value, __ATOMIC_SEQ_CST);                                                  \
  }                                                                                                      \
  EXPORT type __tsan_atomic##bits##_exchange(volatile type* address, type value, int) {                  \
    access(Call::store, address, FROM);                                                                  \
    return __atomic_exchange_n(address, value, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                      \
  CHANGE(type, bits, fetch_add)                                                                          \
  CHANGE(type, bits, fetch_sub)                                                                          \
  CHANGE(type, bits, fetch_and)                                                                          \
  CHANGE(type, bits, fetch_or)                                                                           \
  CHANGE(type, bits, fetch_xor)                                                                          \
  CHANGE(type, bits, fetch_nand)                                                                         \
  COMPARE(type, bits, strong)                                                                            \
  COMPARE(type, bits, weak)                                                                              \
  EXPORT type __tsan_atomic##bits##_compare_exchange_val(volatile type* address, type expected, type value, int, \
                                                         int) {                                          \
    access(Call::store, address, FROM);                                                                  \
    __atomic_compare_exchange_n(address, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);   \
    return expected;                                                                                     \
  }

ATOMIC(std::uint8_t, 8)
ATOMIC(std::uint16_t, 16)
ATOMIC(std::uint32_t, 32)
ATOMIC(std::uint64_t, 64)

EXPORT void __tsan_atomic_thread_fence(int) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
EXPORT void __tsan_atomic_signal_fence(int) { __atomic_signal_fence(__ATOMIC_SEQ_CST); }
