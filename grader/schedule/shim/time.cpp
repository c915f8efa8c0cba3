#include "schedule/shim/time.hpp"

#include <cerrno>
#include <csignal>
#include <ucontext.h>

namespace ipclab::shim {
namespace {

// rt_sigaction(2) as the kernel has it: libc keeps kTimeoutSignal for itself and refuses it to others.
struct KernelAction {
  void (*handler)(int, siginfo_t*, void*);
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};
constexpr unsigned long kRestorer = 0x04000000;  // SA_RESTORER

#if defined(__x86_64__)
extern "C" void ipclab_shim_restore() __attribute__((visibility("hidden")));
__asm__(".pushsection .text\n"
        ".type ipclab_shim_restore, @function\n"
        ".hidden ipclab_shim_restore\n"
        "ipclab_shim_restore:\n"
        "  mov $15, %eax\n"  // rt_sigreturn
        "  syscall\n"
        ".size ipclab_shim_restore, . - ipclab_shim_restore\n"
        ".popsection\n");
#endif

constinit KernelAction libc_action{};  // libc's own use of the signal: setuid(2) in a program with threads

#if defined(__x86_64__)
bool behind_system_call(const ucontext_t& context) {
  const auto* pc = reinterpret_cast<const unsigned char*>(context.uc_mcontext.gregs[REG_RIP]);
  return pc[-2] == 0x0f && pc[-1] == 0x05;
}
long answer_of(const ucontext_t& context) { return static_cast<long>(context.uc_mcontext.gregs[REG_RAX]); }
void set_answer(ucontext_t& context, long value) { context.uc_mcontext.gregs[REG_RAX] = value; }
#else
bool behind_system_call(const ucontext_t& context) {
  const auto* pc = reinterpret_cast<const std::uint32_t*>(context.uc_mcontext.pc);
  return pc[-1] == 0xd4000001;  // svc #0
}
long answer_of(const ucontext_t& context) { return static_cast<long>(context.uc_mcontext.regs[0]); }
void set_answer(ucontext_t& context, long value) {
  context.uc_mcontext.regs[0] = static_cast<unsigned long long>(value);
}
#endif

void timed_out(int signal, siginfo_t* info, void* where) {
  auto& context = *static_cast<ucontext_t*>(where);
  const Slot* slot = self.slot;
  if (slot != nullptr && slot->deadline.load() != 0 && behind_system_call(context) && answer_of(context) == -EINTR)
    set_answer(context, slot->timed_result.load());
  if (libc_action.handler != nullptr && reinterpret_cast<std::uintptr_t>(libc_action.handler) > 1)
    libc_action.handler(signal, info, where);  // it looks itself whether it is meant
}

std::uint64_t base_of(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI ? process.control->realtime
                                                                                       : process.control->monotonic;
}

constexpr std::uint64_t kForever = ~std::uint64_t{0} / 4;

}  // namespace

void listen_for_timeouts() {
  KernelAction action{};
  action.handler = timed_out;
  action.flags = SA_SIGINFO | SA_ONSTACK;  // not SA_RESTART: the call must come back
#if defined(__x86_64__)
  action.flags |= kRestorer;
  action.restorer = ipclab_shim_restore;
#endif
  KernelAction before{};
  raw(SYS_rt_sigaction, schedule::kTimeoutSignal, as_long(&action), as_long(&before), sizeof action.mask);
  if (before.handler != timed_out) libc_action = before;
  const unsigned long mask = 1UL << (schedule::kTimeoutSignal - 1);
  raw(SYS_rt_sigprocmask, SIG_UNBLOCK, as_long(&mask), 0, sizeof mask);
}

std::uint64_t now() { return process.control->now.load(); }

bool is_virtual(clockid_t clock) {
  switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_REALTIME_ALARM:
    case CLOCK_TAI:
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
    case CLOCK_BOOTTIME_ALARM: return true;
    default: return false;
  }
}

std::uint64_t shown(clockid_t clock, std::uint64_t at) { return base_of(clock) + at; }

timespec to_timespec(std::uint64_t ns) {
  return {static_cast<time_t>(ns / kSecond), static_cast<long>(ns % kSecond)};
}
timeval to_timeval(std::uint64_t ns) {
  return {static_cast<time_t>(ns / kSecond), static_cast<suseconds_t>(ns % kSecond / 1000)};
}
std::uint64_t to_ns(const timespec& time) {
  if (time.tv_sec < 0) return 0;
  const auto seconds = static_cast<std::uint64_t>(time.tv_sec);
  if (seconds >= kForever / kSecond) return kForever;
  return seconds * kSecond + static_cast<std::uint64_t>(time.tv_nsec);
}
std::uint64_t to_ns(const timeval& time) { return to_ns(timespec{time.tv_sec, time.tv_usec * 1000}); }

std::uint64_t after(std::uint64_t ns) {
  const std::uint64_t deadline = now() + ns;
  return deadline != 0 ? deadline : 1;
}

std::uint64_t left(std::uint64_t deadline) {
  const std::uint64_t at = now();
  return deadline > at ? deadline - at : 0;
}

std::uint64_t date(clockid_t clock, const timespec& time) {
  const std::uint64_t at = to_ns(time), base = base_of(clock);
  return at > base && at - base > now() ? at - base : 0;
}

Timed enter_timed(std::uint64_t deadline, long call, long result) {
  Slot* slot = own_slot();
  Timed before{slot, 0, 0, 0};
  if (slot == nullptr) return before;
  before = {slot, slot->deadline.load(), slot->timed_call.load(), slot->timed_result.load()};
  slot->deadline.store(0);
  slot->timed_call.store(call);
  slot->timed_result.store(result);
  slot->deadline.store(deadline);
  return before;
}

void leave_timed(void* saved) {
  const auto& before = *static_cast<Timed*>(saved);
  if (before.slot == nullptr) return;
  before.slot->deadline.store(0);
  before.slot->timed_call.store(before.call);
  before.slot->timed_result.store(before.result);
  before.slot->deadline.store(before.deadline);
}

}  // namespace ipclab::shim
