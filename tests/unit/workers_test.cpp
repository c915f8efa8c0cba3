#include "app/workers.hpp"
#include "posix/fd.hpp"
#include "support/catch.hpp"

#include <csignal>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using app::Workers;

TEST_CASE("each worker's end is told, however it ends, and with all that it said") {
  Workers workers;
  const std::string much(1 << 20, 'x');
  workers.start(1, 1, [&](int out) { posix::write_all(out, much); return 0; });
  workers.start(2, 2, [](int) { return 7; });
  workers.start(3, 3, [](int out) -> int { posix::write_all(out, "last words"); ::kill(::getpid(), SIGKILL); return 0; });
  workers.start(4, 4, [](int) -> int { throw std::runtime_error("no room"); });
  CHECK(workers.shares() == 10);
  std::map<std::size_t, Workers::Ended> all;
  while (workers.running() > 0) {
    auto ended = workers.wait(-1);
    REQUIRE(ended);
    all[ended->id] = *ended;
  }
  CHECK(all.size() == 4);
  CHECK(all[1].text == much);
  CHECK(all[1].status == 0);
  CHECK(all[2].status == 7);
  CHECK(all[3].signal == SIGKILL);
  CHECK(all[3].text == "last words");
  CHECK(all[4].status == 2);
  CHECK(all[4].text == "no room");
  CHECK(workers.shares() == 0);
}

TEST_CASE("workers are told to stop, and nobody is left") {
  auto [read, write] = posix::make_pipe();
  sigset_t stop, usual;  // blocked, as it is for a grader's: so it cannot come too early
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &stop, &usual);
  {
    Workers workers;
    for (std::size_t id = 0; id < 3; ++id)
      workers.start(id, 1, [&stop](int) {
        int which = 0;
        return ::sigwait(&stop, &which);
      });
    posix::write_all(write.get(), "!");
    CHECK_FALSE(workers.wait(read.get()));
    CHECK(workers.running() == 3);
  }
  ::sigprocmask(SIG_SETMASK, &usual, nullptr);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
}
