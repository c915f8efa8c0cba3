// The calls that a world's init sees before they happen (seccomp_unotify(2)).
#include "support/catch.hpp"
#include "support/inside.hpp"

#include <cerrno>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using world::Tier;

namespace {

// What was held, then what the program said.
const Inside holds{"holds calls", [](world::World& world, world::Request request) -> world::Answer {
  const auto blank = request.text.find(' ');
  std::vector<std::string> args{request.text.substr(0, blank)};
  if (blank != std::string::npos) {
    const std::string rest = request.text.substr(blank + 1);
    const auto next = rest.find(' ');
    args.push_back(rest.substr(0, next));
    if (next != std::string::npos) args.push_back(rest.substr(next + 1));
  }
  Guest guest(world, request.fds.at(0), args);
  guest.answer = [](const world::Notice& notice) { return notice.kind == world::Notice::Kind::kill && notice.target <= 0 ? EPERM : 0; };
  guest.all();
  std::string text;
  for (const std::string& call : guest.held()) text += call + ", ";
  return {text + "| " + guest.all() + (WIFSIGNALED(guest.status()) ? "killed" : ""), {}};
}};

const Inside no_filter_left{"exec fails", [](world::World& world, world::Request) -> world::Answer {
  // The filter is in place when exec fails: the child must still end, and leave no zombie.
  world::Launch launch;
  launch.path = world.directory();
  launch.args = {"folder"};
  std::string told;
  try {
    (void)world.spawn(launch);
  } catch (const std::exception& problem) {
    told = problem.what();
  }
  return {told + (::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD ? "; no child" : "; a child is left"), {}};
}};

}  // namespace

TEST_CASE("timers are seen when they are armed and when they are switched off", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  if (!isolation_of(tier).calls_watched) SKIP_TEST("the kernel lets nobody watch calls here");
  INFO(name(tier));
  CHECK(holds.run(isolation_of(tier), "timers").text ==
        "timer 0 armed, timer 0 off, timer 1 armed, timer 1 off, timer 3 armed, timer 3 off, socket timeout, socket timeout, exit, | ");
}

TEST_CASE("in a closed world a program may signal whom it likes", "[world]") {
  for (const Tier tier : tiers_here()) {
    if (tier == Tier::reduced) continue;
    INFO(name(tier));
    CHECK_THAT(holds.run(isolation_of(tier), "kills child 9").text, ContainsSubstring("| kill=ok gone") && !ContainsSubstring("kill, "));
    CHECK_THAT(holds.run(isolation_of(tier), "kills -1 9").text, ContainsSubstring("kill=ESRCH"));  // there is nobody but its init
    CHECK_THAT(holds.run(isolation_of(tier), "kills 0 9").text, ContainsSubstring("killed"));
  }
}

TEST_CASE("without a process namespace each signal to somebody is held first", "[world]") {
  for (const Tier tier : tiers_here()) {
    if (tier != Tier::reduced || !isolation_of(tier).calls_watched) continue;
    const std::string own = holds.run(isolation_of(tier), "kills child 9").text;
    CHECK_THAT(own, ContainsSubstring("kill, ") && ContainsSubstring("| kill=ok gone"));
    CHECK(holds.run(isolation_of(tier), "kills -1 0").text == "kill, exit, | kill=EPERM ");
  }
}

TEST_CASE("a program that cannot be executed is the grader's trouble and leaves no child", "[world]") {
  const Tier tier = GENERATE(from_range(tiers_here()));
  INFO(name(tier));
  const std::string text = no_filter_left.run(isolation_of(tier)).text;
  CHECK_THAT(text, ContainsSubstring("execve") && ContainsSubstring("EACCES"));
  CHECK_THAT(text, ContainsSubstring("; no child"));
}
