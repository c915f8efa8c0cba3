#include "course/single.hpp"

#include "course/exploration.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ipclab::course {
namespace {

// Many are cut off: they are told to help with a slip of the fingers.
std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t most = 16;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return words.size() > most ? text + " and others" : text;
}

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
  std::vector<std::string> names{check->program.data(), "grader"};
  names.insert(names.begin() + 1, check->with.begin(), check->with.end());
  for (const schedule::PointKey& key : token.plan.delays)
    if (const std::string who = key.who.substr(0, key.who.find_first_of("#.")); std::find(names.begin(), names.end(), who) == names.end())
      throw Unknown("nobody is called `" + who + "` in " + name + "; there are " + listed(names));
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
  std::set<std::string> everybody;
  std::map<std::string, std::map<std::string, unsigned>> calls;  // by who
  for (const schedule::Seen& seen : trial.points) {
    everybody.insert(seen.key.who);
    ++calls[seen.key.who][seen.key.call];
  }
  std::vector<std::string> sentences;
  for (const schedule::PointKey& key : trial.not_reached) {
    std::string sentence = key.who + " never came to its call number " + std::to_string(key.nth) + " of " + key.call;
    const auto who = calls.find(key.who);
    if (who == calls.end()) {
      sentence += "; nobody was called so, but there were " + listed({everybody.begin(), everybody.end()});
    } else if (const auto times = who->second.find(key.call); times != who->second.end()) {
      sentence += ", only to number " + std::to_string(times->second);
    } else {
      std::vector<std::string> other;
      for (const auto& [call, _] : who->second) other.push_back(call);
      sentence += "; it came to " + listed(other);
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace ipclab::course
