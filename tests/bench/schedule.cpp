// What exploring costs: one schedule with its world, one at a time; and all schedules of a step's solution, on all cores.
//
//     ipclab_bench_schedule [RUNS [schedules]]     (default 200, of each program and base order; only these)
#include "app/app.hpp"
#include "course/catalog.hpp"
#include "course/grading.hpp"
#include "schedule/corpus.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/utsname.h>
#include <thread>

using namespace ipclab;
using namespace ipclab::tests;

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// One at a time, each from asking for it to its answer.
void one_schedule(const world::Isolation& isolation, int runs) {
  const Corpus corpus(isolation, false);
  std::vector<double> all;
  for (const char* name : {"right/bounded_buffer", "right/pipeline_of_three", "right/condition_between_processes", "right/sysv_sem_undo",
                           "right/sigsuspend_handshake", "right/poll_with_timeout", "wrong/lost_wakeup", "wrong/lock_order_processes"}) {
    const Runnable program = corpus.of(name);
    std::vector<double> times, inside;
    std::size_t points = 0;
    int left = runs;
    Clock::time_point asked;
    run_schedules(isolation, 1,
                  [&]() -> std::optional<Scheduled> {
                    if (left-- == 0) return std::nullopt;
                    asked = Clock::now();
                    Scheduled one{program, {}};
                    one.plan.order = left % 2 == 0 ? schedule::Plan::Order::oldest : schedule::Plan::Order::newest;
                    return one;
                  },
                  [&](const Scheduled&, const check::TrialReply& reply) {
                    times.push_back(ms_since(asked));
                    points = reply.points.size(); inside.push_back(reply.result.ms);
                  });
    std::printf("%-34s %3zu points  %.2f ms, %.2f ms of them inside\n", name, points, median(times), median(inside));
    std::fflush(stdout);
    all.insert(all.end(), times.begin(), times.end());
  }
  std::printf("one schedule with its world: median %.2f ms of %zu\n", median(all), all.size());
}

void each_step(const world::Isolation& isolation) {
  std::vector<const check::Lab*> labs;  // without the corpus, which is none of the course
  for (const check::Lab* lab : check::labs())
    if (lab->id != "corpus") labs.push_back(lab);
  const course::Catalog catalog(course::find_root(), labs);
  std::string cache = std::filesystem::temp_directory_path() / "ipclab-bench-XXXXXX";
  if (::mkdtemp(cache.data()) == nullptr) return;
  course::GradingOptions options;
  options.tree = {catalog.root() / "solutions", "solutions", "bench"};
  options.jobs = static_cast<int>(std::thread::hardware_concurrency());
  options.build_folder = cache;
  for (const course::Lab& lab : catalog.labs())
    for (const course::Step& step : lab.steps) {
      const auto chosen = course::choose(catalog, {lab.id + "/" + std::to_string(step.number)});
      if (chosen.empty()) continue;
      (void)course::grade(catalog, chosen, isolation, options);  // builds
      const course::Grade grade = course::grade(catalog, chosen, isolation, options);
      std::size_t schedules = 0;
      for (const course::GradedLab& graded : grade.labs)
        for (const course::GradedStep& one : graded.steps)
          for (const course::GradedCheck& check : one.checks)
            if (check.result.explored) schedules += check.result.explored->schedules;
      std::printf("%s/%d %-14s %5zu schedules  %.2f s\n", lab.id.c_str(), step.number, step.name.c_str(), schedules, grade.seconds);
      std::fflush(stdout);
    }
  std::filesystem::remove_all(cache);
}

}  // namespace

int main(int argc, char** argv) {
  if (const int status = app::host_main_if_asked(argc, argv); status >= 0) return status;
  const world::Isolation isolation = world::probe();
  utsname machine{};
  ::uname(&machine);
  std::printf("%s %s, %u cores, tier %s\n", machine.sysname, machine.release, std::thread::hardware_concurrency(),
              std::string(name(isolation.tier)).c_str());
  one_schedule(isolation, argc > 1 ? std::atoi(argv[1]) : 200);
  if (argc <= 2) each_step(isolation);
  return 0;
}
