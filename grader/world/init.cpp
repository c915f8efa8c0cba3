#include "world/init.hpp"

#include "posix/error.hpp"
#include "posix/message.hpp"
#include "world/inventory.hpp"
#include "world/landlock.hpp"
#include "world/mounts.hpp"
#include "world/proc.hpp"
#include "world/spawn.hpp"
#include "world/temporary.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ipclab::world {
namespace {

using posix::Error;

posix::Fd receive_listener(int socket) {
  pid_t pid = 0;
  iovec part{&pid, sizeof pid};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))]{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  ssize_t got = 0;
  do got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  const cmsghdr* control = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (control == nullptr || control->cmsg_type != SCM_RIGHTS) throw Error("recvmsg", "of the seccomp listener", EPROTO);
  int fd = -1;
  std::memcpy(&fd, CMSG_DATA(control), sizeof fd);
  return posix::Fd(fd);
}

rlimit both(std::uint64_t value) { return {static_cast<rlim_t>(value), static_cast<rlim_t>(value)}; }

std::vector<std::pair<int, rlimit>> as_rlimits(const Limits& limits, unsigned already) {
  std::vector<std::pair<int, rlimit>> list{
      {RLIMIT_NPROC, both(limits.processes + already)},   {RLIMIT_NOFILE, both(limits.open_files)},
      {RLIMIT_FSIZE, both(limits.file_bytes)},  {RLIMIT_CORE, both(0)},
      {RLIMIT_CPU, {limits.cpu_seconds, limits.cpu_seconds + 1}},
      {RLIMIT_MSGQUEUE, both(819200)},          {RLIMIT_MEMLOCK, both(65536)}};
  if (limits.memory_bytes != 0) list.emplace_back(RLIMIT_AS, both(limits.memory_bytes));
  return list;
}

// One class for all tiers; `closed_` says whether namespaces close it.
class InitWorld final : public World {
 public:
  InitWorld(const Setting& setting, int control, std::string folder)
      : setting_(setting), closed_(setting.isolation.tier != Tier::reduced), control_(control), folder_(std::move(folder)),
        objects_(closed_ ? std::nullopt : std::optional(setting.programs_user())) {
    work_ = folder_ + kWorkFolder;
    programs_ = folder_ + kProgramFolder;
    if (!closed_) landlock_ = make_landlock(folder_, !setting.isolation.calls_watched);
  }

  ~InitWorld() override {
    if (!closed_) remove_folder(folder_);  // its host would do it, but may have been killed
  }

  const Isolation& isolation() const override { return setting_.isolation; }
  const std::string& directory() const override { return work_; }

  std::string install(const std::string& name, int fd) override {
    return install_as(name, [&](int to) {
      off_t at = 0;
      for (;;) {
        const ssize_t sent = ::sendfile(to, fd, &at, 1U << 30);
        if (sent == 0) break;
        if (sent < 0 && errno != EINTR) throw Error("sendfile", "to " + name);
      }
    });
  }

  std::string install(const std::string& name, std::string_view bytes) override {
    return install_as(name, [&](int to) { posix::write_all(to, bytes); });
  }

  Shared share(const std::string& name, std::size_t size) override {
    if (closed_ && !std::exchange(shared_mounted_, true)) mount_shared();
    Shared shared;
    shared.path = folder_ + kSharedFolder + "/" + name;
    shared.file = posix::open_file(shared.path, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (::fchmod(shared.file.get(), 0666) != 0) throw Error("fchmod", shared.path);  // whatever the umask is
    if (::ftruncate(shared.file.get(), static_cast<off_t>(size)) != 0) throw Error("ftruncate", shared.path);
    return shared;
  }

  Child spawn(const Launch& launch) override {
    const bool watched = setting_.isolation.calls_watched;
    if (closed_ && !sealed_) open_programs(false);
    sealed_ = true;
    auto [ours, theirs] = posix::make_socket_pair();
    const posix::Fd null = posix::open_file("/dev/null", O_RDWR);
    Confinement plan = confinement(launch, null.get());
    if (watched) plan.listener_to = theirs.get();
    Command command;
    command.path = launch.path;
    if (!launch.args.empty()) command.args.assign(launch.args.begin() + 1, launch.args.end());
    command.environment = {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"HOME", work_}, {"LANG", "C"}};
    if (!closed_) command.environment["TMPDIR"] = folder_ + "/tmp";
    for (const std::string& entry : launch.environment)
      if (const auto equals = entry.find('='); equals != std::string::npos)
        command.environment[entry.substr(0, equals)] = entry.substr(equals + 1);
    Child child;
    child.pid = world::spawn(command, [&plan] { return confine(plan); });
    child.pidfd = posix::Fd(static_cast<int>(::syscall(SYS_pidfd_open, child.pid, 0)));
    if (!child.pidfd.open()) throw Error("pidfd_open", std::to_string(child.pid));
    if (watched) child.notices = receive_listener(ours.get());
    return child;
  }

  Leftovers leftovers() override {
    Leftovers left;
    left.processes = left_processes(members());
    left.objects = objects_.found();
    for (const std::string& place : {work_, closed_ ? std::string("/tmp") : folder_ + "/tmp"})
      for (LeftObject& file : files_below(place)) left.objects.push_back(std::move(file));
    return left;
  }

  void clear() override {
    if (closed_) {
      ::kill(-1, SIGKILL);  // everybody in the process namespace but its init: kill(2)
      while (::waitpid(-1, nullptr, 0) >= 0 || errno != ECHILD) {}
    } else {
      end_descendants();
    }
    objects_.remove();
  }

  int control() const override { return control_; }

 private:
  template <class Fill>
  std::string install_as(const std::string& name, const Fill& fill) {
    const std::string path = programs_ + "/" + name;
    if (closed_ && sealed_) open_programs(true);
    sealed_ = false;
    const posix::Fd to = posix::open_file(path, O_WRONLY | O_CREAT | O_EXCL, 0755);
    fill(to.get());
    if (::fchmod(to.get(), 0755) != 0) throw Error("fchmod", path);
    return path;
  }

  std::vector<pid_t> members() const {
    if (!closed_) return descendants_of(::getpid());
    std::vector<pid_t> all = numeric_entries("/proc");
    std::erase(all, ::getpid());
    return all;
  }

  Confinement confinement(const Launch& launch, int null) const {
    Confinement plan;
    plan.in = launch.in >= 0 ? launch.in : null;
    plan.out = launch.out >= 0 ? launch.out : null;
    plan.err = launch.err >= 0 ? launch.err : null;
    plan.directory = work_;
    plan.blocked = launch.blocked;
    plan.ignored = launch.ignored;
    plan.limits = as_rlimits(launch.limits, setting_.already);
    plan.user = setting_.student;
    plan.user_namespace = setting_.isolation.tier == Tier::user;
    plan.uid_map = "1000 0 1";
    plan.gid_map = "1000 0 1";
    plan.die_with_parent = !closed_;
    plan.landlock = landlock_.ruleset.get();
    plan.filter = setting_.filter;
    return plan;
  }

  Setting setting_;
  bool closed_;
  bool sealed_ = false;      // programs can no longer be written
  bool shared_mounted_ = false;
  int control_;              // the host's end is the other one; not owned
  std::string folder_;       // empty when closed: the world's root
  std::string work_, programs_;
  LandlockRules landlock_;
  NewObjects objects_;
};

}  // namespace

std::unique_ptr<World> enter_closed_world(const Setting& setting, int control) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) throw Error("prctl(PR_SET_PDEATHSIG)");
  // The host may have died before that line; its end of the socket then has, too.
  pollfd host{control, POLLRDHUP, 0};
  if (::poll(&host, 1, 0) > 0 && (host.revents & (POLLRDHUP | POLLHUP)) != 0) throw Error("the host", "has gone", ECANCELED);
  mount_fresh(setting.student);
  return std::make_unique<InitWorld>(setting, control, "");
}

std::unique_ptr<World> enter_reduced_world(const Setting& setting, int control, const std::string& folder) {
  if (::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) throw Error("prctl(PR_SET_CHILD_SUBREAPER)");
  for (const char* below : {"/lab", "/prog", "/run", "/tmp"}) {
    const std::string path = folder + below;
    if (::mkdir(path.c_str(), 0755) != 0) throw Error("mkdir", path);
    if (setting.student != 0 && std::strcmp(below, "/prog") != 0 && std::strcmp(below, kSharedFolder) != 0 && ::chown(path.c_str(), setting.student, setting.student) != 0)
      throw Error("chown", path);
  }
  return std::make_unique<InitWorld>(setting, control, folder);
}

}  // namespace ipclab::world
