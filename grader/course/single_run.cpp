#include "course/single_run.hpp"

#include <map>
#include <string>
#include <utility>

namespace ipclab::course {
namespace {

// What a check runs: its own program built as it asks for, the others as they always are.
std::vector<std::pair<const Program*, check::Build>> programs_of(const Chosen& chosen) {
  const auto& [lab, check] = chosen;
  std::vector<std::pair<const Program*, check::Build>> programs{{lab->program(check->program), check->build}};
  for (const auto& name : check->with) programs.emplace_back(lab->program_of(*check, name), check::Build::plain);
  return programs;
}

}  // namespace

SingleRun run_once(const Workshop& workshop, const Chosen& chosen, const std::optional<schedule::Plan>& plan, bool traced) {
  SingleRun run;
  BuildCache cache(workshop.build_folder);
  Builder builder(workshop.catalog, workshop.tree, cache);
  world::Pool pool(workshop.isolation, 1);
  std::vector<Built> built;
  for (const auto& [program, kind] : programs_of(chosen))
    builder.build(pool, *chosen.lab, *program, kind, [&built](Built one) { built.push_back(std::move(one)); });
  run.interrupted = !pool.run(workshop.stop_fd);
  if (run.interrupted) return run;

  std::map<std::string, std::string> paths;  // a memory file is opened by its number
  for (Built& one : built) {
    if (one.outcome != Built::Outcome::built) {
      run.unbuilt = std::move(one);
      return run;
    }
    paths[one.program->name] = "/proc/self/fd/" + std::to_string(one.executable.get());
  }
  pool.submit(check::trial_job(chosen.lab->id, *chosen.check, paths, plan, traced), [&](const world::Reply& reply) {
    run.trial = check::read_trial(chosen.lab->id, *chosen.check, reply);
    run.trial->result.step = chosen.lab->step_of(*chosen.check);
  });
  run.interrupted = !pool.run(workshop.stop_fd);
  return run;
}

}  // namespace ipclab::course
