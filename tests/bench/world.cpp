// What a world costs: the time from asking for it until it is cleared, against fork+exec of the same program.
//
//     ipclab_bench_world [RUNS]     (default 300)
//
// Prints medians and their ratio; both are taken in turns in one run, so that a busy machine bears on both.
#include "posix/error.hpp"
#include "posix/fd.hpp"
#include "world/filter.hpp"
#include "world/inside.hpp"
#include "world/pool.hpp"
#include "world/spawn.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace ipclab;

namespace {

constexpr const char* kProgram = IPCLAB_HELLO;  // a dynamic C++ program that says one line, as students build theirs

world::Answer run_inside(world::World& world, world::Request request) {
  world::Launch launch;
  launch.path = world.install("hello", request.fds.at(0).get());
  launch.args = {"hello"};
  const world::Child child = world.spawn(launch);
  for (;;) {  // its exit_group(2) waits for a look
    pollfd polled[2]{{child.pidfd.get(), POLLIN, 0}, {child.notices.get(), POLLIN, 0}};
    ::poll(polled, 2, -1);
    if ((polled[1].revents & POLLIN) != 0) world::answer_notices(child.notices.get(), [](const world::Notice&) { return 0; });
    if (polled[0].revents != 0) break;
  }
  ::waitpid(child.pid, nullptr, 0);
  return {"done", {}};
}

double ms_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

double plain_run() {
  const auto begin = std::chrono::steady_clock::now();
  const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const pid_t pid = world::spawn({kProgram, {}, {{"PATH", "/usr/bin"}, {"LANG", "C"}, {"HOME", "/"}}, false}, [null]() -> const char* { return ::dup2(null, 1) == 1 ? nullptr : "dup2"; });
  ::waitpid(pid, nullptr, 0);
  ::close(null);
  return ms_since(begin);
}

}  // namespace

int main(int argc, char** argv) {
  if (world::is_host(argc, argv)) return world::serve_worlds(argc, argv, run_inside);
  const int runs = argc > 1 ? std::atoi(argv[1]) : 300;
  const world::Isolation isolation = world::probe();
  world::Pool pool(isolation, 1);
  std::vector<double> plain, closed;
  for (int i = 0; i < runs; ++i) {
    plain.push_back(plain_run());
    const auto begin = std::chrono::steady_clock::now();
    world::Job job;
    job.request = "run";
    job.fds.push_back(posix::open_file(kProgram, O_RDONLY));
    pool.submit(std::move(job), [](const world::Reply& reply) {
      if (!reply.trouble.empty()) std::fprintf(stderr, "%s\n", reply.trouble.c_str());
    });
    pool.run();
    closed.push_back(ms_since(begin));
  }
  utsname machine{};
  ::uname(&machine);
  std::printf("%s %s, %u cores, tier %s, %d runs\n", machine.sysname, machine.release, std::thread::hardware_concurrency(),
              std::string(name(isolation.tier)).c_str(), runs);
  std::printf("fork+exec %.2f ms, a world with the same program %.2f ms (medians): %.2f times\n", median(plain), median(closed), median(closed) / median(plain));
  return 0;
}
