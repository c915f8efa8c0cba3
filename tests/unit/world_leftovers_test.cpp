// The inventory of a world, and that nothing of it is left after clear().
#include "support/catch.hpp"
#include "support/inside.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/shm.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using world::Tier;

namespace {

std::string words(const world::World& world, const world::Leftovers& left) {
  std::string text;
  for (const world::LeftProcess& process : left.processes) {
    text += process.command + " " + process.state + " open " + std::to_string(process.open.size()) + "\n";
    for (const std::string& open : process.open) text += "  " + open + "\n";
  }
  for (world::LeftObject object : left.objects) {
    if (object.name.starts_with(world.directory())) object.name = "WORK" + object.name.substr(world.directory().size());
    text += object.kind + " " + object.name + "\n";
  }
  return text;
}

// Before, then what is left after clear().
const Inside inventory{"inventory", [](world::World& world, world::Request request) -> world::Answer {
  Guest guest(world, request.fds.at(0), {request.text});
  if (!guest.says("ready")) return {"it ended", {}};
  guest.until_asleep();
  world::Leftovers left = world.leftovers();
  std::string text = words(world, left);
  const auto zombie = std::find_if(left.processes.begin(), left.processes.end(), [](const auto& process) { return process.state == 'Z'; });
  if (zombie != left.processes.end()) text += zombie->parent == guest.pid() ? "the zombie is the guest's\n" : "the zombie is another's\n";
  world.clear();
  left = world.leftovers();
  std::erase_if(left.objects, [](const world::LeftObject& object) { return object.kind == "file" || object.kind == "fifo" || object.kind == "socket"; });
  return {text + "cleared\n" + words(world, left), {}};
}};

}  // namespace

TEST_CASE("what a program leaves is found by kind and name, and cleared", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  const world::Reply reply = inventory.run(isolation_of(tier), "leaves");
  INFO(name(tier) << reply.trouble);
  CAPTURE(reply.text);
  for (const char* part : {"shm key 465633262 = 0x1bc0ffee, id ", "sem key 465633262 = 0x1bc0ffee, id ", "msg key 465633262 = 0x1bc0ffee, id ", "posix-shm /dev/shm/ipclab-intruder",
                           "posix-sem /dev/shm/sem.ipclab-intruder", "fifo WORK/channel", "file WORK/file",
                           "file WORK/folder/deep", "socket WORK/socket", "/intruder\n"})
    CHECK_THAT(reply.text, ContainsSubstring(part));
  if (has_queues(tier)) CHECK_THAT(reply.text, ContainsSubstring("posix-mq /dev/mqueue/ipclab-intruder"));
  CHECK(reply.text.ends_with("cleared\n"));
}

TEST_CASE("processes that are left are told with state, descriptors and parent", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  const world::Reply reply = inventory.run(isolation_of(tier), "leaves");
  INFO(name(tier) << reply.trouble);
  CAPTURE(reply.text);
  CHECK_THAT(reply.text, ContainsSubstring("intruder1 Z open 0") || ContainsSubstring("intruder Z open 0"));
  CHECK_THAT(reply.text, ContainsSubstring("the zombie is the guest's"));
  CHECK_THAT(reply.text, ContainsSubstring("S open 1\n  3 -> pipe:"));  // the child that sleeps in read
  CHECK_THAT(reply.text, ContainsSubstring("(read end)"));
  CHECK_THAT(reply.text, ContainsSubstring("(write end)"));
}

TEST_CASE("processes that left session, group and parent are found and ended all the same", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  const world::Reply reply = inventory.run(isolation_of(tier), "lingers");
  INFO(name(tier) << reply.trouble);
  CAPTURE(reply.text);
  CHECK(std::count(reply.text.begin(), reply.text.end(), 'S') >= 2);
  CHECK(reply.text.ends_with("cleared\n"));
}

TEST_CASE("clearing a world leaves alone what was there before it", "[world]") {
  const int mine = ::shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  REQUIRE(mine >= 0);
  for (const Tier tier : tiers_here()) {
    INFO(name(tier));
    const world::Reply reply = inventory.run(isolation_of(tier), "leaves");
    CHECK_THAT(reply.text, !ContainsSubstring("id " + std::to_string(mine) + "\n") || ContainsSubstring("shm key 465633262 = 0x1bc0ffee, id " + std::to_string(mine)));
    shmid_ds info{};
    CHECK(::shmctl(mine, IPC_STAT, &info) == 0);
  }
  ::shmctl(mine, IPC_RMID, nullptr);
}
