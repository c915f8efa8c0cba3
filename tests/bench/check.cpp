// What `check` costs on the skeletons of the course: with nothing built, and again with everything built. The
// difference is what compiling takes; running the checks is to take no longer. Also the grader's own memory.
//
//     ipclab_bench_check [RUNS]     (default 5)
#include "app/app.hpp"
#include "course/catalog.hpp"
#include "course/grading.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
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

}  // namespace

int main(int argc, char** argv) {
  if (const int status = app::host_main_if_asked(argc, argv); status >= 0) return status;
  const int runs = argc > 1 ? std::atoi(argv[1]) : 5;
  const course::Catalog catalog(course::find_root());
  const world::Isolation isolation = world::probe();
  std::vector<double> cold, warm;
  for (int i = 0; i < runs; ++i) {
    std::string cache = std::filesystem::temp_directory_path() / "ipclab-bench-XXXXXX";
    if (::mkdtemp(cache.data()) == nullptr) return 1;
    course::GradingOptions options;
    options.tree = {catalog.root() / "labs", "labs", "bench"};
    options.jobs = static_cast<int>(std::thread::hardware_concurrency());
    options.build_folder = cache;
    for (std::vector<double>* times : {&cold, &warm})
      times->push_back(course::grade(catalog, course::choose(catalog, {}), isolation, options).seconds);
    std::filesystem::remove_all(cache);
  }
  utsname machine{};
  ::uname(&machine);
  std::printf("%s %s, %u cores, tier %s, medians of %d\n", machine.sysname, machine.release, std::thread::hardware_concurrency(),
              std::string(name(isolation.tier)).c_str(), runs);
  const double compile = median(cold) - median(warm);
  std::printf("skeletons: %.2f s with nothing built, %.2f s with everything built: compiling %.2f s, running %.2f of that\n",
              median(cold), median(warm), compile, median(warm) / compile);
  std::printf("largest process: grader %.1f MiB, hosts %.1f MiB\n", peak_mib(RUSAGE_SELF), peak_mib(RUSAGE_CHILDREN));
  return 0;
}
