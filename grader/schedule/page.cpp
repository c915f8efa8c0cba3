#include "schedule/page.hpp"

#include "posix/error.hpp"
#include "schedule/names.hpp"
#include "schedule/shim_image.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <linux/futex.h>
#include <new>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::schedule {
namespace {

constexpr const char* kShimName = "libipclab_shim.so";

std::uint64_t clock_ns(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec);
}

std::uint32_t number_of(const std::string& call) {
  for (std::uint32_t i = 1; i < static_cast<std::uint32_t>(Call::count); ++i)
    if (name(static_cast<Call>(i)) == call) return i;
  throw posix::Error("plan", "with a call that is no point: " + call, EINVAL);
}

}  // namespace

Page::Page(world::World& world, const Plan& plan) {
  shim_ = world.install(kShimName, shim_image());
  const auto shared = world.share("schedule", sizeof(Control));
  path_ = shared.path;
  void* memory = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, shared.file.get(), 0);
  if (memory == MAP_FAILED) throw posix::Error("mmap", path_);
  control_ = new (memory) Control;  // the file is all zeros, which is what its atomics start with
  control_->parks = plan.order == Plan::Order::free ? 0 : 1;
  control_->spurious = plan.spurious ? 1 : 0;
  if (plan.failure) {
    control_->fails = number_of(plan.failure->call);
    control_->fails_nth = plan.failure->nth;
    control_->fails_errno = plan.failure->error;
  }
  control_->realtime = clock_ns(CLOCK_REALTIME);
  control_->monotonic = clock_ns(CLOCK_MONOTONIC);
  const std::string programs = shim_.substr(0, shim_.rfind('/'));
  if (programs.size() >= sizeof control_->programs) throw posix::Error("open", programs, ENAMETOOLONG);
  std::strcpy(control_->programs, programs.c_str());
  control_->version = kVersion;
}

Page::~Page() { ::munmap(control_, sizeof(Control)); }

std::uint32_t Page::slots() const { return std::min(control_->slots.load(), kSlots); }

const observe::Task* Page::task_of(std::uint32_t index, const std::vector<observe::Task>& tasks) const {
  const pid_t tid = slot(index).tid;
  const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const observe::Task& task) { return task.tid == tid; });
  return found == tasks.end() ? nullptr : &*found;
}

const observe::Task* Page::parked_at(std::uint32_t index, const std::vector<observe::Task>& tasks) const {
  const Slot& at = slot(index);
  if (at.state != Slot::parked || at.go != 0) return nullptr;
  const auto sleeps_on_it = [&](const observe::Task& task) {
    return task.call == SYS_futex && task.args[0] == at.here && task.state == 'S';
  };
  if (const observe::Task* own = task_of(index, tasks); own != nullptr && sleeps_on_it(*own)) return own;
  // A vfork(2) child goes about with the memory, and so the slot, of its parent, which sleeps meanwhile.
  const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const observe::Task& task) {
    return sleeps_on_it(task) && observe::Watch::parent_of(task.pid) == at.pid;
  });
  return found == tasks.end() ? nullptr : &*found;
}

std::uint32_t Page::find(pid_t pid, pid_t tid) const {
  for (std::uint32_t i = slots(); i-- > 0;)
    if (slot(i).pid == pid && slot(i).tid == tid) return i;
  return kNobody;
}

bool Page::sleeps_here(const observe::Task& task) const {
  if (task.call != SYS_futex) return false;
  for (std::uint32_t i = 0; i < slots(); ++i)
    if (slot(i).here == task.args[0] && slot(i).here != 0 && (slot(i).pid == task.pid || slot(i).tid == task.tid)) return true;
  return false;
}

void Page::let_go(std::uint32_t index) {
  slot(index).go = 1;
  ::syscall(SYS_futex, &slot(index).go, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

std::vector<std::string> Page::environment() const {
  return {"LD_PRELOAD=" + shim_, std::string(kControlVariable) + "=" + path_};
}

}  // namespace ipclab::schedule
