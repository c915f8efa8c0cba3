#include "course/grading.hpp"

#include "check/wire.hpp"
#include "course/exploration.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace ipclab::course {
namespace {

using check::CheckResult;
using check::Verdict;

std::string full_name(const Lab& lab, std::string_view name) { return lab.id + "/" + std::string(name); }

// Somebody has to say on which line.
bool crashed_somewhere(const CheckResult& result) {
  return result.verdict == Verdict::failed && result.finding && result.finding->crashed && !result.finding->at;
}

// One run. Events (a build or a trial has ended) only mark what is known; advance() then starts or concludes
// whatever became ready, so the order in which events arrive decides nothing.
class Run {
 public:
  Run(const Catalog& catalog, const std::vector<Chosen>& chosen, const world::Isolation& isolation, const GradingOptions& options)
      : catalog_(catalog),
        options_(options),
        cache_(options.build_folder),
        builder_(catalog, options.tree, cache_),
        pool_(isolation, options.jobs) {
    for (const Chosen& one : chosen) items_.push_back({one, {}, false, {}, {}});
    for (const Item& item : items_)
      for (const auto& [program, kind] : builds_of(item)) builds_.try_emplace({program, kind});
  }

  // False when it was stopped.
  bool run() {
    for (const check::Build kind : {check::Build::plain, check::Build::address, check::Build::memory})
      for (const Item& item : items_)
        for (const BuildKey& key : builds_of(item))
          if (key.second == kind && (kind == check::Build::plain || plain_of(key) == nullptr)) request(*item.chosen.lab, key);
    advance();
    return pool_.run(options_.stop_fd, options_.attend);
  }

  // What is known by now.
  [[nodiscard]] Grade harvest() const;

 private:
  struct Item {
    Chosen chosen;
    std::optional<CheckResult> result;
    bool started = false;
    std::map<std::string, std::string> programs;  // when started: name -> path
    std::optional<Exploration> exploration;       // of a check under schedules, while it runs
    std::optional<CheckResult> crash = {};        // decided, and looked into for its line
    bool looked_into = false;
  };
  struct Build {
    bool requested = false;
    std::optional<Built> built;
  };

  static std::vector<BuildKey> builds_of(const Item& item) { return course::builds_of(*item.chosen.lab, *item.chosen.check); }

  void request(const Lab& lab, const BuildKey& key) {
    Build& build = builds_.at(key);
    if (std::exchange(build.requested, true)) return;
    builder_.build(pool_, lab, *key.first, key.second, [this, &build](Built built) {
      const std::string what = "built " + built.program->source();
      build.built = std::move(built);
      tell(what);
      follow_up(*build.built);
      advance();
    });
  }

  // The plain build of the same program; nothing when this run has none, or `key` is it.
  const Build* plain_of(const BuildKey& key) const {
    const auto plain = builds_.find({key.first, check::Build::plain});
    return key.second == check::Build::plain || plain == builds_.end() ? nullptr : &plain->second;
  }

  // What cannot be built plainly is not tried again in another way: the compiler would only say it twice.
  void follow_up(const Built& plain) {
    if (plain.kind != check::Build::plain || plain.outcome != Built::Outcome::built) return;
    for (const check::Build kind : {check::Build::address, check::Build::memory})
      if (const auto other = builds_.find({plain.program, kind}); other != builds_.end()) request(*plain.lab, other->first);
  }

  void advance() {
    for (bool moved = true; moved;) {
      moved = false;
      for (Item& item : items_)
        if (!item.started && !item.result) moved = settle(item) || moved;
        else if (item.crash && !item.result && !item.looked_into) moved = look_into(item) || moved;
    }
  }

  // Starts the item, or concludes it without a trial. False when it still has to wait.
  bool settle(Item& item) {
    bool waiting = false;
    for (const BuildKey& key : builds_of(item)) {
      const Build& build = builds_.at(key);
      const Build* plain = plain_of(key);
      if (plain != nullptr && plain->built && plain->built->outcome != Built::Outcome::built)
        return conclude(item, verdict_of(*plain->built), plain->built->because);
      if (!build.built) waiting = true;
      else if (build.built->outcome != Built::Outcome::built) return conclude(item, verdict_of(*build.built), build.built->because);
    }
    for (const auto& need : item.chosen.check->needs) {
      const Item* other = find(*item.chosen.lab, need);
      if (other == nullptr || !other->result) waiting = true;
      else if (other->result->verdict != Verdict::passed && !check::kept_so_far(*other->result))
        return conclude(item, Verdict::blocked, reason(full_name(*item.chosen.lab, need), *other->result));
    }
    if (waiting) return false;
    start(item);
    return true;
  }

  static Verdict verdict_of(const Built& built) {
    if (built.outcome == Built::Outcome::lacking) return Verdict::skipped;
    return built.outcome == Built::Outcome::trouble ? Verdict::broken : Verdict::blocked;
  }

  // Blocked by a blocked one: what blocks that one is the reason.
  static std::string reason(const std::string& needed, const CheckResult& result) {
    if (result.verdict == Verdict::blocked) return result.because;
    return needed + (result.verdict == Verdict::failed ? " failed" : " is " + std::string(name(result.verdict)));
  }

  bool conclude(Item& item, Verdict verdict, const std::string& because) {
    item.result.emplace();
    item.result->verdict = verdict;
    item.result->because = because;
    tell_of(item);
    return true;
  }

  void start(Item& item) {
    item.started = true;
    const auto& [lab, check] = item.chosen;
    for (const BuildKey& key : builds_of(item))  // a memory file is opened by its number
      item.programs[key.first->name] = "/proc/self/fd/" + std::to_string(builds_.at(key).built->executable.get());
    if (check->schedules > 0 && check->build != check::Build::address) {
      item.exploration.emplace(lab->id, *check, options_.depth);
      explore();
      return;
    }
    try {
      submit(item, plan_without_schedules(*check), false, [this, &item](check::TrialReply reply) {
        tell_of_luck(*item.chosen.check, reply.result);
        conclude(item, std::move(reply.result));
      });
    } catch (const posix::Error& trouble) {
      conclude(item, Verdict::broken, trouble.what());
    }
  }

  // Few schedules at a time, so that memory stays small; those of the first checks before those of the later ones.
  void explore() {
    for (Item& item : items_)
      while (item.exploration && exploring_ < 2 * options_.jobs)
        if (const auto one = item.exploration->next()) try_out(item, *one);
        else break;
  }

  void try_out(Item& item, const schedule::Explorer::Numbered& one) try {
    submit(item, one.plan, false, [this, &item, number = one.number](check::TrialReply reply) {
      --exploring_;
      answer(item, number, std::move(reply));
    });
    ++exploring_;
  } catch (const posix::Error& trouble) {
    CheckResult result;
    result.because = trouble.what();
    conclude(item, std::move(result));
  }

  void answer(Item& item, std::size_t number, check::TrialReply reply) {
    if (item.exploration) {  // else it is decided
      item.exploration->answer(number, std::move(reply));
      if (item.exploration->finished()) return conclude(item, item.exploration->result());
      progress(full_name(*item.chosen.lab, item.chosen.check->id) + ", schedule " + std::to_string(number + 1));
    }
    explore();
  }

  // Throws posix::Error.
  void submit(const Item& item, const std::optional<schedule::Plan>& plan, bool addresses, std::function<void(check::TrialReply)> then) {
    const auto [lab, check] = item.chosen;
    pool_.submit(check::trial_job(lab->id, *check, item.programs, plan, false, addresses),
                 [lab = lab, check = check, then = std::move(then)](const world::Reply& reply) { then(check::read_trial(lab->id, *check, reply)); });
  }

  void conclude(Item& item, CheckResult result) {
    item.exploration.reset();
    if (!item.crash && item.chosen.check->build != check::Build::address && crashed_somewhere(result)) {
      item.crash = std::move(result);
      const BuildKey key = with_addresses(item);
      builds_.try_emplace(key);
      request(*item.chosen.lab, key);
    } else {
      item.result = std::move(result);
      tell_of(item);
    }
    advance();
    explore();
  }

  static BuildKey with_addresses(const Item& item) {
    return {item.chosen.lab->program_of(*item.chosen.check, item.chosen.check->program), check::Build::address};
  }

  // Where a crash comes from: the same run once more with AddressSanitizer in the program. It adds the line and decides
  // nothing. False while that is being built.
  bool look_into(Item& item) {
    const Build& build = builds_.at(with_addresses(item));
    if (!build.built) return false;
    item.looked_into = true;
    if (build.built->outcome != Built::Outcome::built) return conclude_as_it_was(item);
    item.programs[std::string(item.chosen.check->program)] = "/proc/self/fd/" + std::to_string(build.built->executable.get());
    try {
      submit(item, std::nullopt, true, [this, &item](check::TrialReply reply) {
        const auto& found = reply.result.finding;
        if (found && found->symptom.kind == check::Symptom::Kind::memory && found->at) add_place(*item.crash->finding, *found);
        (void)conclude_as_it_was(item);
        advance();
        explore();
      });
    } catch (const posix::Error&) {
      return conclude_as_it_was(item);
    }
    return true;
  }

  static void add_place(check::Finding& crash, const check::Finding& found) {
    crash.at = found.at;
    crash.notes.push_back("Run once more with AddressSanitizer in it, which watches each access to memory, it is stopped (" + found.symptom.detail + "):");
  }

  bool conclude_as_it_was(Item& item) {
    item.result = std::move(item.crash);
    item.crash.reset();
    tell_of(item);
    return true;
  }

  const Item* find(const Lab& lab, std::string_view id) const {
    const auto found = std::find_if(items_.begin(), items_.end(),
                                    [&](const Item& item) { return item.chosen.lab == &lab && item.chosen.check->id == id; });
    return found == items_.end() ? nullptr : &*found;
  }

  void tell_of(const Item& item) {
    if (options_.partial) {
      options_.partial(harvest());
    }
    tell(full_name(*item.chosen.lab, item.chosen.check->id));
  }

  void tell(const std::string& what) {
    ++done_;
    progress(what);
  }

  void progress(const std::string& what) const {
    if (options_.progress) options_.progress(done_, static_cast<int>(items_.size() + builds_.size()), what);
  }

  GradedStep& step_in(Grade& grade, const Lab& lab, int number) const;
  void add_builds(Grade& grade) const;

  const Catalog& catalog_;
  const GradingOptions& options_;
  BuildCache cache_;
  Builder builder_;
  world::Pool pool_;
  std::vector<Item> items_;        // never resized after the constructor: jobs refer to them
  std::map<BuildKey, Build> builds_;
  int done_ = 0;
  int exploring_ = 0;              // trials of explored checks in the air
};

// Of the lab and step that are already there, or new at the end: items come in the order of the course.
GradedStep& Run::step_in(Grade& grade, const Lab& lab, int number) const {
  auto at = std::find_if(grade.labs.begin(), grade.labs.end(), [&](const GradedLab& graded) { return graded.id == lab.id; });
  if (at == grade.labs.end()) {
    grade.labs.emplace_back();
    at = std::prev(grade.labs.end());
    at->id = lab.id;
    at->title = lab.title;
  }
  for (GradedStep& step : at->steps)
    if (step.number == number) return step;
  GradedStep& step = at->steps.emplace_back();
  step.number = number;
  step.name = lab.step(number)->name;
  step.title = lab.step(number)->title;
  return step;
}

// What went wrong with a program is told once, though it may have been built in two ways.
void add_finding(GradedStep& step, const Built& built) {
  for (const BuildFinding& other : step.builds)
    if (other.program == built.program->name) return;
  BuildFinding finding;
  finding.program = built.program->name;
  finding.because = built.because;
  finding.machine = built.outcome == Built::Outcome::lacking || built.outcome == Built::Outcome::trouble;
  finding.missing = built.outcome == Built::Outcome::bad_source && built.because.ends_with("is missing");
  finding.diagnostics = built.diagnostics;
  finding.log = built.log;
  step.builds.push_back(std::move(finding));
}

void Run::add_builds(Grade& grade) const {
  std::set<BuildKey> told;
  for (const Item& item : items_)
    for (const BuildKey& key : builds_of(item)) {
      const Build& build = builds_.at(key);
      if (!build.built || !told.insert(key).second) continue;
      const Built& built = *build.built;
      GradedStep& step = step_in(grade, *item.chosen.lab, built.program->step);
      if (built.outcome != Built::Outcome::built) add_finding(step, built);
      else if (!built.program->given && built.kind == check::Build::plain)
        step.warnings.insert(step.warnings.end(), built.diagnostics.begin(), built.diagnostics.end());
      for (const std::string& note : built.notes)
        if (std::find(grade.notes.begin(), grade.notes.end(), note) == grade.notes.end()) grade.notes.push_back(note);
    }
  if (!cache_.trouble().empty()) grade.notes.push_back("What was built is not kept for the next run: " + cache_.trouble() + ".");
}

GradedCheck graded(const Chosen& chosen, CheckResult result) {
  const auto& [lab, check] = chosen;
  GradedCheck one;
  one.result = std::move(result);
  one.result.lab = lab->id;
  one.result.check = check->id;
  one.result.program = check->program;
  one.result.step = lab->step_of(*check);
  one.result.says = check->says;
  one.result.man = check->man;
  one.result.weight = check->weight;
  one.catches = !check->catches.empty();
  one.result.bug.reset();
  if (one.result.verdict == Verdict::failed && one.result.finding)
    if (const check::Catch* behind = bug_behind(*check, *one.result.finding)) {
      one.result.bug = behind->bug;
      if (const Bug* bug = lab->bug(behind->bug)) one.hints = static_cast<int>(bug->hints.size());
    }
  return one;
}

// A bug counts as repaired when every check run here that catches it has passed.
void count_repaired(GradedStep& step, const Lab& lab) {
  std::map<std::string_view, bool> repaired;
  for (const GradedCheck& graded : step.checks)
    for (const check::Catch& one : lab.check(graded.result.check)->catches) {
      const bool passed = graded.result.verdict == Verdict::passed;
      const auto [at, fresh] = repaired.try_emplace(one.bug, passed);
      if (!fresh) at->second = at->second && passed;
    }
  step.bugs = static_cast<int>(repaired.size());
  step.repaired = static_cast<int>(std::count_if(repaired.begin(), repaired.end(), [](const auto& entry) { return entry.second; }));
  step.newly_broken = static_cast<int>(std::count_if(step.checks.begin(), step.checks.end(), [](const GradedCheck& graded) {
    return !graded.catches && graded.result.verdict == Verdict::failed;
  }));
}

Grade Run::harvest() const {
  Grade grade;
  for (const Item& item : items_) {
    if (!item.result) continue;  // not done yet, or stopped before
    GradedStep& step = step_in(grade, *item.chosen.lab, item.chosen.lab->step_of(*item.chosen.check));
    step.checks.push_back(graded(item.chosen, *item.result));
  }
  for (GradedLab& lab : grade.labs)
    for (GradedStep& step : lab.steps) count_repaired(step, *catalog_.lab(lab.id));
  add_builds(grade);
  count_points(grade);
  grade.tree = options_.tree.shown;
  grade.own_tree = options_.tree.origin == "labs";
  return grade;
}

}  // namespace

const check::Catch* bug_behind(const check::Check& check, const check::Finding& finding) {
  for (const check::Catch& one : check.catches)
    if (check::matches(one.evidence, finding.symptom)) return &one;
  return nullptr;
}

void count_points(Grade& grade) {
  for (GradedLab& lab : grade.labs) {
    lab.points = lab.max_points = 0;
    for (GradedStep& step : lab.steps)
      for (GradedCheck& check : step.checks) {
        const int weight = check.result.weight;
        check.max_points = check.catches ? weight : 0;
        check.points = 0;
        if (check.catches && check.result.verdict == Verdict::passed) check.points = weight;
        if (!check.catches && check.result.verdict == Verdict::failed) check.points = -weight;
        lab.points += check.points;
        lab.max_points += check.max_points;
      }
    lab.points = std::max(0, lab.points);
  }
}

Grade grade(const Catalog& catalog, const std::vector<Chosen>& chosen, const world::Isolation& isolation, const GradingOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  Run run(catalog, chosen, isolation, options);
  const bool complete = run.run();
  Grade grade = run.harvest();
  grade.isolation = isolation;
  grade.interrupted = !complete;
  grade.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return grade;
}

}  // namespace ipclab::course
