#include "walk/experiment.hpp"

#include "check/engine.hpp"
#include "check/wire.hpp"
#include "course/experiments.hpp"
#include "posix/error.hpp"
#include "schedule/explorer.hpp"

#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/timerfd.h>
#include <unistd.h>

namespace ipclab::walk {
namespace {

using End = Observation::End;
using nlohmann::json;
using schedule::Plan;

constexpr std::string_view kMark = "experiment\n";  // in front of the request's JSON

json to_json(const Observation& seen) {
  json to{{"end", static_cast<int>(seen.end)}, {"status", seen.status}, {"out", seen.out}, {"err", seen.err},
          {"what", seen.what}, {"because", seen.because}, {"waiting", json::array()}};
  for (const check::Waiting& line : seen.waiting) to["waiting"].push_back(check::to_json(line));
  return to;
}

Observation observation_from_json(const json& from) {
  Observation seen;
  seen.end = static_cast<End>(from.at("end").get<int>());
  seen.status = from.at("status");
  seen.out = from.at("out");
  seen.err = from.at("err");
  seen.what = from.at("what");
  seen.because = from.at("because");
  for (const json& line : from.at("waiting")) seen.waiting.push_back(check::waiting_from_json(line));
  return seen;
}

// Equal but for what differs from run to run: process ids, lines, times.
bool same(const Observation& a, const Observation& b) {
  return a.end == b.end && a.status == b.status && a.out == b.out && a.what == b.what && sleepers(a) == sleepers(b);
}

// An experiment has no input and owes nothing for one, so it is not spoken of.
std::string why_endless(const check::Finding& finding, const check::Running& program, double cpu_seconds) {
  if (finding.symptom.detail == "cpu") return fmt::format("It does not stop; it was ended after {:g} s of CPU time.", cpu_seconds);
  if (finding.symptom.detail == "bytes") return fmt::format("It goes on and on writing; it was ended after {} bytes.", program.out_bytes);
  return "It does not stop. " + finding.happened;
}

// Runs the program to where it can go on no more; what that is, is the observation.
Observation observe(check::Engine& engine, const std::string& name, const std::vector<std::string>& args, double cpu_seconds) {
  engine.turn("start");
  check::Start how;
  how.args = args;
  how.budget.cpu_seconds = cpu_seconds;
  const std::size_t index = engine.start(name, how);
  check::Running& program = engine.running(index);
  program.ends_input = true;  // it has no input
  check::Engine::Halt halt = engine.run_until([] { return false; });
  if (halt == check::Engine::Halt::empty) halt = engine.run_until([&] { return !program.out.open() && !program.err.open(); });

  Observation seen;
  seen.out = program.out_text;
  seen.err = program.err_text;
  if (engine.finding()) {
    seen.end = End::endless;
    seen.what = engine.finding()->symptom.detail;
    seen.because = why_endless(*engine.finding(), program, cpu_seconds);
  } else if (engine.given_up()) {
    seen.because = engine.given_up()->second;
  } else if (halt == check::Engine::Halt::asleep) {
    seen.end = End::asleep;
    seen.waiting = engine.waiting();
  } else if (program.status) {
    seen.end = program.killed ? End::killed : End::exited;
    seen.status = *program.status;
  } else {
    seen.because = "the program was lost sight of";
  }
  return seen;
}

struct Reply {
  Observation seen;
  check::TrialReply trial;  // of it the points
};

Reply read_reply(const world::Reply& from) {
  if (!from.trouble.empty()) throw posix::Error("world", from.trouble, 0);
  try {
    const json answer = json::parse(from.text);
    Reply reply;
    reply.seen = observation_from_json(answer.at("seen"));
    if (answer.contains("schedule")) check::read_schedule(answer.at("schedule"), reply.trial);
    return reply;
  } catch (const json::exception& trouble) {
    throw posix::Error("world", std::string("its answer cannot be read: ") + trouble.what(), 0);
  }
}

schedule::Depth depth_for(const Station& station) {
  schedule::Depth depth;
  depth.spurious = station.spurious;
  return depth;
}

class Runner {
 public:
  Runner(const Laboratory& laboratory, const Station& station, int executable)
      : laboratory_(laboratory), station_(station), executable_("/proc/self/fd/" + std::to_string(executable)),
        pool_(laboratory.isolation, laboratory.jobs),
        explorer_(depth_for(station)) {}

  Shown run() {
    if (station_.run == Run::schedules) {
      explore();
    } else {
      std::optional<Plan> plan;
      if (station_.run == Run::once) plan.emplace().order = Plan::Order::free;
      submit(plan, [this](const Reply& reply) { add(reply.seen); });
      run_all();
      shown_.schedules = 1;
    }
    return std::move(shown_);
  }

 private:
  void submit(const std::optional<Plan>& plan, std::function<void(const Reply&)> then) {
    json request{{"name", station_.program}, {"args", station_.args}, {"cpu_seconds", cpu_seconds_for(station_)}};
    if (plan) request["plan"] = check::to_json(*plan);
    world::Job job;
    job.request = std::string(kMark) + request.dump();
    job.fds.push_back(posix::open_file(executable_, O_RDONLY));
    pool_.submit(std::move(job), [then = std::move(then)](const world::Reply& reply) { then(read_reply(reply)); });
  }

  void explore() {
    more();
    run_all();
    shown_.schedules = explorer_.schedules();
    shown_.sampled = explorer_.sampled();
  }

  // Somebody waits: each second they hear that it still runs, and when it will be ended.
  void run_all() {
    const posix::Fd clock(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    const itimerspec each_second{{1, 0}, {1, 0}};
    if (!clock.open() || ::timerfd_settime(clock.get(), 0, &each_second, nullptr) != 0) throw posix::Error("timerfd_create");
    std::uint64_t seconds = 0;
    pool_.run(clock.get(), [&] {
      std::uint64_t more = 0;
      if (::read(clock.get(), &more, sizeof more) == sizeof more) seconds += more;
      if (laboratory_.progress && shown_.outcomes.empty())
        laboratory_.progress(fmt::format("still running, {} s; ended after {:g} s of CPU time at the latest", seconds, cpu_seconds_for(station_)));
      return true;
    });
  }

  // Few at a time: which come next depends on the answers to the first.
  void more() {
    while (in_the_air_ < 2 * laboratory_.jobs) {
      const auto one = explorer_.next();
      if (!one) return;
      ++in_the_air_;
      submit(one->plan, [this, number = one->number](const Reply& reply) {
        --in_the_air_;
        explorer_.seen(number, reply.trial.points, false);
        add(reply.seen);
        if (laboratory_.progress) laboratory_.progress(fmt::format("schedule {}", number + 1));
        more();
      });
    }
  }

  void add(const Observation& seen) {
    for (Outcome& outcome : shown_.outcomes)
      if (same(outcome.seen, seen)) {
        ++outcome.times;
        return;
      }
    shown_.outcomes.push_back({1, seen});
  }

  const Laboratory& laboratory_;
  const Station& station_;
  std::string executable_;
  world::Pool pool_;
  schedule::Explorer explorer_;
  int in_the_air_ = 0;
  Shown shown_;
};

}  // namespace

std::vector<Observation> Shown::observations() const {
  std::vector<Observation> all;
  for (const Outcome& outcome : outcomes) all.push_back(outcome.seen);
  return all;
}

double cpu_seconds_for(const Station& station) { return station.run == Run::measured ? 20 : 5; }

Shown run_station(const Laboratory& laboratory, const Path& path, const Station& station) {
  Shown shown;
  if (station.needs_namespaces && laboratory.isolation.tier == world::Tier::reduced) {
    shown.lacking = true;
    shown.trouble = "This machine cannot show it: it takes a world with processes and objects of its own (namespaces(7)).";
    return shown;
  }
  const course::Lab lab = course::as_lab(path.id, station.program);
  course::BuildCache cache(laboratory.build_folder);
  course::Builder builder(laboratory.catalog, {laboratory.catalog.root() / "labs", "labs", "experiments"}, cache);
  std::optional<course::Built> built;
  {
    world::Pool pool(laboratory.isolation, 1);
    builder.build(pool, lab, lab.steps.front().programs.front(), station.build, [&](course::Built one) { built = std::move(one); });
    pool.run();
  }
  if (!built) throw posix::Error("build", source_of(path, station), 0);
  // After the build, so that a change while it ran is found, too.
  shown.changed = !course::is_as_given(laboratory.catalog.root(), course::experiment_file(path.id, station.program));
  if (built->outcome != course::Built::Outcome::built) {
    shown.trouble = built->because + ".";
    shown.log = built->log;
    return shown;
  }
  const bool changed = shown.changed;
  shown = Runner(laboratory, station, built->executable.get()).run();
  shown.changed = changed;
  shown.notes = built->notes;
  return shown;
}

bool is_experiment(const world::Request& request) { return request.text.starts_with(kMark); }

world::Answer run_experiment(world::World& world, const world::Request& request) {
  const json asked = json::parse(request.text.substr(kMark.size()));
  if (request.fds.size() != 1) throw posix::Error("experiment", "without its program", EINVAL);
  const std::string name = asked.at("name");
  check::Engine engine(world, {{name, world.install(name, request.fds.front().get())}}, false);
  if (asked.contains("plan")) engine.follow(check::plan_from_json(asked.at("plan")), false);
  json answer{{"seen", to_json(observe(engine, name, asked.at("args").get<std::vector<std::string>>(), asked.at("cpu_seconds")))}};
  if (engine.controller() != nullptr) answer["schedule"] = check::to_json(*engine.controller());
  return {answer.dump(-1, ' ', false, json::error_handler_t::replace), {}};
}

}  // namespace ipclab::walk
