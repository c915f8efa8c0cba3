#include "check/wire.hpp"

#include "check/engine.hpp"
#include "check/findings.hpp"
#include "check/trial.hpp"
#include "posix/error.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace ipclab::check {
namespace {

using nlohmann::json;

json place_to_json(const Place& place) { return {{"file", place.file}, {"line", place.line}, {"function", place.function}}; }
Place place_from_json(const json& from) { return {from.at("file"), from.at("line"), from.at("function")}; }

constexpr std::array kKinds{Symptom::Kind::any, Symptom::Kind::stuck, Symptom::Kind::endless, Symptom::Kind::status,
                            Symptom::Kind::killed, Symptom::Kind::output, Symptom::Kind::left, Symptom::Kind::unreaped, Symptom::Kind::state,
                            Symptom::Kind::memory};
constexpr std::array kVerdicts{Verdict::passed, Verdict::failed, Verdict::blocked, Verdict::inconclusive, Verdict::skipped, Verdict::broken};

template <class Values>
auto by_name(const Values& values, const std::string& wanted) {
  for (const auto value : values)
    if (name(value) == wanted) return value;
  throw posix::Error("result", "with an unknown word \"" + wanted + "\"", EPROTO);
}

std::vector<std::string_view> programs_of(const Check& check) {
  std::vector<std::string_view> names{check.program};
  names.insert(names.end(), check.with.begin(), check.with.end());
  return names;
}

// Other bytes than UTF-8 are escaped before they come here (printable); should one slip through, it is replaced.
std::string dump(const json& what) { return what.dump(-1, ' ', false, json::error_handler_t::replace); }

CheckResult identity(std::string_view lab, const Check& check) {
  CheckResult result;
  result.lab = lab;
  result.check = check.id;
  result.program = check.program;
  result.says = check.says;
  result.man = check.man;
  result.weight = check.weight;
  return result;
}

constexpr std::array<std::pair<schedule::Plan::Order, const char*>, 4> kOrders{{{schedule::Plan::Order::oldest, "old"},
                                                                                {schedule::Plan::Order::newest, "new"},
                                                                                {schedule::Plan::Order::walk, "walk"},
                                                                                {schedule::Plan::Order::free, "free"}}};

json to_json(const schedule::PointKey& key) { return json::array({key.who, key.call, key.nth}); }
schedule::PointKey key_from_json(const json& from) { return {from.at(0), from.at(1), from.at(2)}; }

json to_json(const schedule::Event& event) {
  json to{{"kind", static_cast<int>(event.kind)}, {"who", event.who}, {"call", event.call}, {"object", event.object}, {"by", event.by}, {"now", event.now}};
  if (event.at) to["at"] = json::array({event.at->file, event.at->line, event.at->function});
  if (event.from) to["from"] = json::array({event.from->file, event.from->line, event.from->function});
  return to;
}

schedule::Event event_from_json(const json& from) {
  schedule::Event event{static_cast<schedule::Event::Kind>(from.at("kind").get<int>()), from.at("who"), from.at("call"), from.at("object"), from.at("by"),
                        std::nullopt, from.at("now")};
  if (from.contains("at")) event.at = observe::SourceLine{from.at("at").at(0), from.at("at").at(1), from.at("at").at(2)};
  if (from.contains("from")) event.from = observe::SourceLine{from.at("from").at(0), from.at("from").at(1), from.at("from").at(2)};
  return event;
}

}  // namespace

json to_json(const schedule::Plan& plan) {
  json to{{"seed", plan.seed}, {"spurious", plan.spurious}, {"delays", json::array()}};
  for (const auto& [order, word] : kOrders)
    if (order == plan.order) to["order"] = word;
  for (const schedule::PointKey& key : plan.delays) to["delays"].push_back(to_json(key));
  if (plan.failure) to["failure"] = json::array({plan.failure->call, plan.failure->nth, plan.failure->error});
  return to;
}

schedule::Plan plan_from_json(const json& from) {
  schedule::Plan plan;
  for (const auto& [order, word] : kOrders)
    if (from.at("order") == word) plan.order = order;
  plan.seed = from.at("seed");
  plan.spurious = from.at("spurious");
  for (const json& key : from.at("delays")) plan.delays.push_back(key_from_json(key));
  if (from.contains("failure")) {
    const json& failure = from.at("failure");
    plan.failure = schedule::Failure{failure.at(0), failure.at(1), failure.at(2)};
  }
  return plan;
}

json to_json(const schedule::Controller& controller) {
  json to{{"points", json::array()}, {"not_reached", json::array()}, {"held", controller.held()}, {"timeline", json::array()}};
  for (const schedule::Seen& seen : controller.points()) to["points"].push_back(json::array({seen.key.who, seen.key.call, seen.key.nth, seen.site, seen.alone}));
  for (const schedule::PointKey& key : controller.not_reached()) to["not_reached"].push_back(to_json(key));
  for (const schedule::Event& event : controller.timeline()) to["timeline"].push_back(to_json(event));
  return to;
}

void read_schedule(const json& from, TrialReply& trial) {
  for (const json& seen : from.at("points")) trial.points.push_back({key_from_json(seen), seen.at(3), seen.at(4)});
  for (const json& key : from.at("not_reached")) trial.not_reached.push_back(key_from_json(key));
  trial.held = from.at("held").get<std::vector<std::string>>();
  for (const json& event : from.at("timeline")) trial.timeline.push_back(event_from_json(event));
}

json to_json(const Waiting& line) {
  json entry{{"who", line.who}, {"call", line.call}, {"object", line.object}, {"because", line.because}};
  if (line.at) entry["at"] = place_to_json(*line.at);
  if (line.from) entry["from"] = place_to_json(*line.from);
  return entry;
}

Waiting waiting_from_json(const json& entry) {
  Waiting line{entry.at("who"), entry.at("call"), entry.at("object"), std::nullopt, entry.at("because")};
  if (entry.contains("at")) line.at = place_from_json(entry.at("at"));
  if (entry.contains("from")) line.from = place_from_json(entry.at("from"));
  return line;
}

json to_json(const Finding& finding) {
  json to{{"symptom", {{"kind", name(finding.symptom.kind)}, {"detail", finding.symptom.detail}}},
          {"happened", finding.happened}, {"notes", finding.notes}, {"ms", finding.ms}, {"crashed", finding.crashed}, {"waiting", json::array()}};
  for (const Waiting& line : finding.waiting) to["waiting"].push_back(to_json(line));
  if (finding.expected) to["expected"] = *finding.expected;
  if (finding.actual) to["actual"] = *finding.actual;
  if (finding.at) to["at"] = place_to_json(*finding.at);
  return to;
}

Finding finding_from_json(const json& from) {
  Finding finding;
  finding.symptom = {by_name(kKinds, from.at("symptom").at("kind").get<std::string>()), from.at("symptom").at("detail")};
  finding.happened = from.at("happened");
  finding.notes = from.at("notes").get<std::vector<std::string>>();
  finding.crashed = from.at("crashed").get<bool>();
  finding.ms = from.at("ms");
  for (const json& entry : from.at("waiting")) finding.waiting.push_back(waiting_from_json(entry));
  if (from.contains("expected")) finding.expected = from.at("expected");
  if (from.contains("actual")) finding.actual = from.at("actual");
  if (from.contains("at")) finding.at = place_from_json(from.at("at"));
  return finding;
}

world::Job trial_job(std::string_view lab, const Check& check, const std::map<std::string, std::string>& programs,
                     const std::optional<schedule::Plan>& plan, bool traced, bool addresses) {
  world::Job job;
  json request{{"trial", {{"lab", lab}, {"check", check.id}}}, {"programs", json::array()}};
  for (const std::string_view program : programs_of(check)) {
    const auto path = programs.find(std::string(program));
    if (path == programs.end()) throw posix::Error("trial", "without the program " + std::string(program), EINVAL);
    job.fds.push_back(posix::open_file(path->second, O_RDONLY));
    request["programs"].push_back(program);
  }
  request["addresses"] = addresses || check.build == Build::address;
  if (plan) {
    request["plan"] = to_json(*plan);
    request["traced"] = traced;
  }
  job.request = dump(request);
  return job;
}

TrialReply read_trial(std::string_view lab, const Check& check, const world::Reply& reply) {
  TrialReply trial;
  CheckResult& result = trial.result;
  result = identity(lab, check);
  if (!reply.trouble.empty()) {
    result.because = reply.trouble;
    return trial;
  }
  try {
    const json from = json::parse(reply.text);
    result.verdict = by_name(kVerdicts, from.at("verdict").get<std::string>());
    result.because = from.at("because");
    result.ms = from.at("ms");
    if (from.contains("finding")) result.finding = finding_from_json(from.at("finding"));
    if (from.contains("schedule")) read_schedule(from.at("schedule"), trial);
  } catch (const std::exception& problem) {
    result.verdict = Verdict::broken;
    result.because = std::string("the world's answer cannot be read: ") + problem.what();
    return trial;
  }
  if (result.verdict == Verdict::failed && result.finding)
    for (const Catch& caught : check.catches)
      if (matches(caught.evidence, result.finding->symptom)) {
        result.bug = caught.bug;
        break;
      }
  return trial;
}

bool is_trial(const world::Request& request) { return request.text.starts_with("{") && request.text.find("\"trial\"") != std::string::npos; }

world::Answer run_trial(world::World& world, const world::Request& request) {
  const json asked = json::parse(request.text);
  const Check* check = find_check(asked.at("trial").at("lab").get<std::string>(), asked.at("trial").at("check").get<std::string>());
  if (check == nullptr || asked.at("programs").size() != request.fds.size()) throw posix::Error("trial", "of an unknown check", EINVAL);
  std::map<std::string, std::string> programs;
  for (std::size_t i = 0; i < request.fds.size(); ++i) {
    const std::string program = asked.at("programs").at(i);
    programs[program] = world.install(program, request.fds[i].get());
  }
  const bool addresses = asked.at("addresses").get<bool>();
  Engine engine(world, std::move(programs), addresses);
  if (asked.contains("plan")) engine.follow(plan_from_json(asked.at("plan")), asked.at("traced").get<bool>());
  Trial trial(engine);
  check->scenario(trial);

  std::optional<Finding> finding = engine.finding();
  if (addresses && (!engine.given_up() || engine.given_up()->first == Verdict::inconclusive))
    for (const Running& program : engine.all())
      if (auto error = memory_error(program)) {  // the cause, not what followed from it, or what cannot be decided since
        error->ms = engine.elapsed_ms();
        finding = std::move(error);
        break;
      }
  json answer{{"verdict", name(Verdict::passed)}, {"because", ""}, {"ms", engine.elapsed_ms()}};
  if (finding) {
    answer["verdict"] = name(Verdict::failed);
    answer["finding"] = to_json(*finding);
  } else if (engine.given_up()) {
    answer["verdict"] = name(engine.given_up()->first);
    answer["because"] = engine.given_up()->second;
  }
  if (engine.controller() != nullptr) answer["schedule"] = to_json(*engine.controller());
  return {dump(answer), {}};
}

}  // namespace ipclab::check
