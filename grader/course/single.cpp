#include "course/single.hpp"

#include "course/exploration.hpp"

#include <map>
#include <utility>

namespace ipclab::course {
namespace {

void add_words(Single& single, const Chosen& chosen, const schedule::Plan& plan) {
  check::CheckResult& result = single.trial.result;
  result.step = chosen.lab->step_of(*chosen.check);
  check::Explored& explored = result.explored.emplace();
  explored.schedules = 1;
  explored.points = single.trial.points.size();
  explored.seed = plan.seed;
  explored.token = schedule::write_token({chosen.lab->id, std::string(chosen.check->id), plan});
  explored.held = schedule_in_words("This schedule", plan, single.trial.held);
}

}  // namespace

Chosen check_of(const Catalog& catalog, const schedule::Token& token) {
  const std::string name = token.lab + "/" + token.check;
  const Lab* lab = catalog.lab(token.lab);
  const check::Check* check = lab == nullptr ? nullptr : lab->check(token.check);
  if (check == nullptr) {
    (void)find_what(catalog, name);  // says what comes nearest
    throw Unknown("`" + name + "` is no check, and a token begins with one; ./ipclab list " + token.lab + " shows them");
  }
  if (check->build == check::Build::address)
    throw Unknown(name + " is run with AddressSanitizer, and under no schedule; ./ipclab check " + name + " runs it");
  return {lab, check};
}

Single run_single(const Catalog& catalog, const Chosen& chosen, const schedule::Plan& plan, const world::Isolation& isolation,
                  const SingleOptions& options) {
  Single single;
  BuildCache cache(options.build_folder);
  Builder builder(catalog, options.tree, cache);
  world::Pool pool(isolation, 1);
  std::vector<Built> built;
  for (const auto& [program, kind] : builds_of(*chosen.lab, *chosen.check))
    builder.build(pool, *chosen.lab, *program, kind, [&](Built one) { built.push_back(std::move(one)); });
  if (single.interrupted = !pool.run(options.stop_fd); single.interrupted) return single;
  std::map<std::string, std::string> programs;
  for (Built& one : built) {
    if (one.outcome != Built::Outcome::built) {
      single.not_built = std::move(one);
      return single;
    }
    programs[one.program->name] = "/proc/self/fd/" + std::to_string(one.executable.get());
  }
  pool.submit(check::trial_job(chosen.lab->id, *chosen.check, programs, plan, options.traced),
              [&](const world::Reply& reply) { single.trial = check::read_trial(chosen.lab->id, *chosen.check, reply); });
  if (single.interrupted = !pool.run(options.stop_fd); single.interrupted) return single;
  add_words(single, chosen, plan);
  return single;
}

std::vector<std::string> never_reached(const check::TrialReply& trial) {
  std::vector<std::string> sentences;
  for (const schedule::PointKey& key : trial.not_reached)
    sentences.push_back(key.who + " never came to its call number " + std::to_string(key.nth) + " of " + key.call);
  return sentences;
}

}  // namespace ipclab::course
