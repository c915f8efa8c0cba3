// What a program in a world can see and reach, in every tier that this machine has. world_as_user_test.cpp runs all
// tests with the tag "world" once more as an ordinary user.
#include "support/catch.hpp"
#include "support/inside.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using world::Tier;

namespace {

// The closed tiers, those with namespaces; empty where there are none.
std::vector<Tier> closed_tiers() {
  std::vector<Tier> tiers = tiers_here();
  tiers.erase(std::remove(tiers.begin(), tiers.end(), Tier::reduced), tiers.end());
  return tiers;
}

// A test about a file of ours that lies where everybody could read it.
struct Secret {
  std::string path = (std::filesystem::temp_directory_path() / ("ipclab-secret-" + std::to_string(::getpid()))).string();
  Secret() {
    posix::write_all(posix::open_file(path, O_WRONLY | O_CREAT | O_TRUNC, 0666).get(), "secret");
    ::chmod(path.c_str(), 0666);
  }
  ~Secret() { ::unlink(path.c_str()); }
};

std::set<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// Tells its spaces, and stays until the other world has told its own: `fds` are a pipe to the other, and one from it.
const Inside tells_spaces{"tells its spaces", [](world::World& world, world::Request request) -> world::Answer {
  Guest guest(world, request.fds.at(0), {"spaces"});
  std::string text = guest.all();
  posix::write_all(request.fds.at(1).get(), "x");
  (void)posix::read_all(request.fds.at(2).get(), 1);
  return {text, {}};
}};

std::pair<std::set<std::string>, std::set<std::string>> two_at_once(Tier tier) {
  posix::Pipe one = posix::make_pipe(), other = posix::make_pipe();
  std::vector<std::string> told;
  world::Pool pool(isolation_of(tier), 2);
  const auto submit = [&](posix::Fd& to, posix::Fd& from) {
    std::vector<posix::Fd> fds;
    fds.push_back(std::move(to));
    fds.push_back(std::move(from));
    pool.submit(tells_spaces.job("", std::move(fds)), [&told](const world::Reply& reply) { told.push_back(reply.text); });
  };
  submit(one.write, other.read);
  submit(other.write, one.read);
  pool.run();
  return {words_of(told.at(0)), words_of(told.at(1))};
}

}  // namespace

TEST_CASE("a tier that was asked for is the tier that is had", "[world]") {
  for (const Tier tier : tiers_here()) {
    CHECK(isolation_of(tier).tier == tier);
    CHECK(isolation_of(tier).weaker.empty() == (tier != Tier::reduced));
  }
  CHECK_FALSE(tiers_here().empty());
}

TEST_CASE("two worlds share no namespace with each other or with us", "[world]") {
  for (const Tier tier : closed_tiers()) {
    INFO(name(tier));
    // One process waits for the other: numbers of namespaces are given again once a world has gone.
    const auto both = two_at_once(tier);
    REQUIRE(both.first.size() == 4);
    REQUIRE(both.second.size() == 4);
    for (const std::string& space : both.first) CHECK(both.second.count(space) == 0);
    for (const char* kind : {"pid", "ipc", "mnt", "net"}) {
      const std::string ours = posix::read_link(std::string("/proc/self/ns/") + kind).value_or("?");
      CHECK(both.first.count(ours) + both.second.count(ours) == 0);
    }
  }
}

TEST_CASE("a program in a closed world sees its own processes only", "[world]") {
  for (const Tier tier : closed_tiers()) {
    INFO(name(tier));
    const auto seen = words_of(intruder(isolation_of(tier), {"processes"}));
    CHECK(seen.count("1") == 1);
    CHECK(seen.size() == 2);
  }
}

TEST_CASE("a program is not pid 1 and leads a session and a group of its own", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string text = intruder(isolation_of(tier), {"who"});
  CHECK_THAT(text, ContainsSubstring("session own group own root no"));
  CHECK(text.find("pid 1 ") != 0);
  if (tier != Tier::reduced) CHECK_THAT(text, ContainsSubstring("parent 1 "));
}

TEST_CASE("a program starts with descriptors 0 to 2 and no other", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  CHECK(intruder(isolation_of(tier), {"descriptors"}) == "0 1 2 ");
}

TEST_CASE("a program starts with default signal actions and an empty mask", "[world]") {
  const auto before = std::signal(SIGPIPE, SIG_IGN);  // what is ignored stays so over exec, if nobody resets it
  sigset_t some, kept;
  sigemptyset(&some);
  sigaddset(&some, SIGUSR1);
  sigprocmask(SIG_BLOCK, &some, &kept);
  for (const Tier tier : tiers_here()) {
    INFO(name(tier));
    CHECK(intruder(isolation_of(tier), {"signals"}) == "done");
    CHECK_THAT(intruder(isolation_of(tier), {"ends", "sigpipe"}), ContainsSubstring("killed by SIGPIPE"));
  }
  sigprocmask(SIG_SETMASK, &kept, nullptr);
  std::signal(SIGPIPE, before);
}

TEST_CASE("nothing of our environment reaches a program", "[world]") {
  ::setenv("IPCLAB_TEST_SECRET", "1", 1);
  for (const Tier tier : tiers_here()) {
    INFO(name(tier));
    const std::string text = intruder(isolation_of(tier), {"environment"});
    if (tier != Tier::reduced) CHECK(text == "HOME=/lab\nLANG=C\nPATH=/usr/local/bin:/usr/bin:/bin\n");
    CHECK(text.find("SECRET") == std::string::npos);
    CHECK_THAT(text, ContainsSubstring("LANG=C\nPATH=/usr/local/bin:/usr/bin:/bin\n"));
  }
  ::unsetenv("IPCLAB_TEST_SECRET");
}

TEST_CASE("files outside a world cannot be read, written or seen", "[world]") {
  const Secret secret;
  for (const Tier tier : tiers_here()) {
    const world::Isolation& isolation = isolation_of(tier);
    INFO(name(tier));
    if (tier != Tier::reduced) {
      for (const std::string& entry : words_of(intruder(isolation, {"list", "/"})))
        CHECK_THAT(" bin dev etc lab lib lib32 lib64 libx32 proc prog run sbin tmp usr ", ContainsSubstring(" " + entry + " "));
      CHECK(intruder(isolation, {"list", "/tmp"}).empty());
      CHECK(intruder(isolation, {"list", "/lab"}).empty());
      CHECK(intruder(isolation, {"read", secret.path}) == "ENOENT");
      CHECK(intruder(isolation, {"read", "/etc/shadow"}) == "ENOENT");
    } else if (hides_files(tier)) {
      CHECK(intruder(isolation, {"read", secret.path}) == "EACCES");
      CHECK(intruder(isolation, {"write", secret.path}) == "EACCES");
      CHECK(intruder(isolation, {"list", "/home"}) == "!EACCES ");
      CHECK(intruder(isolation, {"create", secret.path + ".new"}) == "EACCES");
    }
  }
  CHECK(posix::read_file(secret.path) == "secret");
}

TEST_CASE("the system is there to be read, not to be changed", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const world::Isolation& isolation = isolation_of(tier);
  CHECK(intruder(isolation, {"read", "/usr/bin/env"}) == "ok");
  const std::string refused = tier == Tier::reduced ? "EACCES" : "EROFS";
  CHECK(intruder(isolation, {"create", "/usr/bin/intruder"}) == refused);
  CHECK_THAT(intruder(isolation, {"change", "/usr/bin/env"}), !ContainsSubstring("=ok"));
  CHECK_THAT(intruder(isolation, {"change", "/etc/passwd"}), !ContainsSubstring("=ok"));
  if (tier != Tier::reduced) CHECK(intruder(isolation, {"create", "/new"}) == "EROFS");
}

TEST_CASE("a program cannot change or replace itself or put another beside it", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  if (!hides_files(tier)) return;  // the report says that nothing keeps it from files
  std::string text = intruder(isolation_of(tier), {"change-self"});
  // Without namespaces the file is the same user's, who may change its mode; that opens it to nobody.
  if (const auto at = text.find("chmod=ok"); tier == Tier::reduced && at != std::string::npos) text.erase(at, 8);
  CHECK_THAT(text, !ContainsSubstring("=ok"));
}

TEST_CASE("the kernel's settings cannot be changed from inside", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const world::Isolation& isolation = isolation_of(tier);
  for (const char* file : {"/proc/sys/kernel/shmmax", "/proc/sys/kernel/msgmni", "/proc/sys/fs/pipe-max-size", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger"})
    CHECK(intruder(isolation, {"write", file}) != "ok");
}

TEST_CASE("the init's descriptors, memory and life are out of reach", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string text = intruder(isolation_of(tier), {"attack", "parent"});
  CAPTURE(text);
  CHECK_THAT(text, ContainsSubstring("survived"));
  for (const char* way : {"fd=ok", "mem=ok", "environ=ok", "ptrace=ok", "readv=ok", "writev=ok", "getfd=ok", "prlimit=ok"})
    CHECK(text.find(way) == std::string::npos);
  // In a process namespace kill(2) of its init is legal and does nothing, whoever it is.
  if (tier == Tier::reduced) CHECK(text.find("kill=ok") == std::string::npos);
}

TEST_CASE("processes outside a reduced world cannot be looked into", "[world]") {
  for (const Tier tier : tiers_here()) {
    if (tier != Tier::reduced || !hides_files(tier)) continue;
    const std::string text = intruder(isolation_of(tier), {"attack", std::to_string(::getpid()), "gently"});
    CAPTURE(text);
    for (const char* way : {"mem=ok", "ptrace=ok", "readv=ok", "writev=ok", "getfd=ok", "prlimit=ok"}) CHECK(text.find(way) == std::string::npos);
    CHECK_THAT(text, ContainsSubstring("survived"));
  }
}

TEST_CASE("no call leads out of a world", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string text = intruder(isolation_of(tier), {"escape"});
  CAPTURE(text);
  CHECK(text.find("=ok") == std::string::npos);
  CHECK_THAT(text, ContainsSubstring("clone3=ENOSYS"));  // so that libc takes clone, whose flags are seen
}

TEST_CASE("a closed world has no network", "[world]") {
  for (const Tier tier : closed_tiers()) {
    INFO(name(tier));
    CHECK(intruder(isolation_of(tier), {"network"}) == "loopback=ENETUNREACH ");
  }
}

TEST_CASE("keys, names and files of one world are unknown in the next", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string all = std::string("shm=ok sem=ok msg=ok posix-shm=ok posix-sem=ok posix-mq=") + (has_queues(tier) ? "ok" : "ENOSYS") + " fifo=ok file=ok temporary=ok socket=ok ";
  CHECK(intruder(isolation_of(tier), {"keys"}) == all);
  CHECK(intruder(isolation_of(tier), {"keys"}) == all);
}
