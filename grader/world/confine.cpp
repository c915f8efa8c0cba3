#include "world/confine.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

bool put(const char* path, const char* text, std::size_t size) noexcept {
  const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool done = ::write(fd, text, size) == static_cast<ssize_t>(size);
  const int kept = errno;
  ::close(fd);
  errno = kept;
  return done;
}

// Every signal as a program expects it at its start: default action, nothing blocked, but for what the plan says.
// (Our own init ignores SIGPIPE, and ignored signals stay ignored over exec.)
void reset_signals(const Confinement& plan) noexcept {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  for (int number = 1; number <= SIGRTMAX; ++number) ::sigaction(number, &action, nullptr);
  action.sa_handler = SIG_IGN;
  for (const int number : plan.ignored) ::sigaction(number, &action, nullptr);
  sigset_t mask;
  ::sigemptyset(&mask);
  for (const int number : plan.blocked) ::sigaddset(&mask, number);
  ::sigprocmask(SIG_SETMASK, &mask, nullptr);
}

bool redirect(const Confinement& plan) noexcept {
  return ::dup2(plan.in, 0) == 0 && ::dup2(plan.out, 1) == 1 && ::dup2(plan.err, 2) == 2;
}

const char* become_student(const Confinement& plan) noexcept {
  if (plan.user != 0) {
    if (::setgroups(0, nullptr) != 0) return "setgroups";
    if (::setresgid(plan.user, plan.user, plan.user) != 0) return "setresgid";
    if (::setresuid(plan.user, plan.user, plan.user) != 0) return "setresuid";
  } else if (plan.user_namespace) {
    // Our memory is a copy of the init's, which is not dumpable; /proc/self would belong to root (proc(5)).
    if (::prctl(PR_SET_DUMPABLE, 1) != 0) return "prctl(PR_SET_DUMPABLE)";
    if (::unshare(CLONE_NEWUSER) != 0) return "unshare(CLONE_NEWUSER)";
    if (!put("/proc/self/setgroups", "deny", 4)) return "write /proc/self/setgroups";
    if (!put("/proc/self/uid_map", plan.uid_map.data(), plan.uid_map.size())) return "write /proc/self/uid_map";
    if (!put("/proc/self/gid_map", plan.gid_map.data(), plan.gid_map.size())) return "write /proc/self/gid_map";
  }
  return nullptr;
}

template <class Which>
bool set_limits(const Confinement& plan, Which which) noexcept {
  for (const auto& [resource, limit] : plan.limits)
    if (which(resource) && ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) return false;
  return true;
}

bool drop_capabilities() noexcept {
  for (unsigned long capability = 0; capability <= 63; ++capability)
    if (::prctl(PR_CAPBSET_DROP, capability) != 0 && errno == EPERM) break;  // we never had any
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2]{};
  return ::syscall(SYS_capset, &header, none) == 0;
}

bool send_listener(int socket, int listener) noexcept {
  pid_t pid = ::getpid();
  iovec part{&pid, sizeof pid};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))]{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  cmsghdr* control = CMSG_FIRSTHDR(&message);
  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  control->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(control), &listener, sizeof listener);
  return ::sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof pid);
}

const char* enforce_filter(const Confinement& plan) noexcept {
  if (plan.filter.empty()) return nullptr;
  sock_fprog program{static_cast<unsigned short>(plan.filter.size()), const_cast<sock_filter*>(plan.filter.data())};
  const unsigned long flags = plan.listener_to >= 0 ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0;
  const long listener = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
  if (listener < 0) return "seccomp";
  if (plan.listener_to >= 0 && !send_listener(plan.listener_to, static_cast<int>(listener))) return "sendmsg of the seccomp listener";
  return nullptr;
}

}  // namespace

const char* confine(const Confinement& plan) noexcept {
  if (!redirect(plan)) return "dup2";
  if (::setsid() < 0) return "setsid";
  reset_signals(plan);
  ::umask(022);
  put("/proc/self/oom_score_adj", "1000", 4);  // first to go when memory runs out; not being able to is no harm
  if (::chdir(plan.directory.c_str()) != 0) return "chdir";
  if (const char* step = become_student(plan); step != nullptr) return step;
  // After the change of user: RLIMIT_NPROC counts per user and user namespace (getrlimit(2)).
  if (!set_limits(plan, [](int resource) { return resource != RLIMIT_NOFILE; })) return "setrlimit";
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return "prctl(PR_SET_NO_NEW_PRIVS)";
  if (!drop_capabilities()) return "capset";
  if (plan.die_with_parent && ::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return "prctl(PR_SET_PDEATHSIG)";
  if (plan.landlock >= 0 && ::syscall(SYS_landlock_restrict_self, plan.landlock, 0) != 0) return "landlock_restrict_self";
  if (const char* step = enforce_filter(plan); step != nullptr) return step;
  // After the last descriptor of our own: the filter's listener would not fit below a limit of 4.
  if (!set_limits(plan, [](int resource) { return resource == RLIMIT_NOFILE; })) return "setrlimit";
  // From here on everything above 2 closes at exec, Boost's and our own reporting pipes included.
  if (::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) != 0 && errno != ENOSYS) return "close_range";
  return nullptr;
}

}  // namespace ipclab::world
