// Soak: trials drawn at random from every program and check of the course, half of them beside CPU burners. No verdict
// may differ from the one that the matrix proves. A check that explores schedules is run under a drawn one: a random walk,
// which a program that keeps the promise must keep it in. The seed is printed; IPCLAB_SOAK_SEED repeats a run.
//   short form 1,000 trials, a share for each lab; ./ipclab test --soak (IPCLAB_SOAK=full) 20,000
#include "course/exploration.hpp"
#include "support/burners.hpp"
#include "support/catch.hpp"
#include "support/variants.hpp"

#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

using namespace ipclab;
using namespace ipclab::tests;
using check::Verdict;

namespace {

// A trial whose verdict is certain: a solution keeps each check; a mutant fails those that claim its bug and keeps
// those that have nothing to do with it. Not certain: whether one schedule alone shows a bug.
struct Row {
  const Variant* variant;
  const check::Check* check;
  Verdict certain;
};

std::vector<Row> certain_rows(const std::vector<Variant>& variants) {
  std::vector<Row> rows;
  for (const Variant& variant : variants) {
    if (variant.kind == Variant::Kind::skeleton || variant.kind == Variant::Kind::wrong) continue;
    const std::set<std::string> catching = checks_that_catch(*variant.lab, variant.bug);
    const std::set<std::string> building_on = checks_that_build_on(*variant.lab, catching);
    for (const check::Check& check : variant.lab->promises->checks) {
      if (check.program != variant.program->name) continue;
      const std::string id(check.id);
      if (catching.contains(id)) {
        if (check.schedules == 0) rows.push_back({&variant, &check, Verdict::failed});
      } else if (!building_on.contains(id)) {
        rows.push_back({&variant, &check, Verdict::passed});
      }
    }
  }
  return rows;
}

// Each program once for each way in which some check asks for it; what is given, once.
struct Executables {
  std::map<std::pair<const Variant*, check::Build>, posix::Fd> tested;
  std::map<const course::Program*, posix::Fd> given;

  [[nodiscard]] std::map<std::string, std::string> of(const Row& row) const {
    const auto path = [](const posix::Fd& fd) { return "/proc/self/fd/" + std::to_string(fd.get()); };
    std::map<std::string, std::string> programs{{std::string(row.check->program), path(tested.at({row.variant, row.check->build}))}};
    for (const auto& name : row.check->with) programs[std::string(name)] = path(given.at(row.variant->lab->program_of(*row.check, name)));
    return programs;
  }
};

// A schedule for the trial; nothing where the check's build has no use for one.
std::optional<schedule::Plan> drawn_plan(const check::Check& check, std::mt19937& random) {
  if (check.schedules == 0) return course::plan_without_schedules(check);
  schedule::Plan plan;
  plan.order = schedule::Plan::Order::walk;
  plan.seed = random();
  plan.spurious = check.spurious && random() % 2 == 0;
  return plan;
}

Executables build_all(const std::vector<Row>& rows, const world::Isolation& isolation) {
  const TemporaryFolder trees;
  std::vector<std::unique_ptr<course::BuildCache>> caches;
  std::vector<std::unique_ptr<course::Builder>> builders;
  world::Pool pool(isolation, static_cast<int>(std::thread::hardware_concurrency()));
  Executables executables;
  const auto into = [](posix::Fd& fd, std::string name) {
    return [&fd, name = std::move(name)](course::Built built) {
      INFO(name << ": " << built.because);
      REQUIRE(built.outcome == course::Built::Outcome::built);
      fd = std::move(built.executable);
    };
  };
  for (const Row& row : rows) {
    const auto [at, fresh] = executables.tested.try_emplace({row.variant, row.check->build});
    if (!fresh) continue;
    const std::string tree = std::to_string(builders.size());
    trees.write(std::filesystem::path(tree) / row.variant->lab->id / row.variant->program->file, row.variant->source);
    caches.push_back(std::make_unique<course::BuildCache>(build_folder(*row.variant)));
    builders.push_back(std::make_unique<course::Builder>(the_course(), course::Tree{trees.path() / tree, "variant", "variant"}, *caches.back()));
    builders.back()->build(pool, *row.variant->lab, *row.variant->program, row.check->build, into(at->second, row.variant->name));
    for (const auto& name : row.check->with) {
      const course::Program* program = row.variant->lab->program_of(*row.check, name);
      const auto [given, new_one] = executables.given.try_emplace(program);
      if (new_one) builders.back()->build(pool, *row.variant->lab, *program, check::Build::plain, into(given->second, program->name));
    }
  }
  pool.run();
  return executables;
}

struct Tally {
  int trials = 0, different = 0;
};

void draw(const std::vector<Row>& rows, const Executables& executables, const world::Isolation& isolation, int trials, std::mt19937& random, Tally& tally) {
  world::Pool pool(isolation, static_cast<int>(std::thread::hardware_concurrency()));
  std::uniform_int_distribution<std::size_t> any(0, rows.size() - 1);
  // Submitted in portions: each waiting job holds a descriptor.
  for (int left = trials; left > 0;) {
    for (int portion = std::min(left, 100); portion > 0; --portion, --left) {
      const Row& row = rows[any(random)];
      auto job = check::trial_job(row.variant->lab->id, *row.check, executables.of(row), drawn_plan(*row.check, random));
      pool.submit(std::move(job), [&tally, row](const world::Reply& reply) {
        course::GradedCheck graded;
        graded.result = check::read_trial(row.variant->lab->id, *row.check, reply).result;
        ++tally.trials;
        if (graded.result.verdict == row.certain) return;
        ++tally.different;
        INFO(row.variant->name << ", " << row.check->id << ", certain is " << name(row.certain) << ": " << describe(graded));
        CHECK(graded.result.verdict == row.certain);
      });
    }
    pool.run();
  }
}

}  // namespace

TEST_CASE("no verdict of a drawn trial differs, idle and beside CPU burners", "[lab-by-lab]") {
  const auto labs = static_cast<int>(labs_to_try().size()), all_labs = static_cast<int>(the_course().labs().size());
  const int trials = (long_form() ? 20'000 : 1'000) * labs / all_labs;
  const char* given = std::getenv("IPCLAB_SOAK_SEED");
  const unsigned seed = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  std::printf("soak: %d trials, seed %u\n", trials, seed);
  std::fflush(stdout);
  std::mt19937 random(seed);

  const auto isolation = world::probe();
  std::vector<Variant> variants = woven_variants();
  for (Variant& other : alternatives()) variants.push_back(std::move(other));
  const std::vector<Row> rows = certain_rows(variants);
  const Executables executables = build_all(rows, isolation);
  Tally tally;
  draw(rows, executables, isolation, trials / 2, random, tally);
  {
    const Burners burners(6);
    draw(rows, executables, isolation, trials - trials / 2, random, tally);
  }
  CHECK(tally.trials == trials);
  CHECK(tally.different == 0);
}
