// A host process: makes one world after the other. It reads a job from the grader (fd 0), clones an init into
// fresh namespaces, and passes on what that init answers. The host itself never runs a handler, so whatever happens
// in a world, the next one starts clean.
#include "world/host.hpp"

#include "posix/error.hpp"
#include "posix/message.hpp"
#include "world/filter.hpp"
#include "world/init.hpp"
#include "world/inventory.hpp"
#include "world/mounts.hpp"
#include "world/proc.hpp"
#include "world/temporary.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ipclab::world {
namespace {

using posix::Error;

constexpr int kToGrader = 0;

// Of each world. The network is the host's: nobody in a world may change it, its only interface is down, and the
// sockets of a world are gone with its processes before the next one begins; a new one costs as much as all the others.
constexpr unsigned long kNamespaces = CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNS | CLONE_NEWUTS;

void write_map(const char* file, const std::string& text) {
  if (const int number = posix::put(file, text); number != 0) throw Error("write", file, number);
}

// The user tier as root is for tests, and for containers whose root may do little: as that user nothing would be out of
// the programs' reach, and no limit on processes would hold (getrlimit(2)).
void become_ordinary(uid_t user) {
  if (::setgroups(0, nullptr) != 0) throw Error("setgroups");
  if (::setresgid(user, user, user) != 0) throw Error("setresgid");
  if (::setresuid(user, user, user) != 0) throw Error("setresuid");
  // Both are lost with the change of user (prctl(2)).
  if (::prctl(PR_SET_DUMPABLE, 1) != 0) throw Error("prctl(PR_SET_DUMPABLE)");
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) throw Error("prctl(PR_SET_PDEATHSIG)");
}

// From here on we are root, of this machine or of a user namespace of our own, in a mount namespace of our own.
void close_off(Tier tier) {
  const std::string uid = std::to_string(::geteuid()), gid = std::to_string(::getegid());
  if (::unshare(CLONE_NEWNS | CLONE_NEWNET | (tier == Tier::user ? CLONE_NEWUSER : 0)) != 0)
    throw Error("unshare", tier == Tier::user ? "CLONE_NEWUSER|CLONE_NEWNS|CLONE_NEWNET" : "CLONE_NEWNS|CLONE_NEWNET");
  if (tier == Tier::user) {
    write_map("/proc/self/setgroups", "deny");
    write_map("/proc/self/uid_map", "0 " + uid + " 1");
    write_map("/proc/self/gid_map", "0 " + gid + " 1");
  }
  build_template();
}

unsigned tasks_of_this_user() {
  unsigned count = 0;
  for (const pid_t pid : numeric_entries("/proc")) {
    struct stat info {};
    const std::string folder = "/proc/" + std::to_string(pid);
    if (::stat(folder.c_str(), &info) == 0 && info.st_uid == ::geteuid())
      count += static_cast<unsigned>(numeric_entries(folder + "/task").size());
  }
  return count;
}

Setting settle(Tier tier, bool watch) {
  Setting setting;
  setting.isolation.tier = tier;
  setting.isolation.calls_watched = watch;
  if (::geteuid() == 0) setting.student = kFirstStudent + static_cast<unsigned>(::getpid());
  if (tier == Tier::user && setting.student != 0) become_ordinary(std::exchange(setting.student, 0));
  const bool closed = tier != Tier::reduced;
  setting.filter = make_filter({.watch = watch, .queues = closed || queues_can_be_seen(), .police_kill = watch && !closed});
  if (!closed) {
    if (setting.student == 0) setting.already = tasks_of_this_user();
    // Should an init be killed, what it leaves becomes ours.
    if (::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) throw Error("prctl(PR_SET_CHILD_SUBREAPER)");
    remove_stale_folders();
  } else {
    close_off(tier);
  }
  // Nobody in a world may look into us or the init, which is a copy of us (ptrace(2), proc(5)).
  if (::prctl(PR_SET_DUMPABLE, 0) != 0) throw Error("prctl(PR_SET_DUMPABLE)");
  return setting;
}

// clone(2) like fork(2), with namespaces. The raw call: glibc has no fork that takes flags. The copy is
// single-threaded as we are; only its cached thread id is stale, which nothing here uses.
pid_t clone_init(Tier tier) {
  if (tier == Tier::reduced) return ::fork();
  return static_cast<pid_t>(::syscall(SYS_clone, kNamespaces | SIGCHLD, 0, 0, 0, 0));
}

Answer probe_inside(World& world) {
  posix::Pipe out = posix::make_pipe();
  Launch launch;
  launch.path = "/usr/bin/env";
  launch.args = {"env"};
  launch.out = out.write.get();
  const Child child = world.spawn(launch);
  return {child.notices.open() ? "watched" : "blind", {}};
}

// The life of an init: enter the world, wait for the one job, answer, end. Trouble is an answer too.
[[noreturn]] void run_init(const Setting& setting, int control, const std::string& folder, const Handler& handler) {
  try {
    std::string trouble;
    try {
      const auto world = setting.isolation.tier == Tier::reduced ? enter_reduced_world(setting, control, folder)
                                                                 : enter_closed_world(setting, control);
      auto job = posix::receive_message(control);
      if (!job) ::_exit(0);  // made ahead, and never needed
      try {
        Request request{std::move(job->bytes), std::move(job->fds)};
        const Answer answer = request.text == kProbe ? probe_inside(*world) : handler(*world, std::move(request));
        world->clear();
        std::vector<int> fds;
        for (const posix::Fd& fd : answer.fds) fds.push_back(fd.get());
        posix::send_message(control, kAnswered + answer.text, fds);
      } catch (const std::exception& problem) {
        trouble = problem.what();
        world->clear();
      }
    } catch (const std::exception& problem) {
      trouble = problem.what();
    }
    if (!trouble.empty()) posix::send_message(control, kTrouble + trouble);
  } catch (const std::exception&) {
    ::_exit(1);  // the host is gone; so are we
  }
  ::_exit(0);
}

struct Init {
  pid_t pid = -1;     // -1: none
  posix::Fd socket;   // our end
};

// `folder`: in the reduced tier, where the world is.
Init make_init(const Setting& setting, const std::string& folder, const Handler& handler) {
  auto [ours, theirs] = posix::make_socket_pair();
  const pid_t pid = clone_init(setting.isolation.tier);
  if (pid < 0) throw Error("clone", "with namespaces");
  if (pid == 0) {
    const auto control = static_cast<unsigned>(theirs.get());
    // The grader's socket and those of other inits are the host's alone: whoever holds one hides its end.
    const posix::Fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    ::dup2(null.get(), kToGrader);
    if (control > 3) ::syscall(SYS_close_range, 3U, control - 1, 0U);
    ::syscall(SYS_close_range, control + 1, ~0U, 0U);
    run_init(setting, theirs.get(), folder, handler);
  }
  return {pid, std::move(ours)};
}

std::string describe_end(int status) {
  if (WIFSIGNALED(status)) return "the world's init was killed by " + posix::signal_name(WTERMSIG(status));
  return "the world's init ended with status " + std::to_string(WEXITSTATUS(status)) + " and no answer";
}

// Waits until the init has something to say. False when the grader has gone meanwhile.
bool wait_for_answer(const Init& init) {
  for (;;) {
    std::array<pollfd, 2> waits{{{init.socket.get(), POLLIN, 0}, {kToGrader, POLLRDHUP, 0}}};
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) throw Error("poll");
    if (waits[1].revents != 0) return false;
    if (waits[0].revents != 0) return true;
  }
}

// Waits for the init's answer, then for its end, which is the end of its process namespace too. Always yields a
// message for the grader.
posix::Message collect(Init init) {
  std::optional<posix::Message> answer;
  std::string trouble;
  try {
    if (wait_for_answer(init)) answer = posix::receive_message(init.socket.get());
    else ::kill(init.pid, SIGKILL);
  } catch (const Error& error) {
    trouble = error.what();
  }
  init.socket.reset();
  int status = 0;
  while (::waitpid(init.pid, &status, 0) < 0 && errno == EINTR) {}
  if (answer && !answer->bytes.empty()) return std::move(*answer);
  return {kTrouble + describe_end(status) + (trouble.empty() ? "" : " (" + trouble + ")"), {}};
}

void send_to(int socket, const posix::Message& message) {
  std::vector<int> fds;
  for (const posix::Fd& fd : message.fds) fds.push_back(fd.get());
  posix::send_message(socket, message.bytes, fds);
}

// Runs the jobs, one world each. Where a process namespace hides it from the world at work, the next world is made
// ahead, while the programs of this one run.
class Worlds {
 public:
  Worlds(const Setting& setting, const Handler& handler) : setting_(setting), handler_(handler) {}
  Worlds(const Worlds&) = delete;
  Worlds& operator=(const Worlds&) = delete;

  ~Worlds() {
    if (next_.pid < 0) return;
    next_.socket.reset();  // it sees that there will be no job
    while (::waitpid(next_.pid, nullptr, 0) < 0 && errno == EINTR) {}
  }

  posix::Message run(posix::Message job) {
    if (setting_.isolation.tier == Tier::reduced) return run_reduced(std::move(job));
    Init init = next_.pid >= 0 ? std::exchange(next_, Init{}) : make_init(setting_, "", handler_);
    hand_over(init, std::move(job));
    try {
      next_ = make_init(setting_, "", handler_);
    } catch (const Error&) {
      // Then the next job tries again, and says so.
    }
    return collect(std::move(init));
  }

 private:
  static void hand_over(const Init& init, posix::Message job) {
    try {
      send_to(init.socket.get(), job);
    } catch (const Error&) {
      // It has ended already: what it said before that is the answer.
    }
  }

  // What the init does at the end of a world is done here once more: it may have been killed.
  posix::Message run_reduced(posix::Message job) {
    const TemporaryFolder folder;
    const NewObjects objects(setting_.programs_user());
    Init init = make_init(setting_, folder.path(), handler_);
    hand_over(init, std::move(job));
    posix::Message answer = collect(std::move(init));
    end_descendants();
    objects.remove();
    return answer;
  }

  const Setting& setting_;
  const Handler& handler_;
  Init next_;  // made ahead, or none
};

}  // namespace

bool is_host(int argc, char** argv) { return argc == 4 && std::strcmp(argv[1], kHostFlag) == 0; }

int serve_worlds(int /*argc*/, char** argv, const Handler& handler) {
  ::signal(SIGPIPE, SIG_IGN);  // a student's program that closes its input is no reason for us to die
  ::signal(SIGINT, SIG_IGN);   // the terminal's Ctrl-C is the grader's to handle
  ::signal(SIGCHLD, SIG_DFL);
  const std::string tier_name = argv[2];
  const Tier tier = tier_name == "root" ? Tier::root : tier_name == "user" ? Tier::user : Tier::reduced;
  std::optional<Setting> setting;
  std::string refused;
  try {
    setting = settle(tier, std::string_view(argv[3]) == "watch");
  } catch (const std::exception& problem) {
    refused = problem.what();
  }
  try {
    std::optional<Worlds> worlds;
    if (setting) worlds.emplace(*setting, handler);
    while (auto job = posix::receive_message(kToGrader)) {
      posix::Message answer{kTrouble + refused, {}};
      try {
        if (worlds) answer = worlds->run(std::move(*job));
      } catch (const Error& error) {
        answer = {kTrouble + std::string(error.what()), {}};
      }
      send_to(kToGrader, answer);
    }
  } catch (const std::exception&) {
    return 1;  // the grader is gone
  }
  return 0;
}

}  // namespace ipclab::world
