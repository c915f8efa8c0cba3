// How worlds end: answered, in trouble, called off, or because somebody killed the grader. Everything waits for an
// end of file or a pidfd: a pipe whose write end only the processes of a world hold is at its end when all have gone.
#include "support/catch.hpp"
#include "support/inside.hpp"

#include "posix/error.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <mqueue.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using world::Tier;
namespace fs = std::filesystem;

namespace {

const Inside echo{"echo", [](world::World&, world::Request request) -> world::Answer { return {request.text, {}}; }};

const Inside gives_files{"gives files", [](world::World& world, world::Request) -> world::Answer {
  world::Answer answer{"two", {}};
  for (const char* text : {"first", "second"}) {
    const std::string path = world.directory() + "/" + text;
    posix::write_all(posix::open_file(path, O_WRONLY | O_CREAT, 0600).get(), text);
    answer.fds.push_back(posix::open_file(path, O_RDONLY));
  }
  return answer;
}};

const Inside throws{"throws", [](world::World&, world::Request) -> world::Answer { throw posix::Error("open", "of nothing", ENOENT); }};
const Inside exits{"exits", [](world::World&, world::Request) -> world::Answer { ::_exit(7); }};
const Inside dies{"dies", [](world::World&, world::Request) -> world::Answer {
  // SIGKILL from inside does not reach the init of a process namespace; an abort does: the kernel does it.
  std::signal(SIGABRT, SIG_DFL);
  if (::getpid() == 1) __builtin_trap();
  ::kill(::getpid(), SIGKILL);
  ::_exit(0);
}};
const Inside missing{"misses its program", [](world::World& world, world::Request) -> world::Answer {
  world::Launch launch;
  launch.path = "/lab/not-there";
  launch.args = {"not-there"};
  (void)world.spawn(launch);
  return {"started", {}};
}};

// Fills the world with processes that hold the given descriptor, says so on it, and waits until it is ended.
const Inside lingers{"lingers", [](world::World& world, world::Request request) -> world::Answer {
  world::Launch launch;
  launch.path = world.install("intruder", request.fds.at(0).get());
  launch.args = {"intruder", request.text};
  launch.out = request.fds.at(1).get();
  world::Child child = world.spawn(launch);
  for (;;) {
    std::array<pollfd, 2> waits{{{world.control(), POLLIN, 0}, {child.notices.get(), POLLIN, 0}}};
    ::poll(waits.data(), waits.size(), -1);
    if (waits[0].revents != 0) throw posix::Error("the grader", "has gone", ECANCELED);
    if (waits[1].revents != 0 && !world::answer_notices(child.notices.get(), [](const world::Notice&) { return 0; })) child.notices.reset();
  }
}};

// The same, and then the init itself is killed: it never sees the end coming.
const Inside lingers_and_dies{"lingers and dies", [](world::World& world, world::Request request) -> world::Answer {
  Guest guest(world, request.fds.at(0), {request.text});
  guest.says("ready");
  posix::write_all(request.fds.at(1).get(), "ready");
  if (::getpid() == 1) __builtin_trap();
  ::kill(::getpid(), SIGKILL);
  return {};
}};

// Where the reduced tier makes its folders: a place of the test's own.
class OwnTemporary {
 public:
  OwnTemporary() {
    REQUIRE(::mkdtemp(folder_.data()) != nullptr);
    ::chmod(folder_.c_str(), 0755);
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    ::setenv("TMPDIR", folder_.c_str(), 1);
  }
  ~OwnTemporary() {
    if (before_.empty()) ::unsetenv("TMPDIR");
    else ::setenv("TMPDIR", before_.c_str(), 1);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] bool empty() const { return fs::is_empty(folder_); }
  [[nodiscard]] std::string content() const {
    std::string text;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) text += entry.path().string() + "\n";
    return text;
  }
  [[nodiscard]] const std::string& path() const { return folder_; }

 private:
  std::string folder_ = "/tmp/ipclab-test-XXXXXX", before_;
};

// What this process can see in IPC objects made by intruders.
std::string intruders_objects() {
  std::string text;
  for (const char* kind : {"shm", "sem", "msg"}) {
    std::ifstream table(std::string("/proc/sysvipc/") + kind);
    for (std::string line; std::getline(table, line);)
      if (line.find(" 465633262 ") != std::string::npos) text += kind + line + "\n";  // 0x1bc0ffee
  }
  for (const char* file : {"/dev/shm/ipclab-intruder", "/dev/shm/sem.ipclab-intruder", "/dev/mqueue/ipclab-intruder"})
    if (::access(file, F_OK) == 0) text += std::string(file) + "\n";
  return text;
}

void remove_intruders_objects() {
  constexpr key_t key = 0x1bc0ffee;
  ::shmctl(::shmget(key, 0, 0), IPC_RMID, nullptr);
  ::semctl(::semget(key, 0, 0), 0, IPC_RMID);
  ::msgctl(::msgget(key, 0), IPC_RMID, nullptr);
  ::shm_unlink("/ipclab-intruder");
  ::sem_unlink("/ipclab-intruder");
  ::mq_unlink("/ipclab-intruder");
}

// Blocks until `text` has come, or the end. All that came.
std::string read_until(int fd, const std::string& text) {
  std::string all;
  char byte = 0;
  while (all.find(text) == std::string::npos && ::read(fd, &byte, 1) == 1) all += byte;
  return all;
}

// A grader in a process of its own, whose worlds are full of processes that hold on to `out`.
pid_t start_grader(const world::Isolation& isolation, posix::Pipe& out) {
  const pid_t grader = ::fork();
  if (grader != 0) return grader;
  try {
    out.read.reset();
    world::Pool pool(isolation, 2);
    for (int i = 0; i < 2; ++i) {
      std::vector<posix::Fd> fds;
      fds.emplace_back(::fcntl(out.write.get(), F_DUPFD_CLOEXEC, 3));
      pool.submit(lingers.job("lingers", std::move(fds)), [](const world::Reply&) {});
    }
    pool.run();
  } catch (const std::exception&) {
    ::_exit(2);
  }
  ::_exit(1);  // it was to be killed
}

std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> children;
  std::ifstream list("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

std::vector<posix::Fd> pidfds_of(const std::vector<pid_t>& pids) {
  std::vector<posix::Fd> fds;
  for (const pid_t pid : pids) fds.emplace_back(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  return fds;
}

void wait_for_all(const std::vector<posix::Fd>& pidfds) {
  for (const posix::Fd& fd : pidfds) {
    pollfd end{fd.get(), POLLIN, 0};
    while (::poll(&end, 1, -1) < 0) {}
  }
}

// Kills the grader, and waits until its hosts and everything in their worlds have gone.
void kill_and_see_all_end(pid_t grader, int out) {
  const std::vector<posix::Fd> hosts = pidfds_of(children_of(grader));
  ::kill(grader, SIGKILL);
  int status = 0;
  ::waitpid(grader, &status, 0);
  CHECK(WIFSIGNALED(status));
  CHECK(hosts.size() >= 1);
  wait_for_all(hosts);
  (void)posix::read_all(out);  // its inits and programs hold the other end
}

}  // namespace

TEST_CASE("a world answers with text and files", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  world::Reply reply = gives_files.run(isolation_of(tier));
  CHECK(reply.text == "two");
  CHECK(reply.trouble.empty());
  REQUIRE(reply.fds.size() == 2);
  CHECK(posix::read_all(reply.fds[0].get()) == "first");
  CHECK(posix::read_all(reply.fds[1].get()) == "second");
}

TEST_CASE("large requests and answers arrive whole", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string large(3'000'000, 'x');
  CHECK(echo.run(isolation_of(tier), large).text == large);
}

TEST_CASE("what goes wrong in a world is told as trouble, and the next job is not harmed", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  std::vector<std::string> told;
  world::Pool pool(isolation_of(tier), 1);
  const auto tell = [&told](const world::Reply& reply) { told.push_back(reply.trouble.empty() ? reply.text : reply.trouble); };
  for (const Inside* work : {&throws, &echo, &exits, &echo, &dies, &echo, &missing, &echo}) pool.submit(work->job("fine"), tell);
  CHECK(pool.run());
  REQUIRE(told.size() == 8);
  CHECK(told[0] == "open of nothing: No such file or directory (ENOENT)");
  CHECK(told[2] == "the world's init ended with status 7 and no answer");
  CHECK_THAT(told[4], StartsWith("the world's init was killed by SIG"));
  CHECK_THAT(told[6], ContainsSubstring("not-there") && ContainsSubstring("ENOENT"));
  for (const int after : {1, 3, 5, 7}) CHECK(told[static_cast<std::size_t>(after)] == "fine");
}

TEST_CASE("a host that is killed is trouble for its job, and a new one takes its place", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const OwnTemporary temporary;
  auto [read, write] = posix::make_pipe();
  auto [now_read, now_write] = posix::make_pipe();
  std::vector<std::string> told;
  {
    world::Pool pool(isolation_of(tier), 1);
    const auto tell = [&told](const world::Reply& reply) { told.push_back(reply.trouble.empty() ? reply.text : reply.trouble); };
    std::vector<posix::Fd> fds;
    fds.push_back(std::move(write));
    pool.submit(lingers.job("lingers", std::move(fds)), tell);
    pool.submit(echo.job("fine"), tell);
    const pid_t killer = ::fork();
    if (killer == 0) {
      if (read_until(read.get(), "ready").empty()) ::_exit(1);
      for (const pid_t host : children_of(::getppid()))
        if (host != ::getpid()) ::kill(host, SIGKILL);
      ::_exit(0);
    }
    CHECK(pool.run());
    int status = 0;
    ::waitpid(killer, &status, 0);
    CHECK(status == 0);
  }
  CHECK(told == std::vector<std::string>{"the world's host ended unexpectedly", "fine"});
  (void)posix::read_all(read.get());  // until the last process of that world has gone
  CHECK(temporary.content().empty());
  CHECK(intruders_objects().empty());
}

TEST_CASE("an init that is killed leaves no process, folder or object", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const OwnTemporary temporary;
  auto [read, write] = posix::make_pipe();
  std::vector<posix::Fd> fds;
  fds.push_back(std::move(write));
  const world::Reply reply = lingers_and_dies.run(isolation_of(tier), "lingers", std::move(fds));
  CHECK_THAT(reply.trouble, StartsWith("the world's init was killed by SIG"));
  CHECK(posix::read_all(read.get()) == "ready");
  CHECK(temporary.content().empty());
  CHECK(intruders_objects().empty());
}

TEST_CASE("a run that is stopped ends its worlds before it returns", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const OwnTemporary temporary;
  auto [read, write] = posix::make_pipe();
  auto [stop, stopper] = posix::make_pipe();
  bool answered = false;
  {
    world::Pool pool(isolation_of(tier), 2);
    for (int i = 0; i < 3; ++i) {
      std::vector<posix::Fd> fds;
      fds.emplace_back(::fcntl(write.get(), F_DUPFD_CLOEXEC, 3));
      pool.submit(lingers.job("lingers", std::move(fds)), [&answered](const world::Reply&) { answered = true; });
    }
    write.reset();
    const pid_t watcher = ::fork();
    if (watcher == 0) {
      read_until(read.get(), "ready");
      ::_exit(::write(stopper.get(), "x", 1) == 1 ? 0 : 1);
    }
    CHECK_FALSE(pool.run(stop.get()));
    int status = 0;
    ::waitpid(watcher, &status, 0);  // a copy of us: it holds the write ends of the jobs that were waiting
    CHECK(status == 0);
    // Nobody holds a write end any more at this moment: the end of the file is there already, nothing to wait for.
    posix::set_nonblocking(read.get());
    std::array<char, 4096> rest{};
    ssize_t got = 0;
    while ((got = ::read(read.get(), rest.data(), rest.size())) > 0) {}
    CHECK(got == 0);
  }
  CHECK_FALSE(answered);
  CHECK(temporary.content().empty());
  CHECK(intruders_objects().empty());
}

TEST_CASE("a grader killed by SIGKILL leaves no process, folder or object", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const OwnTemporary temporary;
  const world::Isolation& isolation = isolation_of(tier);
  posix::Pipe out = posix::make_pipe();
  const pid_t grader = start_grader(isolation, out);
  REQUIRE(grader > 0);
  out.write.reset();
  CHECK_THAT(read_until(out.read.get(), "ready"), ContainsSubstring("lingering"));
  kill_and_see_all_end(grader, out.read.get());
  CHECK(temporary.content().empty());
  CHECK(intruders_objects().empty());
}

TEST_CASE("what a crash of grader and hosts together left is removed by the next host", "[world]") {
  for (const Tier tier : tiers_here()) {
    if (tier != Tier::reduced) continue;
    const OwnTemporary temporary;
    posix::Pipe out = posix::make_pipe();
    const pid_t grader = start_grader(isolation_of(tier), out);
    REQUIRE(grader > 0);
    out.write.reset();
    read_until(out.read.get(), "ready");
    // All of ours at once, as the kernel does when memory has run out: nobody is left who could clean up.
    std::vector<pid_t> ours{grader};
    for (std::size_t i = 0; i < ours.size() && i < 3; ++i)
      for (const pid_t child : children_of(ours[i])) ours.push_back(child);
    for (const pid_t pid : ours) ::kill(pid, SIGSTOP);
    for (const pid_t pid : ours) ::kill(pid, SIGKILL);
    ::waitpid(grader, nullptr, 0);
    CHECK_FALSE(temporary.empty());
    CHECK(echo.run(isolation_of(tier), "fine").text == "fine");
    (void)posix::read_all(out.read.get());  // its programs have been ended, too
    CHECK(temporary.content().empty());
    if (::geteuid() == 0) CHECK(intruders_objects().empty());
    else remove_intruders_objects();  // those of an ordinary user cannot be told from what that user made elsewhere
  }
}

TEST_CASE("a folder whose world is alive is not taken for a stale one", "[world]") {
  for (const Tier tier : tiers_here()) {
    if (tier != Tier::reduced) continue;
    const OwnTemporary temporary;
    posix::Pipe out = posix::make_pipe();
    const pid_t grader = start_grader(isolation_of(tier), out);
    REQUIRE(grader > 0);
    out.write.reset();
    read_until(out.read.get(), "ready");
    const std::string before = temporary.content();
    CHECK_FALSE(before.empty());
    CHECK(echo.run(isolation_of(tier), "fine").text == "fine");
    CHECK(temporary.content() == before);
    kill_and_see_all_end(grader, out.read.get());
    CHECK(temporary.content().empty());
  }
}
