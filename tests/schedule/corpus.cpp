#include "schedule/corpus.hpp"

#include "check/trial.hpp"
#include "course/build.hpp"
#include "course/build_cache.hpp"
#include "course/compile.hpp"
#include "course/exploration.hpp"
#include "posix/error.hpp"
#include "schedule/shim_image.hpp"
#include "schedule/token.hpp"
#include "support/source_text.hpp"
#include "world/pool.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>

namespace ipclab::tests {
namespace {

namespace fs = std::filesystem;
constexpr const char* kLab = "corpus";

const check::Registered corpus_lab{{kLab, {{
    .id = "ends-well",
    .says = "ends by itself with status 0 and leaves nothing",
    .program = "program",
    .schedules = 1,
    .man = "",
    .scenario = [](check::Trial& t) {
      auto& program = t.start("program").end_input();
      t.expect(program, check::exits(0));
      t.expect(t.leftovers(), check::nothing());
    }}}}};

// The comment lines behind the first one, up to the first line that is none.
std::map<std::string, std::string> marks_of(const std::string& source) {
  std::map<std::string, std::string> marks;
  const auto lines = lines_of(source);
  for (std::size_t i = 1; i < lines.size() && lines[i].starts_with("// "); ++i) {
    const auto colon = std::min(lines[i].find(": "), lines[i].size());
    marks[lines[i].substr(3, colon - 3)] = lines[i].substr(std::min(colon + 2, lines[i].size()));
  }
  return marks;
}

std::vector<Subject> read_subjects() {
  const char* only = std::getenv("IPCLAB_CORPUS");
  std::vector<Subject> subjects;
  for (const char* kind : {"right", "wrong"})
    for (const fs::path& file : files_below(fs::path("tests/schedule/programs") / kind, {".cpp"})) {
      Subject subject;
      subject.name = std::string(kind) + "/" + file.stem().string();
      if (only != nullptr && subject.name.find(only) == std::string::npos) continue;
      subject.right = std::string_view(kind) == "right";
      subject.source = text_of(file);
      subject.marks = marks_of(subject.source);
      subjects.push_back(std::move(subject));
    }
  std::sort(subjects.begin(), subjects.end(), [](const Subject& one, const Subject& other) { return one.name < other.name; });
  return subjects;
}

course::Compilation order_for(const Subject& subject, check::Build build) {
  course::Compilation order{course::flags_of(build), {"program.cpp"}, {{"program.cpp", subject.source}}, course::link_of(build)};
  if (build == check::Build::memory) order.files.push_back({course::kLinkedShim, std::string(schedule::shim_image())});
  return order;
}

}  // namespace

int side_by_side() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

const check::Check& ends_well() { return *check::find_check(kLab, "ends-well"); }

Corpus::Corpus(const world::Isolation& isolation, bool memory) : subjects_(read_subjects()) {
  course::BuildCache cache(fs::read_symlink("/proc/self/exe").parent_path() / "built-corpus");
  world::Pool pool(isolation, side_by_side());
  std::string refused;
  for (const Subject& subject : subjects_)
    for (const check::Build build : {check::Build::plain, check::Build::memory}) {
      if (build == check::Build::memory && !memory && !subject.has("memory")) continue;
      std::string slot = subject.name + (build == check::Build::memory ? ".memory" : ".plain");
      std::replace(slot.begin(), slot.end(), '/', '.');
      course::Compilation order = order_for(subject, build);
      std::string manifest;
      for (const std::string& flag : order.flags) manifest += flag + " ";
      for (const course::InputFile& file : order.files) manifest += "\n" + file.name + "\n" + file.text;
      posix::Fd& executable = executables_[{subject.name, build}];
      if (auto entry = cache.find(slot, manifest)) {
        executable = std::move(entry->executable);
        continue;
      }
      pool.submit(course::compile_job(order), [&cache, &executable, &refused, slot, manifest](world::Reply reply) {
        course::Compiled compiled = course::read_compiled(std::move(reply));
        if (compiled.outcome != course::Compiled::Outcome::built) refused += slot + ":\n" + compiled.log + "\n";
        else cache.keep(slot, manifest, compiled.log, compiled.executable.get());
        executable = std::move(compiled.executable);
      });
    }
  pool.run();
  if (!refused.empty()) throw std::runtime_error("programs of the corpus that do not compile:\n" + refused);
}

Runnable Corpus::of(const Subject& subject, check::Build build) const {
  return {&subject, build, "/proc/self/fd/" + std::to_string(executables_.at({subject.name, build}).get())};
}

Runnable Corpus::of(const std::string& name, check::Build build) const {
  for (const Subject& subject : subjects_)
    if (subject.name == name) return of(subject, build);
  throw std::runtime_error("no program " + name);
}

namespace {

// Explorations in their order, each asked for its next schedule while there is room.
class Explorations {
 public:
  using Tell = std::function<void(const Runnable&, const check::CheckResult&)>;
  Explorations(const world::Isolation& isolation, const Tell& tell) : pool_(isolation, side_by_side()), tell_(tell) {}

  void run(const std::vector<Runnable>& programs, const std::function<schedule::Depth(const Runnable&)>& depth) {
    for (const Runnable& program : programs) items_.push_back({program, std::make_unique<course::Exploration>(kLab, ends_well(), depth(program))});
    submit_more();
    pool_.run();
  }

 private:
  struct Item {
    Runnable program;
    std::unique_ptr<course::Exploration> exploration;  // none: told
  };

  void submit_more() {
    while (first_ < items_.size() && items_[first_].exploration == nullptr) ++first_;
    // A few at a time: an exploration waits for its base orders before it knows its other schedules.
    const std::size_t last = std::min(items_.size(), first_ + 4);
    for (std::size_t i = first_; i < last; ++i)
      while (items_[i].exploration != nullptr && running_ < 2 * side_by_side()) {
        const auto one = items_[i].exploration->next();
        if (!one) break;
        ++running_;
        pool_.submit(check::trial_job(kLab, ends_well(), {{"program", items_[i].program.executable}}, one->plan),
                     [this, i, number = one->number](const world::Reply& reply) { answer(i, number, reply); });
      }
  }

  void answer(std::size_t i, std::size_t number, const world::Reply& reply) {
    --running_;
    Item& item = items_[i];
    if (item.exploration != nullptr) {  // else it is decided already
      item.exploration->answer(number, check::read_trial(kLab, ends_well(), reply));
      if (item.exploration->finished()) {
        tell_(item.program, item.exploration->result());
        item.exploration.reset();
      }
    }
    submit_more();
  }

  world::Pool pool_;
  const Tell& tell_;
  std::vector<Item> items_;
  std::size_t first_ = 0;
  int running_ = 0;
};

}  // namespace

void explore(const world::Isolation& isolation, const std::vector<Runnable>& programs,
             const std::function<schedule::Depth(const Runnable&)>& depth,
             const std::function<void(const Runnable&, const check::CheckResult&)>& tell) {
  Explorations(isolation, tell).run(programs, depth);
}

void run_schedules(const world::Isolation& isolation, int worlds, const std::function<std::optional<Scheduled>()>& next,
                   const std::function<void(const Scheduled&, const check::TrialReply&)>& tell) {
  world::Pool pool(isolation, worlds);
  std::function<void()> submit_one = [&] {
    auto one = next();
    if (!one) return;
    auto job = check::trial_job(kLab, ends_well(), {{"program", one->program.executable}}, one->plan);
    pool.submit(std::move(job), [&, one = *std::move(one)](const world::Reply& reply) {
      tell(one, check::read_trial(kLab, ends_well(), reply));
      submit_one();
    });
  };
  // One more than there are worlds waits, so that none has to; alone, each is asked for when the last is answered.
  for (int i = 0; i < (worlds == 1 ? 1 : 2 * worlds); ++i) submit_one();
  pool.run();
}

std::string in_words(const check::CheckResult& result) {
  std::string text = std::string(name(result.verdict)) + " " + result.because;
  if (result.finding) {
    text += result.finding->happened;
    for (const check::Waiting& line : result.finding->waiting)
      text += " | " + line.who + " " + line.call + " " + line.object + (line.at ? " " + std::to_string(line.at->line) : "");
    for (const std::string& note : result.finding->notes) text += " | " + note;
  }
  if (result.explored && !result.explored->token.empty()) text += " | " + result.explored->held + " " + result.explored->token;
  return text;
}

std::string in_words(const schedule::Plan& plan) { return schedule::write_token({kLab, std::string(ends_well().id), plan}); }

}  // namespace ipclab::tests
