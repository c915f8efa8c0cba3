// What the grader asks of a world and what comes back, as text for world::Pool.
#pragma once
#include "check/lab.hpp"
#include "check/result.hpp"
#include "check/words.hpp"
#include "schedule/plan.hpp"
#include "schedule/timeline.hpp"
#include "world/inside.hpp"
#include "world/pool.hpp"
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::schedule {
class Controller;
}

namespace ipclab::check {

// A job that runs one trial of lab/check. `programs`: name -> path of the built program, every one the check names.
// `plan`: the schedule it runs under; none: freely. `traced`: with a timeline. `addresses`: the program under test has
// AddressSanitizer in it, though the check does not ask for that.
// Throws posix::Error when a program cannot be opened.
[[nodiscard]] world::Job trial_job(std::string_view lab, const Check& check, const std::map<std::string, std::string>& programs,
                                   const std::optional<schedule::Plan>& plan = {}, bool traced = false, bool addresses = false);
// What came of it. The verdict is broken when the world died or answered nonsense.
struct TrialReply {
  CheckResult result;                          // without `explored`: it knows of one schedule only
  std::vector<schedule::Seen> points;          // in the order in which they were left
  std::vector<schedule::PointKey> not_reached; // delays of the plan that never came about
  std::vector<std::string> held;               // where it held somebody, in words: "waiter before pause(2) at waiter.cpp:41"
  schedule::Timeline timeline;
};
[[nodiscard]] TrialReply read_trial(std::string_view lab, const Check& check, const world::Reply& reply);
// Inside the world: runs the trial that the request asks for.
[[nodiscard]] world::Answer run_trial(world::World& world, const world::Request& request);
[[nodiscard]] bool is_trial(const world::Request& request);

// The parts of it, for who runs something else than a check in a world (walk/experiment.hpp).
[[nodiscard]] nlohmann::json to_json(const schedule::Plan& plan);
[[nodiscard]] schedule::Plan plan_from_json(const nlohmann::json& json);
[[nodiscard]] nlohmann::json to_json(const schedule::Controller& controller);
void read_schedule(const nlohmann::json& json, TrialReply& trial);
[[nodiscard]] nlohmann::json to_json(const Waiting& line);
[[nodiscard]] Waiting waiting_from_json(const nlohmann::json& json);
[[nodiscard]] nlohmann::json to_json(const Finding& finding);
[[nodiscard]] Finding finding_from_json(const nlohmann::json& json);

}  // namespace ipclab::check
