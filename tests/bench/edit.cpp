// From a save to the verdict: one file of a step is changed, compiled and held against all checks of its step, with
// everything else built. Of each step of the course, as the skeleton has it and as the solution does.
//
//     ipclab_bench_edit [RUNS [LAB]]     (default 5, all labs)
#include "app/app.hpp"
#include "course/catalog.hpp"
#include "course/grading.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <sys/utsname.h>
#include <thread>
#include <vector>

using namespace ipclab;
namespace fs = std::filesystem;

namespace {

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// A copy of a tree in which the edits are made; it goes with the builds.
class Desk {
 public:
  Desk(const course::Catalog& catalog, const char* tree) {
    std::string made = fs::temp_directory_path() / "ipclab-bench-XXXXXX";
    if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = made;
    fs::copy(catalog.root() / tree, folder_ / "tree", fs::copy_options::recursive);
    options.tree = {folder_ / "tree", tree, "bench"};
    options.jobs = static_cast<int>(std::thread::hardware_concurrency());
    options.build_folder = folder_ / "build";
  }
  ~Desk() { fs::remove_all(folder_); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void edit(const std::string& file) const { std::ofstream(folder_ / "tree" / file, std::ios::app) << "// edited again\n"; }

  course::GradingOptions options;

 private:
  fs::path folder_;
};

std::vector<double> edit_each_step(const course::Catalog& catalog, const world::Isolation& isolation, const char* tree, int runs, const char* only) {
  const Desk desk(catalog, tree);
  std::vector<double> all;
  for (const course::Lab& lab : catalog.labs())
    for (const course::Step& step : lab.steps) {
      if (only != nullptr && lab.id != only) continue;
      const auto chosen = course::choose(catalog, {lab.id + "/" + std::to_string(step.number)});
      (void)course::grade(catalog, chosen, isolation, desk.options);
      std::vector<double> times;
      for (int i = 0; i < runs; ++i) {
        desk.edit(lab.id + "/" + step.own.front());
        times.push_back(course::grade(catalog, chosen, isolation, desk.options).seconds);
      }
      std::printf("  %-10s %s/%d %-14s %.2f s\n", tree, lab.id.c_str(), step.number, step.name.c_str(), median(times));
      std::fflush(stdout);
      all.push_back(median(times));
    }
  return all;
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
  for (const char* tree : {"labs", "solutions"}) {
    const std::vector<double> all = edit_each_step(catalog, isolation, tree, runs, argc > 2 ? argv[2] : nullptr);
    if (all.empty()) return 1;
    std::printf("%s, from edit to verdict: median of the steps %.2f s, slowest %.2f s\n", tree, median(all), *std::max_element(all.begin(), all.end()));
  }
  return 0;
}
