// What the grader asks of a world and what comes back, as text for world::Pool.
#pragma once
#include "check/lab.hpp"
#include "check/result.hpp"
#include "check/words.hpp"
#include "world/inside.hpp"
#include "world/pool.hpp"
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace ipclab::check {

// A job that runs one trial of lab/check. `programs`: name -> path of the built program, every one the check names.
// Throws posix::Error when a program cannot be opened.
[[nodiscard]] world::Job trial_job(std::string_view lab, const Check& check, const std::map<std::string, std::string>& programs);
// The result in the reply: verdict broken when the world died or answered nonsense.
[[nodiscard]] CheckResult read_reply(std::string_view lab, const Check& check, const world::Reply& reply);
// Inside the world: runs the trial that the request asks for.
[[nodiscard]] world::Answer run_trial(world::World& world, const world::Request& request);
[[nodiscard]] bool is_trial(const world::Request& request);

[[nodiscard]] nlohmann::json to_json(const Finding& finding);
[[nodiscard]] Finding finding_from_json(const nlohmann::json& json);


}  // namespace ipclab::check
