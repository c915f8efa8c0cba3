#include "observe/descriptors.hpp"
#include "support/catch.hpp"
#include "support/observed.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::observe;
using namespace ipclab::tests;

namespace {
const Descriptor* find(const std::vector<Descriptor>& all, int fd) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Descriptor& d) { return d.fd == fd; });
  return found == all.end() ? nullptr : &*found;
}
}  // namespace

TEST_CASE("a descriptor table shows numbers, targets, directions and pipes") {
  Observed program("blocked", {"self-write-end"});
  (void)program.asleep();
  const auto all = descriptors(program.pid());
  REQUIRE(find(all, 3) != nullptr);
  REQUIRE(find(all, 4) != nullptr);
  CHECK(find(all, 3)->target == program.target(3));
  CHECK(find(all, 3)->pipe == program.inode(3));
  CHECK(find(all, 4)->pipe == program.inode(3));
  CHECK(find(all, 3)->reads);
  CHECK_FALSE(find(all, 3)->writes);
  CHECK(find(all, 4)->writes);
  CHECK_FALSE(find(all, 4)->reads);
  CHECK(find(all, 0)->target == "/dev/null");
  CHECK(find(all, 0)->pipe == 0);
  CHECK(find(all, 0)->reads);
  CHECK(find(all, 0)->writes);
  CHECK(std::is_sorted(all.begin(), all.end(), [](const Descriptor& a, const Descriptor& b) { return a.fd < b.fd; }));
}

TEST_CASE("a FIFO has the inode of its file") {
  const std::string path = "/tmp/ipclab-test-fifo-" + std::to_string(::getpid());
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  Observed program("blocked", {"read-fifo", path});
  (void)program.asleep();
  struct stat file {};
  REQUIRE(::stat(path.c_str(), &file) == 0);
  const auto all = descriptors(program.pid());
  ::unlink(path.c_str());
  REQUIRE(find(all, 3) != nullptr);
  CHECK(find(all, 3)->target == path);
  CHECK(find(all, 3)->pipe == file.st_ino);
  CHECK(find(all, 3)->reads);
  CHECK(find(all, 3)->writes);
}

TEST_CASE("the table of a process whose first thread has ended is still found") {
  Observed program("blocked", {"dead-leader"});
  (void)program.asleep();
  CHECK(find(descriptors(program.pid()), 4) != nullptr);
}

TEST_CASE("a process that is gone has no descriptors") { CHECK(descriptors(0x3ffffff).empty()); }

TEST_CASE("only a pipe has a pipe's inode") {
  CHECK(pipe_inode("pipe:[8812]") == 8812);
  CHECK(pipe_inode("socket:[8812]") == 0);
  CHECK(pipe_inode("/tmp/pipe:[8812]") == 0);
}

TEST_CASE("how full another process's pipe is can be told from either end") {
  Observed program("blocked", {"small-room"});
  (void)program.asleep();
  for (const int fd : {3, 4}) {
    const PipeFill fill = pipe_fill(program.pid(), fd);
    CHECK(fill.bytes == 65000);
    CHECK(fill.capacity == 65536);
  }
  CHECK(pipe_fill(program.pid(), 77).bytes == -1);
  CHECK(pipe_fill(0x3ffffff, 0).capacity == -1);
}
