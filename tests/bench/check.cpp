// What `check` costs on the skeletons of the course and on its solutions: with nothing built, and again with everything
// built. The difference is what compiling takes, the measure for the rest. Also the longest check, and the grader's own
// memory.
//
//     ipclab_bench_check [RUNS]     (default 5)
#include "app/app.hpp"
#include "course/catalog.hpp"
#include "course/grading.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <thread>

using namespace ipclab;

namespace {

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

double peak_mib(int who) {
  rusage usage{};
  ::getrusage(who, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void time_tree(const course::Catalog& catalog, const world::Isolation& isolation, const char* folder, int runs) {
  std::vector<double> cold, warm;
  std::map<std::string, std::vector<double>> checks;  // ms of each, with everything built
  for (int i = 0; i < runs; ++i) {
    std::string cache = std::filesystem::temp_directory_path() / "ipclab-bench-XXXXXX";
    if (::mkdtemp(cache.data()) == nullptr) throw std::runtime_error("no temporary folder");
    course::GradingOptions options;
    options.tree = {catalog.root() / folder, folder, "bench"};
    options.jobs = static_cast<int>(std::thread::hardware_concurrency());
    options.build_folder = cache;
    cold.push_back(course::grade(catalog, course::choose(catalog, {}), isolation, options).seconds);
    const course::Grade grade = course::grade(catalog, course::choose(catalog, {}), isolation, options);
    warm.push_back(grade.seconds);
    for (const course::GradedLab& lab : grade.labs)
      for (const course::GradedStep& step : lab.steps)
        for (const course::GradedCheck& check : step.checks) checks[lab.id + "/" + check.result.check].push_back(check.result.ms);
    std::filesystem::remove_all(cache);
  }
  const double compile = median(cold) - median(warm);
  std::printf("%s: %.2f s with nothing built, %.2f s with everything built: compiling %.2f s, all of it %.2f of that\n", folder,
              median(cold), median(warm), compile, median(cold) / compile);
  std::vector<std::pair<double, std::string>> longest;
  for (const auto& [name, times] : checks) longest.emplace_back(median(times) / 1000, name);
  std::sort(longest.rbegin(), longest.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(3, longest.size()); ++i)
    std::printf("  %.2f s, its trials together: %s\n", longest[i].first, longest[i].second.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (const int status = app::host_main_if_asked(argc, argv); status >= 0) return status;
  const int runs = argc > 1 ? std::atoi(argv[1]) : 5;
  const course::Catalog catalog(course::find_root());
  const world::Isolation isolation = world::probe();
  utsname machine{};
  ::uname(&machine);
  std::printf("%s %s, %u cores, tier %s, medians of %d\n", machine.sysname, machine.release, std::thread::hardware_concurrency(),
              std::string(name(isolation.tier)).c_str(), runs);
  for (const char* folder : {"labs", "solutions"}) time_tree(catalog, isolation, folder, runs);
  std::printf("largest process: grader %.1f MiB, hosts %.1f MiB\n", peak_mib(RUSAGE_SELF), peak_mib(RUSAGE_CHILDREN));
  return 0;
}
