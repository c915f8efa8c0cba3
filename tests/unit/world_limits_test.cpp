// What a program may use up. Every program here stops by itself, far above the limit.
#include "support/catch.hpp"
#include "support/inside.hpp"

#include <cstdlib>
#include <sys/wait.h>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using world::Tier;

namespace {

// What of a world counts is its own: as an ordinary user without namespaces the processes of that user count too.
const Inside tight{"tight limits", [](world::World& world, world::Request request) -> world::Answer {
  const auto end = request.text.find(' ');
  world::Limits limits;
  limits.processes = 8;
  limits.memory_bytes = 256U << 20;
  limits.file_bytes = 3U << 20;
  limits.open_files = 20;
  limits.cpu_seconds = 1;
  Guest guest(world, request.fds.at(0), {request.text.substr(0, end), end == std::string::npos ? "" : request.text.substr(end + 1)}, limits);
  guest.all();
  return {guest.all() + (WIFSIGNALED(guest.status()) ? " signal " + std::to_string(WTERMSIG(guest.status())) : ""), {}};
}};

const Inside fills_file{"fills a file", [](world::World& world, world::Request request) -> world::Answer {
  world::Limits limits;
  limits.file_bytes = 3U << 20;
  Guest guest(world, request.fds.at(0), {"fills", "big", "100"}, limits);
  return {guest.all(), {}};
}};

const Inside opens_few{"opens few", [](world::World& world, world::Request request) -> world::Answer {
  world::Limits limits;
  limits.open_files = 4;
  Guest guest(world, request.fds.at(0), {"opens", "10"}, limits);
  return {guest.all(), {}};
}};

}  // namespace

TEST_CASE("processes of a world are capped", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string text = tight.run(isolation_of(tier), "forks 100").text;
  CHECK_THAT(text, ContainsSubstring("EAGAIN"));
  CHECK(std::atoi(text.c_str()) <= 8);
  CHECK(std::atoi(text.c_str()) >= 5);
}

TEST_CASE("memory of a program is capped", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string text = tight.run(isolation_of(tier), "allocates 4096").text;
  CHECK_THAT(text, ContainsSubstring("ENOMEM"));
  CHECK(std::atoi(text.c_str()) < 256);
}

TEST_CASE("open descriptors of a program are capped", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  CHECK(tight.run(isolation_of(tier), "opens 1000").text == "17 EMFILE");
}

TEST_CASE("a program can be left with one descriptor besides its three", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  CHECK(opens_few.run(isolation_of(tier)).text == "1 EMFILE");
}

TEST_CASE("a file cannot grow beyond its cap", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  CHECK(fills_file.run(isolation_of(tier)).text == "3 MiB EFBIG");
}

TEST_CASE("a program that only computes is ended after its CPU seconds", "[world]") {
  // One second of CPU: in the first tier only, for it is the kernel that counts, not the tier.
  const world::Reply reply = tight.run(isolation_of(tiers_here().front()), "spins");
  INFO(reply.trouble);
  CHECK(reply.text == " signal " + std::to_string(SIGXCPU));
}

TEST_CASE("the places of a closed world that can be written are small", "[world]") {
  for (const Tier tier : tiers_here()) {
    if (tier == Tier::reduced) continue;
    INFO(name(tier));
    const world::Isolation& isolation = isolation_of(tier);
    // One file is capped at 64 MiB; the folder at that too.
    CHECK_THAT(intruder(isolation, {"fills", "/lab/big", "400"}), ContainsSubstring("64 MiB"));
    CHECK_THAT(intruder(isolation, {"fills", "/dev/shm/big", "400"}), ContainsSubstring("32 MiB ENOSPC"));
    CHECK_THAT(intruder(isolation, {"creates", "/lab", "5000"}), ContainsSubstring("ENOSPC"));
    CHECK_THAT(intruder(isolation, {"creates", "/dev/shm", "5000"}), ContainsSubstring("ENOSPC"));
  }
}
