#include "world/filter.hpp"

#include "posix/error.hpp"
#include "world/proc.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <linux/seccomp.h>
#include <memory>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

using Context = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

void must(int result, const char* what) {
  if (result < 0) throw posix::Error("seccomp", what, -result);
}

// Calls a student's program has no use for, and by which it could leave the world, hold memory that no limit
// counts, or block where nobody can see it.
void refuse(scmp_filter_ctx context) {
  constexpr std::array refused{SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount2),
                               SCMP_SYS(pivot_root), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
                               SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(bpf),
                               SCMP_SYS(fsopen), SCMP_SYS(open_tree), SCMP_SYS(move_mount)};
  for (const int call : refused) must(seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 0), "refuse");
  // ENOSYS makes callers fall back: liburing to plain calls, glibc's clone3 to clone, whose flags we can see.
  for (const int call : {SCMP_SYS(io_uring_setup), SCMP_SYS(clone3)})
    must(seccomp_rule_add(context, SCMP_ACT_ERRNO(ENOSYS), call, 0), "refuse");
  must(seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                        SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER)), "clone");
  // Whoever lets itself be traced is its parent's, the init's, to let go on.
  must(seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ptrace), 1, SCMP_A0(SCMP_CMP_EQ, PTRACE_TRACEME)), "ptrace");
  // Limits of others: the init may run as the same user, which is all that prlimit(2) asks for.
  must(seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0)), "prlimit64");
}

// libseccomp gives negative pseudo numbers to calls that the machine does not have; it skips their rules.
constexpr std::array kTimerCalls{SCMP_SYS(alarm), SCMP_SYS(setitimer), SCMP_SYS(timer_settime)};
constexpr std::array kKillCalls{SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(tgkill), SCMP_SYS(rt_sigqueueinfo),
                                SCMP_SYS(rt_tgsigqueueinfo), SCMP_SYS(pidfd_send_signal)};
constexpr std::array kOwnerCommands{8, 15};  // F_SETOWN, F_SETOWN_EX (fcntl(2)): who gets SIGIO, or what F_SETSIG says
constexpr std::array kTimeoutOptions{20, 21, 66, 67};  // SO_RCVTIMEO_OLD, SO_SNDTIMEO_OLD, and _NEW (socket(7))

void watch(scmp_filter_ctx context) {
  for (const int call : kTimerCalls) must(seccomp_rule_add(context, SCMP_ACT_NOTIFY, call, 0), "watch timers");
  for (const int option : kTimeoutOptions)
    must(seccomp_rule_add(context, SCMP_ACT_NOTIFY, SCMP_SYS(setsockopt), 2, SCMP_A1(SCMP_CMP_EQ, SOL_SOCKET),
                          SCMP_A2(SCMP_CMP_EQ, static_cast<scmp_datum_t>(option))), "watch setsockopt");
  must(seccomp_rule_add(context, SCMP_ACT_NOTIFY, SCMP_SYS(exit_group), 0), "watch exit_group");
}

void police(scmp_filter_ctx context) {
  for (const int call : kKillCalls) must(seccomp_rule_add(context, SCMP_ACT_NOTIFY, call, 0), "watch kill");
  for (const int command : kOwnerCommands)
    must(seccomp_rule_add(context, SCMP_ACT_NOTIFY, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(command))), "watch fcntl");
}

template <class Calls>
bool among(const Calls& calls, int call) {
  for (const int each : calls)
    if (each == call) return true;
  return false;
}

// Whether the new value at `address` in the caller is not zero; true when it cannot be read. Both itimerval and
// itimerspec hold the interval first, then the value, in two words each.
bool value_not_zero(pid_t tid, std::uint64_t address) {
  std::array<std::uint64_t, 4> words{};
  iovec here{words.data(), sizeof words};
  iovec there{reinterpret_cast<void*>(address), sizeof words};
  if (::process_vm_readv(tid, &here, 1, &there, 1, 0) != static_cast<ssize_t>(sizeof words)) return true;
  return words[2] != 0 || words[3] != 0;
}

void describe_timer(const seccomp_notif& notif, Notice& notice) {
  notice.kind = Notice::Kind::timer;
  const auto& args = notif.data.args;
  if (notif.data.nr == SCMP_SYS(alarm)) {
    notice.arms = static_cast<unsigned>(args[0]) != 0;
  } else if (notif.data.nr == SCMP_SYS(setitimer)) {
    notice.timer = static_cast<int>(args[0]);
    notice.arms = args[1] != 0 && value_not_zero(notice.tid, args[1]);
  } else {  // timer_settime(2)
    notice.timer = 3 + static_cast<int>(args[0]);
    notice.arms = value_not_zero(notice.tid, args[2]);
  }
}

Notice describe(const seccomp_notif& notif) {
  Notice notice;
  notice.tid = static_cast<pid_t>(notif.pid);
  const int call = notif.data.nr;
  if (among(kTimerCalls, call)) describe_timer(notif, notice);
  else if (call == SCMP_SYS(setsockopt)) notice.kind = Notice::Kind::socket_timeout;
  else if (call == SCMP_SYS(exit_group)) notice.kind = Notice::Kind::exit;
  else if (call == SCMP_SYS(mq_open)) notice.kind = Notice::Kind::no_queue;
  else {
    notice.kind = Notice::Kind::kill;
    notice.target = static_cast<pid_t>(notif.data.args[0]);
    if (call == SCMP_SYS(fcntl) && static_cast<int>(notif.data.args[1]) == kOwnerCommands[0]) notice.target = static_cast<pid_t>(notif.data.args[2]);
    // A pidfd names its process only to its owner; no lab needs one across the border of a world without namespaces.
    else if (call == SCMP_SYS(pidfd_send_signal) || call == SCMP_SYS(fcntl)) notice.target = -1;
  }
  return notice;
}

}  // namespace

std::vector<sock_filter> make_filter(const FilterOptions& options) {
  const Context context(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
  if (context == nullptr) throw posix::Error("seccomp_init", "", ENOMEM);
  refuse(context.get());
  if (!options.queues)
    must(seccomp_rule_add(context.get(), options.watch ? SCMP_ACT_NOTIFY : SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(mq_open), 0), "refuse mq_open");
  if (options.watch) watch(context.get());
  if (options.police_kill) police(context.get());

  const posix::Fd file(::memfd_create("filter", MFD_CLOEXEC));
  if (!file.open()) throw posix::Error("memfd_create");
  must(seccomp_export_bpf(context.get(), file.get()), "export");
  const off_t size = ::lseek(file.get(), 0, SEEK_END);
  std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
  if (::pread(file.get(), program.data(), static_cast<std::size_t>(size), 0) != size) throw posix::Error("pread");
  return program;
}

int permit_signal(const Notice& notice, const std::vector<pid_t>& members) {
  if (notice.target == 0) return 0;  // its own group: a session of its own
  const pid_t target = process_of(notice.target);
  for (const pid_t member : members)
    if (member == target || member == -notice.target) return 0;
  return notice.target < 0 ? EPERM : ESRCH;
}

bool answer_notices(int listener, const std::function<int(const Notice&)>& look) {
  // New ones may come for ever; the caller has other things to look after.
  for (int answered = 0; answered < 256; ++answered) {
    pollfd waiting{listener, POLLIN, 0};
    if (::poll(&waiting, 1, 0) <= 0) return true;
    if ((waiting.revents & POLLIN) == 0) return (waiting.revents & POLLHUP) == 0;
    seccomp_notif notif{};  // must be all zero, or the call fails with EINVAL
    if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notif) != 0) {
      if (errno == EINTR || errno == ENOENT) continue;  // ENOENT: the caller was killed meanwhile
      throw posix::Error("ioctl", "SECCOMP_IOCTL_NOTIF_RECV");
    }
    const Notice notice = describe(notif);
    int refused = look(notice);
    if (notice.kind == Notice::Kind::no_queue) refused = ENOSYS;
    seccomp_notif_resp response{};
    response.id = notif.id;
    if (refused == 0) response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    else response.error = -refused;
    if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response) != 0 && errno != ENOENT)
      throw posix::Error("ioctl", "SECCOMP_IOCTL_NOTIF_SEND");
  }
  return true;
}

}  // namespace ipclab::world
